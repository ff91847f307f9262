// What is drawn once a run: origins, claims, parameters, weights, each actor's foresight, precision and discount, switching costs.
// In: the checker. Out: constants in an order in which each reads only those before it, and the old-to-new map of slots.

import type { Place } from "../../base/problem.ts";
import type { Belief, Constant, ConstantKind } from "../checked-model.ts";
import { type Draws, ROW_OF_DRAWS } from "../draws.ts";
import { type Expression, number, walk } from "../expression.ts";
import { LIMITS } from "../limits.ts";
import {
  type Element,
  entriesOf,
  type Form,
  fieldOf,
  inLastForm,
  type Located,
  placeOfElement,
  placeOfLocated,
  textField,
} from "../names/elements.ts";
import type { Scalar } from "../names/names.ts";
import { inOrder } from "../names/order.ts";
import { decidingConstants, decidingFormula, decidingNames, switchingField } from "./check-deciding.ts";
import { withDraws } from "./check-draws.ts";
import { type Checker, checkBounds, describe, formula, memberField, streamOf } from "./checker.ts";
import { readsState } from "./reads-state.ts";

const ACTOR_DEFAULTS = { foresight: 0, precision: 4, discount: 1 } as const;

/** Gives every constant a slot, so that formulas can name it before it is resolved. */
export function declareConstants(c: Checker): void {
  const slots = c.constantSlots;
  const add = (id: string) => slots.set(id, slots.size);
  for (const id of c.loaded.sections.origins.keys()) add(id);
  for (const [id, claim] of c.loaded.sections.claims) if (fieldOf(claim, "credence")) add(id);
  for (const id of c.names.parameters.keys()) add(id);
  for (const id of c.names.actors.keys()) for (const word of Object.keys(ACTOR_DEFAULTS)) add(`${id}.${word}`);
  for (const { id } of termNames(c)) add(weightId(id));
  for (const id of c.names.policies.keys()) add(`${id}.switching`);
  for (const id of decidingNames(c)) add(id);
  if (c.loaded.draws) add(ROW_OF_DRAWS);
  declareFollowing(c);
}

/** What follows the state may be read by no formula, so it must be known before any is resolved. */
function declareFollowing(c: Checker): void {
  const see = (id: string, located: Located | undefined) => {
    if (located && readsState(c, located)) c.following.add(id);
  };
  for (const [id, { element }] of c.names.actors) {
    for (const word of Object.keys(ACTOR_DEFAULTS)) see(`${id}.${word}`, fieldOf(element, word));
  }
}

/** A weight's own id: a policy may have the name of a value term. */
export const weightId = (term: string) => `weight of ${term}`;

export type TermName = { id: string; actor: string; name: string; element: Element; owner: string };

/** The value terms of all actors, a set's terms once for each member, in the order written. */
export function termNames(c: Checker): TermName[] {
  const terms: TermName[] = [];
  const counts = new Map<string, number>();
  for (const element of c.loaded.sections.values.values()) {
    const dot = element.name.indexOf(".");
    const [owner, name] = [element.name.slice(0, dot), element.name.slice(dot + 1)];
    const members = c.names.actors.has(owner) ? [owner] : c.names.sets.get(owner);
    if (!members) {
      const among = [...c.names.actors.keys(), ...c.names.sets.keys()];
      c.problems.add("unknown-actor", placeOfElement(element), { name: owner, among });
      continue;
    }
    for (const actor of members) {
      const count = (counts.get(actor) ?? 0) + 1;
      counts.set(actor, count);
      if (count === LIMITS.terms.most + 1) {
        c.problems.add("model-too-large", placeOfElement(element), {
          most: LIMITS.terms.most,
          what: "values of one actor",
        });
      }
      if (c.names.actors.has(actor) && count <= LIMITS.terms.most) {
        terms.push({ id: `${actor}.${name}`, actor, name, element, owner });
      }
    }
  }
  return terms;
}

function range(
  c: Checker,
  located: Located | undefined,
  what: string,
  least: number,
  most: number,
  wanted: string,
): void {
  if (located === undefined || typeof located.value !== "number") return;
  if (located.value >= least && located.value <= most) return;
  c.problems.add("out-of-range", placeOfLocated(located), { what, value: located.value, wanted });
}

const described = (c: Checker, element: Element, id: string, kind: ConstantKind): Omit<Constant, "value"> => ({
  ...describe(c, element, id),
  kind,
  whole: false,
});

function origins(c: Checker): Constant[] {
  return [...c.loaded.sections.origins].map(([id, element]) => {
    const reliable = fieldOf(element, "reliable")!;
    range(c, reliable, `the reliability of \`${id}\``, 0, 1, "a probability, 0 to 1");
    const stream = streamOf(c, id, placeOfElement(element));
    const chance = formula(c, reliable, { rules: "constant", stream, nextDraw: fromOne() });
    const grade = textField(element, "grade");
    return { ...described(c, element, id, "origin"), value: bernoulli(chance, stream), ...(grade && { grade }) };
  });
}

