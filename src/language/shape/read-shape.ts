// YAML tree → sections of the right shape (shape/sections.ts). In: a SourceFile. Out: its plain content, with what is
// wrong said by key and place. A section that is wrong in one place is left out there alone, so that the rest is still checked.

import { isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap } from "yaml";
import type { z } from "zod";
import { nearestName } from "../../base/nearest-name.ts";
import type { Problems } from "../problems.ts";
import { plainOf } from "../text/read-yaml.ts";
import { type Path, placeOf, placeOfKey, placeOfValue, type SourceFile } from "../text/source-file.ts";
import { MODEL_FILE, type ModelFile, SECTIONS } from "./sections.ts";

type Issue = z.core.$ZodIssue;

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "nothing";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  if (typeof value === "string") return `the text \`${value.length > 30 ? `${value.slice(0, 30)}…` : value}\``;
  return `\`${String(value)}\``;
}

function valueAt(root: unknown, path: Path): unknown {
  let at: unknown = root;
  for (const part of path) at = (at as Record<string | number, unknown> | undefined)?.[part];
  return at;
}

const isPlain = (value: unknown) => typeof value === "number" || typeof value === "boolean";

const WANTED: Record<string, string> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "a map of names",
  record: "a map of names",
};

/** Words for a place in the model: "the policy `CHN.korea`". */
function whereOf(path: Path): string {
  const [section, name, term] = path;
  if (path.length === 0) return "a model file";
  if (path.length === 1 || typeof name !== "string") return `\`${section}\``;
  const one = String(section).replace(/ies$/, "y").replace(/s$/, "");
  if (section === "values") return `the value \`${[name, term].filter(Boolean).join(".")}\``;
  return one === "clock" ? "the clock" : `the ${one} \`${name}\``;
}

/** Of a union's branches the one that got furthest into a map or list; the others say nothing to a person. */
function deepBranch(issue: Issue & { code: "invalid_union" }, value: unknown): Issue[] | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return issue.errors
    .map((branch) => branch.filter((i) => i.path.length > 0 || i.code === "unrecognized_keys"))
    .find((branch) => branch.length > 0)
    ?.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }) as Issue);
}

const withArticle = (title: string) => (/^(an? |one |true |options |stocks )/.test(title) ? title : `a ${title}`);

function sayUnion(file: SourceFile, root: unknown, issue: Issue & { code: "invalid_union" }, problems: Problems): void {
  const path = issue.path as Path;
  const value = valueAt(root, path);
  const deep = deepBranch(issue, value);
  if (deep) {
    for (const inner of deep) sayIssue(file, root, inner, problems);
    return;
  }
  const wanted = withArticle(titleAt(path) ?? "something else");
  problems.add("wrong-kind", placeOfValue(file, path), { wanted, got: kindOf(value) });
}

type ZodDef = {
  type?: string;
  innerType?: z.ZodType;
  element?: z.ZodType;
  valueType?: z.ZodType;
  shape?: Record<string, z.ZodType>;
  options?: z.ZodType[];
};

/** The schema at a path, by walking objects, records, lists and (first fitting) unions. */
function schemaAt(schema: z.ZodType | undefined, path: Path): z.ZodType | undefined {
  if (!schema) return undefined;
  const def = schema.def as ZodDef;
  if (def.innerType && def.type !== "record") return schemaAt(def.innerType, path);
  if (path.length === 0) return schema;
  const [head, ...rest] = path;
  if (def.shape) return Object.hasOwn(def.shape, String(head)) ? schemaAt(def.shape[String(head)], rest) : undefined;
  if (def.valueType) return schemaAt(def.valueType, rest);
  if (def.element) return schemaAt(def.element, rest);
  for (const option of def.options ?? []) {
    const found = schemaAt(option, path);
    if (found) return found;
  }
  return undefined;
}

const titleAt = (path: Path) => schemaAt(MODEL_FILE, path)?.meta()?.title;

function keysAt(path: Path): string[] {
  let schema = schemaAt(MODEL_FILE, path);
  const options = (schema?.def as ZodDef | undefined)?.options;
  if (options) schema = options.find((o) => (o.def as ZodDef).shape);
  return Object.keys((schema?.def as ZodDef | undefined)?.shape ?? {});
}

