// The second Engine: a model compiled to WebAssembly SIMD, four runs side by side. It gives the same bits as the interpreter.
// A run in which anything is not finite is played again by the interpreter, which finds the fault or the rightful values.
// Rule: no state of one block is seen by another; memory is reused, so a kernel plays one block at a time.

import { invariant } from "../base/invariant.ts";
import type { CheckedModel, Hold } from "../language/checked-model.ts";
import {
  type Block,
  type BlockRequest,
  type Engine,
  emptyBlock,
  interpreter,
  type Recording,
} from "../meaning/engine.ts";
import { heldOption } from "../meaning/play-run.ts";
import { maySet, plainCredence, type Setting } from "../meaning/settings.ts";
import { drawBeta, drawPoisson } from "../numbers/distributions.ts";
import { BLOCK_RUNS } from "../numbers/streaming.ts";
import { type Compiled, compile } from "./compile.ts";
import { FREE } from "./lower/play.ts";
import { RUNS_ADDRESS, SEED_ADDRESS } from "./lower/runtime.ts";
import { RUNS_ABREAST } from "./memory.ts";
import { type WasmMemory, webAssembly } from "./wasm/webassembly.ts";

type Instance = { memory: WasmMemory; play: (place: number) => void };

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
  return { memory, play: instance.exports.play as Instance["play"] };
}

function writeTables(model: CheckedModel, { layout }: Compiled, memory: WasmMemory, holds: readonly Hold[]): void {
  const bytes = new Uint8Array(memory.buffer);
  const all = [...model.holds, ...holds];
  for (let step = 0; step < model.clock.steps; step++) {
    const row = step * layout.tableStride;
    model.policies.forEach(({ review }, slot) => {
      const option = heldOption(all, slot, step);
      bytes[row + layout.held(slot)] = option ?? FREE;
      bytes[row + layout.due(slot)] = option === undefined && review > 0 && step % review === 0 ? 1 : 0;
    });
  }
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

/** Copies rows of BLOCK_RUNS values to rows of `count`. */
function copyRows(
  from: Float64Array | Uint8Array,
  start: number,
  rows: number,
  count: number,
  into: Float64Array | Uint8Array,
  at: number,
): void {
  for (let row = 0; row < rows; row++) {
    const source = start + row * BLOCK_RUNS;
    into.set(from.subarray(source, source + count), at + row * count);
  }
}

function readBlock(
  model: CheckedModel,
  recording: Recording,
  { layout }: Compiled,
  memory: WasmMemory,
  block: Block,
): void {
  const numbers = new Float64Array(memory.buffer);
  const bytes = new Uint8Array(memory.buffer);
  const { count, steps } = block;
  recording.series.forEach((_, k) => {
    copyRows(numbers, layout.series(k) / 8, steps, count, block.series, k * steps * count);
  });
  recording.policies.forEach((_, k) => {
    copyRows(bytes, layout.options(k), steps, count, block.options, k * steps * count);
  });
  recording.constants.forEach((_, k) => {
    copyRows(numbers, layout.recordedConstant(k) / 8, 1, count, block.constants, k * count);
  });
  recording.finals.forEach((_, k) => {
    copyRows(numbers, layout.final(k) / 8, 1, count, block.finals, k * count);
  });
  block.explained.forEach(({ rows, reviews, values }, k) => {
    copyRows(numbers, layout.explained(k) / 8, rows * reviews.length, count, values, 0);
  });
  void model;
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

/** Puts one run, played by the interpreter, into its place in a block. */
function putRun(block: Block, i: number, one: Block): void {
  const put = (into: Float64Array | Uint8Array, from: Float64Array | Uint8Array) => {
    for (let row = 0; row < from.length; row++) into[row * block.count + i] = from[row]!;
  };
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
    for (let at = 0; at < count; at += RUNS_ABREAST) {
      for (let i = 0; i < RUNS_ABREAST; i++) words[RUNS_ADDRESS / 4 + i] = first + at + i;
      instance.play(at * 8);
    }
    readBlock(model, recording, compiled, memory, block);
    const suspect = new Float64Array(memory.buffer, compiled.layout.suspect, count);
    for (let i = 0; i < count; i++) {
      if (suspect[i] !== 0) putRun(block, i, reference.play({ seed, first: first + i, count: 1, holds, set }));
    }
    return block;
  };
  return { engine: { name: "kernel", play }, codeSize: compiled.codeSize };
}
