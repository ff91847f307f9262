// The kernel's numbers against the language's own: exp, log, powers and the normal quantile over a million random bit patterns,
// every other function, operator and distribution over fewer. The same bits, any NaN equal to any other.

import { describe, expect, it } from "vitest";
import { evaluate, type State } from "../../src/engine/interpreter/evaluate.ts";
import { sample } from "../../src/engine/interpreter/sample.ts";
import type { DistributionName, Expression, FunctionName } from "../../src/language/expression.ts";
import type { BinaryOperator } from "../../src/language/formula/syntax-tree.ts";
import { uniform } from "../../src/statistics/philox.ts";
import { showBits } from "./compare-engines.ts";
import { ABREAST, lowerAlone } from "./lower-alone.ts";

const MANY = 1_000_000;
const FEWER = 60_000;
/** A few seconds, on a machine that others use too. */
const TIMEOUT_MS = 240_000;
const SEED = 4;

const SPECIAL = [
  0,
  -0,
  1,
  -1,
  0.5,
  2,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  Number.NaN,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  Number.MIN_VALUE,
  -Number.MIN_VALUE,
  2 ** -1022,
  2 ** -1022 - Number.MIN_VALUE,
  709.4,
  709.4000000000001,
  709.782712893384,
  -708,
  -708.0000000000001,
  // where exp becomes Infinity and 0, and where the kernel stops to look further
  709.43,
  709.436,
  709.44,
  709.8,
  709.8000000000001,
  -708.74,
  -708.743,
  -708.75,
  -709.1,
  -709.1000000000001,
  -745.2,
  Math.SQRT1_2,
  Math.SQRT2,
  1 + 2 ** -52,
  1 - 2 ** -53,
  64,
  65,
  -64,
  1023,
  -1074,
  4503599627370495.5,
  2 ** 53,
  2 ** 63,
];

const words = new Uint32Array(2);
const asFloat = new Float64Array(words.buffer);
const word = (i: number, place: number) => Math.floor(uniform(SEED, i, 1, 0, place) * 2 ** 32);

/** The i-th pattern: all bits at random, or (two of three) of a size that formulas see, or a special value. */
function pattern(i: number, place: number): number {
  const kind = word(i, place + 100) % 16;
  if (kind === 0) return SPECIAL[word(i, place) % SPECIAL.length]!;
  const u = uniform(SEED, i, 2, 0, place);
  if (kind < 4) return (u - 0.5) * 2000;
  if (kind < 7) return (u - 0.5) * 8;
  if (kind < 9) return Math.round((u - 0.5) * 140);
  if (kind < 11) return 1 + (u - 0.5) * 2 ** -(word(i, place) % 50);
  words[0] = word(i, place + 200);
  words[1] = word(i, place + 300);
  return asFloat[0]!;
}

/** A uniform as luck gives it, half of them deep in a tail. */
function uniformAt(i: number): number {
  const u = uniform(SEED, i, 3, 0, 0);
  if (i % 2 === 0) return u;
  const steps = Math.floor(2 ** (52 * u)) + 0.5;
  return i % 4 === 1 ? steps * 2 ** -52 : 1 - steps * 2 ** -52;
}

type Meaning = { says: string; e: Expression; of: (numbers: Float64Array, u: number) => number };

const x: Expression = { kind: "constant", slot: 0 };
const y: Expression = { kind: "constant", slot: 1 };
const z: Expression = { kind: "constant", slot: 2 };

function picture(constants: Float64Array): State {
  return { constants, cells: new Float64Array(0), options: new Int32Array(0), step: 0, luck: undefined };
}

const meaning = (says: string, e: Expression): Meaning => ({ says, e, of: (numbers) => evaluate(e, picture(numbers)) });
const call = (name: FunctionName, ...parts: Expression[]) => meaning(name, { kind: "call", name, arguments: parts });
const binary = (operator: BinaryOperator, right: Expression = y) =>
  meaning(`x ${operator} ${right.kind === "number" ? right.value : "y"}`, { kind: "binary", operator, left: x, right });
const number = (value: number): Expression => ({ kind: "number", value });

function drawn(name: DistributionName, ...parts: Expression[]): Meaning {
  const e: Expression = { kind: "draw", distribution: name, arguments: parts, stream: 1, place: 0 };
  const slots = parts.map((p) => (p as { slot: number }).slot);
  return {
    says: name,
    e,
    of: (numbers, u) =>
      sample(
        name,
        slots.map((slot) => numbers[slot]!),
        u,
      ),
  };
}

