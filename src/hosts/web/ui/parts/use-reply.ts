// A tab's question to the model worker, asked again when what it depends on has changed and the answer has settled: the last reply stays on the
// screen meanwhile.

import { useEffect, useState } from "react";
import { Replaced } from "../../state/model-worker-client.ts";
import { request, usePage } from "../../state/store.ts";
import type { Replies, Request } from "../../worker/protocol.ts";

/** After the answer has settled: a finger that is only resting on a lever is not to be held up. */
const CALM = 350;

export type Reply<K extends Request["kind"]> = {
  value?: Replies[K] | undefined;
  says?: string | undefined;
  isOld: boolean;
};

export function useReply<K extends Request["kind"]>(
  asked: Extract<Request, { kind: K }> | undefined,
  options: { waits?: boolean; channel?: string } = {},
): Reply<K> {
  const [reply, take] = useState<{ key: string; value?: Replies[K]; says?: string }>({ key: "" });
  const revision = usePage((page) => page.modelRevision);
  const isPlaying = usePage((page) => page.isPlaying);
  const key = asked ? JSON.stringify([revision, asked]) : "";
  const isHeld = (options.waits ?? true) && isPlaying;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the request holds
  useEffect(() => {
    if (!asked || isHeld || reply.key === key) return;
    let isGone = false;
    const timer = setTimeout(
      () => {
        request(asked, options.channel ?? asked.kind).then(
          (value) => {
            if (!isGone) take({ key, value });
          },
          (error: unknown) => {
            if (isGone || error instanceof Replaced) return;
            take({ key, says: error instanceof Error ? error.message : String(error) });
          },
        );
      },
      (options.waits ?? true) ? CALM : 0,
    );
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [key, isHeld]);
  return { value: reply.value, says: reply.says, isOld: reply.key !== key };
}
