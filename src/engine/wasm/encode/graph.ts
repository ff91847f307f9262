// Values of one function as a graph: two runs side by side in an f64x2. Equal nodes are one node (common subexpressions, shared
// constants); what is known now is folded with the same f64 operations, so that folding changes no bit.
// `depth` is the loop in which a node's inputs change: a node of a lower depth is computed before the loop.

import {
  ANY,
  both,
  difference,
  hull,
  negated,
  product,
  quotient,
  type Range,
  rangeOf,
  size,
  sum,
  ZERO,
} from "./range.ts";
import { floorOf, maxOf, minOf } from "./scalars.ts";

const UNARY = ["neg", "abs", "sqrt", "floor", "not"] as const;
const ARITHMETIC = ["add", "sub", "mul", "div", "pmin", "pmax", "iadd", "isub"] as const;
const COMPARING = ["eq", "ne", "lt", "le", "gt", "ge"] as const;
const ON_BITS = ["and", "andnot", "or"] as const;
const SHIFTS = ["shl", "shru"] as const;
const OPERATIONS = [...UNARY, ...ARITHMETIC, ...COMPARING, ...ON_BITS, ...SHIFTS];

type Operation = (typeof OPERATIONS)[number];
export type UnaryOp = (typeof UNARY)[number];
export type ShiftOp = (typeof SHIFTS)[number];
export type BinaryOp = Exclude<Operation, UnaryOp | ShiftOp>;

export type Value = {
  id: number;
  depth: number;
  args: readonly Value[];
  /** How many places use it; set before emission. */
  uses: number;
  /** Between which numbers it lies. */
  range: Range;
  /** How many registers it takes to work it out, as if nothing were shared. */
  registers: number;
} & (
  | { op: "const"; value: number }
  | { op: "bits"; value: bigint }
  /** From memory at a fixed address. */
  | { op: "load"; address: number }
  /** From memory at a pointer (an i32 local) plus an offset. */
  | { op: "loadAt"; pointer: number; offset: number }
  /** A v128 local that changes. */
  | { op: "var"; local: number }
  /** A number in an f64 local, in both lanes. */
  | { op: "splat"; local: number }
  | { op: UnaryOp | BinaryOp | "select" }
  | { op: ShiftOp; by: number }
  /** A function of ours: v128 arguments first, then fixed i32 ones. */
  | { op: "call"; fn: number; numbers: readonly number[] }
);

/** Without its place in the graph. */
type Form = Value extends infer V
  ? V extends Value
    ? Omit<V, "id" | "depth" | "args" | "uses" | "range" | "registers">
    : never
  : never;

const FOLD_BINARY: Partial<Record<BinaryOp, (a: number, b: number) => number>> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  pmin: minOf,
  pmax: maxOf,
};
const FOLD_UNARY: Partial<Record<UnaryOp, (a: number) => number>> = {
  neg: (a) => -a,
  abs: Math.abs,
  sqrt: Math.sqrt,
  floor: floorOf,
};

const NUMBERS = Object.fromEntries(OPERATIONS.map((op, i) => [op, i])) as Record<Operation, number>;
/** More values than a function can have. */
const IDS = 2 ** 21;
/** An operation as one exact number: 5 bits, 6 bits of a shift, 21 bits a value. Maps find numbers sooner than texts. */
const keyOf = (op: Operation, by: number, a: Value, b: Value) => ((NUMBERS[op] * 64 + by) * IDS + a.id) * IDS + b.id;

const isOne = (v: Value) => v.op === "const" && v.value === 1;
const MASKS: ReadonlySet<string> = new Set([...COMPARING, "not"]);

/** Whether a value is all ones or all zeros in each run. */
function isMask(value: Value): boolean {
  if (MASKS.has(value.op)) return true;
  if (value.op === "bits") return value.value === 0n || value.value === -1n;
  return (value.op === "and" || value.op === "or") && value.args.every(isMask);
}

function rangeOfUnary(op: UnaryOp, { range }: Value): Range {
  if (op === "neg") return negated(range);
  return op === "abs" ? size(range) : ANY;
}

function rangeOfBinary(op: BinaryOp, x: Value, y: Value): Range {
  const [a, b] = [x.range, y.range];
  if (a === ANY && b === ANY) return ANY;
  switch (op) {
    case "add":
      return sum(a, b);
    case "sub":
      return difference(a, b);
    case "mul":
      return product(a, b);
    case "div":
      return quotient(a, b);
    // where the second is no number the first comes through: only a second that is known bounds it
    case "pmin":
      return { low: Math.min(a.low, b.low), high: y.op === "const" ? Math.min(a.high, b.high) : a.high };
    case "pmax":
      return { low: y.op === "const" ? Math.max(a.low, b.low) : a.low, high: Math.max(a.high, b.high) };
    case "and":
      return isMask(y) ? hull(a, ZERO) : isMask(x) ? hull(b, ZERO) : ANY;
    case "andnot":
      return isMask(y) ? hull(a, ZERO) : ANY;
    default:
      return ANY;
  }
}

/** A mask as the number 1 or 0. */
const isTruth = (v: Value) => v.op === "and" && isMask(v.args[0]!) && isOne(v.args[1]!);
const isPlainZero = (v: Value) => v.op === "const" && Object.is(v.value, 0);

export class Graph {
  readonly #known = new Map<string | number, Value>();
  readonly #constants = new Map<number, Value>();
  #count = 0;

