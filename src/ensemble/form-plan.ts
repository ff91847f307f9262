// Which finite game of commitments a model is asked for: actors, the policies that they commit, the options that may be held.
// In: a checked model and what a person named. Out: the plan, or one sentence that says why there is none, with the price.
// Rule: nothing is played here. An actor's main policy is the first that it reviews; a policy that is held already has no say.

import { nearestName } from "../base/nearest-name.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { decides } from "../language/decides.ts";
import type { Expression } from "../language/expression.ts";
import { BLOCK } from "./jobs.ts";

/**
 * `then`: the option after the event of the policy's plan, or while its condition holds, where it is another one.
 * `conditional`: the option is held while the condition of the policy's plan holds, and the owner decides where it does not.
 */
export type Choice = { policy: number; option: number; then?: number; conditional?: true };

export const isPlan = (choice: Choice) => choice.then !== undefined || choice.conditional === true;

/** `coerce`; of a plan `patience>coerce`, or `as-is>coerce` where the owner decides until then. */
export function idOfChoice(model: CheckedModel, { policy, option, then, conditional }: Choice): string {
  const id = (slot: number) => model.policies[policy]!.options[slot]!.id;
  if (conditional) return `as-is>${id(option)}`;
  return then === undefined ? id(option) : `${id(option)}>${id(then)}`;
}

/** One option of each of a player's policies, held for the whole clock; or two, by an event or a condition. */
export type HeldStrategy = { id: string; label: string; choices: Choice[] };

export type FormPlayer = { actor: number; id: string; label: string; policies: number[]; strategies: HeldStrategy[] };

/**
 * A policy that may change course once, when an event has happened, or whenever a condition turns true or false. With `option`,
 * the condition commits it to that option alone, and its owner decides as always where the condition does not hold.
 */
export type PlannedPolicy = { policy: number } & ({ event: number } | { condition: Condition; option?: number });

/** A condition on the state: as resolved, and as a person wrote it. */
export type Condition = { when: Expression; written: string };

export type FormPlan = { players: FormPlayer[]; profiles: number; plans: PlannedPolicy[] };

/** A plan by the names of a person. */
export type PlanNamed = { policy: string } & (
  | { event: string }
  | { condition: Condition; option?: string | undefined }
);

export type FormAsked = {
  actors: readonly string[];
  policies: readonly string[];
  runs: number;
  /** Policies that may change course: once, when an event has happened, or while a condition holds. */
  plans?: readonly PlanNamed[] | undefined;
  /** Policies of which only some options are looked at. */
  among?: readonly { policy: string; options: readonly string[] }[] | undefined;
};

export type Refused = { refused: string; usage: boolean };

/** More futures than this are refused: about a quarter of an hour for six parties on one core. */
export const MOST_FUTURES = 2_000_000;
/** With fewer runs a profile, errors cannot be told. */
export const LEAST_RUNS = 16;
const MOST_STRATEGIES = 10_000;

const wrong = (refused: string): Refused => ({ refused, usage: true });

/** The players and what each may hold; or why not. */
export function planForm(model: CheckedModel, asked: FormAsked): FormPlan | Refused {
  const plans = plansAsked(model, asked);
  if ("refused" in plans) return plans;
  const among = amongAsked(model, asked);
  if ("refused" in among) return among;
  const policies = policiesAsked(model, asked);
  if ("refused" in policies) return policies;
  const played = [...policies.values()].flat();
  const idle = [...among.keys()].find((slot) => !played.includes(slot));
  if (idle !== undefined) {
    return wrong(`${model.policies[idle]!.id} is not committed here, so there is nothing to choose among`);
  }
  const courses = (slot: number) =>
    coursesOf(
      model,
      slot,
      among.get(slot),
      plans.find((p) => p.policy === slot),
    );
  const players: FormPlayer[] = [];
  for (const [actor, slots] of policies) {
    const { id, name } = model.actors[actor]!;
    const size = slots.reduce((all, slot) => all * courses(slot).length, 1);
    if (size > MOST_STRATEGIES)
      return wrong(`${id} would have ${counted(size)} strategies; name fewer of its policies`);
    players.push({ actor, id, label: name, policies: slots, strategies: strategiesOf(slots.map(courses)) });
  }
  if (asked.runs < LEAST_RUNS) return wrong(`at least ${LEAST_RUNS} runs a profile are needed to tell their errors`);
  const profiles = players.reduce((all, player) => all * player.strategies.length, 1);
  return tooDear(players, profiles, asked.runs) ?? { players, profiles, plans };
}

