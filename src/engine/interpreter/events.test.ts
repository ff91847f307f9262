import { describe, expect, test } from "vitest";
import { writtenModel } from "../../../test/read-shipped.ts";
import { fnv1a } from "../../base/fnv1a.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { uniform } from "../../statistics/philox.ts";
import { playRun } from "./play-run.ts";

const model = (text: string, steps = 6) =>
  writtenModel(`standoff: Events\nclock: { start: 2024-01, step: month, steps: ${steps} }\nactors: { A: {} }\n${text}`);

/** What each step records of the stocks named. */
function course(m: CheckedModel, ids: string[], run = 0): number[][] {
  const seen: number[][] = [];
  playRun(m, 1, run, { see: (p) => seen.push(ids.map((id) => p.cells[m.stocks.findIndex((s) => s.id === id)]!)) });
  return seen;
}

const happened = (m: CheckedModel, run = 0) =>
  playRun(m, 1, run, { chronicle: true }).happened.map((h) => [
    h.step,
    m.events[h.event]!.id,
    m.events[h.event]!.outcomes[h.outcome]!.id,
  ]);

describe("when an event happens", () => {
  test("at its date, once", () => {
    const m = model("events: { e: { at: 2024-03 } }\n");
    expect(happened(m)).toEqual([[2, "e", "e"]]);
  });

  test("in the step in which its date lies", () => {
    const m = model("events: { e: { at: 2024-03-31 } }\n");
    expect(happened(m)).toEqual([[2, "e", "e"]]);
  });

  test("at its date with its chance: if not then, never", () => {
    const m = model("events: { e: { at: 2024-03, chance: 0.5 } }\n");
    const runs = Array.from({ length: 200 }, (_, run) => happened(m, run));
    const u = (run: number) => uniform(1, run, fnv1a("e"), 3, 0);
    expect(runs.map((r) => r.length)).toEqual(runs.map((_, run) => (u(run) < 0.5 ? 1 : 0)));
    expect(runs.flat().every(([step]) => step === 2)).toBe(true);
  });

  test("with its chance each step, until it has happened once; again and again where it repeats", () => {
    const once = model("events: { e: { chance: 0.5 } }\n", 12);
    const often = model("events: { e: { chance: 0.5, repeats: true } }\n", 12);
    const steps = (m: CheckedModel, run: number) => happened(m, run).map(([step]) => step);
    const drawn = (run: number) =>
      Array.from({ length: 12 }, (_, step) => step).filter((step) => uniform(1, run, fnv1a("e"), step + 1, 0) < 0.5);
    for (const run of [0, 1, 2, 3]) {
      expect(steps(often, run)).toEqual(drawn(run));
      expect(steps(once, run)).toEqual(drawn(run).slice(0, 1));
    }
  });

  test("not with a chance of 0, surely with a chance of 1, and a chance above 1 is 1", () => {
    const m = model(
      "events: { no: { chance: 0, repeats: true }, yes: { chance: 1, repeats: true }, more: { chance: 1 + t, repeats: true } }\n",
      3,
    );
    expect(happened(m).map(([, id]) => id)).toEqual(["yes", "more", "yes", "more", "yes", "more"]);
  });
});

describe("outcomes", () => {
  const m = model(
    "variables: { x: { start: 0, next: x } }\nevents:\n  e:\n    chance: 1\n    set: { x: x + 1 }\n    outcomes:\n      small: 0.3\n      large: { chance: 0.7, set: { x: x * 10 } }\n",
    2,
  );

  test("one is drawn by its own uniform, through the chances in their order", () => {
    for (let run = 0; run < 50; run++) {
      const expected = uniform(1, run, fnv1a("e"), 1, 1) < 0.3 ? "small" : "large";
      expect(happened(m, run)).toEqual([[0, "e", expected]]);
    }
  });

  test("what the event sets comes first, then what the outcome sets", () => {
    const values = [0, 1, 2, 3, 4, 5].map((run) => [happened(m, run)[0]![2], course(m, ["x"], run)[0]![0]]);
    expect(new Set(values.map((v) => v.join()))).toEqual(new Set(["small,1", "large,10"]));
  });
});

describe("effects", () => {
  test("each sees the stocks as changed so far, and derived values as they were", () => {
    const m = model(
      "variables:\n  a: { start: 1, next: a }\n  b: { start: 0, next: b }\n  c: { start: 0, next: c }\n  twice: { is: 2 * a }\nevents:\n  first: { at: 2024-02, set: { a: 5, b: a + twice } }\n  second: { at: 2024-02, set: { c: a + b + twice } }\n",
      3,
    );
    expect(course(m, ["a", "b", "c"])).toEqual([
      [1, 0, 0],
      // b = 5 (changed) + 2 (as it was); c = 5 + 7 + 2
      [5, 7, 14],
      [5, 7, 14],
    ]);
  });

  test("all chances are reckoned before any effect", () => {
    const m = model(
      "variables: { x: { start: 0, next: x }, y: { start: 0, next: y } }\nevents:\n  first: { at: 2024-01, set: { x: 1 } }\n  second: { chance: x, set: { y: y + 1 }, repeats: true }\n",
      3,
    );
    expect(course(m, ["x", "y"])).toEqual([
      [1, 0],
      [1, 1],
      [1, 2],
    ]);
  });

  test("what they set is as it is for that step: the advance that follows cuts it at the stock's bounds", () => {
    const m = model(
      "variables: { x: { start: 1, next: x, min: 0, max: 3 } }\nevents:\n  up: { at: 2024-02, set: { x: 99 } }\n  down: { at: 2024-03, set: { x: -99 } }\n",
      4,
    );
    expect(course(m, ["x"])).toEqual([[1], [99], [-99], [0]]);
  });

  test("of a family by its name, of one member by its bracket", () => {
    const m = model(
      'sets: { s: [A, B] }\nvariables:\n  "x[i in s]": { start: { A: 1, B: 2 }, next: x }\nevents:\n  all: { at: 2024-02, set: { x: x * 10 } }\n  one: { at: 2024-03, set: { "x[B]": "x + x[A]" } }\n',
      4,
    );
    expect(course(m, ["x[A]", "x[B]"])).toEqual([
      [1, 2],
      [10, 20],
      [10, 30],
      [10, 30],
    ]);
  });

  test("draw in the event's own stream, after its own two draws", () => {
    const m = model(
      "variables: { x: { start: 0, next: x } }\nevents: { e: { at: 2024-01, set: { x: 'draw(uniform(0, 1))' } } }\n",
      1,
    );
    expect(course(m, ["x"])).toEqual([[uniform(1, 0, fnv1a("e"), 1, 2)]]);
  });
});
