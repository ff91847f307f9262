// A worker thread: keeps engines warm and plays the blocks that it is sent, in the order in which they come.
// What breaks here is sent back as a sentence: the pool decides what it means.

import { parentPort } from "node:worker_threads";
import { invariant } from "../../base/invariant.ts";
import type { Engine } from "../../engine/interpreter/engine.ts";
import { buffersOfCounted, countBlock } from "../../ensemble/counting.ts";
import { buffersOf, buffersOfSegment } from "../../ensemble/jobs.ts";
import { makeEngine } from "../../ensemble/make-engine.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

invariant(parentPort, "this file is the inside of a worker");
const port = parentPort;
const makers = new Map<number, () => Engine>();
const engines = new Map<number, Engine>();

function engineOf(id: number): Engine {
  const engine = engines.get(id) ?? makers.get(id)?.();
  invariant(engine, `engine ${id} was never sent`);
  engines.set(id, engine);
  return engine;
}

/** Sends what a ticket asks for, or why it broke. */
function answer(ticket: number, give: () => { message: FromWorker; buffers: ArrayBuffer[] }): void {
  try {
    const { message, buffers } = give();
    port.postMessage(message, buffers);
  } catch (error) {
    port.postMessage({ ticket, broke: error instanceof Error ? error.message : String(error) } satisfies FromWorker);
  }
}

function playBlock({ ticket, engine, countings, ...request }: Extract<ToWorker, { kind: "block" }>): void {
  answer(ticket, () => {
    const block = engineOf(engine).play(request);
    if (countings) {
      const counted = countBlock(block, countings);
      return { message: { ticket, counted }, buffers: buffersOfCounted(counted) };
    }
    return { message: { ticket, block }, buffers: buffersOf(block) };
  });
}

function playSegment({ ticket, engine, request }: Extract<ToWorker, { kind: "segment" }>): void {
  answer(ticket, () => {
    const segment = engineOf(engine).resume(request);
    return { message: { ticket, segment }, buffers: buffersOfSegment(segment) };
  });
}

port.on("message", (message: ToWorker) => {
  if (message.kind === "block") playBlock(message);
  else if (message.kind === "segment") playSegment(message);
  else if (message.kind === "engine") makers.set(message.engine, () => makeEngine(message.model, message.recording));
  else {
    makers.delete(message.engine);
    engines.delete(message.engine);
  }
});
