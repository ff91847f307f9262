// Dependency order of numbered things (Kahn 1962), stable: what could come in any order keeps the order written.
// Without recursion, so that a chain of thousands is no danger.

export type Order = { order: number[]; cycle?: number[] | undefined };

/** `reads(i)` names what i needs before it. A cycle is returned once, as a walk along "reads"; its members come last. */
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
  if (order.length === count) return { order };
  const left = done.flatMap((d, i) => (d ? [] : [i]));
  return { order: [...order, ...left], cycle: findCycle(left, needs) };
}

function findCycle(left: number[], needs: Set<number>[]): number[] {
  const inLeft = new Set(left);
  const seen = new Map<number, number>();
  const path: number[] = [];
  let at = left[0]!;
  while (!seen.has(at)) {
    seen.set(at, path.length);
    path.push(at);
    at = [...needs[at]!].find((j) => inLeft.has(j))!;
  }
  return path.slice(seen.get(at)!);
}