/** Draws inside a credence come after the draw of the claim itself. */
const fromOne = () => {
  let next = 1;
  return () => next++;
};

const bernoulli = (chance: Expression, stream: number): Expression => ({
  kind: "draw",
  distribution: "bernoulli",
  arguments: [chance],
  stream,
  place: 0,
});

function claims(c: Checker): Constant[] {
  const found: Constant[] = [];
  for (const [id, element] of c.loaded.sections.claims) {
    const credence = fieldOf(element, "credence");
    if (!credence) continue;
    range(c, credence, `the credence of \`${id}\``, 0, 1, "a probability, 0 to 1");
    const stream = streamOf(c, id, placeOfElement(element));
    const nextDraw = fromOne();
    let chance = formula(c, credence, { rules: "constant", stream, nextDraw });
    const origin = fieldOf(element, "origin");
    const otherwise = fieldOf(element, "else");
    if (otherwise && !origin) {
      const facts = {
        name: "else",
        where: "a claim without an origin",
        mend: "name the `origin` that may be unreliable",
      };
      c.problems.add("not-read", placeOfLocated(otherwise), facts);
    }
    if (origin) chance = throughOrigin(c, element, chance, origin, { stream, nextDraw });
    found.push({ ...described(c, element, id, "claim"), value: bernoulli(chance, stream) });
  }
  return found;
}

function throughOrigin(
  c: Checker,
  element: Element,
  credence: Expression,
  origin: Located,
  draws: { stream: number; nextDraw: () => number },
): Expression {
  const name = String(origin.value);
  const known = c.loaded.sections.origins;
  if (!known.has(name)) {
    c.problems.add("unknown-origin", placeOfLocated(origin), { name, among: known.keys() });
    return credence;
  }
  const otherwise = fieldOf(element, "else");
  if (!otherwise) {
    c.problems.add("missing-key", placeOfElement(element), { where: "a claim with an origin", name: "else" });
    return credence;
  }
  range(c, otherwise, "this credence", 0, 1, "a probability, 0 to 1");
  const no = formula(c, otherwise, { rules: "constant", ...draws });
  return { kind: "if", test: { kind: "constant", slot: c.constantSlots.get(name)! }, yes: credence, no };
}

const PARAMETER_FORMS: Form[] = [
  { keys: ["is"], idle: ["when", "then", "else"] },
  { keys: ["when", "then", "else"], idle: ["is"] },
];

function parameterValue(c: Checker, scalar: Scalar, stream: number): Expression {
  const element = inLastForm(scalar.element, PARAMETER_FORMS, "is");
  const own = { name: scalar.name, members: [...scalar.bindings.values()] };
  const options = { rules: "constant" as const, stream, own, bindings: scalar.bindings };
  const is = memberField(c, element, "is", scalar, "is");
  const when = fieldOf(element, "when");
  const then = memberField(c, element, "then", scalar);
  const otherwise = memberField(c, element, "else", scalar);
  if (is && !when && !then && !otherwise) return formula(c, is, options);
  if (is || !when || !then || !otherwise) {
    c.problems.add("parameter-form", placeOfElement(scalar.element), { name: scalar.id });
    return number(0);
  }
  // Both branches count their draws from the start, so they share one uniform: a claim moves the value, not the luck
  return {
    kind: "if",
    test: formula(c, when, { ...options, truth: true }),
    yes: formula(c, then, options),
    no: formula(c, otherwise, options),
  };
}

function parameters(c: Checker): Constant[] {
  return [...c.names.parameters.values()].map((scalar) => {
    const { element, id } = scalar;
    const stream = streamOf(c, id, placeOfElement(element));
    const own = { name: scalar.name, members: [...scalar.bindings.values()] };
    const bound = (key: string) => {
      const field = fieldOf(element, key);
      return field && formula(c, field, { rules: "bound", own, bindings: scalar.bindings });
    };
    const [min, max] = [bound("min"), bound("max")];
    checkBounds(c, placeOfElement(element), id, min, max);
    return { ...described(c, element, id, "parameter"), value: parameterValue(c, scalar, stream), min, max };
  });
}

const ACTOR_RANGES = {
  foresight: [0, LIMITS.foresight.most, `0 to ${LIMITS.foresight.most} steps`],
  precision: [0, 1000, "0 to 1000"],
  discount: [0, 1, "0 to 1"],
} as const;

/** So little that at a discount of 0 the next step alone is left, to the last bit, where the mean over nothing would be no number. */
const LEAST_DISCOUNT = 1e-100;

