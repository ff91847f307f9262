// Where things stand in a YAML text, so that an edit can touch them and nothing else. In: a text. Out: offsets of named entries.
// The text is parsed by the yaml library and never printed by it: comments, quotes, order and blank lines stay as a person left them.

import { isMap, isScalar, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from "yaml";

export type TextDamage = { from: number; to: number; text: string };

/** What an edit comes to: the new text, or the sentence that says why not. */
export type Edited = { text: string } | { refused: string };

export type Entry = { map: YAMLMap; pair: Pair<Node, Node | null>; id: string };

export function splice(text: string, splices: readonly TextDamage[]): string {
  let out = text;
  for (const { from, to, text: put } of splices.toSorted((a, b) => b.from - a.from))
    out = out.slice(0, from) + put + out.slice(to);
  return out;
}

/** The text's top-level sections; undefined where it is no YAML map. */
export function topOf(text: string): YAMLMap | undefined {
  const document = parseDocument(text, { lineCounter: new LineCounter(), keepSourceTokens: false, merge: false });
  return document.errors.length === 0 && isMap(document.contents) ? (document.contents as YAMLMap) : undefined;
}

export const plainOf = (text: string): unknown =>
  parseDocument(text, { logLevel: "silent" }).toJS({ maxAliasCount: 100 });

const nameOf = (key: unknown) => (isScalar(key) ? String(key.value) : undefined);

export function pairOf(map: YAMLMap | undefined, id: string): Pair<Node, Node | null> | undefined {
  return map?.items.find((pair) => nameOf(pair.key) === id) as Pair<Node, Node | null> | undefined;
}

export function sectionOf(top: YAMLMap | undefined, section: string): YAMLMap | undefined {
  const value = pairOf(top, section)?.value;
  return isMap(value) ? (value as YAMLMap) : undefined;
}

/** The entry `section.id` of a text. */
export function entryOf(text: string, section: string, id: string): Entry | undefined {
  const map = sectionOf(topOf(text), section);
  const pair = pairOf(map, id);
  return map && pair ? { map, pair, id } : undefined;
}

export const idsOf = (text: string, section: string): string[] =>
  sectionOf(topOf(text), section)?.items.flatMap((pair) => nameOf(pair.key) ?? []) ?? [];

/** Where the last word of a node ends, comments after it left out. */
export function endOf(node: Node | null | undefined, key: Node): number {
  if (node && isMap(node) && !(node as YAMLMap).flow && (node as YAMLMap).items.length > 0) {
    const last = (node as YAMLMap).items.at(-1) as Pair<Node, Node | null>;
    return endOf(last.value, last.key);
  }
  return node?.range ? Math.max(node.range[1], key.range![1]) : key.range![1];
}

export const lineStart = (text: string, at: number) => text.lastIndexOf("\n", at - 1) + 1;

/** Behind the line break of the line in which `at` stands; a text that ends without one counts as if it had it. */
export function lineEnd(text: string, at: number): number {
  if (at > 0 && text[at - 1] === "\n") return at;
  const found = text.indexOf("\n", at);
  return found < 0 ? text.length : found + 1;
}

/** The whole lines of an entry; undefined where it shares a line with others (a map in braces). */
export function linesOf(text: string, { map, pair }: Entry): { from: number; to: number; column: number } | undefined {
  if (map.flow) return undefined;
  const start = pair.key.range![0];
  const from = lineStart(text, start);
  if (text.slice(from, start).trim() !== "") return undefined;
  return { from, to: lineEnd(text, endOf(pair.value, pair.key)), column: start - from };
}
