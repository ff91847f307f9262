// Everything that undo covers: moved levers, edited files, pins. Immutable; one history for all of it.
// Moves of one lever in one gesture are one step of the history.

import type { Files, Moved } from "../worker/protocol.ts";

export type Pin = { name: string; moved: Moved };

export type Doc = Moved & {
  /** Files that differ from those the page was opened with. */
  edits: Files;
  pins: readonly Pin[];
};

export const NEW_DOC: Doc = { scenarios: [], set: {}, hold: {}, edits: {}, pins: [] };

export const MOST_PINS = 4;
const MOST_STEPS = 100;
/** Two moves of one lever within this time are one gesture. */
const GESTURE = 800;

export type History = {
  past: readonly Doc[];
  doc: Doc;
  future: readonly Doc[];
  /** What the last change was of, and when: for gestures. */
  last?: { of: string; at: number } | undefined;
};

export const newHistory = (doc: Doc = NEW_DOC): History => ({ past: [], doc, future: [] });

export function changed(history: History, of: string, at: number, doc: Doc): History {
  if (doc === history.doc) return history;
  const goesOn = history.last?.of === of && at - history.last.at < GESTURE;
  const past = goesOn ? history.past : [...history.past, history.doc].slice(-MOST_STEPS);
  return { past, doc, future: [], last: { of, at } };
}

export function undone({ past, doc, future }: History): History {
  const before = past.at(-1);
  return before ? { past: past.slice(0, -1), doc: before, future: [doc, ...future] } : { past, doc, future };
}

export function redone({ past, doc, future }: History): History {
  const [next, ...rest] = future;
  return next ? { past: [...past, doc], doc: next, future: rest } : { past, doc, future };
}

export const movedOf = ({ scenarios, set, hold }: Moved): Moved => ({ scenarios, set, hold });

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([k]) => k !== key));

export const withSet = (doc: Doc, id: string, value: string | undefined): Doc => ({
  ...doc,
  set: value === undefined ? without(doc.set, id) : { ...doc.set, [id]: value },
});

export const withHold = (doc: Doc, policy: string, value: string | undefined): Doc => ({
  ...doc,
  hold: value === undefined ? without(doc.hold, policy) : { ...doc.hold, [policy]: value },
});

export const withEdit = (doc: Doc, file: string, text: string, original: string | undefined): Doc => ({
  ...doc,
  edits: text === original ? without(doc.edits, file) : { ...doc.edits, [file]: text },
});

export const countMoved = (m: Moved) => m.scenarios.length + Object.keys(m.set).length + Object.keys(m.hold).length;
