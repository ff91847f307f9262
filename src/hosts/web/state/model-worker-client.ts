// The page's end of the line to its model worker. Where workers are refused (an old browser, a strict policy) the model worker thinks on this thread, in
// slices, and the page says so.

import type { Problem } from "../../../base/problem.ts";
import {
  type AnswerView,
  type AskRequest,
  type Files,
  type FromModelWorker,
  type Opened,
  PLAYED,
  type Reading,
  type Replies,
  type Request,
  type ToModelWorker,
} from "../worker/protocol.ts";
import { type Scripts, startWorkers } from "./start-workers.ts";

export type Hear = {
  opened: (opened: Opened) => void;
  answer: (view: AnswerView) => void;
  unasked: (problems: Problem[]) => void;
  failed: (says: string) => void;
  progress?: (done: number, of: number) => void;
};

export type ModelWorkerClient = {
  open: (main: string, files: Files, revision: number, read?: Reading) => void;
  ask: (request: AskRequest) => void;
  stop: () => void;
  request: <K extends Request["kind"]>(request: Extract<Request, { kind: K }>, channel: string) => Promise<Replies[K]>;
  /** Ends the workers, whatever they are at; who waits hears that it was replaced. */
  end: () => void;
  /** Players in workers, or none. */
  executors: number;
};

type Post = (message: ToModelWorker) => void;
/** What the workers are for: the answer (and short tabs), or the tabs of long lenses alone. */
type For = "answer" | "long lenses";
type Waiting = { done: (value: unknown) => void; failed: (error: Error) => void };

/** A request that a later one of its kind replaced: nobody's fault, and nothing to say. */
export class Replaced extends Error {}

/** Workers that say nothing for this long, being at something else when they were asked, are ended and started anew. */
const SILENCE = 10_000;

function executorsFor(cores: number): number {
  return Math.max(1, Math.min(8, cores <= 2 ? cores : cores - 1));
}

export function modelWorkerClient(scripts: Scripts, hear: Hear, role: For = "answer"): ModelWorkerClient {
  const waiting = new Map<number, Waiting & { channel: string; isPlayed: boolean }>();
  let id = 0;
  let asked = 0;
  let post: Post = () => undefined;
  let startTabs = () => {};
  let endWorkers = () => {};
  let isBusy = false;
  let silence: ReturnType<typeof setTimeout> | undefined;
  const sent: ToModelWorker[] = [];

  /** A model of a stranger's may hold an executor for minutes in one slice: what is asked next does not wait for it. */
  function expectWord(): void {
    clearTimeout(silence);
    if (isBusy && client.executors > 0) silence = setTimeout(renew, SILENCE);
  }

  function renew(): void {
    endWorkers();
    const pending = sent.filter(
      (m) => m.kind === "open" || (m.kind === "ask" && m.id === asked) || (m.kind === "request" && waiting.has(m.id)),
    );
    start();
    for (const message of pending) post(message);
    if (waiting.size > 0) startTabs();
  }

  function take(message: FromModelWorker): void {
    if (message.kind === "opened" || ("id" in message && message.id === asked)) clearTimeout(silence);
    if ("id" in message && message.id === asked && (message.kind !== "answer" || message.view.settled)) isBusy = false;
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
      case "progress":
        hear.progress?.(message.done, message.of);
        return;
      case "failed":
        if (message.id === asked) hear.failed(message.says);
        waiting.get(message.id)?.failed(new Error(message.says));
        waiting.delete(message.id);
    }
  }

  /** The model worker on this thread: what was said to the worker that never came is said to it. */
  async function thinkHere(): Promise<void> {
    client.executors = 0;
    const { modelWorkerHere } = await import("../worker/model-worker-here.ts");
    post = modelWorkerHere(take);
    for (const message of sent) post(message);
  }

  const client: ModelWorkerClient = {
    executors: executorsFor(navigator.hardwareConcurrency || 2),
    open: (main, files, revision, read) => {
      expectWord();
      say({ kind: "open", main, files, revision, read });
    },
    ask: (request) => {
      for (const [old, { isPlayed, failed }] of waiting) {
        if (!isPlayed) continue;
        waiting.delete(old);
        failed(new Replaced("the answer goes first"));
      }
      asked = ++id;
      expectWord();
      isBusy = true;
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
    end: () => {
      clearTimeout(silence);
      endWorkers();
      for (const { failed } of waiting.values()) failed(new Replaced("ended"));
      waiting.clear();
    },
  };
  function say(message: ToModelWorker): void {
    if (message.kind === "open") sent.length = 0;
    sent.push(message);
    if (sent.length > 50) sent.splice(1, 1);
    post(message);
  }
  function start(): void {
    let heard = false;
    const hearing = (message: FromModelWorker) => {
      heard = true;
      take(message);
    };
    const lost = () => {
      if (!heard) void thinkHere();
    };
    const { executors } = client;
    const isLong = role === "long lenses";
    const workerPool = isLong ? { answer: 0, tabs: executors } : { answer: executors, tabs: 1 };
    const started = startWorkers(
      isLong ? { ...scripts, modelWorker: scripts.longModelWorker } : scripts,
      workerPool,
      hearing,
      lost,
    );
    post = started.post;
    startTabs = started.startTabs;
    endWorkers = started.end;
  }
  try {
    start();
  } catch {
    void thinkHere();
  }
  return client;
}
