// The model worker of the page: reads the model, asks it, and answers the tabs. In: messages of the page. Out: messages to it.
// A question that is asked stops the one before it; a tab's request stops its own predecessor only, and waits for the question.

import { causalMap } from "../../../analysis/causal-map/causal-map.ts";
import type { Executor } from "../../../ensemble/jobs.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { chronicleOf } from "../../../present/futures/chronicle.ts";
import { sayChronicle } from "../../../present/futures/say-chronicle.ts";
import { type Asking, asking } from "./asking.ts";
import { becauseOf } from "./because.ts";
import { compareColumns } from "./compare.ts";
import { playFutures } from "./futures.ts";
import {
  type FromModelWorker,
  LONG,
  type LongRequest,
  PLAYED,
  type Replies,
  type Request,
  type ToModelWorker,
} from "./protocol.ts";
import { executorOf, type Readings, readings } from "./readings.ts";
import { seatView } from "./seat.ts";
import type { WorkerPool } from "./worker-pool.ts";

/** The answer has executors of its own, so that a tab never holds it up. */
export type WorkerPools = { answer: WorkerPool; tabs: WorkerPool };

/** The lenses of a script that brings them along; undefined: stopped, or there is nothing to say. */
export type LongLenses = (
  request: LongRequest,
  about: {
    model: CheckedModel;
    executor: Executor;
    /** The model read again under more scenarios; texts beside it. */
    again: (scenarios: readonly string[], steps?: number) => Promise<CheckedModel | undefined>;
    read: (path: string) => string | undefined;
    stopped: () => boolean;
    progress: (done: number, of: number) => void;
  },
) => Promise<Replies[LongRequest["kind"]] | undefined>;

const isLong = (request: Request): request is LongRequest => LONG.includes(request.kind);

/** Between two words on how far it is, in milliseconds. */
const PACE = 100;

export function modelWorker(
  workerPools: WorkerPools,
  post: (message: FromModelWorker) => void,
  clock: () => number,
  long?: LongLenses,
): (message: ToModelWorker) => void {
  let main = "";
  let revision = -1;
  let now: Promise<Readings> = readings("", {}, { problems: [] });
  /** The question that is being played, or read for. */
  let asked = -1;
  const latest = new Map<string, number>();
  /** What each channel plays for. */
  const playing = new Map<string, Request["kind"]>();
  let line: Promise<unknown> = Promise.resolve();
  const answers: Asking = asking(workerPools.answer, () => revision, clock);
  const failed = (id: number, error: unknown) =>
    post({ kind: "failed", id, says: error instanceof Error ? error.message : String(error) });

  async function open(message: Extract<ToModelWorker, { kind: "open" }>): Promise<void> {
    answers.stop();
    workerPools.tabs.drop();
    asked = -1;
    main = message.main;
    revision = message.revision;
    now = readings(main, message.files, message.read);
    const { model, problems } = (await now).base;
    // Who gave the reading knows it
    if (!message.read && revision === message.revision) post({ kind: "opened", revision, model, problems });
  }

  async function ask(message: Extract<ToModelWorker, { kind: "ask" }>): Promise<void> {
    const { id, moved } = message;
    answers.stop();
    asked = id;
    // The answer goes first: what tabs are playing for is dropped, and the page asks again when this has settled
    for (const [channel, kind] of playing) if (PLAYED.includes(kind)) latest.set(channel, -1);
    workerPools.tabs.drop();
    const { base, under } = await now;
    const reading = await under(moved);
    if (asked !== id) return;
    const { model, problems } = reading;
    if (base.model && model)
      return answers.ask(message, { base: base.model, reading }, (view) => post({ kind: "answer", id, view }));
    post({ kind: "unasked", id, problems: problems.filter((p) => p.severity === "error") });
  }

  async function reply<K extends Request["kind"]>(
    request: Extract<Request, { kind: K }>,
    about: { id: number; stopped: () => boolean },
  ): Promise<Replies[Request["kind"]] | undefined> {
    const { stopped } = about;
    const r: Request = request;
    if (r.kind === "check") {
      const { base } = await readings(main, r.files);
      return { problems: base.problems, title: base.model?.title };
    }
    if (r.kind === "edit") return (await import("./edit-claims.ts")).editClaims(main, r.files, r.edit, r.named);
    const opened = await now;
    if (r.kind === "draft")
      return (await import("./draft-claims.ts")).draftClaims(opened.base.model, r.taken, opened.text);
    if (r.kind === "compare") return compareColumns(r, opened, workerPools.tabs, stopped);
    if (r.kind === "map") return opened.base.model && causalMap(opened.base.model);
    const reading = await opened.under(r.moved);
    const { model } = reading;
    const executor = executorOf(reading, workerPools.tabs);
    if (!model) return undefined;
    if (isLong(r)) {
      const { text: read } = opened;
      const again = async (scenarios: readonly string[], steps?: number) =>
        (await opened.again(r.moved, scenarios, steps)).model;
      return long?.(r, { model, executor, again, read, stopped, progress: progressOf(about.id) });
    }
    switch (r.kind) {
      case "because":
        return becauseOf(model, r, executor, stopped);
      case "futures":
        return playFutures(model, executor, { seed: r.seed, runs: r.runs, stopped });
      case "chronicle": {
        const chronicle = chronicleOf(model, r.seed, r.run);
        return { chronicle, document: sayChronicle(model, chronicle) };
      }
      case "seat":
        return seatView(model, r);
      case "parquet":
        return (await import("./parquet.ts")).futuresAsParquet(model, r, { executor, stopped });
      case "weigh":
        return (await import("./weigh-claims.ts")).weighClaims(model, r, { executor, stopped });
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
        failed(id, error);
      }
    });
    if (PLAYED.includes(request.kind)) line = done;
  }

  return (message) => {
    switch (message.kind) {
      case "open":
        void open(message);
        return;
      case "stop":
        asked = -1;
        answers.stop();
        return;
      case "request":
        answer(message.id, message.channel, message.request);
        return;
      case "ask":
        ask(message).catch((error: unknown) => failed(message.id, error));
    }
  };
}
