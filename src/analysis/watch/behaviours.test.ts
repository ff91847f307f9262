// Known behaviours on a model whose figures are known: windows, numbers of a run, figures of all runs, verdicts.

import { expect, test } from "vitest";
import { modelOf } from "../../../test/oracles/watch/small-model.ts";
import { makeEngine } from "../../ensemble/make-engine.ts";
import { playHere } from "../../ensemble/play-here.ts";
import { checkBehaviours } from "./behaviours.ts";

const YAML = `
standoff: Known figures
clock: { start: 2000, step: year, steps: 10 }
parameters:
  a: uniform(0, 1)
variables:
  n:
    start: 0
    next: n + 1
behaviours:
  first: { says: starts at 0, of: n, over: first, at_least: 0, at_most: 0 }
  last: { says: ends at 9, of: n, at_least: 9, at_most: 9 }
  sum: { says: 2 + 3 + 4, of: n, from: 2002, until: 2004, over: sum, at_least: 9, at_most: 9 }
  mean: { says: mean of 2 to 4, of: n, from: 2002, until: 2004, over: mean, at_least: 3, at_most: 3 }
  most: { says: most, of: n, until: 2004, over: most, at_most: 3 }
  median: { says: half, of: a, across: median, at_least: 0.45, at_most: 0.55 }
  tenth: { says: a tenth, of: a, across: 10, at_least: 0.07, at_most: 0.13 }
  share: { says: a third above two thirds, of: a, runs_with: { at_least: 0.6667 }, at_least: 0.28, at_most: 0.38 }
  near: { says: the bound lies within the error, of: a, at_least: 0.502 }
  outside: { says: the window is elsewhere, of: n, from: 2050, at_least: 0 }
`;

test("figures and verdicts", async () => {
  const model = modelOf(YAML);
  const results = await checkBehaviours(model, model.behaviours, playHere(makeEngine), { seed: 2, runs: 1_000 });
  const by = Object.fromEntries(results.map((r) => [r.id, r]));
  const passes = ["first", "last", "sum", "mean", "median", "tenth", "share"];
  expect(passes.map((id) => [id, by[id]!.result])).toEqual(passes.map((id) => [id, "pass"]));
  expect(by.most).toMatchObject({ figure: 4, result: "miss" });
  expect(by.outside).toMatchObject({ outside: true, result: "cannot tell" });
  expect(by.share!.figure).toBeCloseTo(1 / 3, 1);
  // The mean of uniforms is known to a hundredth: a bound within that is no miss
  expect(by.near!.low).toBeLessThan(0.502);
  expect(by.near!.high).toBeGreaterThan(0.502);
  expect(by.near!.result).not.toBe("miss");
});
