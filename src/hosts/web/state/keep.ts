// What a browser keeps between two visits: the history and the page's settings, one entry a model. Where storage is off, nothing is kept
// and the page says so. Texts are kept once each, however many steps of the history hold them.

import type { StoredAnswer } from "./boot.ts";
import { type Doc, type History, NEW_DOC, newHistory } from "./doc.ts";

export type Kept = {
  history: History;
  question?: string | undefined;
  tab?: string | undefined;
  /** Answers of the model as it is, for the page to open on, and the hash of the model that they are of. */
  stored?: readonly StoredAnswer[] | undefined;
  of?: string | undefined;
};

const PREFIX = "standoff 1 ";
const MOST_CHARACTERS = 2_000_000;

export function storage(): Storage | undefined {
  try {
    const probe = `${PREFIX}probe`;
    localStorage.setItem(probe, "1");
    localStorage.removeItem(probe);
    return localStorage;
  } catch {
    return undefined;
  }
}

type Thin = Omit<Doc, "edits"> & { edits: Record<string, number> };

function thinned(docs: readonly Doc[]): { texts: string[]; docs: Thin[] } {
  const places = new Map<string, number>();
  const place = (text: string) => {
    const at = places.get(text) ?? places.size;
    places.set(text, at);
    return at;
  };
  const thin = docs.map((doc) => ({
    ...doc,
    edits: Object.fromEntries(Object.entries(doc.edits).map(([file, text]) => [file, place(text)])),
  }));
  return { texts: [...places.keys()], docs: thin };
}

export function keepAs(kept: Kept): string {
  const { past, doc, future } = kept.history;
  const { texts, docs } = thinned([...past, doc, ...future]);
  const { question, tab, stored, of } = kept;
  return JSON.stringify({ texts, docs, at: past.length, question, tab, stored, of });
}

function docOf(thin: Partial<Thin>, texts: readonly string[]): Doc {
  const edits = Object.entries(thin.edits ?? {}).map(([file, at]) => [file, texts[at] ?? ""]);
  return { ...NEW_DOC, ...thin, edits: Object.fromEntries(edits) };
}

function storedFrom(value: unknown): StoredAnswer[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (s: Partial<StoredAnswer> | null): s is StoredAnswer =>
      typeof s?.question === "string" &&
      typeof s.sentence === "string" &&
      typeof s.runs === "number" &&
      typeof s.seed === "number",
  );
}

/** Reads what was kept; anything that is not what this page wrote counts as nothing. */
export function keptFrom(text: string | null): Kept | undefined {
  try {
    const data = JSON.parse(text ?? "") as {
      texts: string[];
      docs: Thin[];
      at: number;
      question?: string;
      tab?: string;
      stored?: unknown;
      of?: string;
    };
    const docs = data.docs.map((thin) => docOf(thin, data.texts));
    const doc = docs[data.at];
    if (!doc) return undefined;
    const history: History = { past: docs.slice(0, data.at), doc, future: docs.slice(data.at + 1) };
    const { question, tab, of } = data;
    return { history, question, tab, stored: storedFrom(data.stored), of };
  } catch {
    return undefined;
  }
}

export function loadKept(store: Storage | undefined, key: string): Kept {
  return keptFrom(store?.getItem(PREFIX + key) ?? null) ?? { history: newHistory() };
}

/** Keeps it, with a shorter past where it is large; gives up silently where even that does not fit (private windows). */
export function saveKept(store: Storage | undefined, key: string, kept: Kept): void {
  if (!store) return;
  let text = keepAs(kept);
  if (text.length > MOST_CHARACTERS) text = keepAs({ ...kept, history: { ...newHistory(kept.history.doc) } });
  try {
    store.setItem(PREFIX + key, text);
  } catch {
    return;
  }
}
