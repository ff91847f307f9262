// Asks a model its questions: one ensemble answers all that need no holds; a comparison plays one more for each option held.
// In: model, questions, an executor, how many runs or how precise. Out: answers, and how many runs failed. Pure but for the executor.

import type { Recording } from "../engine/interpreter/engine.ts";
import type { Fault } from "../engine/interpreter/fault.ts";
import type { CheckedModel, Question } from "../language/checked-model.ts";
import type { Answer } from "./answers.ts";
import { compareOptions } from "./compare-options.ts";
import type { Counted } from "./counting.ts";
import { BLOCK, type Executor, playCounted } from "./jobs.ts";
import { type Tally, takeAll, tallyEvent, tallyOptions, tallyQuantity } from "./tally.ts";

export type AskOptions = {
  seed: number;
  /** How many futures, or until every probability's 95 % interval is this wide to each side. */
  runs: number;
  within?: number | undefined;
  /** Futures for each row of a comparison; at most `runs`. */
  comparisonRuns?: number | undefined;
  onProgress?: ((played: number, wanted: number) => void) | undefined;
  /** Asked after each block: true to stop and keep what is played. */
  stopped?: (() => boolean) | undefined;
};

export type Asked = {
  seed: number;
  runs: number;
  failed: number;
  /** The largest share of failed runs in any ensemble that an answer rests on. */
  failedShare: number;
  /** The first faults, for showing. */
  faults: Fault[];
  answers: Answer[];
  stopped: boolean;
};

/** More than this share of failed runs: no answer is given. */
export const MOST_FAILED = 0.01;
const MOST_RUNS = 1_000_000;
const SHOWN_FAULTS = 5;

type Plain = Exclude<Question, { kind: "comparison" }>;

export const isPlain = (q: Question): q is Plain => q.kind !== "comparison";

/** What must be recorded for the questions, and a tally for each. */
export function talliesOf(
  model: CheckedModel,
  questions: readonly Plain[],
): { recording: Recording; tallies: Tally[] } {
  const recording = {
    policies: [] as number[],
    series: [] as Recording["series"][number][],
    constants: [],
    explained: [],
    finals: [],
  };
  const place = <T>(list: T[], item: T) => {
    const at = list.indexOf(item);
    return at >= 0 ? at : list.push(item) - 1;
  };
  const tallies = questions.map((q): Tally => {
    if (q.kind === "options") return tallyOptions(model, q, place(recording.policies, q.policy));
    if (q.kind === "event") return tallyEvent(model, q, recording.series.push(q.when) - 1);
    return tallyQuantity(model, q, recording.series.push(q.of) - 1);
  });
  return { recording, tallies };
}

function widest(answers: readonly Answer[]): number {
  let most = 0;
  for (const a of answers) {
    const shares = a.kind === "options" ? a.options : a.kind === "event" ? [a] : [];
    for (const { low, high } of shares) most = Math.max(most, (high - low) / 2);
  }
  return most;
}

type Progress = { played: number; failed: number; faults: Fault[]; stopped: boolean };

const firstFaults = (before: readonly Fault[], more: readonly Fault[]) => [...before, ...more].slice(0, SHOWN_FAULTS);

function note(progress: Progress, { count, faults }: Counted): void {
  progress.played += count;
  progress.failed += faults.length;
  progress.faults = firstFaults(progress.faults, faults);
}

async function playPlain(
  model: CheckedModel,
  questions: Plain[],
  executor: Executor,
  options: AskOptions,
  progress: Progress,
): Promise<Answer[]> {
  const { recording, tallies } = talliesOf(model, questions);
  const countings = tallies.flatMap((tally) => tally.countings);
  const most = options.within === undefined ? options.runs : MOST_RUNS;
  let batch = options.within === undefined ? options.runs : BLOCK * 4;
  const stopped = () => options.stopped?.() ?? false;
  while (progress.played < most && !progress.stopped) {
    const first = progress.played;
    const runs = Math.min(batch, most - first);
    const job = { model, recording, seed: options.seed, holds: [], first, runs };
    for await (const counted of playCounted(executor, job, countings)) {
      note(progress, counted);
      takeAll(tallies, counted);
      options.onProgress?.(progress.played, options.within === undefined ? most : first + runs);
      if (stopped()) break;
    }
    // An executor that was told to stop may end without a further block
    progress.stopped = stopped();
    if (options.within !== undefined && widest(tallies.map((t) => t.answer())) <= options.within) break;
    batch = progress.played;
  }
  return tallies.map((tally) => tally.answer());
}

const shareOf = (failed: number, runs: number) => (runs === 0 ? 0 : failed / runs);

/** Answers the questions, in their order. */
export async function ask(
  model: CheckedModel,
  questions: readonly Question[],
  executor: Executor,
  options: AskOptions,
): Promise<Asked> {
  const progress: Progress = { played: 0, failed: 0, faults: [], stopped: false };
  const plain = questions.filter(isPlain);
  const answers = new Map<string, Answer>();
  if (plain.length > 0) {
    const found = await playPlain(model, plain, executor, options, progress);
    if (progress.played > 0) for (const answer of found) answers.set(answer.question, answer);
  }
  let failedShare = shareOf(progress.failed, progress.played);
  const comparisons = questions.filter((q) => q.kind === "comparison");
  for (const [, group] of Map.groupBy(comparisons, (q) => q.policy)) {
    if (progress.stopped) break;
    const runs = Math.min(options.runs, options.comparisonRuns ?? options.runs);
    const compared = await compareOptions(model, group, executor, { ...options, runs });
    for (const answer of compared.answers) answers.set(answer.question, answer);
    failedShare = Math.max(failedShare, shareOf(compared.failed, compared.runs));
    progress.faults = firstFaults(progress.faults, compared.faults);
    progress.stopped = compared.stopped;
    if (plain.length > 0 || compared.answers.length === 0) continue;
    progress.played = compared.runs;
    progress.failed = compared.failed;
  }
  return {
    seed: options.seed,
    runs: progress.played,
    failed: progress.failed,
    failedShare,
    faults: progress.faults,
    answers: questions.flatMap((q) => answers.get(q.id) ?? []),
    stopped: progress.stopped,
  };
}
