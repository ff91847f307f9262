// One Wasm function: statements over values of a graph, turned into bytes. A value that is used twice gets a local; the rest
// stands where it is used. Values computed inside a branch or loop are not trusted outside it.
// A value is four runs wide: two f64x2 halves, in two locals side by side, 16 bytes apart in memory. The halves are independent
// chains of operations, written in turn, so that a core can work on one while the other waits (perf/kernel.md).
// In: statements. Out: the body's bytes and its locals.

import { invariant } from "../../../base/invariant.ts";
import { type Bytes, F64, I32, OP, SIMD, Sink, s64, V128 } from "./encode.ts";
import { Graph, type Value } from "./graph.ts";
import type { Signature, WasmFunction } from "./module.ts";

export type Statement =
  /** All at once: every value is computed before any local or address changes. */
  | { kind: "set"; sets: readonly { local: number; value: Value }[] }
  | { kind: "store"; stores: readonly { pointer?: number | undefined; address: number; value: Value }[] }
  /** Scalar code that leaves nothing on the stack. */
  | { kind: "code"; bytes: Bytes }
  /** Leaves the nearest `block` when the i32 that the code pushes is not 0. */
  | { kind: "exitIf"; bytes: Bytes; depth: number }
  | { kind: "block"; body: Statement[] }
  /** Repeats while the i32 that `again` pushes is not 0. */
  | { kind: "loop"; depth: number; body: Statement[]; again: Bytes }
  | { kind: "if"; test: Bytes; body: Statement[] }
  | { kind: "ifAny"; mask: Value; body: Statement[] }
  /** The same for each half alone: what is dear and seldom is worked out for the half that needs it. The body calls nothing. */
  | { kind: "ifAnyHalf"; mask: Value; body: Statement[] };

const OPCODES: Record<string, number> = {
  sqrt: SIMD.f64x2Sqrt,
  floor: SIMD.f64x2Floor,
  not: SIMD.not,
  add: SIMD.f64x2Add,
  sub: SIMD.f64x2Sub,
  mul: SIMD.f64x2Mul,
  div: SIMD.f64x2Div,
  pmin: SIMD.f64x2Pmin,
  pmax: SIMD.f64x2Pmax,
  eq: SIMD.f64x2Eq,
  ne: SIMD.f64x2Ne,
  lt: SIMD.f64x2Lt,
  le: SIMD.f64x2Le,
  gt: SIMD.f64x2Gt,
  ge: SIMD.f64x2Ge,
  and: SIMD.and,
  andnot: SIMD.andnot,
  or: SIMD.or,
  iadd: SIMD.i64x2Add,
  isub: SIMD.i64x2Sub,
  select: SIMD.bitselect,
  shl: SIMD.i64x2Shl,
  shru: SIMD.i64x2ShrU,
};

/** Cheaper to make again than to keep in a local. Not a splat: the number it repeats may have moved on by its second use. */
const isCheap = (value: Value) => value.op === "const" || value.op === "bits" || value.op === "var";

/** Types with each value as its two halves. */
const halved = (types: readonly number[]) => types.flatMap((type) => (type === V128 ? [V128, V128] : [type]));

/** The arguments in the order in which they keep the fewest registers busy (Sethi & Ullman 1970). */
const neediestFirst = ({ args }: Value) =>
  args.length < 2 || (args.length === 2 && args[0]!.registers >= args[1]!.registers)
    ? args
    : args.toSorted((a, b) => b.registers - a.registers);

type Half = 0 | 1;
const HALVES: readonly Half[] = [0, 1];
const HALF_BYTES = 16;

export class FunctionBuilder {
  readonly graph = new Graph();
  readonly statements: Statement[] = [];
  readonly #takes: readonly number[];
  readonly #locals: number[] = [];
  #into: Statement[] = this.statements;

  /** Parameters of type V128 are values, two halves each. */
  constructor(takes: readonly number[] = []) {
    this.#takes = halved(takes);
  }

  local(type: number): number {
    return this.#takes.length + this.#locals.push(type) - 1;
  }

  i32(): number {
    return this.local(I32);
  }

  f64(): number {
    return this.local(F64);
  }

  /** A value's two halves: the local returned and the next. */
  v128(): number {
    const first = this.local(V128);
    this.local(V128);
    return first;
  }

  add(statement: Statement): void {
    this.#into.push(statement);
  }

  set(sets: readonly { local: number; value: Value }[]): void {
    if (sets.length > 0) this.add({ kind: "set", sets });
  }