function actorConstants(c: Checker): Constant[] {
  const found: Constant[] = [];
  for (const [name, { element }] of c.names.actors) {
    for (const word of ["foresight", "precision", "discount"] as const) {
      const id = `${name}.${word}`;
      const field = fieldOf(element, word);
      const [least, most, wanted] = ACTOR_RANGES[word];
      range(c, field, `the ${word} of ${name}`, least, most, wanted);
      const at: Place = field ? placeOfLocated(field) : placeOfElement(element);
      const stream = streamOf(c, id, at);
      found.push({
        id,
        kind: word,
        because: [],
        at,
        label: `${word} of ${name}`,
        whole: word === "foresight",
        ...(field ? decidingFormula(c, field, { stream }) : { value: number(ACTOR_DEFAULTS[word]) }),
        min: number(word === "discount" ? LEAST_DISCOUNT : least),
        max: number(most),
      });
    }
  }
  return found;
}

function weights(c: Checker): Constant[] {
  return termNames(c).map(({ id, element, actor }) => {
    const field = fieldOf(element, "weight", "weight")!;
    const stream = streamOf(c, weightId(id), placeOfElement(element));
    const made = decidingFormula(c, field, { stream, bindings: new Map([["owner", actor]]) });
    return { ...described(c, element, weightId(id), "weight"), label: `weight of ${id}`, ...made };
  });
}

function switchingCosts(c: Checker): Constant[] {
  return [...c.names.policies.values()].map(({ id, element }) => {
    const field = switchingField(element);
    range(c, field, `the switching cost of ${id}`, 0, 1e9, "0 or more");
    const at = field ? placeOfLocated(field) : placeOfElement(element);
    const stream = streamOf(c, `${id}.switching`, at);
    const made = field ? decidingFormula(c, field, { stream }) : { value: number(0) };
    return { id: `${id}.switching`, kind: "switching", because: [], at, whole: false, ...made };
  });
}

function constantsIn(...expressions: (Expression | undefined)[]): Set<number> {
  const read = new Set<number>();
  for (const e of expressions) if (e) walk(e, (part) => part.kind === "constant" && read.add(part.slot));
  return read;
}

/** A belief takes the place of its constant, so what it reads must be drawn before: it may not read what it is about. */
function orderOf(c: Checker, declared: Constant[], beliefs: ReadonlyMap<string, readonly Belief[]>): number[] {
  const own = declared.map(({ value, min, max }) => constantsIn(value, min, max));
  const plain = inOrder(declared.length, (i) => own[i]!);
  const ids = (cycle: number[]) => [...cycle, cycle[0]!].map((i) => declared[i]!.id).join(" → ");
  for (const cycle of plain.cycles) c.problems.add("cycle", declared[cycle[0]!]!.at, { cycle: ids(cycle) });
  if (plain.cycles.length > 0) return plain.order;
  const all = own.map((read) => new Set(read));
  for (const { constant, value } of [...beliefs.values()].flat()) {
    for (const slot of constantsIn(value)) all[constant]!.add(slot);
  }
  const { order, cycles } = inOrder(declared.length, (i) => all[i]!);
  for (const cycle of cycles) {
    const [actor] = [...beliefs].find(([, held]) => held.some((b) => cycle.includes(b.constant)))!;
    const at = placeOfElement(c.names.actors.get(actor)!.element);
    c.problems.add("belief-cycle", at, { actor, cycle: ids(cycle) });
  }
  return order;
}

/** A belief that follows the state may be about no constant on which others rest: these are drawn once a run. */
function sayDrawnBeliefs(c: Checker, declared: Constant[], beliefs: ReadonlyMap<string, readonly Belief[]>): void {
  for (const [actor, own] of beliefs) {
    for (const { constant } of own.filter((b) => b.follows)) {
      const reader = declared.find((c) => !c.follows && constantsIn(c.value, c.min, c.max).has(constant));
      if (!reader) continue;
      const name = declared[constant]!.id;
      const located = entriesOf(c.names.actors.get(actor)!.element, "believes");
      const at = [...located].find(([written]) => written.replaceAll(" ", "") === name)?.[1];
      c.problems.add("belief-drawn", at ? placeOfLocated(at) : reader.at, { name, actor, reader: reader.id });
    }
  }
}

/** All constants in dependency order; a circle is said. `slot` maps declared slots to final ones. */
export function checkConstants(
  c: Checker,
  beliefs: ReadonlyMap<string, readonly Belief[]>,
  draws?: Draws,
): { constants: Constant[]; slot: number[] } {
  const written = [
    ...origins(c),
    ...claims(c),
    ...parameters(c),
    ...actorConstants(c),
    ...weights(c),
    ...switchingCosts(c),
    ...decidingConstants(c),
  ];
  const declared = c.loaded.draws ? withDraws(c, written, draws) : written;
  sayDrawnBeliefs(c, declared, beliefs);
  const order = orderOf(c, declared, beliefs);
  const slot: number[] = [];
  order.forEach((old, place) => {
    slot[old] = place;
  });
  return { constants: order.map((i) => declared[i]!), slot };
}
