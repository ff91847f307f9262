// Vensim's .mdl: equations `name = formula ~ unit ~ comment |`, INTEG, lookups, and the control group's times (Vensim reference manual).
// Not taken, and listed with its line: mappings between subscripts, exceptions, data variables, macros and what else has no word in the model language.

import { type Imported, keyOf, MOST_CHARACTERS, problemsOf, type Told, withoutBraces } from "./foreign.ts";
import type { Element, Points, StockFlow } from "./stock-flow.ts";
import { stockFlowYaml } from "./stock-flow-yaml.ts";

type Entry = { text: string; unit: string; note: string; line: number };

/** Cut at `|`, but for one within a quoted name: names stand before the first `~` of an entry. */
function cutEntries(text: string): string[] {
  const entries = [""];
  let [isName, isQuoted] = [true, false];
  for (let at = 0; at < text.length; at++) {
    const c = text[at]!;
    if (c === '"' && isName && text[at - 1] !== "\\") isQuoted = !isQuoted;
    else if (c === "~") [isName, isQuoted] = [false, false];
    if (c === "|" && !isQuoted) {
      entries.push("");
      isName = true;
    } else entries[entries.length - 1] += c;
  }
  return entries;
}

/** The part before the sketch, by entry; comments in braces and groups of stars are left out. */
function entriesOf(source: string): Entry[] {
  const end = source.indexOf("\\\\\\---///");
  const text = end < 0 ? source : source.slice(0, end);
  let line = 1;
  return cutEntries(text).map((raw) => {
    const at = line + (/^[\s]*/.exec(raw)?.[0].split("\n").length ?? 1) - 1;
    line += raw.split("\n").length - 1;
    const [equation = "", unit = "", note = ""] = raw.split("~");
    return {
      text: withoutBraces(equation).replaceAll("\\\n", " ").replaceAll("\\\r\n", " ").replace(/\s+/g, " ").trim(),
      unit: unit.trim(),
      note: note.trim(),
      line: at,
    };
  });
}

const POINT = /\(\s*([-+\d.eE]+)\s*,\s*([-+\d.eE]+)\s*\)/g;

function pointsIn(text: string): Points | undefined {
  const points = [...text.replace(/\[[^\]]*\]\s*,?/, "").matchAll(POINT)].map(
    ([, x, y]) => [Number(x), Number(y)] as const,
  );
  return points.length >= 2 && points.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y)) ? points : undefined;
}

/** The two parts of INTEG(rate, start), by the comma outside all brackets and quotes. */
function partsOfCall(text: string): string[] {
  const parts = [""];
  let deep = 0;
  let isQuoted = false;
  for (const c of text) {
    if (c === '"') isQuoted = !isQuoted;
    else if (c === "(" && !isQuoted) deep++;
    else if (c === ")" && !isQuoted) deep--;
    if (c === "," && deep === 0 && !isQuoted) parts.push("");
    else parts[parts.length - 1] += c;
  }
  return parts;
}

/** Where the name of an equation ends: after its quotes, where it has them. */
const nameEnd = (text: string) => /^"(?:[^"\\]|\\.)*"/.exec(text)?.[0].length ?? 0;
const unquoted = (name: string) => name.trim().replace(/^"|"$/g, "");

const INSIDE = /^\s*([A-Za-z ]+?)\s*\(([\s\S]*)\)\s*$/;

function elementOf({ text, unit, note, line }: Entry): Element | undefined {
  const about = { line, ...(unit && { unit }), ...(note && { note }) };
  const equals = text.indexOf("=", nameEnd(text));
  const table = /^("(?:[^"\\]|\\.)*"|[^=("]+?)\s*\(([\s\S]*)\)\s*$/.exec(text);
  if (table && (equals < 0 || equals > table[1]!.length)) {
    const points = pointsIn(table[2]!);
    return {
      kind: "table",
      ...arrayOf(unquoted(table[1]!)),
      equation: "0",
      ...about,
      ...(points ? { points } : { cannot: "its points are not understood" }),
    };
  }
  if (equals < 0) return undefined;
  const name = unquoted(text.slice(0, equals).replace(/:$/, ""));
  const equation = text
    .slice(equals + 1)
    .replace(/^=/, "")
    .trim();
  const base = { ...arrayOf(name), equation, ...about };
  if (/:(INTERPOLATE|RAW|EXCEPT):/i.test(text))
    return { kind: "aux", ...base, cannot: "data variables and exceptions are not supported" };
  const [, called = "", inner = ""] = INSIDE.exec(equation) ?? [];
  const parts = partsOfCall(inner);
  if (/^integ$/i.test(called) && parts.length === 2)
    return { kind: "stock", ...base, rate: parts[0]!.trim(), equation: parts[1]!.trim() };
  if (/^with\s+lookup$/i.test(called)) {
    const points = pointsIn(parts.slice(1).join(","));
    return {
      kind: "aux",
      ...base,
      equation: parts[0]!.trim(),
      ...(points ? { points } : { cannot: "the points of its lookup are not understood" }),
    };
  }
  const cells = base.subscripts && partsOfCall(equation.replaceAll(";", ",")).filter((part) => part.trim() !== "");
  return { kind: "aux", ...base, ...(cells && cells.length > 1 && { cells }) };
}

