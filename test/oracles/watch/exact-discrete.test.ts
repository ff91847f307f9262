// Small and discrete: a policy of three options that an actor changes by a logit, a chance event that depends on it, and coded
// observations of both with doubt. The forward algorithm (Baum et al. 1970) gives the exact posterior and evidence.

import { expect, test } from "vitest";
import { stateRows } from "../../../src/engine/interpreter/states.ts";
import { acrossFilters, filtered, meanOver, planOf } from "./small-model.ts";

const MODEL = `
standoff: One actor, three lines
clock: { start: 2000, step: year, steps: 10 }
actors:
  AAA:
    precision: 2
policies:
  AAA.line:
    options: [wait, press, court]
    start: wait
    review: 1
    switching: 0.5
values:
  AAA:
    press: { weight: 0.3, is: AAA.line is press }
    court: { weight: -0.2, is: AAA.line is court }
variables:
  shots:
    start: 0
    next: shots
events:
  shot:
    chance: 0.1 + 0.5 * (AAA.line is press)
    set: { shots: shots + 1 }
    repeats: true
observe:
  size:
    of: if AAA.line is court then 2 else 0
    sd: 1
`;

/** The code that was written, its doubt, whether there was a shot, and the size read; undefined where there is no row. */
type Year = { code?: number; doubt?: number; shot?: 0 | 1; size?: number };
const YEARS: Year[] = [
  { code: 0, doubt: 0.2, shot: 0 },
  { code: 1, doubt: 0.2, shot: 1 },
  { shot: 1, size: -0.5 },
  { code: 1, doubt: 0.4, shot: 0, size: 0.3 },
  { size: 2.4 },
  { code: 2, doubt: 0.3, shot: 0, size: 1.6 },
  { code: 0, doubt: 0.1, shot: 1 },
];

const OPTIONS = ["wait", "press", "court"];
const rows = YEARS.flatMap(({ code, doubt, shot, size }, i) => [
  ...(code === undefined ? [] : [`${2000 + i},AAA.line,${OPTIONS[code]},${doubt},coder`]),
  ...(shot === undefined ? [] : [`${2000 + i},shot,${shot === 1 ? "yes" : "no"},0.05,list`]),
  ...(size === undefined ? [] : [`${2000 + i},size,${size},,gauge`]),
]);

const WORTH = [0, 0.3, -0.2];

/** P(next option | option): foresight 0 sees the present alone; a change costs 0.5. */
const chances = (from: number): number[] => {
  const weights = WORTH.map((u, to) => Math.exp(2 * (u - (to === from ? 0 : 0.5))));
  const sum = weights.reduce((a, b) => a + b, 0);
  return weights.map((w) => w / sum);
};

const normal = (y: number, mean: number) => Math.exp(-0.5 * (y - mean) ** 2) / Math.sqrt(2 * Math.PI);

function likelihood({ code, doubt = 0, shot, size }: Year, option: number): number {
  const coded = code === undefined ? 1 : code === option ? 1 - doubt : doubt / 2;
  const chance = 0.1 + (option === 1 ? 0.5 : 0);
  // `shot` is coded with a doubt of 0.05 either way
  const seen = shot === undefined ? 1 : chance * (shot ? 0.95 : 0.05) + (1 - chance) * (shot ? 0.05 : 0.95);
  return coded * seen * (size === undefined ? 1 : normal(size, option === 2 ? 2 : 0));
}

function forward(): { posterior: number[]; logEvidence: number }[] {
  let now = [1, 0, 0];
  let logEvidence = 0;
  return YEARS.map((year) => {
    const joint = OPTIONS.map(
      (_, to) => now.reduce((sum, p, from) => sum + p * chances(from)[to]!, 0) * likelihood(year, to),
    );
    const sum = joint.reduce((a, b) => a + b, 0);
    logEvidence += Math.log(sum);
    now = joint.map((j) => j / sum);
    return { posterior: now, logEvidence };
  });
}

test("options and evidence lie within three standard errors of the forward algorithm's", async () => {
  const plan = planOf(MODEL, rows);
  const at = stateRows(plan.model).options;
  const exact = forward();
  const found = exact.map(() => OPTIONS.map((): number[] => []));
  const evidences: number[] = [];
  for (let seed = 1; seed <= 12; seed++) {
    const { logEvidence } = await filtered(plan, { seed, particles: 2_000 }, (particleSet, { step }) => {
      OPTIONS.forEach((_, option) => {
        found[step]![option]!.push(
          meanOver(particleSet, (values, i, count) => (values[at * count + i] === option ? 1 : 0)),
        );
      });
    });
    evidences.push(logEvidence);
  }
  found.forEach((own, step) => {
    own.forEach((values, option) => {
      const { mean, error } = acrossFilters(values);
      const gap = Math.abs(mean - exact[step]!.posterior[option]!);
      expect(gap / error, `step ${step}, ${OPTIONS[option]}: ${mean}`).toBeLessThan(3);
    });
  });
  const { mean, error } = acrossFilters(evidences);
  expect(Math.abs(mean - exact.at(-1)!.logEvidence) / error).toBeLessThan(3);
});

test("a code without doubt is the state: no particle is anywhere else, and none is lost", async () => {
  const plan = planOf(MODEL, ["2000,AAA.line,court,0,coder", "2001,AAA.line,press,0,coder"]);
  const at = stateRows(plan.model).options;
  const { last, logEvidence, reports } = await filtered(plan, { seed: 1, particles: 500 });
  expect(meanOver(last, (values, i, count) => values[at * count + i]!)).toBeCloseTo(1, 12);
  expect(logEvidence).toBeCloseTo(Math.log(chances(0)[2]!) + Math.log(chances(2)[1]!), 9);
  // Leaning does it all: the weights stay equal
  for (const { size } of reports) expect(size).toBeCloseTo(500, 6);
});
