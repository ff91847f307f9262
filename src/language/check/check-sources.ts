// Sources and the words of claims: where each stands in its source. With the text at hand, hash and ranges are checked;
// without it a warning says that they were not.

import { sha256Hex } from "../../statistics/sha256.ts";
import type { ClaimSource, Source, Stance } from "../checked-model.ts";
import { type Element, fieldOf, listField, placeOfElement, placeOfLocated, textField } from "../names/elements.ts";
import { dataPath, type ReadFile, type SourceFileText } from "../names/load.ts";
import type { Checker } from "./checker.ts";

/** Code points of a text: what ranges count. */
const lengthOf = (text: string) => {
  let count = 0;
  for (const _ of text) count++;
  return count;
};

function sourceOf(id: string, element: Element): Source {
  const text = (key: string) => textField(element, key);
  return {
    id,
    title: text("title") ?? id,
    author: text("author"),
    publisher: text("publisher"),
    published: text("published"),
    url: text("url"),
    file: text("file"),
    sha256: text("sha256"),
    grade: text("grade"),
    note: text("note"),
    at: placeOfElement(element),
  };
}

/** The history's path, as the reader of files takes it. */
export function historyOf(c: Checker): string | undefined {
  const { history } = c.loaded;
  if (!history) return undefined;
  const path = dataPath(c.loaded, history);
  if (path === undefined) c.problems.add("use-outside", placeOfLocated(history), { path: history.value, ...BESIDE });
  return path;
}

const BESIDE = { mend: "keep it in the model's folder, or in the folder `texts` beside it" };

type Text = { length: number; hashes: readonly string[] } | undefined;

/** A source as it is read: by its bytes where the reader of files knows them, else by its text alone. */
function sourceText(readFile: ReadFile, path: string): SourceFileText | undefined {
  if (readFile.source) return readFile.source(path);
  const text = readFile(path);
  return text === undefined ? undefined : { text, hashes: [sha256Hex(text)] };
}

export function checkSources(c: Checker, readFile: ReadFile): { sources: Source[]; lengths: Map<string, number> } {
  const lengths = new Map<string, number>();
  const texts = new Map<string, Text>();
  const textAt = (path: string): Text => {
    if (!texts.has(path)) {
      const read = sourceText(readFile, path);
      texts.set(path, read && { length: lengthOf(read.text), hashes: read.hashes });
    }
    return texts.get(path);
  };
  const sources = [...c.loaded.sections.sources].map(([id, element]) => {
    const source = sourceOf(id, element);
    const file = fieldOf(element, "file");
    if (!file) return source;
    const path = dataPath(c.loaded, file);
    if (path === undefined) {
      c.problems.add("use-outside", placeOfLocated(file), { path: String(file.value), ...BESIDE });
      return source;
    }
    const text = textAt(path);
    if (text === undefined) {
      c.problems.add("source-left-out", placeOfLocated(file), { name: id, path });
      return { ...source, file: path };
    }
    lengths.set(id, text.length);
    const hash = fieldOf(element, "sha256");
    if (hash && !text.hashes.includes(String(hash.value).toLowerCase())) {
      c.problems.add("source-differs", placeOfLocated(hash), { name: id });
    }
    return { ...source, file: path };
  });
  return { sources, lengths };
}

export function checkClaims(c: Checker, lengths: Map<string, number>): ClaimSource[] {
  const known = c.loaded.sections.sources;
  return [...c.loaded.sections.claims].map(([id, element]) => {
    const source = fieldOf(element, "source");
    const name = source && String(source.value);
    if (source && name !== undefined && !known.has(name)) {
      c.problems.add("unknown-source", placeOfLocated(source), { name, among: known.keys() });
    }
    const at = fieldOf(element, "at");
    const range = at?.value as { start: number; end: number } | undefined;
    const length = lengths.get(name ?? "");
    const outside =
      range && (range.start < 0 || range.end <= range.start || range.end > (length ?? Number.POSITIVE_INFINITY));
    if (at && outside) {
      c.problems.add("range-outside-source", placeOfLocated(at), {
        start: range.start,
        end: range.end,
        length: length ?? "unknown",
      });
    }
    return {
      id,
      constant: fieldOf(element, "credence") ? c.constantSlots.get(id) : undefined,
      says: textField(element, "says") ?? "",
      source: name,
      range: range && { start: range.start, end: range.end },
      stance: (textField(element, "stance") ?? "asserted") as Stance,
      speaker: textField(element, "speaker") ?? "author",
      deniedBy: listField(element, "denied_by").map((l) => l.value),
      origin: textField(element, "origin"),
      note: textField(element, "note"),
      at: placeOfElement(element),
    };
  });
}