function policySlot(model: CheckedModel, id: string): number | Refused {
  const slot = model.policies.findIndex((policy) => policy.id === id);
  return slot < 0 ? unknown("policy", id, model.policies) : slot;
}

function plansAsked(model: CheckedModel, { plans = [] }: FormAsked): PlannedPolicy[] | Refused {
  const found: PlannedPolicy[] = [];
  for (const named of plans) {
    const plan = planAsked(model, named);
    if ("refused" in plan) return plan;
    if (found.some((one) => one.policy === plan.policy))
      return wrong(`${named.policy} can change course at one event only, or by one condition`);
    found.push(plan);
  }
  return found;
}

function planAsked(model: CheckedModel, plan: PlanNamed): PlannedPolicy | Refused {
  const policy = policySlot(model, plan.policy);
  if (typeof policy !== "number") return policy;
  if ("condition" in plan) {
    const { condition } = plan;
    if (plan.option === undefined) return { policy, condition };
    const option = optionSlot(model, policy, plan.option);
    return typeof option === "number" ? { policy, condition, option } : option;
  }
  const event = model.events.findIndex((one) => one.id === plan.event);
  if (event >= 0) return { policy, event };
  return model.events.length > 0 ? unknown("event", plan.event, model.events) : wrong("this model has no events");
}

function optionSlot(model: CheckedModel, policy: number, id: string): number | Refused {
  const { id: of, options } = model.policies[policy]!;
  const slot = options.findIndex((option) => option.id === id);
  return slot < 0 ? unknown("option", id, options, of) : slot;
}

function amongAsked(model: CheckedModel, { among = [] }: FormAsked): Map<number, number[]> | Refused {
  const found = new Map<number, number[]>();
  for (const { policy, options } of among) {
    const slot = policySlot(model, policy);
    if (typeof slot !== "number") return slot;
    const places: number[] = [];
    for (const id of options) {
      const place = optionSlot(model, slot, id);
      if (typeof place !== "number") return place;
      if (!places.includes(place)) places.push(place);
    }
    found.set(slot, places);
  }
  return found;
}

/** Rows beside the profiles: play as it is, and each player alone committed. */
export const rowsBeside = (players: readonly FormPlayer[]) =>
  players.reduce((sum, player) => sum + player.strategies.length, 1);

function tooDear(players: readonly FormPlayer[], profiles: number, runs: number): Refused | undefined {
  const futures = (profiles + rowsBeside(players)) * runs;
  if (futures <= MOST_FUTURES) return undefined;
  const sizes = players.map((player) => player.strategies.length).join(" x ");
  const most = Math.floor(MOST_FUTURES / (profiles + rowsBeside(players)) / BLOCK) * BLOCK;
  const fewer = most >= BLOCK ? `--runs ${most}, or ` : "";
  return {
    refused: `${sizes} = ${counted(profiles)} profiles of ${counted(runs)} runs would take ${counted(futures)} futures, and ${counted(MOST_FUTURES)} is the most: ${fewer}fewer --actors or --policies`,
    usage: false,
  };
}

const counted = (n: number) => (n < 1e15 ? String(n).replace(/\B(?=(\d{3})+$)/g, ",") : n.toExponential(1));

const isHeld = (model: CheckedModel, slot: number) => model.holds.some((hold) => hold.policy === slot);

