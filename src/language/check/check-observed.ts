// How the record relates to the model (`observe`), and what the model must do (`behaviours`). In: elements. Out: their resolved form.
// Neither changes what a run is: they read the state and may not remember, so that a model plays the same with or without them.

import { parseDate } from "../../base/dates.ts";
import type { Behaviour, Bounds, Observed, ObservedAs } from "../checked-model.ts";
import { number } from "../expression.ts";
import {
  type Element,
  fieldOf,
  type Located,
  listField,
  placeOfElement,
  placeOfLocated,
  textField,
} from "../names/elements.ts";
import { type Checker, describe, formula } from "./checker.ts";

const plainName = (located: Located | undefined, name: string) => String(located?.value ?? name).replace(/\s/g, "");

/** The field as a formula that reads the state. */
function seen(c: Checker, element: Element, key: string) {
  const field = fieldOf(element, key);
  if (field === undefined) return undefined;
  if (typeof field.value === "number" && field.value < 0) {
    const facts = { what: `\`${key}\` of \`${element.name}\``, value: field.value, wanted: "0 or more" };
    c.problems.add("out-of-range", placeOfLocated(field), facts);
  }
  return formula(c, field, { rules: "watch" });
}

/** The least doubt of a policy or event: the same for all runs, so it may read nothing. */
function sayDoubt(c: Checker, element: Element): void {
  const field = fieldOf(element, "sd");
  if (!field) return;
  const got = typeof field.value === "number" ? `\`${field.value}\`` : "a formula";
  if (typeof field.value === "number" && field.value < 1) return;
  c.problems.add("wrong-kind", placeOfLocated(field), { wanted: "a probability below 1", got, mend: "write 0.1" });
}

/** Fields that one way to observe needs, or does nothing with. */
const NEEDS: Partial<Record<ObservedAs, string>> = { negative_binomial: "size", binomial: "trials" };
const TAKES_HOUSE: readonly ObservedAs[] = ["normal", "lognormal"];
const TAKES_SD: readonly ObservedAs[] = ["normal", "lognormal", "option", "event"];

function sayFields(c: Checker, element: Element, as: ObservedAs): void {
  const need = NEEDS[as];
  if (need !== undefined && !fieldOf(element, need)) {
    c.problems.add("missing-key", placeOfElement(element), { where: `\`${element.name}\`, as \`${as}\`,`, name: need });
  }
  const idle = [
    ["size", as !== "negative_binomial"],
    ["trials", as !== "binomial"],
    ["house", !TAKES_HOUSE.includes(as)],
    ["sd", !TAKES_SD.includes(as)],
  ] as const;
  for (const [name, isIdle] of idle) {
    const field = fieldOf(element, name);
    if (!field || !isIdle || as === "unused") continue;
    const facts = { name, where: `something observed as \`${as}\``, mend: "leave it out" };
    c.problems.add("not-read", placeOfLocated(field), facts);
  }
}

const eventSlot = (c: Checker, name: string) => [...c.loaded.sections.events.keys()].indexOf(name);

function observedOne(c: Checker, name: string, element: Element): Observed {
  const written = fieldOf(element, "of");
  const target = plainName(written, name);
  const policy = c.names.policies.get(target)?.slot;
  const event = eventSlot(c, target);
  const isEvent = policy === undefined && event >= 0 && !c.names.variables.has(target);
  const usual = policy !== undefined ? "option" : isEvent ? "event" : "normal";
  const as = (textField(element, "as") ?? usual) as ObservedAs;
  const base = { ...describe(c, element, name.replace(/\s/g, "")), as, of: number(0) };
  if (as === "unused") return base;
  sayFields(c, element, as);
  if (as === "option" || as === "event") sayDoubt(c, element);
  const house = fieldOf(element, "house")?.value as number | undefined;
  const rest = {
    sd: seen(c, element, "sd"),
    size: seen(c, element, "size"),
    trials: seen(c, element, "trials"),
    house,
  };
  const at = written ? placeOfLocated(written) : placeOfElement(element);
  if (as === "option") {
    if (policy === undefined) c.problems.add("unknown-policy", at, { name: target, among: c.names.policies.keys() });
    return { ...base, ...rest, policy };
  }
  if (as === "event") {
    const among = c.loaded.sections.events.keys();
    if (event < 0) c.problems.add("unknown-target", at, { what: "event", name: target, wish: "to observe", among });
    return { ...base, ...rest, event: event < 0 ? undefined : event };
  }
  const of = written ?? { ...element.layers[0]!, value: target };
  return { ...base, ...rest, of: formula(c, of, { rules: "watch" }) };
}

