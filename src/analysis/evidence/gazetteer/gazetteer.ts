// The gazetteer as the scanner wants it: names by their first word. In: the three tables. Out: a look-up, built once and
// never changed. A name is spelled in words (Token.lower without hyphens); its capital is checked against the text.

import { ORGANISATIONS } from "./organisations.ts";
import { LEADERS } from "./persons.ts";
import { STATES } from "./states.ts";

export type MentionKind = "state" | "adj" | "cap" | "person" | "org";

export type Entry = { actor: string; kind: MentionKind; name: string; words: string[] };

const WORD = /(?:\p{Lu}\.){2,}|[\p{L}\p{M}\p{N}]+(?:['’ʻ](?!s(?![\p{L}\p{N}]))[\p{L}]+)*/gu;

export function nameWords(name: string): string[] {
  return [...name.matchAll(WORD)].map((m) => m[0]);
}

function entry(actor: string, kind: MentionKind, name: string): Entry {
  return { actor, kind, name, words: nameWords(name) };
}

const list = (field: string | undefined) => (field ?? "").split(";").filter((s) => s !== "");
const rows = (table: string) =>
  table
    .trim()
    .split("\n")
    .map((row) => row.split("|"));

function allEntries(): Entry[] {
  const entries: Entry[] = [];
  for (const [iso = "", names, adjectives, capitals] of rows(STATES)) {
    for (const name of list(names)) entries.push(entry(iso, "state", name));
    for (const name of list(adjectives)) entries.push(entry(iso, "adj", name));
    for (const name of list(capitals)) entries.push(entry(iso, "cap", name));
  }
  for (const [short = "", names] of rows(ORGANISATIONS))
    for (const name of list(names)) entries.push(entry(short, "org", name));
  for (const [full = "", alone = "", iso = ""] of rows(LEADERS)) {
    entries.push(entry(iso, "person", full));
    if (alone !== "" && !entries.some((e) => e.name === alone)) entries.push(entry(iso, "person", alone));
  }
  return entries;
}

function byFirstWord(entries: readonly Entry[]): Map<string, Entry[]> {
  const index = new Map<string, Entry[]>();
  for (const e of entries) {
    const first = e.words[0]!;
    index.set(first, [...(index.get(first) ?? []), e]);
  }
  for (const same of index.values()) same.sort((a, b) => b.words.length - a.words.length);
  return index;
}

const INDEX = byFirstWord(allEntries());

/** Entries that begin with this word as it is written, longest first. */
export function entriesFrom(word: string): readonly Entry[] {
  return INDEX.get(word) ?? [];
}

/** True where the word alone is a name of the gazetteer. */
export function isName(word: string): boolean {
  return entriesFrom(word).some((e) => e.words.length === 1);
}
