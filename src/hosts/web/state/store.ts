// The state of the page, and what moves it. One store: the history of the document, the last good model, the last answer, and what is
// shown. Everything that a person changes goes through `change`, so undo covers it; everything that is played goes through the modelWorker.

import { create } from "zustand";
import { invariant } from "../../../base/invariant.ts";
import type { Place, Problem } from "../../../base/problem.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import {
  type AnswerView,
  type ClaimEdit,
  type Files,
  LONG,
  type Replies,
  type Request,
  type TextTaken,
} from "../worker/protocol.ts";
import type { Boot } from "./boot.ts";
import {
  changed,
  countMoved,
  type Doc,
  type History,
  movedOf,
  NEW_DOC,
  newHistory,
  redone,
  undone,
  withEdit,
} from "./doc.ts";
import { fromLink } from "./from-link.ts";
import { loadKept, saveKept, storage } from "./keep.ts";
import { type Lever, leversOf } from "./levers.ts";
import { type ModelWorkerClient, modelWorkerClient, Replaced } from "./model-worker-client.ts";
import type { Scripts } from "./start-workers.ts";
import { takenOf } from "./taken.ts";

export const TABS = ["time", "futures", "why", "map", "game", "watch", "seat", "model", "read", "compare"] as const;
export type Tab = (typeof TABS)[number];
export const TAB_NAMES: Record<Tab, string> = {
  time: "Over time",
  futures: "Futures",
  why: "Why",
  map: "Map",
  game: "Game",
  watch: "Watch",
  seat: "Take a seat",
  model: "Model",
  read: "Read",
  compare: "Compare",
};

export type Dialog = "help" | "share" | "export" | "find" | "tour" | "bands" | "start";

export type Page = {
  boot: Boot;
  /** As they are on the disk, or in the link. */
  files: Files;
  texts: Files;
  revision: number;
  history: History;
  /** The last model that had no errors, and the revision that it is of. */
  model?: CheckedModel | undefined;
  levers: readonly Lever[];
  modelRevision: number;
  problems: readonly Problem[];
  /** Of levers: wrong values, scenarios that do not fit. */
  leverProblems: readonly Problem[];
  question: string;
  tab: Tab;
  seed: number;
  runs: number;
  view?: AnswerView | undefined;
  isPlaying: boolean;
  isStopped: boolean;
  broke?: string | undefined;
  linkSays?: string | undefined;
  dialog?: Dialog | undefined;
  /** The place in the model's text that was asked for, and a count so that asking twice works. */
  place?: (Place & { times: number }) | undefined;
  claim?: string | undefined;
  /** Texts that were taken in on the page, and which source or text of them Read shows: an id, or a hash. */
  taken: readonly TextTaken[];
  reading?: string | undefined;
  /** The run that Futures tells. */
  run?: number | undefined;
  showTables: boolean;
  /** On a narrow page: whether the levers stand over the rest. */
  isSheetUp: boolean;
  keysOn: boolean;
  keeps: boolean;
  executors: number;
  notice?: string | undefined;
  /** How far a long lens is, from 0 to 1. */
  longDone?: number | undefined;
};

let client: ModelWorkerClient | undefined;
/** Of the long lenses: started when one is asked, ended when it is not needed. */
let longClient: ModelWorkerClient | undefined;
let scripts: Scripts | undefined;
let store: Storage | undefined;
let keepKey = "";
let frame = 0;

export const usePage = create<Page>(() => ({
  boot: {
    folder: ".",
    main: "standoff.yaml",
    files: {},
    texts: {},
    starts: [],
    canSave: false,
    version: "",
    stored: [],
  },
  files: {},
  texts: {},
  revision: 0,
  history: newHistory(),
  levers: [],
  modelRevision: -1,
  problems: [],
  leverProblems: [],
  question: "",
  tab: "time",
  seed: 1,
  runs: 10_000,
  isPlaying: false,
  isStopped: false,
  showTables: false,
  isSheetUp: false,
  taken: [],
  keysOn: true,
  keeps: true,
  executors: 1,
}));

const { getState: get, setState: set } = usePage;

/** The model's files as they are now: from the disk, with what was edited laid over them. */
export const filesNow = (page: Page = get()): Files => ({ ...page.files, ...page.history.doc.edits });

function keep(): void {
  const { history, question, tab, boot, model } = get();
  saveKept(store, keepKey, { history, question, tab, stored: boot.stored, of: model?.hash });
}

