// Dependency order of numbered things (Kahn 1962), stable: what could come in any order keeps the order written.
// Without recursion, so that a chain of thousands is no danger.

export type Order = { order: number[]; cycles: number[][] };

/** More circles than anyone mends at once are not looked for. */
const MOST_CYCLES = 20;

/** `reads(i)` names what i needs before it. Circles are walks along "reads", none sharing a member; what needs them comes last. */
export function inOrder(count: number, reads: (i: number) => Iterable<number>): Order {
  const needs: Set<number>[] = [];
  const readers: number[][] = Array.from({ length: count }, () => []);
  for (let i = 0; i < count; i++) {
    needs.push(new Set(reads(i)));
    for (const j of needs[i]!) readers[j]?.push(i);
  }
  const waiting = needs.map((n) => n.size);
  const order: number[] = [];
  const done = new Array<boolean>(count).fill(false);
  // A heap would be faster; a sorted frontier is enough for models of thousands
  let frontier = waiting.flatMap((n, i) => (n === 0 ? [i] : []));
  while (frontier.length > 0) {
    const next: number[] = [];
    for (const i of frontier) {
      order.push(i);
      done[i] = true;
      for (const reader of readers[i]!) if (--waiting[reader]! === 0) next.push(reader);
    }
    frontier = next.sort((a, b) => a - b);
  }
  if (order.length === count) return { order, cycles: [] };
  const left = done.flatMap((d, i) => (d ? [] : [i]));
  return { order: [...order, ...left], cycles: findCycles(left, needs) };
}

function findCycles(left: number[], needs: Set<number>[]): number[][] {
  const inLeft = new Set(left);
  const cycles: number[][] = [];
  for (const from of left) {
    if (cycles.length === MOST_CYCLES) break;
    const cycle = walkBack(from, inLeft, needs);
    if (cycle) cycles.push(cycle);
    for (const i of cycle ?? []) inLeft.delete(i);
  }
  return cycles;
}

/** Follows needs until a member comes again; what turns out to need none of those left is no part of a circle. */
function walkBack(from: number, inLeft: Set<number>, needs: Set<number>[]): number[] | undefined {
  const seen = new Map<number, number>();
  const path: number[] = [];
  let at: number | undefined = inLeft.has(from) ? from : undefined;
  while (at !== undefined) {
    const before = seen.get(at);
    if (before !== undefined) return path.slice(before);
    seen.set(at, path.length);
    path.push(at);
    at = [...needs[at]!].find((j) => inLeft.has(j));
    while (at === undefined && path.length > 0) {
      const last = path.pop()!;
      inLeft.delete(last);
      seen.delete(last);
      const [parent] = path.slice(-1);
      at = parent === undefined ? undefined : [...needs[parent]!].find((j) => inLeft.has(j));
    }
  }
  return undefined;
}
