// The brain of the page: reads the model, asks it, and answers the tabs. In: messages of the page. Out: messages to it.
// A question that is asked stops the one before it; a tab's request stops its own predecessor only, and waits for the question.

import type { Player } from "../../../ensemble/jobs.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { readModel } from "../../../language/read-model.ts";
import { chronicleOf } from "../../../report/chronicle.ts";
import { sayChronicle } from "../../../report/say-chronicle.ts";
import { type Asking, asking } from "./asking.ts";
import { becauseOf } from "./because.ts";
import { causalMap } from "./causal-map.ts";
import { compareColumns } from "./compare.ts";
import type { Crew } from "./crew.ts";
import { playFutures } from "./futures.ts";
import {
  type FromBrain,
  LONG,
  type LongRequest,
  PLAYED,
  type Replies,
  type Request,
  type ToBrain,
} from "./protocol.ts";
import { playerOf, type Readings, readings } from "./readings.ts";
import { seatView } from "./seat.ts";

/** The answer has players of its own, so that a tab never holds it up. */
export type Crews = { answer: Crew; tabs: Crew };

/** The lenses of a script that brings them along; undefined: stopped, or there is nothing to say. */
export type LongLenses = (
  request: LongRequest,
  about: {
    model: CheckedModel;
    player: Player;
    /** The model read again under more scenarios; texts beside it. */
    again: (scenarios: readonly string[], steps?: number) => CheckedModel | undefined;
    read: (path: string) => string | undefined;
    stopped: () => boolean;
    progress: (done: number, of: number) => void;
  },
) => Promise<Replies[LongRequest["kind"]] | undefined>;

const isLong = (request: Request): request is LongRequest => LONG.includes(request.kind);

/** Between two words on how far it is, in milliseconds. */
const PACE = 100;

export function brain(
  crews: Crews,
  post: (message: FromBrain) => void,
  clock: () => number,
  long?: LongLenses,
): (message: ToBrain) => void {
  let main = "";
  let revision = -1;
  const nothing = () => ({ problems: [] });
  let now: Readings = { base: nothing(), under: nothing, again: nothing, text: () => undefined };
  const latest = new Map<string, number>();
  /** What each channel plays for. */
  const playing = new Map<string, Request["kind"]>();
  let line: Promise<unknown> = Promise.resolve();
  const ask: Asking = asking(
    crews.answer,
    () => now,
    () => revision,
    clock,
  );

  function open(message: Extract<ToBrain, { kind: "open" }>): void {
    ask.stop();
    crews.tabs.drop();
    main = message.main;
    revision = message.revision;
    now = readings(main, message.files, message.read);
    const { model, problems } = now.base;
    post({ kind: "opened", revision, model, problems });
  }

  async function reply<K extends Request["kind"]>(
    request: Extract<Request, { kind: K }>,
    about: { id: number; stopped: () => boolean },
  ): Promise<Replies[Request["kind"]] | undefined> {
    const { stopped } = about;
    const r: Request = request;
    if (r.kind === "check") {
      const read = readModel(main, (path) => (Object.hasOwn(r.files, path) ? r.files[path] : undefined));
      return { problems: read.problems, title: read.model?.title };
    }
    if (r.kind === "compare") return compareColumns(r, now, crews.tabs, stopped);
    if (r.kind === "map") return now.base.model && causalMap(now.base.model);
    const reading = now.under(r.moved);
    const { model } = reading;
    const player = playerOf(reading, crews.tabs);
    if (!model) return undefined;
    if (isLong(r)) {
      const { text: read } = now;
      const again = (scenarios: readonly string[], steps?: number) => now.again(r.moved, scenarios, steps).model;
      return long?.(r, { model, player, again, read, stopped, progress: progressOf(about.id) });
    }
    switch (r.kind) {
      case "because":
        return becauseOf(model, r, player, stopped);
      case "futures":
        return playFutures(model, player, { seed: r.seed, runs: r.runs, stopped });
      case "chronicle": {
        const chronicle = chronicleOf(model, r.seed, r.run);
        return { chronicle, document: sayChronicle(model, chronicle) };
      }
      case "seat":
        return seatView(model, r);
    }
  }

  function progressOf(id: number): (done: number, of: number) => void {
    let said = clock();
    return (done, of) => {
      if (clock() - said < PACE) return;
      said = clock();
      post({ kind: "progress", id, done, of });
    };
  }

  function answer(id: number, channel: string, request: Request): void {
    latest.set(channel, id);
    playing.set(channel, request.kind);
    const stopped = () => latest.get(channel) !== id;
    // What needs no ensemble does not wait behind what does
    const before = PLAYED.includes(request.kind) ? line : Promise.resolve();
    const done = before.then(async () => {
      if (stopped()) return;
      try {
        const value = await reply(request, { id, stopped });
        if (stopped()) return;
        if (value === undefined) post({ kind: "failed", id, says: "there is no model that plays" });
        else post({ kind: "reply", id, of: request.kind, value });
      } catch (error) {
        post({ kind: "failed", id, says: error instanceof Error ? error.message : String(error) });
      }
    });
    if (PLAYED.includes(request.kind)) line = done;
  }

  return (message) => {
    switch (message.kind) {
      case "open":
        open(message);
        return;
      case "stop":
        ask.stop();
        return;
      case "request":
        answer(message.id, message.channel, message.request);
        return;
      case "ask": {
        // The answer goes first: what tabs are playing for is dropped, and the page asks again when this has settled
        for (const [channel, kind] of playing) if (PLAYED.includes(kind)) latest.set(channel, -1);
        crews.tabs.drop();
        const { problems, model } = now.under(message.moved);
        const { id } = message;
        if (!model) {
          ask.stop();
          post({ kind: "unasked", id, problems: problems.filter((p) => p.severity === "error") });
          return;
        }
        ask
          .ask(message, (view) => post({ kind: "answer", id, view }))
          .catch((error: unknown) => {
            post({ kind: "failed", id, says: error instanceof Error ? error.message : String(error) });
          });
      }
    }
  };
}
