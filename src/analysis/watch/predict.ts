// The model's forecasts from futures played from a set of particles. In: targets, the segments of those futures, a horizon. Out: a forecast each.
// An option or event is a share of futures, with half a case added everywhere; a count is drawn in each future from its distribution.

import type { Recording, Segment } from "../../engine/interpreter/engine.ts";
import type { Observed } from "../../language/checked-model.ts";
import { drawBinomial, drawNegativeBinomial } from "../../statistics/count-draws.ts";
import { drawPoisson } from "../../statistics/distributions.ts";
import { log } from "../../statistics/elementary.ts";
import { uniform } from "../../statistics/philox.ts";
import { countShares, type Forecast } from "./forecasts.ts";
import type { WatchPlan } from "./plan.ts";
import type { Target } from "./targets.ts";
import { type Readers, readersOf } from "./weigh-row.ts";

const STREAM = 0x50726564;
const HALF = 0.5;

/** What futures must record for the targets. */
export function recordingFor(plan: WatchPlan, targets: readonly Target[]): Recording {
  const entries = targets.map((t) => plan.record.observed[t.observed]!);
  const policies = [...new Set(entries.flatMap((e) => e.policy ?? []))];
  const events = [...new Set(entries.flatMap((e) => e.event ?? []))];
  return { policies, series: plan.recording.series, constants: [], explained: [], finals: [], events };
}

type Futures = { plan: WatchPlan; recording: Recording; segments: readonly Segment[]; seed: number };

/** Calls `see` for each future that did not stop. */
function eachRun(segments: readonly Segment[], see: (s: Segment, i: number) => void): void {
  for (const s of segments) for (let i = 0; i < s.count; i++) if (!s.failed[i]) see(s, i);
}

function optionForecast(f: Futures, entry: Observed, target: Target, horizon: number): Forecast {
  const row = f.recording.policies.indexOf(entry.policy!);
  const counts = Array.from({ length: target.options }, () => HALF);
  let total = HALF * target.options;
  eachRun(f.segments, (s, i) => {
    counts[s.options[(row * s.steps + horizon - 1) * s.count + i]!]! += 1;
    total++;
  });
  return { kind: "option", p: counts.map((c) => c / total) };
}

function eventForecast(f: Futures, entry: Observed, target: Target, horizon: number): Forecast {
  const row = f.recording.events!.indexOf(entry.event ?? -1);
  let [hits, total] = [HALF, 1];
  eachRun(f.segments, (s, i) => {
    total++;
    if (entry.as === "event") {
      for (let t = 0; t < horizon; t++) {
        if (s.events[(row * s.steps + t) * s.count + i] !== 1) continue;
        hits++;
        break;
      }
      return;
    }
    let none = 1;
    for (let t = 0; t < horizon; t++) none *= 1 - readersOf(f.plan, target.observed, s, t).of(i);
    hits += 1 - none;
  });
  return { kind: "event", p: Math.min(1 - 1e-9, Math.max(1e-9, hits / total)) };
}

function drawCount(entry: Observed, r: Readers, i: number, u: number): number {
  if (entry.as === "poisson") return drawPoisson(u, r.of(i));
  if (entry.as === "binomial") return drawBinomial(u, r.trials(i), r.of(i));
  return drawNegativeBinomial(u, r.of(i), r.size(i));
}

function countForecast(f: Futures, entry: Observed, target: Target, horizon: number): Forecast {
  const counts: number[] = [];
  const readers = f.segments.map((s) =>
    Array.from({ length: horizon }, (_, t) => readersOf(f.plan, target.observed, s, t)),
  );
  f.segments.forEach((s, b) => {
    for (let i = 0; i < s.count; i++) {
      if (s.failed[i]) continue;
      let sum = 0;
      for (let t = 0; t < horizon; t++) {
        sum += drawCount(entry, readers[b]![t]!, i, uniform(f.seed, s.first + i, STREAM, s.from + t, target.observed));
      }
      if (Number.isFinite(sum)) counts.push(sum);
    }
  });
  return { kind: "count", p: countShares(counts) };
}

function quantityForecast(f: Futures, entry: Observed, target: Target, horizon: number, error: number): Forecast {
  const values: number[] = [];
  let noise = error * error;
  for (const s of f.segments) {
    const r = readersOf(f.plan, target.observed, s, horizon - 1);
    for (let i = 0; i < s.count; i++) {
      if (s.failed[i]) continue;
      const of = r.of(i);
      if (values.length === 0) noise += r.sd(i) * r.sd(i) + (entry.house ?? 0) * (entry.house ?? 0);
      values.push(entry.as === "lognormal" ? log(of) : of);
    }
  }
  const sorted = Float64Array.from(values.filter(Number.isFinite)).sort();
  return { kind: "sample", sorted, sd: Math.sqrt(noise) };
}

/** The model's forecast of a target. `error`: of the reading that is forecast. */
export function predict(f: Futures, target: Target, horizon: number, error: number): Forecast {
  const entry = f.plan.record.observed[target.observed]!;
  if (target.kind === "option") return optionForecast(f, entry, target, horizon);
  if (target.kind === "event") return eventForecast(f, entry, target, horizon);
  if (target.kind === "count") return countForecast(f, entry, target, horizon);
  return quantityForecast(f, entry, target, horizon, error);
}