  store(stores: readonly { pointer?: number | undefined; address: number; value: Value }[]): void {
    if (stores.length > 0) this.add({ kind: "store", stores });
  }

  code(...bytes: (number | readonly number[])[]): void {
    this.add({ kind: "code", bytes: bytes.flat() as Bytes });
  }

  /** What `make` adds goes into a list of its own. */
  inside(make: () => void): Statement[] {
    const outer = this.#into;
    const body: Statement[] = [];
    this.#into = body;
    make();
    this.#into = outer;
    return body;
  }

  build(gives: readonly number[] = [], results: readonly Value[] = [], exported?: string): WasmFunction {
    countUses(this.statements);
    for (const result of results) countValue(result);
    const emitter = new Emitter(() => this.v128());
    emitter.statements(this.statements);
    for (const result of results) emitter.both(result);
    const signature: Signature = { takes: this.#takes, gives: halved(gives) };
    return { signature, locals: this.#locals, body: emitter.out.done(), exported, values: this.graph.size };
  }
}

function countValue(root: Value): void {
  const stack = [root];
  while (stack.length > 0) {
    const value = stack.pop()!;
    value.uses++;
    if (value.uses === 1) stack.push(...value.args);
  }
}

function rootsOf(statement: Statement): readonly Value[] {
  if (statement.kind === "set") return statement.sets.map((s) => s.value);
  if (statement.kind === "store") return statement.stores.map((s) => s.value);
  return statement.kind === "ifAny" || statement.kind === "ifAnyHalf" ? [statement.mask] : [];
}

const bodyOf = (statement: Statement): Statement[] => ("body" in statement ? statement.body : []);

function countUses(statements: readonly Statement[]): void {
  for (const statement of statements) {
    for (const root of rootsOf(statement)) countValue(root);
    countUses(bodyOf(statement));
  }
}

class Emitter {
  readonly out = new Sink();
  readonly #newLocal: () => number;
  /** Values that stand in locals now: the first half's. */
  readonly #kept = new Map<Value, number>();
  /** Values kept since a scope began, to be forgotten at its end. */
  #scope: Value[] = [];
  /** The halves that are worked out here. */
  #halves = HALVES;

  constructor(newLocal: () => number) {
    this.#newLocal = newLocal;
  }

  statements(list: readonly Statement[]): void {
    for (const statement of list) this.#statement(statement);
  }

  /** Leaves both halves on the stack, or the one that is worked out here. */
  both(value: Value): void {
    for (const half of this.#halves) this.#push(value, half);
  }

  /** Leaves one half of a value on the stack. */
  #push(value: Value, half: Half): void {
    if (value.op === "call" || !isCheap(value)) this.#keep(value);
    const local = this.#kept.get(value);
    if (local === undefined) this.#make(value, half);
    else this.out.op(OP.localGet, local + half);
  }

  /** Computes both halves into locals, unless they are there. */
  #keep(value: Value): void {
    if (this.#kept.has(value)) return;
    const local = this.#newLocal();
    if (value.op === "call") {
      invariant(this.#halves === HALVES, "a call takes all runs");
      this.#call(value);
      this.out.op(OP.localSet, local + 1);
      this.out.op(OP.localSet, local);
    } else {
      for (const arg of neediestFirst(value)) if (arg.op === "call" || !isCheap(arg)) this.#keep(arg);
      for (const half of this.#halves) {
        this.#make(value, half);
        this.out.op(OP.localSet, local + half);
      }
    }
    this.#kept.set(value, local);
    this.#scope.push(value);
  }

  #call(value: Extract<Value, { op: "call" }>): void {
    for (const arg of value.args) this.both(arg);
    for (const n of value.numbers) this.out.i32Const(n);
    this.out.op(OP.call, value.fn);
  }

  // splats, not v128.const: V8 builds every v128.const anew and keeps none (perf/kernel.md)
  #number(value: number): void {
    this.out.byte(OP.f64Const);
    this.out.f64(value);
    this.out.simd(SIMD.f64x2Splat);
  }

  #bits(value: bigint): void {
    this.out.byte(OP.i64Const);
    this.out.all(s64(value));
    this.out.simd(SIMD.i64x2Splat);
  }

