// Text → YAML tree, guarded: a hostile text (alias bomb, brackets 10,000 deep, 10 MB) is refused before anything recursive sees it.
// In: a file's name and text. Out: a SourceFile with its tree, and problems with places.
// Anchors, aliases, tags and several documents are not part of the model language.

import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  Parser,
  type YAMLError,
  type YAMLMap,
} from "yaml";
import type { Place } from "../../base/problem.ts";
import type { Problems } from "../problems.ts";
import { lineStartsOf, placeOf, type SourceFile } from "./source-file.ts";

export const MOST_BYTES = 2_000_000;
const DEEPEST = 40;

/** How deep collections nest, without recursion, and whether an alias or tag is used. */
function tokensOf(text: string): { tokens: CST.Token[]; depth: number } {
  const tokens: CST.Token[] = [];
  let depth = 0;
  let deepest = 0;
  // The lexer's own stream shows flow brackets and block indicators; block nesting is bounded by the columns they stand in.
  for (const token of new Parser().parse(text)) {
    tokens.push(token);
    if (deepest > DEEPEST) break;
    const stack: { token: unknown; depth: number }[] = [{ token, depth: 0 }];
    while (stack.length > 0) {
      const top = stack.pop()!;
      depth = top.depth;
      deepest = Math.max(deepest, depth);
      if (deepest > DEEPEST) break;
      const t = top.token as { items?: { key?: unknown; value?: unknown }[]; value?: unknown; type?: string };
      if (t.type === "document" && t.value) stack.push({ token: t.value, depth });
      for (const item of t.items ?? []) {
        if (item.key) stack.push({ token: item.key, depth: depth + 1 });
        if (item.value) stack.push({ token: item.value, depth: depth + 1 });
      }
    }
  }
  return { tokens, depth: deepest };
}

/** Brackets and compact sequences ("- - - -") that nest too deep, counted before any parser runs. */
function nestsTooDeep(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 0x5b || c === 0x7b) depth++;
    else if (c === 0x5d || c === 0x7d) depth = Math.max(0, depth - 1);
    else if (c === 0x0a && depth < 100) depth = 0;
    if (depth > 2000) return i;
  }
  const compact = /(?:[-?] ){60}/.exec(text);
  return compact ? compact.index : undefined;
}

const CUT = /unexpected|Nested mappings|compact|Missing ,|Flow map/i;

function sayYamlError(file: SourceFile, error: YAMLError, problems: Problems): void {
  const at = placeOf(file, error.pos[0], error.pos[1]);
  const line = file.text.slice(file.lineStarts[at.line - 1], file.lineStarts[at.line] ?? file.text.length);
  const says = error.message.split("\n")[0]!.replace(/ at line \d+, column \d+:?$/, "");
  if (CUT.test(says) && /[[\]:(]/.test(line) && /[{:]/.test(line)) problems.add("yaml-cuts-formula", at, { says });
  else problems.add("not-yaml", at, { says });
}

function sayRepeatedKeys(file: SourceFile, map: YAMLMap, problems: Problems): void {
  const seen = new Map<string, Place>();
  for (const pair of map.items) {
    if (!isScalar(pair.key)) continue;
    const key = String(pair.key.value);
    const at = placeOf(file, pair.key.range?.[0] ?? 0, pair.key.range?.[1] ?? 1);
    const first = seen.get(key);
    if (first) problems.add("same-key-twice", at, { name: key }, [{ at: first, says: "the first" }]);
    else seen.set(key, at);
  }
}

function refuseForeign(file: SourceFile, document: Document, problems: Problems): void {
  const stack: (Node | null)[] = [document.contents as Node | null];
  while (stack.length > 0) {
    const node = stack.pop();
    if (!node) continue;
    const at = () => placeOf(file, node.range?.[0] ?? 0, node.range?.[1] ?? 1);
    if (isAlias(node)) problems.add("alias", at(), {});
    else if (node.tag !== undefined && !node.tag.startsWith("tag:yaml.org,2002:"))
      problems.add("tag", at(), { tag: node.tag });
    if (isMap(node)) {
      sayRepeatedKeys(file, node, problems);
      for (const pair of node.items) stack.push(pair.key as Node, pair.value as Node);
    }
    if (isSeq(node)) for (const item of node.items) stack.push(item as Node);
  }
}

/** Reads one file's text. `document` is missing where the text is too broken or too large to go on with. */
export function readYaml(name: string, text: string, problems: Problems): SourceFile {
  const file: SourceFile = { name, text, lineStarts: [0] };
  if (text.length > MOST_BYTES) {
    problems.add(
      "file-too-large",
      { file: name, line: 1, column: 1, length: 1 },
      { size: text.length, most: MOST_BYTES },
    );
    return { ...file, text: "" };
  }
  file.lineStarts = lineStartsOf(text);
  const zero = text.indexOf("\0");
  const deep = zero >= 0 ? zero : nestsTooDeep(text);
  if (deep !== undefined) {
    problems.add(zero >= 0 ? "not-text" : "nested-too-deep", placeOf(file, deep, deep + 1), { most: DEEPEST });
    return file;
  }
  const { tokens, depth } = tokensOf(text);
  if (depth > DEEPEST) {
    problems.add("nested-too-deep", placeOf(file, 0, 1), { most: DEEPEST });
    return file;
  }
  const documents = [
    ...new Composer({ keepSourceTokens: false, strict: true, uniqueKeys: false }).compose(tokens, true, text.length),
  ];
  const [document, second] = documents;
  if (!document) return file;
  if (second) problems.add("two-documents", placeOf(file, second.range[0], second.range[0] + 1), {});
  for (const error of document.errors) sayYamlError(file, error, problems);
  refuseForeign(file, document as Document, problems);
  if (document.contents !== null && !isMap(document.contents)) problems.add("not-a-map", placeOf(file, 0, 1), {});
  return { ...file, document: document as Document };
}

/** The plain value of a node: maps as objects without prototype, so that no name can reach Object.prototype. */
export function plainOf(node: Node | null | undefined): unknown {
  if (isMap(node)) {
    const object: Record<string, unknown> = Object.create(null);
    for (const pair of node.items) {
      if (isScalar(pair.key)) object[String(pair.key.value)] = plainOf(pair.value as Node | null);
    }
    return object;
  }
  if (isSeq(node)) return node.items.map((item) => plainOf(item as Node));
  if (isScalar(node)) return typeof node.value === "bigint" ? Number(node.value) : node.value;
  return null;
}
