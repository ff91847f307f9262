// The comparison and the generator, tested by offenders: engines that are wrong in one bit, or in one rule of the language, must
// be found, and what is found must be small and must come back from its seed.

import { describe, expect, it } from "vitest";
import { type Block, type Engine, interpreter, type Recording } from "../../src/engine/interpreter/engine.ts";
import type { CheckedModel } from "../../src/language/checked-model.ts";
import type { Expression } from "../../src/language/expression.ts";
import { readModel } from "../../src/language/read-model.ts";
import { checkSeed } from "./check-seed.ts";
import { compareBlocks, compareEngines, sameBits } from "./compare-engines.ts";
import { hashBlock } from "./hash-block.ts";
import { oneByOne } from "./one-by-one.ts";
import type { MakeEngine } from "./play-case.ts";
import { recordAll } from "./record-all.ts";

const MODEL = `standoff: Two terms
clock:
  start: 2024-07
  step: month
  steps: 4
actors:
  CHN:
    foresight: 2
parameters:
  p: 1 to 2
variables:
  v:
    start: p
    next: v + 0.1 * (CHN.line is push) + noise(0.1)
  w:
    is: log(1.9 - v) * 0
policies:
  CHN.line:
    options: [hold, push]
    start: hold
values:
  CHN:
    more:
      weight: 1
      is: v
`;

function played(): { model: CheckedModel; recording: Recording; block: () => Block } {
  const { model, problems } = readModel("m.yaml", () => MODEL);
  if (!model) throw new Error(problems.map((p) => p.says).join());
  const recording = recordAll(model);
  const engine = interpreter(model, recording);
  return { model, recording, block: () => engine.play({ seed: 1, first: 0, count: 8, holds: [] }) };
}

/** The place of the first number of a run that did not fail and is not 0. */
const placeIn = (block: Block, values: ArrayLike<number>) =>
  Array.from(values).findIndex((x, at) => !block.failed[at % block.count] && x !== 0 && !Number.isNaN(x));

/** The next double. */
function nudge(values: Float64Array, at: number): void {
  const bits = new BigInt64Array(values.buffer, values.byteOffset);
  bits[at] = bits[at]! + 1n;
}

describe("comparing two blocks", () => {
  const { model, recording, block } = played();
  const same = block();

  it("finds nothing in equal ones, some of whose runs failed", () => {
    expect(same.faults.length).toBeGreaterThan(0);
    expect(same.faults.length).toBeLessThan(same.count);
    expect(compareBlocks(same, block(), model, recording)).toEqual([]);
    expect(hashBlock(block())).toBe(hashBlock(same));
  });

  it("finds nothing between an engine and itself run by run", () => {
    const engines = [interpreter(model, recording), oneByOne(model, recording)] as const;
    const requests = [0, 3].map((first) => ({ seed: 2, first, count: 5, holds: [] }));
    expect(compareEngines(...engines, model, recording, requests)).toEqual([]);
    const [a] = engines;
    const shifted: Engine = { ...a, play: (r) => a.play({ ...r, seed: r.seed + 1 }) };
    expect(compareEngines(a, shifted, model, recording, requests)[0]).toContain("seed 2, runs 0 to 4: ");
  });

  const offenders: [string, (b: Block) => void][] = [
    ["the last bit of a series", (b) => nudge(b.series, placeIn(b, b.series))],
    ["the last bit of a constant", (b) => nudge(b.constants, placeIn(b, b.constants))],
    ["the last bit of a final value", (b) => nudge(b.finals, placeIn(b, b.finals))],
    ["the last bit of a score", (b) => nudge(b.explained[0]!.values, placeIn(b, b.explained[0]!.values))],
    ["an option", (b) => b.options.fill(1 - b.options[placeIn(b, b.series) % b.count]!)],
    ["a fault that is missing", (b) => void b.faults.pop()],
    ["a fault of another variable", (b) => Object.assign(b.faults[0]!, { id: "v" })],
    ["a fault at another step", (b) => Object.assign(b.faults[0]!, { step: 9 })],
  ];
  it.each(offenders)("finds %s", (_, spoil) => {
    const other = block();
    spoil(other);
    expect(compareBlocks(same, other, model, recording).length).toBeGreaterThan(0);
    expect(hashBlock(other)).not.toBe(hashBlock(same));
  });

  it("tells -0 from 0 and takes every NaN for one", () => {
    expect(sameBits(0, -0)).toBe(false);
    const strange = new Float64Array(new BigUint64Array([0xfff8000000000001n]).buffer)[0]!;
    expect(sameBits(strange, Number.NaN)).toBe(true);
  });
});

/** The interpreter on a model with one kind of expression changed: an engine that is wrong in one rule. */
const wrongIn =
  (change: (e: Expression) => Expression): MakeEngine =>
  (model, recording) => {
    const spoil = (data: unknown): unknown => {
      if (Array.isArray(data)) return data.map(spoil);
      if (typeof data !== "object" || data === null) return data;
      const inner = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, spoil(value)]));
      return change(inner as Expression);
    };
    return interpreter(spoil(model) as CheckedModel, spoil(recording) as Recording);
  };

const OFFENDERS: [string, (e: Expression) => Expression][] = [
  ["floor rounds", (e) => (e.kind === "call" && e.name === "floor" ? { ...e, name: "abs" } : e)],
  [
    "- of equal sides gives -0",
    (e) => (e.kind === "binary" && e.operator === "-" ? { ...e, kind: "negate", of: flipped(e) } : e),
  ],
  ["a draw takes another place", (e) => (e.kind === "draw" ? { ...e, place: e.place + 1 } : e)],
];

const flipped = (e: Extract<Expression, { kind: "binary" }>): Expression => ({ ...e, left: e.right, right: e.left });

describe("a wrong engine", () => {
  it.each(OFFENDERS)(
    "is found, and its model made small: %s",
    (_, change) => {
      const other = wrongIn(change);
      let seed = 1;
      while (checkSeed(seed, other, false).differences.length === 0) seed++;
      expect(seed).toBeLessThan(10);
      const { report } = checkSeed(seed, other);
      expect(report).toContain(`Seed ${seed}`);
      expect(report?.split("\n").length).toBeLessThan(80);
      expect(checkSeed(seed, other).report).toBe(report);
    },
    300_000,
  );
});