/** The policies of each player, in the order in which players and policies were named. */
function policiesAsked(model: CheckedModel, asked: FormAsked): Map<number, number[]> | Refused {
  const named: number[] = [];
  const planned = (asked.plans ?? []).map(({ policy }) => policy);
  for (const id of [...asked.policies, ...planned]) {
    const slot = policySlot(model, id);
    if (typeof slot !== "number") return slot;
    if (isHeld(model, slot)) return wrong(`${id} is held already, so it is no choice`);
    if (!named.includes(slot)) named.push(slot);
  }
  const owners = asked.actors.length > 0 ? actorsNamed(model, asked.actors) : actorsOf(model, named);
  if ("refused" in owners) return owners;
  const outside = named.find((slot) => !owners.includes(model.policies[slot]!.owner));
  if (outside !== undefined) {
    const { id, owner } = model.policies[outside]!;
    return wrong(`${id} belongs to ${model.actors[owner]!.id}, which is not among the --actors`);
  }
  const found = new Map<number, number[]>();
  for (const actor of owners) {
    const own = named.filter((slot) => model.policies[slot]!.owner === actor);
    const main = own.length > 0 ? own : mainOf(model, actor);
    if (main.length > 0) found.set(actor, main);
    else if (asked.actors.length > 0) return wrong(`${model.actors[actor]!.id} has no policy that it could hold`);
  }
  return found.size > 0 ? found : wrong("nobody in this model has a policy that is free");
}

function actorsNamed(model: CheckedModel, ids: readonly string[]): number[] | Refused {
  const slots: number[] = [];
  for (const id of ids) {
    const slot = model.actors.findIndex((actor) => actor.id === id);
    if (slot < 0) return unknown("actor", id, model.actors);
    if (!slots.includes(slot)) slots.push(slot);
  }
  return slots;
}

const actorsOf = (model: CheckedModel, policies: readonly number[]) =>
  policies.length > 0 ? [...new Set(policies.map((slot) => model.policies[slot]!.owner))] : [...model.actors.keys()];

function mainOf(model: CheckedModel, actor: number): number[] {
  const main = model.policies.findIndex(
    (policy, slot) => policy.owner === actor && decides(policy) && policy.options.length > 1 && !isHeld(model, slot),
  );
  return main < 0 ? [] : [main];
}

function unknown(kind: string, id: string, among: readonly { id: string }[], of = "this model"): Refused {
  const known = among.map((one) => one.id);
  const near = nearestName(id, known);
  return wrong(`${of} has no ${kind} \`${id}\`; ${near ? `did you mean \`${near}\`?` : `it has: ${known.join(", ")}`}`);
}

type Course = { id: string; label: string; choice: Choice };

/** What a policy may do: one option throughout, or, under a plan, one before an event or where a condition fails and another after. */
function coursesOf(
  model: CheckedModel,
  policy: number,
  among: readonly number[] | undefined,
  plan: PlannedPolicy | undefined,
): Course[] {
  const { options } = model.policies[policy]!;
  const places = among ?? [...options.keys()];
  const course = (label: string, choice: Choice): Course => ({ id: idOfChoice(model, choice), label, choice });
  const held = places.map((option) => course(options[option]!.label, { policy, option }));
  if (!plan) return held;
  if ("condition" in plan && plan.option !== undefined) {
    const { option, condition } = plan;
    const label = `${options[option]!.label} while ${condition.written}, else as it decides`;
    return [...held, course(label, { policy, option, conditional: true })];
  }
  const says = wordsOf(model, plan);
  const turnOf = (option: number, then: number) =>
    course(says(options[option]!.label, options[then]!.label), { policy, option, then });
  // What is taken once cannot be left, whatever happens
  const turns = places
    .filter((option) => !options[option]!.once)
    .flatMap((option) => places.filter((then) => then !== option).map((then) => turnOf(option, then)));
  return [...held, ...turns];
}

/** The label of a course from those of its two options. */
function wordsOf(model: CheckedModel, plan: PlannedPolicy): (before: string, after: string) => string {
  if ("condition" in plan) return (before, after) => `${after} while ${plan.condition.written}, else ${before}`;
  const { id, label } = model.events[plan.event]!;
  return (before, after) => `${before} until ${label ?? id}, then ${after}`;
}

/** All combinations, the first policy's course changing slowest. */
function strategiesOf(policies: readonly (readonly Course[])[]): HeldStrategy[] {
  let all: HeldStrategy[] = [{ id: "", label: "", choices: [] }];
  for (const courses of policies) {
    all = all.flatMap((before) =>
      courses.map(({ id, label, choice }) => ({
        id: before.id === "" ? id : `${before.id}+${id}`,
        label: before.label === "" ? label : `${before.label}, ${label}`,
        choices: [...before.choices, choice],
      })),
    );
  }
  return all;
}
