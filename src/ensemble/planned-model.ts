// Conditional plans: one option before a named event has happened, another after it; or one while a condition on the state holds,
// another while it does not. A plan is no hold: when it turns differs from run to run. So the model is given a stock that remembers
// the event, and a planned policy is handed to nobody: an actor without values, that looks at every step and finds one option open,
// the one that the plan says. All else is as it was: the same draws in the same streams, the others see the option in place and not
// the plan, as they see a held one. A commitment to one option while a condition holds is a hold on that condition, and the owner
// decides where it does not: the model is given the condition, and the hold is given with the others (`holdsOf`).
// In: a checked model and the policies under plans. Out: a model for each set of planned policies, and settings for each plan.

import { fnv1a } from "../base/fnv1a.ts";
import { invariant } from "../base/invariant.ts";
import type { Setting } from "../engine/interpreter/settings.ts";
import type { Actor, CheckedModel, Constant, Event, Hold, Policy } from "../language/checked-model.ts";
import { type Expression, number, rewrite } from "../language/expression.ts";
import { withFormulas } from "../language/formulas.ts";
import type { Choice, HeldStrategy, PlannedPolicy } from "./form-plan.ts";

export type PlannedModels = {
  /** The model that remembers the events and knows the conditions of holds; in all else the model itself. */
  base: CheckedModel;
  /** 1 once the event of this policy's plan has happened, or while its condition holds. */
  happened: (policy: number) => Expression;
  /** What plays when these strategies are held: options without a plan are held for the whole clock, those with one are set. */
  playing: (held: readonly HeldStrategy[]) => { model: CheckedModel; holds: Hold[]; set: Setting[] };
};

export function plannedModels(model: CheckedModel, plans: readonly PlannedPolicy[]): PlannedModels {
  const events = [...new Set(plans.flatMap((plan) => ("event" in plan ? [plan.event] : [])))];
  const remembering = events.length === 0 ? model : withMemories(model, events);
  const happened = (policy: number): Expression => {
    const own = plans.find((plan) => plan.policy === policy);
    invariant(own !== undefined, "this policy has no plan");
    if ("condition" in own) return moveCells(own.condition.when, model.stocks.length, events.length);
    return { kind: "cell", slot: model.stocks.length + events.indexOf(own.event) };
  };
  const committed = plans
    .filter((plan) => "condition" in plan && plan.option !== undefined)
    .map(({ policy }) => policy);
  const base = committed.length === 0 ? remembering : withConditions(remembering, committed.map(happened));
  /** The condition of a policy's hold, as the base knows it. */
  const conditionOf = (policy: number) => (model.conditions?.length ?? 0) + committed.indexOf(policy);
  const made = new Map<string, CheckedModel>();
  const playing = (held: readonly HeldStrategy[]) => {
    const choices = held.flatMap((strategy) => strategy.choices).filter(({ then }) => then !== undefined);
    const planned = choices.map(({ policy }) => policy).sort((a, b) => a - b);
    const key = planned.join();
    const found = made.get(key) ?? withPlans(base, planned, happened);
    made.set(key, found);
    const set = choices.flatMap(({ policy, option, then }): Setting[] => {
      const slot = base.constants.length + 2 * planned.indexOf(policy);
      return [
        { constant: slot, value: option },
        { constant: slot + 1, value: then! },
      ];
    });
    return { model: found, holds: holdsOf(base, held, conditionOf), set };
  };
  return { base, happened, playing };
}

/** The model with further conditions, of which nothing in it makes use. */
const withConditions = (model: CheckedModel, more: readonly Expression[]): CheckedModel => ({
  ...model,
  conditions: [...(model.conditions ?? []), ...more],
});

function holdsOf(
  { clock }: CheckedModel,
  held: readonly HeldStrategy[],
  conditionOf: (policy: number) => number,
): Hold[] {
  const span = { from: 0, until: clock.steps };
  const holdOf = ({ policy, option, then, conditional }: Choice): Hold[] => {
    if (then !== undefined) return [];
    return [{ policy, option, ...span, ...(conditional && { while: conditionOf(policy) }) }];
  };
  return held.flatMap(({ choices }) => choices.flatMap(holdOf));
}

