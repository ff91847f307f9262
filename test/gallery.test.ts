// What each model of the gallery shows is what its textbook says (models/gallery/*/README.md): closed forms where there are any, else
// orderings that hold by many standard errors at these runs.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { ask, play, read } from "../src/index.ts";
import type { Departures } from "../src/language/names/departures.ts";
import { within } from "./cli/run-standoff.ts";
import { shippedFiles } from "./shipped-files.ts";

const RUNS = 2048;
const names = readdirSync("models/gallery", { withFileTypes: true }).flatMap((e) => (e.isDirectory() ? [e.name] : []));
const filesOf = (name: string) => Object.fromEntries(shippedFiles(`models/gallery/${name}`));

function modelOf(name: string, departures: Departures = {}) {
  const { model, problems } = read(filesOf(name), departures);
  expect(problems).toEqual([]);
  return model!;
}

/** Shares of options, the probability of an event, or the mean of a quantity, by question. */
async function answersOf(name: string, scenario?: string, runs = RUNS): Promise<Record<string, number>> {
  const model = modelOf(name, scenario === undefined ? {} : { scenarios: [scenario] });
  const { answers } = await ask(model, {
    questions: model.questions.filter((q) => q.kind !== "comparison").map((q) => q.id),
    runs,
  });
  const pairs = answers.flatMap((a): [string, number][] => {
    if (a.kind === "options") return a.options.map((o) => [`${a.question}.${o.id}`, o.p]);
    if (a.kind === "event") return [[a.question, a.p]];
    return a.kind === "quantity" ? [[a.question, a.mean]] : [];
  });
  return Object.fromEntries(pairs);
}

test("eight models, each with one page that names its sources, and scenarios that read", () => {
  expect(names).toHaveLength(8);
  for (const name of names) {
    const page = readFileSync(`models/gallery/${name}/README.md`, "utf8");
    expect(page).toMatch(
      /\*\*Question\.\*\*[\s\S]*\*\*What the (book|paper)s? say(s)?\.\*\*[\s\S]*\*\*Try\.\*\*[\s\S]*\*\*Limits\.\*\*/,
    );
    const model = modelOf(name);
    expect(model.sources.length).toBeGreaterThan(0);
    for (const { id } of model.scenarios) expect(modelOf(name, { scenarios: [id] }).hash).not.toBe(model.hash);
  }
});

describe("richardson", () => {
  const course = (scenario?: string) =>
    play(modelOf("richardson", scenario ? { scenarios: [scenario] } : {}))[0]!.course;
  const WEEKS = 52.1775;

  test.each([
    ["as it is", undefined, 0.9, 0.17, -70.81, 99.6],
    ["tired", "tired", 0.3, 0.5, 10, 99.6],
    ["friendly", "friendly", 0.9, 0.17, -70.81, 95],
  ])("%s: the closed form of the weekly steps, to the last digits", (_, scenario, k, a, g, x0) => {
    const together = course(scenario).together as number[];
    const rest = (2 * g) / (a - k);
    for (const week of [0, 1, 52, 261]) {
      const exact = rest + (2 * x0 - rest) * (1 + (k - a) / WEEKS) ** week;
      expect(Math.abs(together[week]! / exact - 1)).toBeLessThan(1e-11);
    }
  });

  test("and Richardson's exponential within the error of steps: 194 + 5.2 e^(0.73 t)", () => {
    const together = course().together as number[];
    // An explicit step of h lags an exponential of rate r by about r^2 h t / 2 of its growth: 2 % of 96 here
    expect(Math.abs(together[209]! / (194 + 5.2 * Math.exp((0.73 * 209) / WEEKS)) - 1)).toBeLessThan(0.01);
    expect(Math.abs(together[209]! - 289)).toBeLessThan(3);
  });

  test("which of two equal unknowns is larger is an even chance", async () => {
    const { unstable, runaway } = await answersOf("richardson", "unknown");
    expect(Math.abs(unstable! - 0.5)).toBeLessThan(3 * Math.sqrt(0.25 / RUNS));
    expect(runaway).toBe(unstable);
  });
});

test("brinkmanship: resolve wins, an even contest is the dangerous one, and finer steps climb higher", async () => {
  const [asIs, finer, worse, burnt, even, uneven] = await Promise.all(
    [undefined, "finer_steps", "worse_ruin", "burnt_bridges", "equal", "unequal"].map((s) =>
      answersOf("brinkmanship", s),
    ),
  );
  expect(asIs!.nerves).toBeGreaterThan(0.75);
  expect(asIs!.bolder_yields).toBeLessThan(0.03);
  expect(even!.disaster).toBeGreaterThan(4 * uneven!.disaster!);
  expect(finer!.disaster).toBeGreaterThan(2 * asIs!.disaster!);
  expect(worse!.disaster).toBeLessThan(asIs!.disaster! / 3);
  expect(burnt!.challenger).toBeGreaterThan(asIs!.challenger! + 0.2);
  expect(burnt!.disaster).toBeGreaterThan(1.4 * asIs!.disaster!);
});