/** What the server has read stands for its own files alone. */
const readOf = ({ boot, files, history }: Page) =>
  files === boot.files && Object.keys(history.doc.edits).length === 0 ? boot.read : undefined;

const openIn = (modelWorker: ModelWorkerClient | undefined, page: Page) =>
  modelWorker?.open(page.boot.main, { ...page.texts, ...filesNow(page) }, page.revision, readOf(page));

/** Opens the present text in the model worker. */
function open(): void {
  endLong();
  const revision = get().revision + 1;
  set({ revision });
  openIn(client, get());
  const read = readOf(get());
  if (read) opened({ revision, ...read });
}

/** Ends what a long lens is at; its next question starts it anew. */
export function endLong(): void {
  longClient?.end();
  longClient = undefined;
  set({ longDone: undefined });
}

function longLens(): ModelWorkerClient {
  if (longClient) return longClient;
  const nothing = () => undefined;
  const hear = { opened: nothing, answer: nothing, unasked: nothing, failed: nothing };
  const progress = (done: number, of: number) => set({ longDone: done / of });
  invariant(scripts, "the page has begun");
  longClient = modelWorkerClient(scripts, { ...hear, progress }, "long lenses");
  openIn(longClient, get());
  return longClient;
}

/** Asks the present question. */
function askNow(): void {
  cancelAnimationFrame(frame);
  const { question, history, seed, runs, model, revision, modelRevision } = get();
  if (!model || question === "" || revision !== modelRevision) return;
  // The answer goes first: a long lens is asked again when it has settled
  if (get().longDone !== undefined) endLong();
  set({ isPlaying: true, isStopped: false, broke: undefined });
  client?.ask({ question, moved: movedOf(history.doc), seed, runs });
}

/** Asks the present question, at most once a frame. */
export function ask(): void {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(askNow);
}

function opened({
  revision,
  model,
  problems,
}: {
  revision: number;
  model?: CheckedModel | undefined;
  problems: Problem[];
}): void {
  if (revision !== get().revision) return;
  if (!model) {
    set({ problems, isPlaying: false });
    return;
  }
  const { boot, model: before } = get();
  if (before && before.hash !== model.hash) set({ boot: { ...boot, stored: [] } });
  const has = model.questions.some((q) => q.id === get().question);
  set({
    model,
    modelRevision: revision,
    levers: leversOf(model),
    problems,
    question: has ? get().question : (model.questions[0]?.id ?? ""),
  });
  askNow();
}

function answer(view: AnswerView): void {
  set({ view, isPlaying: !view.settled, leverProblems: [] });
  const { boot, history } = get();
  if (!view.settled || view.sentence === "" || countMoved(view.moved) > 0 || Object.keys(history.doc.edits).length > 0)
    return;
  // What the page opens on the next time
  const { question, sentence, runs, seed } = view;
  const others = boot.stored.filter((s) => s.question !== question);
  set({ boot: { ...boot, stored: [{ question, sentence, runs, seed }, ...others] } });
  keep();
}

/** Changes the document: one step of the history, or part of one gesture with a lever. */
export function change(of: string, to: (doc: Doc) => Doc): void {
  const before = get().history;
  const history = changed(before, of, performance.now(), to(before.doc));
  arrive(before, history);
}

function arrive(before: History, history: History): void {
  if (history === before || history.doc === before.doc) return;
  set({ history, leverProblems: [] });
  keep();
  if (history.doc.edits !== before.doc.edits) open();
  else ask();
}

export const undo = () => arrive(get().history, undone(get().history));
export const redo = () => arrive(get().history, redone(get().history));
export const resetLevers = () =>
  change("reset", (doc) => (countMoved(doc) === 0 ? doc : { ...doc, scenarios: [], set: {}, hold: {} }));

export function stopPlaying(): void {
  client?.stop();
  set({ isPlaying: false, isStopped: true });
}

export function chooseQuestion(question: string): void {
  set({ question });
  keep();
  ask();
}

export function showTab(tab: Tab): void {
  set({ tab });
  keep();
}

/** Leads to a line of the model. */
export function showPlace(place: Place): void {
  set({ place: { ...place, times: (get().place?.times ?? 0) + 1 } });
  showTab("model");
}

const MOST_REPLIES = 16;
const replies = new Map<string, Promise<unknown>>();

