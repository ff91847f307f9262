// Where the words of a model stand: the word at a place, and every place of a name, prose and comments left out. In: texts. Out: places.
// A rename changes names in formulas, keys and lists; what people read (labels, notes, sentences) stays as it is.

import type { Place } from "../../base/problem.ts";
import type { CheckedModel } from "../../language/checked-model.ts";

const WORD = /[A-Za-z][\w]*/g;
const PROSE =
  /(?:^|[\s{,])(?:standoff|label|note|says|ask|title|name|author|publisher|speaker|file|url|sha256):\s+("(?:[^"\\]|\\.)*"|'[^']*'|[^,}\n]*)/g;

export type WordAt = { word: string; from: number; to: number };

/** The word that a column of a line stands in or behind. */
export function wordAt(line: string, column: number): WordAt | undefined {
  for (const { 0: word, index } of line.matchAll(WORD))
    if (index <= column && column <= index + word.length) return { word, from: index, to: index + word.length };
  return undefined;
}

/** Prose and comments blanked out, so that every column stays where it is. */
function namesOnly(line: string): string {
  const blank = (text: string) => " ".repeat(text.length);
  const code = line.replace(/(^|\s)#.*$/, blank);
  return code.replace(PROSE, (whole, prose: string) => whole.slice(0, whole.length - prose.length) + blank(prose));
}

/** Every place of a word in a text that is not prose. */
export function placesOf(word: string, text: string, file: string): Place[] {
  return text
    .split("\n")
    .flatMap((line, at) =>
      [...namesOnly(line).matchAll(WORD)]
        .filter(({ 0: found }) => found === word)
        .map(({ index }) => ({ file, line: at + 1, column: index + 1, length: word.length })),
    );
}

/** Where a name is defined: an element's own place. */
export function definitionOf(model: CheckedModel, word: string): Place | undefined {
  const base = (id: string) => id.replace(/\[.*$/, "");
  const named = [
    ...model.stocks.filter((s) => !s.hidden),
    ...model.derived,
    ...model.constants,
    ...model.actors,
    ...model.events,
    ...model.claims,
    ...model.questions,
    ...model.scenarios,
  ];
  const policies = model.policies.filter(({ id }) => id.split(".")[1] === word);
  const options = model.policies.flatMap((p) => p.options).filter(({ id }) => id === word);
  return (named.find(({ id }) => base(id) === word) ?? policies[0] ?? options[0])?.at;
}
