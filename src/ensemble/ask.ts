// Asks a model its questions: one ensemble answers all that need no holds; a comparison plays one more for each option held.
// In: model, questions, a player, how many runs or how precise. Out: answers, and how many runs failed. Pure but for the player.

import type { CheckedModel, Question } from "../language/checked-model.ts";
import type { Block, Recording } from "../meaning/engine.ts";
import type { Fault } from "../meaning/fault.ts";
import type { Answer } from "./answers.ts";
import { compareOptions } from "./compare-options.ts";
import { BLOCK, type Player } from "./jobs.ts";
import { type Tally, tallyEvent, tallyOptions, tallyQuantity } from "./tally.ts";

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

const isPlain = (q: Question): q is Plain => q.kind !== "comparison";

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

function note(progress: Progress, block: Block): void {
  progress.played += block.count;
  progress.failed += block.faults.length;
  progress.faults.push(...block.faults.slice(0, SHOWN_FAULTS - progress.faults.length));
}

async function playPlain(
  model: CheckedModel,
  questions: Plain[],
  player: Player,
  options: AskOptions,
  progress: Progress,
): Promise<Answer[]> {
  const { recording, tallies } = talliesOf(model, questions);
  const most = options.within === undefined ? options.runs : MOST_RUNS;
  let batch = options.within === undefined ? options.runs : BLOCK * 4;
  while (progress.played < most && !progress.stopped) {
    const first = progress.played;
    const runs = Math.min(batch, most - first);
    for await (const block of player.play({ model, recording, seed: options.seed, holds: [], first, runs })) {
      note(progress, block);
      for (const tally of tallies) tally.add(block);
      options.onProgress?.(progress.played, options.within === undefined ? most : first + runs);
      progress.stopped = options.stopped?.() ?? false;
      if (progress.stopped) break;
    }
    if (options.within !== undefined && widest(tallies.map((t) => t.answer())) <= options.within) break;
    batch = progress.played;
  }
  return tallies.map((tally) => tally.answer());
}

/** Answers the questions, in their order. */
export async function ask(
  model: CheckedModel,
  questions: readonly Question[],
  player: Player,
  options: AskOptions,
): Promise<Asked> {
  const progress: Progress = { played: 0, failed: 0, faults: [], stopped: false };
  const plain = questions.filter(isPlain);
  const answers = new Map<string, Answer>();
  if (plain.length > 0) {
    for (const answer of await playPlain(model, plain, player, options, progress)) answers.set(answer.question, answer);
  }
  for (const question of questions) {
    if (question.kind !== "comparison" || progress.stopped) continue;
    const compared = await compareOptions(model, question, player, options);
    answers.set(question.id, compared.answer);
    if (plain.length === 0) progress.played = Math.max(progress.played, compared.answer.runs);
    progress.stopped = compared.stopped;
  }
  return {
    seed: options.seed,
    runs: progress.played,
    failed: progress.failed,
    faults: progress.faults,
    answers: questions.flatMap((q) => answers.get(q.id) ?? []),
    stopped: progress.stopped,
  };
}
