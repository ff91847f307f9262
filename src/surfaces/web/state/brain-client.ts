// The page's end of the line to its brain. Where workers are refused (an old browser, a strict policy) the brain thinks on this thread, in
// slices, and the page says so.

import type { Problem } from "../../../base/problem.ts";
import {
  type AnswerView,
  type AskRequest,
  type Files,
  type FromBrain,
  type Opened,
  PLAYED,
  type Reading,
  type Replies,
  type Request,
  type ToBrain,
} from "../work/protocol.ts";
import type { First } from "../work/worker.ts";

export type Hear = {
  opened: (opened: Opened) => void;
  answer: (view: AnswerView) => void;
  unasked: (problems: Problem[]) => void;
  failed: (says: string) => void;
};

export type BrainClient = {
  open: (main: string, files: Files, revision: number, read?: Reading) => void;
  ask: (request: AskRequest) => void;
  stop: () => void;
  request: <K extends Request["kind"]>(request: Extract<Request, { kind: K }>, channel: string) => Promise<Replies[K]>;
  /** Players in workers, or none. */
  players: number;
};

type Post = (message: ToBrain) => void;
type Waiting = { done: (value: unknown) => void; failed: (error: Error) => void };

/** A request that a later one of its kind replaced: nobody's fault, and nothing to say. */
export class Replaced extends Error {}

function playersFor(cores: number): number {
  return Math.max(1, Math.min(8, cores <= 2 ? cores : cores - 1));
}

/** A line to a player that need not be there yet: what is said to it waits. */
function playerLine(url: string): { end: MessagePort; start: () => void } {
  const { port1, port2 } = new MessageChannel();
  let isStarted = false;
  const start = () => {
    if (isStarted) return;
    isStarted = true;
    new Worker(url).postMessage({ role: "player", port: port1 } satisfies First, [port1]);
  };
  return { end: port2, start };
}

type Started = { post: Post; startTabs: () => void };

/** The brain and the players of its answers; those of the tabs start when one is opened. */
function startWorkers(url: string, players: number, take: (message: FromBrain) => void, lost: () => void): Started {
  const worker = new Worker(url);
  worker.onmessage = (event: MessageEvent<FromBrain>) => take(event.data);
  worker.onerror = lost;
  const lines = Array.from({ length: players }, () => playerLine(url));
  const tabs = playerLine(url);
  const answer = lines.map((line) => line.end);
  worker.postMessage({ role: "brain", answer, tabs: [tabs.end] } satisfies First, [...answer, tabs.end]);
  for (const line of lines) line.start();
  return { post: (message) => worker.postMessage(message), startTabs: tabs.start };
}

export function brainClient(url: string, hear: Hear): BrainClient {
  const waiting = new Map<number, Waiting & { channel: string; isPlayed: boolean }>();
  let id = 0;
  let asked = 0;
  let post: Post = () => undefined;
  let startTabs = () => {};
  const sent: ToBrain[] = [];

  function take(message: FromBrain): void {
    switch (message.kind) {
      case "opened":
        hear.opened(message);
        return;
      case "answer":
        if (message.id === asked) hear.answer(message.view);
        return;
      case "unasked":
        if (message.id === asked) hear.unasked(message.problems);
        return;
      case "reply":
        waiting.get(message.id)?.done(message.value);
        waiting.delete(message.id);
        return;
      case "failed":
        if (message.id === asked) hear.failed(message.says);
        waiting.get(message.id)?.failed(new Error(message.says));
        waiting.delete(message.id);
    }
  }

  /** The brain on this thread: what was said to the worker that never came is said to it. */
  async function thinkHere(): Promise<void> {
    client.players = 0;
    const { brainHere } = await import("../work/brain-here.ts");
    post = brainHere(take);
    for (const message of sent) post(message);
  }

  const client: BrainClient = {
    players: playersFor(navigator.hardwareConcurrency || 2),
    open: (main, files, revision, read) => say({ kind: "open", main, files, revision, read }),
    ask: (request) => {
      for (const [old, { isPlayed, failed }] of waiting) {
        if (!isPlayed) continue;
        waiting.delete(old);
        failed(new Replaced("the answer goes first"));
      }
      asked = ++id;
      say({ kind: "ask", id: asked, ...request });
    },
    stop: () => say({ kind: "stop" }),
    request: (request, channel) => {
      startTabs();
      const mine = ++id;
      for (const [old, { channel: of, failed }] of waiting) {
        if (of !== channel) continue;
        waiting.delete(old);
        failed(new Replaced("replaced"));
      }
      return new Promise((done, failed) => {
        waiting.set(mine, { channel, isPlayed: PLAYED.includes(request.kind), done: done as Waiting["done"], failed });
        say({ kind: "request", id: mine, channel, request });
      });
    },
  };
  function say(message: ToBrain): void {
    if (message.kind === "open") sent.length = 0;
    sent.push(message);
    if (sent.length > 50) sent.splice(1, 1);
    post(message);
  }
  let heard = false;
  try {
    const started = startWorkers(
      url,
      client.players,
      (message) => {
        heard = true;
        take(message);
      },
      () => {
        if (!heard) void thinkHere();
      },
    );
    post = started.post;
    startTabs = started.startTabs;
  } catch {
    void thinkHere();
  }
  return client;
}
