// A strategic form from play: means of blocks of runs, each block the same luck for every profile (empirical game-theoretic
// analysis, Wellman 2006). In: block means. Out: the form, its payoffs rounded to a decimal far finer than their error, so
// that exact methods stay quick, with standard errors and the samples themselves for resampling.

import type { Rational } from "./rational.ts";
import { rational } from "./rational.ts";
import type { Player, StrategicForm } from "./strategic-form.ts";
import { profileCount } from "./strategic-form.ts";

export type SampledGame = {
  title: string;
  players: Player[];
  blocks: number;
  runsABlock: number;
  /** values[(block * profiles + profile) * players + player] */
  values: Float64Array;
};

/** Digits kept beyond the smallest standard error. */
const FINER = 1000;

export function formFromSamples(game: SampledGame): StrategicForm {
  const cells = profileCount(game.players.map((player) => player.strategies.length)) * game.players.length;
  const means = new Float64Array(cells);
  const errors = new Float64Array(cells);
  for (let c = 0; c < cells; c++) {
    let sum = 0;
    for (let b = 0; b < game.blocks; b++) sum += game.values[b * cells + c]!;
    const mean = sum / game.blocks;
    let squares = 0;
    for (let b = 0; b < game.blocks; b++) squares += (game.values[b * cells + c]! - mean) ** 2;
    means[c] = mean;
    errors[c] = game.blocks > 1 ? Math.sqrt(squares / (game.blocks - 1) / game.blocks) : 0;
  }
  const grid = decimalGrid(means, errors);
  const payoffs: Rational[] = Array.from(means, (mean) => rational(BigInt(Math.round(mean * grid)), BigInt(grid)));
  const samples = { blocks: game.blocks, runsABlock: game.runsABlock, values: game.values };
  return { title: game.title, players: game.players, payoffs, estimate: { errors, samples } };
}

/** A power of ten: payoffs are rounded to multiples of its inverse. */
function decimalGrid(means: Float64Array, errors: Float64Array): number {
  const size = means.reduce((most, x) => Math.max(most, Math.abs(x)), 1e-9);
  const least = errors.reduce((low, x) => (x > 0 ? Math.min(low, x) : low), size);
  let grid = 1;
  while (grid < 1e12 && grid < FINER / least && grid * size < 1e12) grid *= 10;
  return grid;
}
