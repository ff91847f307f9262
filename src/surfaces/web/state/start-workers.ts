// Starts a brain and its players, and lays the lines between them: from file:// a worker may start no others, so the page starts all.

import type { FromBrain, ToBrain } from "../work/protocol.ts";
import type { First } from "../work/worker-roles.ts";

/** A line to a player that need not be there yet: what is said to it waits. */
function playerLine(url: string, keep: (worker: Worker) => void): { end: MessagePort; start: () => void } {
  const { port1, port2 } = new MessageChannel();
  let isStarted = false;
  const start = () => {
    if (isStarted) return;
    isStarted = true;
    const worker = new Worker(url);
    keep(worker);
    worker.postMessage({ role: "player", port: port1 } satisfies First, [port1]);
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
  url: string,
  players: { answer: number; tabs: number },
  take: (message: FromBrain) => void,
  lost: () => void,
): Started {
  const brain = new Worker(url);
  const all = [brain];
  brain.onmessage = (event: MessageEvent<FromBrain>) => take(event.data);
  brain.onerror = lost;
  const lines = (count: number) => Array.from({ length: count }, () => playerLine(url, (worker) => all.push(worker)));
  const [answer, tabs] = [lines(players.answer), lines(players.tabs)];
  const ends = { answer: answer.map((line) => line.end), tabs: tabs.map((line) => line.end) };
  brain.postMessage({ role: "brain", ...ends } satisfies First, [...ends.answer, ...ends.tabs]);
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
