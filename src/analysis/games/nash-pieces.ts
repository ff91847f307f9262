// The shape of a two-player game's set of equilibria: which extreme equilibria may be exchanged and mixed freely.
// In: pairs (x, y) of vertices that are equilibria. Out: the maximal bicliques of that graph, each a convex piece, and the
// pieces that touch (Avis, Rosenberg, Savani & von Stengel 2010, section 5; they run Bron & Kerbosch 1973). Here every
// intersection of neighbourhoods is closed once, which lists the same bicliques in time proportional to their number.

export type NashPieces = { pieces: number[][]; components: number[][] };

/** A set of this many pieces is cut: a person reads none of them, and there may be 2^n. */
const MOST_PIECES = 5000;

export function nashPieces(pairs: readonly { x: number; y: number }[]): NashPieces {
  const ys = [...new Set(pairs.map((pair) => pair.y))];
  const yBit = new Map(ys.map((y, k) => [y, 1n << BigInt(k)]));
  const neighbours = new Map<number, bigint>();
  for (const { x, y } of pairs) neighbours.set(x, (neighbours.get(x) ?? 0n) | yBit.get(y)!);
  const pieces = closedSets([...neighbours.values()]).map((common) =>
    pairs.flatMap(({ x, y }, k) => ((neighbours.get(x)! & common) === common && yBit.get(y)! & common ? [k] : [])),
  );
  pieces.sort((a, b) => a[0]! - b[0]! || a.length - b.length);
  return { pieces, components: touching(pieces, pairs) };
}

/** All non-empty intersections of the sets, each once. */
function closedSets(sets: readonly bigint[]): bigint[] {
  const closed = new Set<bigint>(sets);
  for (const set of closed) {
    for (const other of sets) {
      const both = set & other;
      if (both !== 0n && closed.size < MOST_PIECES) closed.add(both);
    }
  }
  return [...closed];
}

/** Groups pieces that share an x or a y together with an extreme equilibrium. */
function touching(pieces: readonly number[][], pairs: readonly { x: number; y: number }[]): number[][] {
  const groupOf = pieces.map((_, k) => k);
  const root = (k: number): number => (groupOf[k] === k ? k : root(groupOf[k]!));
  const firstAt = new Map<number, number>();
  pieces.forEach((piece, k) => {
    for (const pair of piece) {
      const seen = firstAt.get(pair);
      if (seen === undefined) firstAt.set(pair, k);
      else groupOf[root(k)] = root(seen);
    }
  });
  const groups = new Map<number, number[]>();
  pieces.forEach((_, k) => {
    const at = root(k);
    groups.set(at, [...(groups.get(at) ?? []), k]);
  });
  return pairs.length === 0 ? [] : [...groups.values()];
}
