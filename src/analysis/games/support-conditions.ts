// What it takes for an equilibrium to have a given support, as multilinear functions of the mixing players' probabilities:
// gains that must be 0 (between a player's own strategies of the support) and gains that must not be positive (to any
// other strategy). Each is a table over the pure profiles of the mixing players, the first one's strategy fastest.

import { strides } from "./strategic-form.ts";

export type SupportConditions = {
  /** Sizes of the mixing players' supports, all at least 2. */
  sizes: number[];
  /** Number of entries of a table. */
  cells: number;
  /** As many as there are free probabilities: sum of (size - 1). */
  equal: Float64Array[];
  notBetter: Float64Array[];
  /** The largest absolute entry. */
  scale: number;
};

/** `payoffs[player]` by profile; `support[player]` the strategies played with positive probability. */
export function supportConditions(
  payoffs: readonly Float64Array[],
  counts: readonly number[],
  support: readonly (readonly number[])[],
): SupportConditions {
  const steps = strides(counts);
  const mixing = support.flatMap((list, i) => (list.length > 1 ? [i] : []));
  const sizes = mixing.map((i) => support[i]!.length);
  const offsets = profileOffsets(support, steps);
  const equal: Float64Array[] = [];
  const notBetter: Float64Array[] = [];
  let scale = 0;
  counts.forEach((count, i) => {
    const first = support[i]![0]!;
    for (let s = 0; s < count; s++) {
      if (s === first) continue;
      // The own strategy's part is taken out of the offset, so that the table does not depend on the own mix.
      const own = ownOffsets(support, steps, i);
      const gain = Float64Array.from(offsets, (at, k) => {
        const others = at - own[k]!;
        return payoffs[i]![others + s * steps[i]!]! - payoffs[i]![others + first * steps[i]!]!;
      });
      for (const value of gain) scale = Math.max(scale, Math.abs(value));
      (support[i]!.includes(s) ? equal : notBetter).push(gain);
    }
  });
  return { sizes, cells: offsets.length, equal, notBetter, scale };
}

/** The place of every profile of the support in the list of all profiles, the first player's strategy fastest. */
function profileOffsets(support: readonly (readonly number[])[], steps: readonly number[]): number[] {
  let offsets = [0];
  for (let i = support.length - 1; i >= 0; i--) {
    offsets = offsets.flatMap((at) => support[i]!.map((s) => at + s * steps[i]!));
  }
  return offsets;
}

/** The part of each of those places that is the player's own. */
function ownOffsets(support: readonly (readonly number[])[], steps: readonly number[], player: number): number[] {
  return profileOffsets(
    support,
    steps.map((step, i) => (i === player ? step : 0)),
  );
}

/** The value of a table at a mixed profile (one list of probabilities a mixing player). */
export function tableAt(table: Float64Array, sizes: readonly number[], mix: readonly Float64Array[]): number {
  let values = table;
  for (let j = 0; j < sizes.length; j++) values = contractFirst(values, mix[j]!);
  return values[0]!;
}

/** Averages over the first axis. */
export function contractFirst(values: Float64Array, weights: Float64Array): Float64Array {
  const size = weights.length;
  const sums = new Float64Array(values.length / size);
  for (let k = 0; k < sums.length; k++) {
    let sum = 0;
    for (let s = 0; s < size; s++) sum += weights[s]! * values[k * size + s]!;
    sums[k] = sum;
  }
  return sums;
}
