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

/** How many of the cuts lie at or below each input. `cuts` ascend. */
function binsOf(input: Float64Array, cuts: readonly number[]): Uint32Array {
  const bin = new Uint32Array(input.length);
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

/** Count, sum and sum of squares by bin. */
type Sums = { n: Float64Array; sum: Float64Array; squares: Float64Array };

const noSums = (bins: number): Sums => ({
  n: new Float64Array(bins),
  sum: new Float64Array(bins),
  squares: new Float64Array(bins),
});

/** Sums by group and bin, around the overall mean so that nothing is lost to rounding. */
function sumsOf(answer: Float64Array, bin: Uint32Array, group: Uint8Array, bins: number, centre: number): Sums[] {
  const { n, sum, squares } = noSums(GROUPS * bins);
  for (let i = 0; i < answer.length; i++) {
    const at = group[i]! * bins + bin[i]!;
    const y = answer[i]! - centre;
    n[at]!++;
    sum[at]! += y;
    squares[at]! += y * y;
  }
  return Array.from({ length: GROUPS }, (_, g) => {
    const [from, to] = [g * bins, (g + 1) * bins];
    return { n: n.subarray(from, to), sum: sum.subarray(from, to), squares: squares.subarray(from, to) };
  });
}

/** Share of variance between bins, less what noise alone would give (epsilon squared, Kelley 1935); `without`: a group that is left out. */
function betweenShare(of: Sums, without: Sums | undefined): number {
  let [total, whole, squares, between, used] = [0, 0, 0, 0, 0];
  for (let b = 0; b < of.n.length; b++) {
    const n = of.n[b]! - (without ? without.n[b]! : 0);
    if (n === 0) continue;
    const sum = of.sum[b]! - (without ? without.sum[b]! : 0);
    squares += of.squares[b]! - (without ? without.squares[b]! : 0);
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

function firstOrderOf(answer: Float64Array, bin: Uint32Array, bins: number, group: Uint8Array): Index {
  let centre = 0;
  for (const y of answer) centre += y;
  centre /= answer.length;
  const groups = sumsOf(answer, bin, group, bins, centre);
  const all = noSums(bins);
  for (const { n, sum, squares } of groups) {
    for (let b = 0; b < bins; b++) {
      all.n[b]! += n[b]!;
      all.sum[b]! += sum[b]!;
      all.squares[b]! += squares[b]!;
    }
  }
  const left = groups.map((one) => betweenShare(all, one));
  const mean = left.reduce((a, b) => a + b, 0) / GROUPS;
  const spread = left.reduce((a, b) => a + (b - mean) ** 2, 0);
  return { value: betweenShare(all, undefined), se: Math.sqrt(((GROUPS - 1) / GROUPS) * spread) };
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

/** An answer by its own distinct values, ascending: the place of each row among them, and how many rows have each. */
export type Levels = { level: Uint32Array; rows: Uint32Array };

export function levelsOf(answer: Float64Array): Levels {
  const cuts = cutsOf(answer.slice().sort(), answer.length);
  const level = binsOf(answer, cuts);
  const rows = new Uint32Array(cuts.length + 1);
  for (const at of level) rows[at]!++;
  return { level, rows };
}

/** Rows by bin and level, a bin after the other. */
function countsOf({ level, rows }: Levels, bin: Uint32Array, bins: number): Uint32Array {
  const count = rows.length;
  const counts = new Uint32Array(bins * count);
  for (let i = 0; i < level.length; i++) counts[bin[i]! * count + level[i]!]!++;
  return counts;
}

/** Largest distance between the distribution function of a bin and that of all rows (Kolmogorov 1933, Smirnov 1939). */
function distance(part: Uint32Array, whole: Uint32Array, rows: number): number {
  let size = 0;
  for (const n of part) size += n;
  let [most, below, all] = [0, 0, 0];
  for (let k = 0; k < part.length; k++) {
    below += part[k]!;
    all += whole[k]!;
    most = Math.max(most, Math.abs(below / size - all / rows));
  }
  return most;
}

function pawnOf(levels: Levels, bin: Uint32Array, bins: number): number {
  const counts = countsOf(levels, bin, bins);
  const count = levels.rows.length;
  const distances = Array.from({ length: bins }, (_, b) =>
    distance(counts.subarray(b * count, (b + 1) * count), levels.rows, levels.level.length),
  ).sort((x, y) => x - y);
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
  return pawnOf(levelsOf(answer), binsOf(input, cuts), cuts.length + 1);
}

/** Both indices of one input by one sorting of it; `levels`: of the answer. */
export function indicesOf(
  input: Float64Array,
  answer: Float64Array,
  levels: Levels,
  group: Uint8Array,
): { first: Index; pawn: number } | undefined {
  if (!varies(input) || !varies(answer)) return undefined;
  const sorted = input.slice().sort();
  const [fine, coarse] = [cutsOf(sorted, binsFor(answer.length)), cutsOf(sorted, INTERVALS)];
  return {
    first: firstOrderOf(answer, binsOf(input, fine), fine.length + 1, group),
    pawn: pawnOf(levels, binsOf(input, coarse), coarse.length + 1),
  };
}
