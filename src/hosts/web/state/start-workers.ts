// Starts a model worker and its executors, and lays the lines between them: from file:// a worker may start no others, so the page starts all.

import type { Lines } from "../worker/begin-model-worker.ts";
import type { FromModelWorker, ToModelWorker } from "../worker/protocol.ts";

/** Where the scripts of the workers are; `longModelWorker` brings the long lenses along. */
export type Scripts = { modelWorker: string; longModelWorker: string; executor: string; type: WorkerType };

/** A line to an executor that need not be there yet: what is said to it waits. */
function playerLine(startWorker: () => Worker): { end: MessagePort; start: () => void } {
  const { port1, port2 } = new MessageChannel();
  let isStarted = false;
  const start = () => {
    if (isStarted) return;
    isStarted = true;
    startWorker().postMessage(port1, [port1]);
  };
  return { end: port2, start };
}

export type Started = {
  post: (message: ToModelWorker) => void;
  /** Players of the tabs start when one is opened. */
  startTabs: () => void;
  /** Ends all of them, whatever they are at. */
  end: () => void;
};

export function startWorkers(
  scripts: Omit<Scripts, "longModelWorker">,
  executors: { answer: number; tabs: number },
  take: (message: FromModelWorker) => void,
  lost: () => void,
): Started {
  const all: Worker[] = [];
  const startWorker = (url: string) => {
    const worker = new Worker(url, { type: scripts.type });
    all.push(worker);
    return worker;
  };
  const modelWorker = startWorker(scripts.modelWorker);
  modelWorker.onmessage = (event: MessageEvent<FromModelWorker>) => take(event.data);
  modelWorker.onerror = lost;
  const lines = (count: number) => Array.from({ length: count }, () => playerLine(() => startWorker(scripts.executor)));
  const [answer, tabs] = [lines(executors.answer), lines(executors.tabs)];
  const ends = { answer: answer.map((line) => line.end), tabs: tabs.map((line) => line.end) };
  modelWorker.postMessage(ends satisfies Lines, [...ends.answer, ...ends.tabs]);
  for (const line of answer) line.start();
  return {
    post: (message) => modelWorker.postMessage(message),
    startTabs: () => {
      for (const line of tabs) line.start();
    },
    end: () => {
      for (const worker of all) worker.terminate();
    },
  };
}
