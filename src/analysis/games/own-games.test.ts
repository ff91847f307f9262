import { expect, test } from "vitest";
import { ownGames } from "./own-games.ts";
import { rational } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";

/** Payoffs of a game of two players with two strategies each, the first one's changing fastest. */
function game(payoffs: readonly number[], columns = ["calm", "arm"]): StrategicForm {
  const player = (id: string, ids: readonly string[]) => ({
    id,
    label: id,
    strategies: ids.map((s) => ({ id: s, label: s })),
  });
  return {
    title: "t",
    players: [player("A", ["calm", "arm"]), player("B", columns)],
    payoffs: payoffs.map((x) => rational(BigInt(x))),
  };
}

// Assurance: both calm is best for both, and both armed holds too
const TRUTH = game([4, 4, 3, 0, 0, 3, 2, 2]);
// A takes B for one who would rather be armed while A is calm, and itself for one who gains by a first blow
const FEARFUL = game([4, 4, 5, 0, 0, 5, 2, 2]);

test("each is at rest by its own game; what only misperception holds up, and what it breaks", () => {
  expect(ownGames(TRUTH, [undefined, undefined])).toMatchObject({
    held: [
      [0, 0],
      [1, 1],
    ],
    onlyByMisperception: [],
    missed: [],
  });
  const seen = ownGames(TRUTH, [FEARFUL, undefined]);
  expect(seen.seen).toEqual([[[1, 1]], undefined]);
  expect(seen.held).toEqual([[1, 1]]);
  expect(seen.missed).toEqual([[0, 0]]);
  // The other way round: it takes an armed peace for what it is not
  const trusting = ownGames(FEARFUL, [TRUTH, TRUTH]);
  expect(trusting.onlyByMisperception).toEqual([[0, 0]]);
});

test("a profile that a player does not know of holds for nobody", () => {
  const blind = game([4, 4, 5, 0], ["calm"]);
  expect(ownGames(TRUTH, [blind, undefined]).held).toEqual([]);
  // Strategies are matched by their ids, not by their places
  const turned = game([0, 3, 2, 2, 4, 4, 3, 0], ["arm", "calm"]);
  expect(ownGames(TRUTH, [turned, undefined]).held).toEqual([
    [0, 0],
    [1, 1],
  ]);
});
