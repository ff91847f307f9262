import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { talliesOf } from "../../../ensemble/ask.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { readModel } from "../../../language/read-model.ts";
import { interpreter } from "../../../meaning/engine.ts";
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
    const moved = moveLevers(base, set);
    expect(model).toBeDefined();
    expect(played(moved!)).toEqual(played(model!));
    expect(moved!.applied).toEqual(model!.applied);
  });
  it("moves something", () => {
    expect(played(moveLevers(base, { "CHN.foresight": "24" })!)).not.toEqual(played(base));
  });
  it.each([
    { "CHN.foresight": "3 to 18" },
    { arms_shipments: "1.5" },
    { nobody: "1" },
    { "CHN.foresight": "-1" },
    { arsenal: "7" },
  ])("leaves %o to the reader", (set: Record<string, string>) => {
    expect(moveLevers(base, set)).toBeUndefined();
  });
});
