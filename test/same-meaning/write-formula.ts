// Description of a formula → its text, for where it stands. A form that is not allowed there (a draw in `is`, a lag in a
// constant) gives way to its first part or to a number. Everything is put in brackets: precedence has tests of its own.

import { dateOfStep } from "../../src/base/dates.ts";
import { assertNever } from "../../src/base/invariant.ts";
import type { Num, Truth } from "./formulas.ts";
import { membersAt, type NamedSet, pick, reference, type Sight } from "./sight.ts";

const MOST_NESTED_SETS = 2;

export function writeLiteral(v: number): string {
  return v < 0 ? `(-${-v})` : `${v}`;
}

/** The draws allowed in lags and in what is not drawn. */
const without = (s: Sight): Sight => ({ ...s, draws: "never" });

export function writeNumber(f: Num, s: Sight): string {
  const number = (part: Num) => writeNumber(part, s);
  switch (f.k) {
    case "literal":
      return writeLiteral(f.v);
    case "read":
      return readText(f.i, s);
    case "option":
      return isText(f.i, f.o, false, s) ?? readText(f.i, s);
    case "step":
      return s.constant ? "1" : "t";
    case "truth":
      return writeTruth(f.of, s);
    case "negate":
      return `(-${number(f.a)})`;
    case "sum":
      return `(${number(f.a)} ${f.op} ${number(f.b)})`;
    case "over":
      return f.raw ? `(${number(f.a)} / ${number(f.b)})` : `(${number(f.a)} / (0.5 + abs(${number(f.b)})))`;
    case "power":
      return powerText(f, s);
    case "function":
      return functionText(f, s);
    case "extreme":
      return `${f.name}(${f.of.map(number).join(", ")})`;
    case "clamp":
      return `clamp(${number(f.a)}, ${number(f.b)}, ${number(f.c)})`;
    case "if":
      return `(if ${writeTruth(f.test, s)} then ${number(f.a)} else ${number(f.b)})`;
    case "lookup":
      return lookupText(f, s);
    case "lag": {
      const found = s.constant ? undefined : pick(s.lagged, f.i);
      return found ? `${reference(found, f.i, s)}[t - ${f.n}]` : readText(f.i, s);
    }
    case "delay":
      return s.constant || s.lagged.length === 0 ? number(f.a) : `delay(${writeNumber(f.a, without(s))}, ${f.n})`;
    case "smooth":
      return smoothText(f, s);
    case "each":
      return eachText(f, s);
    case "draw":
      return drawText(f, s);
    case "utility": {
      const actor = pick(s.utilities, f.i);
      return actor ? `utility(${actor})` : readText(f.i, s);
    }
    case "age":
      return ageText(f.i, s);
    default:
      return assertNever(f);
  }
}

/** `age(CHN.korea)`, where the past may be read. */
function ageText(i: number, s: Sight): string {
  const policy = s.constant || s.lagged.length === 0 ? undefined : pick(s.policies, i);
  return policy ? `age(${pick(membersAt(s, policy.owners), i)}.${policy.name})` : readText(i, s);
}

function readText(i: number, s: Sight): string {
  const all = s.reads.length + s.claims.length;
  if (all === 0) return writeLiteral(i / 8);
  const at = i % all;
  return at < s.reads.length ? reference(s.reads[at]!, i, s) : s.claims[at - s.reads.length]!;
}

function powerText(f: Extract<Num, { k: "power" }>, s: Sight): string {
  const [a, b] = [writeNumber(f.a, s), writeNumber(f.b, s)];
  if (f.raw) return `(${a} ^ ${b})`;
  const forms = [`(${a} ^ 2)`, `(${a} ^ 3)`, `(abs(${a}) ^ clamp(${b}, 0, 3))`, `((0.1 + abs(${a})) ^ 0.5)`];
  return forms[f.form] ?? `((0.5 + abs(${a})) ^ clamp(${b}, -3, 3))`;
}

function functionText(f: Extract<Num, { k: "function" }>, s: Sight): string {
  const a = writeNumber(f.a, s);
  if (f.raw || f.name === "abs" || f.name === "floor" || f.name === "logistic") return `${f.name}(${a})`;
  if (f.name === "exp") return `exp(min(${a}, 4))`;
  return f.name === "log" ? `log(0.1 + abs(${a}))` : `sqrt(abs(${a}))`;
}

function lookupText(f: Extract<Num, { k: "lookup" }>, s: Sight): string {
  let x = f.x;
  const points = [f.x, ...f.dx].map((_, i) => {
    if (i > 0) x += f.dx[i - 1]!;
    return `(${x < 0 ? `-${-x}` : x}, ${f.y[i]! < 0 ? `-${-f.y[i]!}` : f.y[i]})`;
  });
  return `lookup(${writeNumber(f.a, s)}, ${points.join(", ")})`;
}

function smoothText(f: Extract<Num, { k: "smooth" }>, s: Sight): string {
  if (s.constant || s.lagged.length === 0) return writeNumber(f.a, s);
  const inner = without(s);
  const start = f.start ? `, ${writeNumber(f.start, inner)}` : "";
  return `smooth(${writeNumber(f.a, inner)}, ${writeNumber(f.steps, inner)}${start})`;
}

/** A fresh index for the members of a set; undefined where sets are nested deep enough. */
function bound(s: Sight, set: number): { inner: Sight; index: string; named: NamedSet } | undefined {
  const nested = s.bindings.filter((b) => b.index.startsWith("each")).length;
  const named = pick(s.sets, set);
  if (!named || nested >= MOST_NESTED_SETS) return undefined;
  const index = `each${nested}`;
  const inner: Sight = { ...s, bindings: [{ index, members: named.members }, ...s.bindings] };
  return { inner, index, named };
}

