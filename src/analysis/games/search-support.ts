// All solutions of a support's conditions, by branch and bound over the product of simplices: a multilinear function on a
// product of simplices lies between its values at the corners (as with Bernstein's form), so a part where an equation, or a
// mix of equations, keeps its sign holds no solution. Parts shrink by halving an edge until they are empty or lie where a
// proved root is alone (support-root.ts). What is left at the budget's end is told: it is where solutions are not isolated.

import type { SupportConditions } from "./support-conditions.ts";
import { tableAt } from "./support-conditions.ts";
import { certify, inverse, newton, type Root, roundingOf, slopeBends } from "./support-root.ts";

export type SupportSearch = {
  roots: Root[];
  /** Middles of parts that could be neither emptied nor solved. */
  open: Float64Array[][];
  parts: number;
  /** Entries of tables read, roughly. */
  work: number;
};

/** A product of simplices: corners[player] holds size * size numbers, the corners' probabilities; the tables at the corners. */
type Part = { corners: Float64Array[]; equal: Float64Array[]; notBetter: Float64Array[] };

/** Edges shorter than this are not halved. */
const SHORTEST = 1e-6;
const MOST_OPEN = 40;

export function searchSupport(conditions: SupportConditions, mostParts: number, mostWork: number): SupportSearch {
  const unknowns = conditions.equal.length;
  const found: SupportSearch = { roots: [], open: [], parts: 0, work: conditions.cells * unknowns * unknowns };
  const each = conditions.cells * (unknowns * (unknowns + 3) + conditions.notBetter.length);
  const bend = slopeBends(conditions);
  const slack = 64 * roundingOf(conditions);
  const stack: Part[] = [wholePart(conditions)];
  for (let part = stack.pop(); part; part = stack.pop()) {
    if (isEmpty(part, slack) || isSolved(part, found.roots)) continue;
    found.parts++;
    found.work += each;
    const stop = found.parts > mostParts || found.work > mostWork;
    const outcome = stop ? "stop" : narrow(conditions, part, bend, slack, found);
    if (outcome === "empty" || isSolved(part, found.roots)) continue;
    const halves = outcome === "stop" ? undefined : halve(part, conditions.sizes);
    if (halves) stack.push(...halves);
    else if (found.open.length < MOST_OPEN) found.open.push(middle(part, conditions.sizes));
  }
  return found;
}

function wholePart(conditions: SupportConditions): Part {
  const corners = conditions.sizes.map((size) => {
    const identity = new Float64Array(size * size);
    for (let a = 0; a < size; a++) identity[a * size + a] = 1;
    return identity;
  });
  return { corners, equal: conditions.equal, notBetter: conditions.notBetter };
}

function isEmpty(part: Part, slack: number): boolean {
  return (
    part.equal.some((table) => keepsSign(table, slack)) || part.notBetter.some((table) => table.every((x) => x > slack))
  );
}

function keepsSign(values: Float64Array, slack: number): boolean {
  return values[0]! > 0 ? values.every((x) => x > slack) : values.every((x) => x < -slack);
}

/** Whether the part lies where a proved root is alone. */
function isSolved(part: Part, roots: readonly Root[]): boolean {
  return roots.some((root) =>
    part.corners.every((corner, j) => {
      const list = root.mix[j]!;
      return corner.every((p, k) => Math.abs(p - list[k % list.length]!) <= root.alone - root.within);
    }),
  );
}

function middle(part: Part, sizes: readonly number[]): Float64Array[] {
  return sizes.map((size, j) => {
    const mean = new Float64Array(size);
    part.corners[j]!.forEach((p, k) => {
      mean[k % size]! += p / size;
    });
    return mean;
  });
}

/**
 * Looks for a root from the middle, and for a mix of equations that keeps its sign: the inverse of the slopes at the middle
 * turns the equations into ones that each vary along one direction alone.
 */
function narrow(
  conditions: SupportConditions,
  part: Part,
  bend: Float64Array,
  slack: number,
  found: SupportSearch,
): "empty" | "open" {
  const { sizes } = conditions;
  const unknowns = part.equal.length;
  const slopes = middleSlopes(part, sizes);
  const c = inverse(slopes, unknowns);
  if (!c) return "open";
  for (let r = 0; r < unknowns; r++) {
    const mixed = new Float64Array(conditions.cells);
    let weight = 0;
    for (let q = 0; q < unknowns; q++) {
      const factor = c[r * unknowns + q]!;
      weight += Math.abs(factor);
      const table = part.equal[q]!;
      for (let k = 0; k < mixed.length; k++) mixed[k]! += factor * table[k]!;
    }
    if (keepsSign(mixed, 2 * weight * slack)) return "empty";
  }
  if (!pointsInside(part, c, sizes)) return "open";
  found.work += 8 * conditions.cells * unknowns * sizes.length;
  const mix = newton(conditions, middle(part, sizes));
  const root = mix && certify(conditions, mix, bend);
  if (root && !found.roots.some((other) => isSame(root, other))) found.roots.push(root);
  return "open";
}

