// No look-ahead: a value planted in the future of a record moves no forecast that was made before its date, nor any baseline.

import { expect, test } from "vitest";
import { type Backtest, backtest } from "../../../src/analysis/watch/backtest.ts";
import { executor, planOf } from "./small-model.ts";

const MODEL = `
standoff: Lines and shots
clock: { start: 2000, step: year, steps: 24 }
actors:
  AAA:
    precision: 2
    foresight: 1 to 3
policies:
  AAA.line:
    options: [wait, press]
    start: wait
    review: 2
values:
  AAA:
    calm: { weight: -1 to 1, is: level }
parameters:
  pull: 0.1 to 0.5
variables:
  level:
    start: 1
    next: level + pull * ((AAA.line is press) - level) + noise(0.1)
events:
  shot:
    chance: clamp(0.2 * level, 0, 1)
    set: { level: level * 0.9 }
    repeats: true
observe:
  shots:
    of: max(0.1, level)
    as: poisson
  level: { sd: 0.2 }
`;

const rowsOf = (t: number, planted: boolean) => [
  `${2000 + t},AAA.line,${t % 6 < 3 !== planted ? "wait" : "press"},0.1,a`,
  `${2000 + t},shot,${(t % 5 === 0) !== planted ? "yes" : "no"},0.02,a`,
  `${2000 + t},shots,${planted ? 9 : t % 3},,a`,
  `${2000 + t},level,${planted ? 7 : 0.6 + 0.1 * (t % 4)},,a`,
];

const PLANTED = 14;
const options = { seed: 3, particles: 300, futures: 200, horizons: [1, 3] };

const record = (planted: number | undefined) => Array.from({ length: 20 }, (_, t) => rowsOf(t, t === planted)).flat();

const run = (planted: number | undefined): Promise<Backtest> =>
  backtest(planOf(MODEL, record(planted)), executor(), options);

test("a planted value moves nothing that was forecast before it, and something after", async () => {
  const [plain, planted] = await Promise.all([run(undefined), run(PLANTED)]);
  expect(planted.scored.length).toBe(plain.scored.length);
  let [before, after] = [0, 0];
  plain.scored.forEach((own, k) => {
    const other = planted.scored[k]!;
    expect([other.variable, other.horizon, other.origin]).toEqual([own.variable, own.horizon, own.origin]);
    if (own.origin >= PLANTED) {
      if (JSON.stringify(own.p) !== JSON.stringify(other.p)) after++;
      return;
    }
    // What was said, of options and events; where the outcome is the same, what it lost, of all
    expect(other.p, `${own.variable} from ${own.origin}`).toEqual(own.p);
    expect(other.top).toEqual(own.top);
    if (own.outcome === other.outcome) expect(other.losses).toEqual(own.losses);
    before++;
  });
  expect(before).toBeGreaterThan(80);
  expect(after).toBeGreaterThan(5);
});
