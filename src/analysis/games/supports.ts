// The supports that an equilibrium may have: small ones first, and of those only the ones that could carry one.
// Left out: a size that generic games exclude (a player with more strategies in play than the others' equations can hold),
// and a strategy of the support that is strictly dominated while the others keep to theirs (Porter, Nudelman & Shoham 2008).

import { strides } from "./strategic-form.ts";

export type Support = number[][];

/** All vectors of support sizes, by sum and then by spread. */
export function supportSizes(counts: readonly number[], leastMixing: number): number[][] {
  let all: number[][] = [[]];
  for (const count of counts) all = all.flatMap((sizes) => Array.from({ length: count }, (_, k) => [...sizes, k + 1]));
  const sum = (sizes: readonly number[]) => sizes.reduce((a, b) => a + b, 0);
  return all
    .filter((sizes) => sizes.filter((size) => size > 1).length >= leastMixing && isBalanced(sizes))
    .sort((a, b) => sum(a) - sum(b) || Math.max(...a) - Math.max(...b));
}

function isBalanced(sizes: readonly number[]): boolean {
  const free = sizes.reduce((sum, size) => sum + size - 1, 0);
  return sizes.every((size) => size - 1 <= free - (size - 1));
}

/** All supports of given sizes, one after the other. */
export function* supportsOf(counts: readonly number[], sizes: readonly number[]): Generator<Support> {
  const lists = counts.map((count, i) => subsets(count, sizes[i]!));
  const at = lists.map(() => 0);
  for (;;) {
    yield lists.map((list, i) => list[at[i]!]!);
    let i = 0;
    while (i < at.length && ++at[i]! === lists[i]!.length) at[i++] = 0;
    if (i === at.length) return;
  }
}

function subsets(count: number, size: number): number[][] {
  let all: number[][] = [[]];
  for (let s = 0; s < count; s++) all = all.flatMap((set) => (set.length < size ? [set, [...set, s]] : [set]));
  return all.filter((set) => set.length === size);
}

/** Whether no strategy of the support is strictly dominated by another one while the others keep to theirs. */
export function isUndominated(payoffs: readonly Float64Array[], counts: readonly number[], support: Support): boolean {
  const steps = strides(counts);
  return support.every((list, i) => {
    let offsets = [0];
    support.forEach((others, j) => {
      if (j !== i) offsets = offsets.flatMap((at) => others.map((s) => at + s * steps[j]!));
    });
    const mine = payoffs[i]!;
    const step = steps[i]!;
    return list.every((s) => {
      for (let t = 0; t < counts[i]!; t++) {
        if (t !== s && offsets.every((at) => mine[at + t * step]! > mine[at + s * step]!)) return false;
      }
      return true;
    });
  });
}
