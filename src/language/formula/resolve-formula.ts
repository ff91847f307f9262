// Syntax tree + scope → expression with slots. Families are read by member, sets are unrolled, lags become hidden stocks.
// Every fault is said and replaced by a harmless number, so that all faults of a formula come at once.
// Rule: the result is scalar and finite in size; the cost of a formula is known here, before anything runs.

import { stepOfDate } from "../../base/dates.ts";
import { type DistributionName, type Expression, type FunctionName, number } from "../expression.ts";
import { LIMITS } from "../limits.ts";
import { type Index, memberId } from "../names/names.ts";
import type { Facts, ProblemCode } from "../problems.ts";
import { AGGREGATES, type AggregateName, ALL_FUNCTIONS, DISTRIBUTIONS, FUNCTIONS } from "./functions.ts";
import { type Scope, spend } from "./scope.ts";
import type { BinaryOperator, Pair, Span, Syntax } from "./syntax-tree.ts";

export type Typed = { e: Expression; type: "number" | "truth" | "date" | "any" };

/** So many members of a set are named where a wrong one stands. */
const SHOWN_MEMBERS = 12;

const TRUTHS: readonly BinaryOperator[] = ["<", "<=", ">", ">=", "=", "!="];
const anything: Typed = { e: number(0), type: "any" };

function say(s: Scope, code: ProblemCode, span: Span, facts: Facts): Typed {
  s.problems.add(code, s.place(span), facts);
  return anything;
}

const truth = (e: Expression): Typed => ({ e, type: "truth" });
const numeric = (e: Expression): Typed => ({ e, type: "number" });

/** A part that must be a number; a truth value counts as 0 or 1. */
export function numberOf(syntax: Syntax, s: Scope): Expression {
  const part = resolve(syntax, s);
  if (part.type === "date") sayDate(syntax, s);
  return part.e;
}

function sayDate(span: Span, s: Scope): void {
  const mend = "compare it with a date, or use t, the number of the step";
  say(s, "not-a-number", span, { got: "this is a date", mend });
}

/** A part that must be a condition. */
export function truthOf(syntax: Syntax, s: Scope): Expression {
  const part = resolve(syntax, s);
  if (part.type === "number" || part.type === "date") {
    say(s, "not-a-truth", syntax, { got: "this is a number", mend: "compare it: `x > 0.5`" });
  }
  return part.e;
}

function resolve(syntax: Syntax, s: Scope): Typed {
  if (!spend(s)) return anything;
  switch (syntax.kind) {
    case "number":
      if (!Number.isFinite(syntax.value)) return sayInfinite(syntax, s);
      return numeric(number(syntax.value));
    case "date":
      return say(s, "not-a-number", syntax, {
        got: `\`${syntax.text}\` is a date`,
        mend: "write `date < 2024-11`; for a difference put spaces round the minus",
      });
    case "name":
      return resolveName(syntax, s);
    case "member":
      return resolveMember(syntax, s);
    case "index":
      return resolveIndex(syntax, s);
    case "call":
      return resolveCall(syntax, s);
    case "each":
      return resolveEach(syntax, s);
    case "negate":
      return numeric({ kind: "negate", of: numberOf(syntax.of, s) });
    case "not":
      return truth({ kind: "not", of: truthOf(syntax.of, s) });
    case "binary":
      return resolveBinary(syntax, s);
    case "interval":
      return distribution("interval", [syntax.low, syntax.high], syntax, s);
    case "is":
      return resolveIs(syntax, s);
    case "if":
      return resolveIf(syntax, s);
  }
}

function sayInfinite(span: Span, s: Scope): Typed {
  return say(s, "out-of-range", span, { what: "this number", value: "too large to count", wanted: "below 1e308" });
}

function resolveIf(syntax: Of<"if">, s: Scope): Typed {
  const test = truthOf(syntax.test, s);
  const [yes, no] = [resolve(syntax.yes, s), resolve(syntax.no, s)];
  for (const [part, written] of [
    [yes, syntax.yes],
    [no, syntax.no],
  ] as const) {
    if (part.type === "date") sayDate(written, s);
  }
  const type = yes.type === "truth" && no.type === "truth" ? "truth" : "number";
  return { e: { kind: "if", test, yes: yes.e, no: no.e }, type };
}

type Of<K extends Syntax["kind"]> = Extract<Syntax, { kind: K }>;