function sayIssue(file: SourceFile, root: unknown, issue: Issue, problems: Problems): void {
  const path = issue.path as Path;
  const value = valueAt(root, path);
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(path);
    for (const name of issue.keys) {
      const at = placeOfKey(file, [...path, name]);
      problems.add("unknown-key", at, { name, where: whereOf(path), among: known, known: known.join(", ") });
    }
  } else if (value === undefined) {
    const parent = path.slice(0, -1);
    const where = parent.length === 1 && parent[0] === "clock" ? "the clock" : whereOf(parent);
    problems.add("missing-key", placeOfKey(file, parent), { where, name: String(path.at(-1)) });
  } else if (issue.code === "invalid_union") {
    sayUnion(file, root, issue, problems);
  } else if (issue.code === "invalid_value") {
    const known = issue.values.map(String);
    const near = typeof value === "string" ? nearestName(value, known) : undefined;
    const mend = near && `did you mean \`${near}\`?`;
    problems.add("wrong-kind", placeOfValue(file, path), {
      wanted: `one of ${known.join(", ")}`,
      got: kindOf(value),
      mend,
    });
  } else if (issue.code === "invalid_type") {
    const wanted = WANTED[issue.expected] ?? String(issue.expected);
    const mend = issue.expected === "string" && isPlain(value) ? `put it in quotes: "${String(value)}"` : undefined;
    problems.add("wrong-kind", placeOfValue(file, path), { wanted, got: kindOf(value), mend });
  } else {
    problems.add("wrong-kind", placeOfValue(file, path), {
      wanted: withArticle(titleAt(path) ?? issue.message),
      got: kindOf(value),
    });
  }
}

/**
 * `{ is: between(1, 2), unit: x }`: YAML ends the value at the comma. Says so, and takes the map's content out.
 * Out: the segment of text that should be one value, for `check --fix`.
 */
export type CutValue = { file: string; from: number; to: number };

function cutValuesOf(file: SourceFile, map: { items: unknown[]; flow?: boolean | undefined }): CutValue[] {
  const cuts: CutValue[] = [];
  if (!map.flow) return cuts;
  const pairs = map.items as Pair<Node, Node | null>[];
  for (let i = 0; i < pairs.length; i++) {
    const start = pairs[i]!.value;
    if (!isScalar(start) || typeof start.value !== "string" || start.type !== "PLAIN") continue;
    let open = balance(start.value);
    let j = i;
    while (j + 1 < pairs.length && (open > 0 || isLeftOver(pairs[j + 1]!))) {
      const next = pairs[++j]!;
      open += balance(file.text.slice(next.key?.range?.[0] ?? 0, (next.value?.range ?? next.key?.range)?.[1] ?? 0));
    }
    if (j > i) {
      const last = pairs[j]!;
      const to = (last.value?.range ?? last.key?.range)?.[1] ?? start.range![1];
      cuts.push({ file: file.name, from: start.range![0], to });
      i = j;
    }
  }
  return cuts;
}

const balance = (text: string) => (text.match(/[([]/g)?.length ?? 0) - (text.match(/[)\]]/g)?.length ?? 0);

/** `{ ask: So, what will China do? }` leaves a key of several words without a value: it is the end of the value before it. */
const isLeftOver = ({ key, value }: Pair<Node, Node | null>) =>
  (value === null || (isScalar(value) && value.source === "" && value.value === null)) &&
  isScalar(key) &&
  key.type === "PLAIN" &&
  !/^[\w.]+(\[[^\]]*\])?$/.test(String(key.value));

/** The items of a map with its cut values whole again, and without their other pieces. */
function mended(file: SourceFile, map: YAMLMap, cuts: readonly CutValue[]): YAMLMap["items"] {
  const byStart = new Map(cuts.map((cut) => [cut.from, cut]));
  let next = 0;
  return map.items.filter((pair) => {
    const at = (pair.key as Node).range?.[0] ?? 0;
    while (next < cuts.length && at >= cuts[next]!.to) next++;
    const value = pair.value as Node | null;
    const cut = byStart.get(value?.range?.[0] ?? -1);
    if (cut && isScalar(value)) {
      value.value = file.text.slice(cut.from, cut.to);
      value.range = [cut.from, cut.to, cut.to];
    }
    return next === cuts.length || at < cuts[next]!.from;
  });
}

