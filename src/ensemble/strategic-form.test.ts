import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { findModel, isFound } from "../hosts/files/model-folder.ts";
import { readModel } from "../language/read-model.ts";
import { utilityMeasures } from "./baseline.ts";
import { planForm } from "./form-plan.ts";
import { joined } from "./form-rows.ts";
import { makeEngine } from "./make-engine.ts";
import { type PlayedRow, playRow } from "./paired.ts";
import { playHere } from "./play-here.ts";
import { playForm } from "./strategic-form.ts";

function modelOf(text: string) {
  const read = readModel("standoff.yaml", (file) => (file === "standoff.yaml" ? text : undefined), {});
  expect(read.problems.filter((p) => p.severity === "error")).toEqual([]);
  return read.model!;
}

function shipped(name: string) {
  const found = findModel(fileURLToPath(new URL(`../../models/${name}`, import.meta.url)));
  if (!isFound(found)) throw new Error(found.says);
  return readModel(found.main, found.read, {}).model!;
}

// Everything is known here: each step A has 3 while it pushes and 1 otherwise, plus 2 while B yields; B has luck alone
const TEXT = `standoff: Known
clock: { start: 2024-01, step: month, steps: 10 }
actors: { A: { foresight: 1, precision: 2 }, B: { foresight: 1, precision: 2 } }
parameters: { luck: { is: "normal(0, 1)" } }
policies:
  A.push: { options: [rest, push, never], start: rest, review: 2, only: { never: t < 0 } }
  B.give: { options: [hold, yield], start: hold, review: 2 }
values:
  A: { gain: { weight: 1, is: 1 + 2 * (A.push is push) + 2 * (B.give is yield) } }
  B: { luck: { weight: 1, is: luck } }
`;

const plan = (model: ReturnType<typeof modelOf>, runs: number) => {
  const planned = planForm(model, { actors: [], policies: [], runs });
  if ("refused" in planned) throw new Error(planned.refused);
  return planned;
};

