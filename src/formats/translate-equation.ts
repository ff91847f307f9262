// An equation of XMILE or Vensim as a formula of ours. In: the text, the dialect, what its names are called here. Out: the formula and the
// names that it reads, or what in it cannot be said. Recursive descent (XMILE 1.0, section 3.3; Vensim's reference): no backtracking, and as
// deep as MOST_DEEP at most. A truth value and a number are kept apart, since our conditions must be truth values.

import { withoutBraces } from "./foreign.ts";

export type Dialect = "xmile" | "vensim";
export type Reading = {
  dialect: Dialect;
  /** Our name for a variable of theirs; undefined where there is none. */
  nameOf: (name: string) => string | undefined;
  /** The table of a lookup that is called like a function. */
  tableOf: (name: string) => string | undefined;
  /** Steps of the model's time as we play it: a formula for TIME, and the length of a step. */
  time: string;
  dt: number;
};

export type Translated = { formula: string } | { cannot: string };

type Part = { text: string; strength: number; truth: boolean };
type Token = { kind: "number" | "name" | "mark" | "end"; text: string };

const MOST_DEEP = 80;
const MOST_TOKENS = 4_000;
const MOST_LENGTH = 20_000;
const STRENGTH: Record<string, number> = {
  or: 1,
  and: 2,
  "=": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "+": 4,
  "-": 4,
  "*": 5,
  "/": 5,
  "^": 7,
};
const TIGHT = 9;

class Cannot extends Error {}

const MARKS = /<>|<=|>=|:(?:AND|OR|NOT):|[-+*/^()=<>,]/iy;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/y;
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
      const end = text.indexOf('"', at + 1);
      if (end < 0) throw new Cannot("a quote is not closed");
      tokens.push({ kind: "name", text: text.slice(at + 1, end).replace(/\\n/g, " ") });
      at = end + 1;
    } else {
      const number = take(NUMBER, at);
      const name = number === undefined ? take(NAME[dialect], at) : undefined;
      const mark = name === undefined && number === undefined ? take(MARKS, at) : undefined;
      const found = number ?? name ?? mark;
      if (found === undefined) throw new Cannot(`\`${text[at]}\` is not understood`);
      tokens.push({ kind: number !== undefined ? "number" : name !== undefined ? "name" : "mark", text: found });
      at += found.length;
    }
  }
  return [...tokens, { kind: "end", text: "" }];
}

const inside = (part: Part, strength: number) => (part.strength < strength ? `(${part.text})` : part.text);
const truth = (part: Part): Part => (part.truth ? part : { text: `${inside(part, 4)} != 0`, strength: 3, truth: true });
const call = (name: string, ...parts: readonly Part[]): Part => ({
  text: `${name}(${parts.map((p) => p.text).join(", ")})`,
  strength: TIGHT,
  truth: false,
});
const plain = (text: string): Part => ({ text, strength: TIGHT, truth: false });
const both = (left: Part, operator: string, right: Part): Part => {
  const own = STRENGTH[operator]!;
  const isTruth = own <= 3;
  // Comparisons are not chained, subtraction and division lean to the left
  const text = `${inside(left, isTruth && own === 3 ? 4 : own)} ${operator} ${inside(right, own === 3 ? 4 : own + (own >= 4 ? 1 : 0))}`;
  return { text, strength: own, truth: isTruth };
};
const choose = (test: Part, yes: Part, no: Part): Part => ({
  text: `if ${truth(test).text} then ${inside(yes, 1)} else ${inside(no, 0)}`,
  strength: 0,
  truth: false,
});

