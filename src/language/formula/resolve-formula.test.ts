import { describe, expect, test } from "vitest";
import { showExpression } from "../../../test/show-expression.ts";
import { fnv1a } from "../../base/fnv1a.ts";
import type { CheckedModel } from "../checked-model.ts";
import { type Expression, walk } from "../expression.ts";
import { readModel } from "../read-model.ts";

// One model for all one-liners: their formula stands where WRITTEN is. What is wrong is in test/cases/formulas.yaml.
const MODEL = `
standoff: One-liners
clock: { start: 2024-07, step: month, steps: 12 }
claims: { c: { says: a, credence: 0.5 } }
actors: { A: { foresight: 2 }, B: {} }
sets: { s: [A, B], places: [north, south] }
parameters:
  p: 2
  odd: bernoulli(0.5)
  "far[k in places]": 3
variables:
  x: { start: 1, next: x }
  hot: { is: x > 3 }
  "f[i in s]": { start: 1, next: f }
  "g[i in s, j in places]": { is: 1 }
  written:
    WHERE
policies:
  s.do: { options: [be, go], start: be, review: never }
  A.only: { options: [be, go], start: be, review: never }
values:
  A:
    first: { weight: 2, is: x }
    second: { weight: -1, is: p }
`;

const DERIVED = "is: >\n      WRITTEN";
const STOCK = "start: 0\n    next: >\n      WRITTEN";
const START = "start: >\n      WRITTEN\n    next: written";

function read(formula: string, where: string): CheckedModel {
  const text = MODEL.replace("WHERE", where.replace("WRITTEN", formula));
  const { model, problems } = readModel("standoff.yaml", () => text);
  const errors = problems.filter((p) => p.severity === "error");
  if (!model) throw new Error(errors.map((p) => p.says).join("; "));
  return model;
}

const stock = (model: CheckedModel) => model.stocks.find((s) => s.id === "written")!;

const shownIs = (formula: string) => {
  const model = read(formula, DERIVED);
  return showExpression(model.derived.find((d) => d.id === "written")!.is, model);
};

const shownNext = (formula: string) => {
  const model = read(formula, STOCK);
  return showExpression(stock(model).next, model);
};

