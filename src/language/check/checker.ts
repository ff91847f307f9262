// The state that all sections share while a model is checked: tables of names, slots given so far, hidden stocks, problems.
// Slots of cells are provisional here (in the order of declaration) and are put in final order by check/number-cells.ts.

import type { Clock } from "../../base/dates.ts";
import { fnv1a } from "../../base/fnv1a.ts";
import type { Place } from "../../base/problem.ts";
import type { Described } from "../checked-model.ts";
import { type Expression, number } from "../expression.ts";
import { parseFormula } from "../formula/parse-formula.ts";
import { numberOf, truthOf } from "../formula/resolve-formula.ts";
import { RULES, type Rules, type Scope } from "../formula/scope.ts";
import type { Syntax } from "../formula/syntax-tree.ts";
import { LIMITS } from "../limits.ts";
import {
  type Element,
  type FormulaText,
  fieldOf,
  fieldsOf,
  formulaText,
  type Located,
  listField,
  placeOfElement,
  placeOfLocated,
  textField,
} from "../names/elements.ts";
import type { Loaded } from "../names/load.ts";
import type { Names, PolicyName, Scalar } from "../names/names.ts";
import type { Problems } from "../problems.ts";

/** A cell with its provisional slot. */
export type HiddenStock = { slot: number; start: Expression; next: Expression; at: Place };

export type Checker = {
  loaded: Loaded;
  names: Names;
  problems: Problems;
  clock: Clock;
  /** Ids of constants → slots, all declared before any formula is resolved. */
  constantSlots: Map<string, number>;
  /** Ids of constants that follow the state. */
  following: Set<string>;
  /** What holds depend on. */
  conditions: Expression[];
  /** By what they remember. */
  hidden: Map<string, HiddenStock>;
  /** Actor → provisional slot of the derived cell of its utility, where something asks for it. */
  utilities: Map<string, number>;
  /** The next provisional slot of a cell. */
  cells: number;
  budget: { left: number };
  /** Parsed formulas by place: a family's formula is parsed once. */
  parsed: Map<string, Syntax | undefined>;
  truths: Map<string, boolean>;
  /** Stream hash → the name that has it. */
  streams: Map<number, string>;
  /** Maps of members whose names are checked, and elements that are described: once for all members of a family. */
  checkedMaps: WeakSet<object>;
  described: WeakMap<Element, Omit<Described, "id">>;
};

export function newChecker(loaded: Loaded, names: Names, clock: Clock, problems: Problems): Checker {
  return {
    loaded,
    names,
    problems,
    clock,
    constantSlots: new Map(),
    following: new Set(),
    conditions: [],
    hidden: new Map(),
    utilities: new Map(),
    cells: names.variables.size,
    budget: { left: LIMITS.parts.most },
    parsed: new Map(),
    truths: new Map(),
    streams: new Map(),
    checkedMaps: new WeakSet(),
    described: new WeakMap(),
  };
}

/** The stream of an element's draws: the hash of its name. Two names with one hash would share their luck: said. */
export function streamOf(c: Checker, name: string, at: Place): number {
  const stream = fnv1a(name);
  const other = c.streams.get(stream);
  if (other !== undefined && other !== name) c.problems.add("stream-clash", at, { name, other });
  c.streams.set(stream, name);
  return stream;
}

export function parseAt(c: Checker, text: FormulaText): Syntax | undefined {
  const key = `${text.at.file}:${text.at.line}:${text.at.column}:${text.text}`;
  if (!c.parsed.has(key)) {
    c.parsed.set(
      key,
      parseFormula(text.text, (code, span, facts) => c.problems.add(code, text.place(span.from, span.to), facts)),
    );
  }
  return c.parsed.get(key);
}

export type FormulaOptions = {
  rules: keyof typeof RULES;
  stream?: number;
  own?: Scope["own"];
  bindings?: ReadonlyMap<string, string>;
  /** A counter of draws shared by several formulas (an event's). */
  nextDraw?: () => number;
  truth?: boolean;
};

export function drawCounter(first = 0): () => number {
  let next = first;
  return () => next++;
}

function scopeOf(c: Checker, text: FormulaText, options: FormulaOptions): Scope {
  const rules: Rules = RULES[options.rules];
  return {
    names: c.names,
    problems: c.problems,
    clock: c.clock,
    rules,
    own: options.own,
    bindings: options.bindings ?? new Map(),
    stream: options.stream ?? 0,
    nextDraw: options.nextDraw ?? drawCounter(),
    place: (span) => text.place(span.from, span.to),
    constantSlot: (id) => c.constantSlots.get(id),
    isTruth: (id) => isTruth(c, id),
    delay: (value, steps, at) => delayed(c, value, steps, at),
    smooth: (value, steps, start, at) => smoothed(c, value, steps, start, at),
    utility: (actor) => utilityCell(c, actor),
    age: (policy) => ageCell(c, policy),
    follows: (id) => c.following.has(id),
    budget: c.budget,
  };
}

