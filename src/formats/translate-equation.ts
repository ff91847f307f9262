// An equation of XMILE or Vensim as a formula of ours. In: the text, the dialect, what its names are called here. Out: the formula and, where
// it never changes, its value; or what in it cannot be said. Recursive descent (XMILE 1.0, section 3.3; Vensim's reference): no backtracking,
// and as deep as MOST_DEEP at most.

import { FUNCTIONS } from "./equation-functions.ts";
import {
  both,
  Cannot,
  choose,
  type Dialect,
  inside,
  number,
  type Part,
  plain,
  type Reading,
  raised,
  truth,
} from "./equation-parts.ts";
import { keyOf, withoutBraces } from "./foreign.ts";

export type Translated = { formula: string; value?: number | undefined } | { cannot: string };

type Token = { kind: "number" | "name" | "mark" | "end"; text: string };

const MOST_DEEP = 80;
const MOST_TOKENS = 4_000;
const MOST_LENGTH = 20_000;

const MARKS = /<>|<=|>=|:(?:AND|OR|NOT):|[-+*/^()=<>,]/iy;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const NAME = {
  xmile: /[\p{L}_$][\p{L}\p{N}_$.]*/uy,
  vensim: /[\p{L}_$][\p{L}\p{N}_$']*(?:[ \t]+[\p{L}\p{N}_$'][\p{L}\p{N}_$']*)*/uy,
};

function tokensOf(source: string, dialect: Dialect): Token[] {
  if (source.length > MOST_LENGTH) throw new Cannot("it is too long");
  const text = withoutBraces(source)
    .replace(/\\\s*\n/g, " ")
    .replace(/[\r\n\t]+/g, " ");
  const tokens: Token[] = [];
  const take = (pattern: RegExp, at: number) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  for (let at = 0; at < text.length; ) {
    if (tokens.length > MOST_TOKENS) throw new Cannot("it is too long");
    if (text[at] === " ") at++;
    else if (text[at] === '"') {
      const quoted = take(QUOTED, at);
      if (quoted === undefined) throw new Cannot("a quote is not closed");
      tokens.push({ kind: "name", text: quoted.slice(1, -1) });
      at += quoted.length;
    } else {
      const digits = take(NUMBER, at);
      const name = digits === undefined ? take(NAME[dialect], at) : undefined;
      const mark = name === undefined && digits === undefined ? take(MARKS, at) : undefined;
      const found = digits ?? name ?? mark;
      if (found === undefined) throw new Cannot(`\`${text[at]}\` is not understood`);
      tokens.push({ kind: digits !== undefined ? "number" : name !== undefined ? "name" : "mark", text: found });
      at += found.length;
    }
  }
  return [...tokens, { kind: "end", text: "" }];
}

function parser(tokens: readonly Token[], reading: Reading) {
  let at = 0;
  let deep = 0;
  const peek = () => tokens[at]!;
  const word = () => peek().text.toLowerCase();
  const isMark = (...marks: string[]) => peek().kind === "mark" && marks.includes(word());
  const isWord = (name: string) => reading.dialect === "xmile" && peek().kind === "name" && word() === name;
  const expect = (mark: string) => {
    if (!isMark(mark))
      throw new Cannot(`\`${mark}\` is missing${peek().kind === "end" ? " at the end" : ` before \`${peek().text}\``}`);
    at++;
  };
  const chain = (next: () => Part, read: () => string | undefined) => () => {
    let left = next();
    for (let operator = read(); operator !== undefined; operator = read()) {
      at++;
      const right = next();
      const isLogical = operator === "and" || operator === "or";
      if (operator === "mod") left = made("modulo", [left, right]);
      else left = isLogical ? both(truth(left), operator, truth(right)) : both(left, operator, right);
    }
    return left;
  };
  const marked = (table: Record<string, string>) => () => (peek().kind === "mark" ? table[word()] : undefined);
  const logical = (name: string) => () => (isMark(`:${name}:`) || isWord(name) ? name : undefined);

  const unary = (): Part => {
    if (isMark("-")) {
      at++;
      const of = unary();
      return { text: `-${inside(of, 7)}`, strength: 6, truth: false };
    }
    if (isMark("+")) {
      at++;
      return unary();
    }
    if (isMark(":not:") || isWord("not")) {
      at++;
      return { text: `not ${inside(truth(unary()), 6)}`, strength: 3, truth: true };
    }
    return power();
  };
  const power = (): Part => {
    const left = atom();
    if (!isMark("^")) return left;
    at++;
    return raised(left, unary());
  };
  /** What a function comes to: some say their arguments several times, so that nesting could make a small equation huge. */
  const made = (name: string, parts: Part[]): Part => {
    const part = FUNCTIONS[name]!.make(parts, reading);
    if (part.text.length > MOST_LENGTH) throw new Cannot("it is too long");
    return part;
  };
  const product = chain(unary, () => (isWord("mod") ? "mod" : marked({ "*": "*", "/": "/" })()));
  const sum = chain(product, marked({ "+": "+", "-": "-" }));
  const comparison = chain(sum, marked({ "=": "=", "<>": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">=" }));
  const conjunction = chain(comparison, logical("and"));
  const disjunction = chain(conjunction, logical("or"));

  const whole = (): Part => {
    if (++deep > MOST_DEEP) throw new Cannot("it is nested too deeply");
    const part = isWord("if") ? conditional() : disjunction();
    deep--;
    return part;
  };
  const conditional = (): Part => {
    at++;
    const parts = ["then", "else"].map((name) => {
      const part = whole();
      if (!isWord(name)) throw new Cannot(`\`${name.toUpperCase()}\` is missing`);
      at++;
      return part;
    });
    return choose(parts[0]!, parts[1]!, whole());
  };
  const given = (): Part[] => {
    const parts: Part[] = [];
    expect("(");
    while (!isMark(")")) {
      if (parts.length > 0) expect(",");
      parts.push(whole());
    }
    at++;
    return parts;
  };
  /** XMILE's LOOKUP(table, x): the table is named, not worked out. */
  const lookedUp = (): Part => {
    expect("(");
    const name = peek().text;
    const table = reading.tableOf(name);
    if (table === undefined) throw new Cannot(`there is no table \`${name}\``);
    at++;
    expect(",");
    const x = whole();
    expect(")");
    return plain(`lookup(${x.text}, ${table})`);
  };
  const called = (name: string): Part => {
    const key = keyOf(name);
    if (key === "lookup") return lookedUp();
    const parts = given();
    const table = reading.tableOf(name);
    if (table !== undefined && parts.length === 1) return plain(`lookup(${parts[0]!.text}, ${table})`);
    const known = FUNCTIONS[key];
    if (!known) throw new Cannot(`the function ${name.toUpperCase()} is not supported`);
    const [least, most] = known.takes;
    if (parts.length < least || parts.length > most)
      throw new Cannot(`${name.toUpperCase()} has ${parts.length} arguments`);
    return made(key, parts);
  };
  const atom = (): Part => {
    const token = peek();
    at++;
    if (token.kind === "number") return number(Number(token.text));
    if (token.kind === "mark" && token.text === "(") {
      const part = whole();
      expect(")");
      return { ...plain(`(${part.text})`, part.value), truth: part.truth };
    }
    if (token.kind !== "name")
      throw new Cannot(token.kind === "end" ? "it ends too early" : `\`${token.text}\` stands where a value should`);
    if (isMark("(")) return called(token.text);
    return named(token.text);
  };
  const named = (name: string): Part => {
    const key = name.toLowerCase().replace(/_/g, " ");
    if (key === "time") return plain(reading.time);
    if (key === "dt" || key === "time step") return number(reading.dt);
    const id = reading.nameOf(name);
    if (id !== undefined) return plain(id, reading.constantOf(name));
    if (key === "pi") return number(Math.PI);
    if (key === "initial time" || key === "starttime") return number(reading.start);
    if (key === "final time" || key === "stoptime") return number(reading.stop);
    throw new Cannot(`there is no variable \`${name}\``);
  };
  return { whole, isDone: () => peek().kind === "end", rest: () => peek().text };
}

export function translateEquation(source: string, reading: Reading): Translated {
  try {
    if (source.trim() === "") throw new Cannot("there is no equation");
    const read = parser(tokensOf(source, reading.dialect), reading);
    const part = read.whole();
    if (!read.isDone()) throw new Cannot(`\`${read.rest()}\` stands where the equation should end`);
    return { formula: part.text, value: part.value };
  } catch (error) {
    if (error instanceof Cannot) return { cannot: error.message };
    throw error;
  }
}
