import { expect, test } from "vitest";
import { writtenModel } from "../../test/read-shipped.ts";
import { confidenceIn, sayConfidence } from "./confidence.ts";
import { likelihood } from "./likelihood.ts";

const claim = (id: string, source: string, more = "") => `
  ${id}: { says: Something, source: ${source}, stance: asserted, credence: 0.8${more} }`;

const modelOf = (claims: string) =>
  writtenModel(`
standoff: Confidence
clock: { start: 2024-01, step: month, steps: 2 }
sources: { a: { title: A }, b: { title: B }, c: { title: C } }
claims: ${claims === "" ? "{}" : claims}
actors: { CHN: { name: China }, PRK: { name: North Korea } }
variables: { x: { start: 0, next: x } }
`);

test("the level follows the stated rule: firm claims and sources", () => {
  const firm = claim("one", "a") + claim("two", "b") + claim("three", "c") + claim("four", "a");
  const level = (claims: string) => confidenceIn(modelOf(claims)).level;
  expect(level(firm)).toBe("high");
  expect(level(firm + claim("five", "b", ", denied_by: [PRK]"))).toBe("high");
  expect(level(firm + claim("five", "b", ", denied_by: [PRK]") + claim("six", "b", ", denied_by: [PRK]"))).toBe(
    "moderate",
  );
  expect(level(claim("one", "a") + claim("two", "a"))).toBe("low");
  expect(level("")).toBe("low");
});

test("the sentence shows its counts and holds no word of likelihood", () => {
  const disputed = claim("one", "a", ", denied_by: [PRK]") + claim("two", "a");
  const said = sayConfidence(confidenceIn(modelOf(disputed)));
  expect(said).toBe("Confidence low: 1 of 2 claims disputed, one source.");
  for (const p of [0, 0.1, 0.3, 0.5, 0.6, 0.9, 1]) expect(said).not.toContain(likelihood(p));
});
