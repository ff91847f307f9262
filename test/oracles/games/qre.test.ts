// The logit path at the lambdas of the cases (gambit-logit 17), to 1e-6.

import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { traceQre } from "../../../src/analysis/games/trace-qre.ts";
import { readNfg } from "../../../src/formats/games/read-nfg.ts";

const here = new URL("./", import.meta.url);
const names = readdirSync(here).flatMap((name) => (name.endsWith(".nfg") ? [name.slice(0, -4)] : []));
const text = (name: string) => readFileSync(new URL(name, here), "utf8");

test.each(names)("%s: quantal response at given lambda", (name) => {
  const game = readNfg(text(`${name}.nfg`), name).form!;
  const { qre } = JSON.parse(text(`${name}.json`)) as { qre: { lambda: number; profile: number[][] }[] };
  const found = traceQre(game, { lambdas: qre.map((point) => point.lambda) });
  expect(found.points).toHaveLength(qre.length);
  qre.forEach((point, k) => {
    const mine = found.points[k]!;
    expect(mine.lambda).toBeCloseTo(point.lambda, 12);
    const far = point.profile.flatMap((list, i) => list.map((p, s) => Math.abs(p - mine.profile[i]![s]!)));
    expect(Math.max(...far)).toBeLessThan(1e-6);
  });
});