/** Says that something that changes is read where only constants may be. */
function sayChanging(name: string, span: Span, s: Scope): Typed {
  return say(s, "step-in-constant", span, { name, where: s.rules.where, mend: s.rules.constant });
}

function time(s: Scope, name: string, span: Span, type: "number" | "date"): Typed {
  if (s.rules.constant) return sayChanging(`\`${name}\``, span, s);
  return { e: { kind: "time" }, type };
}

function resolveName(syntax: Of<"name">, s: Scope): Typed {
  const { name } = syntax;
  if (name === "true" || name === "false") return truth(number(name === "true" ? 1 : 0));
  if (name === "t") return time(s, name, syntax, "number");
  if (name === "date") return time(s, name, syntax, "date");
  if (s.bindings.has(name)) {
    return say(s, "not-a-number", syntax, {
      got: `\`${name}\` stands for a member of a set`,
      mend: `write x[${name}] or ${name}.policy`,
    });
  }
  if (s.own?.name === name && s.own.members.length > 0) return readScalar(memberId(name, s.own.members), syntax, s);
  return readScalar(name, syntax, s);
}

/** A variable, parameter or claim by its id. */
function readScalar(id: string, span: Span, s: Scope): Typed {
  const { names } = s;
  const variable = names.variables.get(id);
  if (variable) {
    if (s.rules.constant) return sayChanging(`\`${id}\``, span, s);
    return { e: { kind: "cell", slot: variable.slot }, type: s.isTruth(id) ? "truth" : "number" };
  }
  const constant = s.constantSlot(id);
  if (constant !== undefined) {
    const isClaim = names.claims.has(id);
    return { e: { kind: "constant", slot: constant }, type: isClaim || s.isTruth(id) ? "truth" : "number" };
  }
  return sayUnknown(id, span, s);
}

function sayUnknown(id: string, span: Span, s: Scope): Typed {
  const { names } = s;
  if (names.claims.has(id)) return say(s, "claim-without-credence", span, { name: id });
  const family = names.families.get(id);
  if (family) {
    const bound = ({ set, name }: Index) => {
      const members = names.sets.get(set) ?? [];
      return [...s.bindings].find(([, member]) => members.includes(member))?.[0] ?? members[0] ?? name;
    };
    const member = memberId(id, family.indices.map(bound));
    return say(s, "wrong-index", span, { name: id, says: "is a family: which member?", mend: `write ${member}` });
  }
  if (names.actors.has(id) || names.sets.has(id)) {
    const what = names.actors.has(id) ? "an actor" : "a set";
    return say(s, "not-a-number", span, { got: `\`${id}\` is ${what}` });
  }
  const known = [
    ...names.variables.keys(),
    ...names.parameters.keys(),
    ...names.families.keys(),
    ...names.claims.keys(),
  ];
  return say(s, "unknown-name", span, { name: id, among: id.includes("[") ? membersAlike(id, known) : known });
}

/** `support[KRO]`: the family's members. */
const membersAlike = (id: string, known: string[]) =>
  known.filter((k) => k.startsWith(id.slice(0, id.indexOf("[") + 1)));

function actorNamed(name: string, s: Scope): string | undefined {
  const bound = s.bindings.get(name) ?? name;
  return s.names.actors.has(bound) ? bound : undefined;
}

function policyNamed(syntax: Of<"member">, s: Scope) {
  const owner = s.bindings.get(syntax.owner) ?? syntax.owner;
  return s.names.policies.get(`${owner}.${syntax.name}`);
}

function resolveMember(syntax: Of<"member">, s: Scope): Typed {
  const id = `${s.bindings.get(syntax.owner) ?? syntax.owner}.${syntax.name}`;
  const policy = policyNamed(syntax, s);
  if (policy) {
    const mend = `write \`${id} is ${policy.options[0]?.id ?? "option"}\``;
    return say(s, "not-a-number", syntax, { got: `\`${id}\` is a policy`, mend });
  }
  const lever = s.constantSlot(id);
  if (s.follows(id)) return say(s, "follows-state", syntax, { name: id });
  if (lever !== undefined) return numeric({ kind: "constant", slot: lever });
  return say(s, "unknown-policy", syntax, { name: id, among: s.names.policies.keys() });
}

