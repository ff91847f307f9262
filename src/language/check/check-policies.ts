// Policies: options, who may take them and when, and what is held.

import { dateOfStep, stepOfDate } from "../../base/dates.ts";
import type { Calls, Hold, Option, Policy } from "../checked-model.ts";
import { LIMITS } from "../limits.ts";
import {
  type Element,
  entriesOf,
  fieldOf,
  type Located,
  listField,
  placeOfElement,
  placeOfLocated,
} from "../names/elements.ts";
import type { PolicyName } from "../names/names.ts";
import { decidingOf, reviewFields, startChances } from "./check-deciding.ts";
import { type Checker, describe, formula, streamOf } from "./checker.ts";

function optionSlot(c: Checker, policy: PolicyName, located: Located): number {
  const name = String(located.value);
  const slot = policy.options.findIndex((o) => o.id === name);
  if (slot < 0) sayUnknownOption(c, policy, name, located);
  return Math.max(0, slot);
}

function sayUnknownOption(c: Checker, policy: PolicyName, name: string, located: Located): void {
  const known = policy.options.map((o) => o.id);
  const facts = { policy: policy.id, name, among: known, known: known.join(", ") };
  c.problems.add("unknown-option", placeOfLocated(located), facts);
}

function optionsOf(c: Checker, policy: PolicyName): Option[] {
  const { element, options } = policy;
  const known = new Set(options.map((o) => o.id));
  const once = listField(element, "once");
  for (const located of once) if (!known.has(located.value)) sayUnknownOption(c, policy, located.value, located);
  const only = entriesOf(element, "only");
  for (const [name, located] of only) if (!known.has(name)) sayUnknownOption(c, policy, name, located);
  const bindings = new Map([["owner", policy.owner]]);
  return options.map(({ id, label, at }) => {
    const condition = only.get(id);
    return {
      id,
      label,
      at,
      only: condition && formula(c, condition, { rules: "only", bindings, truth: true }),
      once: once.some((o) => o.value === id),
    };
  });
}

/** Steps between regular reviews; where something else calls them, none are regular unless it is said. */
function reviewOf(c: Checker, policy: PolicyName): number {
  const map = reviewFields(policy.element);
  const field = map ? fieldOf(map, "every") : fieldOf(policy.element, "review");
  if (!field) return map && (fieldOf(map, "on") || fieldOf(map, "when")) ? 0 : 1;
  if (field.value === "never") return 0;
  const steps = Number(field.value);
  if (steps >= 1 && steps <= LIMITS.review.most) return steps;
  const facts = {
    what: `the review of ${policy.id}`,
    value: steps,
    wanted: `1 to ${LIMITS.review.most} steps, or never`,
  };
  c.problems.add("out-of-range", placeOfLocated(field), facts);
  return 1;
}

/** What calls a review beside the regular ones. */
function callsOf(c: Checker, policy: PolicyName): Calls | undefined {
  const map = reviewFields(policy.element);
  if (!map) return undefined;
  const events = [...c.loaded.sections.events.keys()];
  const on = listField(map, "on").flatMap((located) => {
    const slot = events.indexOf(located.value);
    if (slot >= 0) return [slot];
    const facts = { what: "event", name: located.value, wish: `to call a review of ${policy.id}`, among: events };
    c.problems.add("unknown-target", placeOfLocated(located), facts);
    return [];
  });
  const located = fieldOf(map, "when");
  const bindings = new Map([["owner", policy.owner]]);
  const when = located && formula(c, located, { rules: "call", bindings, truth: true });
  sayLateFirst(c, policy, map);
  return on.length > 0 || when ? { on: [...new Set(on)], ...(when && { when }) } : undefined;
}

/** A first review after the clock's end never comes. */
function sayLateFirst(c: Checker, policy: PolicyName, map: Element): void {
  const first = fieldOf(map, "first");
  if (typeof first?.value !== "number" || first.value < c.clock.steps) return;
  c.problems.add("first-too-late", placeOfLocated(first), {
    name: policy.id,
    first: first.value,
    steps: c.clock.steps,
  });
}

/** The option at the start; of a start that is drawn, the one with the largest plain chance. */
function startOf(c: Checker, policy: PolicyName): number {
  const chances = startChances(policy.element);
  const field = fieldOf(policy.element, "start")!;
  if (!chances) return optionSlot(c, policy, field);
  const known = new Set(policy.options.map((o) => o.id));
  for (const [name, located] of chances) if (!known.has(name)) sayUnknownOption(c, policy, name, located);
  const plain = policy.options.map((o) => Number(chances.get(o.id)?.value ?? 0));
  for (const [name, located] of chances) {
    if (typeof located.value !== "number" || located.value >= 0) continue;
    const facts = { what: `the chance of \`${name}\` at the start`, value: located.value, wanted: "0 or more" };
    c.problems.add("out-of-range", placeOfLocated(located), facts);
  }
  if (plain.every((chance) => chance === 0)) c.problems.add("no-start", placeOfLocated(field), { name: policy.id });
  return Math.max(0, plain.indexOf(Math.max(...plain.map((chance) => (Number.isNaN(chance) ? 0 : chance)))));
}

