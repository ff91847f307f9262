// All extreme equilibria of a two-player game in exact rationals: the vertices of both best-reply polytopes, paired where
// every strategy is unplayed or a best reply (Avis, Rosenberg, Savani & von Stengel 2010, "Enumeration of Nash equilibria
// for two-player games", Economic Theory 42; Mangasarian 1964). The set of equilibria is then the union of the pieces that
// maximal sets of exchangeable extreme equilibria span (Winkels 1979; Jansen 1981): see nash-pieces.ts.
// Bounded: at most `most` bases a polytope; beyond, `complete` is false and only some equilibria are given (lemke-howson.ts).

import { strictlyUndominated } from "./dominance.ts";
import { endOfPath } from "./end-of-path.ts";
import { bitsOf, includesAll } from "./label-bits.ts";
import { lemkeHowson } from "./lemke-howson.ts";
import { compareProfiles, type MixedProfile, pureMix } from "./mixed-profile.ts";
import { nashPieces } from "./nash-pieces.ts";
import { integerPayoffs } from "./payoff-order.ts";
import { polytopeVertices, type Vertex } from "./polytope-vertices.ts";
import type { Rational } from "./rational.ts";
import { rational, rationalText } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { strategyCounts } from "./strategic-form.ts";

export type TwoPlayerEquilibria = {
  /** Sorted: the first player's first strategy most likely first. */
  extreme: MixedProfile[];
  /** The maximal convex pieces: any mix of the `first` strategies is an equilibrium with any mix of the `second` (places in `extreme`). */
  pieces: number[][];
  /** Pieces that touch, together: the connected components of the set (places in `pieces`). */
  components: number[][];
  /** Some strategy is tied where nondegenerate games have no tie: the set may be infinite. */
  degenerate: boolean;
  complete: boolean;
  /** Bases visited, both polytopes. */
  work: number;
};

/** Enough for random games up to about 14 x 14, and much longer narrow ones: some seconds. */
export const MOST_BASES = 100_000;
const MOST_CELLS = 1.5e7;
/** Every basis asks of each neighbour whether it was met before, by its labels. */
const MOST_LABELS = 2e9;
/** With more strategies left on both sides, an enumeration would not end within that. */
const MOST_STRATEGIES = 18;
/** Cells changed on the paths of a game that is not enumerated. */
const MOST_PATH_CELLS = 5e6;

/** All extreme equilibria of a two-player game (Avis, Rosenberg, Savani & von Stengel 2010). */
export function twoPlayerEquilibria(form: StrategicForm, mostBases = MOST_BASES): TwoPlayerEquilibria {
  const kept = strictlyUndominated(form);
  const [m, n] = [kept[0]!.length, kept[1]!.length];
  if (m === 1 || n === 1) return oneSided(form, kept);
  const bases = Math.min(mostBases, Math.floor(MOST_CELLS / (m * n)), Math.floor(MOST_LABELS / (m + n) ** 2));
  const most = Math.min(m, n) > MOST_STRATEGIES ? 0 : bases;
  // P holds the first player's mixes, bounded by the second's payoffs; Q the other way round.
  const [forFirst, forSecond] = [positiveRows(form, 1, kept), positiveRows(form, 0, kept)];
  const P = polytopeVertices(forFirst, most);
  const Q = P.complete ? polytopeVertices(forSecond, most) : { vertices: [], complete: false, bases: 0 };
  if (!P.complete || !Q.complete) return someEquilibria(form, kept, forFirst, forSecond, P.bases + Q.bases);
  const found = pairUp(P.vertices, Q.vertices, m, n);
  const counts = strategyCounts(form);
  const profiles = found.map(({ x, y }) => [
    spread(x.numerators, kept[0]!, counts[0]!),
    spread(y.numerators, kept[1]!, counts[1]!),
  ]);
  const order = [...profiles.keys()].sort((a, b) => compareProfiles(profiles[a]!, profiles[b]!));
  const pairs = order.map((k) => ({ x: found[k]!.xAt, y: found[k]!.yAt }));
  return {
    extreme: order.map((k) => profiles[k]!),
    ...nashPieces(pairs),
    degenerate: isDegenerate(P.vertices, m) || isDegenerate(Q.vertices, n),
    complete: true,
    work: P.bases + Q.bases,
  };
}

/** Where one player has no choice left, the other's best replies are the equilibria, and so is every mix of them. */
function oneSided(form: StrategicForm, kept: readonly (readonly number[])[]): TwoPlayerEquilibria {
  const counts = strategyCounts(form);
  const chooser = kept[0]!.length === 1 ? 1 : 0;
  const [only] = kept[1 - chooser]!;
  const payoffs = integerPayoffs(form, chooser);
  const cell = (s: number) => (chooser === 0 ? s + only! * counts[0]! : only! + s * counts[0]!);
  const most = kept[chooser]!.reduce((best, s) => (payoffs[cell(s)]! > payoffs[cell(best)]! ? s : best));
  const best = kept[chooser]!.filter((s) => payoffs[cell(s)] === payoffs[cell(most)]);
  return {
    extreme: best.map((s) => pureMix(counts, chooser === 0 ? [s, only!] : [only!, s])),
    pieces: [best.map((_, k) => k)],
    components: [[0]],
    degenerate: best.length > 1,
    complete: true,
    work: 0,
  };
}

