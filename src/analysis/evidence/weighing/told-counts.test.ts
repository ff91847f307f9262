import { describe, expect, it } from "vitest";
import { readModel } from "../../../language/read-model.ts";
import { againstCounts } from "./told-counts.ts";

const TEXT = `standoff: Counts
clock: { start: 2024-07, step: month, steps: 12 }
variables:
  arsenal: { label: Assembled warheads, unit: warheads, start: 40 to 60, next: arsenal }
  material: { unit: warheads, start: 70 to 110, next: material }
  ships: { unit: patrol boats, start: 12, next: ships }
  wait: { unit: months, start: 3, next: wait }
  tests: { start: 6, next: tests }
events:
  test: { label: A nuclear test, chance: 0.1, set: { tests: tests + 1 }, repeats: true }
`;
const model = readModel("standoff.yaml", (path) => (path === "standoff.yaml" ? TEXT : undefined)).model!;
const found = (says: string, more: object = {}, published?: string) =>
  againstCounts([{ id: "c", says, stance: "asserted", start: 0, end: says.length, ...more }], model, published);

describe("counts of a text against those of a model", () => {
  it.each([
    ["It has 300 warheads.", "300 warheads"],
    ["It has twenty nuclear warheads.", "twenty nuclear warheads"],
    ["It has more than 120 warheads.", "120 warheads"],
    ["It holds 10 to 20 warheads.", "20 warheads"],
    ["It has carried out eight nuclear tests.", "eight nuclear tests"],
    ["It keeps 40 patrol boats there.", "40 patrol boats"],
    ["It has 1,200 assembled warheads.", "1,200 assembled warheads"],
  ])("%s", (says, words) =>
    expect(found(says)).toMatchObject([{ kind: "count", says: expect.stringContaining(`counts ${words}`) }]),
  );
  it("names all that the model counts so, with line", () => {
    expect(found("It has 300 warheads.")[0]!.says).toContain(
      "the model starts Assembled warheads at 40 to 60 (standoff.yaml:4), material at 70 to 110 (standoff.yaml:5)",
    );
  });
  it.each([
    "It has some 50 warheads.",
    "It has up to 90 warheads.",
    "It has at least 30 warheads.",
    "It has 65 to 75 warheads.",
    "It has carried out six nuclear tests.",
    "It may have 300 warheads.",
    "It does not have 300 warheads.",
    "It waited 300 months.",
    "The 300 men guard warheads.",
    "Of 300, a few carry warheads.",
    "It fired 300 shells and warheads.",
    "Its warheads weigh 300 kilograms.",
    "On 3 July warheads were seen.",
  ])("lets stand: %s", (says) => expect(found(says)).toEqual([]));
  it("lets stand what is told of another time, ahead, or asked", () => {
    expect(found("It had 10 warheads.", { dates: ["2012"] })).toEqual([]);
    expect(found("It had 300 warheads.", { dates: ["2024-03"] })).toHaveLength(1);
    expect(found("It had 10 warheads.", {}, "2012-05-01")).toEqual([]);
    expect(found("It has 300 warheads.", { stance: "forecast" })).toEqual([]);
    expect(found("Has it 300 warheads?", { stance: "question" })).toEqual([]);
  });
});
