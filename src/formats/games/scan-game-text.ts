// Cuts the text of Gambit's .nfg and .efg into tokens: braces, commas, quoted texts and bare words (numbers, mostly).
// White space separates tokens and line ends mean nothing. A label's line ends, control characters and runs of spaces are
// read as one space, since Gambit never writes them. Scans on demand, so that a million payoffs need no list of tokens.

import type { Place, Problem } from "../../base/problem.ts";

export type Token = {
  kind: "open" | "close" | "comma" | "text" | "word" | "end" | "broken";
  /** A text without quotes and escapes; a word as written. */
  value: string;
  start: number;
  end: number;
};

export type Scanner = {
  readonly file: string;
  readonly source: string;
  /** The next token, not yet taken. */
  peek: () => Token;
  take: () => Token;
  problems: Problem[];
};

const SPACE = /\s*/y;
const WORD = /[^\s{}",]+/y;
const BLANKS = /[\s\p{Cc}]+/gu;
const MARKS: Record<string, Token["kind"]> = { "{": "open", "}": "close", ",": "comma" };

function cleanLabel(raw: string): string {
  return raw
    .replace(/\\(["\\])/g, "$1")
    .replace(BLANKS, " ")
    .trim();
}

/** The place of the quote that closes a text, or -1. By hand: a regular expression could run out of stack on a long text. */
function closingQuote(source: string, start: number): number {
  for (let at = source.indexOf('"', start + 1); at >= 0; at = source.indexOf('"', at + 1)) {
    let slashes = 0;
    while (source[at - 1 - slashes] === "\\") slashes++;
    if (slashes % 2 === 0) return at;
  }
  return -1;
}

function tokenAt(source: string, from: number): Token {
  SPACE.lastIndex = from;
  SPACE.test(source);
  const start = SPACE.lastIndex;
  const first = source[start];
  if (first === undefined) return { kind: "end", value: "", start, end: start };
  const mark = MARKS[first];
  if (mark) return { kind: mark, value: first, start, end: start + 1 };
  if (first === '"') {
    const close = closingQuote(source, start);
    if (close < 0) return { kind: "broken", value: "", start, end: source.length };
    return { kind: "text", value: cleanLabel(source.slice(start + 1, close)), start, end: close + 1 };
  }
  WORD.lastIndex = start;
  WORD.test(source);
  return { kind: "word", value: source.slice(start, WORD.lastIndex), start, end: WORD.lastIndex };
}

export function scanGameText(source: string, file: string): Scanner {
  // A byte order mark is skipped by starting after it, so that columns still count as an editor shows them.
  let next = tokenAt(source, source.charCodeAt(0) === 0xfeff ? 1 : 0);
  return {
    file,
    source,
    problems: [],
    peek: () => next,
    take: () => {
      const token = next;
      if (token.kind !== "end") next = tokenAt(source, token.end);
      return token;
    },
  };
}

/** The place of a token; only its first line is marked. */
export function placeOf(scanner: Scanner, token: Token): Place {
  const { source, file } = scanner;
  let line = 1;
  let lineStart = 0;
  for (let at = source.indexOf("\n"); at >= 0 && at < token.start; at = source.indexOf("\n", at + 1)) {
    line++;
    lineStart = at + 1;
  }
  const lineEnd = source.indexOf("\n", token.start);
  const end = Math.min(token.end, lineEnd < 0 ? source.length : lineEnd);
  return { file, line, column: token.start - lineStart + 1, length: Math.max(1, end - token.start) };
}

/** A file's own words without what would move a terminal's cursor. */
const plain = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");

/** Adds an error at a token. Returns undefined, so that a reader can give up in one line. */
export function refuse(scanner: Scanner, token: Token, code: string, says: string, mend?: string): undefined {
  const at = placeOf(scanner, token);
  scanner.problems.push({
    code,
    severity: "error",
    at,
    says: plain(says),
    ...(mend === undefined ? {} : { mend: plain(mend) }),
  });
  return undefined;
}

const LONGEST_SHOWN = 40;

/** A token in words: "`abc`", "the end of the file". */
export function shown(token: Token): string {
  if (token.kind === "end") return "the end of the file";
  if (token.kind === "broken") return "a text whose closing quote is missing";
  const cut = token.value.length > LONGEST_SHOWN ? `${token.value.slice(0, LONGEST_SHOWN)}...` : token.value;
  return token.kind === "text" ? `the text "${cut}"` : `\`${cut}\``;
}

/** Takes a token of one kind, or refuses: "expected `{` before the players, found ...". */
export function expectKind(scanner: Scanner, kind: Token["kind"], wanted: string): Token | undefined {
  const token = scanner.peek();
  if (token.kind === kind) return scanner.take();
  const mend =
    kind === "text" && token.kind === "word" ? `put it in double quotes: "${token.value.slice(0, 40)}"` : undefined;
  return refuse(scanner, token, "game-syntax", `expected ${wanted}, found ${shown(token)}`, mend);
}
