// The one script of all the page's workers: the first message says whether it is the brain, which starts players of this same script,
// or a player. One file, so that the page can carry it inside itself and play from file://.

import { config } from "zod";
import { brain } from "./brain.ts";
import { crewOf, type Line } from "./crew.ts";
import { type FromPlayer, playWorker, type ToPlayer } from "./play-worker.ts";
import type { ToBrain } from "./protocol.ts";

export type First = { role: "brain"; players: number } | { role: "player" };

// No code is made from text: the page's policy forbids it, and zod would try
config({ jitless: true });

type Scope = {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage: (m: unknown, t?: Transferable[]) => void;
  location: { href: string };
};
const scope = globalThis as unknown as Scope;

function lineTo(worker: Worker): Line {
  worker.postMessage({ role: "player" } satisfies First);
  return {
    post: (message) => worker.postMessage(message),
    hear: (take) => {
      worker.onmessage = (event: MessageEvent<FromPlayer>) => take(event.data);
    },
  };
}

const players = (n: number) => Array.from({ length: n }, () => lineTo(new Worker(scope.location.href)));

function beBrain(n: number): void {
  const crews = { answer: crewOf(players(n)), tabs: crewOf(players(1)) };
  const think = brain(
    crews,
    (message) => scope.postMessage(message),
    () => performance.now(),
  );
  scope.onmessage = (event: MessageEvent<ToBrain>) => think(event.data);
}

function bePlayer(): void {
  const play = playWorker((message, transfer) => scope.postMessage(message, transfer));
  scope.onmessage = (event: MessageEvent<ToPlayer>) => play(event.data);
}

scope.onmessage = (event: MessageEvent<First>) => {
  if (event.data.role === "brain") beBrain(event.data.players);
  else bePlayer();
};
