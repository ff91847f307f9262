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
  Lexer,
  type Node,
  type Pair,
  Parser,
  type YAMLMap,
} from "yaml";
import { invariant } from "../../base/invariant.ts";
import type { Place } from "../../base/problem.ts";
import { LIMITS } from "../limits.ts";
import type { Problems } from "../problems.ts";
import { sayYamlError } from "./say-yaml-errors.ts";
import { lineStartsOf, placeOf, type SourceFile } from "./source-file.ts";

const { file: LONGEST, nesting: DEEPEST } = LIMITS;
/** So many pieces that fit nowhere are enough to know that a file is broken. */
const MOST_ERRORS = 100;
/** In a longer file the rest is left unread after the first fault. */
const LONGEST_REREAD = 30_000;

/** The tokens of a text, until collections nest too deep (a deep stack makes the parser slow) or too many are errors. */
function tokensOf(text: string): { tokens: CST.Token[]; deepAt?: number } {
  const tokens: CST.Token[] = [];
  const parser = new Parser();
  let errors = 0;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      tokens.push(token);
      if (token.type === "error" || token.type === "directive") errors++;
    }
    if (errors > MOST_ERRORS) break;
    // Besides the collections, the document and a scalar may stand on the stack
    if (parser.stack.length > DEEPEST.most + 2) return { tokens, deepAt: parser.offset };
  }
  for (const token of parser.end()) tokens.push(token);
  return { tokens };
}

function sayRepeatedKeys(file: SourceFile, map: YAMLMap, problems: Problems): void {
  const seen = new Map<string, Place>();
  for (const pair of map.items) {
    if (!isScalar(pair.key) || pair.key.value === null) continue;
    const key = String(pair.key.value);
    // `max(0, 2)` in braces leaves the piece `2)`: no name, and said as what it is
    if (/\)$/.test(key)) continue;
    const at = placeOf(file, pair.key.range?.[0] ?? 0, pair.key.range?.[1] ?? 1);
    const first = seen.get(key);
    if (first) problems.add("same-key-twice", at, { name: key }, [{ at: first, says: "the first" }]);
    else seen.set(key, at);
  }
}

/** Keys that are no names. `__proto__` is no name of the language either, and would be one to the machine. */
function sayBadKeys(file: SourceFile, map: YAMLMap, problems: Problems): void {
  for (const { key, value } of map.items as Pair<Node | null, Node | null>[]) {
    if (isAlias(key)) continue;
    const [from, to] = key?.range ?? value?.range ?? map.range ?? [0, 1];
    if (!isScalar(key) || key.value === null) problems.add("bad-key", placeOf(file, from, to), {});
    else if (key.value === "__proto__") problems.add("bad-name", placeOf(file, from, to), { name: "__proto__" });
  }
}

function refuseForeign(file: SourceFile, document: Document, problems: Problems): void {
  const stack: (Node | null)[] = [document.contents as Node | null];
  while (stack.length > 0) {
    const node = stack.pop();
    if (!node) continue;
    const at = () => placeOf(file, node.range?.[0] ?? 0, node.range?.[1] ?? 1);
    if (isAlias(node)) problems.add("alias", at(), {});
    else if (node.tag !== undefined) {
      // The tag stands before its node
      let from = Math.max(0, file.text.lastIndexOf("!", (node.range?.[0] ?? 1) - 1));
      if (file.text[from - 1] === "!") from--;
      const [tag = "!"] = /^!\S*/.exec(file.text.slice(from, from + 80)) ?? [];
      problems.add("tag", placeOf(file, from, from + tag.length), { tag });
    }
    if (isMap(node)) {
      sayBadKeys(file, node, problems);
      sayRepeatedKeys(file, node, problems);
      for (const pair of node.items) stack.push(pair.key as Node, pair.value as Node);
    }
    if (isSeq(node)) for (const item of node.items) stack.push(item as Node);
  }
}

