// What all importers share: the bounds of a foreign file, problems with places in it, and names that a model may have.
// An importer never throws for what stands in a file: what it cannot take is listed with its line, and the rest is taken.

import type { Problem } from "../base/problem.ts";

export type Imported = {
  /** The model as YAML; undefined where nothing could be taken. */
  yaml?: string | undefined;
  problems: Problem[];
  /** How many parts of the file became parts of the model, for saying so. */
  taken: number;
};

/** A model of more characters than this is not read. */
export const MOST_CHARACTERS = 2_000_000;
export const MOST_PARTS = 5_000;

export type Told = {
  list: Problem[];
  /** What cannot be taken: the model goes on without it. */
  left: (line: number, says: string, mend?: string) => void;
  /** What makes the file no file of its kind. */
  wrong: (line: number, says: string, mend?: string) => void;
};

export function problemsOf(file: string): Told {
  const list: Problem[] = [];
  const add = (severity: Problem["severity"], code: string) => (line: number, says: string, mend?: string) => {
    if (list.length < 200)
      list.push({
        code,
        severity,
        at: { file, line, column: 1, length: 1 },
        says,
        ...(mend !== undefined && { mend }),
      });
  };
  return { list, left: add("warning", "not-imported"), wrong: add("error", "foreign-file") };
}

const TAKEN =
  "min max abs sqrt exp log logistic clamp floor lookup smooth delay draw utility any all count sum mean noise normal uniform triangular beta lognormal bernoulli poisson choice if then else and or not is in for where to t date owner actors true false";

/** A foreign name without its case, blanks and underscores, which tell no two names apart. */
export const keyOf = (name: string) =>
  name
    .toLowerCase()
    .replace(/\\n|[\s_]+/g, " ")
    .replace(/ +/g, " ")
    .trim();

/** Gives each name that it is asked for a new one of letters, digits and underscores, none twice and none of `taken`. */
export function maker(taken: string): (name: string) => string {
  const used = new Set(taken.split(" "));
  return (name) => {
    const plain = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 60);
    const base = /^[a-z]/.test(plain) ? plain : `v_${plain}`.replace(/_$/, "");
    let id = base;
    for (let n = 2; used.has(id); n++) id = `${base}_${n}`;
    used.add(id);
    return id;
  };
}

/** Gives each foreign name a name of ours, always the same, none twice. */
export function namer(): (name: string) => string {
  const make = maker(TAKEN);
  const given = new Map<string, string>();
  return (name) => {
    const key = keyOf(name);
    const id = given.get(key) ?? make(key);
    given.set(key, id);
    return id;
  };
}

/** A text for one line of YAML. */
export const quoted = (text: string) => JSON.stringify(text.replace(/\s+/g, " ").trim().slice(0, 400));

/** A number as a formula has it: JavaScript's shortest form that reads back, without an exponent's plus. */
export const figure = (x: number) => String(x).replace("e+", "e");

/** The text without what stands in braces. By hand: a pattern would look for the end of each brace that has none. */
export function withoutBraces(text: string): string {
  let out = "";
  for (let at = 0; ; ) {
    const open = text.indexOf("{", at);
    const close = open < 0 ? -1 : text.indexOf("}", open);
    if (close < 0) return out + text.slice(at);
    out += `${text.slice(at, open)} `;
    at = close + 1;
  }
}
