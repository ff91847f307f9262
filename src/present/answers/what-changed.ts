// What two readings of one model differ in, by name: a scenario against the model as it is. Nothing that plays a part is left out,
// so nothing that was changed is hidden: constants, starts, formulas, choices held, clock.
// In: two checked models. Out: changes as (name, before, after), in the model's order.

import { dateOfStep } from "../../base/dates.ts";
import type { CheckedModel, ConstantKind, Event, Hold, Policy } from "../../language/checked-model.ts";
import type { Expression } from "../../language/expression.ts";
import { sayExpression } from "../words/say-expression.ts";

export type Change = { name: string; before: string; after: string };

type Facts = Map<string, string>;

const FREE = "free";
const NOT_THERE = "not there";

const say = (model: CheckedModel, e: Expression | undefined) => (e === undefined ? "none" : sayExpression(model, e));

/** A claim's value is the chance that it is true: only that is said. */
const isCredence = (e: Expression): e is Extract<Expression, { kind: "draw" }> =>
  e.kind === "draw" && e.distribution === "bernoulli";

function sayConstant(model: CheckedModel, kind: ConstantKind, value: Expression): string {
  return kind === "claim" && isCredence(value) ? say(model, value.arguments[0]) : say(model, value);
}

function addConstants(model: CheckedModel, facts: Facts): void {
  for (const constant of model.constants) {
    facts.set(constant.id, sayConstant(model, constant.kind, constant.value));
    if (constant.min) facts.set(`${constant.id} min`, say(model, constant.min));
    if (constant.max) facts.set(`${constant.id} max`, say(model, constant.max));
  }
  for (const actor of model.actors) {
    facts.set(`${actor.id}.level`, String(actor.level));
    for (const { constant, value } of actor.beliefs) {
      const { id, kind } = model.constants[constant]!;
      facts.set(`${actor.id}.believes.${id}`, sayConstant(model, kind, value));
    }
  }
}

function addVariables(model: CheckedModel, facts: Facts): void {
  for (const stock of model.stocks) {
    if (stock.hidden) continue;
    facts.set(`${stock.id} start`, say(model, stock.start));
    facts.set(`${stock.id} next`, say(model, stock.next));
    if (stock.min) facts.set(`${stock.id} min`, say(model, stock.min));
    if (stock.max) facts.set(`${stock.id} max`, say(model, stock.max));
  }
  for (const derived of model.derived) facts.set(derived.id, say(model, derived.is));
  for (const term of model.terms) facts.set(`${term.id} is`, say(model, term.is));
}

function addPolicy(model: CheckedModel, policy: Policy, facts: Facts): void {
  facts.set(`${policy.id} start`, sayStart(model, policy));
  facts.set(`${policy.id} review`, policy.review === 0 ? "never" : String(policy.review));
  const { calls } = policy;
  if (calls?.on.length) facts.set(`${policy.id} review on`, calls.on.map((e) => model.events[e]!.id).join(", "));
  if (calls?.when) facts.set(`${policy.id} review when`, say(model, calls.when));
  facts.set(`${policy.id} options`, policy.options.map((o) => (o.once ? `${o.id} (once)` : o.id)).join(", "));
  for (const option of policy.options) {
    if (option.only) facts.set(`${policy.id} only ${option.id}`, say(model, option.only));
  }
}

/** The option at the start; of one that is drawn, the chances. */
function sayStart(model: CheckedModel, { start, startBy, options }: Policy): string {
  const drawn = startBy === undefined ? undefined : model.constants[startBy]!.value;
  if (drawn?.kind !== "draw") return options[start]!.id;
  return options.map(({ id }, i) => `${id} ${say(model, drawn.arguments[i]!)}`).join(", ");
}

function sayHold(model: CheckedModel, hold: Hold): string {
  const option = model.policies[hold.policy]!.options[hold.option]!.id;
  const from = hold.from > 0 ? ` from ${dateOfStep(model.clock, hold.from)}` : "";
  const until = hold.until < model.clock.steps ? ` until ${dateOfStep(model.clock, hold.until)}` : "";
  const condition = hold.while === undefined ? "" : ` while ${say(model, model.conditions![hold.while]!)}`;
  return `held to ${option}${from}${until}${condition}`;
}

function addHolds(model: CheckedModel, facts: Facts): void {
  for (const hold of model.holds) {
    const name = model.policies[hold.policy]!.id;
    const before = facts.get(name);
    facts.set(name, before === undefined ? sayHold(model, hold) : `${before}, ${sayHold(model, hold)}`);
  }
}

function addEvent(model: CheckedModel, event: Event, facts: Facts): void {
  if (event.scheduled !== undefined) facts.set(`${event.id} at`, dateOfStep(model.clock, event.scheduled));
  facts.set(`${event.id} chance`, say(model, event.chance));
  facts.set(`${event.id} repeats`, String(event.repeats));
  for (const outcome of event.outcomes) {
    const name = event.outcomes.length > 1 ? `${event.id} ${outcome.id}` : event.id;
    if (outcome.chance) facts.set(`${name} outcome`, say(model, outcome.chance));
    for (const { stock, value } of outcome.effects) {
      facts.set(`${name} set ${model.stocks[stock]!.id}`, say(model, value));
    }
  }
}

function factsOf(model: CheckedModel): Facts {
  const { start, step, steps } = model.clock;
  const facts: Facts = new Map([["clock", `${steps} ${step}s from ${start}`]]);
  addConstants(model, facts);
  addVariables(model, facts);
  for (const policy of model.policies) addPolicy(model, policy, facts);
  addHolds(model, facts);
  for (const event of model.events) addEvent(model, event, facts);
  return facts;
}

/** The changes from one reading to the other. */
export function whatChanged(before: CheckedModel, after: CheckedModel): Change[] {
  const [a, b] = [factsOf(before), factsOf(after)];
  const policies = new Set(before.policies.map((policy) => policy.id));
  const absent = (name: string) => (policies.has(name) ? FREE : NOT_THERE);
  const names = [...a.keys(), ...[...b.keys()].filter((name) => !a.has(name))];
  return names.flatMap((name): Change[] => {
    const [x, y] = [a.get(name) ?? absent(name), b.get(name) ?? absent(name)];
    return x === y ? [] : [{ name, before: x, after: y }];
  });
}

/** `CHN.foresight 3 to 18 -> 24`; what was not there before has the new value alone. */
export function sayChange({ name, before, after }: Change): string {
  return before === FREE
    ? `${name} ${after}`
    : before === NOT_THERE
      ? `${name} = ${after}`
      : `${name} ${before} -> ${after}`;
}