  get size(): number {
    return this.#count;
  }

  #node(
    key: string | number | undefined,
    form: Form,
    args: readonly Value[],
    depth: number,
    range: Range = ANY,
  ): Value {
    const found = key === undefined ? undefined : this.#known.get(key);
    if (found) return found;
    let deepest = depth;
    let registers = 0;
    for (const arg of args) {
      deepest = Math.max(deepest, arg.depth);
      // while the neediest is worked out, nothing of the others need be there yet
      registers = arg.registers === registers ? registers + 1 : Math.max(registers, arg.registers);
    }
    const value = {
      ...form,
      id: this.#count++,
      args,
      uses: 0,
      depth: deepest,
      range,
      registers: registers || 1,
    } as Value;
    if (key !== undefined) this.#known.set(key, value);
    return value;
  }

  const(value: number): Value {
    // a Map takes -0 for 0
    if (Object.is(value, -0)) return this.#node("-0", { op: "const", value }, [], 0, rangeOf(value));
    const found = this.#constants.get(value);
    if (found) return found;
    const made = this.#node(undefined, { op: "const", value }, [], 0, rangeOf(value));
    this.#constants.set(value, made);
    return made;
  }

  bits(value: bigint): Value {
    return this.#node(`b ${value}`, { op: "bits", value }, [], 0);
  }

  load(address: number, range?: Range): Value {
    return this.#node(`l ${address}`, { op: "load", address }, [], 0, range);
  }

  /** What a load sees may change between two times: each call gives its own node within one `version`. */
  loadAt(pointer: number, offset: number, depth: number, version: string, range?: Range): Value {
    return this.#node(`p ${pointer} ${offset} ${version}`, { op: "loadAt", pointer, offset }, [], depth, range);
  }

  variable(local: number, depth: number, range?: Range): Value {
    return this.#node(undefined, { op: "var", local }, [], depth, range);
  }

  splat(local: number, depth: number, version: string): Value {
    return this.#node(`s ${local} ${version}`, { op: "splat", local }, [], depth);
  }

  unary(op: UnaryOp, a: Value): Value {
    const fold = FOLD_UNARY[op];
    if (a.op === "const" && fold) return this.const(fold(a.value));
    return this.#node(keyOf(op, 0, a, a), { op }, [a], 0, rangeOfUnary(op, a));
  }

  binary(op: BinaryOp, a: Value, b: Value): Value {
    const fold = FOLD_BINARY[op];
    if (a.op === "const" && b.op === "const" && fold) return this.const(fold(a.value, b.value));
    return this.#simpler(op, a, b) ?? this.#node(keyOf(op, 0, a, b), { op }, [a, b], 0, rangeOfBinary(op, a, b));
  }

  /** The same bits by fewer operations. */
  #simpler(op: BinaryOp, a: Value, b: Value): Value | undefined {
    switch (op) {
      case "add":
        if (b.op === "neg") return this.binary("sub", a, b.args[0]!);
        return a.op === "neg" ? this.binary("sub", b, a.args[0]!) : undefined;
      case "sub":
        return b.op === "neg" ? this.binary("add", a, b.args[0]!) : undefined;
      case "mul":
        if (a.op === "const") return this.#multiple(a, b);
        return b.op === "const" ? this.#multiple(b, a) : undefined;
      case "div":
        if (isOne(b)) return a;
        // a sign goes into the constant
        return a.op === "neg" && b.op === "const" ? this.binary(op, a.args[0]!, this.const(-b.value)) : undefined;
      // a bound that is never reached; what is no number passes it either way
      case "pmax":
        return a.range.low >= b.range.high ? a : undefined;
      case "pmin":
        return a.range.high <= b.range.low ? a : undefined;
      default:
        return undefined;
    }
  }

  #multiple(by: Extract<Value, { op: "const" }>, of: Value): Value | undefined {
    if (by.value === 1) return of;
    if (of.op === "neg") return this.binary("mul", this.const(-by.value), of.args[0]!);
    // of 0 or 1 it is +0 or the number itself, where that is not negative
    const isCount = by.value > 0 && by.value < Number.POSITIVE_INFINITY;
    return isCount && isTruth(of) ? this.binary("and", of.args[0]!, by) : undefined;
  }

  shift(op: ShiftOp, a: Value, by: number): Value {
    return this.#node(keyOf(op, by, a, a), { op, by }, [a], 0);
  }

  /** yes where the mask is set, no elsewhere. */
  select(yes: Value, no: Value, mask: Value): Value {
    if (yes === no) return yes;
    // a choice against +0 is one operation on bits, not three
    if (isPlainZero(no)) return this.binary("and", yes, mask);
    if (isPlainZero(yes)) return this.binary("andnot", no, mask);
    return this.#node(
      `? ${yes.id} ${no.id} ${mask.id}`,
      { op: "select" },
      [yes, no, mask],
      0,
      hull(yes.range, no.range),
    );
  }

  /** Says more of a value than its operations do. */
  known(value: Value, range: Range): Value {
    value.range = both(value.range, range);
    return value;
  }

  /** A call is pure as far as the graph goes: equal calls are one. */
  call(fn: number, args: readonly Value[], numbers: readonly number[] = []): Value {
    const key = `call ${fn} ${args.map((a) => a.id).join(" ")} / ${numbers.join(" ")}`;
    return this.#node(key, { op: "call", fn, numbers }, args, 0);
  }
}
