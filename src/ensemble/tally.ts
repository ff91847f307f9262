// Estimators of one question that take blocks, or what was counted of them, in ascending order: counts are exact, sums are formed block
// by block. In: blocks and where in them the question's values stand. Out: an answer. Failed runs are left out everywhere.

import { dateOfStep } from "../base/dates.ts";
import type { Block } from "../engine/interpreter/engine.ts";
import type { CheckedModel, Question } from "../language/checked-model.ts";
import type { Answer, Estimate, EventAnswer, OptionsAnswer, Quantiles, QuantityAnswer } from "./answers.ts";
import { type Counted, type Counting, countBlock, coursesOf } from "./counting.ts";

const Z95 = 1.959963984540054;

/** Runs whose whole course is kept for quantiles by date; beyond them the fan rests on these, the asked date on all. */
export const KEPT_COURSES = 16_384;

/** A share with its standard error and Wilson (1927) interval, which stays right near 0 and 1. */
export function share(count: number, runs: number): Estimate {
  if (runs === 0) return { p: Number.NaN, se: Number.NaN, low: 0, high: 1 };
  const p = count / runs;
  const z2 = Z95 * Z95;
  const centre = (p + z2 / (2 * runs)) / (1 + z2 / runs);
  const half = (Z95 * Math.sqrt((p * (1 - p)) / runs + z2 / (4 * runs * runs))) / (1 + z2 / runs);
  return { p, se: Math.sqrt((p * (1 - p)) / runs), low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

export type Tally = {
  /** What `take` wants counted of each block, in this order. */
  countings: readonly Counting[];
  take: (counted: Counted) => void;
  add: (block: Block) => void;
  answer: () => Answer;
};

function tallyOf(countings: readonly Counting[], take: Tally["take"], answer: Tally["answer"]): Tally {
  return { countings, take, add: (block) => take(countBlock(block, countings)), answer };
}

/** Gives each tally its part of what was counted for all of them, one after the other. */
export function takeAll(tallies: readonly Tally[], counted: Counted): void {
  let at = 0;
  for (const { countings, take } of tallies) {
    take({ ...counted, sums: counted.sums.slice(at, at + countings.length) });
    at += countings.length;
  }
}

const wholeIn = ({ failed }: Counted) => failed.reduce((n, isFailed) => (isFailed ? n : n + 1), 0);

function addTo(sums: Float64Array, more: Float64Array): void {
  for (let k = 0; k < sums.length; k++) sums[k]! += more[k]!;
}

const datesOf = (model: CheckedModel) =>
  Array.from({ length: model.clock.steps }, (_, t) => dateOfStep(model.clock, t));

type OfKind<K extends Question["kind"]> = Extract<Question, { kind: K }>;

/** Shares of options by date. `at`: the policy's place in the recording. */
export function tallyOptions(model: CheckedModel, question: OfKind<"options">, at: number): Tally {
  const policy = model.policies[question.policy]!;
  const width = policy.options.length;
  const { steps } = model.clock;
  const counts = new Float64Array(steps * width);
  let runs = 0;
  const take = (counted: Counted) => {
    runs += wholeIn(counted);
    addTo(counts, counted.sums[0]!);
  };
  const answer = (): OptionsAnswer => ({
    kind: "options",
    question: question.id,
    policy: policy.id,
    date: dateOfStep(model.clock, question.step),
    runs,
    options: policy.options.map(({ id, label }, k) => ({
      id,
      label,
      ...share(counts[question.step * width + k]!, runs),
    })),
    dates: datesOf(model),
    byDate: Array.from({ length: steps }, (_, t) => policy.options.map((_o, k) => counts[t * width + k]! / runs)),
  });
  return tallyOf([{ kind: "options", at, width }], take, answer);
}

/** Whether it has happened by each date. */
export function tallyEvent(model: CheckedModel, question: OfKind<"event">, at: number): Tally {
  const { steps } = model.clock;
  const first = new Float64Array(steps);
  let runs = 0;
  const take = (counted: Counted) => {
    runs += wholeIn(counted);
    addTo(first, counted.sums[0]!);
  };
  const answer = (): EventAnswer => {
    let sum = 0;
    const counts = Array.from(first, (n) => {
      sum += n;
      return sum;
    });
    return {
      kind: "event",
      question: question.id,
      by: dateOfStep(model.clock, question.by),
      runs,
      ...share(counts[question.by]!, runs),
      dates: datesOf(model),
      byDate: counts.map((n) => n / runs),
    };
  };
  return tallyOf([{ kind: "event", at }], take, answer);
}

/** Quantile by linear interpolation of order statistics (Hyndman & Fan 1996, type 7). `sorted` ascends. */
export function quantile(sorted: Float64Array, p: number): number {
  if (sorted.length === 0) return Number.NaN;
  const at = p * (sorted.length - 1);
  const low = Math.floor(at);
  const value = sorted[low]!;
  return low + 1 < sorted.length ? value + (at - low) * (sorted[low + 1]! - value) : value;
}

export function quantilesOf(values: Float64Array): Quantiles {
  const sorted = values.slice().sort();
  const q = (p: number) => quantile(sorted, p);
  return { q05: q(0.05), q25: q(0.25), q50: q(0.5), q75: q(0.75), q95: q(0.95) };
}

/** A growing list of numbers. */
export class Values {
  #data = new Float64Array(1024);
  length = 0;
  push(value: number): void {
    if (this.length === this.#data.length) {
      const grown = new Float64Array(this.length * 2);
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[this.length++] = value;
  }
  all(): Float64Array {
    return this.#data.subarray(0, this.length);
  }
}

/** Mean and standard error, in two passes over what was kept. Of equal numbers it is that number, which a rounded sum need not give back. */
export function meanOf(values: Float64Array): { mean: number; se: number } {
  const n = values.length;
  if (n === 0) return { mean: Number.NaN, se: Number.NaN };
  const first = values[0]!;
  if (n > 1 && values.every((v) => v === first)) return { mean: first, se: 0 };
  let sum = 0;
  for (const v of values) sum += v;
  const mean = sum / n;
  let squares = 0;
  for (const v of values) squares += (v - mean) * (v - mean);
  return { mean, se: n > 1 ? Math.sqrt(squares / (n - 1) / n) : Number.NaN };
}

/** Quantiles over time and the distribution at the asked date. */
export function tallyQuantity(model: CheckedModel, question: OfKind<"quantity">, at: number): Tally {
  const { steps } = model.clock;
  const asked = new Values();
  const courses = Array.from({ length: steps }, () => new Values());
  const countings: Counting[] = [
    { kind: "value", at, step: question.step },
    { kind: "course", at, before: KEPT_COURSES },
  ];
  const take = (counted: Counted) => {
    const [values, course] = counted.sums as [Float64Array, Float64Array];
    const kept = coursesOf(counted, KEPT_COURSES);
    for (let i = 0; i < counted.count; i++) {
      if (counted.failed[i]) continue;
      asked.push(values[i]!);
      if (i >= kept || asked.length > KEPT_COURSES) continue;
      for (let step = 0; step < steps; step++) courses[step]!.push(course[step * kept + i]!);
    }
  };
  const answer = (): QuantityAnswer => ({
    kind: "quantity",
    question: question.id,
    of: question.written,
    unit: question.unit,
    date: dateOfStep(model.clock, question.step),
    runs: asked.length,
    ...meanOf(asked.all()),
    ...quantilesOf(asked.all()),
    dates: datesOf(model),
    byDate: courses.map((values) => quantilesOf(values.all())),
  });
  return tallyOf(countings, take, answer);
}