/** `t - 3` inside brackets: a lag. */
function lagOf(syntax: Syntax): number | undefined {
  if (syntax.kind !== "binary" || syntax.operator !== "-" || syntax.left.kind !== "name" || syntax.left.name !== "t")
    return undefined;
  return syntax.right.kind === "number" ? syntax.right.value : Number.NaN;
}

function resolveIndex(syntax: Of<"index">, s: Scope): Typed {
  const lag = syntax.indices.length === 1 ? lagOf(syntax.indices[0]!) : undefined;
  if (lag !== undefined) return lagged(syntax.of, lag, syntax, s);
  if (syntax.of.kind !== "name") return say(s, "wrong-index", syntax, { name: "this", says: "cannot have an index" });
  const { name } = syntax.of;
  const family = s.names.families.get(name);
  if (!family) {
    if (!s.names.variables.has(name) && !s.names.parameters.has(name)) return sayUnknown(name, syntax.of, s);
    return say(s, "wrong-index", syntax, { name, says: "is not a family", mend: `write ${name}` });
  }
  if (family.indices.length !== syntax.indices.length) {
    const says = `has ${family.indices.length} ${family.indices.length === 1 ? "index" : "indices"}, not ${syntax.indices.length}`;
    const mend = `it goes over ${family.indices.map(({ set }) => `\`${set}\``).join(", ")}: name a member of each`;
    return say(s, "wrong-index", syntax, { name, says, mend });
  }
  const members: string[] = [];
  for (const [i, index] of syntax.indices.entries()) {
    const { set } = family.indices[i]!;
    const member = index.kind === "name" ? (s.bindings.get(index.name) ?? index.name) : undefined;
    if (member === undefined || !s.names.sets.get(set)?.includes(member)) {
      const written = index.kind === "name" ? (member ?? "") : "this";
      return say(s, "unknown-member", index, {
        name: written,
        set,
        among: s.names.sets.get(set) ?? [],
        known: s.names.sets.get(set)?.slice(0, SHOWN_MEMBERS).join(", "),
      });
    }
    members.push(member);
  }
  return readScalar(memberId(name, members), syntax, s);
}

/** What is remembered is a value, not a draw made again each step. */
const remembered = (s: Scope): Scope => ({
  ...s,
  rules: { ...s.rules, draws: "never", where: "what is remembered" },
});

function lagged(of: Syntax, lag: number, span: Span, s: Scope): Typed {
  if (!Number.isInteger(lag) || lag < 1 || lag > LIMITS.lag.most)
    return say(s, "bad-lag", span, { most: LIMITS.lag.most });
  if (!s.rules.lags) return say(s, "no-past", span, { name: "this lag", where: s.rules.where });
  const value = resolve(of, remembered(s));
  if (value.type === "any") return anything;
  return { e: s.delay(value.e, lag, s.place(span)), type: value.type };
}

/** `a < b < c`. In brackets it is a truth value that is compared: `(a < b) = (c < d)`; a bracket leaves a gap before what it holds. */
const isChained = ({ from, left }: Of<"binary">) =>
  left.kind === "binary" && TRUTHS.includes(left.operator) && left.from === from;

function resolveBinary(syntax: Of<"binary">, s: Scope): Typed {
  const { operator, left, right } = syntax;
  if (operator === "and" || operator === "or") {
    return truth({ kind: "binary", operator, left: truthOf(left, s), right: truthOf(right, s) });
  }
  if (!TRUTHS.includes(operator)) {
    return numeric({ kind: "binary", operator, left: numberOf(left, s), right: numberOf(right, s) });
  }
  if (isChained(syntax)) return say(s, "chained-comparison", syntax, {});
  const dated = [left, right].some((side) => side.kind === "name" && side.name === "date" && !s.bindings.has("date"));
  const part = (side: Syntax) => (dated ? dateOf(side, s) : numberOf(side, s));
  return truth({ kind: "binary", operator, left: part(left), right: part(right) });
}

/** One side of a comparison of dates: `date`, or a date as a step of the clock. */
function dateOf(syntax: Syntax, s: Scope): Expression {
  if (syntax.kind === "name" && syntax.name === "date") return time(s, "date", syntax, "date").e;
  const text = syntax.kind === "date" ? syntax.text : syntax.kind === "number" ? String(syntax.value) : undefined;
  const step = text === undefined ? undefined : stepOfDate(s.clock, text);
  if (step === undefined) say(s, "bad-date", syntax, { text: text ?? (syntax.kind === "name" ? syntax.name : "this") });
  return number(step ?? 0);
}

function resolveIs(syntax: Of<"is">, s: Scope): Typed {
  const { of, option, negated, optionAt } = syntax;
  const found = (e: Expression): Typed => truth(negated ? { kind: "not", of: e } : e);
  if (of.kind === "name" && (s.bindings.has(of.name) || s.names.actors.has(of.name)))
    return sameMember(syntax, of.name, s);
  if (of.kind !== "member") {
    const name = of.kind === "name" ? of.name : "this";
    const mend = of.kind === "index" ? "for a choice in the past write delay(CHN.korea is coerce, 1)" : undefined;
    return say(s, "not-a-policy", of, { name, mend, among: s.names.policies.keys() });
  }
  const policy = policyNamed(of, s);
  if (!policy) {
    const id = `${of.owner}.${of.name}`;
    return s.constantSlot(id) === undefined ? resolveMember(of, s) : say(s, "not-a-policy", of, { name: id });
  }
  if (s.rules.constant) return sayChanging(`\`${policy.id}\``, syntax, s);
  const at = policy.options.findIndex((o) => o.id === option);
  if (at < 0) {
    const known = policy.options.map((o) => o.id);
    return say(s, "unknown-option", optionAt, {
      policy: policy.id,
      name: option,
      among: known,
      known: known.join(", "),
    });
  }
  return found({ kind: "option", policy: policy.slot, option: at });
}