  #make(value: Value, half: Half): void {
    const { out } = this;
    switch (value.op) {
      case "const":
        this.#number(value.value);
        return;
      case "bits":
        this.#bits(value.value);
        return;
      case "load":
        out.i32Const(0);
        this.#access(SIMD.load, value.address + half * HALF_BYTES);
        return;
      case "loadAt":
        out.op(OP.localGet, value.pointer);
        this.#access(SIMD.load, value.offset + half * HALF_BYTES);
        return;
      case "var":
        out.op(OP.localGet, value.local + half);
        return;
      case "neg":
        // 0 less it is one operation of the machine, f64x2.neg three
        this.#number(-0);
        this.#push(value.args[0]!, half);
        out.simd(SIMD.f64x2Sub);
        return;
      case "abs":
        // all but the sign: one operation, f64x2.abs three
        this.#push(value.args[0]!, half);
        this.#bits(0x7fffffffffffffffn);
        out.simd(SIMD.and);
        return;
      case "splat":
        out.op(OP.localGet, value.local);
        out.simd(SIMD.f64x2Splat);
        return;
      default:
        for (const arg of value.args) this.#push(arg, half);
        if (value.op === "shl" || value.op === "shru") out.i32Const(value.by);
        out.simd(OPCODES[value.op]!);
    }
  }

  /** A load or store of 16 bytes, aligned. */
  #access(op: number, address: number): void {
    this.out.simd(op);
    this.out.byte(4);
    this.out.u32(address);
  }

  #scoped(make: () => void): void {
    const outer = this.#scope;
    this.#scope = [];
    make();
    for (const value of this.#scope) this.#kept.delete(value);
    this.#scope = outer;
  }

  #statement(s: Statement): void {
    switch (s.kind) {
      case "code":
        this.out.all(s.bytes);
        return;
      case "set":
        for (const { value } of s.sets) this.both(value);
        for (const { local } of s.sets.toReversed()) {
          for (const half of this.#halves.toReversed()) this.out.op(OP.localSet, local + half);
        }
        return;
      case "store":
        this.#store(s.stores);
        return;
      case "exitIf":
        this.out.all(s.bytes);
        this.out.op(OP.brIf, s.depth);
        return;
      case "block":
        this.#scoped(() => {
          this.out.all(OP.block);
          this.statements(s.body);
          this.out.byte(OP.end);
        });
        return;
      case "loop":
        this.#hoist(s);
        this.#scoped(() => {
          this.out.all(OP.loop);
          this.statements(s.body);
          this.out.all([...s.again, OP.brIf, 0, OP.end]);
        });
        return;
      case "if":
        this.out.all(s.test);
        this.#branch(s.body);
        return;
      case "ifAny":
        this.both(s.mask);
        if (this.#halves.length > 1) this.out.simd(SIMD.or);
        this.out.simd(SIMD.anyTrue);
        this.#branch(s.body);
        return;
      case "ifAnyHalf":
        this.#keep(s.mask);
        for (const half of HALVES) {
          this.#halves = [half];
          this.both(s.mask);
          this.out.simd(SIMD.anyTrue);
          this.#branch(s.body);
        }
        this.#halves = HALVES;
        return;
    }
  }

  #branch(body: readonly Statement[]): void {
    this.#scoped(() => {
      this.out.all(OP.ifVoid);
      this.statements(body);
      this.out.byte(OP.end);
    });
  }

  /** One store needs no local: address, value, store. Several are computed first, so that none reads what another wrote. */
  #store(stores: Extract<Statement, { kind: "store" }>["stores"]): void {
    const address = (pointer: number | undefined) =>
      pointer === undefined ? this.out.i32Const(0) : this.out.op(OP.localGet, pointer);
    if (stores.length > 1) {
      for (const { value } of stores) if (!isCheap(value)) this.#keep(value);
    }
    for (const { pointer, address: at, value } of stores) {
      for (const half of this.#halves) {
        // the value's own code may need nothing of the stack: the address goes first
        if (value.op === "call") this.#keep(value);
        address(pointer);
        this.#push(value, half);
        this.#access(SIMD.store, at + half * HALF_BYTES);
      }
    }
  }

  /** Computes before a loop what does not change in it. */
  #hoist(loop: Extract<Statement, { kind: "loop" }>): void {
    const seen = new Set<Value>();
    const visit = (value: Value) => {
      if (seen.has(value)) return;
      seen.add(value);
      if (value.depth >= loop.depth) {
        for (const arg of value.args) visit(arg);
      } else if (!isCheap(value)) this.#keep(value);
    };
    const each = (list: readonly Statement[]) => {
      for (const statement of list) {
        for (const root of rootsOf(statement)) visit(root);
        each(bodyOf(statement));
      }
    };
    each(loop.body);
  }
}