function eachText(f: Extract<Num, { k: "each" }>, s: Sight): string {
  const found = bound(s, f.set);
  if (!found) return writeNumber(f.a, s);
  const { inner, index, named } = found;
  const body = f.name === "count" ? writeTruth(f.body, inner) : writeNumber(f.a, inner);
  const where = f.where ? ` where ${writeTruth(f.where, inner)}` : "";
  const text = `${f.name}(${body} for ${index} in ${named.name}${where})`;
  // Of no member the least is infinite and the mean is not a number: let few through
  if (!f.where || f.name === "sum" || f.name === "count" || f.set % 12 === 0) return text;
  return f.name === "mean"
    ? `(if any(${writeTruth(f.where, inner)} for ${index} in ${named.name}) then ${text} else 0)`
    : `clamp(${text}, -9, 9)`;
}

/** Arguments of a distribution that make one, out of any two numbers. */
function saneArguments(f: Extract<Num, { k: "draw" }>, s: Sight): string[] {
  const [a, b] = [`clamp(${writeNumber(f.a, s)}, -9, 9)`, `abs(clamp(${writeNumber(f.b, s)}, -4, 4))`];
  switch (f.name) {
    case "noise":
    case "poisson":
      return [b];
    case "normal":
      return [a, b];
    case "uniform":
    case "interval":
      return [a, `(${a} + ${b})`];
    case "triangular":
      return [a, `(${a} + ${b})`, `(${a} + ${b} + 1)`];
    case "lognormal":
      return [`clamp(${writeNumber(f.a, s)}, -3, 1)`, b];
    case "bernoulli":
      return [`clamp(${writeNumber(f.a, s)}, 0, 1)`];
    case "beta":
      return [`(0.3 + ${b})`, `(0.5 + abs(${a}))`];
    case "choice":
      return [`(0.1 + ${b})`, `abs(${a})`, "1"];
    default:
      return assertNever(f.name);
  }
}

const ARITY: Record<string, number> = { noise: 1, poisson: 1, bernoulli: 1, triangular: 3, choice: 4 };

function plainArguments(f: Extract<Num, { k: "draw" }>, plain: number[]): string[] {
  const all = plain.slice(0, ARITY[f.name] ?? 2);
  if (f.name === "bernoulli") return [String(all[0]! / 4)];
  const rising = f.name === "uniform" || f.name === "interval" || f.name === "triangular";
  return (rising ? all.sort((x, y) => x - y) : all).map(String);
}

function drawText(f: Extract<Num, { k: "draw" }>, s: Sight): string {
  if (s.draws === "never") return writeNumber(f.a, s);
  const name = f.name === "noise" && s.draws === "once" ? "normal" : f.name;
  const named = { ...f, name };
  const raw = [writeNumber(f.a, s), writeNumber(f.b, s), writeNumber(f.a, s)];
  const of = f.raw
    ? raw.slice(0, ARITY[name] ?? 2)
    : f.plain
      ? plainArguments(named, f.plain)
      : saneArguments(named, s);
  const text = name === "interval" ? `(${of[0]} to ${of[1]})` : `${name}(${of.join(", ")})`;
  return s.draws === "once" || name === "noise" ? text : `draw${name === "interval" ? text : `(${text})`}`;
}

/** `CHN.korea is coerce`, `a.nuclear is arm`; undefined where no policy is in sight. */
function isText(i: number, o: number, not: boolean, s: Sight): string | undefined {
  const policy = s.constant ? undefined : pick(s.policies, i);
  if (!policy) return undefined;
  const owner = pick(membersAt(s, policy.owners), Math.floor(i / 2))!;
  return `(${owner}.${policy.name} is ${not ? "not " : ""}${pick(policy.options, o)})`;
}

export function writeTruth(f: Truth, s: Sight): string {
  switch (f.k) {
    case "literal":
      return String(f.v);
    case "claim": {
      const truths = [...s.claims, ...s.reads.filter((r) => r.truth && r.over.length === 0).map((r) => r.name)];
      return pick(truths, f.i) ?? `(${readText(f.i, s)} > 0.5)`;
    }
    case "is":
      return isText(f.i, f.o, f.not, s) ?? `(${readText(f.i, s)} ${f.not ? "<" : ">"} ${f.o / 16})`;
    case "compare":
      return `(${writeNumber(f.a, s)} ${f.op} ${writeNumber(f.b, s)})`;
    case "date": {
      if (s.constant) return "true";
      const date = dateOfStep(s.clock, f.step);
      return f.swap ? `(${date} ${f.op} date)` : `(date ${f.op} ${date})`;
    }
    case "join":
      return `(${writeTruth(f.a, s)} ${f.op} ${writeTruth(f.b, s)})`;
    case "not":
      return `(not ${writeTruth(f.a, s)})`;
    case "every": {
      const found = bound(s, f.set);
      if (!found) return writeTruth(f.body, s);
      const where = f.where ? ` where ${writeTruth(f.where, found.inner)}` : "";
      return `${f.name}(${writeTruth(f.body, found.inner)} for ${found.index} in ${found.named.name}${where})`;
    }
    case "same": {
      const binding = pick(s.bindings, f.i);
      if (!binding) return `(${readText(f.i, s)} >= ${f.member / 16})`;
      const other = pick(membersAt(s, binding.members), f.member)!;
      return `(${binding.index} is ${f.not ? "not " : ""}${other})`;
    }
    default:
      return assertNever(f);
  }
}
