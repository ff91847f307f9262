// Bytes of the WebAssembly binary format (W3C core specification 2.0, chapter 5): numbers, vectors, sections.
// Written by hand because nothing smaller does it: a study of three libraries is in docs/decisions/wasm-emitter.md.

export type Bytes = number[];

/** Unsigned LEB128. */
export function u32(value: number): Bytes {
  const bytes: Bytes = [];
  let rest = value >>> 0;
  do {
    let byte = rest & 127;
    rest >>>= 7;
    if (rest !== 0) byte |= 128;
    bytes.push(byte);
  } while (rest !== 0);
  return bytes;
}

/** Signed LEB128 of a 32-bit number. */
export function s32(value: number): Bytes {
  const bytes: Bytes = [];
  let rest = value | 0;
  for (;;) {
    const byte = rest & 127;
    rest >>= 7;
    const done = (rest === 0 && (byte & 64) === 0) || (rest === -1 && (byte & 64) !== 0);
    bytes.push(done ? byte : byte | 128);
    if (done) return bytes;
  }
}

/** Signed LEB128 of the 64 bits. */
export function s64(bits: bigint): Bytes {
  const bytes: Bytes = [];
  let rest = BigInt.asIntN(64, bits);
  for (;;) {
    const byte = Number(rest & 127n);
    rest >>= 7n;
    const done = (rest === 0n && (byte & 64) === 0) || (rest === -1n && (byte & 64) !== 0);
    bytes.push(done ? byte : byte | 128);
    if (done) return bytes;
  }
}

const scratch = new DataView(new ArrayBuffer(8));

export function f64(value: number): Bytes {
  scratch.setFloat64(0, value, true);
  return Array.from({ length: 8 }, (_, i) => scratch.getUint8(i));
}

/** A growing row of bytes: what a function's body and the module itself are written into. */
export class Sink {
  #bytes = new Uint8Array(1024);
  length = 0;

  #room(more: number): void {
    if (this.length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.length + more));
    grown.set(this.#bytes.subarray(0, this.length));
    this.#bytes = grown;
  }

  byte(value: number): void {
    this.#room(1);
    this.#bytes[this.length++] = value;
  }

  u32(value: number): void {
    let rest = value >>> 0;
    while (rest > 127) {
      this.byte((rest & 127) | 128);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** An instruction with an unsigned number: a local, a function, a branch. */
  op(code: number, value: number): void {
    this.byte(code);
    this.u32(value);
  }

  i32Const(value: number): void {
    this.byte(OP.i32Const);
    this.all(s32(value));
  }

  simd(op: number): void {
    this.byte(0xfd);
    this.u32(op);
  }

  f64(value: number): void {
    scratch.setFloat64(0, value, true);
    for (let i = 0; i < 8; i++) this.byte(scratch.getUint8(i));
  }

  all(bytes: readonly number[] | Uint8Array): void {
    this.#room(bytes.length);
    this.#bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.length);
  }
}

export const vector = (items: readonly Bytes[]): Bytes => [...u32(items.length), ...items.flat()];

export const name = (text: string): Bytes => [...u32(text.length), ...Array.from(text, (c) => c.charCodeAt(0))];

/** Value types. */
export const I32 = 0x7f;
export const I64 = 0x7e;
export const F64 = 0x7c;
export const V128 = 0x7b;

/** A SIMD instruction: the prefix and its number. */
export const simd = (op: number): Bytes => [0xfd, ...u32(op)];

/** Instructions that we use, by their names in the specification. */
export const OP = {
  end: 0x0b,
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  ifVoid: [0x04, 0x40],
  call: 0x10,
  br: 0x0c,
  brIf: 0x0d,
  localGet: 0x20,
  localSet: 0x21,
  globalGet: 0x23,
  globalSet: 0x24,
  i32Load8u: [0x2d, 0, 0],
  i32Const: 0x41,
  f64Const: 0x44,
  i32GtS: 0x4a,
  i32LtS: 0x48,
  i32Eqz: 0x45,
  i32Load: 0x28,
  i32Add: 0x6a,
  i32Mul: 0x6c,
  i32Xor: 0x73,
  i32WrapI64: 0xa7,
  i64Const: 0x42,
  i64Mul: 0x7e,
  i64ShrU: 0x88,
  i64ExtendI32U: 0xad,
  i32TruncSatF64S: [0xfc, 2],
  f64ConvertI32S: 0xb7,
  f64Max: 0xa5,
} as const;

export const SIMD = {
  load: 0,
  store: 11,
  const: 12,
  i32x4Splat: 0x11,
  i64x2Splat: 0x12,
  f64x2Splat: 0x14,
  f64x2Extract: 0x21,
  f64x2Replace: 0x22,
  f64x2Eq: 0x47,
  f64x2Ne: 0x48,
  f64x2Lt: 0x49,
  f64x2Gt: 0x4a,
  f64x2Le: 0x4b,
  f64x2Ge: 0x4c,
  not: 0x4d,
  and: 0x4e,
  andnot: 0x4f,
  or: 0x50,
  xor: 0x51,
  bitselect: 0x52,
  anyTrue: 0x53,
  f64x2Floor: 0x75,
  i32x4Add: 0xae,
  i64x2Shl: 0xcb,
  i64x2ShrU: 0xcd,
  i64x2Add: 0xce,
  i64x2Sub: 0xd1,
  i32x4ShrU: 0xad,
  i64x2ExtendLowU: 0xc9,
  i64x2ExtendHighU: 0xca,
  i64x2ExtmulLowU: 0xde,
  i64x2ExtmulHighU: 0xdf,
  f64x2Sqrt: 0xef,
  f64x2Add: 0xf0,
  f64x2Sub: 0xf1,
  f64x2Mul: 0xf2,
  f64x2Div: 0xf3,
  f64x2Pmin: 0xf6,
  f64x2Pmax: 0xf7,
  i32x4TruncSatF64x2U: 0xfd,
} as const;