describe("a formula means", () => {
  test.each([
    // what binds tighter
    ["1 + 2 * 3", "(1 + (2 * 3))"],
    ["1 - 2 - 3", "((1 - 2) - 3)"],
    ["8 / 4 / 2", "((8 / 4) / 2)"],
    ["2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"],
    ["-2 ^ 2", "(-(2 ^ 2))"],
    ["2 ^ -1", "(2 ^ (-1))"],
    ["-2 * 3", "((-2) * 3)"],
    ["2 * -3", "(2 * (-3))"],
    ["- - 2", "(-(-2))"],
    ["(1 + 2) * 3", "((1 + 2) * 3)"],
    ["1 + 2 > 3 * 4", "((1 + 2) > (3 * 4))"],
    ["(1 < x) = (x < 3)", "((1 < x) = (x < 3))"],
    ["((1 < x) != hot) > (x = 2)", "(((1 < x) != hot) > (x = 2))"],
    ["x > 1 and x < 3 or not hot", "(((x > 1) and (x < 3)) or (not hot))"],
    ["not hot and c", "((not hot) and c)"],
    ["not x > 1", "(not (x > 1))"],
    ["not A.only is go", "(not [A.only is go])"],
    ["A.only is go and hot", "([A.only is go] and hot)"],
    ["A.only is go > 0", "([A.only is go] > 0)"],
    ["if hot then 1 else 2 + 3", "(if hot then 1 else (2 + 3))"],
    ["1 + if hot then 1 else 2", "(1 + (if hot then 1 else 2))"],
    ["if hot then 1 else if c then 2 else 3", "(if hot then 1 else (if c then 2 else 3))"],
    // signs and numbers
    ["x = 1", "(x = 1)"],
    ["x == 1", "(x = 1)"],
    ["x != 1", "(x != 1)"],
    ["x <= 1", "(x <= 1)"],
    ["1e3 + 2.5e-1", "(1000 + 0.25)"],
    ["007", "7"],
    ["true", "1"],
    ["not false", "(not 0)"],
    // names
    ["p + x + c", "((p + x) + c)"],
    ["A.foresight * 2", "(A.foresight * 2)"],
    ["t / 12", "(t / 12)"],
    ["A.only is not go", "(not [A.only is go])"],
    ["2 * (A.only is go)", "(2 * [A.only is go])"],
    ["hot + odd", "(hot + odd)"],
    ["odd and hot", "(odd and hot)"],
    // dates
    ["date < 2024-11", "(t < 4)"],
    ["date >= 2024-07-15", "(t >= 0)"],
    ["2025 = date", "(6 = t)"],
    ["date < 2024", "(t < -6)"],
    ["date > 2024-Q4", "(t > 3)"],
    ["date != date", "(t != t)"],
    // functions
    ["min(1, 2, 3)", "min(min(1, 2), 3)"],
    ["max(x, 0)", "max(x, 0)"],
    ["clamp(x, 0, 1)", "clamp(x, 0, 1)"],
    ["exp(log(sqrt(abs(floor(x)))))", "exp(log(sqrt(abs(floor(x)))))"],
    ["logistic(x)", "logistic(x)"],
    ["lookup(x, (0, 0), (1, 5), (2.5, -1))", "lookup(x, (0, 0), (1, 5), (2.5, -1))"],
    // families
    ["f[A] + g[B, north]", "(f[A] + g[B,north])"],
    ["far[south]", "far[south]"],
    // sets
    ["sum(f[a] for a in s)", "(f[A] + f[B])"],
    ["sum(f[a] for a in actors)", "(f[A] + f[B])"],
    ["mean(f[a] for a in s)", "((f[A] + f[B]) / (1 + 1))"],
    ["max(f[a] for a in s)", "max(f[A], f[B])"],
    ["min(f[a] for a in s)", "min(f[A], f[B])"],
    ["any(a.do is go for a in s)", "([A.do is go] or [B.do is go])"],
    ["all(a.do is go for a in s)", "([A.do is go] and [B.do is go])"],
    ["count(a.do is go for a in s)", "([A.do is go] + [B.do is go])"],
    ["sum(g[A, k] * far[k] for k in places)", "((g[A,north] * far[north]) + (g[A,south] * far[south]))"],
    ["sum(sum(g[a, k] for k in places) for a in s)", "((g[A,north] + g[A,south]) + (g[B,north] + g[B,south]))"],
    ["sum(a.foresight for a in s)", "(A.foresight + B.foresight)"],
    ["sum(1 for a in s)", "(1 + 1)"],
    // where: what is known now is left out now, the rest is asked each step
    ["sum(f[a] for a in s where a is not A)", "f[B]"],
    ["any(b.do is go for b in s where b is A)", "[A.do is go]"],
    ["sum(f[a] for a in s where false)", "0"],
    ["any(hot for a in s where false)", "0"],
    ["all(hot for a in s where false)", "1"],
    ["count(hot for a in s where false)", "0"],
    [
      "sum(f[a] for a in s where a.do is go)",
      "((if [A.do is go] then f[A] else 0) + (if [B.do is go] then f[B] else 0))",
    ],
    [
      "mean(f[a] for a in s where f[a] > 0)",
      "(((if (f[A] > 0) then f[A] else 0) + (if (f[B] > 0) then f[B] else 0)) / ((f[A] > 0) + (f[B] > 0)))",
    ],
    [
      "max(f[a] for a in s where f[a] > 0)",
      "max((if (f[A] > 0) then f[A] else -Infinity), (if (f[B] > 0) then f[B] else -Infinity))",
    ],
    ["any(hot for a in s where f[a] > 0)", "(((f[A] > 0) and hot) or ((f[B] > 0) and hot))"],
    ["all(hot for a in s where f[a] > 0)", "(((not (f[A] > 0)) or hot) and ((not (f[B] > 0)) or hot))"],
    ["sum(sum(1 for b in s where b is not a) * f[a] for a in s)", "((1 * f[A]) + (1 * f[B]))"],
    // memory
    ["x[t-1]", "memory"],
    ["x[t - 3] + x", "(memory + x)"],
    ["f[A][t-1]", "memory"],
    ["delay(x > 2, 2) and hot", "(memory and hot)"],
    ["smooth(x, p)", "memory"],
    // utility
    ["utility(A) + utility(B)", "(utility(A) + utility(B))"],
  ])("%s", (formula, shape) => expect(shownIs(formula)).toBe(shape));

  test.each([
    ["written + noise(0.1)", "(written + noise#0(0.1))"],
    ["noise(1) + noise(2)", "(noise#0(1) + noise#1(2))"],
    ["draw(1 to 2)", "interval#0(1, 2)"],
    ["draw(normal(0, noise(1)))", "normal#1(0, noise#0(1))"],
    ["if draw(bernoulli(0.2)) then 1 else 0", "(if bernoulli#0(0.2) then 1 else 0)"],
    ["draw(choice(1, 2, 3)) + draw(poisson(2))", "(choice#0(1, 2, 3) + poisson#1(2))"],
    ["sum(noise(1) for a in s)", "(noise#0(1) + noise#1(1))"],
    ["written[t-1]", "memory"],
  ])("in a step: %s", (formula, shape) => expect(shownNext(formula)).toBe(shape));

  test("a start draws by itself, once", () => {
    const model = read("40 to 60 + normal(0, 1) + beta(2, 3)", START);
    // `to` binds looser than + and -, as in Squiggle
    expect(showExpression(stock(model).start, model)).toBe("interval#2(40, ((60 + normal#0(0, 1)) + beta#1(2, 3)))");
  });
});

