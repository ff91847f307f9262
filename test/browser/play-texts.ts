// What Node, a page and a web worker all do with the same texts: read the model, play the requests with an engine, hash the bits.
// Plain data in, plain data out, and nothing of Node: this file is bundled for the browser.

import { type BlockRequest, interpreter } from "../../src/engine/interpreter/engine.ts";
import { kernel } from "../../src/engine/wasm/kernel.ts";
import { readModel } from "../../src/language/read-model.ts";
import { hashBlock } from "../same-meaning/hash-block.ts";
import { recordAll } from "../same-meaning/record-all.ts";

export type TextCase = {
  name: string;
  files: Record<string, string>;
  main: string;
  scenarios: readonly string[];
  requests: readonly BlockRequest[];
};

export type EngineName = "interpreter" | "kernel";

/** The hash of each request's block, or why there is none. */
export function playTexts(c: TextCase, engineName: EngineName): string[] {
  const { model, problems } = readModel(c.main, (path) => c.files[path], { scenarios: c.scenarios });
  if (!model) return problems.map((p) => `not read: ${p.says}`);
  const recording = recordAll(model);
  const made = engineName === "kernel" ? kernel(model, recording) : { engine: interpreter(model, recording) };
  if ("refused" in made) return [`refused: ${made.refused}`];
  return c.requests.map((request) => hashBlock(made.engine.play(request)));
}
