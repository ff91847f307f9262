// Where a model file names a claim outside of `claims`: reasons (`because`), conditions and formulas, beliefs, and the credences of a lens.
// In: a text and a name. Out: places, each the name's own letters, so that another name can be put there. Words for people are passed over.

import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { pairOf, type TextDamage, topOf } from "./places.ts";

/** Fields that hold words, not formulas; and sections in which no formula stands. */
const WORDS = new Set([
  "says",
  "note",
  "label",
  "ask",
  "title",
  "author",
  "publisher",
  "speaker",
  "url",
  "file",
  "name",
]);
const NO_FORMULAS = new Set(["sources", "sets", "use", "standoff", "clock"]);

/** TextDamages that put `to` in the place of every `from`; in a list of reasons that has `to` already, `from` is taken out. */
export function renameReferences(text: string, from: string, to: string): TextDamage[] {
  const found: TextDamage[] = [];
  const top = topOf(text);
  for (const pair of top?.items ?? []) {
    const section = isScalar(pair.key) ? String(pair.key.value) : "";
    if (!NO_FORMULAS.has(section)) visit(pair.value as Node | null, section);
  }
  return found;

  function visit(node: Node | null, field: string): void {
    if (!node || isAlias(node)) return;
    if (isSeq(node) && field === "because") reasons(node as YAMLSeq);
    else if (isSeq(node)) each(node as YAMLSeq);
    else if (isScalar(node)) inFormula(node.range![0], node.range![1], node.value, field);
    if (!isMap(node)) return;
    for (const pair of (node as YAMLMap).items as Pair<Node, Node | null>[]) {
      const key = isScalar(pair.key) ? String(pair.key.value) : "";
      if (key === from && (field === "credence" || field === "believes"))
        found.push({ from: pair.key.range![0], to: pair.key.range![1], text: to });
      if (!WORDS.has(key) && !(key === "options" && isMap(pair.value))) visit(pair.value, key);
    }
  }
  function each(list: YAMLSeq): void {
    for (const item of list.items) visit(item as Node, "");
  }
  function inFormula(start: number, end: number, value: unknown, field: string): void {
    if (typeof value !== "string" || WORDS.has(field)) return;
    const pattern = new RegExp(`(?<![\\w.])${from}(?![\\w.])`, "g");
    for (const match of text.slice(start, end).matchAll(pattern))
      found.push({ from: start + match.index, to: start + match.index + from.length, text: to });
  }
  function reasons(list: YAMLSeq): void {
    const names = list.items.map((item) => (isScalar(item) ? String(item.value) : ""));
    list.items.forEach((item, i) => {
      if (names[i] !== from) return;
      const [start, end] = (item as Node).range!;
      if (!names.includes(to)) found.push({ from: start, to: end, text: to });
      else if (list.flow) found.push(withComma(start, end, i === 0));
      else found.push(wholeLine(start, end));
    });
  }
  function withComma(start: number, end: number, first: boolean): TextDamage {
    if (!first) return { from: text.lastIndexOf(",", start), to: end, text: "" };
    const comma = /^\s*,\s*/.exec(text.slice(end));
    return { from: start, to: end + (comma?.[0].length ?? 0), text: "" };
  }
  function wholeLine(start: number, end: number): TextDamage {
    const next = text.indexOf("\n", end);
    return { from: text.lastIndexOf("\n", start - 1) + 1, to: next < 0 ? text.length : next + 1, text: "" };
  }
}

/** Whether a text's claims hold this one. */
export const holdsClaim = (text: string, id: string) => {
  const claims = pairOf(topOf(text), "claims")?.value;
  return isMap(claims) && pairOf(claims as YAMLMap, id) !== undefined;
};
