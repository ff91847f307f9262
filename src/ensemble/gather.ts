// An ensemble run by run, for lenses that look for what carries an answer: the answer of each future, what was drawn for it, and
// what the actors chose. In: model, question, executor. Out: columns of equal length; failed runs are left out.

import type { Block, Explained, Recording } from "../engine/interpreter/engine.ts";
import type { Fault } from "../engine/interpreter/fault.ts";
import type { Setting } from "../engine/interpreter/settings.ts";
import type { CheckedModel, Question } from "../language/checked-model.ts";
import { type Expression, walk } from "../language/expression.ts";
import type { Executor } from "./jobs.ts";

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
  /** Stocks at the first step, by slot; empty for those whose start draws nothing of its own. */
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

/** Stocks whose start has luck of its own: the others' starts follow from constants. */
export function drawnStarts(model: CheckedModel): number[] {
  return model.stocks.flatMap(({ start, hidden }, slot) => {
    let draws = false;
    walk(start, (part) => {
      draws ||= part.kind === "draw";
    });
    return draws && !hidden ? [slot] : [];
  });
}

/** What is recorded, and for each outcome the row of its series; `starts`: stocks, and where their series begin. */
function recordingFor(
  model: CheckedModel,
  outcomes: readonly Outcome[],
  { explained = [], reviewAt }: Pick<GatherOptions, "explained" | "reviewAt">,
) {
  const series: Expression[] = [];
  const rows = outcomes.map((o) => (o.kind === "option" ? -1 : series.push(o.kind === "event" ? o.when : o.of) - 1));
  const starts = drawnStarts(model).map((slot) => ({ slot, row: series.push({ kind: "cell", slot }) - 1 }));
  const recording: Recording = {
    policies: model.policies.map((_, slot) => slot),
    series,
    constants: model.constants.map((_, slot) => slot),
    explained,
    reviewAt,
    finals: [],
  };
  return { recording, rows, starts };
}

export type GatherOptions = {
  seed: number;
  runs: number;
  /** Constants set from outside, which engines take without being made anew. */
  set?: readonly Setting[] | undefined;
  explained?: readonly number[];
  /** Of the scores, keep the last review at or before this step alone. */
  reviewAt?: number | undefined;
  /**
   * Sees every block as it comes, so that an answer may be tallied on the way. Its recording has every policy at its own slot, and the
   * series of the asked outcomes first, in their order.
   */
  onBlock?: ((block: Block) => void) | undefined;
  onProgress?: ((played: number, wanted: number) => void) | undefined;
  stopped?: (() => boolean) | undefined;
};

const SHOWN_FAULTS = 5;

type ScorePart = { scores: Explained; count: number; kept: readonly number[] };

/** Scores of many blocks as one: rows of all runs one after the other. */
function joinScores(parts: readonly ScorePart[]): Explained {
  const [first] = parts;
  const total = parts.reduce((n, p) => n + p.kept.length, 0);
  const rows = first!.scores.rows * first!.scores.reviews.length;
  const values = new Float64Array(rows * total);
  for (let row = 0; row < rows; row++) {
    let at = row * total;
    for (const { scores, count, kept } of parts) {
      if (kept.length === count) values.set(scores.values.subarray(row * count, (row + 1) * count), at);
      else
        kept.forEach((i, k) => {
          values[at + k] = scores.values[row * count + i]!;
        });
      at += kept.length;
    }
  }
  return { ...first!.scores, values };
}

/** Copies the kept runs of one row of a block into a column. */
function copyRow<T extends Float64Array | Uint8Array>(
  from: T,
  row: number,
  { count, kept }: { count: number; kept: readonly number[] },
  into: T,
  at: number,
): void {
  if (kept.length === count) into.set(from.subarray(row * count, (row + 1) * count) as never, at);
  else
    kept.forEach((i, k) => {
      into[at + k] = from[row * count + i]!;
    });
}

/** Plays an ensemble and keeps what lenses need of each run. Memory grows with runs: meant for tens of thousands. */
export async function gather(
  model: CheckedModel,
  asked: Outcome | readonly Outcome[],
  executor: Executor,
  options: GatherOptions,
): Promise<Gathered> {
  const { seed, runs, set } = options;
  const outcomes = "kind" in asked ? [asked] : asked;
  const { recording, rows, starts } = recordingFor(model, outcomes, options);
  const column = () => new Float64Array(runs);
  const answers = outcomes.map(column);
  const run = new Uint32Array(runs);
  const constants = model.constants.map(column);
  const startColumns = starts.map(column);
  const { steps } = model.clock;
  const choices = model.policies.map(() => Array.from({ length: steps }, () => new Uint8Array(runs)));
  const scores = recording.explained.map((): ScorePart[] => []);
  const faults: Fault[] = [];
  let [n, failed, played] = [0, 0, 0];
  let stopped = false;
  for await (const block of executor.play({ model, recording, seed, holds: [], ...(set && { set }), first: 0, runs })) {
    const { count } = block;
    options.onBlock?.(block);
    const kept = Array.from({ length: count }, (_, i) => i).filter((i) => !block.failed[i]);
    const from = { count, kept };
    failed += count - kept.length;
    faults.push(...block.faults.slice(0, SHOWN_FAULTS - faults.length));
    kept.forEach((i, k) => {
      run[n + k] = block.first + i;
      outcomes.forEach((outcome, o) => {
        answers[o]![n + k] = answerOf(outcome, rows[o]!, block, i);
      });
    });
    constants.forEach((into, slot) => {
      copyRow(block.constants, slot, from, into, n);
    });
    starts.forEach(({ row }, k) => {
      copyRow(block.series, row * steps, from, startColumns[k]!, n);
    });
    choices.forEach((byStep, policy) => {
      byStep.forEach((into, t) => {
        copyRow(block.options, policy * steps + t, from, into, n);
      });
    });
    block.explained.forEach((e, k) => {
      scores[k]!.push({ scores: e, ...from });
    });
    n += kept.length;
    played += count;
    options.onProgress?.(played, runs);
    stopped = options.stopped?.() ?? false;
    if (stopped) break;
  }
  const whole = answers.map((all) => all.subarray(0, n));
  const byStock = new Map(starts.map(({ slot }, k) => [slot, startColumns[k]!.subarray(0, n)]));
  return {
    seed,
    runs: n,
    run: run.subarray(0, n),
    failed,
    faults,
    answer: whole[0] ?? new Float64Array(0),
    answers: whole,
    constants: constants.map((all) => all.subarray(0, n)),
    starts: model.stocks.map((_, slot) => byStock.get(slot) ?? new Float64Array(0)),
    choices: choices.map((byStep) => byStep.map((all) => all.subarray(0, n))),
    explained: scores.filter((parts) => parts.length > 0).map(joinScores),
    stopped,
  };
}
