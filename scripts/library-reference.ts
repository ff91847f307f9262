// The parts of docs/library.md that are made from the code: what each entry of the package exports, with its doc comment and its declaration.
// Read as text, since the formatter fixes the layout: a declaration begins at the line's start, a function's head ends with ` {`, a type's
// with `;` at the line's start or end. In: the page. Out: the page with each segment between its marks made anew. Pure, so that a test can compare.

import { readFileSync } from "node:fs";
import { posix } from "node:path";

export const LIBRARY_PAGE = new URL("../docs/library.md", import.meta.url);

export const ENTRIES: Readonly<Record<string, string>> = {
  standoff: "src/index.ts",
  "standoff/language": "src/hosts/library/language.ts",
  "standoff/ensemble": "src/hosts/library/ensemble.ts",
  "standoff/lenses": "src/hosts/library/lenses.ts",
};

export type Exported = {
  /** As the entry calls it. */
  name: string;
  isType: boolean;
  doc: string;
  examples: string[];
  declaration: string;
};

const sourceOf = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");

const EXPORT = /^export (type )?(\*|\{[^}]*\}) from "([^"]+)";/gm;

/** The doc comment that ends right above a line: its text, and its examples. */
function docAbove(lines: readonly string[], at: number): Pick<Exported, "doc" | "examples"> {
  if (!lines[at - 1]?.trim().endsWith("*/")) return { doc: "", examples: [] };
  let from = at - 1;
  while (!lines[from]!.trim().startsWith("/**")) from--;
  const text = lines
    .slice(from, at)
    .map((line) => line.replace(/^\s*(\/\*\*|\*\/|\*)\s?|\s*\*\/$/g, ""))
    .join("\n")
    .trim();
  const [doc = "", ...examples] = text.split("@example\n");
  return { doc: doc.trim().replace(/\n/g, " "), examples: examples.map((e) => e.trim()) };
}

/** A function without its body, a type whole, a constant that is a number whole. */
function headOf(lines: readonly string[], at: number): string {
  const [, kind = ""] = /^export (?:async )?(function|type|const|class)/.exec(lines[at]!) ?? [];
  const ends: Record<string, RegExp> = { function: / \{$/, class: / \{$/, type: /^\S.*;$/, const: /=>|= [^(]|=$/ };
  const last = lines.findIndex((line, i) => i >= at && ends[kind]!.test(line));
  const head = lines.slice(at, last + 1).join("\n");
  if (kind === "type") return head;
  return head.replace(/ (?:\{|=>[^\n]*|=)$/, ";");
}

function exportedFrom(file: string, inner: string, name: string): Exported {
  const lines = sourceOf(file).split("\n");
  const at = lines.findIndex((line) =>
    new RegExp(`^export (async )?(function\\*?|type|const|class) ${inner}\\b`).test(line),
  );
  if (at < 0) throw new Error(`${file} does not declare ${inner}`);
  return { name, isType: lines[at]!.startsWith("export type"), ...docAbove(lines, at), declaration: headOf(lines, at) };
}

/** What an entry exports, in the order written. */
export function exportsOf(entry: string): Exported[] {
  return [...sourceOf(entry).matchAll(EXPORT)].flatMap(([, , names = "", path = ""]) => {
    const file = posix.join(posix.dirname(entry), path);
    if (names === "*")
      return [...sourceOf(file).matchAll(/^export type (\w+)/gm)].map(([, name]) => exportedFrom(file, name!, name!));
    return names
      .slice(1, -1)
      .split(",")
      .map((part) => part.trim().replace(/^type /, ""))
      .filter((part) => part !== "")
      .map((part) => {
        const [inner, name = inner] = part.split(" as ");
        return exportedFrom(file, inner!, name!);
      });
  });
}

function shown({ name, doc, examples, declaration }: Exported): string {
  const body = [declaration, ...examples.map((e) => `\n// for instance\n${e}`)].join("\n");
  return `### \`${name}\`\n\n${doc === "" ? "" : `${doc}\n\n`}\`\`\`typescript\n${body}\n\`\`\``;
}

function entryPart(name: string): string {
  const all = exportsOf(ENTRIES[name]!);
  const values = all.filter(({ isType }) => !isType).map(shown);
  const types = all
    .filter(({ isType }) => isType)
    .map(({ doc, declaration }) => `${doc === "" ? "" : `/** ${doc} */\n`}${declaration}`);
  const typePart = types.length === 0 ? [] : [`Types:\n\n\`\`\`typescript\n${types.join("\n\n")}\n\`\`\``];
  return [...values, ...typePart].join("\n\n");
}

/** The page with its made parts as they should be. */
export function withLibrary(page: string): string {
  return page.replace(/<!-- made: ([\w/]+) -->\n[\s\S]*?<!-- end -->/g, (whole, name: string) =>
    ENTRIES[name] ? `<!-- made: ${name} -->\n\n${entryPart(name)}\n\n<!-- end -->` : whole,
  );
}
