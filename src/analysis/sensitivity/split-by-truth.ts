// What a yes-or-no circumstance does to an answer: the answer where it holds, less the answer where it does not, with the interval;
// and what resolving it beforehand would be worth, as the share of the answer's variance that it explains.
// In: two columns of one length. Out: plain numbers, or which of the two sides is empty. Rows may stand in any order.

const Z95 = 1.959963984540054;

export type Split =
  | { kind: "always"; truth: boolean }
  | {
      kind: "split";
      /** Runs where it holds, and where it does not. */
      yes: number;
      no: number;
      whenTrue: number;
      whenFalse: number;
      difference: number;
      low: number;
      high: number;
      /** Expected share of the answer's variance that is gone once this is known (first-order effect of a binary factor). */
      resolved: number;
    };

type Side = { n: number; mean: number; squares: number };

/** Both sides in two passes: counts and means, then squares around the means. */
function sidesOf(truth: ArrayLike<number>, answer: Float64Array): { yes: Side; no: Side } {
  let [n, sum, rest] = [0, 0, 0];
  for (let i = 0; i < answer.length; i++) {
    if (truth[i] !== 0) {
      n++;
      sum += answer[i]!;
    } else rest += answer[i]!;
  }
  const yes = { n, mean: sum / n, squares: 0 };
  const no = { n: answer.length - n, mean: rest / (answer.length - n), squares: 0 };
  for (let i = 0; i < answer.length; i++) {
    const side = truth[i] !== 0 ? yes : no;
    side.squares += (answer[i]! - side.mean) ** 2;
  }
  return { yes, no };
}

const varianceOf = ({ n, squares }: Side) => (n > 1 ? squares / (n - 1) : 0);

/** Compares the answer with and without. `truth[i] !== 0`: it holds in run i. */
export function splitByTruth(truth: ArrayLike<number>, answer: Float64Array): Split {
  const { yes, no } = sidesOf(truth, answer);
  if (yes.n === 0 || no.n === 0) return { kind: "always", truth: yes.n > 0 };
  const difference = yes.mean - no.mean;
  const se = Math.sqrt(varianceOf(yes) / yes.n + varianceOf(no) / no.n);
  const share = yes.n / answer.length;
  const around = share * (1 - share) * difference * difference;
  const variance = (yes.squares + no.squares + answer.length * around) / (answer.length - 1);
  // the noise of the two means would count as effect: its expectation is taken off
  const between = Math.max(0, around - share * (1 - share) * se * se);
  return {
    kind: "split",
    yes: yes.n,
    no: no.n,
    whenTrue: yes.mean,
    whenFalse: no.mean,
    difference,
    low: difference - Z95 * se,
    high: difference + Z95 * se,
    resolved: variance > 0 ? Math.min(1, between / variance) : 0,
  };
}

/**
 * Compares answers of the same runs played with the circumstance and without it, under the same luck: the mean of their differences, with
 * its own error. `credence`: how often it holds, for the share of the variance that knowing it resolves.
 */
export function splitPaired(yes: Float64Array, no: Float64Array, credence: number): Split {
  const n = yes.length;
  const sides = [yes, no].map((column) => sidesOf(new Uint8Array(n).fill(1), column).yes) as [Side, Side];
  const differences = yes.map((y, i) => y - no[i]!);
  const gap = sidesOf(new Uint8Array(n).fill(1), differences).yes;
  const se = Math.sqrt(varianceOf(gap) / n);
  const around = credence * (1 - credence) * gap.mean * gap.mean;
  const within = credence * varianceOf(sides[0]) + (1 - credence) * varianceOf(sides[1]);
  const noise = credence * (1 - credence) * se * se;
  return {
    kind: "split",
    yes: n,
    no: n,
    whenTrue: sides[0].mean,
    whenFalse: sides[1].mean,
    difference: gap.mean,
    low: gap.mean - Z95 * se,
    high: gap.mean + Z95 * se,
    resolved: around + within > 0 ? Math.max(0, around - noise) / (around + within) : 0,
  };
}
