// The second Engine: a model compiled to WebAssembly SIMD, four runs side by side. It gives the same bits as the interpreter.
// A run in which anything is not finite is played again by the interpreter, which finds the fault or the rightful values.
// Rule: no state of one block is seen by another; memory is reused, so a kernel plays one block at a time.

import { invariant } from "../../base/invariant.ts";
import type { CheckedModel, Hold } from "../../language/checked-model.ts";
import { reviewsVary } from "../../language/decides.ts";
import { drawBeta, drawPoisson } from "../../statistics/distributions.ts";
import { BLOCK_RUNS } from "../../statistics/streaming.ts";
import {
  type Block,
  type BlockRequest,
  begunUnder,
  type Engine,
  emptyBlock,
  emptySegment,
  interpreter,
  type Recording,
  type Segment,
  type SegmentRequest,
} from "../interpreter/engine.ts";
import { heldOption } from "../interpreter/play-run.ts";
import { redrawOf } from "../interpreter/redraw.ts";
import { maySet, plainCredence, type Setting } from "../interpreter/settings.ts";
import { type Compiled, compile } from "./compile.ts";
import { type WasmMemory, webAssembly } from "./encode/webassembly.ts";
import { orderAbreast } from "./lanes.ts";
import { RUNS_ADDRESS, SEED_ADDRESS } from "./lower/runtime.ts";
import { FREE, type Layout, RUNS_ABREAST } from "./memory.ts";
import { readEvents, readEvidence, stateBoard, writeTilts } from "./state-board.ts";

type Instance = {
  memory: WasmMemory;
  draw: () => void;
  play: (place: number, from: number, until: number, fresh: number) => void;
};

function instantiate(compiled: Compiled): Instance | undefined {
  const api = webAssembly();
  if (!api?.validate(compiled.bytes)) return undefined;
  const memory = new api.Memory({ initial: compiled.pages });
  const imports = {
    e: {
      m: memory,
      beta: (u: number, a: number, b: number) => drawBeta(u, a, b),
      poisson: (u: number, rate: number) => drawPoisson(u, rate),
    },
  };
  const instance = new api.Instance(new api.Module(compiled.bytes), imports);
  const { draw, play } = instance.exports as Pick<Instance, "draw" | "play">;
  return { memory, draw, play };
}

function writeTables(
  model: CheckedModel,
  { layout }: Compiled,
  memory: WasmMemory,
  holds: readonly Hold[],
  from = 0,
  until = model.clock.steps,
): void {
  const bytes = new Uint8Array(memory.buffer);
  const all = [...model.holds, ...holds];
  const varying = model.policies.map((policy) => reviewsVary(model, policy));
  for (let step = from; step < until; step++) {
    const row = step * layout.tableStride;
    model.policies.forEach(({ review }, slot) => {
      const option = heldOption(all, slot, step);
      const isRegular = review > 0 && step % review === 0 ? 1 : 0;
      bytes[row + layout.held(slot)] = option ?? FREE;
      bytes[row + layout.due(slot)] = option === undefined ? isRegular : 0;
      if (varying[slot]) bytes[row + layout.regular(slot)] = isRegular;
    });
    if (model.conditions) writeOverlays(model, layout, bytes, all, step);
  }
}

/** Holds on conditions, after the last one that needs none: for each condition the last hold on it, in the order written. */
function writeOverlays(
  model: CheckedModel,
  layout: Layout,
  bytes: Uint8Array,
  holds: readonly Hold[],
  step: number,
): void {
  const row = step * layout.tableStride;
  model.policies.forEach((_, slot) => {
    const covering = holds.filter((h) => h.policy === slot && step >= h.from && step < h.until);
    const after = covering.slice(covering.findLastIndex((h) => h.while === undefined) + 1);
    const last = after.filter((h, i) => !after.slice(i + 1).some((later) => later.while === h.while));
    for (let level = 0; level < (model.conditions?.length ?? 0); level++) {
      bytes[row + layout.overlay(level, slot, 0)] = last[level]?.option ?? FREE;
      bytes[row + layout.overlay(level, slot, 1)] = last[level]?.while ?? 0;
    }
  });
}

/** What luck would draw, or what is set instead; of a claim always its credence. */
function writeSettings(model: CheckedModel, { layout }: Compiled, memory: WasmMemory, set: readonly Setting[]): void {
  const numbers = new Float64Array(memory.buffer);
  model.constants.forEach((constant, slot) => {
    const own = set.findLast((s) => s.constant === slot)?.value ?? plainCredence(constant) ?? Number.NaN;
    const at = layout.setting(slot) / 8;
    numbers.fill(own, at, at + RUNS_ABREAST);
  });
}

