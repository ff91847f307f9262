// A choice of two whose likelihood is summed by hand: n reviews, each a logit of one weight. log L(w) = k log p + (n - k) log(1 - p).

import { expect, test } from "vitest";
import { fittedNumbers } from "../../../src/analysis/watch/fit/fitted-numbers.ts";
import { likelihoodOf } from "../../../src/analysis/watch/fit/likelihood.ts";
import { log, logistic } from "../../../src/statistics/elementary.ts";
import { executor, planOf } from "../watch/small-model.ts";

const MODEL = `
standoff: A choice of two
clock: { start: 2000, step: year, steps: 8 }
actors: { A: { precision: 1 } }
policies:
  A.way: { options: [left, right], start: left, review: 1 }
values:
  A:
    taste: { weight: "normal(0, 1)", is: A.way is right }
`;

test("the filter's likelihood of choices is the sum by hand, to the last digits", async () => {
  const ways = ["left", "right", "right", "left", "right", "right", "right", "left"];
  const plan = planOf(
    MODEL,
    ways.map((way, k) => `${2000 + k},A.way,${way},0,us`),
  );
  const likelihood = likelihoodOf(plan, fittedNumbers(plan.model, undefined), executor(), { particles: 8, until: 7 });
  for (const w of [-1, 0, 0.5, 2]) {
    const byHand = 5 * log(logistic(w)) + 3 * log(1 - logistic(w));
    expect((await likelihood([w], 1))!.log).toBeCloseTo(byHand, 9);
  }
});
