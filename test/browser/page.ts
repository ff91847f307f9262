// The page of the browser leg: plays cases in its own thread or in a web worker, when the test calls.

import { type EngineName, playTexts, type TextCase } from "./play-texts.ts";

export type Where = "page" | "worker";

declare global {
  interface Window {
    playCase?: (c: TextCase, engine: EngineName, where: Where) => Promise<string[]>;
  }
}

const worker = new Worker("/worker.js", { type: "module" });

function inWorker(c: TextCase, engine: EngineName): Promise<string[]> {
  return new Promise((resolve, reject) => {
    worker.onmessage = (message: MessageEvent<string[]>) => resolve(message.data);
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ c, engine });
  });
}

window.playCase = (c, engine, where) =>
  where === "worker" ? inWorker(c, engine) : Promise.resolve(playTexts(c, engine));
