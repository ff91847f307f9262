// The model worker in a worker of its own: its first message brings the lines to the executors. The page starts all workers and lays the lines:
// from file:// a worker may start no others.

import { type LongLenses, modelWorker } from "./model-worker.ts";
import type { FromExecutor } from "./play-worker.ts";
import type { ToModelWorker } from "./protocol.ts";
import { type Line, workerPoolOf } from "./worker-pool.ts";

/** Players of the answer, and of the tabs. */
export type Lines = { answer: MessagePort[]; tabs: MessagePort[] };

type Scope = {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage: (message: unknown) => void;
};

const lineThrough = (port: MessagePort): Line => ({
  post: (message) => port.postMessage(message),
  hear: (take) => {
    port.onmessage = (event: MessageEvent<FromExecutor>) => take(event.data);
  },
});

/** Waits for its lines; `long`: the lenses that this script brings along. */
export function beginModelWorker(long?: LongLenses): void {
  const scope = globalThis as unknown as Scope;
  scope.onmessage = ({ data }: MessageEvent<Lines>) => {
    const workerPools = {
      answer: workerPoolOf(data.answer.map(lineThrough)),
      tabs: workerPoolOf(data.tabs.map(lineThrough)),
    };
    const post = (message: unknown) => scope.postMessage(message);
    const think = modelWorker(workerPools, post, () => performance.now(), long);
    scope.onmessage = (event: MessageEvent<ToModelWorker>) => think(event.data);
  };
}