export function checkObserved(c: Checker): Observed[] {
  return [...c.loaded.sections.observe].map(([name, element]) => observedOne(c, name, element));
}

function boundsOf(c: Checker, element: Element): Bounds {
  const least = fieldOf(element, "at_least");
  const most = fieldOf(element, "at_most");
  const bounds = { atLeast: least?.value as number | undefined, atMost: most?.value as number | undefined };
  if (least && most && bounds.atLeast! > bounds.atMost!) {
    const facts = { what: "`at_least`", value: bounds.atLeast, wanted: `at most \`at_most\`, ${bounds.atMost}` };
    c.problems.add("out-of-range", placeOfLocated(least), facts);
  }
  return bounds;
}

/** A date as written: which step it is depends on the scenario's clock. */
function dateField(c: Checker, element: Element, key: string): string | undefined {
  const field = fieldOf(element, key);
  if (!field) return undefined;
  const text = String(field.value);
  if (!parseDate(text)) c.problems.add("bad-date", placeOfLocated(field), { text });
  return text;
}

function acrossOf(c: Checker, element: Element): "mean" | number {
  const field = fieldOf(element, "across");
  const value = field?.value as "mean" | "median" | number | undefined;
  if (value === undefined || value === "mean") return "mean";
  if (value === "median") return 50;
  if (value > 0 && value < 100) return value;
  c.problems.add("out-of-range", placeOfLocated(field!), { what: "a percentile", value, wanted: "between 0 and 100" });
  return 50;
}

function scenariosOf(c: Checker, element: Element): string[] {
  return listField(element, "scenario").map((located) => {
    sayUnknownScenario(c, located);
    return located.value;
  });
}

function sayUnknownScenario(c: Checker, located: Located<string>): void {
  const known = c.loaded.sections.scenarios;
  if (known.has(located.value)) return;
  c.problems.add("unknown-scenario", placeOfLocated(located), { name: located.value, among: known.keys() });
}

function behaviourOne(c: Checker, name: string, element: Element): Behaviour {
  const of = fieldOf(element, "of")!;
  const within = fieldOf(element, "runs_with");
  const bounds = boundsOf(c, element);
  if (bounds.atLeast === undefined && bounds.atMost === undefined) {
    const facts = { where: `the behaviour \`${name}\``, name: "at_least", mend: "say `at_least`, `at_most` or both" };
    c.problems.add("missing-key", placeOfElement(element), facts);
  }
  return {
    ...describe(c, element, name),
    says: textField(element, "says") ?? name,
    of: formula(c, of, { rules: "watch" }),
    written: String(of.value),
    from: dateField(c, element, "from"),
    until: dateField(c, element, "until"),
    over: (textField(element, "over") ?? "last") as Behaviour["over"],
    across: acrossOf(c, element),
    ...(within && { runsWith: boundsOf(c, { section: "behaviours", name, layers: [{ ...within }] }) }),
    scenario: scenariosOf(c, element),
    ...bounds,
  };
}

export function checkBehaviours(c: Checker): Behaviour[] {
  return [...c.loaded.sections.behaviours].map(([name, element]) => behaviourOne(c, name, element));
}

/** The scenario under which the record is watched. */
export function checkHistoryScenario(c: Checker): string | undefined {
  const located = c.loaded.historyScenario;
  if (located) sayUnknownScenario(c, located);
  return located?.value;
}