describe("families", () => {
  const family = (field: string) => {
    const text = MODEL.replace(
      "  written:\n    WHERE",
      `  "w[i in s, j in s]": ${field}\n  "v[k in s]": { start: 1, next: v }`,
    );
    const { model, problems } = readModel("standoff.yaml", () => text);
    expect(problems.filter((p) => p.severity === "error")).toEqual([]);
    return Object.fromEntries(
      model!.derived.filter((d) => d.id.startsWith("w[")).map((d) => [d.id, showExpression(d.is, model!)]),
    );
  };

  test("each member has its own formula, indices stand for members", () =>
    expect(family('{ is: "v[i] - f[j] * (i is j) + (j.do is go)" }')).toEqual({
      "w[A,A]": "((v[A] - (f[A] * 1)) + [A.do is go])",
      "w[A,B]": "((v[A] - (f[B] * 0)) + [B.do is go])",
      "w[B,A]": "((v[B] - (f[A] * 0)) + [A.do is go])",
      "w[B,B]": "((v[B] - (f[B] * 1)) + [B.do is go])",
    }));

  test("its own name is this member, a bracket any other", () => {
    const text = MODEL.replace("WHERE", "is: 1").replace("next: f }", 'next: "f + 0.1 * (f[A] - f)" }');
    const model = readModel("standoff.yaml", () => text).model!;
    const next = (id: string) => showExpression(model.stocks.find((s) => s.id === id)!.next, model);
    expect([next("f[A]"), next("f[B]")]).toEqual(["(f[A] + (0.1 * (f[A] - f[A])))", "(f[B] + (0.1 * (f[A] - f[B])))"]);
  });

  test("a map gives each member its own, and members draw from streams of their own", () => {
    const text = MODEL.replace("WHERE", "is: 1").replace(
      '"f[i in s]": { start: 1, next: f }',
      '"f[i in s]": { start: { A: 1 to 2, B: 5 }, next: f + noise(1), min: { A: 0, B: -1 }, max: 9 }',
    );
    const model = readModel("standoff.yaml", () => text).model!;
    const [a, b] = ["f[A]", "f[B]"].map((id) => model.stocks.find((s) => s.id === id)!);
    expect([a, b].map((s) => showExpression(s!.start, model))).toEqual(["interval#0(1, 2)", "5"]);
    expect([a, b].map((s) => showExpression(s!.min!, model))).toEqual(["0", "(-1)"]);
    const streams = [a, b].map((s) => drawsOf(s!.next));
    expect(streams).toEqual([[fnv1a("f[A]")], [fnv1a("f[B]")]]);
  });
});