/** Resolves the formula at a located value; a number 0 where it is broken (said). */
export function formula(c: Checker, located: Located, options: FormulaOptions): Expression {
  if (c.problems.full || c.budget.left < 0) return number(0);
  const text = formulaText(located);
  const syntax = parseAt(c, text);
  if (!syntax) return number(0);
  const scope = scopeOf(c, text, options);
  return options.truth ? truthOf(syntax, scope) : numberOf(syntax, scope);
}

/** A field of a family: one formula for all members, or a map with one for each; a departure's map may name some alone. */
export function memberField(
  c: Checker,
  element: Element,
  key: string,
  scalar: Scalar,
  bare?: string,
): Located | undefined {
  const fields = fieldsOf(element, key, bare);
  for (const field of fields) {
    if (typeof field.value !== "object" || field.value === null) return field;
    const member = oneMember(c, key, scalar, field);
    if (member === undefined) return undefined;
    const value = (field.value as Record<string, unknown>)[member];
    if (value !== undefined) return { value, file: field.file, path: [...field.path, member] };
  }
  const [member] = [...scalar.bindings.values()];
  const first = fields.at(-1);
  if (first && member !== undefined) {
    const facts = { where: `\`${key}\` of \`${scalar.name}\``, name: member };
    c.problems.add("missing-key", placeOfLocated(first), facts);
  }
  return undefined;
}

/** The member of a family with one index, after the names in a map of members are checked. */
function oneMember(c: Checker, key: string, scalar: Scalar, field: Located): string | undefined {
  const members = [...scalar.bindings.values()];
  if (members.length !== 1) {
    const says =
      members.length === 0
        ? "is not a family, so it has no members to list"
        : "has more than one index, so its members cannot be listed";
    const mend = members.length === 0 ? `write \`${key}: formula\`` : "write one formula for all of them";
    c.problems.add("wrong-index", placeOfLocated(field), { name: scalar.name, says, mend });
    return undefined;
  }
  const [index] = c.names.families.get(scalar.name)?.indices ?? [];
  if (!c.checkedMaps.has(field.value as object)) sayStrangers(c, index?.set ?? "", field);
  return members[0];
}

/** Names in a map of members that are none; once for all members of the family. */
function sayStrangers(c: Checker, set: string, field: Located): void {
  c.checkedMaps.add(field.value as object);
  const known = new Set(c.names.sets.get(set) ?? []);
  for (const name of Object.keys(field.value as object)) {
    if (known.has(name) || c.problems.full) continue;
    const at = placeOfLocated({ ...field, path: [...field.path, name] });
    c.problems.add("unknown-member", at, { name, set, among: known });
  }
}

const plainNumber = (e: Expression | undefined): number | undefined => {
  if (e?.kind === "number") return e.value;
  return e?.kind === "negate" && e.of.kind === "number" ? -e.of.value : undefined;
};

/** A least above the most would hold the value at the most, whatever the rest says. */
export function checkBounds(
  c: Checker,
  at: Place,
  id: string,
  min: Expression | undefined,
  max: Expression | undefined,
): void {
  const [least, most] = [plainNumber(min), plainNumber(max)];
  if (least === undefined || most === undefined || least <= most) return;
  const facts = { what: `\`min\` of \`${id}\``, value: least, wanted: `at most its \`max\`, ${most}` };
  c.problems.add("out-of-range", at, facts);
}

/** The claims that an element rests on; one that is unknown or named twice is said. */
function becauseOf(c: Checker, element: Element): string[] {
  const claims = new Set<string>();
  for (const claim of listField(element, "because")) {
    const name = claim.value;
    if (claims.has(name)) c.problems.add("same-key-twice", placeOfLocated(claim), { name });
    else if (!c.names.claims.has(name)) {
      c.problems.add("unknown-claim", placeOfLocated(claim), { name, among: c.names.claims.keys() });
    }
    if (c.problems.full) break;
    claims.add(name);
  }
  return [...claims];
}

/** Label, unit, note and claims of an element. */
export function describe(c: Checker, element: Element, id: string): Described {
  let described = c.described.get(element);
  if (!described) {
    const [label, unit, note] = ["label", "unit", "note"].map((key) => textField(element, key));
    described = { label, unit, note, because: becauseOf(c, element), at: placeOfElement(element) };
    c.described.set(element, described);
  }
  return { id, ...described };
}

// ---- cells that the reader makes itself

