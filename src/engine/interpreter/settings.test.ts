import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { CheckedModel } from "../../language/checked-model.ts";
import { readModel } from "../../language/read-model.ts";
import { kernel } from "../wasm/kernel.ts";
import { interpreter, type Recording } from "./engine.ts";
import { maySet, type Setting, withSettings } from "./settings.ts";

const folder = new URL("../../../models/", import.meta.url);
function modelOf(name: string, set: [string, string][] = []): CheckedModel {
  const read = (path: string) => {
    try {
      return readFileSync(new URL(`${name}/${path}`, folder), "utf8");
    } catch {
      return undefined;
    }
  };
  return readModel("standoff.yaml", read, { set }).model!;
}

const all = (model: CheckedModel): Recording => ({
  policies: model.policies.map((_, i) => i),
  series: model.stocks.map((_, slot) => ({ kind: "cell", slot })),
  constants: model.constants.map((_, i) => i),
  explained: [0],
  finals: [],
});

const request = { seed: 5, first: 250, count: 6, holds: [] };

function kernelOf(model: CheckedModel) {
  const made = kernel(model, all(model));
  if ("refused" in made) throw new Error(made.refused);
  return made.engine;
}

const settingsOf = (model: CheckedModel, set: Record<string, number>): Setting[] =>
  Object.entries(set).map(([id, value]) => ({ constant: model.constants.findIndex((c) => c.id === id), value }));

describe("constants set from outside", () => {
  const base = modelOf("two-states");
  it.each([
    { "CHN.foresight": 24 },
    { "CHN.foresight": 7.6 },
    { "CHN.foresight": 1e6 },
    { arms_shipments: 0.1 },
    { arms_shipments: 0, tech_transfer: 1 },
    { tech_effect: 0.3, income: 0.6 },
    { "weight of CHN.buffer": -2, "CHN.foresight": 0 },
  ])("%o mean the number written in the constant's place, to the last bit", (set: Record<string, number>) => {
    const settings = settingsOf(base, set);
    const wanted = interpreter(withSettings(base, settings), all(base)).play(request);
    const engine = kernelOf(base);
    const before = engine.play(request);
    expect(engine.play({ ...request, set: settings })).toEqual(wanted);
    expect(interpreter(base, all(base)).play({ ...request, set: settings })).toEqual(wanted);
    expect(engine.play(request)).toEqual(before);
    expect(before).not.toEqual(wanted);
  });
  it("mean what the reader makes of the lever", () => {
    const read = modelOf("two-states", [
      ["CHN.foresight", "24"],
      ["arms_shipments", "0.5"],
    ]);
    const settings = settingsOf(base, { "CHN.foresight": 24, arms_shipments: 0.5 });
    const recording: Recording = { ...all(base), constants: [] };
    expect(interpreter(base, recording).play({ ...request, set: settings })).toEqual(
      interpreter(read, { ...all(read), constants: [] }).play(request),
    );
  });
  it("leave alone what an actor believes otherwise", () => {
    const believing = modelOf("two-states", [["CHN.believes.tech_transfer", "0.1"]]);
    const settings = settingsOf(believing, { tech_transfer: 0.9 });
    const wanted = interpreter(withSettings(believing, settings), all(believing)).play(request);
    expect(kernelOf(believing).play({ ...request, set: settings })).toEqual(wanted);
  });
  it("are refused for what an engine knows for good", () => {
    const known = base.constants.findIndex((c) => c.id === "PRK.foresight");
    expect(maySet(base.constants[known]!)).toBe(false);
    expect(() => kernelOf(base).play({ ...request, set: [{ constant: known, value: 3 }] })).toThrow();
  });
});
