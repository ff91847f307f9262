// What a worker of the page is: the first message says whether it is the brain or a player. One script for both, so that the page can
// carry it inside itself. The page starts them all and lays lines between brain and players: from file:// a worker may start no others.

import { config } from "zod";
import { brain, type LongLenses } from "./brain.ts";
import { crewOf, type Line } from "./crew.ts";
import { type FromPlayer, playWorker, type ToPlayer } from "./play-worker.ts";
import type { ToBrain } from "./protocol.ts";

export type First =
  /** Players of the answer, and of the tabs. */
  { role: "brain"; answer: MessagePort[]; tabs: MessagePort[] } | { role: "player"; port: MessagePort };

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

function bePlayer({ port }: Extract<First, { role: "player" }>): void {
  const play = playWorker((message, transfer) => port.postMessage(message, transfer));
  port.onmessage = (event: MessageEvent<ToPlayer>) => play(event.data);
}

/** Waits for its role; `long`: the lenses that this script brings along. */
export function beginWorker(long?: LongLenses): void {
  // No code is made from text: the page's policy forbids it, and zod would try
  config({ jitless: true });
  const scope = globalThis as unknown as Scope;
  const beBrain = (first: Extract<First, { role: "brain" }>) => {
    const crews = { answer: crewOf(first.answer.map(lineThrough)), tabs: crewOf(first.tabs.map(lineThrough)) };
    const post = (message: unknown) => scope.postMessage(message);
    const think = brain(crews, post, () => performance.now(), long);
    scope.onmessage = (event: MessageEvent<ToBrain>) => think(event.data);
  };
  scope.onmessage = (event: MessageEvent<First>) => {
    if (event.data.role === "brain") beBrain(event.data);
    else bePlayer(event.data);
  };
}
