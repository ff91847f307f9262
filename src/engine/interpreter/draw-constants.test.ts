import { describe, expect, test } from "vitest";
import { writtenModel } from "../../../test/read-shipped.ts";
import { fnv1a } from "../../base/fnv1a.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { drawBernoulli, drawInterval, drawUniform } from "../../statistics/distributions.ts";
import { uniform } from "../../statistics/philox.ts";
import { drawConstants } from "./draw-constants.ts";

const model = (text: string) =>
  writtenModel(
    `standoff: Constants\nclock: { start: 2024, step: year, steps: 1 }\n${/^actors:/m.test(text) ? "" : "actors: { A: {} }\n"}${text}`,
  );

const drawn = (m: CheckedModel, id: string, run = 0, mind?: number) =>
  drawConstants(m, 1, run, mind === undefined ? [] : m.actors[mind]!.beliefs)[
    m.constants.findIndex((c) => c.id === id)
  ]!;

const u = (name: string, run = 0, place = 0) => uniform(1, run, fnv1a(name), 0, place);
const RUNS = Array.from({ length: 100 }, (_, run) => run);

describe("what is drawn once a run", () => {
  test("a claim is true with its credence", () => {
    const m = model("claims: { c: { says: a, credence: 0.3 } }\n");
    expect(RUNS.map((run) => drawn(m, "c", run))).toEqual(RUNS.map((run) => drawBernoulli(u("c", run), 0.3)));
  });

  test("through an origin: with its credence where the origin is reliable, with `else` where not", () => {
    const m = model(
      "origins: { o: { reliable: 0.5 } }\nclaims:\n  c: { says: a, credence: 0.9, origin: o, else: 0.1 }\n  d: { says: a, credence: 0.8, origin: o, else: 0 }\n",
    );
    for (const run of RUNS) {
      const reliable = u("o", run) < 0.5;
      expect([drawn(m, "o", run), drawn(m, "c", run), drawn(m, "d", run)]).toEqual([
        reliable ? 1 : 0,
        u("c", run) < (reliable ? 0.9 : 0.1) ? 1 : 0,
        u("d", run) < (reliable ? 0.8 : 0) ? 1 : 0,
      ]);
    }
  });

  test("a parameter with `when`: one uniform for both branches, so that the claim moves the value and not the luck", () => {
    const text =
      "claims: { c: { says: a, credence: CREDENCE } }\nparameters: { p: { when: c, then: 'uniform(0, 1)', else: 'uniform(10, 20)' } }\n";
    const [yes, no] = ["1", "0"].map((credence) => drawn(model(text.replace("CREDENCE", credence)), "p"));
    expect([yes, no]).toEqual([drawUniform(u("p"), 0, 1), drawUniform(u("p"), 10, 20)]);
  });

  test("in any order of writing, each reading what it needs", () => {
    const m = model("parameters: { a: b * 2, b: c + 1, c: 5 }\n");
    expect([drawn(m, "a"), drawn(m, "b"), drawn(m, "c")]).toEqual([12, 6, 5]);
  });

  test("cut at its bounds, the least first", () => {
    const m = model(
      "parameters: { low: { is: 1, min: 2 }, high: { is: 9, max: 3 }, both: { is: 5, min: low, max: high } }\n",
    );
    expect([drawn(m, "low"), drawn(m, "high"), drawn(m, "both")]).toEqual([2, 3, 3]);
  });

  test("foresight in whole steps, halves up; precision, discount and foresight within their ranges", () => {
    const m = model(
      "actors: { A: { foresight: 2.5, precision: 2 - 9, discount: 1.5 - 0.2 }, B: { foresight: 2.49 }, C: {} }\n",
    );
    expect(["A", "B", "C"].map((a) => drawn(m, `${a}.foresight`))).toEqual([3, 2, 0]);
    expect([drawn(m, "A.precision"), drawn(m, "A.discount")]).toEqual([0, 1]);
    expect([drawn(m, "C.precision"), drawn(m, "C.discount")]).toEqual([4, 1]);
  });

  test("weights and switching costs by streams of their own", () => {
    const m = model(
      "policies: { A.do: { options: [a, b], start: a, switching: 1 to 2 } }\nvalues: { A: { do: { weight: 1 to 2, is: A.do is a } } }\n",
    );
    expect(drawn(m, "weight of A.do")).toBe(drawInterval(u("weight of A.do"), 1, 2));
    expect(drawn(m, "A.do.switching")).toBe(drawInterval(u("A.do.switching"), 1, 2));
  });
});

describe("what an actor believes", () => {
  const m = model(
    "claims: { c: { says: a, credence: 1 } }\nactors: { A: { believes: { c: 0.3, p: 7 } }, B: {} }\nparameters: { p: 1 to 2, q: { when: c, then: p * 10, else: p }, r: 5 }\n",
  );

  test("takes the place of the value, and so of what follows from it; all else is as it is", () => {
    for (const run of RUNS) {
      const believed = u("A.believes.c", run) < 0.3 ? 1 : 0;
      expect(["c", "p", "q", "r"].map((id) => drawn(m, id, run, 0))).toEqual([believed, 7, believed ? 70 : 7, 5]);
      const p = drawInterval(u("p", run), 1, 2);
      expect(["c", "p", "q", "r"].map((id) => drawn(m, id, run))).toEqual([1, p, p * 10, 5]);
      expect(drawConstants(m, 1, run, m.actors[1]!.beliefs)).toEqual(drawConstants(m, 1, run));
    }
  });

  test("may rest on other constants, as it believes them to be, wherever they are written", () => {
    const text =
      "actors: { A: { believes: { a: z * 2, z: 10 } }, B: { believes: { a: z * 2 } } }\nparameters: { a: 1, b: a + 1, z: 5 }\n";
    const m = model(text);
    expect(["a", "b", "z"].map((id) => drawn(m, id, 0, 0))).toEqual([20, 21, 10]);
    expect(["a", "b", "z"].map((id) => drawn(m, id, 0, 1))).toEqual([10, 11, 5]);
    expect(["a", "b", "z"].map((id) => drawn(m, id))).toEqual([1, 2, 5]);
  });
});
