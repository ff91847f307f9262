// The kernel as the engine under test. Where it refuses a model the interpreter plays, which would prove nothing, so refusals
// are counted and the tests bound their share.

import { interpreter } from "../../src/engine/interpreter/engine.ts";
import { kernel } from "../../src/engine/wasm/kernel.ts";
import type { MakeEngine } from "./play-case.ts";

export type Counting = { make: MakeEngine; compiled: number; refused: Map<string, number> };

export function countingKernel(): Counting {
  const counting: Counting = {
    compiled: 0,
    refused: new Map(),
    make: (model, recording) => {
      const result = kernel(model, recording);
      if (!("refused" in result)) {
        counting.compiled++;
        return result.engine;
      }
      counting.refused.set(result.refused, (counting.refused.get(result.refused) ?? 0) + 1);
      return interpreter(model, recording);
    },
  };
  return counting;
}
