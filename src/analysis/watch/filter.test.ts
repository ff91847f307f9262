// What a record can do to a filter, and what stays true whatever it says.

import { describe, expect, test } from "vitest";
import { acrossFilters, executor, filtered, meanOver, planOf } from "../../../test/oracles/watch/small-model.ts";
import { playAhead, spread } from "./ahead.ts";
import { watch } from "./watch.ts";

const WALK = `
standoff: A walk
clock: { start: 2000, step: year, steps: 10 }
variables:
  x:
    start: normal(0, 1)
    next: x + noise(0.3)
  n:
    start: 0
    next: n
    note: never anything but 0
observe:
  count:
    of: n
    as: poisson
questions:
  far:
    ask: Is it far out?
    event: x > 2
    by: 2009
`;

describe("a record that no particle could have given", () => {
  const plan = planOf(WALK, ["2001,x,0.2,0.3,a", "2002,count,3,,gauge", "2002,x,0.1,0.3,a", "2003,x,0.3,0.3,a"]);

  test("the impossible row is named and left out, the others of its step still count", async () => {
    const { reports, logEvidence } = await filtered(plan, { seed: 1, particles: 400 });
    expect(reports.flatMap((r) => r.setAside).map((row) => [row.line, row.variable])).toEqual([[3, "count"]]);
    expect(reports[2]!.rows.map((r) => r.row.variable)).toEqual(["x"]);
    expect(Number.isFinite(logEvidence)).toBe(true);
  });

  test("a slip of the pen, 150 for 0.15, is named too, and does not leave the one run that is least far off", async () => {
    const slip = planOf(WALK, ["2001,x,0.2,0.3,a", "2002,x,150,0.3,a", "2003,x,0.3,0.3,a"]);
    const { reports } = await filtered(slip, { seed: 1, particles: 400 });
    expect(reports.flatMap((r) => r.setAside).map((row) => row.line)).toEqual([3]);
    expect(Math.min(...reports.map((r) => r.size))).toBeGreaterThan(40);
  });

  test("without that row it is the same to the last bit", async () => {
    const other = planOf(WALK, ["2001,x,0.2,0.3,a", "2002,x,0.1,0.3,a", "2003,x,0.3,0.3,a"]);
    const [one, two] = await Promise.all([plan, other].map((p) => filtered(p, { seed: 1, particles: 400 })));
    expect(one!.logEvidence).toBe(two!.logEvidence);
  });
});

test("a gap says nothing: steps without rows leave weights and evidence alone", async () => {
  const { reports } = await filtered(planOf(WALK, ["2005,x,0.2,0.3,a"]), { seed: 1, particles: 300 });
  expect(reports.slice(0, 5).map((r) => [r.logEvidence, r.size, r.resampled])).toEqual(
    Array.from({ length: 5 }, () => [expect.closeTo(0, 12), expect.closeTo(300, 8), false]),
  );
});

test("before anything is read, futures are those of the model itself, bit for bit", async () => {
  const plan = planOf(WALK, ["2000,x,0,1000000,nobody"]);
  const { model } = plan;
  const recording = {
    policies: [],
    series: [{ kind: "cell", slot: 0 } as const],
    constants: [],
    explained: [],
    finals: [],
  };
  const { last } = await filtered(plan, { seed: 4, particles: 300 });
  // A reading that says nothing leaves all weights equal, so each particle is its own ancestor
  const ahead = await playAhead(model, recording, spread(model, last, 300, 4), model.clock.steps, 4, executor());
  const { playHere } = await import("../../ensemble/play-here.ts");
  const { makeEngine } = await import("../../ensemble/make-engine.ts");
  const whole: number[] = [];
  for await (const b of playHere(makeEngine).play({ model, recording, seed: 4, holds: [], first: 0, runs: 300 })) {
    whole.push(...b.series.slice(9 * b.count));
  }
  const own = ahead.flatMap((s) => [...s.series.slice((s.steps - 1) * s.count)]);
  expect(own).toEqual(whole);
});

test("constants that are moved keep their mean and most of their spread where the record says nothing of them", async () => {
  const plan = planOf(
    `
standoff: A constant beside the point
clock: { start: 2000, step: year, steps: 30 }
parameters:
  a: normal(0, 1)
variables:
  x:
    start: 0
    next: 0.5 * x + noise(1)
observe:
  y:
    of: x
    sd: 0.5
`,
    Array.from({ length: 20 }, (_, i) => `${2000 + i},y,${0.5 * ((i % 5) - 2)},,a`),
  );
  const means: number[] = [];
  const spreads: number[] = [];
  for (let seed = 1; seed <= 16; seed++) {
    const { last, reports } = await filtered(plan, { seed, particles: 1_000 });
    expect(reports.filter((r) => r.resampled).length).toBeGreaterThan(8);
    const [mean, square] = [1, 2].map((power) => meanOver(last, (v, i) => v[i]! ** power));
    means.push(mean!);
    spreads.push(square! - mean! * mean!);
  }
  // Each filter's mean wanders, since particles come to share ancestors; over filters it stays where it was
  const { mean, error } = acrossFilters(means);
  expect(Math.abs(mean) / error).toBeLessThan(3);
  const spread = acrossFilters(spreads).mean;
  expect(spread).toBeGreaterThan(0.7);
  expect(spread).toBeLessThan(1.1);
});

test("several filters: one answer, and an error no smaller than that of its particles", async () => {
  const plan = planOf(WALK, ["2001,x,1.2,0.3,a", "2002,x,1.1,0.3,a"]);
  const { ahead, logEvidenceError } = await watch(plan, plan.model.questions, executor(), {
    seed: 1,
    particles: 300,
    filters: 4,
  });
  const [far] = ahead.answers;
  expect(far).toMatchObject({ kind: "event", question: "far", runs: 1200 });
  if (far?.kind !== "event") throw new Error("an event was asked for");
  expect(far.dates[0]).toBe("2003");
  expect(far.se).toBeGreaterThanOrEqual(Math.sqrt((far.p * (1 - far.p)) / 1200) * 0.999);
  expect(logEvidenceError).toBeGreaterThan(0);
});
