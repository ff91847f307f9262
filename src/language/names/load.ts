// A folder → its merged sections: reads the main file and what it `use`s, in order. A name defined twice is said with both places.
// Paths never leave the model's folder, except for a whole model that stands beside it (an overlay uses it as ../name).
// In: the name of the main file and a way to read a file. Out: sections of elements, the files read, and cut values for --fix.

import { LIMITS } from "../limits.ts";
import type { Facts, ProblemCode, Problems } from "../problems.ts";
import { type CutValue, readShape } from "../shape/read-shape.ts";
import { type ModelFile, SECTIONS, type SectionName } from "../shape/sections.ts";
import { readYaml } from "../text/read-yaml.ts";
import { placeOfKey, placeOfValue, type SourceFile } from "../text/source-file.ts";
import { type Element, type Located, placeOfElement } from "./elements.ts";
import { sayBadName } from "./name-rules.ts";

/** Reads one file of a model by its path (with `/`, relative to where the main file's path is); undefined where there is none. */
export type ReadFile = {
  (path: string): string | undefined;
  /**
   * The text of a source, where its file may be something else than plain UTF-8: what positions count in, and the hashes by which it may
   * be named. Left out, a source is what the function itself reads, and its hash is of that text.
   */
  source?: ((path: string) => SourceFileText | undefined) | undefined;
};

/** `hashes`: of the file's bytes, and of the text's own UTF-8 where that is another. */
export type SourceFileText = { text: string; hashes: readonly string[] };

export type Sections = Record<
  | "sources"
  | "origins"
  | "claims"
  | "actors"
  | "sets"
  | "parameters"
  | "variables"
  | "policies"
  | "values"
  | "events"
  | "questions"
  | "observe"
  | "behaviours"
  | "scenarios",
  Map<string, Element>
>;

export type Loaded = {
  sections: Sections;
  title?: Located<string> | undefined;
  clock?: Element | undefined;
  history?: Located<string> | undefined;
  historyScenario?: Located<string> | undefined;
  /** A file of joint draws of constants, where a scenario in play names one. */
  draws?: Located<string> | undefined;
  files: SourceFile[];
  /** File → the folder of the model that it belongs to. */
  roots: Map<string, string>;
  cuts: CutValue[];
};

const NAMED = Object.keys(SECTIONS).filter(
  (name) => !["standoff", "clock", "use", "history"].includes(name),
) as (keyof Sections)[];

type State = Loaded & {
  readFile: ReadFile;
  problems: Problems;
  opening: string[];
  done: Set<string>;
  /** Characters read so far. */
  read: number;
};

