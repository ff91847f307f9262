// The fast way against the plain one on 2,000 random models: every move, concept, actor and state. Half as many again have
// moves that are arrows (as merged states have), where nobody moving twice in a row makes a difference.

import { describe, expect, it } from "vitest";
import { USUAL } from "../../../src/analysis/stability/concepts.ts";
import type { GraphModel } from "../../../src/analysis/stability/graph-model.ts";
import { movesFrom, movesOf } from "../../../src/analysis/stability/moves.ts";
import { idsOf, stableStates } from "../../../src/analysis/stability/stable-states.ts";
import { isStable, plainOf } from "./plain-sets.ts";
import { randomArrows, randomModel } from "./random-models.ts";

/** Compares everything; says whether SEQ and GMR differ for somebody. */
function expectSame(model: GraphModel): boolean {
  const plain = plainOf(model);
  const moves = movesOf(model);
  const fast = stableStates(model, moves, USUAL);
  const states = [...Array(model.states.count).keys()];
  let differ = false;
  for (let i = 0; i < model.actors.length; i++) {
    for (const s of states) {
      expect(movesFrom(moves[i]!, s), model.title).toEqual([...plain.moves[i]![s]!].sort((a, b) => a - b));
    }
    for (const concept of USUAL) {
      const want = states.filter((s) => isStable(plain, concept, i, s)).map((s) => s + 1);
      expect(idsOf(fast[concept]![i]!), `${model.title}, ${concept}, actor ${i}`).toEqual(want);
    }
    differ ||= idsOf(fast.SEQ![i]!).join() !== idsOf(fast.GMR![i]!).join();
  }
  return differ;
}

describe("the flood and the plain sets", () => {
  it("agree on 2,000 random models", () => {
    let differ = 0;
    for (let seed = 0; seed < 2000; seed++) differ += expectSame(randomModel(seed, seed % 20 === 0 ? 8 : 6)) ? 1 : 0;
    expect(differ).toBeGreaterThan(200);
  });

  it("agree on 1,000 with arrows for moves", () => {
    let differ = 0;
    for (let seed = 0; seed < 1000; seed++) differ += expectSame(randomArrows(seed)) ? 1 : 0;
    expect(differ).toBeGreaterThan(50);
  });
});
