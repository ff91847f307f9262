// The one place where the engine that plays is chosen: command line, workers, pages and servers all take it from here.
// The compiled kernel where the model and the machine allow it, else the interpreter: both give the same bits.

import { interpreter } from "../engine/interpreter/engine.ts";
import { kernel } from "../engine/wasm/kernel.ts";
import type { MakeEngine } from "./play-here.ts";

/** The compiled kernel where the model and the machine allow it, else the interpreter: both give the same bits. */
export const makeEngine: MakeEngine = (model, recording) => {
  const compiled = kernel(model, recording);
  return "refused" in compiled ? interpreter(model, recording) : compiled.engine;
};
