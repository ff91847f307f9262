// The model worker on the page's own thread, where there are no workers: the same code, slices with pauses between them.

import { longLenses } from "./long-lenses.ts";
import { modelWorker } from "./model-worker.ts";
import { playWorker } from "./play-worker.ts";
import type { FromModelWorker, ToModelWorker } from "./protocol.ts";
import { type Line, workerPoolOf } from "./worker-pool.ts";

function lineHere(): Line {
  let take: Parameters<Line["hear"]>[0] = () => undefined;
  const post = playWorker((message) => queueMicrotask(() => take(message)));
  return {
    post,
    hear: (t) => {
      take = t;
    },
  };
}

export function modelWorkerHere(post: (message: FromModelWorker) => void): (message: ToModelWorker) => void {
  const workerPools = { answer: workerPoolOf([lineHere()]), tabs: workerPoolOf([lineHere()]) };
  return modelWorker(workerPools, post, () => performance.now(), longLenses());
}