/** What can be told before any parser runs: a size, a zero byte. */
function refuseUnread(file: SourceFile, problems: Problems): boolean {
  const { text } = file;
  if (text.length > LONGEST.most) {
    const at = { file: file.name, line: 1, column: 1, length: 1 };
    problems.add("file-too-large", at, { what: "this file", size: text.length, most: LONGEST.most });
    return true;
  }
  const zero = text.indexOf("\0");
  if (zero >= 0) problems.add("not-text", placeOf(file, zero, zero + 1), {});
  return zero >= 0;
}

/** `%YAML 1.1` would change what words mean (yes, no, 12:30). */
function refuseDirectives(file: SourceFile, document: Document, problems: Problems): void {
  const { yaml, tags } = document.directives ?? {};
  if (!yaml?.explicit && Object.keys(tags ?? {}).length <= 1) return;
  const from = Math.max(0, file.text.indexOf("%"));
  const [tag = "%"] = /%\S+/.exec(file.text.slice(from, from + 80)) ?? [];
  problems.add("tag", placeOf(file, from, from + tag.length), { tag });
}

type Composed = { deepAt: number } | { document: Document; second: Document | undefined };

function compose(text: string): Composed {
  const { tokens, deepAt } = tokensOf(text);
  if (deepAt !== undefined) return { deepAt };
  const composer = new Composer({ keepSourceTokens: false, strict: true, uniqueKeys: false });
  const [document, second] = composer.compose(tokens, true, text.length);
  invariant(document, "a text without a document");
  return { document: document as Document, second: second as Document | undefined };
}

/** Composes a text, again and again without the lines that the parser stumbles over, which are said. */
function composeAll(file: SourceFile, problems: Problems): Composed {
  let text = file.text;
  for (;;) {
    const composed = compose(text);
    if ("deepAt" in composed) return composed;
    // What an alias stands for is not asked: it is refused where it stands
    const error = composed.document.errors.find((e) => !/alias/i.test(e.message));
    if (!error) return composed;
    const without = sayYamlError(file, text, error, problems);
    if (text.length <= LONGEST_REREAD && without !== text && problems.mayReread()) {
      text = without;
      continue;
    }
    const { line } = placeOf(file, error.pos[0], error.pos[1]);
    problems.unclear(file.name, line, Number.POSITIVE_INFINITY, []);
    problems.leaveOutMuch();
    return composed;
  }
}

/** Reads one file's text. `document` is missing where the text is too broken or too large to go on with. */
export function readYaml(name: string, text: string, problems: Problems): SourceFile {
  const file: SourceFile = { name, text, lineStarts: text.length > LONGEST.most ? [0] : lineStartsOf(text) };
  if (refuseUnread(file, problems)) return text.length > LONGEST.most ? { ...file, text: "" } : file;
  const composed = composeAll(file, problems);
  if ("deepAt" in composed) {
    problems.add("nested-too-deep", placeOf(file, composed.deepAt, composed.deepAt + 1), { most: DEEPEST.most });
    return file;
  }
  const { document, second } = composed;
  const contents = document.contents as Node | null;
  const begins = second?.range?.[0];
  if (begins !== undefined) problems.add("two-documents", placeOf(file, begins, begins + 1), {});
  refuseDirectives(file, document, problems);
  refuseForeign(file, document, problems);
  if (contents === null || isMap(contents)) return { ...file, document };
  const [from] = contents.range ?? [0];
  problems.add("not-a-map", placeOf(file, from, from + 1), {});
  return file;
}

/** The plain value of a node: maps as objects without prototype, so that no name can reach Object.prototype. */
export function plainOf(node: Node | null | undefined): unknown {
  if (isMap(node)) {
    const object: Record<string, unknown> = Object.create(null);
    for (const pair of node.items) {
      const key = isScalar(pair.key) && pair.key.value !== null ? String(pair.key.value) : "__proto__";
      if (key !== "__proto__" && !(key in object)) object[key] = plainOf(pair.value as Node | null);
    }
    return object;
  }
  if (isSeq(node)) return node.items.map((item) => plainOf(item as Node));
  if (isScalar(node)) return typeof node.value === "bigint" ? Number(node.value) : node.value;
  return null;
}
