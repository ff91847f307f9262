// JSON text (RFC 8259) to a tree with places. Out: the tree, or one problem where the text stops being JSON. Strict: a file
// that another program would refuse is refused here too. Depth is bounded, so that no text can exhaust the stack.

import { lineStartsOf, type SourceFile } from "../../language/text/source-file.ts";
import { complain, type Reading, type Tree, type TreeEntry } from "../../language/text/written-tree.ts";

const MOST_CHARACTERS = 64_000_000;
const DEEPEST = 100;

type Scan = { text: string; at: number; depth: number; fault?: { says: string; at: number } };

/** The file with its tree; without one where the text is no JSON, and then a problem says where it stops being so. */
export function readJson(name: string, text: string): { reading: Reading; tree?: Tree } {
  const file: SourceFile = { name, text, lineStarts: lineStartsOf(text) };
  const reading: Reading = { file, problems: [] };
  if (text.length > MOST_CHARACTERS) {
    complain(
      reading,
      { from: 0, to: 1 },
      { code: "file-too-large", says: `this file is longer than ${MOST_CHARACTERS} characters` },
    );
    return { reading };
  }
  const scan: Scan = { text, at: text.charCodeAt(0) === 0xfeff ? 1 : 0, depth: 0 };
  const tree = parseValue(scan);
  skipSpace(scan);
  if (tree && scan.at < text.length) fail(scan, "something stands after the end of the JSON");
  if (tree && !scan.fault) return { reading, tree };
  const { says, at } = scan.fault ?? { says: "it holds nothing", at: 0 };
  const mend = /^\s*[[{]/.test(text) ? undefined : "a JSON file begins with `{`";
  complain(reading, { from: at, to: at + 1 }, { code: "not-json", says: `this is not JSON: ${says}`, mend });
  return { reading };
}

function fail(scan: Scan, says: string, at = scan.at): undefined {
  scan.fault ??= { says, at: Math.min(at, Math.max(0, scan.text.length - 1)) };
  return undefined;
}

function skipSpace(scan: Scan): void {
  for (;;) {
    const c = scan.text.charCodeAt(scan.at);
    if (c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09) scan.at++;
    else return;
  }
}

function parseValue(scan: Scan): Tree | undefined {
  skipSpace(scan);
  const from = scan.at;
  const c = scan.text[from];
  if (c === undefined) return fail(scan, "the text ends too early");
  if (c === "{" || c === "[") {
    if (++scan.depth > DEEPEST) return fail(scan, `nested deeper than ${DEEPEST} levels`);
    const tree = c === "{" ? parseMap(scan, from) : parseList(scan, from);
    scan.depth--;
    return tree;
  }
  if (c === '"') {
    const value = parseText(scan);
    return value === undefined ? undefined : { kind: "scalar", value, from, to: scan.at };
  }
  return parseWord(scan, from);
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

function parseWord(scan: Scan, from: number): Tree | undefined {
  for (const pattern of [WORD, NUMBER]) {
    pattern.lastIndex = from;
    const found = pattern.exec(scan.text)?.[0];
    if (!found) continue;
    scan.at = from + found.length;
    const value = found === "true" ? true : found === "false" ? false : found === "null" ? null : Number(found);
    return { kind: "scalar", value, from, to: scan.at };
  }
  return fail(scan, `\`${scan.text[from]}\` is not expected here`);
}

function parseMap(scan: Scan, from: number): Tree | undefined {
  const entries: TreeEntry[] = [];
  scan.at++;
  skipSpace(scan);
  while (scan.text[scan.at] !== "}") {
    const keyFrom = scan.at;
    if (scan.text[keyFrom] !== '"') return fail(scan, 'a key in double quotes or a "}" is expected here');
    const key = parseText(scan);
    if (key === undefined) return undefined;
    const keyTo = scan.at;
    skipSpace(scan);
    if (scan.text[scan.at] !== ":") return fail(scan, `a ":" is expected after "${key}"`);
    scan.at++;
    const value = parseValue(scan);
    if (!value) return undefined;
    entries.push({ key, from: keyFrom, to: keyTo, value });
    if (!nextItem(scan, "}")) return undefined;
  }
  scan.at++;
  return { kind: "map", entries, from, to: scan.at };
}

function parseList(scan: Scan, from: number): Tree | undefined {
  const items: Tree[] = [];
  scan.at++;
  skipSpace(scan);
  while (scan.text[scan.at] !== "]") {
    const item = parseValue(scan);
    if (!item) return undefined;
    items.push(item);
    if (!nextItem(scan, "]")) return undefined;
  }
  scan.at++;
  return { kind: "list", items, from, to: scan.at };
}

/** Over the comma, or up to the closing bracket. */
function nextItem(scan: Scan, close: string): boolean {
  skipSpace(scan);
  const c = scan.text[scan.at];
  if (c === close) return true;
  if (c !== ",") {
    fail(scan, c === undefined ? "the text ends too early" : `a "," or "${close}" is expected here, not \`${c}\``);
    return false;
  }
  scan.at++;
  skipSpace(scan);
  if (scan.text[scan.at] !== close) return true;
  fail(scan, `nothing follows the "," before "${close}"`);
  return false;
}

const ESCAPES: Record<string, string> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

function parseText(scan: Scan): string | undefined {
  const { text } = scan;
  let value = "";
  let plainFrom = scan.at + 1;
  for (let at = plainFrom; at < text.length; at++) {
    const c = text[at]!;
    if (c === '"') {
      scan.at = at + 1;
      return value + text.slice(plainFrom, at);
    }
    if (c < " ") return fail(scan, "a line end or control character stands inside a text", at);
    if (c !== "\\") continue;
    value += text.slice(plainFrom, at);
    const letter = text[at + 1] ?? "";
    const code = /^u[0-9a-fA-F]{4}/.exec(text.slice(at + 1, at + 6))?.[0];
    if (!code && ESCAPES[letter] === undefined) return fail(scan, `\`\\${letter}\` is no escape of JSON`, at);
    value += code ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : ESCAPES[letter]!;
    at += code ? 5 : 1;
    plainFrom = at + 1;
  }
  return fail(scan, "a text is not closed");
}