/** The same plain data with the cells of derived variables moved behind so many more stocks. */
const moveCells = <T>(part: T, first: number, by: number): T =>
  withFormulas(part, (e) =>
    rewrite(e, (p) => (p.kind === "cell" && p.slot >= first ? { kind: "cell", slot: p.slot + by } : p)),
  );

/** A stock for each event that is 0 until it has happened. Cells of derived variables stand behind all stocks, so they move. */
function withMemories(model: CheckedModel, events: readonly number[]): CheckedModel {
  const first = model.stocks.length;
  const { stocks, startOrder, ...rest } = model;
  const moved = (slot: number) => (slot < first ? slot : slot + events.length);
  const shift = <T>(part: T): T => moveCells(part, first, events.length);
  const at = (k: number) => model.events[events[k]!]!;
  const memories = events.map((_, k) => ({
    id: `${at(k).id} has happened`,
    because: [],
    at: at(k).at,
    start: number(0),
    next: { kind: "cell", slot: first + k } satisfies Expression,
    hidden: true,
  }));
  const remembering = shift(rest).events.map((event, slot): Event => {
    const k = events.indexOf(slot);
    if (k < 0) return event;
    const remember = { stock: first + k, value: number(1) };
    return { ...event, outcomes: event.outcomes.map((o) => ({ ...o, effects: [remember, ...o.effects] })) };
  });
  return {
    ...shift(rest),
    stocks: [...shift(stocks), ...memories],
    startOrder: [...memories.map((_, k) => first + k), ...startOrder.map(moved)],
    events: remembering,
  };
}

/** The planned policies handed to an actor that wants nothing. Settings say which option is the one before and after. */
function withPlans(
  base: CheckedModel,
  planned: readonly number[],
  happened: (policy: number) => Expression,
): CheckedModel {
  if (planned.length === 0) return base;
  const { at } = base.policies[planned[0]!]!;
  const first = base.constants.length;
  const constants = planned.flatMap((policy) => ["before", "after"].map((when) => planConstant(base, policy, when)));
  const nobodys = first + constants.length;
  const nobody: Actor = {
    because: [],
    at,
    id: "plan",
    name: "plan",
    foresight: nobodys,
    precision: nobodys + 1,
    discount: nobodys + 1,
    level: 1,
    beliefs: [],
    terms: [],
  };
  const plain = [0, 1].map(
    (value): Constant => ({
      id: `plan ${value}`,
      because: [],
      at,
      kind: "parameter",
      value: number(value),
      whole: false,
    }),
  );
  const policies = base.policies.map((policy, slot): Policy => {
    const k = planned.indexOf(slot);
    return k < 0 ? policy : underPlan(policy, base.actors.length, happened(slot), first + 2 * k);
  });
  return {
    ...base,
    actors: [...base.actors, nobody],
    constants: [...base.constants, ...constants, ...plain],
    policies,
  };
}

/** A constant that draws something may be set while an engine stays as it is; what it would draw is never seen. */
function planConstant(base: CheckedModel, policy: number, when: string): Constant {
  const { id, at } = base.policies[policy]!;
  const name = `plan ${id} ${when}`;
  const value: Expression = {
    kind: "draw",
    distribution: "uniform",
    arguments: [number(0), number(1)],
    stream: fnv1a(name),
    place: 0,
  };
  return { id: name, because: [], at, kind: "parameter", value, whole: false };
}

function underPlan(policy: Policy, owner: number, happened: Expression, before: number): Policy {
  const constant = (slot: number): Expression => ({ kind: "constant", slot });
  const wanted: Expression = { kind: "if", test: happened, yes: constant(before + 1), no: constant(before) };
  const options = policy.options.map((option, k) => ({
    ...option,
    only: { kind: "binary", operator: "=", left: wanted, right: number(k) } satisfies Expression,
  }));
  const { taste: _taste, calls: _calls, first: _first, ...plain } = policy;
  return { ...plain, owner, review: 1, options };
}
