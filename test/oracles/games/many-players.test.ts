// Cases with three players or more: every known equilibrium is found, and each found one has no regret.

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { manyPlayerEquilibria } from "../../../src/analysis/games/many-player-equilibria.ts";
import { rationalText, toNumber } from "../../../src/analysis/games/rational.ts";
import { readNfg } from "../../../src/formats/games/read-nfg.ts";

const here = new URL("./", import.meta.url);
const text = (name: string) => readFileSync(new URL(name, here), "utf8");
type Known = { players: string[]; enumpoly?: number[][][]; knownMixed?: string[][][]; pure: string[][] };
const cases = readdirSync(here).flatMap((file) => {
  if (!file.endsWith(".nfg")) return [];
  const name = file.slice(0, -4);
  const known: Known = JSON.parse(text(`${name}.json`));
  return known.players.length > 2 ? [{ name, known }] : [];
});

test.each(cases)("$name", ({ name, known }) => {
  const game = readNfg(text(`${name}.nfg`), name).form!;
  const found = manyPlayerEquilibria(game);
  for (const { regret, certified } of found.equilibria) {
    expect(certified).toBe(true);
    expect(Math.abs(toNumber(regret))).toBeLessThan(1e-12);
  }
  expect(found.even).toBe(false);
  for (const wanted of known.enumpoly ?? []) {
    const near = found.equilibria.filter(({ profile }) =>
      profile.every((list, i) => list.every((p, s) => Math.abs(toNumber(p) - wanted[i]![s]!) < 1e-6)),
    );
    expect(near).toHaveLength(1);
  }
  if (known.knownMixed) {
    const texts = found.equilibria.map(({ profile }) => JSON.stringify(profile.map((list) => list.map(rationalText))));
    expect(texts.sort()).toEqual(known.knownMixed.map((profile) => JSON.stringify(profile)).sort());
    expect(found.complete).toBe(true);
  }
});