/** `a is KOR`, `b is not a`: two members, compared before anything runs. */
function sameMember({ option, optionAt, negated }: Of<"is">, name: string, s: Scope): Typed {
  const other = s.bindings.get(option) ?? option;
  const isMember = s.names.actors.has(other) || [...s.names.sets.values()].some((members) => members.includes(other));
  if (!isMember)
    return say(s, "unknown-member", optionAt, { name: option, set: "actors", among: s.names.actors.keys() });
  const same = (s.bindings.get(name) ?? name) === other;
  return truth(number(same !== negated ? 1 : 0));
}

const isPair = (part: Syntax | Pair): part is Pair => part.kind === "pair";

const sayPair = (name: string, pair: Pair, s: Scope) =>
  say(s, "wrong-arguments", pair, { name, wanted: "plain numbers", got: "a pair (x, y)" });

function resolveCall(syntax: Of<"call">, s: Scope): Typed {
  const { name } = syntax;
  if (name === "lookup") return resolveLookup(syntax, s);
  const parts = syntax.arguments;
  const pair = parts.find(isPair);
  if (pair) return sayPair(name, pair, s);
  const plain = parts as Syntax[];
  if (name === "draw") return resolveDraw(syntax, plain, s);
  if (name === "smooth" || name === "delay") return resolveLagCall(name, syntax, plain, s);
  if (name === "age") return resolveAge(syntax, plain, s);
  if (name === "utility") return resolveUtility(syntax, plain, s);
  if (Object.hasOwn(FUNCTIONS, name)) return resolveFunction(name as FunctionName, syntax, plain, s);
  if (Object.hasOwn(DISTRIBUTIONS, name)) return distribution(name as DistributionName, plain, syntax, s);
  if ((AGGREGATES as readonly string[]).includes(name)) {
    return say(s, "wrong-arguments", syntax, { name, wanted: "a set: `sum(f for a in set)`", got: "no `for`" });
  }
  return say(s, "unknown-function", syntax, {
    name,
    among: ALL_FUNCTIONS,
    known: ALL_FUNCTIONS.join(" "),
  });
}

function countFits(
  name: string,
  record: { takes: string; least: number; most: number },
  parts: Syntax[],
  span: Span,
  s: Scope,
): boolean {
  if (parts.length >= record.least && parts.length <= record.most) return true;
  say(s, "wrong-arguments", span, { name, wanted: record.takes, got: `${parts.length}` });
  return false;
}

function resolveFunction(name: FunctionName, syntax: Of<"call">, parts: Syntax[], s: Scope): Typed {
  if (!countFits(name, FUNCTIONS[name], parts, syntax, s)) return anything;
  const values = parts.map((p) => numberOf(p, s));
  if (name !== "min" && name !== "max") return numeric({ kind: "call", name, arguments: values });
  // min(a, b, c) is min(min(a, b), c): an order of evaluation is part of the meaning
  return numeric(values.reduce((left, right) => ({ kind: "call", name, arguments: [left, right] })));
}

