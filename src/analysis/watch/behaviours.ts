// Known behaviours: what a model must do if it is any good (docs/watch.md). In: a model, its `behaviours`, who plays.
// Out: for each its figure, the figure's error, whether it lies in the wanted range, and whether its error leaves that open.

import { stepOfDate } from "../../base/dates.ts";
import type { Block, Recording } from "../../engine/interpreter/engine.ts";
import type { Executor } from "../../ensemble/jobs.ts";
import type { Behaviour, Bounds, CheckedModel, Hold } from "../../language/checked-model.ts";
import { quantile, wilsonInterval } from "../../statistics/estimates.ts";
import { momentsOf, standardError } from "../../statistics/streaming.ts";

export type BehaviourResult = {
  id: string;
  says: string;
  /** What the figure is, as written: for a table's second look. */
  of: string;
  over: Behaviour["over"];
  across: Behaviour["across"] | "share";
  figure: number;
  /** 95 %. */
  low: number;
  high: number;
  wanted: Bounds;
  result: "pass" | "miss" | "cannot tell";
  runs: number;
  /** The window lies outside the clock. */
  outside: boolean;
  note?: string | undefined;
};

type Window = { first: number; last: number };

function windowOf(model: CheckedModel, b: Behaviour): Window | undefined {
  const { clock } = model;
  const first = b.from === undefined ? 0 : (stepOfDate(clock, b.from) ?? 0);
  const last = b.until === undefined ? clock.steps - 1 : (stepOfDate(clock, b.until) ?? 0);
  const cut = { first: Math.max(0, first), last: Math.min(clock.steps - 1, last) };
  return cut.first <= cut.last ? cut : undefined;
}

/** One number of a run's window. */
function numberOf(block: Block, row: number, i: number, { first, last }: Window, over: Behaviour["over"]): number {
  const at = (t: number) => block.series[(row * block.steps + t) * block.count + i]!;
  if (over === "first") return at(first);
  if (over === "last") return at(last);
  let sum = 0;
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let t = first; t <= last; t++) {
    const value = at(t);
    sum += value;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (over === "sum") return sum;
  if (over === "mean") return sum / (last - first + 1);
  return over === "least" ? least : most;
}

const inside = (x: number, { atLeast, atMost }: Bounds) =>
  (atLeast === undefined || x >= atLeast) && (atMost === undefined || x <= atMost);

type Figure = { figure: number; low: number; high: number };

const Z = 1.959963984540054;

/** A percentile's interval by the order statistics around it. */
function percentile(values: Float64Array, p: number): Figure {
  const sorted = values.slice().sort();
  const half = Z * Math.sqrt((p * (1 - p)) / sorted.length);
  const at = (q: number) => quantile(sorted, Math.min(1, Math.max(0, q)));
  return { figure: at(p), low: at(p - half), high: at(p + half) };
}

function figureOf(values: Float64Array, b: Behaviour): Figure {
  if (values.length === 0) return { figure: Number.NaN, low: Number.NaN, high: Number.NaN };
  if (b.runsWith) {
    const hits = values.filter((v) => inside(v, b.runsWith!)).length;
    return { figure: hits / values.length, ...wilsonInterval(hits, values.length) };
  }
  if (b.across !== "mean") return percentile(values, b.across / 100);
  const moments = momentsOf(values);
  const half = Z * (values.length > 1 ? standardError(moments) : 0);
  return { figure: moments.mean, low: moments.mean - half, high: moments.mean + half };
}

function verdictOf({ figure, low, high }: Figure, wanted: Bounds): BehaviourResult["result"] {
  if (!Number.isFinite(figure)) return "cannot tell";
  if (inside(figure, wanted)) return "pass";
  // A miss that the error could undo is no miss yet
  return inside(low, wanted) || inside(high, wanted) ? "cannot tell" : "miss";
}

export type BehaviourOptions = {
  seed: number;
  runs: number;
  holds?: readonly Hold[] | undefined;
  onProgress?: ((played: number, wanted: number) => void) | undefined;
  stopped?: (() => boolean) | undefined;
};

/** Plays a model once for all behaviours that it is to be judged by; their formulas must be of this very model. */
export async function checkBehaviours(
  model: CheckedModel,
  behaviours: readonly Behaviour[],
  executor: Executor,
  options: BehaviourOptions,
): Promise<BehaviourResult[]> {
  const series = behaviours.map((b) => b.of);
  const recording: Recording = { policies: [], series, constants: [], explained: [], finals: [] };
  const windows = behaviours.map((b) => windowOf(model, b));
  const values = behaviours.map((): number[] => []);
  const { seed, runs, holds = [] } = options;
  for await (const block of executor.play({ model, recording, seed, holds, first: 0, runs })) {
    for (let i = 0; i < block.count; i++) {
      if (block.failed[i]) continue;
      behaviours.forEach((b, k) => {
        const window = windows[k];
        if (window) values[k]!.push(numberOf(block, k, i, window, b.over));
      });
    }
    options.onProgress?.(block.first + block.count, runs);
    if (options.stopped?.()) break;
  }
  return behaviours.map((b, k) => {
    const found = figureOf(Float64Array.from(values[k]!), b);
    const wanted = { atLeast: b.atLeast, atMost: b.atMost };
    return {
      id: b.id,
      says: b.says,
      of: b.written,
      over: b.over,
      across: b.runsWith ? "share" : b.across,
      ...found,
      wanted,
      result: verdictOf(found, wanted),
      runs: values[k]!.length,
      outside: windows[k] === undefined,
      note: b.note,
    };
  });
}
