// Which finite game of commitments a model is asked for: actors, the policies that they commit, the options that may be held.
// In: a checked model and what a person named. Out: the plan, or one sentence that says why there is none, with the price.
// Rule: nothing is played here. An actor's main policy is the first that it reviews; a policy that is held already has no say.

import { nearestName } from "../base/nearest-name.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { BLOCK } from "./jobs.ts";

export type Choice = { policy: number; option: number };

/** One option of each of a player's policies, held for the whole clock. */
export type HeldStrategy = { id: string; label: string; choices: Choice[] };

export type FormPlayer = { actor: number; id: string; label: string; policies: number[]; strategies: HeldStrategy[] };

export type FormPlan = { players: FormPlayer[]; profiles: number };

export type FormAsked = { actors: readonly string[]; policies: readonly string[]; runs: number };

export type Refused = { refused: string; usage: boolean };

/** More futures than this are refused: about a quarter of an hour for six parties on one core. */
export const MOST_FUTURES = 2_000_000;
/** With fewer runs a profile, errors cannot be told. */
export const LEAST_RUNS = 16;
const MOST_STRATEGIES = 10_000;

const wrong = (refused: string): Refused => ({ refused, usage: true });

/** The players and what each may hold; or why not. */
export function planForm(model: CheckedModel, asked: FormAsked): FormPlan | Refused {
  const policies = policiesAsked(model, asked);
  if ("refused" in policies) return policies;
  const players: FormPlayer[] = [];
  for (const [actor, slots] of policies) {
    const { id, name } = model.actors[actor]!;
    const size = slots.reduce((all, slot) => all * model.policies[slot]!.options.length, 1);
    if (size > MOST_STRATEGIES)
      return wrong(`${id} would have ${counted(size)} strategies; name fewer of its policies`);
    players.push({ actor, id, label: name, policies: slots, strategies: strategiesOf(model, slots) });
  }
  if (asked.runs < LEAST_RUNS) return wrong(`at least ${LEAST_RUNS} runs a profile are needed to tell their errors`);
  const profiles = players.reduce((all, player) => all * player.strategies.length, 1);
  return tooDear(players, profiles, asked.runs) ?? { players, profiles };
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
  for (const id of asked.policies) {
    const slot = model.policies.findIndex((policy) => policy.id === id);
    if (slot < 0) return unknown("policy", id, model.policies);
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
    (policy, slot) => policy.owner === actor && policy.review > 0 && policy.options.length > 1 && !isHeld(model, slot),
  );
  return main < 0 ? [] : [main];
}

function unknown(kind: string, id: string, among: readonly { id: string }[]): Refused {
  const known = among.map((one) => one.id);
  const near = nearestName(id, known);
  return wrong(
    `this model has no ${kind} \`${id}\`; ${near ? `did you mean \`${near}\`?` : `it has: ${known.join(", ")}`}`,
  );
}

/** All combinations, the first policy's option changing slowest. */
function strategiesOf(model: CheckedModel, slots: readonly number[]): HeldStrategy[] {
  let all: HeldStrategy[] = [{ id: "", label: "", choices: [] }];
  for (const policy of slots) {
    const options = model.policies[policy]!.options;
    all = all.flatMap((before) =>
      options.map(({ id, label }, option) => ({
        id: before.id === "" ? id : `${before.id}+${id}`,
        label: before.label === "" ? label : `${before.label}, ${label}`,
        choices: [...before.choices, { policy, option }],
      })),
    );
  }
  return all;
}