/** Too large to enumerate: what Lemke & Howson (1964) find from each strategy, and nothing said about pieces. */
function someEquilibria(
  form: StrategicForm,
  kept: number[][],
  forFirst: bigint[][],
  forSecond: bigint[][],
  work: number,
): TwoPlayerEquilibria {
  const counts = strategyCounts(form);
  const found = new Map<string, MixedProfile>();
  const cells = forFirst.length * forSecond.length;
  let pivots = Math.floor(MOST_PATH_CELLS / cells);
  for (let label = 0; label < forFirst.length + forSecond.length && pivots > 0; label++) {
    const pair = lemkeHowson(forFirst, forSecond, label, pivots);
    pivots -= pair?.pivots ?? pivots;
    if (!pair) continue;
    const profile = [spread(pair.x, kept[0]!, counts[0]!), spread(pair.y, kept[1]!, counts[1]!)];
    found.set(profile.map((list) => list.map(rationalText).join()).join(";"), profile);
  }
  if (found.size === 0) found.set("", endOfPath(form).profile);
  const extreme = [...found.values()].sort(compareProfiles);
  return {
    extreme,
    pieces: extreme.map((_, k) => [k]),
    components: extreme.map((_, k) => [k]),
    degenerate: false,
    complete: false,
    work,
  };
}

/**
 * The payoffs of `player` as rows (own strategies) by columns (the opponent's), every column at least 0 with a positive
 * cell: a constant a column changes no best reply, and zeros make pivots cheap.
 */
function positiveRows(form: StrategicForm, player: number, kept: readonly (readonly number[])[]): bigint[][] {
  const payoffs = integerPayoffs(form, player);
  const stride = strategyCounts(form)[0]!;
  const at = (own: number, other: number) => (player === 0 ? own + other * stride : other + own * stride);
  const rows = kept[player]!.map((own) => kept[1 - player]!.map((other) => payoffs[at(own, other)]!));
  for (let c = 0; c < rows[0]!.length; c++) {
    const column = rows.map((row) => row[c]!);
    const least = column.reduce((a, b) => (b < a ? b : a));
    const tied = column.every((cell) => cell === least);
    for (const row of rows) row[c] = tied ? 1n : row[c]! - least;
  }
  return rows;
}

type Pair = { x: Vertex; y: Vertex; xAt: number; yAt: number };

/** Vertices of P carry labels own 0..m-1, other m..; those of Q own 0..n-1, other n..: turned round to fit P's. */
function pairUp(first: readonly Vertex[], second: readonly Vertex[], m: number, n: number): Pair[] {
  const words = (m + n + 31) >>> 5;
  const index = indexByLabel(second, m, n);
  const pairs: Pair[] = [];
  first.forEach((x, xAt) => {
    if (x.numerators.every((value) => value === 0n)) return;
    const wanted = new Uint32Array(words);
    const missing: number[] = [];
    for (let label = 0; label < m + n; label++) {
      if (x.tight[label >>> 5]! & (1 << (label & 31))) continue;
      const turned = label < m ? label + n : label - m;
      wanted[turned >>> 5]! |= 1 << (turned & 31);
      missing.push(turned);
    }
    for (const yAt of index(wanted, missing)) {
      const y = second[yAt]!;
      if (y.numerators.some((value) => value !== 0n)) pairs.push({ x, y, xAt, yAt });
    }
  });
  return pairs;
}

/** Finds the vertices that carry all wanted labels: simple ones by key, and degenerate ones one by one; or by the rarest label. */
function indexByLabel(vertices: readonly Vertex[], m: number, n: number) {
  const byKey = new Map(vertices.map((vertex, k) => [vertex.tight.join(), k]));
  const degenerate = [...vertices.keys()].filter((k) => bitsOf(vertices[k]!.tight) > n);
  const carriers: number[][] = Array.from({ length: m + n }, () => []);
  vertices.forEach((vertex, k) => {
    for (let label = 0; label < m + n; label++) {
      if (vertex.tight[label >>> 5]! & (1 << (label & 31))) carriers[label]!.push(k);
    }
  });
  return (wanted: Uint32Array, missing: readonly number[]): number[] => {
    if (missing.length === n) {
      const k = byKey.get(wanted.join());
      const others = degenerate.filter((other) => includesAll(vertices[other]!.tight, wanted));
      return k === undefined ? others : [k, ...others];
    }
    // Something is always missing: only the origin, which is left out, carries the labels of all own strategies.
    const rarest = missing.reduce((a, b) => (carriers[b]!.length < carriers[a]!.length ? b : a));
    return carriers[rarest]!.filter((k) => includesAll(vertices[k]!.tight, wanted));
  };
}

function isDegenerate(vertices: readonly Vertex[], dimension: number): boolean {
  return vertices.some((vertex) => bitsOf(vertex.tight) > dimension);
}

/** Numerators over their sum, back in the place of all strategies. */
function spread(numerators: readonly bigint[], slots: readonly number[], count: number): Rational[] {
  const total = numerators.reduce((a, b) => a + b, 0n);
  const probabilities: Rational[] = Array.from({ length: count }, () => ({ n: 0n, d: 1n }));
  slots.forEach((slot, k) => {
    probabilities[slot] = rational(numerators[k]!, total);
  });
  return probabilities;
}
