// Values of one function as a graph: two runs side by side in an f64x2. Equal nodes are one node (common subexpressions, shared
// constants); what is known now is folded with the same f64 operations, so that folding changes no bit.
// `depth` is the loop in which a node's inputs change: a node of a lower depth is computed before the loop.

import { floorOf, maxOf, minOf } from "./scalars.ts";

export type UnaryOp = "neg" | "abs" | "sqrt" | "floor" | "not";
export type BinaryOp =
  | "add"
  | "sub"
  | "mul"
  | "div"
  | "pmin"
  | "pmax"
  | "eq"
  | "ne"
  | "lt"
  | "le"
  | "gt"
  | "ge"
  | "and"
  | "andnot"
  | "or"
  | "iadd"
  | "isub";
export type ShiftOp = "shl" | "shru";

export type Value = {
  id: number;
  depth: number;
  args: readonly Value[];
  /** How many places use it; set before emission. */
  uses: number;
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
type Form = Value extends infer V ? (V extends Value ? Omit<V, "id" | "depth" | "args" | "uses"> : never) : never;

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

const isOne = (v: Value) => v.op === "const" && v.value === 1;
const isPlainZero = (v: Value) => v.op === "const" && Object.is(v.value, 0);

export class Graph {
  readonly #known = new Map<string, Value>();
  #count = 0;

  get size(): number {
    return this.#count;
  }

  #node(key: string | undefined, form: Form, args: readonly Value[], depth: number): Value {
    const found = key === undefined ? undefined : this.#known.get(key);
    if (found) return found;
    let deepest = depth;
    for (const arg of args) deepest = Math.max(deepest, arg.depth);
    const value = { ...form, id: this.#count++, args, uses: 0, depth: deepest } as Value;
    if (key !== undefined) this.#known.set(key, value);
    return value;
  }

  const(value: number): Value {
    const key = Number.isNaN(value) ? "c NaN" : Object.is(value, -0) ? "c -0" : `c ${value}`;
    return this.#node(key, { op: "const", value }, [], 0);
  }

  bits(value: bigint): Value {
    return this.#node(`b ${value}`, { op: "bits", value }, [], 0);
  }

  load(address: number): Value {
    return this.#node(`l ${address}`, { op: "load", address }, [], 0);
  }

  /** What a load sees may change between two times: each call gives its own node within one `version`. */
  loadAt(pointer: number, offset: number, depth: number, version: string): Value {
    return this.#node(`p ${pointer} ${offset} ${version}`, { op: "loadAt", pointer, offset }, [], depth);
  }

  variable(local: number, depth: number): Value {
    return this.#node(undefined, { op: "var", local }, [], depth);
  }

  splat(local: number, depth: number, version: string): Value {
    return this.#node(`s ${local} ${version}`, { op: "splat", local }, [], depth);
  }

  unary(op: UnaryOp, a: Value): Value {
    const fold = FOLD_UNARY[op];
    if (a.op === "const" && fold) return this.const(fold(a.value));
    return this.#node(`${op} ${a.id}`, { op }, [a], 0);
  }

  binary(op: BinaryOp, a: Value, b: Value): Value {
    const fold = FOLD_BINARY[op];
    if (a.op === "const" && b.op === "const" && fold) return this.const(fold(a.value, b.value));
    if (op === "mul" && isOne(a)) return b;
    if ((op === "mul" || op === "div") && isOne(b)) return a;
    // a sign costs three operations, and none within a constant or as the other of sum and difference
    if ((op === "mul" || op === "div") && a.op === "neg" && b.op === "const")
      return this.binary(op, a.args[0]!, this.const(-b.value));
    if (op === "mul" && a.op === "const" && b.op === "neg") return this.binary(op, this.const(-a.value), b.args[0]!);
    if (op === "add" && b.op === "neg") return this.binary("sub", a, b.args[0]!);
    if (op === "add" && a.op === "neg") return this.binary("sub", b, a.args[0]!);
    if (op === "sub" && b.op === "neg") return this.binary("add", a, b.args[0]!);
    return this.#node(`${op} ${a.id} ${b.id}`, { op }, [a, b], 0);
  }

  shift(op: ShiftOp, a: Value, by: number): Value {
    return this.#node(`${op} ${a.id} ${by}`, { op, by }, [a], 0);
  }

  /** yes where the mask is set, no elsewhere. */
  select(yes: Value, no: Value, mask: Value): Value {
    if (yes === no) return yes;
    // a choice against +0 is one operation on bits, not three
    if (isPlainZero(no)) return this.binary("and", yes, mask);
    if (isPlainZero(yes)) return this.binary("andnot", no, mask);
    return this.#node(`? ${yes.id} ${no.id} ${mask.id}`, { op: "select" }, [yes, no, mask], 0);
  }

  /** A call is pure as far as the graph goes: equal calls are one. */
  call(fn: number, args: readonly Value[], numbers: readonly number[] = []): Value {
    const key = `call ${fn} ${args.map((a) => a.id).join(" ")} / ${numbers.join(" ")}`;
    return this.#node(key, { op: "call", fn, numbers }, args, 0);
  }
}
