// The tree cases: read, written back, reduced to the strategic form with Gambit's equilibria, subgame-perfect by hand.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { pureEquilibria } from "../../../src/analysis/games/pure-equilibria.ts";
import { rationalText } from "../../../src/analysis/games/rational.ts";
import { reduceTree } from "../../../src/analysis/games/reduced-form.ts";
import { subgamePerfect } from "../../../src/analysis/games/subgame-perfect.ts";
import { twoPlayerEquilibria } from "../../../src/analysis/games/two-player-equilibria.ts";
import { readEfg } from "../../../src/formats/games/read-efg.ts";
import { writeEfg } from "../../../src/formats/games/write-efg.ts";

const text = (name: string) => readFileSync(new URL(name, import.meta.url), "utf8");

type Known = {
  players: string[];
  nodes: number;
  informationSets: Record<string, number>;
  subgamePerfect?: Record<string, string>[];
  gambit: { enumpureReducedStrategic: string[]; enummixedReducedStrategic: string[] };
};

test.each(["brinkmanship", "signal"])("%s", (name) => {
  const { tree, problems } = readEfg(text(`${name}.efg`), `${name}.efg`);
  expect(problems).toEqual([]);
  const known: Known = JSON.parse(text(`${name}.efg.json`));
  expect(tree!.players).toEqual(known.players);
  expect(tree!.nodes).toHaveLength(known.nodes);
  known.players.forEach((player, i) => {
    expect(tree!.infosets.filter((infoset) => infoset.player === i)).toHaveLength(known.informationSets[player]!);
  });
  expect(readEfg(writeEfg(tree!), "again").tree).toEqual(tree);

  const reduced = reduceTree(tree!);
  if ("refused" in reduced) throw new Error(reduced.refused);
  const { form } = reduced;
  const gambitLine = (lists: string[][]) => ["NE", ...lists.flat()].join(",");
  const pure = pureEquilibria(form).map((profile) =>
    gambitLine(form.players.map((player, i) => player.strategies.map((_, s) => (s === profile[i] ? "1" : "0")))),
  );
  expect(pure.sort()).toEqual(known.gambit.enumpureReducedStrategic.toSorted());
  const mixed = twoPlayerEquilibria(form).extreme.map((p) => gambitLine(p.map((list) => list.map(rationalText))));
  expect(mixed.sort()).toEqual(known.gambit.enummixedReducedStrategic.toSorted());

  if (known.subgamePerfect) {
    const found = subgamePerfect(tree!, () => undefined).equilibria.map(({ behaviour }) =>
      Object.fromEntries(
        [...behaviour].map(([k, play]) => {
          const infoset = tree!.infosets[k]!;
          return [infoset.label, infoset.actions[play.findIndex((p) => p.n === 1n)]];
        }),
      ),
    );
    expect(found).toEqual(known.subgamePerfect);
  }
});