/** `rate[region, age]` → a name and its subscripts. */
function arrayOf(written: string): Pick<Element, "name" | "subscripts"> {
  const [, name, subs] = /^(.*?)\s*\[([^\]]*)\]$/.exec(written) ?? [];
  if (name === undefined || subs === undefined) return { name: written };
  return { name: unquoted(name), subscripts: subs.split(",").map((sub) => sub.trim()) };
}

const RANGE = /^([^:"=]+):\s*([^=]+)$/;
const COUNTED = /^\(\s*(\D+?)(\d+)\s*-\s*\1(\d+)\s*\)$/;
const MOST_MEMBERS = 1_000;

/** `region: north, south` or `age: (a1-a9)` → a dimension; a mapping to another is not taken. */
function dimensionOf(text: string): { name: string; members: string[] } | undefined {
  const [, name, list] = RANGE.exec(text) ?? [];
  if (name === undefined || list === undefined) return undefined;
  const members = list
    .replace(/->.*$/, "")
    .split(",")
    .flatMap((member) => {
      const [, stem, from, to] = COUNTED.exec(member.trim()) ?? [];
      const count = Math.min(Number(to) - Number(from) + 1, MOST_MEMBERS);
      if (stem === undefined || !(count > 0)) return [member.trim()];
      return Array.from({ length: count }, (_, i) => `${stem}${Number(from) + i}`);
    });
  return { name: name.trim(), members };
}

const CONTROL: Record<string, "start" | "stop" | "dt" | "save"> = {
  "initial time": "start",
  "final time": "stop",
  "time step": "dt",
  saveper: "save",
};

function modelOf(entries: readonly Entry[], file: string, told: Told): StockFlow {
  const dimensions = new Map<string, string[]>();
  const model: StockFlow = {
    title: file.replace(/^.*[\\/]|\.mdl$/gi, ""),
    dialect: "vensim",
    start: 0,
    stop: 100,
    dt: 1,
    timeUnit: "",
    dimensions,
    elements: [],
  };
  for (const entry of entries) {
    if (entry.text === "" || /^\*{3,}/.test(entry.text)) continue;
    if (/^:macro:/i.test(entry.text)) {
      told.left(entry.line, "a macro was not taken");
      continue;
    }
    const text = entry.text.replace(/^\*{3,}[\s\S]*?\*{3,}~?/, "").trim();
    const dimension = dimensionOf(text);
    if (dimension) {
      dimensions.set(keyOf(dimension.name), dimension.members);
      if (text.includes("->")) told.left(entry.line, `where \`${dimension.name}\` is mapped to was not taken`);
      continue;
    }
    const element = elementOf({ ...entry, text });
    if (!element) {
      told.left(entry.line, `\`${text.slice(0, 40)}\` was not taken: it is no equation`);
      continue;
    }
    const control = CONTROL[element.name.toLowerCase()];
    if (control === undefined) model.elements.push(element);
    else if (control !== "save") {
      const value = Number(element.equation);
      if (Number.isFinite(value)) model[control] = value;
      else told.left(entry.line, `${element.name} is not a number: ${model[control]} is taken`);
      if (control === "dt" || model.timeUnit === "") model.timeUnit = (element.unit ?? "").replace(/\[.*$/, "").trim();
    }
  }
  return model;
}

/** Reads Vensim's text format: what can be said in the model language, and a list of what cannot. */
export function readMdl(text: string, file: string): Imported {
  const told = problemsOf(file);
  if (text.length > MOST_CHARACTERS) told.wrong(1, `it has more than ${MOST_CHARACTERS} characters`);
  else if (!text.includes("|") || !text.includes("~"))
    told.wrong(1, "it is no .mdl file: there are no equations of the form `name = formula ~ unit ~ comment |`");
  if (told.list.length > 0) return { problems: told.list, taken: 0 };
  return stockFlowYaml(modelOf(entriesOf(text.replace(/^\{[^}]*\}/, "")), file, told), file, told);
}
