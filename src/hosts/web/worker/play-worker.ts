// The inside of a worker that plays: keeps engines warm, plays blocks in the order in which they come, slice by slice, and drops
// those that it is told to drop.

import type { Engine, Recording } from "../../../engine/interpreter/engine.ts";
import { buffersOf } from "../../../ensemble/jobs.ts";
import { makeEngine } from "../../../ensemble/make-engine.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import type { FromWorker, ToWorker } from "../../pool/messages.ts";
import { pauses } from "./pause.ts";
import { playInSlices } from "./slices.ts";

export type ToExecutor = ToWorker | { kind: "drop" };
export type FromExecutor = FromWorker | { ticket: number; dropped: true };

type Known = { model: CheckedModel; recording: Recording; engine?: Engine };
type Ordered = Extract<ToWorker, { kind: "block" }>;

export function playWorker(
  post: (message: FromExecutor, transfer: ArrayBuffer[]) => void,
): (message: ToExecutor) => void {
  const known = new Map<number, Known>();
  const queue: Ordered[] = [];
  const pause = pauses();
  let dropped = 0;
  let isPlaying = false;

  async function playOne({ ticket, engine: id, ...request }: Ordered): Promise<void> {
    const about = known.get(id);
    const since = dropped;
    try {
      if (!about) throw new Error(`engine ${id} was never sent`);
      about.engine ??= makeEngine(about.model, about.recording);
      const { model, recording, engine } = about;
      await pause();
      const block =
        since !== dropped
          ? undefined
          : await playInSlices({ model, recording, engine }, request, async () => {
              await pause();
              return since === dropped;
            });
      if (block) post({ ticket, block }, buffersOf(block));
      else post({ ticket, dropped: true }, []);
    } catch (error) {
      post({ ticket, broke: error instanceof Error ? error.message : String(error) }, []);
    }
  }

  async function work(): Promise<void> {
    if (isPlaying) return;
    isPlaying = true;
    for (let next = queue.shift(); next; next = queue.shift()) await playOne(next);
    isPlaying = false;
  }

  return (message) => {
    switch (message.kind) {
      case "engine":
        known.set(message.engine, { model: message.model, recording: message.recording });
        return;
      case "forget":
        known.delete(message.engine);
        return;
      case "drop":
        dropped++;
        for (const { ticket } of queue.splice(0)) post({ ticket, dropped: true }, []);
        return;
      case "block":
        queue.push(message);
        void work();
    }
  };
}
