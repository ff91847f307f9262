// YAML tree → sections of the right shape (shape/sections.ts). In: a SourceFile. Out: its plain content, with what is
// wrong said by key and place. A section that is wrong in one place is left out there alone, so that the rest is still checked.

import { isMap, isScalar, type Node, type Pair } from "yaml";
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
  const [section, name] = path;
  if (path.length === 0) return "a model file";
  if (path.length === 1 || typeof name !== "string") return `\`${section}\``;
  const one = String(section).replace(/ies$/, "y").replace(/s$/, "");
  return one === "clock" ? "the clock" : `the ${one} \`${name}\``;
}

/** A union's own issues say nothing to a person: take the branch that got furthest, or the union's title. */
function sayUnion(file: SourceFile, root: unknown, issue: Issue & { code: "invalid_union" }, problems: Problems): void {
  const path = issue.path as Path;
  const value = valueAt(root, path);
  const deep = issue.errors
    .map((branch) => branch.filter((i) => i.path.length > 0 || i.code === "unrecognized_keys"))
    .find((branch) => branch.length > 0 && typeof value === "object" && value !== null);
  if (deep) {
    for (const inner of deep) sayIssue(file, root, { ...inner, path: [...path, ...inner.path] } as Issue, problems);
    return;
  }
  const wanted = titleAt(path) ?? "something else";
  problems.add("wrong-kind", placeOfValue(file, path), { wanted: `a ${wanted}`, got: kindOf(value) });
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
  if (def.shape) return schemaAt(def.shape[String(head)], rest);
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
      const near = nearestName(name, known);
      const at = placeOfKey(file, [...path, name]);
      problems.add("unknown-key", at, { name, where: whereOf(path), near, known: known.join(", ") });
    }
  } else if (issue.code === "invalid_union") {
    sayUnion(file, root, issue, problems);
  } else if (value === undefined) {
    const parent = path.slice(0, -1);
    problems.add("missing-key", placeOfKey(file, parent), { where: whereOf(parent), name: String(path.at(-1)) });
  } else if (issue.code === "invalid_value") {
    const known = issue.values.map(String);
    const near = nearestName(String(value), known);
    const wanted = near ? `\`${near}\`` : `one of ${known.join(", ")}`;
    problems.add("wrong-kind", placeOfValue(file, path), { wanted, got: kindOf(value) });
  } else if (issue.code === "invalid_type") {
    const wanted = WANTED[issue.expected] ?? String(issue.expected);
    problems.add("wrong-kind", placeOfValue(file, path), { wanted, got: kindOf(value) });
  } else {
    problems.add("wrong-kind", placeOfValue(file, path), {
      wanted: titleAt(path) ?? issue.message,
      got: kindOf(value),
    });
  }
}

/**
 * `{ is: between(1, 2), unit: x }`: YAML ends the value at the comma. Says so, and takes the map's content out.
 * Out: the stretch of text that should be one value, for `check --fix`.
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
    while (open > 0 && j + 1 < pairs.length) {
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

/** All cut values of a file; the maps that hold them are emptied, so that their pieces raise no further problems. */
function takeOutCuts(file: SourceFile, problems: Problems): CutValue[] {
  const cuts: CutValue[] = [];
  const stack: unknown[] = [file.document?.contents];
  while (stack.length > 0) {
    const node = stack.pop();
    if (!isMap(node)) continue;
    const here = cutValuesOf(file, node);
    for (const cut of here) {
      const text = file.text.slice(cut.from, cut.to).replace(/\s+/g, " ");
      problems.add("cut-by-comma", placeOf(file, cut.from, cut.to), { text });
      const pair = node.items.find((p) => (p.value as Node | null)?.range?.[0] === cut.from);
      node.items = node.items.filter((p) => {
        const at = (p.key as Node).range?.[0] ?? 0;
        return at < cut.from || at >= cut.to;
      });
      if (isScalar(pair?.value)) pair.value.value = 0;
    }
    cuts.push(...here);
    for (const pair of node.items) stack.push(pair.value);
  }
  return cuts;
}

function sayNonFinite(file: SourceFile, value: unknown, path: Path, problems: Problems): void {
  if (typeof value === "number" && !Number.isFinite(value)) {
    problems.add("out-of-range", placeOfValue(file, path), {
      what: "this number",
      value: String(value),
      wanted: "finite",
    });
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) sayNonFinite(file, inner, [...path, key], problems);
  }
}

function dropPath(root: unknown, path: Path): void {
  // A wrong key spoils its element alone: sections.x.name is left out, not the section.
  const upTo = Math.min(path.length, 2);
  const parent = valueAt(root, path.slice(0, upTo - 1));
  if (typeof parent === "object" && parent !== null) delete (parent as Record<string, unknown>)[String(path[upTo - 1])];
}

export type ShapedFile = { content: ModelFile; cuts: CutValue[] };

/** Reads the shape of a file. What is wrong is said and left out of `content`. */
export function readShape(file: SourceFile, problems: Problems): ShapedFile {
  const cuts = takeOutCuts(file, problems);
  const root = plainOf(file.document?.contents as Node | undefined) ?? {};
  if (typeof root !== "object") return { content: {}, cuts };
  for (const [key, value] of Object.entries(root)) {
    // `claims:` with nothing under it is an empty section, not a fault
    if (value === null && key in SECTIONS) delete (root as Record<string, unknown>)[key];
  }
  sayNonFinite(file, root, [], problems);
  for (let round = 0; round < 3; round++) {
    const read = MODEL_FILE.safeParse(root);
    if (read.success) return { content: root as ModelFile, cuts };
    for (const issue of read.error.issues) {
      sayIssue(file, root, issue, problems);
      if (issue.code === "unrecognized_keys") {
        const parent = valueAt(root, issue.path as Path) as Record<string, unknown>;
        for (const key of issue.keys) delete parent[key];
      } else dropPath(root, issue.path as Path);
    }
  }
  return { content: {}, cuts };
}