function hiddenCell(c: Checker, key: string, at: Place, make: (slot: number) => Omit<HiddenStock, "slot">): Expression {
  const found = c.hidden.get(key);
  if (found) return { kind: "cell", slot: found.slot };
  if (c.hidden.size >= LIMITS.memories.most) {
    c.problems.add("model-too-large", at, { most: LIMITS.memories.most, what: "remembered values" });
    return number(0);
  }
  const slot = c.cells++;
  c.hidden.set(key, { slot, ...make(slot) });
  return { kind: "cell", slot };
}

const keyOf = (e: Expression) => JSON.stringify(e);

/** A value some steps ago: a chain of stocks, each the one before it a step ago. Before the start: the starting value. */
function delayed(c: Checker, value: Expression, steps: number, at: Place): Expression {
  let cell = value;
  const key = keyOf(value);
  for (let i = 1; i <= steps; i++) {
    const source = cell;
    cell = hiddenCell(c, `delay ${i} of ${key}`, at, () => ({ start: source, next: source, at }));
  }
  return cell;
}

/** Exponential smoothing: each step closes 1/steps of the gap (at least one step). */
function smoothed(
  c: Checker,
  value: Expression,
  steps: Expression,
  start: Expression | undefined,
  at: Place,
): Expression {
  const key = `smooth ${keyOf(value)} over ${keyOf(steps)} from ${start ? keyOf(start) : "itself"}`;
  return hiddenCell(c, key, at, (slot) => {
    const own: Expression = { kind: "cell", slot };
    const gap: Expression = { kind: "binary", operator: "-", left: value, right: own };
    const time: Expression = { kind: "call", name: "max", arguments: [steps, number(1)] };
    const part: Expression = { kind: "binary", operator: "/", left: gap, right: time };
    return { start: start ?? value, next: { kind: "binary", operator: "+", left: own, right: part }, at };
  });
}

const binary = (operator: "+" | "*" | "!=", left: Expression, right: Expression): Expression => ({
  kind: "binary",
  operator,
  left,
  right,
});

/** The number of a policy's present option, as a formula. */
const optionNumber = ({ slot, options }: PolicyName): Expression =>
  options
    .map((_, option): Expression => binary("*", number(option), { kind: "option", policy: slot, option }))
    .reduce((left, right) => binary("+", left, right));

/** How long the present option of a policy has been in place: a memory of the option before, and a count that begins again. */
function ageCell(c: Checker, id: string): Expression {
  const policy = c.names.policies.get(id)!;
  const at = placeOfElement(policy.element);
  const now = optionNumber(policy);
  const drawn = c.constantSlots.get(`${id}.start`);
  const start = fieldOf(policy.element, "start");
  const first = Math.max(
    0,
    policy.options.findIndex((o) => o.id === start?.value),
  );
  const before = hiddenCell(c, `option of ${id}`, at, () => ({
    start: drawn === undefined ? number(first) : { kind: "constant", slot: drawn },
    next: now,
    at,
  }));
  const age = fieldOf(policy.element, "age");
  return hiddenCell(c, `age of ${id}`, at, (slot) => ({
    start: age ? formula(c, age, { rules: "start", stream: fnv1a(`${id}/age`) }) : number(0),
    next: {
      kind: "if",
      test: binary("!=", now, before),
      yes: number(1),
      no: binary("+", { kind: "cell", slot }, number(1)),
    },
    at,
  }));
}

function utilityCell(c: Checker, actor: string): Expression {
  let slot = c.utilities.get(actor);
  if (slot === undefined) {
    slot = c.cells++;
    c.utilities.set(actor, slot);
  }
  return { kind: "cell", slot };
}

// ---- does a name hold a truth value? Found from the form of its formula, before it is resolved.

function isTruth(c: Checker, id: string): boolean {
  const known = c.truths.get(id);
  if (known !== undefined) return known;
  c.truths.set(id, false);
  const scalar = c.names.variables.get(id) ?? c.names.parameters.get(id);
  const field = scalar && (fieldOf(scalar.element, "is", "is") ?? fieldOf(scalar.element, "then"));
  const plain = field && (typeof field.value === "string" || typeof field.value === "boolean");
  const syntax = plain ? parseAt(c, formulaText(field)) : undefined;
  const found = syntax !== undefined && truthForm(c, syntax, 0);
  c.truths.set(id, found);
  return found;
}

function truthForm(c: Checker, syntax: Syntax, depth: number): boolean {
  if (depth > 20) return false;
  switch (syntax.kind) {
    case "not":
    case "is":
      return true;
    case "binary":
      return !["+", "-", "*", "/", "^"].includes(syntax.operator);
    case "each":
      return syntax.name === "any" || syntax.name === "all";
    case "call":
      return syntax.name === "bernoulli";
    case "if":
      return truthForm(c, syntax.yes, depth + 1) && truthForm(c, syntax.no, depth + 1);
    case "name":
      return syntax.name === "true" || syntax.name === "false" || c.names.claims.has(syntax.name);
    default:
      return false;
  }
}
