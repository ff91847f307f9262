import { expect, it } from "vitest";
import { enumerateStates } from "./enumerate-states.ts";
import { taken } from "./graph-model.ts";
import { packStates } from "./pack-states.ts";

it("puts listed states into the order of the enumeration, equal ones together", () => {
  const { states } = enumerateStates(
    34,
    Array.from({ length: 29 }, (_, o) => [{ option: o + 2, yes: true }]),
    100,
  );
  expect(states.count).toBe(32);
  const shuffled = Array.from({ length: 40 }, (_, k) => (k * 7 + 3) % 32);
  const packed = packStates(34, shuffled.length, (k, option) => taken(states, shuffled[k]!, option));
  expect(packed.states).toEqual(states);
  expect([...packed.slotOf]).toEqual(shuffled);
});
