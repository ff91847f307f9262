import { escapeMarkup } from "../base/escape-markup.ts";
// XMILE out and in again: every model that is shipped, played at its median with every policy where it stands, gives the same numbers from the
// exported file; what the file cannot say is listed.

import { globSync } from "node:fs";
import { dirname, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { shippedModel } from "../../test/read-shipped.ts";
import { advance, derive, within } from "../engine/interpreter/derive.ts";
import { constantsBy } from "../engine/interpreter/draw-constants.ts";
import { evaluate, type State } from "../engine/interpreter/evaluate.ts";
import { heldOption } from "../engine/interpreter/play-run.ts";
import { play, read } from "../index.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { readForeign } from "./read-foreign.ts";
import { toXmile } from "./write-xmile.ts";

/** One future without luck, events or decisions: the picture of each step. */
function median(model: CheckedModel): Float64Array[] {
  const stocks = model.stocks.length;
  const p: State = {
    constants: constantsBy(model, { seed: 0, run: 0, when: 0, given: () => 0.5 }, []),
    cells: new Float64Array(stocks + model.derived.length),
    options: Int32Array.from(model.policies, ({ start }) => start),
    step: 0,
    luck: undefined,
  };
  const hold = () =>
    model.policies.forEach((_, slot) => {
      p.options[slot] = heldOption(model.holds, slot, p.step) ?? p.options[slot]!;
    });
  hold();
  for (const slot of model.startOrder) {
    const stock = model.stocks[slot];
    p.cells[slot] = stock ? within(stock, evaluate(stock.start, p), p) : evaluate(model.derived[slot - stocks]!.is, p);
  }
  return Array.from({ length: model.clock.steps }, () => {
    hold();
    derive(model, p);
    const cells = p.cells.slice();
    advance(model, p);
    return cells;
  });
}

/** Names as the writer makes them, for models whose names stay apart. */
const foreign = (id: string) =>
  id
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_+|_+$/g, "");

function roundTrip(model: CheckedModel) {
  const { text, left } = toXmile(model, "test");
  const { yaml, problems } = readForeign(text, "model.xmile");
  expect(problems).toEqual([]);
  const back = read(yaml!);
  expect(back.problems.filter((p) => p.severity === "error")).toEqual([]);
  const future = play(back.model!)[0]!;
  expect(future.failed).toBeUndefined();
  let compared = 0;
  const wanted = median(model);
  for (const [slot, { id }] of [...model.stocks, ...model.derived].entries()) {
    const of = future.course[foreign(id)];
    if (
      !of ||
      model.stocks[slot]?.hidden ||
      left.some(({ says }) => says.startsWith(`\`${id}\` could not`)) ||
      id.startsWith("utility(")
    )
      continue;
    for (const [step, cells] of wanted.entries()) {
      const [value, exact] = [Number(of[step]), cells[slot]!];
      expect(Math.abs(value - exact), `${id} at ${step}`).toBeLessThan(1e-9 * Math.max(1, Math.abs(exact)));
      compared++;
    }
  }
  return { left, compared, text };
}

const names = globSync("models/**/standoff.yaml")
  .map((file) => relative("models", dirname(file)))
  .sort();

test("models are found", () => expect(names.length).toBeGreaterThanOrEqual(11));

test.each(names)("%s goes out and comes back", (name) => {
  const { compared, left, text } = roundTrip(shippedModel(name));
  expect(compared).toBeGreaterThan(0);
  expect(left.length).toBeGreaterThan(0);
  for (const { says } of left) expect(text).toContain(escapeMarkup(says));
});

test("a hold with dates is written as it stands, and one for good is nothing that is left out", () => {
  const model = shippedModel("two-states", {
    hold: [
      ["CHN.korea", "coerce@2025-01..2026-01"],
      ["PRK.bomb", "freeze"],
    ],
  });
  const { text, left } = roundTrip(model);
  expect(text).toContain('<aux name="chn_korea"><eqn>IF TIME &lt; 6 THEN 0 ELSE 1</eqn>');
  expect(left.some(({ says }) => says.includes("PRK.bomb"))).toBe(false);
  expect(left.some(({ says }) => says.startsWith("`CHN.korea` is decided by CHN"))).toBe(true);
});

describe("formulas", () => {
  const HEAD = "standoff: All words\nclock: { start: 2024-01, step: month, steps: 24 }\nactors: { A: { name: One } }\n";
  test("every operator and function, memories, tables, truth values that are reckoned with, dates", () => {
    const model = read(
      `${HEAD}policies:
  A.line: { options: [stay, go], start: go, review: never }
parameters:
  p: 2 to 8
  q: { is: p * 2, min: 1 }
  r: { is: 3 }
variables:
  x: { start: r, next: "x * 0.9 + (A.line is go) - -1 + noise(0.1)" }
  y: { start: 2, next: "max(0, y) + x ^ 2 / 100 - q", min: -50, max: 60 }
  moment: { is: "t + (if date >= 2024-07 and not (x > 5) or y != 3 then 1 else 0)" }
  z: { is: "clamp(x, 1, 4) + logistic(y) + floor(x) + abs(-y) + sqrt(r) + exp(-x) + log(1 + x) + min(1, 2, x)" }
  looked: { is: "lookup(x, (0, 0), (5, 1), (10, 3)) + lookup(t, (0, 1), (10, 2))" }
  late: { is: "delay(x, 3) + smooth(y, 4) + x[t-1] + 2 ^ -1 - (x > 4) * 3" }
  drawn: { start: 1, next: "drawn + draw(uniform(0, x)) + draw(normal(x, 1)) + draw(poisson(4))" }
`,
    ).model!;
    const { left, compared, text } = roundTrip(model);
    expect(compared).toBe(7 * 24);
    expect(text).toContain('<aux name="q"><eqn>MAX(p * 2, 1)</eqn>');
    expect(left.map(({ says }) => says)).toEqual([
      "`p` is drawn once a run: it stands at its median, 4",
      "`x` draws at random: here it takes the median",
      "`drawn` draws at random: here it takes the median",
    ]);
  });

  test("what has no median in words stands at 0, and is told", () => {
    const { model } = read(`${HEAD}variables:\n  x: { start: 2, next: "x + draw(beta(x, 2))" }\n`);
    const { left } = toXmile(model!, "test");
    expect(left.map(({ says }) => says)).toContain(
      "`x` could not be said: the median of `beta` with parts that change",
    );
  });
});