/** Whether Newton's first step from the middle ends in the part or close by. */
function pointsInside(part: Part, c: Float64Array, sizes: readonly number[]): boolean {
  const unknowns = part.equal.length;
  const means = part.equal.map((table) => table.reduce((sum, x) => sum + x, 0) / table.length);
  let row = 0;
  return sizes.every((size) => {
    let rest = 1;
    for (let a = 1; a < size; a++, row++) {
      let at = 1 / size;
      for (let q = 0; q < unknowns; q++) at -= c[row * unknowns + q]! * means[q]!;
      if (at < -1 || at > 2) return false;
      rest -= at;
    }
    return rest >= -1 && rest <= 2;
  });
}

function isSame(a: Root, b: Root): boolean {
  return a.mix.every((list, j) => list.every((p, k) => Math.abs(p - b.mix[j]![k]!) < Math.max(a.alone, b.alone)));
}

/** Slopes at the middle along the part's own edges from each first corner. */
function middleSlopes(part: Part, sizes: readonly number[]): Float64Array {
  const unknowns = part.equal.length;
  const slopes = new Float64Array(unknowns * unknowns);
  part.equal.forEach((table, row) => {
    let column = 0;
    let step = 1;
    for (const size of sizes) {
      const sums = new Float64Array(size);
      for (let k = 0; k < table.length; k++) sums[Math.floor(k / step) % size]! += table[k]!;
      for (let a = 1; a < size; a++) slopes[row * unknowns + column++] = ((sums[a]! - sums[0]!) * size) / table.length;
      step *= size;
    }
  });
  return slopes;
}

/** Two parts, the longest edge halved; undefined where all edges are short. */
function halve(part: Part, sizes: readonly number[]): [Part, Part] | undefined {
  let longest = SHORTEST;
  let cut: { j: number; a: number; b: number } | undefined;
  sizes.forEach((size, j) => {
    for (let a = 0; a < size; a++) {
      for (let b = a + 1; b < size; b++) {
        let length = 0;
        for (let k = 0; k < size; k++)
          length = Math.max(length, Math.abs(part.corners[j]![a * size + k]! - part.corners[j]![b * size + k]!));
        if (length > longest) {
          longest = length;
          cut = { j, a, b };
        }
      }
    }
  });
  if (!cut) return undefined;
  const { j, a, b } = cut;
  return [half(part, sizes, j, a, b), half(part, sizes, j, b, a)];
}

/** The part with corner `gone` of a player moved half way to corner `kept`. */
function half(part: Part, sizes: readonly number[], j: number, kept: number, gone: number): Part {
  const size = sizes[j]!;
  const corners = part.corners.slice();
  corners[j] = averaged(corners[j]!, size, size, kept, gone);
  const step = sizes.slice(0, j).reduce((product, other) => product * other, 1);
  const average = (table: Float64Array) => averaged(table, step, size, kept, gone);
  return { corners, equal: part.equal.map(average), notBetter: part.notBetter.map(average) };
}

/** Entry `gone` along an axis becomes its mean with entry `kept`. */
function averaged(table: Float64Array, step: number, size: number, kept: number, gone: number): Float64Array {
  const next = table.slice();
  for (let block = 0; block < table.length; block += step * size) {
    for (let k = block; k < block + step; k++)
      next[k + gone * step] = (table[k + gone * step]! + table[k + kept * step]!) / 2;
  }
  return next;
}

/** Whether a root is an equilibrium with all of the support played: decided with the root's error; "tied" where it cannot be. */
export function judgeRoot(conditions: SupportConditions, root: Root): "yes" | "no" | "tied" {
  const error = roundingOf(conditions) + root.within * 2 * conditions.scale * conditions.equal.length;
  const least = root.mix.reduce((low, list) => Math.min(low, ...list), 1);
  if (least <= root.within * conditions.equal.length) return "no";
  let verdict: "yes" | "tied" = "yes";
  for (const table of conditions.notBetter) {
    const gain = tableAt(table, conditions.sizes, root.mix);
    if (gain > error) return "no";
    if (gain > -error) verdict = "tied";
  }
  return verdict;
}
