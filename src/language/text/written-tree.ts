// A written file as a tree with the place of every part, whatever it was written in (read-json.ts, read-yaml-tree.ts), and
// the small questions that readers ask of it. What is wrong is noted and reading goes on, so that all faults come at once.

import { nearestName } from "../../base/nearest-name.ts";
import type { Place, Problem, Severity } from "../../base/problem.ts";
import { placeOf, type SourceFile } from "./source-file.ts";

export type TreeEntry = { key: string; from: number; to: number; value: Tree };

export type Tree = { from: number; to: number } & (
  | { kind: "map"; entries: TreeEntry[] }
  | { kind: "list"; items: Tree[] }
  | { kind: "scalar"; value: string | number | boolean | null }
);

/** A file under reading: where to look up places, and what was found wrong so far. */
export type Reading = { file: SourceFile; problems: Problem[] };

type Part = { from: number; to: number };

export function placeIn(reading: Reading, part: Part): Place {
  return placeOf(reading.file, part.from, Math.max(part.to, part.from + 1));
}

export type Complaint = { code: string; says: string; mend?: string | undefined; severity?: Severity };

export function complain(reading: Reading, part: Part | Place, { code, says, mend, severity }: Complaint): void {
  const at = "file" in part ? part : placeIn(reading, part);
  reading.problems.push({ code, severity: severity ?? "error", at, says, ...(mend ? { mend } : {}) });
}

export function hasErrors(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === "error");
}

/** The value under a key of a map; the last one where a JSON file repeats the key, as other readers of JSON have it. */
export function under(tree: Tree | undefined, key: string): Tree | undefined {
  return tree?.kind === "map" ? tree.entries.findLast((entry) => entry.key === key)?.value : undefined;
}

export function nameOfKind(tree: Tree): string {
  if (tree.kind !== "scalar") return tree.kind === "map" ? "a map" : "a list";
  if (tree.value === null) return "nothing";
  return typeof tree.value === "string" ? "a text" : typeof tree.value === "number" ? "a number" : "a truth value";
}

export function itemsOf(reading: Reading, tree: Tree | undefined, what: string): Tree[] {
  if (!tree) return [];
  if (tree.kind === "list") return tree.items;
  complain(reading, tree, { code: "wrong-kind", says: `${what} is a list, not ${nameOfKind(tree)}` });
  return [];
}

export function entriesOf(reading: Reading, tree: Tree | undefined, what: string): TreeEntry[] {
  if (!tree) return [];
  if (tree.kind === "map") return tree.entries;
  complain(reading, tree, {
    code: "wrong-kind",
    says: `${what} is a map (\`name: …\` lines), not ${nameOfKind(tree)}`,
  });
  return [];
}

export function textOf(reading: Reading, tree: Tree | undefined, what: string): string | undefined {
  if (!tree) return undefined;
  if (tree.kind === "scalar" && tree.value !== null && typeof tree.value !== "boolean") return String(tree.value);
  complain(reading, tree, { code: "wrong-kind", says: `${what} is a text, not ${nameOfKind(tree)}` });
  return undefined;
}

/** Says which keys of a map mean nothing here, each with the nearest that does. */
export function refuseOtherKeys(reading: Reading, tree: Tree, known: readonly string[], where: string): void {
  if (tree.kind !== "map") return;
  for (const entry of tree.entries) {
    if (known.includes(entry.key)) continue;
    const near = nearestName(entry.key, known);
    const mend = near ? `did you mean \`${near}\`?` : `known here: ${known.join(", ")}`;
    complain(reading, entry, { code: "unknown-key", says: `\`${entry.key}\` is not a word of ${where}`, mend });
  }
}

/** The place of `length` code units at `offset` in the text of a scalar; the whole scalar where its text was folded. */
export function placeInText(reading: Reading, tree: Tree, offset: number, length: number): Place {
  const written = reading.file.text.slice(tree.from, tree.to);
  const value = tree.kind === "scalar" ? String(tree.value) : "";
  const at = written.indexOf(value);
  if (at < 0 || at > 1 || value.length === 0) return placeIn(reading, tree);
  const from = tree.from + at + Math.min(offset, value.length);
  return placeIn(reading, { from, to: from + length });
}
