// Sensitivity from runs that were played anyway: first-order Sobol indices by binning (given-data estimation, Plischke, Borgonovo &
// Smith 2013) and PAWN (Pianosi & Wagener 2015, 2018). In: one input column and the answer. Out: an index and its standard error.
// Rows may stand in any order: ties are sorted by the answer too, and the groups of the jackknife are dealt by rank.

export type Index = { value: number; se: number };

const GROUPS = 20;
const BINS = 40;
const INTERVALS = 10;

/** First values of bins of equal count; equal inputs stay in one bin, so a discrete input gets a bin a value. `sorted` ascends. */
function cutsOf(sorted: Float64Array, bins: number): number[] {
  const size = sorted.length / bins;
  const cuts: number[] = [];
  let filled = 0;
  for (let r = 1; r < sorted.length; r++) {
    filled++;
    if (sorted[r] === sorted[r - 1] || filled < size) continue;
    cuts.push(sorted[r]!);
    filled = 0;
  }
  return cuts;
}

/** The bin of each row: how many of the cuts lie at or below its input. */
function binsOf(input: Float64Array, cuts: readonly number[]): Uint16Array {
  const bin = new Uint16Array(input.length);
  for (let i = 0; i < input.length; i++) {
    const x = input[i]!;
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cuts[middle]! <= x) low = middle + 1;
      else high = middle;
    }
    bin[i] = low;
  }
  return bin;
}

/** Groups of the jackknife by run number, so that rows may stand in any order: a thinner copy of the whole each. */
export function groupsOfRuns(run: ArrayLike<number>): Uint8Array {
  return Uint8Array.from(run, (r) => (r * 7 + Math.floor(r / GROUPS)) % GROUPS);
}

type Sums = { n: Float64Array; sum: Float64Array; squares: Float64Array };

/** Sums by group and bin, around the overall mean so that nothing is lost to rounding. */
function sumsOf(answer: Float64Array, bin: Uint16Array, group: Uint8Array, bins: number, centre: number): Sums[] {
  const all = Array.from({ length: GROUPS }, () => ({
    n: new Float64Array(bins),
    sum: new Float64Array(bins),
    squares: new Float64Array(bins),
  }));
  for (let i = 0; i < answer.length; i++) {
    const { n, sum, squares } = all[group[i]!]!;
    const y = answer[i]! - centre;
    n[bin[i]!]!++;
    sum[bin[i]!]! += y;
    squares[bin[i]!]! += y * y;
  }
  return all;
}

/** Share of variance between bins, less what noise alone would give (epsilon squared, Kelley 1935). */
function betweenShare(groups: readonly Sums[], bins: number): number {
  let [total, whole, squares, between, used] = [0, 0, 0, 0, 0];
  for (let b = 0; b < bins; b++) {
    let [n, sum] = [0, 0];
    for (const g of groups) {
      n += g.n[b]!;
      sum += g.sum[b]!;
      squares += g.squares[b]!;
    }
    if (n === 0) continue;
    used++;
    total += n;
    whole += sum;
    between += (sum * sum) / n;
  }
  const sst = squares - (whole * whole) / total;
  const ssb = between - (whole * whole) / total;
  if (!(sst > 0) || total <= used) return 0;
  const within = (sst - ssb) / (total - used);
  return (ssb - (used - 1) * within) / sst;
}

/** Whether a column ever varies. */
export function varies(column: Float64Array): boolean {
  return column.some((value) => value !== column[0]);
}

function firstOrderOf(answer: Float64Array, bin: Uint16Array, bins: number, group: Uint8Array): Index {
  let centre = 0;
  for (const y of answer) centre += y;
  centre /= answer.length;
  const sums = sumsOf(answer, bin, group, bins, centre);
  const left = sums.map((_, k) =>
    betweenShare(
      sums.filter((_s, j) => j !== k),
      bins,
    ),
  );
  const mean = left.reduce((a, b) => a + b, 0) / GROUPS;
  const spread = left.reduce((a, b) => a + (b - mean) ** 2, 0);
  return { value: betweenShare(sums, bins), se: Math.sqrt(((GROUPS - 1) / GROUPS) * spread) };
}

