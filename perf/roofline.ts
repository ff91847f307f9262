// The two-lane peak of this core, measured on the spot: eight independent chains of f64x2 multiply and add, nothing else.
// Out: floating-point operations a second.

import { I32, OP, SIMD, s32, simd, u32, V128 } from "../src/engine/wasm/encode/encode.ts";
import { FunctionBuilder } from "../src/engine/wasm/encode/function.ts";
import { WasmModule } from "../src/engine/wasm/encode/module.ts";

const CHAINS = 8;
const ROUNDS = 5_000_000;

export function peakFlops(): number {
  const module = new WasmModule();
  const f = new FunctionBuilder([I32]);
  const chain = Array.from({ length: CHAINS }, () => f.local(V128));
  const get = (local: number) => [OP.localGet, ...u32(local)];
  const one = [OP.f64Const, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, ...simd(SIMD.f64x2Splat)];
  for (const local of chain) f.code(one, [OP.localSet, ...u32(local)]);
  f.code(OP.loop);
  for (const local of chain) {
    f.code(get(local), one, simd(SIMD.f64x2Mul), one, simd(SIMD.f64x2Add), [OP.localSet, ...u32(local)]);
  }
  f.code(get(0), [OP.i32Const, ...s32(-1), OP.i32Add, 0x22, 0], [OP.brIf, 0, OP.end]);
  // keeps the chains alive
  f.code([OP.i32Const, 0]);
  f.code(chain.flatMap((local, i) => [...get(local), ...(i > 0 ? simd(SIMD.f64x2Add) : [])]));
  f.code(simd(SIMD.store), [4, 0]);
  module.add(f.build([], [], "peak"), "peak");
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.bytes(1)), { e: { m: memory } });
  const peak = instance.exports.peak as (rounds: number) => void;
  peak(100_000);
  let best = 0;
  for (let i = 0; i < 5; i++) {
    const start = performance.now();
    peak(ROUNDS);
    best = Math.max(best, (ROUNDS * CHAINS * 2 * 2) / ((performance.now() - start) / 1000));
  }
  return best;
}
