// The brain in a worker of its own: its first message brings the lines to the players. The page starts all workers and lays the lines:
// from file:// a worker may start no others.

import { brain, type LongLenses } from "./brain.ts";
import { crewOf, type Line } from "./crew.ts";
import type { FromPlayer } from "./play-worker.ts";
import type { ToBrain } from "./protocol.ts";

/** Players of the answer, and of the tabs. */
export type Lines = { answer: MessagePort[]; tabs: MessagePort[] };

type Scope = {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage: (message: unknown) => void;
};

const lineThrough = (port: MessagePort): Line => ({
  post: (message) => port.postMessage(message),
  hear: (take) => {
    port.onmessage = (event: MessageEvent<FromPlayer>) => take(event.data);
  },
});

/** Waits for its lines; `long`: the lenses that this script brings along. */
export function beginBrain(long?: LongLenses): void {
  const scope = globalThis as unknown as Scope;
  scope.onmessage = ({ data }: MessageEvent<Lines>) => {
    const crews = { answer: crewOf(data.answer.map(lineThrough)), tabs: crewOf(data.tabs.map(lineThrough)) };
    const post = (message: unknown) => scope.postMessage(message);
    const think = brain(crews, post, () => performance.now(), long);
    scope.onmessage = (event: MessageEvent<ToBrain>) => think(event.data);
  };
}
