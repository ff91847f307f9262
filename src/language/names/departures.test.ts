import { describe, expect, test } from "vitest";
import { showExpression } from "../../../test/show-expression.ts";
import type { CheckedModel } from "../checked-model.ts";
import { readModel } from "../read-model.ts";
import type { Departures } from "./departures.ts";

// One model with everything that can be departed from, and a scenario for each way.
const MODEL = `
standoff: Departures
clock: { start: 2024-01, step: month, steps: 12 }
origins: { o: { reliable: 0.9 } }
claims:
  c: { says: a, credence: 0.5 }
  d: { says: a, credence: 0.5, origin: o, else: 0.1 }
actors:
  A: { foresight: 3, believes: { p: 7, c: 0.9 } }
  B: {}
sets: { s: [A, B] }
parameters:
  p: 1
  q: { when: c, then: 2, else: 3, unit: GUSD, min: 0 }
  "far[k in s]": { is: { A: 1, B: 2 } }
variables:
  x: { start: 1, next: x + 1, min: 0 }
  y: { is: x * 2 }
  "f[i in s]": { start: { A: 10, B: 20 }, next: f }
policies:
  A.do: { options: [be, go], start: be, review: 2, switching: 0.5, only: { go: x > 0 } }
  s.arm: { options: [no, yes], start: no, review: never }
values:
  A:
    v: { weight: 2, is: x }
events:
  e: { chance: 0.1, set: { x: 0 } }
questions:
  late: { ask: late, about: x, at: 2024-06 }
scenarios:
  clock: { clock: { start: 2023-01, steps: 24 } }
  hold: { hold: { A.do: go } }
  span: { hold: { A.do: { option: go, from: 2024-03, until: 2024-05 } } }
  spans:
    hold:
      A.do:
        - { option: go, until: 2024-03 }
        - { option: be, from: 2024-06 }
  both: { hold: { s.arm: yes } }
  start: { start: { x: 5, f: { B: 21 } } }
  start_all: { start: { f: 7 } }
  credence: { credence: { c: 0.9 } }
  foresight: { foresight: { A: 12 } }
  parameter: { parameters: { p: 3 to 4 } }
  parameter_is: { parameters: { q: 9 } }
  parameter_then: { parameters: { q: { then: 8 } } }
  parameter_when: { parameters: { p: { when: d, then: 5, else: 6 } } }
  parameter_member: { parameters: { far: { is: { B: 9 } } } }
  weight: { values: { A.v: -1 } }
  value: { values: { A.v: { is: y } } }
  actor: { actors: { A: { precision: 9, level: 2, believes: { c: 0.1, d: 1 } } } }
  variable: { variables: { x: { next: x * 2, max: 50 } } }
  variable_is: { variables: { x: { is: t } } }
  variable_next: { variables: { y: { start: 4, next: y } } }
  policy: { policies: { A.do: { start: go, review: never } } }
  event: { events: { e: { chance: 0.9, repeats: true } } }
  lens: { lens: true, label: A lens, credence: { c: 1 }, values: { A.v: 5 }, foresight: { A: 1 }, parameters: { p: 0 } }
  far_sighted: { foresight: { A: 24 }, credence: { c: 0.2 } }
`;

function read(departures: Departures): CheckedModel {
  const { model, problems } = readModel("standoff.yaml", () => MODEL, departures);
  if (!model) throw new Error(problems.map((p) => `${p.code}: ${p.says}`).join("; "));
  return model;
}

const scenario = (...scenarios: string[]) => read({ scenarios });
const set = (id: string, value: string) => read({ set: [[id, value]] });
const hold = (id: string, value: string) => read({ hold: [[id, value]] });

const constant = (model: CheckedModel, id: string) =>
  showExpression(model.constants.find((c) => c.id === id)!.value, model);
const start = (model: CheckedModel, id: string) => showExpression(model.stocks.find((s) => s.id === id)!.start, model);

