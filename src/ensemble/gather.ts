// An ensemble run by run, for lenses that look for what carries an answer: the answer of each future, what was drawn for it, and
// what the actors chose. In: model, question, player. Out: columns of equal length; failed runs are left out.

import type { CheckedModel, Question } from "../language/checked-model.ts";
import type { Expression } from "../language/expression.ts";
import type { Block, Explained, Recording } from "../meaning/engine.ts";
import type { Fault } from "../meaning/fault.ts";
import type { Player } from "./jobs.ts";

/** What of a question's answer is looked at: a share, or a quantity. */
export type Outcome =
  | { kind: "option"; policy: number; option: number; step: number }
  | { kind: "event"; when: Expression; by: number }
  | { kind: "quantity"; of: Expression; step: number | undefined };

export type Gathered = {
  seed: number;
  runs: number;
  failed: number;
  /** The first of them, for showing. */
  faults: Fault[];
  /** The run of each row: failed runs are left out, so rows and runs need not agree. */
  run: Uint32Array;
  /** The answer of each future to the first outcome: 0 or 1 for an option or event. */
  answer: Float64Array;
  /** The same for all outcomes, in their order. */
  answers: Float64Array[];
  /** By slot of `model.constants`. */
  constants: Float64Array[];
  /** Stocks at the first step, by slot. */
  starts: Float64Array[];
  /** Options by policy and step: choices[policy][step][run]. */
  choices: Uint8Array[][];
  explained: Explained[];
  stopped: boolean;
};

/** The outcome that a question asks about; `option` for a question about options (its place in the policy). */
export function outcomeOf(question: Question, option: number): Outcome {
  switch (question.kind) {
    case "options":
      return { kind: "option", policy: question.policy, option, step: question.step };
    case "event":
      return { kind: "event", when: question.when, by: question.by };
    case "quantity":
      return { kind: "quantity", of: question.of, step: question.step };
    case "comparison":
      return { kind: "quantity", of: question.measure, step: question.step };
  }
}

/** `row`: where the outcome's series stands in the recording. */
function answerOf(outcome: Outcome, row: number, block: Block, i: number): number {
  const { steps, count, series, options } = block;
  if (outcome.kind === "option") {
    return options[(outcome.policy * steps + outcome.step) * count + i] === outcome.option ? 1 : 0;
  }
  const at = (t: number) => series[(row * steps + t) * count + i]!;
  if (outcome.kind === "event") {
    for (let t = 0; t <= outcome.by; t++) if (at(t) !== 0) return 1;
    return 0;
  }
  if (outcome.step !== undefined) return at(outcome.step);
  let sum = 0;
  for (let t = 0; t < steps; t++) sum += at(t);
  return sum / steps;
}

/** What is recorded, and for each outcome the row of its series. */
function recordingFor(model: CheckedModel, outcomes: readonly Outcome[], explained: readonly number[]) {
  const series: Expression[] = [];
  const rows = outcomes.map((o) => (o.kind === "option" ? -1 : series.push(o.kind === "event" ? o.when : o.of) - 1));
  const stocks = series.length;
  series.push(...model.stocks.map((_, slot): Expression => ({ kind: "cell", slot })));
  const recording: Recording = {
    policies: model.policies.map((_, slot) => slot),
    series,
    constants: model.constants.map((_, slot) => slot),
    explained,
    finals: [],
  };
  return { recording, rows, stocks };
}

export type GatherOptions = {
  seed: number;
  runs: number;
  explained?: readonly number[];
  /**
   * Sees every block as it comes, so that an answer may be tallied on the way. Its recording has every policy at its own slot, and the
   * series of the asked outcomes first, in their order.
   */
  onBlock?: ((block: Block) => void) | undefined;
  onProgress?: ((played: number, wanted: number) => void) | undefined;
  stopped?: (() => boolean) | undefined;
};

const SHOWN_FAULTS = 5;

/** Scores of many blocks as one: rows of all runs one after the other. */
function joinScores(parts: readonly { scores: Explained; count: number; kept: number[] }[]): Explained {
  const [first] = parts;
  const total = parts.reduce((n, p) => n + p.kept.length, 0);
  const rows = first!.scores.rows * first!.scores.reviews.length;
  const values = new Float64Array(rows * total);
  for (let row = 0; row < rows; row++) {
    let at = row * total;
    for (const { scores, count, kept } of parts) for (const i of kept) values[at++] = scores.values[row * count + i]!;
  }
  return { ...first!.scores, values };
}

/** Plays an ensemble and keeps what lenses need of each run. Memory grows with runs: meant for tens of thousands. */
export async function gather(
  model: CheckedModel,
  asked: Outcome | readonly Outcome[],
  player: Player,
  options: GatherOptions,
): Promise<Gathered> {
  const { seed, runs } = options;
  const outcomes = "kind" in asked ? [asked] : asked;
  const { recording, rows, stocks: stockRows } = recordingFor(model, outcomes, options.explained ?? []);
  const answers = outcomes.map((): number[] => []);
  const run: number[] = [];
  const constants = model.constants.map((): number[] => []);
  const starts = model.stocks.map((): number[] => []);
  const choices = model.policies.map(() => Array.from({ length: model.clock.steps }, (): number[] => []));
  const scores = recording.explained.map((): Parameters<typeof joinScores>[0][number][] => []);
  const faults: Fault[] = [];
  let failed = 0;
  let played = 0;
  let stopped = false;
  for await (const block of player.play({ model, recording, seed, holds: [], first: 0, runs })) {
    const { count, steps } = block;
    options.onBlock?.(block);
    const kept = Array.from({ length: count }, (_, i) => i).filter((i) => !block.failed[i]);
    failed += count - kept.length;
    faults.push(...block.faults.slice(0, SHOWN_FAULTS - faults.length));
    for (const i of kept) {
      run.push(block.first + i);
      outcomes.forEach((outcome, k) => {
        answers[k]!.push(answerOf(outcome, rows[k]!, block, i));
      });
      constants.forEach((column, slot) => {
        column.push(block.constants[slot * count + i]!);
      });
      starts.forEach((column, slot) => {
        column.push(block.series[(stockRows + slot) * steps * count + i]!);
      });
      choices.forEach((byStep, policy) => {
        for (let t = 0; t < steps; t++) byStep[t]!.push(block.options[(policy * steps + t) * count + i]!);
      });
    }
    block.explained.forEach((e, k) => {
      scores[k]!.push({ scores: e, count, kept });
    });
    played += count;
    options.onProgress?.(played, runs);
    stopped = options.stopped?.() ?? false;
    if (stopped) break;
  }
  const columns = answers.map((column) => Float64Array.from(column));
  return {
    seed,
    runs: run.length,
    run: Uint32Array.from(run),
    failed,
    faults,
    answer: columns[0] ?? new Float64Array(0),
    answers: columns,
    constants: constants.map((column) => Float64Array.from(column)),
    starts: starts.map((column) => Float64Array.from(column)),
    choices: choices.map((byStep) => byStep.map((column) => Uint8Array.from(column))),
    explained: scores.filter((parts) => parts.length > 0).map(joinScores),
    stopped,
  };
}