const drawsOf = (e: Expression) => {
  const streams: number[] = [];
  walk(e, (part) => part.kind === "draw" && streams.push(part.stream));
  return streams;
};

describe("what a set owns is owned by each member", () => {
  const TEXT = `
standoff: Owned
clock: { start: 2024, step: year, steps: 3 }
actors: { A: {}, B: {}, C: {} }
sets: { s: [A, B] }
variables:
  "x[a in s]": { start: 1, next: "x + (a.arm is yes)" }
policies:
  s.arm:
    options: { no: wait, yes: build }
    start: no
    once: [yes]
    only: { yes: "x[owner] > 2 and all(o.arm is no for o in s where o is not owner)" }
values:
  s:
    own: { weight: 2, is: "x[owner] - sum(x[o] for o in s where o is not owner)" }
    mine: { weight: owner.foresight, is: owner.arm is yes }
  C:
    theirs: { weight: -1, is: utility(A) }
`;
  const { model, problems } = readModel("standoff.yaml", () => TEXT);

  test("policies", () => {
    expect(problems).toEqual([]);
    expect(model!.policies.map((p) => [p.id, p.owner, p.stream])).toEqual([
      ["A.arm", 0, fnv1a("A.arm")],
      ["B.arm", 1, fnv1a("B.arm")],
    ]);
    expect(model!.policies.map((p) => showExpression(p.options[1]!.only!, model!))).toEqual([
      "((x[A] > 2) and [B.arm is no])",
      "((x[B] > 2) and [A.arm is no])",
    ]);
    expect(model!.policies[0]!.options.map(({ id, label, once }) => [id, label, once])).toEqual([
      ["no", "wait", false],
      ["yes", "build", true],
    ]);
  });

  test("values", () => {
    expect(model!.terms.map((t) => [t.id, showExpression(t.is, model!)])).toEqual([
      ["A.own", "(x[A] - x[B])"],
      ["B.own", "(x[B] - x[A])"],
      ["A.mine", "[A.arm is yes]"],
      ["B.mine", "[B.arm is yes]"],
      ["C.theirs", "utility(A)"],
    ]);
    expect(model!.actors.map((a) => a.terms)).toEqual([[0, 2], [1, 3], [4]]);
    const weight = (i: number) => model!.constants[model!.terms[i]!.weight]!;
    expect(showExpression(weight(3).value, model!)).toBe("B.foresight");
  });

  test("a utility is the sum of its terms in the order written", () => {
    const utility = model!.derived.find((d) => d.id === "utility(A)")!;
    expect(showExpression(utility.is, model!)).toBe(
      "((weight of A.own * (x[A] - x[B])) + (weight of A.mine * [A.arm is yes]))",
    );
  });
});

describe("memory", () => {
  const cells = (formula: string) => {
    const model = read(formula, DERIVED);
    return model.stocks
      .filter((s) => s.hidden)
      .map((s) => [showExpression(s.start, model), showExpression(s.next, model)]);
  };

  test("a lag is a chain of stocks, each what the one before was a step ago", () =>
    expect(cells("x[t-3]")).toEqual([
      ["x", "x"],
      ["memory", "memory"],
      ["memory", "memory"],
    ]));

  test("two lags of one value share their memory", () =>
    expect(cells("x[t-1] + delay(x, 2) + x[t-2]")).toHaveLength(2));

  test("smooth closes its part of the gap each step, at least one step long", () =>
    expect(cells("smooth(x, 4) + smooth(x, 4, 9)")).toEqual([
      ["x", "(memory + ((x - memory) / max(4, 1)))"],
      ["9", "(memory + ((x - memory) / max(4, 1)))"],
    ]));
});
