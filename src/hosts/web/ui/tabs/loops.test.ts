import { describe, expect, it } from "vitest";
import type { CausalMap, MapArrow } from "../../../../analysis/causal-map/causal-map.ts";
import { around, loopsThrough } from "./loops.ts";

/** `a+b` for an arrow that raises, `a-b` for one that lowers, `a?b` for one without a sign. */
function mapOf(text: string): CausalMap {
  const arrows = text.split(" ").map((word): MapArrow => {
    const [from = "", sign = "", to = ""] = word;
    return { from, to, sign: sign === "?" ? "none" : sign === "+" ? "+" : "-", delayed: false, weighed: false };
  });
  const at = { file: "", line: 1, column: 1, length: 1 };
  const ids = [...new Set(arrows.flatMap((a) => [a.from, a.to]))];
  return { arrows, nodes: ids.map((id) => ({ id, label: id, kind: "stock", at })) };
}

describe("loops", () => {
  it.each([
    ["a+b b+a", "a", ["R ab"]],
    ["a+b b-a", "a", ["B ab"]],
    ["a-b b-c c+a", "b", ["R bca"]],
    ["a+b b?a a-c c+d d+a", "a", ["mixed ab", "B acd"]],
    ["a+b b+c", "a", []],
  ])("in %s through %s", (text, id, found) => {
    expect(loopsThrough(mapOf(text), id).map((l) => `${l.kind} ${l.nodes.join("")}`)).toEqual(found);
  });
  it("shows what touches one thing, and no arrow between the others", () => {
    const near = around(mapOf("a+b b+c c+d d+e b-d x+c"), "c");
    expect(near.nodes.map((n) => n.id).toSorted()).toEqual(["b", "c", "d", "x"]);
    expect(near.arrows.map((a) => a.from + a.to)).toEqual(["bc", "cd", "xc"]);
  });
});
