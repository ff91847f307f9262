import { describe, expect, it } from "vitest";
import { randomModel } from "../../../test/oracles/gmcr/random-models.ts";
import { analyse } from "../../analysis/stability/analyse.ts";
import { USUAL } from "../../analysis/stability/concepts.ts";
import { answerPieces, equilibriaIds, stableIds, stateAnswer } from "./answer.ts";

describe("the answer", () => {
  it("is the same object whole and in pieces", () => {
    for (let seed = 0; seed < 40; seed++) {
      const stability = analyse(randomModel(seed), USUAL);
      const { model } = stability;
      const more = { model: { title: 'a "title"', hash: "0" }, extra: [seed] };
      expect(JSON.parse([...answerPieces(stability, more)].join(""))).toEqual({
        schema: "standoff/stability/1",
        states: Array.from({ length: model.states.count }, (_, s) => stateAnswer(model, s)),
        stable: stableIds(model, stability.stable),
        equilibria: equilibriaIds(stability.equilibria),
        ...more,
      });
    }
  });
});
