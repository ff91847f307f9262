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

type Moments = { n: number; mean: number; variance: number };

function momentsWhere(answer: Float64Array, holds: (i: number) => boolean): Moments {
  let n = 0;
  let sum = 0;
  for (let i = 0; i < answer.length; i++) {
    if (!holds(i)) continue;
    n++;
    sum += answer[i]!;
  }
  const mean = sum / n;
  let squares = 0;
  for (let i = 0; i < answer.length; i++) if (holds(i)) squares += (answer[i]! - mean) ** 2;
  return { n, mean, variance: n > 1 ? squares / (n - 1) : 0 };
}

/** Compares the answer with and without. `truth[i] !== 0`: it holds in run i. */
export function splitByTruth(truth: ArrayLike<number>, answer: Float64Array): Split {
  const yes = momentsWhere(answer, (i) => truth[i] !== 0);
  const no = momentsWhere(answer, (i) => truth[i] === 0);
  if (yes.n === 0 || no.n === 0) return { kind: "always", truth: yes.n > 0 };
  const difference = yes.mean - no.mean;
  const se = Math.sqrt(yes.variance / yes.n + no.variance / no.n);
  const all = momentsWhere(answer, () => true);
  const share = yes.n / answer.length;
  // the noise of the two means would count as effect: its expectation is taken off
  const between = share * (1 - share) * Math.max(0, difference * difference - se * se);
  return {
    kind: "split",
    yes: yes.n,
    no: no.n,
    whenTrue: yes.mean,
    whenFalse: no.mean,
    difference,
    low: difference - Z95 * se,
    high: difference + Z95 * se,
    resolved: all.variance > 0 ? Math.min(1, between / all.variance) : 0,
  };
}
