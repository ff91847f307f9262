// Functions that every kernel needs and that are called, not repeated: a uniform of the present runs, the normal quantile.
// Where the runs' keys and the step stand is memory.ts's business.

import { f64, I32, I64, OP, SIMD, s32, s64, simd, u32, V128 } from "../encode/encode.ts";
import { FunctionBuilder } from "../encode/function.ts";
import type { WasmModule } from "../encode/module.ts";
import { quantileCentre, quantileRoot, quantileTail } from "./elementary.ts";

export type Runtime = {
  /** (stream, place) → uniform at the present `when`. */
  uniform: number;
  /** uniform → standard normal. */
  quantile: number;
  /** Global with the present `when`: 0 once a run, else step + 1. */
  when: number;
};

export const SEED_ADDRESS = 0;
/** The four runs' numbers, one a 32-bit lane. */
export const RUNS_ADDRESS = 16;

const MULTIPLIERS = [0xd2511f53, 0xcd9e8d57] as const;
const WEYL = [0x9e3779b9, 0xbb67ae85] as const;

/**
 * Philox4x32-10 for the four runs at once, one a 32-bit lane. A product of two words comes as two extended multiplications
 * (runs 0 and 1, runs 2 and 3), whose low and high words are shuffled apart. Only the second key word, the run's number, differs
 * between the runs, so the first round and half of the second are worked out once for all four.
 */
function addUniform(module: WasmModule, when: number): number {
  const f = new FunctionBuilder([I32, I32]);
  const lanes = () => f.local(V128);
  const x = Array.from({ length: 4 }, lanes);
  const k = [lanes(), lanes()];
  const products = [0, 1].map(() => [lanes(), lanes()] as const);
  const get = (local: number) => [OP.localGet, ...u32(local)];
  const set = (local: number) => [OP.localSet, ...u32(local)];
  const splat = simd(SIMD.i32x4Splat);
  const words = (...picks: number[]) => [...simd(0x0d), ...picks.flatMap((w) => [0, 1, 2, 3].map((i) => 4 * w + i))];
  const [low, high] = [words(0, 2, 4, 6), words(1, 3, 5, 7)];
  const load = (address: number) => [OP.i32Const, 0, ...simd(SIMD.load), 4, ...u32(address)];
  const number32 = (n: number) => [OP.i32Const, ...s32(n | 0)];
  const constant = (n: number) => [...number32(n), ...splat];
  const xor = simd(SIMD.xor);

  // round 1 of one word each: x0 = stream, x1 = when, x2 = place, x3 = 0
  const [wide, seed] = [f.local(I64), f.i32()] as const;
  const [stream, place] = [0, 1] as const;
  const y = Array.from({ length: 4 }, () => f.i32());
  const product = (word: number, i: 0 | 1) =>
    f.code(get(word), OP.i64ExtendI32U, OP.i64Const, s64(BigInt(MULTIPLIERS[i])), OP.i64Mul, set(wide));
  const lowWord = [...get(wide), OP.i32WrapI64];
  const highWord = [...get(wide), OP.i64Const, ...s64(32n), OP.i64ShrU, OP.i32WrapI64];
  f.code([OP.i32Const, 0, OP.i32Load, 2, ...u32(SEED_ADDRESS)], set(seed));
  product(place, 1);
  f.code(highWord, [OP.globalGet, ...u32(when)], OP.i32Xor, get(seed), OP.i32Xor, set(y[0]!), lowWord, set(y[1]!));
  product(stream, 0);
  f.code(highWord, set(y[2]!), lowWord, set(y[3]!));
  f.code(
    load(RUNS_ADDRESS),
    get(y[2]!),
    splat,
    xor,
    set(x[2]!),
    load(RUNS_ADDRESS),
    constant(WEYL[1]),
    simd(SIMD.i32x4Add),
    set(k[1]!),
  );
  const second = [...get(seed), ...number32(WEYL[0]), OP.i32Add];
  // round 2: the product of x0 is still one word
  product(y[0]!, 0);
  f.code(highWord, get(y[3]!), OP.i32Xor, set(y[2]!), lowWord, splat, set(x[3]!));
  f.code(get(x[2]!), constant(MULTIPLIERS[1]), simd(SIMD.i64x2ExtmulLowU), set(products[1]![0]));
  f.code(get(x[2]!), constant(MULTIPLIERS[1]), simd(SIMD.i64x2ExtmulHighU), set(products[1]![1]));
  const pair = (i: number) => products[i]!.flatMap(get);
  f.code(pair(1), high, second, get(y[1]!), OP.i32Xor, splat, xor, set(x[0]!));
  f.code(pair(1), low, set(x[1]!), get(k[1]!), get(y[2]!), splat, xor, set(x[2]!));
  f.code(second, number32(WEYL[0]), OP.i32Add, splat, set(k[0]!));
  f.code(get(k[1]!), constant(WEYL[1]), simd(SIMD.i32x4Add), set(k[1]!));
  for (let round = 2; round < 10; round++) {
    for (const i of [0, 1] as const) {
      f.code(get(x[2 * i]!), constant(MULTIPLIERS[i]), simd(SIMD.i64x2ExtmulLowU), set(products[i]![0]));
      f.code(get(x[2 * i]!), constant(MULTIPLIERS[i]), simd(SIMD.i64x2ExtmulHighU), set(products[i]![1]));
    }
    // x0 = high1 ^ x1 ^ k0; x1 = low1; x2 = high0 ^ x3 ^ k1; x3 = low0
    f.code(pair(1), high, get(x[1]!), xor, get(k[0]!), xor, set(x[0]!));
    f.code(pair(1), low, set(x[1]!));
    f.code(pair(0), high, get(x[3]!), xor, get(k[1]!), xor, set(x[2]!));
    f.code(pair(0), low, set(x[3]!));
    if (round < 9) {
      for (const i of [0, 1] as const) f.code(get(k[i]!), constant(WEYL[i]), simd(SIMD.i32x4Add), set(k[i]!));
    }
  }
  // ((w0 >>> 6) * 2^26 + (w1 >>> 6) + 0.5) * 2^-52: as integers below 2^52, put into the mantissa of 2^52
  const bits = (n: bigint) => {
    const bytes = Array.from({ length: 8 }, (_, i) => Number((n >> BigInt(8 * i)) & 255n));
    return [...simd(SIMD.const), ...bytes, ...bytes];
  };
  const shift = (op: number, by: number) => [OP.i32Const, ...s32(by), ...simd(op)];
  const number = (n: number) => [OP.f64Const, ...f64(n), ...simd(SIMD.f64x2Splat)];
  for (const extend of [SIMD.i64x2ExtendLowU, SIMD.i64x2ExtendHighU]) {
    f.code(get(x[0]!), shift(SIMD.i32x4ShrU, 6), simd(extend), shift(SIMD.i64x2Shl, 26));
    f.code(get(x[1]!), shift(SIMD.i32x4ShrU, 6), simd(extend), simd(SIMD.or));
    f.code(bits(0x4330000000000000n), simd(SIMD.or), number(4503599627370496), simd(SIMD.f64x2Sub));
    f.code(number(0.5), simd(SIMD.f64x2Add), number(2 ** -52), simd(SIMD.f64x2Mul));
  }
  return module.add(f.build([V128]), "uniform (Philox4x32-10)");
}