/** Asks the model worker for a tab. Two who ask the same at once, and who comes back to it, share one reply. */
export function request<K extends Request["kind"]>(
  asked: Extract<Request, { kind: K }>,
  channel: string,
): Promise<Replies[K]> {
  if (!client) return Promise.reject(new Error("the page is not ready"));
  // A file of many megabytes is not kept
  if (asked.kind === "parquet") return client.request<K>(asked, channel);
  const key = JSON.stringify([get().modelRevision, asked]);
  const known = replies.get(key) as Promise<Replies[K]> | undefined;
  if (known) return known;
  const reply = LONG.includes(asked.kind) ? requestLong<K>(asked, channel) : client.request<K>(asked, channel);
  replies.set(key, reply);
  reply.catch(() => replies.delete(key));
  if (replies.size > MOST_REPLIES) replies.delete(replies.keys().next().value!);
  return reply;
}

async function requestLong<K extends Request["kind"]>(
  asked: Extract<Request, { kind: K }>,
  channel: string,
): Promise<Replies[K]> {
  const { revision, modelRevision } = get();
  // While the text is broken there is nothing that could be opened
  if (revision !== modelRevision) throw new Replaced("the text cannot be read");
  const lens = longLens();
  set({ longDone: 0 });
  try {
    return await lens.request<K>(asked, channel);
  } finally {
    if (longClient === lens) set({ longDone: undefined });
  }
}

/** Edits claims in the text, as one step of the history; the reason where it may not be. */
export async function editClaim(edit: ClaimEdit): Promise<string | undefined> {
  const { texts, boot, files } = get();
  const asked = { kind: "edit" as const, files: { ...texts, ...filesNow() }, edit, named: boot.folder };
  invariant(client, "the page has begun");
  const edited = await client.request<"edit">(asked, "edit");
  if ("refused" in edited) return edited.refused;
  const lay = (doc: Doc) =>
    Object.entries(edited.files).reduce((laid, [file, text]) => withEdit(laid, file, text, files[file]), doc);
  change(`claims ${get().history.past.length}`, lay);
  return undefined;
}

/** What is on the disk has changed, or was saved just now. */
export function takeFiles(files: Files, texts: Files, edits: Files): void {
  const { history } = get();
  // What was taken in on the page is in no folder, and stays
  set({
    files,
    texts: { ...takenOf(get().texts), ...texts },
    history: { ...history, doc: { ...history.doc, edits } },
  });
  keep();
  open();
}

/** Begins with other files: a bundled standoff or a blank one, as edits until they are saved. */
export function beginWith(files: Files): void {
  set({ dialog: undefined });
  change("start", () => ({ ...NEW_DOC, edits: files }));
}

export async function startPage(boot: Boot, workers: Scripts): Promise<void> {
  store = storage();
  const link = await fromLink(boot);
  keepKey = link.files ? `link ${link.question}` : `${boot.folder} ${boot.main}`;
  const kept = loadKept(store, keepKey);
  const doc = link.doc ?? (boot.doc ? { ...NEW_DOC, ...boot.doc } : undefined);
  // A link is one step more in the history: undo gives back what was there before it
  const history = doc ? changed(kept.history, "link", performance.now(), doc) : kept.history;
  const tab = TABS.find((t) => t === kept.tab);
  const files = link.files ?? boot.files;
  // What is stored of another model is no answer of this one
  const isKept = boot.stored.length === 0 && kept.of !== undefined && kept.of === boot.read?.model?.hash;
  const stored = isKept ? (kept.stored ?? []) : boot.stored;
  set({
    boot: { ...boot, stored },
    files,
    texts: boot.texts,
    history,
    question: link.question ?? kept.question ?? boot.question ?? boot.stored[0]?.question ?? "",
    tab: tab ?? "time",
    keeps: store !== undefined,
    linkSays: link.says,
    ...(link.seed !== undefined && { seed: link.seed }),
    ...(link.runs !== undefined && { runs: link.runs }),
  });
  scripts = workers;
  client = modelWorkerClient(scripts, {
    opened,
    answer,
    unasked: (leverProblems) => set({ leverProblems, isPlaying: false }),
    failed: (broke) => set({ broke, isPlaying: false }),
  });
  set({ executors: client.executors });
  if (Object.keys(filesNow()).length > 0) open();
  else set({ dialog: "start" });
}
