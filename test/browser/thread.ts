// A worker thread of Node that plays cases: one message a case, one answer.

import { parentPort } from "node:worker_threads";
import { type EngineName, playTexts, type TextCase } from "./play-texts.ts";

parentPort?.on("message", ({ c, engine }: { c: TextCase; engine: EngineName }) => {
  parentPort?.postMessage(playTexts(c, engine));
});