/** Joins and normalises; undefined where the path is absolute or climbs above the folder that holds the model's folder. */
export function joinPath(folder: string, path: string): string | undefined {
  if (/^([/\\]|[A-Za-z]:)/.test(path) || path.includes("\0")) return undefined;
  const parts: string[] = [];
  for (const part of `${folder}/${path.replaceAll("\\", "/")}`.split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

const folderOf = (path: string) => (path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "");

/** The path to read for one entry of `use`, or why it may not be read. */
function usedPath(root: string, file: string, used: string): string | undefined {
  const joined = joinPath(folderOf(file), used);
  if (joined === undefined) return undefined;
  const inside = root === "" ? !joined.startsWith("..") : joined === root || joined.startsWith(`${root}/`);
  if (inside) return /\.ya?ml$/.test(joined) ? joined : `${joined}/standoff.yaml`;
  const beside = joinPath(root, "..") ?? "";
  const rest = beside === "" ? joined : joined.startsWith(`${beside}/`) ? joined.slice(beside.length + 1) : "..";
  const name = rest.replace(/\/standoff\.yaml$/, "");
  return /^[\w.-]+$/.test(name) && !name.startsWith(".") && !/\.ya?ml$/.test(name)
    ? `${beside === "" ? "" : `${beside}/`}${name}/standoff.yaml`
    : undefined;
}

/** A text or table that a file of the model names, relative to that file; undefined outside the model's folder and `texts` beside it. */
export function dataPath(loaded: Loaded, { file, value }: Located): string | undefined {
  const root = loaded.roots.get(file.name) ?? "";
  const joined = joinPath(folderOf(file.name), String(value));
  if (joined === undefined) return undefined;
  const isIn = (folder: string) => (folder === "" ? !joined.startsWith("..") : joined.startsWith(`${folder}/`));
  return isIn(root) || isIn(joinPath(root, "../texts") ?? "texts") ? joined : undefined;
}

function addNamed(state: State, section: keyof Sections, file: SourceFile, content: Record<string, unknown>): void {
  const into = state.sections[section];
  for (const [name, value] of Object.entries(content)) {
    if (sayBadName(section, name, placeOfKey(file, [section, name]), state.problems)) {
      state.problems.leaveOutMisspelt(name);
      continue;
    }
    if (section === "values") {
      addValues(state, file, name, value as Record<string, unknown>);
      continue;
    }
    addElement(state, into, { section, name, layers: [{ file, path: [section, name], value }] });
  }
}

/** The terms of an actor may be spread over many mechanisms: each term is an element, `CHN.buffer`. */
function addValues(state: State, file: SourceFile, owner: string, terms: Record<string, unknown>): void {
  for (const [term, value] of Object.entries(terms)) {
    const path = ["values", owner, term];
    if (sayBadName("term", term, placeOfKey(file, path), state.problems)) continue;
    addElement(state, state.sections.values, {
      section: "values",
      name: `${owner}.${term}`,
      layers: [{ file, path, value }],
    });
  }
}

function addElement(state: State, into: Map<string, Element>, element: Element): void {
  const plain = (name: string) => name.replace(/\[.*/, "").trim();
  const key = element.section === "variables" || element.section === "parameters" ? plain(element.name) : element.name;
  const first = into.get(key);
  if (first) {
    const at = placeOfElement(element);
    state.problems.add("name-twice", at, { name: key }, [{ at: placeOfElement(first), says: "the first definition" }]);
  } else into.set(key, element);
}

type At = ReturnType<typeof placeOfValue>;

function openUsed(state: State, root: string, file: SourceFile, content: ModelFile): void {
  for (const [i, used] of (content.use ?? []).entries()) {
    const at = placeOfValue(file, ["use", i]);
    const path = usedPath(root, file.name, used);
    if (path === undefined) refuse(state, at, "use-outside", { path: used });
    else if (state.opening.includes(path)) {
      const cycle = [...state.opening.slice(state.opening.indexOf(path)), path].join(" → ");
      state.problems.add("use-loop", at, { cycle });
    } else if (state.files.length >= LIMITS.files.most) {
      refuse(state, at, "too-many-files", { most: LIMITS.files.most });
      return;
    } else if (!state.done.has(path)) {
      const isInside = !path.startsWith("..") && path.startsWith(root === "" ? "" : `${root}/`);
      openFile(state, isInside ? root : folderOf(path), path, used, at);
    }
  }
}

/** A file that is not read: every name may have been in it. */
function refuse(state: State, at: At, code: ProblemCode, facts: Facts): void {
  state.problems.add(code, at, facts);
  state.problems.leaveOutMuch();
}

function openFile(state: State, root: string, path: string, asWritten: string, at: At): void {
  const text = state.readFile(path);
  if (text === undefined) {
    refuse(state, at, "no-file", { path: asWritten });
    return;
  }
  state.done.add(path);
  state.read += text.length;
  if (state.read > LIMITS.text.most && text.length < state.read) {
    refuse(state, at, "file-too-large", { what: "the whole model", size: state.read, most: LIMITS.text.most });
    return;
  }
  state.roots.set(path, root);
  const file = readYaml(path, text, state.problems);
  state.files.push(file);
  if (!file.document) {
    state.problems.leaveOutMuch();
    return;
  }
  const { content, cuts } = readShape(file, state.problems);
  state.cuts.push(...cuts);
  state.opening.push(path);
  openUsed(state, root, file, content);
  state.opening.pop();
  addContent(state, file, content);
}

function addHistory(state: State, file: SourceFile, history: NonNullable<ModelFile["history"]>): void {
  const isMap = typeof history === "object";
  state.history = { value: isMap ? history.file : history, file, path: isMap ? ["history", "file"] : ["history"] };
  const scenario = isMap ? history.scenario : undefined;
  state.historyScenario = scenario === undefined ? undefined : { value: scenario, file, path: ["history", "scenario"] };
}

function addContent(state: State, file: SourceFile, content: ModelFile): void {
  if (content.standoff !== undefined) state.title = { value: content.standoff, file, path: ["standoff"] };
  if (content.history !== undefined) addHistory(state, file, content.history);
  if (content.clock !== undefined) {
    state.clock = { section: "clock", name: "clock", layers: [{ file, path: ["clock"], value: content.clock }] };
  }
  for (const section of NAMED) {
    const named = content[section as SectionName];
    if (named) addNamed(state, section, file, named as Record<string, unknown>);
  }
}

/** A scenario that no file of the model has may stand in a file of its own name beside the main file: `fitted.yaml`. */
function openScenarios(state: State, root: string, names: readonly string[]): void {
  for (const name of names) {
    const path = joinPath(root, `${name}.yaml`);
    if (!/^[\w-]+$/.test(name) || path === undefined || state.sections.scenarios.has(name) || state.done.has(path))
      continue;
    const at = { file: "--scenario", line: 1, column: 1, length: name.length };
    if (state.readFile(path) !== undefined) openFile(state, root, path, path, at);
  }
}

/** Reads and merges a model's files. `path` is the main file's path as the person named it; scenarios are those that are to be played. */
export function loadModel(
  path: string,
  readFile: ReadFile,
  problems: Problems,
  scenarios: readonly string[] = [],
): Loaded {
  const sections = Object.fromEntries(NAMED.map((name) => [name, new Map()])) as Sections;
  const state: State = {
    sections,
    files: [],
    roots: new Map(),
    cuts: [],
    readFile,
    problems,
    opening: [],
    done: new Set(),
    read: 0,
  };
  openFile(state, folderOf(path), path, path, { file: path, line: 1, column: 1, length: 1 });
  openScenarios(state, folderOf(path), scenarios);
  const { title, clock, history, historyScenario, files, roots, cuts } = state;
  return { sections, title, clock, history, historyScenario, files, roots, cuts };
}
