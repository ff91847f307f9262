// How surely one strategy of an estimated game is worse than another: at every combination of the others, the paired
// difference of block means (the same luck in both), its error, and the combination where the verdict is weakest.

import type { StrategicForm } from "./strategic-form.ts";
import { profileCount, strategyCounts, strides } from "./strategic-form.ts";

export type Margin = {
  player: number;
  strategy: number;
  by: number;
  /** The smallest advantage over the others' combinations, in standard errors of that difference: below 2 it may be luck. */
  errors: number;
  least: number;
};

/** The margin by which `by` is better than `strategy` everywhere; negative `least`: it is not. */
export function dominanceMargin(form: StrategicForm, player: number, strategy: number, by: number): Margin {
  const counts = strategyCounts(form);
  const step = strides(counts)[player]!;
  const margin: Margin = { player, strategy, by, errors: Number.POSITIVE_INFINITY, least: Number.POSITIVE_INFINITY };
  for (let q = 0; q < profileCount(counts); q++) {
    if (Math.floor(q / step) % counts[player]! !== strategy) continue;
    const { mean, error } = pairedGap(form, player, q + (by - strategy) * step, q);
    const errors = error > 0 ? mean / error : mean === 0 ? 0 : Math.sign(mean) * Number.POSITIVE_INFINITY;
    margin.least = Math.min(margin.least, mean);
    margin.errors = Math.min(margin.errors, errors);
  }
  return margin;
}

/** A player's payoff at profile `a` less that at `b`: mean over blocks and its standard error; exact where nothing is estimated. */
export function pairedGap(form: StrategicForm, player: number, a: number, b: number): { mean: number; error: number } {
  const n = form.players.length;
  const samples = form.estimate?.samples;
  if (!samples || samples.blocks < 2) {
    const at = (q: number) => Number(form.payoffs[q * n + player]!.n) / Number(form.payoffs[q * n + player]!.d);
    const of = (q: number) => form.estimate?.errors[q * n + player] ?? 0;
    return { mean: at(a) - at(b), error: Math.sqrt(of(a) ** 2 + of(b) ** 2) };
  }
  const { blocks, values } = samples;
  const cells = form.payoffs.length;
  const gap = (k: number) => values[k * cells + a * n + player]! - values[k * cells + b * n + player]!;
  let sum = 0;
  for (let k = 0; k < blocks; k++) sum += gap(k);
  const mean = sum / blocks;
  let squares = 0;
  for (let k = 0; k < blocks; k++) squares += (gap(k) - mean) ** 2;
  return { mean, error: Math.sqrt(squares / (blocks - 1) / blocks) };
}
