// Starts a brain and its players, and lays the lines between them: from file:// a worker may start no others, so the page starts all.

import type { Lines } from "../work/begin-brain.ts";
import type { FromBrain, ToBrain } from "../work/protocol.ts";

/** Where the scripts of the workers are; `longBrain` brings the long lenses along. */
export type Scripts = { brain: string; longBrain: string; player: string; type: WorkerType };

/** A line to a player that need not be there yet: what is said to it waits. */
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
  post: (message: ToBrain) => void;
  /** Players of the tabs start when one is opened. */
  startTabs: () => void;
  /** Ends all of them, whatever they are at. */
  end: () => void;
};

export function startWorkers(
  scripts: Omit<Scripts, "longBrain">,
  players: { answer: number; tabs: number },
  take: (message: FromBrain) => void,
  lost: () => void,
): Started {
  const all: Worker[] = [];
  const startWorker = (url: string) => {
    const worker = new Worker(url, { type: scripts.type });
    all.push(worker);
    return worker;
  };
  const brain = startWorker(scripts.brain);
  brain.onmessage = (event: MessageEvent<FromBrain>) => take(event.data);
  brain.onerror = lost;
  const lines = (count: number) => Array.from({ length: count }, () => playerLine(() => startWorker(scripts.player)));
  const [answer, tabs] = [lines(players.answer), lines(players.tabs)];
  const ends = { answer: answer.map((line) => line.end), tabs: tabs.map((line) => line.end) };
  brain.postMessage(ends satisfies Lines, [...ends.answer, ...ends.tabs]);
  for (const line of answer) line.start();
  return {
    post: (message) => brain.postMessage(message),
    startTabs: () => {
      for (const line of tabs) line.start();
    },
    end: () => {
      for (const worker of all) worker.terminate();
    },
  };
}
