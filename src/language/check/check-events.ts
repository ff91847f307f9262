// Events: when, how likely, and what they set. All draws of an event are in its own stream: 0 whether it happens,
// 1 which outcome, 2 and on the draws inside its formulas in the order written.

import { stepOfDate } from "../../base/dates.ts";
import type { Effect, Event, Outcome } from "../checked-model.ts";
import {
  type Element,
  entriesOf,
  fieldOf,
  type Located,
  placeOfElement,
  placeOfLocated,
  textField,
} from "../names/elements.ts";
import { sayBadName } from "../names/name-rules.ts";
import { placeOfKey } from "../text/source-file.ts";
import { stepWithin } from "./check-clock.ts";
import { type Checker, describe, drawCounter, formula, streamOf } from "./checker.ts";

type Draws = { stream: number; nextDraw: () => number };

/** The stocks that a target names: `tension`, a member `support[KOR]`, or all members of a family. */
function targets(c: Checker, name: string, located: Located): string[] {
  const plain = name.replaceAll(" ", "");
  const family = c.names.families.get(plain);
  const all = family?.of === "variable" ? family.members : undefined;
  const found = all ?? (c.names.variables.has(plain) ? [plain] : []);
  const isDerived = (id: string) => fieldOf(c.names.variables.get(id)!.element, "next") === undefined;
  if (found.length > 0 && !found.some(isDerived)) return found;
  const at = placeOfLocated(located);
  if (found.length > 0) c.problems.add("set-derived", at, { name, what: "derived" });
  else if (c.names.parameters.has(plain) || family) c.problems.add("set-derived", at, { name, what: "a parameter" });
  else if (c.names.policies.has(plain)) c.problems.add("set-derived", at, { name, what: "a policy" });
  else c.problems.add("unknown-target", at, { what: "stock", name: plain, among: c.names.variables.keys() });
  return [];
}

function effects(c: Checker, set: Map<string, Located>, draws: Draws): Effect[] {
  const found: Effect[] = [];
  for (const [name, located] of set) {
    for (const id of targets(c, name, located)) {
      const scalar = c.names.variables.get(id)!;
      const own = { name: scalar.name, members: [...scalar.bindings.values()] };
      found.push({
        stock: scalar.slot,
        value: formula(c, located, { rules: "set", own, bindings: scalar.bindings, ...draws }),
      });
    }
  }
  return found;
}

function outcomeOf(c: Checker, id: string, located: Located, draws: Draws): Outcome & { plain?: number } {
  sayBadName("outcome", id, placeOfKey(located.file, located.path), c.problems);
  if (typeof located.value !== "object" || located.value === null) {
    const chance = formula(c, located, { rules: "chance", ...draws });
    return { id, label: id, chance, effects: [], ...(typeof located.value === "number" && { plain: located.value }) };
  }
  const element: Element = { section: "outcome", name: id, layers: [located] };
  const chance = fieldOf(element, "chance")!;
  return {
    id,
    label: textField(element, "label") ?? id,
    chance: formula(c, chance, { rules: "chance", ...draws }),
    effects: effects(c, entriesOf(element, "set"), draws),
    ...(typeof chance.value === "number" && { plain: chance.value }),
  };
}

function outcomesOf(c: Checker, element: Element, draws: Draws): Outcome[] {
  const listed = entriesOf(element, "outcomes");
  const set = entriesOf(element, "set");
  if (listed.size === 0) return [{ id: element.name, label: element.name, effects: effects(c, set, draws) }];
  const outcomes = [...listed].map(([id, located]) => outcomeOf(c, id, located, draws));
  const sum = outcomes.reduce((total, o) => total + (o.plain ?? Number.NaN), 0);
  if (Math.abs(sum - 1) > 1e-9) {
    const at = placeOfLocated([...listed.values()][0]!);
    c.problems.add("chances-do-not-sum", at, { sum: Math.round(sum * 1e6) / 1e6 });
  }
  for (const { id, plain } of outcomes) {
    if (plain === undefined || (plain >= 0 && plain <= 1)) continue;
    const facts = { what: `the chance of the outcome \`${id}\``, value: plain, wanted: "a probability, 0 to 1" };
    c.problems.add("out-of-range", placeOfLocated(listed.get(id)!), facts);
  }
  const shared = effects(c, set, draws);
  return outcomes.map(({ plain: _plain, ...o }) => ({ ...o, effects: [...shared, ...o.effects] }));
}

const NEVER = "it does not happen";

/** Where scenarios have clocks of their own, an event outside this one belongs to another and is no surprise. */
function scheduledStep(c: Checker, at: Located): number {
  const otherClocks = [...c.loaded.sections.scenarios.values()].some((s) => fieldOf(s, "clock"));
  const step = otherClocks ? stepOfDate(c.clock, String(at.value)) : undefined;
  return step ?? stepWithin(c.clock, at, { before: NEVER, after: NEVER }, c.problems) ?? -1;
}

export function checkEvents(c: Checker): Event[] {
  return [...c.loaded.sections.events].map(([name, element]): Event => {
    const place = placeOfElement(element);
    const stream = streamOf(c, name, place);
    const draws: Draws = { stream, nextDraw: drawCounter(2) };
    const at = fieldOf(element, "at");
    const chance = fieldOf(element, "chance");
    if (!at && !chance) c.problems.add("nothing-happens", place, { name });
    if (typeof chance?.value === "number" && (chance.value < 0 || chance.value > 1)) {
      const facts = { what: `the chance of \`${name}\``, value: chance.value, wanted: "a probability, 0 to 1" };
      c.problems.add("out-of-range", placeOfLocated(chance), facts);
    }
    return {
      ...describe(c, element, name),
      ...(at && { scheduled: scheduledStep(c, at) }),
      ...(chance && { chance: formula(c, chance, { rules: "chance", ...draws }) }),
      repeats: fieldOf(element, "repeats")?.value === true,
      outcomes: outcomesOf(c, element, draws),
      stream,
    };
  });
}
