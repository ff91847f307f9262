// A WebAssembly module from its functions. One memory, imported; functions imported first, then ours; globals of type i32.

import { type Bytes, I32, name, OP, Sink, s32, u32, vector } from "./encode.ts";

export type Signature = { takes: readonly number[]; gives: readonly number[] };
/** One function as shown to a person: what it does, its values, its size. */
export type FunctionNote = { name: string; values: number; bytes: number };

export type WasmFunction = {
  /** How many values its graph has. */
  values: number;
  signature: Signature;
  locals: readonly number[];
  body: Uint8Array;
  exported?: string | undefined;
};

const section = (id: number, content: Bytes): Bytes => [id, ...u32(content.length), ...content];

/** Runs of equal local types, as the format wants them. */
function localGroups(locals: readonly number[]): Bytes {
  const groups: [number, number][] = [];
  for (const type of locals) {
    const last = groups.at(-1);
    if (last?.[1] === type) last[0]++;
    else groups.push([1, type]);
  }
  return vector(groups.map(([count, type]) => [...u32(count), type]));
}

export class WasmModule {
  readonly #types: string[] = [];
  readonly #imports: { name: string; type: number }[] = [];
  readonly #functions: (WasmFunction | undefined)[] = [];
  #globals = 0;
  /** The functions in the order in which they were made. */
  readonly notes: FunctionNote[] = [];

  #type(signature: Signature): number {
    const key = JSON.stringify([signature.takes, signature.gives]);
    const at = this.#types.indexOf(key);
    return at >= 0 ? at : this.#types.push(key) - 1;
  }

  /** Imports come before any function of our own. */
  import(importName: string, signature: Signature): number {
    return this.#imports.push({ name: importName, type: this.#type(signature) }) - 1;
  }

  /** A mutable i32. */
  global(): number {
    return this.#globals++;
  }

  /** Takes a number for a function that is defined later. */
  declare(): number {
    return this.#imports.length + this.#functions.push(undefined) - 1;
  }

  define(index: number, fn: WasmFunction): void {
    this.#functions[index - this.#imports.length] = fn;
  }

  /** `name` says what it does, for those who look at the kernel. */
  add(fn: WasmFunction, name: string): number {
    const index = this.declare();
    this.define(index, fn);
    this.notes.push({ name, values: fn.values, bytes: fn.body.length });
    return index;
  }

  get codeSize(): number {
    return this.#functions.reduce((n, fn) => n + (fn?.body.length ?? 0), 0);
  }

  /** The binary. `pages` is the least size of the imported memory `e.m`, in 64 KiB. */
  bytes(pages: number): Uint8Array<ArrayBuffer> {
    const functions = this.#functions.map((fn) => fn!);
    for (const fn of functions) this.#type(fn.signature);
    const types = this.#types.map((key): Bytes => {
      const [takes, gives] = JSON.parse(key) as number[][];
      return [0x60, ...vector(takes!.map((t) => [t])), ...vector(gives!.map((t) => [t]))];
    });
    const memory: Bytes = [...name("e"), ...name("m"), 2, 0, ...u32(pages)];
    const imports = this.#imports.map((i): Bytes => [...name("e"), ...name(i.name), 0, ...u32(i.type)]);
    const exports = functions.flatMap((fn, i) =>
      fn.exported === undefined ? [] : [[...name(fn.exported), 0, ...u32(this.#imports.length + i)]],
    );
    const globals = Array.from({ length: this.#globals }, (): Bytes => [I32, 1, OP.i32Const, ...s32(0), OP.end]);
    const code = new Sink();
    code.u32(functions.length);
    for (const fn of functions) {
      const locals = localGroups(fn.locals);
      code.u32(locals.length + fn.body.length + 1);
      code.all(locals);
      code.all(fn.body);
      code.byte(OP.end);
    }
    const out = new Sink();
    out.all([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    out.all(section(1, vector(types)));
    out.all(section(2, vector([memory, ...imports])));
    out.all(section(3, vector(functions.map((fn) => u32(this.#type(fn.signature))))));
    out.all(section(6, vector(globals)));
    out.all(section(7, vector(exports)));
    out.op(10, code.length);
    out.all(code.done());
    return out.done();
  }
}