/**
 * First-order Sobol index of one input from given data (Plischke, Borgonovo & Smith 2013), with a jackknife standard error.
 * At most 40 bins of equal count, at most one for each 25 rows. Undefined where the input or the answer never varies.
 * `group`: the jackknife group of each row (groupsOfRuns); rows are taken for runs 0, 1, 2 ... where nothing is said.
 */
export function firstOrder(
  input: Float64Array,
  answer: Float64Array,
  group: Uint8Array = groupsOfRuns(answer.map((_, i) => i)),
): Index | undefined {
  if (!varies(input) || !varies(answer)) return undefined;
  const cuts = cutsOf(input.slice().sort(), binsFor(answer.length));
  return firstOrderOf(answer, binsOf(input, cuts), cuts.length + 1, group);
}

const binsFor = (rows: number) => Math.max(2, Math.min(BINS, Math.floor(rows / 25)));

/** Largest distance between two distribution functions, of sorted columns (Kolmogorov 1933, Smirnov 1939). */
function distance(part: Float64Array, whole: Float64Array): number {
  let most = 0;
  let j = 0;
  for (let i = 0; i < whole.length; i++) {
    if (i + 1 < whole.length && whole[i + 1] === whole[i]) continue;
    while (j < part.length && part[j]! <= whole[i]!) j++;
    most = Math.max(most, Math.abs(j / part.length - (i + 1) / whole.length));
  }
  return most;
}

/** Rows of each bin's answers, one after the other. */
function partsOf(answer: Float64Array, bin: Uint16Array, bins: number): Float64Array[] {
  const counts = new Uint32Array(bins);
  for (const b of bin) counts[b]!++;
  const parts = Array.from(counts, (n) => new Float64Array(n));
  const filled = new Uint32Array(bins);
  for (let i = 0; i < answer.length; i++) parts[bin[i]!]![filled[bin[i]!]!++] = answer[i]!;
  return parts;
}

function pawnOf(answer: Float64Array, whole: Float64Array, bin: Uint16Array, bins: number): number {
  const distances = partsOf(answer, bin, bins)
    .map((part) => distance(part.sort(), whole))
    .sort((a, b) => a - b);
  const middle = distances.length / 2;
  return distances.length % 2 === 1
    ? distances[Math.floor(middle)]!
    : (distances[middle - 1]! + distances[middle]!) / 2;
}

/**
 * PAWN index of one input from given data (Pianosi & Wagener 2018): the median, over intervals of the input of equal count, of the
 * largest distance between the answer's distribution there and its distribution over all. It sees more than the mean.
 */
export function pawn(input: Float64Array, answer: Float64Array): number | undefined {
  if (!varies(input) || !varies(answer)) return undefined;
  const cuts = cutsOf(input.slice().sort(), INTERVALS);
  return pawnOf(answer, answer.slice().sort(), binsOf(input, cuts), cuts.length + 1);
}

/** Both indices of one input by one sorting of it; `whole`: the answer, sorted. */
export function indicesOf(
  input: Float64Array,
  answer: Float64Array,
  whole: Float64Array,
  group: Uint8Array,
): { first: Index; pawn: number } | undefined {
  if (!varies(input) || !varies(answer)) return undefined;
  const sorted = input.slice().sort();
  const [fine, coarse] = [cutsOf(sorted, binsFor(answer.length)), cutsOf(sorted, INTERVALS)];
  return {
    first: firstOrderOf(answer, binsOf(input, fine), fine.length + 1, group),
    pawn: pawnOf(answer, whole, binsOf(input, coarse), coarse.length + 1),
  };
}
