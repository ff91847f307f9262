// Taste: what an actor likes for reasons outside the model (docs/meaning.md, "Taste"). For each option a standard normal z, drawn
// once a run and moved when its policy is reviewed: z' = r z + sqrt(1 - r^2) e, with r = 2^(-steps since the last review / half-life).
// Unobserved heterogeneity with serial correlation: Heckman (1981), Keane & Wolpin (1997).
// In: what policies keep. Out: the same, moved; and the leanings in utility, sd * z.

import type { CheckedModel, Taste } from "../../language/checked-model.ts";
import { exp, normalQuantile } from "../../statistics/elementary.ts";
import { uniform } from "../../statistics/philox.ts";
import type { RandomKey, State } from "./evaluate.ts";
import { keptOf } from "./states.ts";

const normalDraw = ({ seed, run, when }: RandomKey, taste: Taste, option: number): number =>
  normalQuantile(uniform(seed, run, taste.stream, when, option));

/** What policies keep before the first step: tastes drawn, nothing called. */
export function keptAtStart(model: CheckedModel, luck: RandomKey): Float64Array {
  const { policies, count } = keptOf(model);
  const kept = new Float64Array(count);
  model.policies.forEach(({ taste, options }, slot) => {
    if (!taste) return;
    const first = policies[slot]!.taste;
    for (let k = 0; k < options.length; k++) kept[first + k] = normalDraw(luck, taste, k);
  });
  return kept;
}

/** Moves a policy's taste to the present step, in place. With no half-life it stays. */
export function moveTaste(model: CheckedModel, slot: number, p: State, luck: RandomKey, kept: Float64Array): void {
  const { taste, options } = model.policies[slot]!;
  if (!taste) return;
  const { taste: first, reviewed } = keptOf(model).policies[slot]!;
  if (taste.halfLife !== undefined) {
    const r = exp(-Math.LN2 * ((p.step - kept[reviewed]!) / p.constants[taste.halfLife]!));
    const rest = Math.sqrt(1 - r * r);
    for (let k = 0; k < options.length; k++) {
      kept[first + k] = r * kept[first + k]! + rest * normalDraw(luck, taste, k);
    }
  }
  kept[reviewed] = p.step;
}

/** The leaning towards each option, in utility; undefined where a policy has no taste. How strong it is is as it is, not as believed. */
export function leanings(model: CheckedModel, slot: number, p: State, kept: Float64Array): number[] | undefined {
  const { taste, options } = model.policies[slot]!;
  if (!taste) return undefined;
  const { taste: first } = keptOf(model).policies[slot]!;
  return options.map((_, k) => p.constants[taste.sd]! * kept[first + k]!);
}