/** Functions that are said in ours; the number of arguments is checked. */
const FUNCTIONS: Readonly<Record<string, { takes: [number, number]; make: (p: Part[], r: Reading) => Part }>> = {
  min: { takes: [2, 64], make: (p) => call("min", ...p) },
  max: { takes: [2, 64], make: (p) => call("max", ...p) },
  abs: { takes: [1, 1], make: (p) => call("abs", ...p) },
  sqrt: { takes: [1, 1], make: (p) => call("sqrt", ...p) },
  exp: { takes: [1, 1], make: (p) => call("exp", ...p) },
  ln: { takes: [1, 1], make: (p) => call("log", ...p) },
  log10: { takes: [1, 1], make: ([x]) => both(call("log", x!), "/", plain("2.302585092994046")) },
  int: { takes: [1, 1], make: (p) => call("floor", ...p) },
  integer: { takes: [1, 1], make: (p) => call("floor", ...p) },
  modulo: { takes: [2, 2], make: ([a, b]) => both(a!, "-", both(b!, "*", call("floor", both(a!, "/", b!)))) },
  step: {
    takes: [2, 2],
    make: ([h, at], r) => choose(both(plain(r.time), ">=", both(at!, "-", plain(String(r.dt / 2)))), h!, plain("0")),
  },
  ramp: {
    takes: [2, 3],
    make: ([slope, from, until], r) => {
      const now = until ? call("min", plain(r.time), until) : plain(r.time);
      return both(slope!, "*", call("max", plain("0"), both(now, "-", from!)));
    },
  },
  "if then else": { takes: [3, 3], make: ([test, yes, no]) => choose(test!, yes!, no!) },
  zidz: { takes: [2, 2], make: ([a, b]) => choose(both(b!, "=", plain("0")), plain("0"), both(a!, "/", b!)) },
  xidz: { takes: [3, 3], make: ([a, b, x]) => choose(both(b!, "=", plain("0")), x!, both(a!, "/", b!)) },
  safediv: {
    takes: [2, 3],
    make: ([a, b, x]) => choose(both(b!, "=", plain("0")), x ?? plain("0"), both(a!, "/", b!)),
  },
  initial: {
    takes: [1, 1],
    make: () => {
      throw new Cannot("INITIAL has no word here: give the start a parameter of its own");
    },
  },
  smth1: { takes: [2, 3], make: ([x, time, start], r) => smoothed(x!, time!, start, r) },
  smooth: { takes: [2, 2], make: ([x, time], r) => smoothed(x!, time!, undefined, r) },
  smoothi: { takes: [3, 3], make: ([x, time, start], r) => smoothed(x!, time!, start, r) },
};

/** A smooth over a time is one over time / dt steps; that many must be a number. */
function smoothed(x: Part, time: Part, start: Part | undefined, { dt }: Reading): Part {
  const steps = Number(time.text) / dt;
  if (!Number.isFinite(steps)) throw new Cannot("the time of a smooth must be a number here, not a variable");
  return call("smooth", x, plain(String(steps)), ...(start ? [start] : []));
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
      left = isLogical ? both(truth(left), operator, truth(right)) : both(left, operator, right);
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
    const right = unary();
    return { text: `${inside(left, 8)} ^ ${inside(right, 8)}`, strength: 7, truth: false };
  };
  const product = chain(unary, marked({ "*": "*", "/": "/" }));
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
  const called = (name: string): Part => {
    const key = name
      .toLowerCase()
      .replace(/[\s_]+/g, " ")
      .trim();
    const parts = given();
    const table = reading.tableOf(name);
    if (table !== undefined && parts.length === 1) return plain(`lookup(${parts[0]!.text}, ${table})`);
    const known = FUNCTIONS[key];
    if (!known) throw new Cannot(`the function ${name.toUpperCase()} is not supported`);
    const [least, most] = known.takes;
    if (parts.length < least || parts.length > most)
      throw new Cannot(`${name.toUpperCase()} has ${parts.length} arguments`);
    return known.make(parts, reading);
  };
  const atom = (): Part => {
    const token = peek();
    at++;
    if (token.kind === "number") return plain(String(Number(token.text)));
    if (token.kind === "mark" && token.text === "(") {
      const part = whole();
      expect(")");
      return { ...part, text: `(${part.text})`, strength: TIGHT };
    }
    if (token.kind !== "name")
      throw new Cannot(token.kind === "end" ? "it ends too early" : `\`${token.text}\` stands where a value should`);
    if (isMark("(")) return called(token.text);
    const key = token.text.toLowerCase().replace(/_/g, " ");
    if (key === "time") return plain(reading.time);
    if (key === "dt" || key === "time step") return plain(String(reading.dt));
    if (key === "pi") return plain("3.141592653589793");
    const id = reading.nameOf(token.text);
    if (id === undefined) throw new Cannot(`there is no variable \`${token.text}\``);
    return plain(id);
  };
  return { whole, isDone: () => peek().kind === "end", rest: () => peek().text };
}

export function translateEquation(source: string, reading: Reading): Translated {
  try {
    if (source.trim() === "") throw new Cannot("there is no equation");
    const read = parser(tokensOf(source, reading.dialect), reading);
    const part = read.whole();
    if (!read.isDone()) throw new Cannot(`\`${read.rest()}\` stands where the equation should end`);
    return { formula: part.text };
  } catch (error) {
    if (error instanceof Cannot) return { cannot: error.message };
    throw error;
  }
}
