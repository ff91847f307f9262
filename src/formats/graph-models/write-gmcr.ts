// A graph model to GMCR+'s `.gmcr` (test/oracles/gmcr/FORMAT.md): options grouped by decision maker, as that program counts
// states; rankings renumbered to match; statements kept beside. A model without a written form is said by its states:
// what is infeasible is read off as the fewest half-spaces that a halving of the options gives.
// Out: the text, and what the format cannot hold (choices become rules, strength and beliefs are lost) as warnings.

import { choiceRules } from "../../analysis/stability/build-model.ts";
import type { Condition, Conjunction } from "../../analysis/stability/condition.ts";
import { type GraphModel, type Preference, taken } from "../../analysis/stability/graph-model.ts";
import type { OrdinalModel } from "../../analysis/stability/ordinal-model.ts";
import type { Problem } from "../../base/problem.ts";

export type Written = { text: string; problems: Problem[] };

type Pair = [number, "Y" | "N"];

/** The file of `model`; `written` is what it was read from, if it was. Undefined for merged states and unranked actors. */
export function writeGmcr(model: GraphModel, written: OrdinalModel | undefined): Written | { problems: Problem[] } {
  const problems = lost(model, written);
  if (problems.some((problem) => problem.severity === "error")) return { problems };
  const order = groupedOptions(model);
  const placeOf: number[] = [];
  order.forEach((slot, place) => {
    placeOf[slot] = place;
  });
  const pairs = (conjunction: Conjunction): Pair[] =>
    conjunction.map(({ option, yes }): Pair => [placeOf[option]!, yes ? "Y" : "N"]).sort((a, b) => a[0] - b[0]);
  const numberOf = numbersIn(model, order);
  const rules = written
    ? [...written.infeasible.flatMap((one) => one.when), ...choiceRules(written.options)]
    : missing(model);
  const governs = written?.actors.every((actor) => actor.preference.governs === "statements") ?? false;
  const file = {
    program: "standoff",
    version: "0.4.1",
    useManualPreferenceRanking: !governs,
    options: order.map((slot) => ({ name: model.options[slot]!.label, permittedDirection: direction(model, slot) })),
    infeasibles: rules.map(pairs),
    decisionMakers: model.actors.map((actor, k) => ({
      name: actor.name,
      options: order.flatMap((slot, place) => (model.options[slot]!.owner === k ? [place] : [])),
      preferences: (written?.actors[k]?.preference.statements ?? []).map((one) => statement(one.when, pairs)),
      preferenceRanking: ranking(model.preferences[k]!, numberOf),
      misperceptions: (written?.actors[k]?.unseen ?? []).flatMap((one) => one.when.map(pairs)),
    })),
    coalitions: coalitionsOf(model, written),
  };
  return { text: `${JSON.stringify(file, undefined, 1)}\n`, problems };
}

function lost(model: GraphModel, written: OrdinalModel | undefined): Problem[] {
  const at = written?.at ?? { file: model.title, line: 1, column: 1, length: 1 };
  const say = (code: string, says: string, severity: Problem["severity"] = "warning"): Problem => ({
    code,
    severity,
    at,
    says,
  });
  const found: Problem[] = [];
  if (model.arrows) found.push(say("gmcr-cannot-hold", "a .gmcr cannot hold coalesced states", "error"));
  if (model.preferences.some((preference) => preference.kind === "pairs")) {
    found.push(say("gmcr-cannot-hold", "a .gmcr cannot hold unknown preferences", "error"));
  }
  if (written?.actors.some((actor) => actor.believes))
    found.push(say("gmcr-loses", "a .gmcr holds no beliefs: they are left out"));
  if (model.preferences.some((preference) => preference.kind === "ranked" && preference.tier)) {
    found.push(say("gmcr-loses", "a .gmcr holds no strength of preference: it is left out"));
  }
  const order = groupedOptions(model);
  if (order.some((slot, place) => slot !== place)) {
    found.push(say("gmcr-renumbers", "GMCR+ groups options by owner, so its state numbers differ from those here"));
  }
  return found;
}

/** Slots of the options, by owner, inside one in model order. */
function groupedOptions(model: GraphModel): number[] {
  return model.options
    .map((_, slot) => slot)
    .sort((a, b) => model.options[a]!.owner - model.options[b]!.owner || a - b);
}

/** The number of each state when the options stand in `order`. */
function numbersIn(model: GraphModel, order: number[]): Int32Array {
  const { count } = model.states;
  const states = Array.from({ length: count }, (_, s) => s);
  const sorted = states.sort((a, b) => {
    for (let k = order.length - 1; k >= 0; k--) {
      const difference = Number(taken(model.states, a, order[k]!)) - Number(taken(model.states, b, order[k]!));
      if (difference !== 0) return difference;
    }
    return 0;
  });
  const numbers = new Int32Array(count);
  sorted.forEach((s, place) => {
    numbers[s] = place + 1;
  });
  return numbers;
}

function direction(model: GraphModel, slot: number): "both" | "fwd" | "back" {
  const { moves } = model.options[slot]!;
  return moves === "reversible" ? "both" : moves === "only-no-to-yes" ? "fwd" : "back";
}

function statement(when: Condition, pairs: (conjunction: Conjunction) => Pair[]): unknown {
  return when.length === 1 ? pairs(when[0]!) : { compound: true, members: when.map(pairs) };
}

function ranking(preference: Preference, numberOf: Int32Array): (number | number[])[] {
  if (preference.kind !== "ranked") return [];
  const groups: number[][] = [];
  preference.rank.forEach((place, s) => {
    groups[place] ??= [];
    groups[place].push(numberOf[s]!);
  });
  return groups.map((group) => (group.length === 1 ? group[0]! : group.sort((a, b) => a - b)));
}

function coalitionsOf(model: GraphModel, written: OrdinalModel | undefined): (number | number[])[] {
  const joint = written?.coalitions ?? [];
  const members = joint.flat();
  const split = new Set(members).size === members.length;
  const alone = model.actors.map((_, k) => k).filter((k) => !split || !members.includes(k));
  return split ? [...alone, ...joint] : alone;
}

/** Conjunctions that say which patterns are no states: options are halved from the last down until a half is full or empty. */
function missing(model: GraphModel): Conjunction[] {
  const found: Conjunction[] = [];
  const split = (low: number, high: number, option: number, path: Conjunction): void => {
    if (low === high) found.push(path);
    else if (high - low < 2 ** (option + 1)) {
      let middle = low;
      while (middle < high && !taken(model.states, middle, option)) middle++;
      split(low, middle, option - 1, [...path, { option, yes: false }]);
      split(middle, high, option - 1, [...path, { option, yes: true }]);
    }
  };
  split(0, model.states.count, model.options.length - 1, []);
  return found;
}
