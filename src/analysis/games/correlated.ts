// Correlated equilibrium (Aumann 1974): a chance device over profiles whose advice nobody gains by disobeying; here the one
// with the largest sum of payoffs, by an exact linear program over profiles. In: a form. Out: the device, or the price.

import { maximise } from "./linear-program.ts";
import type { Rational } from "./rational.ts";
import { add, commonDenominator, divide, multiply, ZERO } from "./rational.ts";
import type { Profile, StrategicForm } from "./strategic-form.ts";
import { profileAt, profileCount, strategyCounts, strides } from "./strategic-form.ts";

export type Correlated = {
  /** Profiles advised with positive probability. */
  advice: { profile: Profile; probability: Rational }[];
  payoffs: Rational[];
  /** The sum of payoffs, the largest that correlated equilibrium allows. */
  sum: Rational;
};

/** Cells of the program; about ten seconds. */
const MOST_CELLS = 150_000;

/** The correlated equilibrium with the largest sum of payoffs (Aumann 1974). */
export function correlatedEquilibrium(form: StrategicForm): Correlated | { refused: string } {
  const counts = strategyCounts(form);
  const n = counts.length;
  const profiles = profileCount(counts);
  const constraints = counts.reduce((sum, count) => sum + count * (count - 1), 0);
  if (profiles * constraints > MOST_CELLS) {
    return {
      refused: `the linear program would have ${constraints} constraints on ${profiles} profiles: at most ${MOST_CELLS} cells are solved`,
    };
  }
  const common = commonDenominator(form.payoffs);
  const whole = form.payoffs.map((payoff) => payoff.n * (common / payoff.d));
  const sums = Array.from({ length: profiles }, (_, q) => whole.slice(q * n, q * n + n).reduce((a, b) => a + b, 0n));
  // Shifted to be positive, so that the best device uses all of its probability.
  const least = sums.reduce((a, b) => (b < a ? b : a));
  const rows = temptations(whole, counts);
  const best = maximise({
    objective: sums.map((sum) => sum - least + 1n),
    rows: [...rows, sums.map(() => 1n)],
    bounds: [...rows.map(() => 0n), 1n],
  });
  if (best === "unbounded") return { refused: "the linear program has no bound" };
  const total = best.x.reduce(add, ZERO);
  const advice = best.x.flatMap((p, q) =>
    p.n > 0n ? [{ profile: profileAt(counts, q), probability: divide(p, total), q }] : [],
  );
  const payoffs = counts.map((_, i) =>
    advice.reduce((sum, { probability, q }) => add(sum, multiply(probability, form.payoffs[q * n + i]!)), ZERO),
  );
  return {
    advice: advice.map(({ profile, probability }) => ({ profile, probability })),
    payoffs,
    sum: payoffs.reduce(add, ZERO),
  };
}

/** For each player, advised strategy and other strategy: what disobeying would gain, by profile. */
function temptations(whole: readonly bigint[], counts: readonly number[]): bigint[][] {
  const n = counts.length;
  const steps = strides(counts);
  const rows: bigint[][] = [];
  counts.forEach((count, i) => {
    for (let advised = 0; advised < count; advised++) {
      for (let other = 0; other < count; other++) {
        if (other === advised) continue;
        rows.push(
          Array.from({ length: profileCount(counts) }, (_, q) => {
            if (Math.floor(q / steps[i]!) % count !== advised) return 0n;
            return whole[(q + (other - advised) * steps[i]!) * n + i]! - whole[q * n + i]!;
          }),
        );
      }
    }
  });
  return rows;
}