test("cuba: the blockade, then withdrawal; knowing of the warheads ends the strike and the danger", async () => {
  const [asIs, knew, strike] = await Promise.all([undefined, "knew", "strike_first"].map((s) => answersOf("cuba", s)));
  expect(asIs!["excomm.blockade"]).toBeGreaterThan(0.55);
  expect(asIs!.withdrawn).toBeGreaterThan(0.7);
  expect(knew!["excomm.strike"]).toBeLessThan(0.06);
  expect(knew!.war).toBeLessThan(asIs!.war! / 3);
  expect(strike!.war).toBeGreaterThan(2 * asIs!.war!);
});

type Stability = { equilibria: Record<string, number[]> };

test("cuba and elmira as graph models: the published equilibria", async () => {
  const of = async (path: string) => JSON.parse((await within(["stability", path, "--json"])).out) as Stability;
  expect((await of("models/gallery/cuba/graph.yaml")).equilibria).toMatchObject({ R: [6], SEQ: [5, 6, 7] });
  expect((await of("models/gallery/elmira/graph.yaml")).equilibria).toMatchObject({ R: [5, 8, 9], SEQ: [5, 8, 9] });
});

test("prisoners: cooperation from three years of sight on, and from a discount of one half on", async () => {
  const cooperate = async (scenario?: string) => (await answersOf("prisoners", scenario, 256)).cooperate!;
  for (const s of [undefined, "one_year", "far_impatient", "one_blind"]) expect(await cooperate(s)).toBeLessThan(0.02);
  for (const s of ["three_years", "far", "far_patient"]) expect(await cooperate(s)).toBeGreaterThan(0.98);
});

test("bargaining: there is war where the shift outweighs what it costs both, and nowhere else", () => {
  for (const [scenarios, least] of [
    [[], 0.1],
    [["far"], 0.25],
  ] as const) {
    const futures = play(modelOf("bargaining", { scenarios: [...scenarios] }), { runs: RUNS });
    const wars = futures.map(({ course }) => course["DEC.course"]!.at(-1) === "attack");
    const theory = futures.map(({ course }) => course.expected![0] === 1);
    expect(wars.filter((war, i) => war !== theory[i]).length / RUNS).toBeLessThan(0.02);
    expect(wars.filter(Boolean).length / RUNS).toBeGreaterThan(least);
  }
  for (const blind of ["blind", "slow"])
    expect(
      play(modelOf("bargaining", { scenarios: [blind] }), { runs: 256 }).some((f) => f.course.war!.at(-1) === 1),
    ).toBe(false);
});

test("climate: two or three of five without a tariff, all with one (Barrett's k <= 3)", async () => {
  const last = (scenarios: string[]) =>
    play(modelOf("climate", { scenarios }), { runs: 512 }).map((f) =>
      f.course.members!.slice(-5).reduce((a, b) => Math.max(Number(a), Number(b))),
    );
  const free = last([]).map(Number);
  expect(free.filter((k) => k === 2 || k === 3).length / free.length).toBeGreaterThan(0.9);
  expect(last(["club"]).every((k) => k === 5)).toBe(true);
  const held = last(["begun_together"]).map(Number);
  expect(held.filter((k) => k === 2 || k === 3).length / held.length).toBeGreaterThan(0.9);
});

test("ceasefire: the doubt breaks it, not the sides; observers and guarantors keep it, observers by trust", async () => {
  const [asIs, alone, observers, guarantor] = await Promise.all(
    [undefined, "no_spoiler", "observers", "guarantor"].map((s) => answersOf("ceasefire", s)),
  );
  expect(asIs!.broken).toBeGreaterThan(0.15);
  expect(alone!.broken).toBeLessThan(0.03);
  expect(observers!.broken).toBeLessThan(0.05);
  expect(guarantor!.broken).toBeLessThan(0.05);
  expect(observers!.trust).toBeGreaterThan(guarantor!.trust! + 0.2);
  expect(observers!["faction.attack"]).toBeLessThan(asIs!["faction.attack"]! / 3);
});

test("elmira played: its states hold where the papers' do", async () => {
  const json = JSON.parse(
    (await within(["stability", "models/gallery/elmira", "--runs", "64", "--json"])).out,
  ) as Stability & {
    states: { label: string }[];
  };
  const { R = [] } = json.equilibria;
  expect(json.equilibria.SEQ).toEqual(R);
  const held = R.map((state) => json.states[state - 1]!.label);
  expect(held.filter((label) => !label.includes("abandon"))).toEqual([
    "MOE.order: keep, UNI.order: delay, LOC.voice: insist",
    "MOE.order: modify, UNI.order: accept, LOC.voice: insist",
  ]);
  expect(held.filter((label) => label.includes("abandon"))).toHaveLength(4);
});
