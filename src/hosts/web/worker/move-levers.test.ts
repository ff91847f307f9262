import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { interpreter } from "../../../engine/interpreter/engine.ts";
import { talliesOf } from "../../../ensemble/ask.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { readModel } from "../../../language/read-model.ts";
import { moveLevers } from "./move-levers.ts";

const folder = new URL("../../../../models/two-states/", import.meta.url);
const read = (path: string) => {
  try {
    return readFileSync(new URL(path, folder), "utf8");
  } catch {
    return undefined;
  }
};
const base = readModel("standoff.yaml", read).model!;

const played = (model: CheckedModel) => {
  const { recording, tallies } = talliesOf(
    model,
    model.questions.filter((q) => q.kind !== "comparison"),
  );
  const block = interpreter(model, recording).play({ seed: 3, first: 0, count: 24, holds: [] });
  for (const tally of tallies) tally.add(block);
  return tallies.map((tally) => tally.answer());
};

describe("levers moved without reading the text again", () => {
  it.each([
    { "CHN.foresight": "24" },
    { arms_shipments: "0.1" },
    { tech_effect: "0.05", "PRK.precision": "1.5" },
    { "CHN.buffer": "0" },
    { "CHN.discount": "0.5", tech_transfer: "1" },
  ])("%o means what the reader makes of it", (set: Record<string, string>) => {
    const { model } = readModel("standoff.yaml", read, { set: Object.entries(set) });
    const moved = moveLevers(base, { set, hold: {} })?.model;
    expect(model).toBeDefined();
    expect(played(moved!)).toEqual(played(model!));
    expect(moved!.applied).toEqual(model!.applied);
  });
  it("moves something", () => {
    expect(played(moveLevers(base, { set: { "CHN.foresight": "24" }, hold: {} })!.model)).not.toEqual(played(base));
  });
  it.each([
    { "CHN.foresight": "3 to 18" },
    { arms_shipments: "1.5" },
    { nobody: "1" },
    { "CHN.foresight": "-1" },
    { arsenal: "7" },
  ])("leaves %o to the reader", (set: Record<string, string>) => {
    expect(moveLevers(base, { set, hold: {} })).toBeUndefined();
  });
  it.each(["coerce", "coerce@2026-01", "embrace@2024-07..2027-01", "patience@2029-06"])(
    "holds %s as the reader does",
    (value) => {
      const hold = { "CHN.korea": value };
      const { model } = readModel("standoff.yaml", read, { hold: Object.entries(hold) });
      const moved = moveLevers(base, { set: {}, hold })!;
      expect(moved.model.holds).toEqual(model!.holds);
      expect(moved.model.applied).toEqual(model!.applied);
    },
  );
  it.each(["cuddle", "coerce@2023-01", "coerce@2040-01", "coerce@x", "coerce@2026-01..2025-01"])(
    "leaves holding %s to the reader",
    (value) => {
      expect(moveLevers(base, { set: {}, hold: { "CHN.korea": value } })).toBeUndefined();
    },
  );
  it("goes on with the engine of the model as it is where that means the same", () => {
    expect(moveLevers(base, { set: { "CHN.foresight": "24" }, hold: { "CHN.korea": "coerce" } })!.on?.model).toBe(base);
    expect(moveLevers(base, { set: { "PRK.foresight": "24" }, hold: {} })!.on).toBeUndefined();
  });
});
