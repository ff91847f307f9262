// The two-player cases (../shared/cases/games, copied): extreme equilibria, pieces, dominance and pure equilibria, exactly.

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { iteratedDominance } from "../../../src/analysis/games/dominance.ts";
import type { MixedProfile } from "../../../src/analysis/games/mixed-profile.ts";
import { pureEquilibria } from "../../../src/analysis/games/pure-equilibria.ts";
import { rationalText } from "../../../src/analysis/games/rational.ts";
import type { StrategicForm } from "../../../src/analysis/games/strategic-form.ts";
import { twoPlayerEquilibria } from "../../../src/analysis/games/two-player-equilibria.ts";
import { readNfg } from "../../../src/formats/games/read-nfg.ts";

const here = new URL("./", import.meta.url);
const names = readdirSync(here).flatMap((name) => (name.endsWith(".nfg") ? [name.slice(0, -4)] : []));

type Known = {
  survivesStrictPureDominance: string[][];
  survivesStrictDominance?: string[][];
  strictDominanceRounds?: [string, string][][];
  pure: string[][];
  extremeEquilibria?: string[][][];
  components?: string[][][][];
};
const text = (name: string) => readFileSync(new URL(name, here), "utf8");
const known = (name: string): Known => JSON.parse(text(`${name}.json`));
const form = (name: string): StrategicForm => readNfg(text(`${name}.nfg`), name).form!;
const asText = (profile: MixedProfile) => profile.map((list) => list.map(rationalText));
const labels = (game: StrategicForm, slots: number[][]) =>
  slots.map((list, i) => list.map((s) => game.players[i]!.strategies[s]!.label));

test.each(names)("%s: pure equilibria", (name) => {
  const game = form(name);
  const found = pureEquilibria(game).map((profile) =>
    labels(
      game,
      profile.map((s) => [s]),
    ).flat(),
  );
  const wanted = known(name).pure;
  expect(found).toHaveLength(wanted.length);
  expect(found).toEqual(expect.arrayContaining(wanted));
});

test.each(names)("%s: what strict dominance leaves", (name) => {
  const game = form(name);
  const wanted = known(name);
  expect(labels(game, iteratedDominance(game, "strict", false).survivors)).toEqual(wanted.survivesStrictPureDominance);
  const mixed = iteratedDominance(game, "strict", true);
  if (wanted.survivesStrictDominance) expect(labels(game, mixed.survivors)).toEqual(wanted.survivesStrictDominance);
  if (wanted.strictDominanceRounds) {
    const rounds = mixed.rounds.map((round) =>
      round.map(({ player, strategy }) => [
        game.players[player]!.label,
        game.players[player]!.strategies[strategy]!.label,
      ]),
    );
    expect(rounds).toEqual(wanted.strictDominanceRounds);
  }
});

const twoPlayers = names.filter((name) => known(name).extremeEquilibria);

test.each(twoPlayers)("%s: extreme equilibria and pieces", (name) => {
  const found = twoPlayerEquilibria(form(name));
  const { extremeEquilibria, components } = known(name);
  expect(found.extreme.map(asText)).toEqual(extremeEquilibria);
  if (components) {
    const pieces = found.pieces.map((piece) => piece.map((k) => asText(found.extreme[k]!)));
    expect(pieces).toEqual(components);
  }
});
