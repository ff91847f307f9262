// Every formula of a checked model, each with what it belongs to and the part that it plays there. One list, for whoever asks what
// reads a claim, a parameter or a variable, and for whoever gives slots anew. In: a model. Out: the formulas in the order of its sections.
// A new place for a formula is a line here; test/formulas.test.ts finds every expression in generated models and misses none.

import type { CheckedModel, Constant, Event, Observed, Policy, Question, Stock } from "./checked-model.ts";
import { type Expression, walk } from "./expression.ts";

export type FormulaOwner =
  | "constant"
  | "stock"
  | "derived"
  | "policy"
  | "condition"
  | "term"
  | "actor"
  | "event"
  | "question"
  | "observed"
  | "behaviour";

export type FormulaRole =
  | "value"
  | "start"
  | "next"
  | "min"
  | "max"
  | "is"
  | "only"
  | "when"
  | "belief"
  | "chance"
  | "effect"
  | "of"
  | "sd"
  | "size"
  | "trials";

export type Formula = {
  owner: FormulaOwner;
  /** The place of the owner in its section; of a term its place among `terms`. */
  slot: number;
  role: FormulaRole;
  expression: Expression;
};

type Part = readonly [FormulaRole, Expression | undefined];

const ofConstant = ({ value, min, max }: Constant): Part[] => [
  ["value", value],
  ["min", min],
  ["max", max],
];

const ofStock = ({ start, next, min, max }: Stock): Part[] => [
  ["start", start],
  ["next", next],
  ["min", min],
  ["max", max],
];

const ofPolicy = ({ options, calls }: Policy): Part[] => [
  ...options.map((option): Part => ["only", option.only]),
  ["when", calls?.when],
];

const ofEvent = ({ chance, outcomes }: Event): Part[] => [
  ["chance", chance],
  ...outcomes.flatMap((outcome): Part[] => [
    ["chance", outcome.chance],
    ...outcome.effects.map(({ value }): Part => ["effect", value]),
  ]),
];

function ofQuestion(question: Question): Part[] {
  if (question.kind === "event") return [["when", question.when]];
  if (question.kind === "quantity") return [["of", question.of]];
  return question.kind === "comparison" ? [["of", question.measure]] : [];
}

const ofObserved = ({ of, sd, size, trials }: Observed): Part[] => [
  ["of", of],
  ["sd", sd],
  ["size", size],
  ["trials", trials],
];

/** All formulas of a model. Weights, foresight and the like are constants, and so are claims. */
export function formulasOf(model: CheckedModel): Formula[] {
  const all: Formula[] = [];
  const add = (owner: FormulaOwner, slot: number, parts: readonly Part[]) => {
    for (const [role, expression] of parts) if (expression) all.push({ owner, slot, role, expression });
  };
  model.constants.forEach((constant, slot) => {
    add("constant", slot, ofConstant(constant));
  });
  model.stocks.forEach((stock, slot) => {
    add("stock", slot, ofStock(stock));
  });
  model.derived.forEach(({ is }, slot) => {
    add("derived", slot, [["is", is]]);
  });
  model.policies.forEach((policy, slot) => {
    add("policy", slot, ofPolicy(policy));
  });
  model.conditions?.forEach((condition, slot) => {
    add("condition", slot, [["when", condition]]);
  });
  model.terms.forEach(({ is }, slot) => {
    add("term", slot, [["is", is]]);
  });
  model.actors.forEach(({ beliefs, stockBeliefs = [] }, slot) => {
    add(
      "actor",
      slot,
      [...beliefs, ...stockBeliefs].map(({ value }): Part => ["belief", value]),
    );
  });
  model.events.forEach((event, slot) => {
    add("event", slot, ofEvent(event));
  });
  model.questions.forEach((question, slot) => {
    add("question", slot, ofQuestion(question));
  });
  model.observed.forEach((observed, slot) => {
    add("observed", slot, ofObserved(observed));
  });
  model.behaviours.forEach(({ of }, slot) => {
    add("behaviour", slot, [["of", of]]);
  });
  return all;
}

const EXPRESSION_KINDS = new Set<string>([
  "number",
  "constant",
  "cell",
  "option",
  "time",
  "negate",
  "not",
  "binary",
  "if",
  "call",
  "lookup",
  "pick",
  "draw",
] satisfies Expression["kind"][]);

/** A constant's kind ("claim", "weight") and a question's ("options", "event") are no expressions' kinds. */
export const isExpression = (value: object): value is Expression =>
  "kind" in value && EXPRESSION_KINDS.has(String(value.kind));

/** The same plain data of a model, whole or in part, with every formula in it changed. */
export function withFormulas<T>(data: T, change: (formula: Expression) => Expression): T {
  // Lists of names are the same ones
  if (Array.isArray(data))
    return typeof data[0] === "string" ? data : (data.map((item) => withFormulas(item, change)) as T);
  if (typeof data !== "object" || data === null) return data;
  if (isExpression(data)) return change(data) as T;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, withFormulas(value, change)])) as T;
}

/** Slots of the constants that these expressions name, without those which they read in turn. */
export function constantsNamed(expressions: Iterable<Expression>): Set<number> {
  const slots = new Set<number>();
  for (const expression of expressions)
    walk(expression, (part) => {
      if (part.kind === "constant") slots.add(part.slot);
    });
  return slots;
}

/** Slots of the constants that these expressions read, directly or by way of other constants. */
export function constantsRead(model: CheckedModel, expressions: Iterable<Expression>): Set<number> {
  const found = constantsNamed(expressions);
  for (const slot of found) {
    const parts = ofConstant(model.constants[slot]!).flatMap(([, expression]) => expression ?? []);
    // A set that grows while it is walked is walked to its new end
    for (const read of constantsNamed(parts)) found.add(read);
  }
  return found;
}

/** Formulas that only compare a model with its record: they move no future. */
const OF_THE_RECORD: readonly FormulaOwner[] = ["observed", "behaviour"];

/** Slots of the constants that some formula of play or of a question reads: the others move nothing. */
export function constantsInUse(model: CheckedModel): Set<number> {
  const played = formulasOf(model).filter(({ owner }) => !OF_THE_RECORD.includes(owner));
  return constantsNamed(played.map(({ expression }) => expression));
}

/** The claims among them. */
export const claimsInUse = (model: CheckedModel): Set<number> =>
  new Set([...constantsInUse(model)].filter((slot) => model.constants[slot]!.kind === "claim"));

/** Ids of the claims that expressions read, directly or by way of parameters. */
export function claimsRead(model: CheckedModel, expressions: Iterable<Expression>): string[] {
  const read = [...constantsRead(model, expressions)].map((slot) => model.constants[slot]!);
  return read.filter(({ kind }) => kind === "claim").map(({ id }) => id);
}

/**
 * The claims that a value term rests on: those it names as its reasons, and those that its formula or its weight reads, directly or
 * by way of parameters. In: a term's place among `model.terms`. Out: ids, reasons first.
 */
export function claimsOfTerm(model: CheckedModel, slot: number): string[] {
  const { because, is, weight } = model.terms[slot]!;
  return [...new Set([...because, ...claimsRead(model, [is, { kind: "constant", slot: weight }])])];
}