describe("a scenario", () => {
  test("moves the clock, and with it the dates of all questions", () => {
    const model = scenario("clock");
    expect(model.clock).toEqual({ start: "2023-01", step: "month", steps: 24 });
    expect(model.questions[0]).toMatchObject({ step: 17 });
  });

  test.each([
    ["hold", [[0, 1, 0, 12]]],
    ["span", [[0, 1, 2, 4]]],
    [
      "spans",
      [
        [0, 1, 0, 2],
        [0, 0, 5, 12],
      ],
    ],
    // the policy of a set: each member's
    [
      "both",
      [
        [1, 1, 0, 12],
        [2, 1, 0, 12],
      ],
    ],
  ])("%s", (name, holds) =>
    expect(scenario(name).holds.map((h) => [h.policy, h.option, h.from, h.until])).toEqual(holds),
  );

  test("sets starting values, of some members or of all", () => {
    const some = scenario("start");
    expect([start(some, "x"), start(some, "f[A]"), start(some, "f[B]")]).toEqual(["5", "10", "21"]);
    const all = scenario("start_all");
    expect([start(all, "f[A]"), start(all, "f[B]")]).toEqual(["7", "7"]);
  });

  test.each([
    ["credence", "c", "bernoulli#0(0.9)"],
    ["foresight", "A.foresight", "12"],
    ["parameter", "p", "interval#0(3, 4)"],
    ["parameter_is", "q", "9"],
    ["parameter_then", "q", "(if c then 8 else 3)"],
    ["parameter_when", "p", "(if d then 5 else 6)"],
    ["parameter_member", "far[A]", "1"],
    ["parameter_member", "far[B]", "9"],
    ["weight", "weight of A.v", "(-1)"],
    ["actor", "A.precision", "9"],
    ["lens", "c", "bernoulli#0(1)"],
    ["lens", "weight of A.v", "5"],
    ["lens", "p", "0"],
  ])("%s: %s", (name, id, shape) => expect(constant(scenario(name), id)).toBe(shape));

  test("`is` over when/then/else keeps what else was said of the parameter", () => {
    const { unit, min } = scenario("parameter_is").constants.find((c) => c.id === "q")!;
    expect([unit, min]).toEqual(["GUSD", { kind: "number", value: 0 }]);
  });

  test("changes a value's formula, and keeps its weight", () => {
    const model = scenario("value");
    expect(showExpression(model.terms[0]!.is, model)).toBe("y");
    expect(constant(model, "weight of A.v")).toBe("2");
  });

  test("adds beliefs to those that are there, and takes the place of one", () => {
    const model = scenario("actor");
    const beliefs = model.actors[0]!.beliefs.map((b) => [
      model.constants[b.constant]!.id,
      showExpression(b.value, model),
    ]);
    expect(beliefs).toEqual([
      ["p", "7"],
      ["c", "bernoulli#0(0.1)"],
      ["d", "bernoulli#0(1)"],
    ]);
    expect(model.actors[0]!.level).toBe(2);
  });

  test("changes a stock, makes one of a derived value, and a derived value of one", () => {
    const changed = scenario("variable").stocks.find((s) => s.id === "x")!;
    expect(changed).toMatchObject({ start: { value: 1 }, min: { value: 0 }, max: { value: 50 } });
    const derived = scenario("variable_is");
    expect(derived.stocks.map((s) => s.id)).toEqual(["f[A]", "f[B]"]);
    expect(scenario("variable_next").stocks.map((s) => s.id)).toEqual(["x", "y", "f[A]", "f[B]"]);
  });

  test("changes a policy and an event in part", () => {
    const [policy] = scenario("policy").policies;
    expect(policy).toMatchObject({
      start: 1,
      review: 0,
      options: [{ id: "be" }, { id: "go", only: { kind: "binary" } }],
    });
    const [event] = scenario("event").events;
    expect(event).toMatchObject({ repeats: true, chance: { value: 0.9 }, outcomes: [{ effects: [{ stock: 0 }] }] });
  });

  test("the last of several has the word", () => {
    expect(constant(scenario("credence", "far_sighted"), "c")).toBe("bernoulli#0(0.2)");
    expect(constant(scenario("far_sighted", "credence"), "c")).toBe("bernoulli#0(0.9)");
    expect(scenario("far_sighted", "foresight").applied).toEqual(["far_sighted", "foresight"]);
  });

  test("says of itself what it is", () =>
    expect(read({}).scenarios.find((s) => s.id === "lens")).toMatchObject({ label: "A lens", lens: true }));

  test("that is not asked for changes nothing", () => {
    const { hash } = read({});
    const without = MODEL.slice(0, MODEL.indexOf("scenarios:"));
    expect(readModel("standoff.yaml", () => without).model?.hash).toBe(hash);
    expect(scenario("weight").hash).not.toBe(hash);
  });
});