/** All cut values of a file. Their maps are mended, so that the pieces raise no further problems. */
function takeOutCuts(file: SourceFile, problems: Problems): CutValue[] {
  const cuts: CutValue[] = [];
  const stack: unknown[] = [file.document?.contents];
  while (stack.length > 0) {
    const node = stack.pop();
    if (isSeq(node)) stack.push(...node.items);
    if (!isMap(node)) continue;
    const here = cutValuesOf(file, node);
    for (const cut of here) {
      const text = file.text.slice(cut.from, cut.to).replace(/\s+/g, " ");
      problems.add("cut-by-comma", placeOf(file, cut.from, cut.to), { text });
      cuts.push(cut);
    }
    if (here.length > 0) node.items = mended(file, node, here);
    for (const pair of node.items) stack.push(pair.value);
  }
  return cuts;
}

/** Says numbers that are none, and puts 0 in their place. */
function takeOutNonFinite(file: SourceFile, within: Record<string, unknown>, path: Path, problems: Problems): void {
  for (const [key, value] of Object.entries(within)) {
    const here = [...path, key];
    if (typeof value === "number" && !Number.isFinite(value)) {
      const facts = { what: "this number", value: String(value), wanted: "finite" };
      problems.add("out-of-range", placeOfValue(file, here), facts);
      within[key] = 0;
    } else if (typeof value === "object" && value !== null) {
      takeOutNonFinite(file, value as Record<string, unknown>, here, problems);
    }
  }
}

/** How much of the model a fault spoils: the element it stands in (a value term, an actor), or a section that is one thing. */
function spoiledPath(path: Path): Path {
  const section = String(path[0]);
  return path.slice(0, section === "values" ? 3 : ["clock", "standoff", "history", "use"].includes(section) ? 1 : 2);
}

/** Leaves out what a fault spoils, and tells the problems, so that what misses it is not said again. */
function leaveOut(root: unknown, path: Path, problems: Problems): void {
  const spoiled = spoiledPath(path);
  const parent = valueAt(root, spoiled.slice(0, -1));
  if (typeof parent === "object" && parent !== null) delete (parent as Record<string, unknown>)[String(spoiled.at(-1))];
  const [section, ...names] = spoiled;
  if (section === "use") problems.leaveOutMuch();
  problems.leaveOut(names.length === 0 ? String(section) : names.join(".").replace(/\s*\[.*/, ""));
}

function leaveOutIssue(root: unknown, issue: Issue, problems: Problems): void {
  const deep = issue.code === "invalid_union" ? deepBranch(issue, valueAt(root, issue.path as Path)) : undefined;
  if (deep) {
    for (const inner of deep) leaveOutIssue(root, inner, problems);
    return;
  }
  if (issue.code !== "unrecognized_keys") {
    leaveOut(root, issue.path as Path, problems);
    return;
  }
  const parent = valueAt(root, issue.path as Path) as Record<string, unknown> | undefined;
  // What holds it may be left out already, for another fault
  if (parent === undefined) return;
  for (const key of issue.keys) {
    // A section's name misspelt: all that it names is missing
    const names = issue.path.length === 0 && typeof parent[key] === "object" ? Object.keys(parent[key] ?? {}) : [];
    for (const name of names) problems.leaveOut(name.replace(/\s*\[.*/, ""));
    delete parent[key];
  }
}

export type ShapedFile = { content: ModelFile; cuts: CutValue[] };

/** Each round leaves out what it found wrong; a union may hide a second fault behind the first. */
const ROUNDS = 8;

/** Reads the shape of a file. What is wrong is said and left out of `content`. */
export function readShape(file: SourceFile, problems: Problems): ShapedFile {
  const cuts = takeOutCuts(file, problems);
  const root = plainOf(file.document?.contents as Node | undefined);
  if (typeof root !== "object" || root === null || Array.isArray(root)) return { content: {}, cuts };
  const sections = root as Record<string, unknown>;
  for (const [key, value] of Object.entries(sections)) {
    // `claims:` with nothing under it is an empty section, not a fault
    if (value === null && Object.hasOwn(SECTIONS, key)) delete sections[key];
  }
  takeOutNonFinite(file, sections, [], problems);
  for (let round = 0; round < ROUNDS && !problems.full; round++) {
    const read = MODEL_FILE.safeParse(root);
    if (read.success) return { content: root as ModelFile, cuts };
    for (const issue of read.error.issues) if (!problems.full) sayIssue(file, root, issue, problems);
    for (const issue of read.error.issues) leaveOutIssue(root, issue, problems);
  }
  problems.leaveOutMuch();
  return { content: {}, cuts };
}
