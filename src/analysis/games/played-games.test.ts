import { describe, expect, it } from "vitest";
import { drawTable } from "../../present/games/draw-table.ts";
import { distanceFromPlay } from "./distance-from-play.ts";
import { dominanceMargin, pairedGap } from "./dominance-margin.ts";
import { formFromSamples } from "./form-from-samples.ts";
import { mixedRegret } from "./mixed-regret.ts";
import { traceQre } from "./trace-qre.ts";

const player = (id: string, ...strategies: string[]) => ({
  id,
  label: id,
  strategies: strategies.map((s) => ({ id: s, label: s })),
});

/** Matching pennies with the same luck in all cells, block by block: means are exact, errors of cells are not 0. */
function pennies(luck: readonly number[]) {
  const means = [1, -1, -1, 1, -1, 1, 1, -1];
  const values = Float64Array.from(luck.flatMap((shock) => means.map((mean) => mean + shock)));
  const players = [player("A", "heads", "tails"), player("B", "heads", "tails")];
  return formFromSamples({ title: "Pennies", players, blocks: luck.length, runsABlock: 1, values });
}

const LUCK = [-0.6, -0.2, 0.2, 0.6];
const HALF = [0.5, 0.5];

describe("a game that was estimated by play", () => {
  it("pairs differences, so that shared luck does not blur them", () => {
    const form = pennies(LUCK);
    expect(form.estimate!.errors[0]).toBeGreaterThan(0.2);
    const gap = pairedGap(form, 0, 0, 1);
    expect(gap.mean).toBeCloseTo(2, 12);
    expect(gap.error).toBeCloseTo(0, 12);
  });

  it("measures play against the game: gains, distance, logit precision", () => {
    const form = pennies(LUCK);
    const skewed = [
      [0.75, 0.25],
      [0.5, 0.5],
    ];
    const found = distanceFromPlay(form, skewed, [[HALF, HALF]], []);
    expect(found.players[0]!.gain).toBeCloseTo(0, 9);
    // Against three heads of four, B gains by tails: 0.75 - 0.25 of 1, against 0
    expect(found.players[1]).toMatchObject({ bestReply: 1 });
    expect(found.players[1]!.gain).toBeCloseTo(0.5, 9);
    expect(found.nearest!.distance).toBeCloseTo(0.25, 12);
    expect(found.logit).toBeUndefined();
  });

  it("finds the precision that made the play", () => {
    const values = Float64Array.from([0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 2, 0]);
    const players = [player("A", "low", "high"), player("B", "left", "right")];
    const form = formFromSamples({ title: "Dominance", players, blocks: 2, runsABlock: 1, values });
    const { path, points } = traceQre(form, { lambdas: [0.5, 1, 2] });
    const wanted = points.find((p) => Math.abs(p.lambda - 1) < 1e-9)!;
    const found = distanceFromPlay(form, wanted.profile, [], [...path, ...points]);
    expect(found.logit!.lambda).toBeCloseTo(1, 1);
    expect(found.logit!.distance).toBeLessThan(0.02);
  });

  it("says how surely one option is worse than another", () => {
    const means = [3, 0, 1, 0, 3, 0, 2.9, 0];
    const shocks = [0.1, -0.1, 0.1, -0.1];
    // Only the second combination is noisy: A's second strategy there
    const values = Float64Array.from(shocks.flatMap((e) => means.map((m, c) => (c === 6 ? m + 5 * e : m))));
    const players = [player("A", "good", "bad"), player("B", "left", "right")];
    const form = formFromSamples({ title: "T", players, blocks: 4, runsABlock: 1, values });
    const margin = dominanceMargin(form, 0, 1, 0);
    expect(margin.least).toBeCloseTo(0.1, 9);
    expect(margin.errors).toBeLessThan(1);
    expect(dominanceMargin(form, 0, 0, 1).least).toBeCloseTo(-2, 9);
  });

  it("gives a mixed equilibrium a regret of nothing at the estimates, and something under the errors", () => {
    const means = [1, -1, -1, 1, -1, 1, 1, -1];
    const values = Float64Array.from(LUCK.flatMap((shock) => means.map((m, c) => (c === 0 ? m + shock : m))));
    const players = [player("A", "heads", "tails"), player("B", "heads", "tails")];
    const form = formFromSamples({ title: "Noisy", players, blocks: 4, runsABlock: 1, values });
    const regret = mixedRegret(form, [HALF, HALF], 1);
    expect(regret.regret).toBeCloseTo(0, 9);
    expect(regret.high).toBeGreaterThan(0.02);
    expect(mixedRegret(form, [HALF, HALF], 1)).toEqual(regret);
    const off = mixedRegret(form, [[1, 0], HALF], 1);
    expect(off.regret).toBeCloseTo(1, 9);
  });

  it("draws what is dominated, what holds, and no foreign markup", () => {
    const values = Float64Array.from([1, 1, 0, 0, 1, 1, 0, 0].flatMap((x) => [x, x]).slice(0, 8));
    const players = [player("A", "<b>", "two"), player("B", "left", "right")];
    const form = formFromSamples({ title: "A & B", players, blocks: 1, runsABlock: 1, values });
    const svg = drawTable(form, [[0], [0, 1]]);
    // Nothing that is said is wider than the picture
    const width = Number(/width="(\d+)"/.exec(svg)![1]);
    for (const [, x, line] of svg.matchAll(/<text x="(\d+)"[^>]*text-anchor="start"[^>]*>([^<]*)</g))
      expect(Number(x) + 7 * line!.length).toBeLessThan(width);
    expect(svg).toContain("&lt;b&gt;");
    expect(svg).toContain("A &amp; B");
    expect(svg.match(/line-through/g)).toHaveLength(1);
  });
});