/** Runs all over `count` patterns; out: the first differences, in words. */
function differences(all: readonly Meaning[], count: number): string[] {
  const { inputs, outputs, run } = lowerAlone(all.map(({ e }) => e));
  const found: string[] = [];
  const numbers = new Float64Array(3);
  for (let first = 0; first < count; first += ABREAST) {
    for (let lane = 0; lane < ABREAST; lane++) {
      for (let which = 0; which < 3; which++) inputs[which * ABREAST + lane] = pattern(first + lane, which);
      inputs[3 * ABREAST + lane] = uniformAt(first + lane);
    }
    run();
    all.forEach(({ says, of }, k) => {
      for (let lane = 0; lane < ABREAST; lane++) {
        for (let which = 0; which < 3; which++) numbers[which] = inputs[which * ABREAST + lane]!;
        const u = inputs[3 * ABREAST + lane]!;
        const [want, got] = [of(numbers, u), outputs[k * ABREAST + lane]!];
        if (Object.is(want, got) || found.length > 10) continue;
        found.push(`${says} of ${[...numbers, u].map(showBits).join(", ")}: ${showBits(want)}, not ${showBits(got)}`);
      }
    });
  }
  return found;
}

describe("the kernel's numbers", { timeout: TIMEOUT_MS }, () => {
  it(`exp, log, power and the normal quantile have the bits of src/statistics over ${MANY} patterns`, () => {
    const all = [call("exp", x), call("log", x), binary("^"), drawn("noise", z)];
    expect(differences(all, MANY)).toEqual([]);
  });

  it("powers with a known exponent, and of a known base", () => {
    const exponents = [
      0,
      1,
      2,
      3,
      -1,
      -2,
      7,
      63,
      64,
      -64,
      65,
      0.5,
      -0.5,
      1.5,
      1e10,
      Number.NaN,
      Number.POSITIVE_INFINITY,
    ];
    const bases = [0, 1, 2, -2, 0.5, Math.E, Number.NEGATIVE_INFINITY];
    const all = [
      ...exponents.map((n) => binary("^", number(n))),
      ...bases.map((n) => meaning(`${n} ^ y`, { kind: "binary", operator: "^", left: number(n), right: y })),
    ];
    expect(differences(all, FEWER)).toEqual([]);
  });

  it("every function and operator", () => {
    const test: Expression = { kind: "binary", operator: "<", left: x, right: y };
    const points: [number, number][] = [
      [-2, 1],
      [0, -0],
      [0.1, 7.5],
      [30, -1e3],
    ];
    const operators: BinaryOperator[] = ["+", "-", "*", "/", "<", "<=", ">", ">=", "=", "!=", "and", "or"];
    const all = [
      ...operators.map((operator) => binary(operator)),
      ...(["min", "max"] as const).map((name) => call(name, x, y)),
      ...(["abs", "sqrt", "logistic", "floor"] as const).map((name) => call(name, x)),
      call("clamp", x, y, z),
      meaning("-x", { kind: "negate", of: x }),
      meaning("not x", { kind: "not", of: x }),
      meaning("if", { kind: "if", test, yes: y, no: z }),
      meaning("if x", { kind: "if", test: x, yes: y, no: z }),
      meaning("lookup", { kind: "lookup", x, points }),
      meaning("(x < y) * z", { kind: "binary", operator: "*", left: test, right: z }),
      meaning("(x < y) = (x < y)", { kind: "binary", operator: "=", left: test, right: test }),
    ];
    expect(differences(all, FEWER)).toEqual([]);
  });

  it("every distribution that the kernel draws itself, with good parameters and bad", () => {
    const all = [
      drawn("interval", x, y),
      drawn("normal", x, y),
      drawn("uniform", x, y),
      drawn("triangular", x, y, z),
      drawn("lognormal", x, y),
      drawn("bernoulli", x),
      drawn("choice", x, y, z),
    ];
    expect(differences(all, FEWER)).toEqual([]);
  });

  it("is tested by something that can fail: a last bit and a sign of zero", () => {
    const off = {
      ...call("exp", x),
      of: (numbers: Float64Array) => evaluate(call("exp", x).e, picture(numbers)) + 2 ** -52,
    };
    expect(differences([off], 100).length).toBeGreaterThan(0);
    const zero: Meaning = { says: "x * 0", e: binary("*", number(0)).e, of: () => 0 };
    expect(differences([zero], 100).length).toBeGreaterThan(0);
  });
});