function sayAge(c: Checker, policy: PolicyName): void {
  const age = fieldOf(policy.element, "age");
  if (!age) return;
  formula(c, age, { rules: "start", stream: 0 });
  if (typeof age.value !== "number" || age.value >= 0) return;
  c.problems.add("out-of-range", placeOfLocated(age), {
    what: `the age of ${policy.id}`,
    value: age.value,
    wanted: "0 steps or more",
  });
}

export function checkPolicies(c: Checker): Policy[] {
  return [...c.names.policies.values()].map((policy) => {
    const at = placeOfElement(policy.element);
    const calls = callsOf(c, policy);
    sayAge(c, policy);
    return {
      ...describe(c, policy.element, policy.id),
      owner: c.names.actors.get(policy.owner)!.slot,
      options: optionsOf(c, policy),
      start: startOf(c, policy),
      review: reviewOf(c, policy),
      ...(calls && { calls }),
      ...decidingOf(c, policy),
      switching: c.constantSlots.get(`${policy.id}.switching`)!,
      stream: streamOf(c, policy.id, at),
    };
  });
}

/** One span of a hold: `coerce`, or `{ option, from, until }`. */
function holdOf(c: Checker, policy: PolicyName, located: Located): Hold[] {
  if (typeof located.value === "string") {
    return [{ policy: policy.slot, option: optionSlot(c, policy, located), from: 0, until: c.clock.steps }];
  }
  if (Array.isArray(located.value)) {
    return located.value.flatMap((value, i) => holdOf(c, policy, { ...located, value, path: [...located.path, i] }));
  }
  const span = located.value as Record<string, unknown>;
  const at = (key: string): Located => ({ ...located, value: span[key], path: [...located.path, key] });
  const step = (key: string, otherwise: number) => {
    if (span[key] === undefined) return otherwise;
    const found = stepOfDate(c.clock, String(span[key]));
    if (found === undefined) c.problems.add("bad-date", placeOfLocated(at(key)), { text: String(span[key]) });
    return found ?? otherwise;
  };
  const from = step("from", 0);
  const until = step("until", c.clock.steps);
  sayEmptySpan(c, at, from, until);
  const option = optionSlot(c, policy, at("option"));
  const condition = span.while === undefined ? undefined : conditionOf(c, policy, at("while"));
  const steps = { from: Math.max(0, from), until: Math.min(c.clock.steps, until) };
  return [{ policy: policy.slot, option, ...steps, ...(condition !== undefined && { while: condition }) }];
}

/** The number of a hold's condition: equal ones are one. */
function conditionOf(c: Checker, policy: PolicyName, located: Located): number {
  const bindings = new Map([["owner", policy.owner]]);
  const condition = formula(c, located, { rules: "hold", bindings, truth: true });
  const text = JSON.stringify(condition);
  const known = c.conditions.findIndex((other) => JSON.stringify(other) === text);
  return known >= 0 ? known : c.conditions.push(condition) - 1;
}

/** A span that covers no step of the clock holds nothing. */
function sayEmptySpan(c: Checker, at: (key: string) => Located, from: number, until: number): void {
  const { clock } = c;
  if (until <= from && until > 0 && from < clock.steps) {
    const value = String(at("until").value);
    c.problems.add("out-of-range", placeOfLocated(at("until")), { what: "`until`", value, wanted: "after `from`" });
  } else if ((from >= clock.steps || until <= 0) && !c.problems.hasLeftOut("clock")) {
    const key = from >= clock.steps ? "from" : "until";
    const facts = { from: dateOfStep(clock, 0), to: dateOfStep(clock, clock.steps - 1), effect: "nothing is held" };
    c.problems.add("out-of-clock", placeOfLocated(at(key)), { ...facts, date: String(at(key).value) });
  }
}

/** What scenarios and levers hold. `held` maps policy ids (or a set's policy: allies.nuclear) to what is held. */
export function checkHolds(c: Checker, held: Map<string, Located>): Hold[] {
  const holds: Hold[] = [];
  for (const [name, located] of held) {
    const policies = [...c.names.policies.values()].filter(
      (p) => p.id === name || (p.set !== undefined && p.element.name === name),
    );
    if (policies.length === 0) {
      c.problems.add("unknown-policy", placeOfLocated(located), { name, among: c.names.policies.keys() });
    }
    for (const policy of policies) holds.push(...holdOf(c, policy, located));
  }
  return holds;
}
