// `play`: futures one by one. In: how many, which policies, variables and dates. Out: one future as a chronicle and as data; shares and
// quantiles at a glance; or all of them, given on block by block as they come.

import { invariant } from "../base/invariant.ts";
import type { Block, Recording } from "../engine/interpreter/engine.ts";
import type { Fault } from "../engine/interpreter/fault.ts";
import { type Job, playCounted } from "../ensemble/jobs.ts";
import { makeEngine } from "../ensemble/make-engine.ts";
import { type FuturesTally, tallyFutures } from "../ensemble/tally-futures.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { type Chronicle, chronicleOf } from "../present/futures/chronicle.ts";
import { type Column, futureRows } from "../present/futures/future-rows.ts";
import { count } from "../present/words/figures.ts";
import { sayFaults } from "../present/words/say-faults.ts";
import { RUNS, SEED } from "./defaults.ts";
import { chosenOf, type Wanted } from "./play/chosen.ts";
import { departuresOf, type OfModel, openModel } from "./source.ts";
import { done, isRefused, type Note, refuse, type Task, type Work } from "./task.ts";

export type PlayRequest = OfModel & Wanted & { seed?: number | undefined; runs?: number | undefined };

/** Futures that were played, those of them that were stopped by a value that is not finite, and whether it was ended on the way. */
export type Played = { runs: number; failed: number; faults: Fault[]; stopped: boolean };

type PlayedPart = Pick<Block, "count" | "faults">;

const SHOWN_FAULTS = 5;
const DATES_AT_A_GLANCE = 5;

/** Plays on from what is begun, and gives each part on as it comes. */
async function playAll<P extends PlayedPart>(
  parts: AsyncIterable<P>,
  begun: { runs: number; failed: number },
  wanted: number,
  { signal, progress }: Work,
  take: (part: P) => void,
): Promise<Played> {
  const played: Played = { ...begun, faults: [], stopped: false };
  for await (const part of parts) {
    take(part);
    played.runs += part.count;
    played.failed += part.faults.length;
    played.faults.push(...part.faults.slice(0, SHOWN_FAULTS - played.faults.length));
    progress(played.runs, wanted);
    if (signal.aborted) break;
  }
  return { ...played, stopped: signal.aborted };
}

export type OnePlayed = {
  model: CheckedModel;
  seed: number;
  chronicle: Chronicle;
  dates: string[];
  /** Its course as data, and as the lines of a table. */
  future: object;
  csv: string;
};

/** One future, told. Where an ensemble is asked for as well, it must be the same there, bit for bit. */
export const playOne: Task<PlayRequest & { run: number }, OnePlayed> = async (request, executor, signal, progress) => {
  const { source, run, seed = SEED, runs = 0 } = request;
  const opened = await openModel(source, departuresOf(request));
  if (isRefused(opened)) return opened;
  const { model, notes } = opened;
  const chosen = chosenOf(model, request, source.where);
  if (isRefused(chosen)) return chosen;
  const rows = futureRows(model, chosen.columns, chosen.steps);
  const { recording } = rows;
  const alone = makeEngine(model, recording).play({ seed, first: run, count: 1, holds: [] });
  const [future] = rows.json(alone);
  if (run < runs) {
    const job = { model, recording, seed, holds: [], first: 0, runs };
    const begun = { runs: 0, failed: 0 };
    await playAll(executor.play(job), begun, runs, { executor, signal, progress }, (block) => {
      const isHere = run >= block.first && run < block.first + block.count;
      const within = isHere ? rows.json(block)[run - block.first] : undefined;
      const isSame = within === undefined || JSON.stringify(within) === JSON.stringify(future);
      invariant(isSame, `future ${run} differs alone and in an ensemble`);
    });
  }
  const chronicle = chronicleOf(model, seed, run);
  return done({ model, seed, chronicle, dates: rows.dates, future: future!, csv: rows.head + rows.csv(alone) }, notes);
};

export type Glance = { model: CheckedModel; seed: number; columns: Column[]; dates: string[]; tally: FuturesTally };

function glanceSteps(model: CheckedModel): number[] {
  const last = model.clock.steps - 1;
  const spread = Array.from({ length: DATES_AT_A_GLANCE }, (_, k) => Math.round((k * last) / (DATES_AT_A_GLANCE - 1)));
  return [...new Set(spread)];
}

/** Shares of every option and quantiles of every variable, at a few dates. */
export const glance: Task<PlayRequest, Glance> = async (request, executor, signal, progress) => {
  const { source, seed = SEED, runs = RUNS.play } = request;
  const opened = await openModel(source, departuresOf(request));
  if (isRefused(opened)) return opened;
  const { model, notes } = opened;
  const chosen = chosenOf(model, request, source.where, glanceSteps(model));
  if (isRefused(chosen)) return chosen;
  const { columns, steps } = chosen;
  const { recording, dates } = futureRows(model, columns, steps);
  const widths = recording.policies.map((slot) => model.policies[slot]!.options.length);
  const tally = tallyFutures(widths, recording.series.length, steps);
  const job: Job = { model, recording, seed, holds: [], first: 0, runs };
  const counted = playCounted(executor, job, tally.countings);
  const played = await playAll(counted, { runs: 0, failed: 0 }, runs, { executor, signal, progress }, tally.take);
  const stopped: Note | undefined = played.stopped
    ? { kind: "stopped", says: `Stopped after ${count(played.runs)} futures.` }
    : undefined;
  const faults: Note | undefined = played.failed > 0 ? { kind: "warning", says: sayFaults(model, played) } : undefined;
  if (tally.runs() === 0) {
    const says = [stopped, faults].flatMap((note) => note?.says ?? []).join("\n");
    return refuse(signal.aborted ? "stopped" : "none", says);
  }
  return done({ model, seed, columns, dates, tally }, [...notes, stopped, faults]);
};

export type StreamRequest = {
  model: CheckedModel;
  recording: Recording;
  seed: number;
  runs: number;
  /** What is there already of a file that is continued. */
  begun: { runs: number; failed: number };
  take: (block: Block) => void;
};

/** All futures, block by block. */
export const streamFutures: Task<StreamRequest, Played> = async (request, executor, signal, progress) => {
  const { model, recording, seed, runs, begun, take } = request;
  const range = { first: begun.runs, runs: Math.max(0, runs - begun.runs) };
  const blocks = executor.play({ model, recording, seed, holds: [], ...range });
  return done(await playAll(blocks, begun, runs, { executor, signal, progress }, take));
};
