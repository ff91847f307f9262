// Expressions lowered to Wasm by themselves, with no model round them: constants 0, 1, 2 are three numbers given, and every draw
// takes a uniform given. In: expressions. Out: a function of four times three numbers and a uniform, side by side.

import { invariant } from "../../src/base/invariant.ts";
import { FunctionBuilder } from "../../src/engine/wasm/encode/function.ts";
import { WasmModule } from "../../src/engine/wasm/encode/module.ts";
import { lowerNumber, type Sight } from "../../src/engine/wasm/lower/lower-expression.ts";
import { addRuntime } from "../../src/engine/wasm/lower/runtime.ts";
import type { Expression } from "../../src/language/expression.ts";

/** Values abreast, as the kernel plays runs. */
export const ABREAST = 4;
const BYTES = 8 * ABREAST;
const INPUTS = 256;
const NUMBERS = 3;
const OUTPUTS = INPUTS + (NUMBERS + 1) * BYTES;

export type Lowered = {
  /** Three numbers and the uniform, [which][lane]. */
  inputs: Float64Array;
  /** [expression][lane]. */
  outputs: Float64Array;
  run: () => void;
};

export function lowerAlone(expressions: readonly Expression[]): Lowered {
  const module = new WasmModule();
  const { quantile } = addRuntime(module);
  const f = new FunctionBuilder();
  const g = f.graph;
  const input = (which: number) => g.load(INPUTS + which * BYTES);
  const none = (): never => {
    invariant(false, "only numbers here");
  };
  const sight: Sight = {
    graph: g,
    constant: input,
    cell: none,
    option: none,
    time: none,
    uniform: () => input(NUMBERS),
    quantile,
    rare: { beta: -1, poisson: -1 },
  };
  expressions.forEach((e, k) => {
    f.store([{ address: OUTPUTS + k * BYTES, value: lowerNumber(e, sight) }]);
  });
  module.add(f.build([], undefined, "run"), "run");
  const pages = 1 + Math.ceil((OUTPUTS + expressions.length * BYTES) / 65536);
  const memory = new WebAssembly.Memory({ initial: pages });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module.bytes(pages)), { e: { m: memory } });
  return {
    inputs: new Float64Array(memory.buffer, INPUTS, (NUMBERS + 1) * ABREAST),
    outputs: new Float64Array(memory.buffer, OUTPUTS, expressions.length * ABREAST),
    run: instance.exports.run as () => void,
  };
}
