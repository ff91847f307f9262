import { describe, expect, it } from "vitest";
import { whereHolds } from "./condition.ts";
import { enumerateStates } from "./enumerate-states.ts";
import type { GraphOption } from "./graph-model.ts";
import { namesOf, parseCondition } from "./parse-condition.ts";

const option = (id: string): GraphOption => ({ id, label: id, owner: 0, moves: "reversible" });
const names = namesOf([option("A.x"), option("A.y"), option("B.y"), option("B.z")]);
const { states } = enumerateStates(4, [], 100);

/** Ids of the states where it holds; `x` is bit 1, `A.y` 2, `B.y` 4, `z` 8. */
function holds(text: string): number[] {
  const { condition, faults } = parseCondition(text, names);
  expect(faults).toEqual([]);
  return Array.from(whereHolds(condition!, states)).flatMap((mark, s) => (mark ? [s] : []));
}

const by = (test: (x: boolean, ay: boolean, by: boolean, z: boolean) => boolean) =>
  Array.from({ length: 16 }, (_, s) => s).filter((s) => test((s & 1) > 0, (s & 2) > 0, (s & 4) > 0, (s & 8) > 0));

describe("conditions", () => {
  it.each([
    ["x", by((x) => x)],
    ["not x and z", by((x, _a, _b, z) => !x && z)],
    ["x or z and A.y", by((x, a, _b, z) => x || (z && a))],
    ["not (x or z) and not not B.y", by((x, _a, b, z) => !(x || z) && b)],
    ["if x then z", by((x, _a, _b, z) => !x || z)],
    ["z if x", by((x, _a, _b, z) => !x || z)],
    ["z if x or A.y", by((x, a, _b, z) => !(x || a) || z)],
    ["if x then z else A.y", by((x, a, _b, z) => (x ? z : a))],
    ["x iff z", by((x, _a, _b, z) => x === z)],
    ["not (x iff z or A.y)", by((x, a, _b, z) => x !== (z || a))],
    ["x iff A.y iff x iff z", by((x, a, _b, z) => ((x === a) === x) === z)],
    ["true", by(() => true)],
    ["x and not x", []],
    ["(x and A.y or z) and (B.y or not z) iff (x or false)", by((x, a, b, z) => (((x && a) || z) && (b || !z)) === x)],
  ])("%s", (text, want) => expect(holds(text)).toEqual(want));

  it.each([
    ["y", "unknown option `y`", 0],
    ["x and", "the condition ends too early", 4],
    ["x z", "`z` is one word too many", 2],
    ["(x", "a `)` is missing", 0],
    ["x + z", "`+` has no meaning in a condition", 2],
    ["if x z", "`if` wants its `then` here", 5],
    ["and x", "an option's name belongs before `and`", 0],
    ["", "the condition ends too early", 0],
  ])("refuses %j", (text, says, offset) => {
    expect(parseCondition(text, names).faults[0]).toMatchObject({ says, offset });
  });

  it("suggests the nearest name", () => {
    expect(parseCondition("B.zz", names).faults[0]!.mend).toBe("did you mean `B.z`?");
  });

  it("ends on hostile texts", () => {
    const deep = `${"(".repeat(5000)}x${")".repeat(5000)}`;
    const nots = `${"not ".repeat(2000)}x`;
    const many = Array.from({ length: 60 }, (_, k) => option(`o${k}`));
    const pairs = Array.from({ length: 30 }, (_, k) => `(o${k * 2} or o${k * 2 + 1})`).join(" and ");
    const parity = Array.from({ length: 60 }, (_, k) => `o${k}`).join(" iff ");
    for (const text of [deep, nots, pairs, parity, "x ".repeat(20_000)]) {
      expect(parseCondition(text, namesOf(many)).faults.length, text.slice(0, 20)).toBeGreaterThan(0);
    }
  });
});