/** The quantile: the tail is worked out only for the half with a run in it, the far tail (once in 10^11 draws) likewise. */
function addQuantile(module: WasmModule): number {
  const f = new FunctionBuilder([V128]);
  const g = f.graph;
  const p = g.variable(0, 0);
  const q = g.binary("sub", p, g.const(0.5));
  const result = f.v128();
  const inTail = g.unary("not", g.binary("le", g.unary("abs", q), g.const(0.425)));
  f.set([{ local: result, value: quantileCentre(g, q) }]);
  const tail = f.v128();
  const root = f.v128();
  const body = f.inside(() => {
    f.set([{ local: root, value: quantileRoot(g, p, q) }]);
    f.set([{ local: tail, value: quantileTail(g, q, g.variable(root, 0), "near") }]);
    const far = g.binary("gt", g.variable(root, 0), g.const(5));
    const farther = f.inside(() => {
      f.set([
        { local: tail, value: g.select(quantileTail(g, q, g.variable(root, 0), "far"), g.variable(tail, 0), far) },
      ]);
    });
    f.add({ kind: "ifAny", mask: far, body: farther });
    f.set([{ local: result, value: g.select(g.variable(tail, 0), g.variable(result, 0), inTail) }]);
  });
  f.add({ kind: "ifAnyHalf", mask: inTail, body });
  return module.add(f.build([V128], [g.variable(result, 0)]), "normal quantile (AS 241)");
}

export function addRuntime(module: WasmModule): Runtime {
  const when = module.global();
  return { when, uniform: addUniform(module, when), quantile: addQuantile(module) };
}