/** A distribution: a draw in a constant, in `draw(...)`, or by noise; elsewhere a fault. */
function distribution(name: DistributionName, parts: Syntax[], span: Span, s: Scope, drawn = false): Typed {
  const record = name === "interval" ? undefined : DISTRIBUTIONS[name];
  if (record && !countFits(name, record, parts, span, s)) return anything;
  const shown = name === "interval" ? "to" : name;
  if (s.rules.draws === "never") return say(s, "draw-not-here", span, { name: shown, where: s.rules.where });
  if (s.rules.draws === "step" && name !== "noise" && !drawn) return say(s, "bare-distribution", span, { name: shown });
  if (s.rules.draws === "once" && name === "noise")
    return say(s, "draw-not-here", span, { name: "noise", where: s.rules.where });
  const values = parts.map((p) => numberOf(p, s));
  const e: Expression = { kind: "draw", distribution: name, arguments: values, stream: s.stream, place: s.nextDraw() };
  return { e, type: name === "bernoulli" ? "truth" : "number" };
}

function resolveDraw(syntax: Of<"call">, parts: Syntax[], s: Scope): Typed {
  const [inner] = parts;
  if (parts.length === 1 && inner?.kind === "interval")
    return distribution("interval", [inner.low, inner.high], inner, s, true);
  if (parts.length === 1 && inner?.kind === "call" && Object.hasOwn(DISTRIBUTIONS, inner.name)) {
    const pair = inner.arguments.find(isPair);
    if (pair) return sayPair(inner.name, pair, s);
    return distribution(inner.name as DistributionName, inner.arguments as Syntax[], inner, s, true);
  }
  return say(s, "wrong-arguments", syntax, { name: "draw", wanted: "one distribution", got: `${parts.length} parts` });
}

function resolveLagCall(name: "smooth" | "delay", syntax: Of<"call">, parts: Syntax[], s: Scope): Typed {
  const fits = countFits(
    name,
    {
      takes: name === "smooth" ? "a value, steps, and perhaps a start" : "a value and steps",
      least: 2,
      most: name === "smooth" ? 3 : 2,
    },
    parts,
    syntax,
    s,
  );
  if (!fits) return anything;
  if (name === "delay") return lagged(parts[0]!, parts[1]!.kind === "number" ? parts[1]!.value : Number.NaN, syntax, s);
  if (!s.rules.lags) return say(s, "no-past", syntax, { name: `\`${name}\``, where: s.rules.where });
  const inner = remembered(s);
  const [value, steps] = [numberOf(parts[0]!, inner), numberOf(parts[1]!, inner)];
  return numeric(s.smooth(value, steps, parts[2] && numberOf(parts[2], inner), s.place(syntax)));
}

function resolveUtility(syntax: Of<"call">, parts: Syntax[], s: Scope): Typed {
  const actor = parts.length === 1 && parts[0]!.kind === "name" ? actorNamed(parts[0]!.name, s) : undefined;
  if (actor === undefined) {
    const written = parts[0]?.kind === "name" ? parts[0].name : "";
    return say(s, "unknown-actor", parts[0] ?? syntax, {
      name: written,
      among: s.names.actors.keys(),
    });
  }
  if (s.rules.constant) return sayChanging(`\`utility(${actor})\``, syntax, s);
  return numeric(s.utility(actor));
}

function resolveAge(syntax: Of<"call">, parts: Syntax[], s: Scope): Typed {
  const [part] = parts;
  const policy = parts.length === 1 && part!.kind === "member" ? policyNamed(part as Of<"member">, s) : undefined;
  if (!policy) {
    const name = part?.kind === "member" ? `${part.owner}.${part.name}` : part?.kind === "name" ? part.name : "";
    return say(s, "unknown-policy", part ?? syntax, { name, among: s.names.policies.keys() });
  }
  if (s.rules.constant) return sayChanging(`\`age(${policy.id})\``, syntax, s);
  if (!s.rules.lags) return say(s, "no-past", syntax, { name: "`age`", where: s.rules.where });
  return numeric(s.age(policy.id));
}

function plainNumber(syntax: Syntax): number | undefined {
  if (syntax.kind === "number") return syntax.value;
  return syntax.kind === "negate" && syntax.of.kind === "number" ? -syntax.of.value : undefined;
}

