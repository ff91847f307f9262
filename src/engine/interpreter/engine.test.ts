import { describe, expect, test } from "vitest";
import { writtenModel } from "../../../test/read-shipped.ts";
import { interpreter, type Recording, rowsOf } from "./engine.ts";
import { evaluate } from "./evaluate.ts";
import { playRun } from "./play-run.ts";

const model = writtenModel(`
standoff: Blocks
clock: { start: 2024-01, step: month, steps: 6 }
claims: { c: { says: a, credence: 0.5 } }
actors: { A: { foresight: 2, precision: 1 }, B: { foresight: 1, precision: 1 } }
parameters: { p: 1 to 2 }
variables:
  x: { start: 40 to 60, next: x + noise(p) + c }
  d: { is: "if x > 55 then log(60 - x) else 1" }
policies:
  A.do: { options: [be, go], start: be, review: 2, only: { go: x > 50 } }
  B.do: { options: [be, go, run], start: be, review: 3 }
values:
  A: { v: { weight: 1, is: x * (A.do is go) }, w: { weight: -1, is: A.do is go } }
  B: { v: { weight: 1 to 2, is: x / 50 } }
`);

const recording: Recording = {
  policies: [1, 0],
  series: [
    { kind: "cell", slot: 0 },
    { kind: "binary", operator: "*", left: { kind: "time" }, right: { kind: "number", value: 2 } },
  ],
  constants: [model.constants.findIndex((c) => c.id === "p"), 0],
  explained: [0, 1],
  finals: [0],
};
const engine = interpreter(model, recording);
const play = (first: number, count: number) => engine.play({ seed: 3, first, count, holds: [] });

describe("a block", () => {
  const block = play(10, 30);

  test("holds of each run what the run alone gives, laid out [what][step][run]", () => {
    expect(
      block.failed.some((f) => f === 1),
      "some run must stop, or faults are not tried",
    ).toBe(true);
    for (let i = 0; i < block.count; i++) {
      const run = playRun(model, 3, 10 + i, {
        see: (p) => {
          const at = (what: number) => (what * block.steps + p.step) * block.count + i;
          expect([block.options[at(0)], block.options[at(1)]]).toEqual([p.options[1], p.options[0]]);
          expect([block.series[at(0)], block.series[at(1)]]).toEqual(recording.series.map((e) => evaluate(e, p)));
        },
      });
      expect([0, 1].map((k) => block.constants[k * block.count + i])).toEqual(
        recording.constants.map((slot) => run.constants[slot]),
      );
      expect(block.finals[i]).toBe(run.final[0]);
      expect(block.failed[i]).toBe(run.fault ? 1 : 0);
    }
    expect(block.faults.map((f) => f.run)).toEqual([...block.failed].flatMap((f, i) => (f ? [10 + i] : [])));
  });

  test("keeps the scores of each review: terms, what changing cost, utility, chance; nothing where closed", () => {
    for (const kept of block.explained) {
      const { width, terms } = rowsOf(model, kept.policy);
      for (let i = 0; i < block.count; i++) {
        const { decisions } = playRun(model, 3, 10 + i, { chronicle: true });
        for (const d of decisions.filter((d) => d.policy === kept.policy)) {
          const review = kept.reviews.indexOf(d.step);
          d.scores.forEach((score, option) => {
            const row = (offset: number) =>
              kept.values[(review * kept.rows + option * width + offset) * block.count + i]!;
            const given = Array.from({ length: width }, (_, k) => row(k) + 0);
            const whole = [...score.terms, 0 - score.switching, score.utility, score.chance];
            expect(given).toEqual(score.open ? whole.map((v) => v + 0) : whole.map(() => Number.NaN));
            expect(terms).toBe(score.terms.length);
          });
        }
      }
    }
    expect(block.explained.map((e) => e.reviews)).toEqual([
      [0, 2, 4],
      [0, 3],
    ]);
  });

  test("is the same however runs are cut into blocks", () => {
    const whole = play(0, 12);
    for (const [first, count] of [
      [0, 5],
      [5, 7],
    ] as const) {
      const part = play(first, count);
      for (let row = 0; row < recording.series.length * whole.steps; row++) {
        const cut = whole.series.slice(row * 12 + first, row * 12 + first + count);
        expect(part.series.slice(row * count, (row + 1) * count)).toEqual(cut);
      }
    }
  });
});
