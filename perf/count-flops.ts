// How many floating-point operations a run of the kernel takes: its own binary, with a counter added wherever the flow of control may
// turn, played for a block. In: a model and what is recorded. Out: f64 additions, subtractions, multiplications, divisions and roots,
// both lanes of each vector counted.

import type { Recording } from "../src/engine/interpreter/engine.ts";
import { OP, SIMD, Sink, s64, u32 } from "../src/engine/wasm/encode/encode.ts";
import { kernel } from "../src/engine/wasm/kernel.ts";
import type { CheckedModel } from "../src/language/checked-model.ts";

/** Free bytes in front of the kernel's state (src/engine/wasm/memory.ts). */
const COUNTER = 32;
const CODE_SECTION = 10;
const ARITHMETIC = new Set<number>([SIMD.f64x2Add, SIMD.f64x2Sub, SIMD.f64x2Mul, SIMD.f64x2Div, SIMD.f64x2Sqrt]);
const [BLOCK, LOOP, IF] = [0x02, 0x03, 0x04];
const TURNS = new Set<number>([BLOCK, LOOP, IF, OP.end, OP.br, OP.brIf]);

class Reader {
  readonly bytes: Uint8Array;
  at: number;

  constructor(bytes: Uint8Array, at: number) {
    this.bytes = bytes;
    this.at = at;
  }

  u32(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++]!;
      value |= (byte & 127) << shift;
      if (byte < 128) return value >>> 0;
    }
  }

  skipLeb(): void {
    while (this.bytes[this.at++]! > 127);
  }

  /** Past the instruction at `at`; the number of f64 operations that it is. */
  step(): number {
    const op = this.bytes[this.at++]!;
    if (op === 0xfd) {
      const simd = this.u32();
      if (simd <= SIMD.store) {
        this.u32();
        this.u32();
      } else if (simd === SIMD.const || simd === 13) this.at += 16;
      else if (simd >= 0x15 && simd <= SIMD.f64x2Replace) this.at += 1;
      return ARITHMETIC.has(simd) ? 2 : 0;
    }
    if (op === BLOCK || op === LOOP || op === IF) this.at += 1;
    else if (op === OP.f64Const) this.at += 8;
    else if (op >= 0x28 && op <= 0x3e) {
      this.u32();
      this.u32();
    } else if (op === 0xfc || op === OP.i32Const || op === OP.i64Const || (op >= OP.br && op <= OP.brIf))
      this.skipLeb();
    else if (op === OP.call || (op >= OP.localGet && op <= OP.globalSet)) this.skipLeb();
    return 0;
  }
}

const counted = (n: number) => [
  ...[OP.i32Const, 0, OP.i32Const, 0, 0x29, 3, COUNTER, OP.i64Const, ...s64(BigInt(n))],
  ...[0x7c, 0x37, 3, COUNTER],
];

function countBody(reader: Reader, end: number): Sink {
  const out = new Sink();
  let [pending, copied] = [0, reader.at];
  // the local declarations stand in front: groups of a count and a type
  for (let groups = reader.u32(); groups > 0; groups--) {
    reader.u32();
    reader.at += 1;
  }
  while (reader.at < end) {
    if (pending > 0 && TURNS.has(reader.bytes[reader.at]!)) {
      out.all(reader.bytes.subarray(copied, reader.at));
      out.all(counted(pending));
      [pending, copied] = [0, reader.at];
    }
    pending += reader.step();
  }
  out.all(reader.bytes.subarray(copied, end));
  return out;
}

function withCounter(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Sink();
  out.all(bytes.subarray(0, 8));
  const reader = new Reader(bytes, 8);
  while (reader.at < bytes.length) {
    const start = reader.at;
    const id = bytes[reader.at++]!;
    const size = reader.u32();
    const end = reader.at + size;
    if (id === CODE_SECTION) {
      const code = new Sink();
      const many = reader.u32();
      code.all(u32(many));
      for (let i = 0; i < many; i++) {
        const length = reader.u32();
        const body = countBody(reader, reader.at + length);
        code.all(u32(body.length));
        code.all(body.done());
      }
      out.op(id, code.length);
      out.all(code.done());
    } else out.all(bytes.subarray(start, end));
    reader.at = end;
  }
  return out.done();
}

/** f64 operations a run, over the first runs of a seed. */
export function flopsPerRun(model: CheckedModel, recording: Recording, seed: number, runs = 256): number {
  const plain = WebAssembly.Module;
  let memory: WebAssembly.Memory | undefined;
  const plainMemory = WebAssembly.Memory;
  const api = WebAssembly as { -readonly [K in keyof typeof WebAssembly]: (typeof WebAssembly)[K] };
  // The kernel makes its own module and memory: here it is handed ours
  api.Module = class extends plain {
    constructor(bytes: BufferSource) {
      super(withCounter(bytes as Uint8Array));
    }
  };
  api.Memory = class extends plainMemory {
    constructor(size: WebAssembly.MemoryDescriptor) {
      super(size);
      memory = this;
    }
  };
  try {
    const made = kernel(model, recording);
    if ("refused" in made || !memory) throw new Error("the kernel does not take this model");
    made.engine.play({ seed, first: 0, count: runs, holds: [] });
    return Number(new BigInt64Array(memory.buffer)[COUNTER / 8]!) / runs;
  } finally {
    api.Module = plain;
    api.Memory = plainMemory;
  }
}
