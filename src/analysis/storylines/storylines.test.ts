import { describe, expect, it } from "vitest";
import { uniform } from "../../statistics/philox.ts";
import { assign, clusters, type Feature } from "./medoids.ts";
import { shortestRule } from "./shortest-rule.ts";

const n = 240;
const kindOf = (i: number) => i % 3;
const features: Feature[] = [
  { name: "choice", kind: "category", values: Float64Array.from({ length: n }, (_, i) => (kindOf(i) === 0 ? 1 : 0)) },
  {
    name: "tests",
    kind: "number",
    values: Float64Array.from({ length: n }, (_, i) => (kindOf(i) === 2 ? 5 : 1) + uniform(1, i, 2, 3, 4)),
  },
];

describe("storylines", () => {
  it("finds the three groups that were planted, and puts every future to its own", () => {
    const rows = Array.from({ length: 120 }, (_, i) => i);
    const found = clusters(features, rows);
    expect(found.medoids).toHaveLength(3);
    const member = assign(features, found.medoids);
    for (let i = 0; i < n; i++) expect(member[i]).toBe(member[kindOf(i)]);
    expect(found.silhouette).toBeGreaterThan(0.7);
  });
  it("tells one from the rest by the shortest rule, with its coverage and density", () => {
    const rule = shortestRule(
      features,
      Array.from({ length: n }, (_, i) => kindOf(i) === 0),
    );
    expect(rule.conditions).toEqual([{ feature: 0, test: "is", value: 1 }]);
    expect(rule.coverage).toBe(1);
    expect(rule.density).toBe(1);
    const other = shortestRule(
      features,
      Array.from({ length: n }, (_, i) => kindOf(i) === 1),
    );
    expect(other.conditions.length).toBe(2);
    expect(other.density).toBe(1);
  });
});
