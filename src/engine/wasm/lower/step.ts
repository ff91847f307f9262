// The mechanics of a step: derived variables, stocks to the next step, and what is recorded.

import { type Expression, walk } from "../../../language/expression.ts";
import { F64, I32, OP, SIMD, simd, u32 } from "../encode/encode.ts";
import { FunctionBuilder } from "../encode/function.ts";
import type { Value } from "../encode/graph.ts";
import { type Build, checkSum, sightOfPlay } from "./build.ts";
import { lowerNumber } from "./lower-expression.ts";
import { withinBounds } from "./once.ts";

/** Parts of formulas in one function: engines compile small functions well and refuse huge ones. */
const MOST_PARTS = 2500;

export function partsIn(e: Expression): number {
  let count = 0;
  walk(e, () => count++);
  return count;
}

/** Cuts a list into runs whose formulas have at most MOST_PARTS parts together. */
export function chunked<T>(items: readonly T[], formula: (item: T) => Expression): T[][] {
  const chunks: T[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const item of items) {
    const parts = partsIn(formula(item));
    if (size + parts > MOST_PARTS) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)!.push(item);
    size += parts;
  }
  return chunks;
}

/** Every `is`, in order, or those of some cells: the others are as they were. */
export function deriveFunctions(b: Build, only?: ReadonlySet<number>): number[] {
  const first = b.model.stocks.length;
  const items = b.model.derived
    .map((derived, i) => ({ is: derived.is, slot: first + i }))
    .filter(({ slot }) => only?.has(slot) ?? true);
  return chunked(items, (item) => item.is).map((chunk) => {
    const f = new FunctionBuilder([F64]);
    const here = new Map<number, Value>();
    const sight = sightOfPlay(b, f, 0, (slot) => here.get(slot) ?? f.graph.load(b.layout.cell(slot), b.ranges[slot]));
    for (const { is, slot } of chunk) {
      const value = lowerNumber(is, sight);
      here.set(slot, value);
      f.store([{ address: b.layout.cell(slot), value }]);
    }
    f.store([checkSum(f.graph, b, [...here.values()])]);
    return b.module.add(f.build(), only ? "derive what a choice reaches" : "derive");
  });
}

/** All stocks together. */
export function advanceFunction(b: Build): number {
  const f = new FunctionBuilder([F64]);
  const sight = sightOfPlay(b, f, 0);
  const stores = b.model.stocks.map(({ next }, slot) => ({
    address: b.layout.cell(slot),
    value: withinBounds(b, sight, slot, lowerNumber(next, sight)),
  }));
  f.store([
    ...stores,
    checkSum(
      f.graph,
      b,
      stores.map((s) => s.value),
    ),
  ]);
  return b.module.add(f.build(), "advance");
}

/** Series and options of this step. Takes the step, and where its runs stand in rows of 8-byte and 1-byte values. */
export function recordFunction(b: Build): number {
  const f = new FunctionBuilder([F64, I32, I32]);
  const sight = sightOfPlay(b, f, 0);
  b.recording.series.forEach((e, k) => {
    f.store([{ pointer: 1, address: b.layout.series(k), value: lowerNumber(e, sight) }]);
  });
  const bytes = f.v128();
  const putBytes = (from: number, to: number) => {
    f.set([{ local: bytes, value: f.graph.load(from) }]);
    for (const lane of [0, 1, 2, 3]) {
      const half = [
        OP.localGet,
        ...u32(bytes + (lane >> 1)),
        ...simd(SIMD.i32x4TruncSatF64x2U),
        ...simd(0x1b),
        lane & 1,
      ];
      f.code([OP.localGet, 2], half, [0x3a, 0, ...u32(to + lane)]);
    }
  };
  b.recording.policies.forEach((policy, k) => {
    putBytes(b.layout.option(policy), b.layout.options(k));
  });
  b.recording.events?.forEach((_, k) => {
    putBytes(b.layout.happens(k), b.layout.events(k));
  });
  return b.module.add(f.build(), "record a step");
}

/** Constants and final stocks, once a run. Takes where the runs stand in a row. */
export function recordOnceFunction(b: Build): number {
  const f = new FunctionBuilder([F64, I32]);
  const sight = sightOfPlay(b, f, 0);
  b.recording.constants.forEach((slot, k) => {
    f.store([{ pointer: 1, address: b.layout.recordedConstant(k), value: sight.constant(slot) }]);
  });
  b.recording.finals.forEach((slot, k) => {
    f.store([{ pointer: 1, address: b.layout.final(k), value: sight.cell(slot) }]);
  });
  const seen = b.recording.tilted ? b.model.policies.length + b.model.events.length : 0;
  for (let k = 0; k < seen; k++) {
    f.store([{ pointer: 1, address: b.layout.evidenceOut(k), value: f.graph.load(b.layout.evidence(k)) }]);
  }
  const check = f.graph.load(b.layout.check);
  // 0 where all is finite, NaN else: the runs that the interpreter must look at
  f.store([{ pointer: 1, address: b.layout.suspect, value: f.graph.binary("sub", check, check) }]);
  return b.module.add(f.build(), "record once");
}
