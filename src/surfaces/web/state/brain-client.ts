// The page's end of the line to its brain. Where workers are refused (an old browser, a strict policy) the brain thinks on this thread, in
// slices, and the page says so.

import type { Problem } from "../../../base/problem.ts";
import type { AnswerView, AskRequest, Files, FromBrain, Opened, Replies, Request, ToBrain } from "../work/protocol.ts";
import type { First } from "../work/worker.ts";

export type Hear = {
  opened: (opened: Opened) => void;
  answer: (view: AnswerView) => void;
  unasked: (problems: Problem[]) => void;
  failed: (says: string) => void;
};

export type BrainClient = {
  open: (main: string, files: Files, revision: number) => void;
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

/** A player, and the other end of the line to it. */
function startPlayer(url: string): MessagePort {
  const { port1, port2 } = new MessageChannel();
  new Worker(url).postMessage({ role: "player", port: port1 } satisfies First, [port1]);
  return port2;
}

function startWorkers(url: string, players: number, take: (message: FromBrain) => void, lost: () => void): Post {
  const worker = new Worker(url);
  worker.onmessage = (event: MessageEvent<FromBrain>) => take(event.data);
  worker.onerror = lost;
  const answer = Array.from({ length: players }, () => startPlayer(url));
  const tabs = [startPlayer(url)];
  worker.postMessage({ role: "brain", answer, tabs } satisfies First, [...answer, ...tabs]);
  return (message) => worker.postMessage(message);
}

export function brainClient(url: string, hear: Hear): BrainClient {
  const waiting = new Map<number, Waiting & { channel: string }>();
  let id = 0;
  let asked = 0;
  let post: Post = () => undefined;
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
    open: (main, files, revision) => say({ kind: "open", main, files, revision }),
    ask: (request) => {
      asked = ++id;
      say({ kind: "ask", id: asked, ...request });
    },
    stop: () => say({ kind: "stop" }),
    request: (request, channel) => {
      const mine = ++id;
      for (const [old, { channel: of, failed }] of waiting) {
        if (of !== channel) continue;
        waiting.delete(old);
        failed(new Replaced("replaced"));
      }
      return new Promise((done, failed) => {
        waiting.set(mine, { channel, done: done as Waiting["done"], failed });
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
    post = startWorkers(
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
  } catch {
    void thinkHere();
  }
  return client;
}
