import { describe, expect, it } from "vitest";
import type { PlayedForm } from "../../ensemble/strategic-form.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { analyse } from "./analyse.ts";
import { findState } from "./find-state.ts";
import { playedModel } from "./played-model.ts";
import { compare } from "./prefer.ts";
import { robustStates } from "./robust-states.ts";

// Two policies of two options; the second one's last option cannot be left again
const option = (id: string, once = false) => ({ id, label: id, once });
const model = {
  policies: [
    { id: "A.line", start: 0, options: [option("hard"), option("soft")] },
    { id: "B.bomb", start: 1, options: [option("wait"), option("build", true)] },
  ],
} as unknown as CheckedModel;

/** `blocks[b][profile] = [A, B]`, A's strategy changing fastest. */
function formOf(blocks: number[][][]): PlayedForm {
  const strategies = (policy: number) =>
    model.policies[policy]!.options.map(({ id, label }, slot) => ({ id, label, choices: [{ policy, option: slot }] }));
  const player = (id: string, policy: number) => ({
    actor: policy,
    id,
    label: id,
    policies: [policy],
    strategies: strategies(policy),
  });
  return {
    title: "T",
    players: [player("A", 0), player("B", 1)],
    blocks: blocks.length,
    runsABlock: 1,
    values: Float64Array.from(blocks.flat(2)),
    own: [],
    open: [],
    closed: [],
    step: undefined,
    seed: 1,
    runs: blocks.length,
    failed: 0,
  };
}

// The prisoners' dilemma, hard and build being the defections; profiles: hard-wait, soft-wait, hard-build, soft-build
const DILEMMA = [
  [4, 1],
  [3, 3],
  [2, 2],
  [1, 4],
];
const shaken = (shift: number) => DILEMMA.map((pair) => pair.map((x) => x + shift));

describe("a graph model from play", () => {
  it("has the profiles as states, the options as choices, and the start as status quo", () => {
    const graph = playedModel(model, formOf([shaken(0), shaken(0.5), shaken(-0.5)]), false);
    expect(graph.model.states.count).toBe(4);
    expect(graph.model.options.map((o) => [o.id, o.moves])).toEqual([
      ["A.line=hard", "reversible"],
      ["A.line=soft", "reversible"],
      ["B.bomb=wait", "reversible"],
      ["B.bomb=build", "only-no-to-yes"],
    ]);
    const found = findState(graph.model, "A.line=hard,B.bomb=build");
    expect(found).toEqual({ state: graph.model.start });
    // Shared luck does not blur the order: it is a ranking
    expect(graph.model.preferences.map((p) => p.kind)).toEqual(["ranked", "ranked"]);
    const { equilibria } = analyse(graph.model, ["R", "SEQ"]);
    expect([...equilibria.R!.keys()].filter((s) => equilibria.R![s])).toEqual([graph.model.start]);
  });

  it("ties what lies within the error, without making ties transitive", () => {
    // A's payoffs at three profiles: 0, 1, 2 with noise so that neighbours tie and the ends do not
    const noise = [-1.5, 1.5, -1.5, 1.5];
    const blocks = noise.map((e) => [
      [0, 0],
      [1 + e, 0],
      [2, 0],
      [-9, 0],
    ]);
    const graph = playedModel(model, formOf(blocks), false);
    const [preference] = graph.model.preferences;
    expect(preference!.kind).toBe("pairs");
    const [low, middle, high] = [0, 1, 2].map((q) => graph.slotOf[q]!) as [number, number, number];
    expect(compare(preference!, 4, middle, low)).toBe(0);
    expect(compare(preference!, 4, high, middle)).toBe(0);
    expect(compare(preference!, 4, high, low)).toBe(1);
    expect(compare(preference!, 4, low, high)).toBe(-1);
    expect(graph.ranked).toEqual([false, true]);
    // Where a ranking is wanted, groups are formed from the best down
    const ranked = playedModel(model, formOf(blocks), true).model.preferences[0]!;
    expect(ranked.kind).toBe("ranked");
    expect(compare(ranked, 4, high, middle)).toBe(0);
    expect(compare(ranked, 4, middle, low)).toBe(1);
  });

  it("tells worlds in which a state holds from the error of the mean", () => {
    // In three blocks of four the dilemma, in one a game where nobody wants to defect
    const peace = [
      [1, 1],
      [4, 4],
      [0, 0],
      [1, 1],
    ];
    const form = formOf([shaken(0), shaken(1), shaken(2), peace]);
    const graph = playedModel(model, form, false);
    const robust = robustStates(form, graph, ["R"]);
    const war = graph.slotOf[2]!;
    const both = graph.slotOf[1]!;
    expect(robust.byBlock.R![war]).toBe(0.75);
    expect(robust.byBlock.R![both]).toBe(0.25);
    // B cannot leave `build`, so what is better without it is no move
    const [warMean, bothMean] = [robust.byResample.R![war]!, robust.byResample.R![both]!];
    expect(warMean).toBeGreaterThan(0.3);
    expect(warMean).toBeLessThan(1);
    expect(bothMean).toBeGreaterThan(0);
    expect(robustStates(form, graph, ["R"])).toEqual(robust);
  });
});