/** Copies rows of BLOCK_RUNS values to rows of `count`; `order` says which run stands in each column, where it is not its own. */
function copyRows(
  from: Float64Array | Uint8Array,
  start: number,
  rows: number,
  count: number,
  into: Float64Array | Uint8Array,
  at: number,
  order: readonly number[] | undefined,
): void {
  for (let row = 0; row < rows; row++) {
    const source = start + row * BLOCK_RUNS;
    const place = at + row * count;
    if (order) for (let column = 0; column < count; column++) into[place + order[column]!] = from[source + column]!;
    else into.set(from.subarray(source, source + count), place);
  }
}

/** Reads what was recorded of the steps from `from` on. */
function readRecorded(
  recording: Recording,
  { layout }: Compiled,
  memory: WasmMemory,
  block: Omit<Block, "explained">,
  from: number,
  order?: readonly number[],
): void {
  const numbers = new Float64Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  const { count, steps } = block;
  recording.series.forEach((_, k) => {
    copyRows(numbers, layout.series(k) / 8 + from * BLOCK_RUNS, steps, count, block.series, k * steps * count, order);
  });
  recording.policies.forEach((_, k) => {
    copyRows(bytes, layout.options(k) + from * BLOCK_RUNS, steps, count, block.options, k * steps * count, order);
  });
  recording.constants.forEach((_, k) => {
    copyRows(numbers, layout.recordedConstant(k) / 8, 1, count, block.constants, k * count, order);
  });
  recording.finals.forEach((_, k) => {
    copyRows(numbers, layout.final(k) / 8, 1, count, block.finals, k * count, order);
  });
}

function readExplained({ layout }: Compiled, memory: WasmMemory, block: Block, order?: readonly number[]): void {
  const numbers = new Float64Array(memory.buffer);
  block.explained.forEach(({ rows, reviews, values }, k) => {
    copyRows(numbers, layout.explained(k) / 8, rows * reviews.length, block.count, values, 0, order);
  });
}

/** Scores of reviews that are not due (a hold) stay what an empty block has: NaN. */
function clearExplained(recording: Recording, { layout }: Compiled, memory: WasmMemory, block: Block): void {
  const numbers = new Float64Array(memory.buffer);
  recording.explained.forEach((_, k) => {
    const { rows, reviews } = block.explained[k]!;
    const start = layout.explained(k) / 8;
    numbers.fill(Number.NaN, start, start + rows * reviews.length * BLOCK_RUNS);
  });
}

/** Puts what is laid out [..] of one run into its place in [..][run]. */
function putColumn(into: Float64Array | Uint8Array, count: number, i: number, from: Float64Array | Uint8Array) {
  for (let row = 0; row < from.length; row++) into[row * count + i] = from[row]!;
}

/** Puts one run, played by the interpreter, into its place in a block. */
function putRun(block: Block, i: number, one: Block): void {
  const put = (into: Float64Array | Uint8Array, from: Float64Array | Uint8Array) =>
    putColumn(into, block.count, i, from);
  put(block.options, one.options);
  put(block.series, one.series);
  put(block.constants, one.constants);
  put(block.finals, one.finals);
  block.explained.forEach((kept, k) => {
    put(kept.values, one.explained[k]!.values);
  });
  block.failed[i] = one.failed[0]!;
  block.faults.push(...one.faults);
}

export type KernelResult = { engine: Engine; codeSize: number } | { refused: string };

