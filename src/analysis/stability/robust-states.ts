// How surely a state of a played model holds. Two shares: over resamples of the blocks of runs (what more runs would settle:
// sampling error; Efron 1979) and over the blocks themselves (what they would not: each has its own draws of claims, numbers
// and luck). In: a strategic form and the graph made of it. In each, every actor ranks the states by the payoffs there.
// Seeded (Philox): the same seed gives the same shares. Bounded by work; the answer says how many resamples were made.

import { fnv1a } from "../../base/fnv1a.ts";
import type { PlayedForm } from "../../ensemble/strategic-form.ts";
import { uniform } from "../../statistics/philox.ts";
import { analyse } from "./analyse.ts";
import type { Concept } from "./concepts.ts";
import { type PlayedGraph, rankByPayoffs } from "./played-model.ts";

export type RobustStates = {
  resamples: number;
  blocks: number;
  /** By concept, for each state: the share of resamples, and of blocks, in which it is an equilibrium. */
  byResample: Partial<Record<Concept, Float64Array>>;
  byBlock: Partial<Record<Concept, Float64Array>>;
};

const MOST_RESAMPLES = 200;
/** States x actors x resamples, some seconds. */
const MOST_WORK = 2e6;

export function robustStates(form: PlayedForm, graph: PlayedGraph, concepts: readonly Concept[]): RobustStates {
  const counted = concepts.filter((concept) => concept !== "SIM");
  const cells = form.values.length / form.blocks;
  const resamples = Math.max(20, Math.min(MOST_RESAMPLES, Math.floor(MOST_WORK / cells)));
  const stream = fnv1a("stability.blocks");
  const drawn = (r: number) => {
    const payoffs = new Float64Array(cells);
    for (let k = 0; k < form.blocks; k++) {
      const from = Math.floor(uniform(form.seed, r, stream, 0, k) * form.blocks) * cells;
      for (let c = 0; c < cells; c++) payoffs[c]! += form.values[from + c]!;
    }
    return payoffs;
  };
  const block = (b: number) => form.values.subarray(b * cells, (b + 1) * cells);
  return {
    resamples,
    blocks: form.blocks,
    byResample: shares(form, graph, counted, resamples, drawn),
    byBlock: shares(form, graph, counted, form.blocks, block),
  };
}

function shares(
  form: PlayedForm,
  graph: PlayedGraph,
  concepts: readonly Concept[],
  times: number,
  payoffsOf: (k: number) => Float64Array,
): Partial<Record<Concept, Float64Array>> {
  const n = form.players.length;
  const { count } = graph.model.states;
  const found = Object.fromEntries(concepts.map((concept) => [concept, new Float64Array(count)]));
  for (let k = 0; k < times; k++) {
    const payoffs = payoffsOf(k);
    const preferences = form.players.map((_, actor) => rankByPayoffs(payoffs, n, actor, graph.slotOf));
    const { equilibria } = analyse({ ...graph.model, preferences }, concepts);
    for (const concept of concepts) {
      for (let s = 0; s < count; s++) found[concept]![s]! += equilibria[concept]![s]! / times;
    }
  }
  return found;
}
