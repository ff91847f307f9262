// Sets one field of one entry (`claims.closed.credence`) in the text of a model file. In: the text, where, and the value. Out: the text
// with that value and everything else as it was; or why not. Checked by reading both: nothing but the field may differ.

import { isMap, type YAMLMap } from "yaml";
import { type Edited, type Entry, endOf, entryOf, lineEnd, lineStart, pairOf, plainOf, splice } from "./places.ts";

export type Value = string | number;

const SAFE = /^[A-Za-z][\w ,.'’%()/;-]*$/;
const NOT_TEXT = /^(?:true|false|yes|no|on|off|null|~)$/i;

/** A text as YAML: plain where nothing in it could be misread, else in double quotes (JSON's escapes are YAML's). */
export function scalar(value: Value, inBraces: boolean): string {
  if (typeof value === "number") return String(value);
  const plain = SAFE.test(value) && !NOT_TEXT.test(value) && !value.endsWith(" ") && !(inBraces && value.includes(","));
  return plain
    ? value
    : JSON.stringify(value).replace(
        /[\u007f-\u009f\u2028\u2029\ufeff]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
}

export function setField(text: string, section: string, id: string, field: string, value: Value): Edited {
  const entry = entryOf(text, section, id);
  if (!entry) return { refused: `there is no \`${id}\` under \`${section}\`` };
  const map = entry.pair.value;
  if (!isMap(map)) return { refused: `\`${section}.${id}\` is no map of fields` };
  const edited = put(text, entry, map as YAMLMap, field, value);
  return sameBut(text, edited, [section, id, field], value)
    ? { text: edited }
    : { refused: `\`${section}.${id}\` is written in a way that cannot be edited in place; edit it by hand` };
}

function put(text: string, entry: Entry, map: YAMLMap, field: string, value: Value): string {
  const found = pairOf(map, field);
  const written = scalar(value, Boolean(map.flow));
  if (found) {
    const range = found.value?.range;
    const [from, to] = range && range[1] > range[0] ? [range[0], range[1]] : [keyEnd(text, found.key.range![1]), -1];
    if (to < 0) return splice(text, [{ from, to: from, text: ` ${written}` }]);
    // A block scalar ends behind its line break, which must stay
    const block = text.slice(from, to).endsWith("\n") ? "\n" : "";
    return splice(text, [{ from, to, text: `${written}${block}` }]);
  }
  if (map.flow) {
    const close = map.range![1] - 1;
    const inner = text.slice(0, close).trimEnd().length;
    const comma = map.items.length === 0 || text[inner - 1] === "," ? " " : ", ";
    return splice(text, [{ from: inner, to: close, text: `${comma}${field}: ${written} ` }]);
  }
  const first = map.items[0]!.key as { range?: [number, number, number] };
  const column = first.range![0] - lineStart(text, first.range![0]);
  const at = lineEnd(text, endOf(map, entry.pair.key));
  const broken = at > 0 && text[at - 1] === "\n";
  return splice(text, [{ from: at, to: at, text: `${broken ? "" : "\n"}${" ".repeat(column)}${field}: ${written}\n` }]);
}

/** Behind the colon of a key. */
const keyEnd = (text: string, at: number) => text.indexOf(":", at) + 1;

type Tree = { [key: string]: Tree | unknown };

function sameBut(before: string, after: string, path: readonly [string, string, string], value: Value): boolean {
  // A copy without shared parts: what an anchor repeats would change along
  const wanted = JSON.parse(JSON.stringify(plainOf(before))) as Tree;
  const [section, id, field] = path;
  const entry = (wanted[section] as Tree)[id] as Tree;
  // A formula in quotes is text; a plain one that looks like a number is one
  entry[field] = value;
  return JSON.stringify(sorted(wanted)) === JSON.stringify(sorted(plainOf(after)));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v)]),
  );
}
