// Every case of README.md: states, moves, stability, equilibria, as JSON and as .gmcr.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { buildModel } from "../../../src/analysis/stability/build-model.ts";
import { CONCEPTS, type Concept } from "../../../src/analysis/stability/concepts.ts";
import { type GraphModel, patternOf } from "../../../src/analysis/stability/graph-model.ts";
import { movesFrom, movesOf } from "../../../src/analysis/stability/moves.ts";
import { idsOf, stableForAll, stableStates } from "../../../src/analysis/stability/stable-states.ts";
import { readModel } from "../../../src/formats/graph-models/read-graph-model.ts";

const folder = new URL(".", import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), "utf8");

type Expected = Record<Concept, { stableFor: Record<string, number[]>; equilibria: number[] }>;
type Case = {
  case: string;
  decisionMakers: { id: string }[];
  states: { state: number; options: string }[];
  moves: Record<string, Record<string, number[]>>;
  expected: Expected;
};

function modelOf(name: string): GraphModel {
  const { written, problems } = readModel(name, read(name));
  expect(problems, name).toEqual([]);
  const built = buildModel(written!);
  expect(built.problems, name).toEqual([]);
  return built.model!;
}

const ALL = CONCEPTS.map((card) => card.id);

function expectStability(model: GraphModel, ids: string[], expected: Expected): void {
  const stable = stableStates(model, movesOf(model), ALL);
  for (const concept of ALL) {
    const mine = Object.fromEntries(ids.map((id, i) => [id, idsOf(stable[concept]![i]!)]));
    expect(mine, concept).toEqual(expected[concept].stableFor);
    expect(idsOf(stableForAll(stable[concept]!, model.states.count)), concept).toEqual(expected[concept].equilibria);
  }
}

const names = readdirSync(folder).filter((name) => name.endsWith(".json"));

describe("the known answers", () => {
  it("are all here", () => expect(names).toHaveLength(9));

  for (const name of names) {
    const known = JSON.parse(read(name)) as Case;
    const ids = known.decisionMakers.map((maker) => maker.id);

    it(`${known.case}: states and moves`, () => {
      const model = modelOf(name);
      const states = known.states.map((_, s) => ({ state: s + 1, options: patternOf(model, s) }));
      expect(states).toEqual(known.states);
      expect(model.states.count).toBe(known.states.length);
      const moves = movesOf(model);
      ids.forEach((id, i) => {
        const mine = known.states.map((_, s) => [String(s + 1), movesFrom(moves[i]!, s).map((t) => t + 1)] as const);
        expect(Object.fromEntries(mine.filter(([, to]) => to.length > 0)), id).toEqual(known.moves[id]);
      });
    });

    it(`${known.case}: stability`, () => expectStability(modelOf(name), ids, known.expected));
  }

  for (const [name, json] of [
    ["cuban.gmcr", "cuban.json"],
    ["elmira.gmcr", "elmira.json"],
    ["prisoners-old-keys.gmcr", "prisoners.json"],
  ] as const) {
    it(`${name} is the same model`, () => {
      const known = JSON.parse(read(json)) as Case;
      expectStability(
        modelOf(name),
        known.decisionMakers.map((maker) => maker.id),
        known.expected,
      );
    });
  }

  it("cuban.yaml is the same model", () => {
    const known = JSON.parse(read("cuban.json")) as Case;
    const model = modelOf("cuban.yaml");
    expect(known.states.map((_, s) => patternOf(model, s))).toEqual(known.states.map((state) => state.options));
    expectStability(
      model,
      known.decisionMakers.map((maker) => maker.id),
      known.expected,
    );
  });

  it("elmira.yaml coalesces to the nine states of the papers", () => {
    type Nine = {
      moves: Case["moves"];
      expected: Expected;
      publishedEquilibria: number[];
      stateOf: Record<string, number>;
    };
    const known = JSON.parse(read("elmira.json")) as Case & { ninestates: Nine };
    const { moves: wanted, expected, publishedEquilibria } = known.ninestates;
    const model = modelOf("elmira.yaml");
    expect(model.states.count).toBe(9);
    expect(patternOf(model, 8)).toBe("-NNY-");
    const ids = known.decisionMakers.map((maker) => maker.id);
    const moves = movesOf(model);
    ids.forEach((id, i) => {
      const mine = [...Array(9).keys()].map((s) => [String(s + 1), movesFrom(moves[i]!, s).map((t) => t + 1)] as const);
      expect(Object.fromEntries(mine.filter(([, to]) => to.length > 0)), id).toEqual(wanted[id]);
    });
    const concepts = ["R", "GMR", "SMR", "SEQ", "SSEQ"] as const;
    const stable = stableStates(model, moves, concepts);
    for (const concept of concepts) {
      const mine = Object.fromEntries(ids.map((id, i) => [id, idsOf(stable[concept]![i]!)]));
      expect(mine, concept).toEqual(expected[concept].stableFor);
    }
    expect(idsOf(stableForAll(stable.SEQ!, 9))).toEqual(publishedEquilibria);
  });
});