function resolveLookup(syntax: Of<"call">, s: Scope): Typed {
  const [x, ...rest] = syntax.arguments;
  if (!x || isPair(x) || rest.length < 2)
    return say(s, "bad-lookup", syntax, { says: "needs a value and two points or more" });
  const points: [number, number][] = [];
  for (const part of rest) {
    const at = isPair(part) ? [plainNumber(part.x), plainNumber(part.y)] : [];
    if (at[0] === undefined || at[1] === undefined)
      return say(s, "bad-lookup", part, { says: "needs plain numbers in its points" });
    if (!Number.isFinite(at[0]) || !Number.isFinite(at[1])) return sayInfinite(part, s);
    if (points.length > 0 && at[0] <= points.at(-1)![0]) return say(s, "bad-lookup", part, { says: "goes back" });
    points.push([at[0], at[1]]);
  }
  return numeric({ kind: "lookup", x: numberOf(x, s), points });
}

type Item = { value: Expression; where: Expression | undefined };

/** The members of a set with the body resolved for each; a `where` that is known now (b is not a) is applied now. */
function itemsOf(syntax: Of<"each">, wantsTruth: boolean, s: Scope): Item[] | undefined {
  const members = s.names.sets.get(syntax.set);
  if (!members) {
    say(s, "unknown-set", syntax, { name: syntax.set, among: s.names.sets.keys() });
    return undefined;
  }
  const items: Item[] = [];
  for (const member of members) {
    if (s.budget.left < 0) return undefined;
    const inner: Scope = { ...s, bindings: new Map([...s.bindings, [syntax.index, member]]) };
    const where = syntax.where && truthOf(syntax.where, inner);
    if (where?.kind === "number" && where.value === 0) continue;
    const value = wantsTruth ? truthOf(syntax.body, inner) : numberOf(syntax.body, inner);
    items.push({ value, where: where?.kind === "number" ? undefined : where });
  }
  return items;
}

const both =
  (operator: BinaryOperator) =>
  (left: Expression, right: Expression): Expression => ({ kind: "binary", operator, left, right });
const onlyWhere = (item: Item, otherwise: number): Expression =>
  item.where ? { kind: "if", test: item.where, yes: item.value, no: number(otherwise) } : item.value;

function fold(items: Expression[], empty: number, join: (l: Expression, r: Expression) => Expression): Expression {
  return items.length === 0 ? number(empty) : items.reduce(join);
}

function resolveEach(syntax: Of<"each">, s: Scope): Typed {
  const name = syntax.name as AggregateName;
  if (!AGGREGATES.includes(name)) {
    return say(s, "unknown-function", syntax, { name, among: AGGREGATES, known: AGGREGATES.join(" ") });
  }
  const items = itemsOf(syntax, name === "any" || name === "all" || name === "count", s);
  if (!items) return anything;
  const count = () =>
    fold(
      items.map((i) => (i.where ? i.where : number(1))),
      0,
      both("+"),
    );
  const extreme = (of: "min" | "max", empty: number) =>
    fold(
      items.map((i) => onlyWhere(i, empty)),
      empty,
      (left, right) => ({ kind: "call", name: of, arguments: [left, right] }),
    );
  switch (name) {
    case "any":
      return truth(
        fold(
          items.map((i) => (i.where ? both("and")(i.where, i.value) : i.value)),
          0,
          both("or"),
        ),
      );
    case "all":
      return truth(
        fold(
          items.map((i) => (i.where ? both("or")({ kind: "not", of: i.where }, i.value) : i.value)),
          1,
          both("and"),
        ),
      );
    case "count":
      return numeric(
        fold(
          items.map((i) => (i.where ? both("and")(i.where, i.value) : i.value)),
          0,
          both("+"),
        ),
      );
    case "sum":
      return numeric(
        fold(
          items.map((i) => onlyWhere(i, 0)),
          0,
          both("+"),
        ),
      );
    case "mean":
      return numeric(
        both("/")(
          fold(
            items.map((i) => onlyWhere(i, 0)),
            0,
            both("+"),
          ),
          count(),
        ),
      );
    case "max":
      return numeric(extreme("max", Number.NEGATIVE_INFINITY));
    case "min":
      return numeric(extreme("min", Number.POSITIVE_INFINITY));
  }
}