describe("a lever", () => {
  test.each([
    ["c", "0.9", "c", "bernoulli#0(0.9)"],
    ["p", "5", "p", "5"],
    ["p", "1 to 2", "p", "interval#0(1, 2)"],
    ["p", "p2", "p", undefined],
    ["q", "7", "q", "7"],
    ["far", "7", "far[B]", "7"],
    ["far[A]", "7", "far[A]", "7"],
    ["far[ A ]", "7", "far[B]", "2"],
    ["A.v", "-3", "weight of A.v", "(-3)"],
    ["A.foresight", "24", "A.foresight", "24"],
    ["B.precision", "1e1", "B.precision", "10"],
    ["A.discount", ".5", "A.discount", "0.5"],
  ])("%s=%s", (lever, value, id, shape) => {
    if (shape === undefined) expect(() => set(lever, value)).toThrow("unknown-name");
    else expect(constant(set(lever, value), id)).toBe(shape);
  });

  test("sets where a stock starts, of one member or all", () => {
    expect(start(set("x", "9"), "x")).toBe("9");
    expect(start(set("f", "9"), "f[B]")).toBe("9");
    const one = set("f[B]", "9");
    expect([start(one, "f[A]"), start(one, "f[B]")]).toEqual(["10", "9"]);
  });

  test("sets a belief and a level", () => {
    const model = set("A.believes.p", "2");
    expect(model.actors[0]!.beliefs.map((b) => showExpression(b.value, model))).toEqual(["2", "bernoulli#0(0.9)"]);
    expect(set("A.level", "2").actors[0]!.level).toBe(2);
  });

  test.each([
    ["y", "1", "unknown-target"],
    ["A.believes", "1", "unknown-target"],
    ["f[C]", "1", "unknown-member"],
    ["c[A]", "1", "unknown-target"],
    ["nobody", "1", "unknown-target"],
    ["A.level", "3", "out-of-range"],
    ["A.foresight", "1000", "out-of-range"],
    ["__proto__", "1", "unknown-target"],
    ["A.believes.__proto__", "1", "unknown-target"],
    ["p", "", "formula-syntax"],
  ])("%s=%s is refused: %s", (id, value, code) => {
    const { model, problems } = readModel("standoff.yaml", () => MODEL, { set: [[id, value]] });
    expect(model).toBeUndefined();
    expect(problems.map((p) => p.code)).toEqual([code]);
    expect(problems[0]!.at).toMatchObject({ file: "--set", line: 1 });
  });

  test.each([
    ["A.do", "go", [0, 1, 0, 12]],
    ["A.do", "go@2024-03", [0, 1, 2, 12]],
    ["A.do", "go@2024-03..2024-05", [0, 1, 2, 4]],
    ["B.arm", "yes", [2, 1, 0, 12]],
  ])("holds %s=%s", (id, value, shape) =>
    expect(hold(id, value).holds.map((h) => [h.policy, h.option, h.from, h.until])).toEqual([shape]),
  );

  test("lies over a scenario", () => {
    expect(constant(read({ scenarios: ["foresight"], set: [["A.foresight", "2"]] }), "A.foresight")).toBe("2");
    expect(read({ scenarios: ["hold"], hold: [["A.do", "be"]] }).holds).toMatchObject([{ option: 0 }]);
  });

  test("is remembered by name, and is no part of the hash but by what it does", () => {
    expect(set("p", "5").applied).toEqual(["p=5"]);
    expect(set("p", "1").hash).toBe(read({}).hash);
    expect(set("p", "5").hash).not.toBe(read({}).hash);
  });
});
