// Sensitivity from runs that were played anyway: first-order Sobol indices by binning (given-data estimation, Plischke, Borgonovo &
// Smith 2013) and PAWN (Pianosi & Wagener 2015, 2018). In: one input column and the answer. Out: an index and its standard error.
// Rows may stand in any order: ties are sorted by the answer too, and the groups of the jackknife are dealt by rank.

export type Index = { value: number; se: number };

const GROUPS = 20;

/** Row numbers in ascending order of the input, ties by the answer. */
function ranked(input: Float64Array, answer: Float64Array): Uint32Array {
  const order = Uint32Array.from(input, (_, i) => i);
  return order.sort((a, b) => input[a]! - input[b]! || answer[a]! - answer[b]!);
}

/** Bins of equal count; equal inputs stay in one bin, so a discrete input gets a bin a value. */
function binsOf(input: Float64Array, order: Uint32Array, bins: number): Uint16Array {
  const bin = new Uint16Array(input.length);
  const size = order.length / bins;
  let current = 0;
  let filled = 0;
  for (let r = 0; r < order.length; r++) {
    const changes = r > 0 && input[order[r]!] !== input[order[r - 1]!];
    if (changes && filled >= size) {
      current++;
      filled = 0;
    }
    bin[order[r]!] = current;
    filled++;
  }
  return bin;
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

/**
 * First-order Sobol index of one input from given data (Plischke, Borgonovo & Smith 2013), with a jackknife standard error.
 * `bins` of equal count, at most one for each 25 rows. Undefined where the input or the answer never varies.
 */
export function firstOrder(input: Float64Array, answer: Float64Array, bins = 40): Index | undefined {
  if (!varies(input) || !varies(answer)) return undefined;
  const wanted = Math.max(2, Math.min(bins, Math.floor(answer.length / 25)));
  const order = ranked(input, answer);
  const bin = binsOf(input, order, wanted);
  const group = new Uint8Array(answer.length);
  // dealt within bins by rank, so that each group is a thinner copy of the whole
  order.forEach((row, rank) => {
    group[row] = (rank * 7 + Math.floor(rank / GROUPS)) % GROUPS;
  });
  let centre = 0;
  for (const y of answer) centre += y;
  centre /= answer.length;
  const sums = sumsOf(answer, bin, group, wanted + 1, centre);
  const value = betweenShare(sums, wanted + 1);
  const left = sums.map((_, k) =>
    betweenShare(
      sums.filter((_s, j) => j !== k),
      wanted + 1,
    ),
  );
  const mean = left.reduce((a, b) => a + b, 0) / GROUPS;
  const spread = left.reduce((a, b) => a + (b - mean) ** 2, 0);
  return { value, se: Math.sqrt(((GROUPS - 1) / GROUPS) * spread) };
}

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

/**
 * PAWN index of one input from given data (Pianosi & Wagener 2018): the median, over intervals of the input of equal count, of the
 * largest distance between the answer's distribution there and its distribution over all. It sees more than the mean.
 */
export function pawn(input: Float64Array, answer: Float64Array, intervals = 10): number | undefined {
  if (!varies(input) || !varies(answer)) return undefined;
  const order = ranked(input, answer);
  const bin = binsOf(input, order, intervals);
  const whole = answer.slice().sort();
  const parts = new Map<number, number[]>();
  order.forEach((row) => {
    const list = parts.get(bin[row]!) ?? [];
    list.push(answer[row]!);
    parts.set(bin[row]!, list);
  });
  const distances = [...parts.values()]
    .map((part) => distance(Float64Array.from(part).sort(), whole))
    .sort((a, b) => a - b);
  const middle = distances.length / 2;
  return distances.length % 2 === 1 ? distances[Math.floor(middle)] : (distances[middle - 1]! + distances[middle]!) / 2;
}