describe("the strategic form from play", () => {
  it("has the known payoffs, and leaves out what is never open", async () => {
    const model = modelOf(TEXT);
    const { form } = await playForm(model, plan(model, 40), playHere(makeEngine), { seed: 1, runs: 40 });
    expect(form!.players.map((p) => p.strategies.map((s) => s.id))).toEqual([
      ["rest", "push"],
      ["hold", "yield"],
    ]);
    expect(form!.closed).toEqual([{ player: "A", strategy: "never" }]);
    // The first player's strategy changes fastest
    const ofA = [0, 1, 2, 3].map((q) => form!.values[q * 2]);
    expect(ofA).toEqual([1, 3, 3, 5]);
    // The same luck in all profiles: B's payoff is the same number in each, block by block
    for (let b = 0; b < form!.blocks; b++) {
      const ofB = [0, 1, 2, 3].map((q) => form!.values[(b * 4 + q) * 2 + 1]);
      expect(new Set(ofB).size).toBe(1);
    }
    expect(form!.own[0]!.shares.reduce((a, x) => a + x)).toBeCloseTo(1);
    expect(form!.own[0]!.alone[1]!.mean - form!.own[0]!.alone[0]!.mean).toBeCloseTo(2);
  });

  it("is the mean of the runs of each profile, as played one by one", async () => {
    const model = shipped("two-states");
    const planned = plan(model, 32);
    const player = playHere(makeEngine);
    const { form } = await playForm(model, planned, player, { seed: 3, runs: 32 });
    const span = { from: 0, until: model.clock.steps };
    const holds = [planned.players[0]!.strategies[1]!, planned.players[1]!.strategies[2]!].flatMap((s) =>
      s.choices.map((choice) => ({ ...choice, ...span })),
    );
    const measures = utilityMeasures(model, planned.players, undefined);
    const row = await playRow({ model, measures, holds }, player, { seed: 3, runs: 32 });
    const q = 1 + 2 * 2;
    for (const i of [0, 1]) {
      let mean = 0;
      for (let b = 0; b < form!.blocks; b++) mean += form!.values[(b * 6 + q) * 2 + i]! / form!.blocks;
      expect(mean).toBeCloseTo(row.values[i]!.reduce((a, x) => a + x) / 32, 10);
    }
  });

  it("stops when asked, without a form", async () => {
    const model = modelOf(TEXT);
    let blocks = 0;
    const stopped = () => blocks > 2;
    const onProgress = () => {
      blocks++;
    };
    const result = await playForm(model, plan(model, 16), playHere(makeEngine), {
      seed: 1,
      runs: 16,
      stopped,
      onProgress,
    });
    expect(result.form).toBeUndefined();
    expect(result.stopped).toBe(true);
  });

  it("refuses with the price", () => {
    const asked = planForm(shipped("crisis"), { actors: [], policies: [], runs: 1_000_000 });
    expect(asked).toMatchObject({ usage: false });
    expect("refused" in asked && asked.refused).toMatch(
      /^3 x 3 x 3 = 27 profiles of 1,000,000 runs would take 37,000,000/,
    );
  });

  it("looks at some options alone where that is asked", async () => {
    const model = modelOf(TEXT);
    const some = planForm(model, {
      actors: [],
      policies: [],
      runs: 16,
      among: [{ policy: "A.push", options: ["push", "rest"] }],
    });
    expect("players" in some && some.players[0]!.strategies.map(({ id }) => id)).toEqual(["push", "rest"]);
  });

  it("goes on from rows that were kept, with the same bits as if it had never stopped", async () => {
    const model = shipped("two-states");
    const player = playHere(makeEngine);
    const whole = await playForm(model, plan(model, 300), player, { seed: 2, runs: 300 });
    const rows = new Map<string, PlayedRow>();
    const keep = (key: string, first: number, part: PlayedRow) => {
      rows.set(key, first === 0 ? part : joined(rows.get(key)!, part));
    };
    await playForm(model, plan(model, 256), player, { seed: 2, runs: 256, store: { rows, keep } });
    const some = new Map([...rows].slice(0, 7));
    let played = 0;
    const again = await playForm(model, plan(model, 300), player, {
      seed: 2,
      runs: 300,
      store: { rows: some, keep },
      onProgress: (at) => {
        played = at;
      },
    });
    expect(again).toEqual(whole);
    // Twelve rows in all
    expect(rows.size).toBe(12);
    expect(played).toBeLessThanOrEqual(12 * 300 - 7 * 256);
  });

  it("keeps long rows part by part, so that little is lost", async () => {
    const model = modelOf(TEXT);
    const parts: [string, number, number][] = [];
    const keep = (key: string, first: number, { played }: PlayedRow) => {
      parts.push([key, first, played]);
    };
    const options = { seed: 1, runs: 2100, store: { rows: new Map(), keep } };
    const { form } = await playForm(model, plan(model, 2100), playHere(makeEngine), options);
    expect(parts.filter(([key]) => key === "profile A.push=push B.give=yield")).toEqual([
      ["profile A.push=push B.give=yield", 0, 1024],
      ["profile A.push=push B.give=yield", 1024, 1024],
      ["profile A.push=push B.give=yield", 2048, 52],
    ]);
    expect(form).toEqual(
      (await playForm(model, plan(model, 2100), playHere(makeEngine), { seed: 1, runs: 2100 })).form,
    );
  });

  it("plays on where it matters until regrets are known, and says what it dropped", async () => {
    const model = modelOf(TEXT.replace("is: luck }", 'is: "luck + 0.3 * (B.give is yield) * luck" }'));
    const options = { seed: 1, runs: 4096, within: 0.02 };
    const { form } = await playForm(model, plan(model, 16), playHere(makeEngine), options);
    // Pushing is better by 2 in every run; whether B gains by giving in is luck
    expect(form!.sampling!.dropped).toMatchObject([{ player: "A", strategy: "rest", by: "push", runs: 64 }]);
    expect(form!.players.map((p) => p.strategies.map((s) => s.id))).toEqual([["push"], ["hold", "yield"]]);
    expect(form!.sampling!.ended).toBe("known");
    expect(form!.sampling!.last.regret).toBeLessThan(0.02);
    expect(form!.runs).toBeGreaterThan(64);
    expect(form!.closed).toEqual([{ player: "A", strategy: "never" }]);
    const { form: cut } = await playForm(model, plan(model, 16), playHere(makeEngine), { ...options, runs: 100 });
    expect(cut!.sampling).toMatchObject({ ended: "most runs" });
    expect(cut!.runs).toBe(100);
  });
});