/** Compiles a model. Refused where the model or the machine does not allow it: then the interpreter is to play. */
export function kernel(model: CheckedModel, recording: Recording): KernelResult {
  const compiled = compile(model, recording);
  if ("refused" in compiled) return compiled;
  const instance = instantiate(compiled);
  if (!instance) return { refused: "this machine has no WebAssembly with SIMD" };
  const { memory } = instance;
  const reference = interpreter(model, recording);
  const play = ({ seed, first, count, holds, set = [] }: BlockRequest): Block => {
    for (const { constant } of set)
      invariant(maySet(model.constants[constant]!), "a constant that engines may not know for good");
    const block = emptyBlock(model, recording, first, count);
    writeTables(model, compiled, memory, holds);
    writeSettings(model, compiled, memory, set);
    clearExplained(recording, compiled, memory, block);
    const words = new Uint32Array(memory.buffer);
    words.fill(seed, SEED_ADDRESS / 4, SEED_ADDRESS / 4 + RUNS_ABREAST);
    const order = ordered(words, first, count);
    for (let at = 0; at < count; at += RUNS_ABREAST) {
      for (let i = 0; i < RUNS_ABREAST; i++) words[RUNS_ADDRESS / 4 + i] = first + (order?.[at + i] ?? at + i);
      instance.play(at * 8, 0, model.clock.steps, 1);
    }
    readRecorded(recording, compiled, memory, block, 0, order);
    readExplained(compiled, memory, block, order);
    const suspect = new Float64Array(count);
    copyRows(new Float64Array(memory.buffer), compiled.layout.suspect / 8, 1, count, suspect, 0, order);
    for (let i = 0; i < count; i++) {
      if (suspect[i] !== 0) putRun(block, i, reference.play({ seed, first: first + i, count: 1, holds, set }));
    }
    return block;
  };
  /** The runs of a block in the order in which they go abreast; undefined where all look equally far. */
  const ordered = (words: Uint32Array, first: number, count: number): number[] | undefined => {
    if (compiled.leads.length === 0 || count <= RUNS_ABREAST) return undefined;
    const numbers = new Float64Array(memory.buffer);
    const foresights = compiled.leads.map(() => new Float64Array(count));
    for (let at = 0; at < count; at += RUNS_ABREAST) {
      for (let i = 0; i < RUNS_ABREAST; i++) words[RUNS_ADDRESS / 4 + i] = first + at + i;
      instance.draw();
      compiled.leads.forEach(({ group, constant }, k) => {
        const from = compiled.layout.constants(group, constant) / 8;
        for (let i = 0; i < RUNS_ABREAST && at + i < count; i++) foresights[k]![at + i] = numbers[from + i]!;
      });
    }
    return orderAbreast(foresights, count);
  };
  const board = stateBoard(model, compiled, memory);
  const redraw = redrawOf(model);
  const resume = (asked: SegmentRequest): Segment => {
    const request = begunUnder(model, asked, redraw);
    const { seed, first, count, holds, until, states, tilts } = request;
    const from = states?.step ?? 0;
    if (until <= from) return reference.resume(request);
    const segment = emptySegment(model, recording, request, redraw);
    const before = states?.values.slice();
    writeTables(model, compiled, memory, holds, from, until);
    writeSettings(model, compiled, memory, []);
    const words = new Uint32Array(memory.buffer);
    words.fill(seed, SEED_ADDRESS / 4, SEED_ADDRESS / 4 + RUNS_ABREAST);
    // What was seen is seen of the first step alone
    const parts = tilts && until > from + 1 ? [from + 1, until] : [until];
    const suspect = new Float64Array(memory.buffer, compiled.layout.suspect, count);
    const suspects = new Uint8Array(count);
    let begun = from;
    for (const [k, end] of parts.entries()) {
      if (recording.tilted) writeTilts(model, compiled.layout, memory, k === 0 ? tilts : undefined);
      const isFresh = states === undefined && k === 0;
      for (let at = 0; at < count; at += RUNS_ABREAST) {
        for (let i = 0; i < RUNS_ABREAST; i++) words[RUNS_ADDRESS / 4 + i] = first + at + i;
        if (!isFresh) board.load(segment.states.values, count, at);
        instance.play(at * 8, begun, end, isFresh ? 1 : 0);
        board.store(segment.states.values, count, at);
      }
      for (let i = 0; i < count; i++) if (suspect[i] !== 0) suspects[i] = 1;
      if (k === 0) readEvidence(compiled.layout, memory, count, segment.evidence);
      begun = end;
    }
    readRecorded(recording, compiled, memory, segment, from);
    readEvents(compiled.layout, memory, from, segment);
    suspects.forEach((isSuspect, i) => {
      if (isSuspect !== 0) replay(request, before, segment, i);
    });
    return segment;
  };
  /** A run in which something was not finite, again by the interpreter, from where it stood. */
  const replay = (request: SegmentRequest, before: Float64Array | undefined, segment: Segment, i: number): void => {
    const { count } = segment;
    const values = before && Float64Array.from({ length: before.length / count }, (_, row) => before[row * count + i]!);
    const states = values && { step: segment.from, count: 1, values };
    const one = reference.resume({ ...request, first: request.first + i, count: 1, states, redraw: undefined });
    putColumn(segment.options, count, i, one.options);
    putColumn(segment.series, count, i, one.series);
    putColumn(segment.constants, count, i, one.constants);
    putColumn(segment.finals, count, i, one.finals);
    putColumn(segment.states.values, count, i, one.states.values);
    putColumn(segment.events, count, i, one.events);
    putColumn(segment.evidence, count, i, one.evidence);
    segment.failed[i] = one.failed[0]!;
    segment.faults.push(...one.faults);
  };
  return { engine: { name: "kernel", play, resume }, codeSize: compiled.codeSize };
}
