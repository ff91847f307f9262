// Questions: the four kinds that can be answered, each by what it names (`about`, `event`, `compare`).

import type { Better, Question } from "../checked-model.ts";
import { type Element, fieldOf, type Located, placeOfElement, placeOfLocated, textField } from "../names/elements.ts";
import type { PolicyName } from "../names/names.ts";
import { stepWithin } from "./check-clock.ts";
import { type Checker, describe, formula } from "./checker.ts";

const CLAMPED = { before: "the clock's first date is used", after: "the clock's last date is used" };

function dateField(c: Checker, element: Element, key: "at" | "by"): number | undefined {
  const field = fieldOf(element, key);
  if (!field) return undefined;
  const step = stepWithin(c.clock, field, CLAMPED, c.problems);
  return step === undefined ? undefined : Math.min(c.clock.steps - 1, Math.max(0, step));
}

const last = (c: Checker) => c.clock.steps - 1;

function optionNamed(c: Checker, policy: PolicyName, located: Located | undefined): number {
  if (!located) return 0;
  const name = String(located.value);
  const slot = policy.options.findIndex((o) => o.id === name);
  if (slot >= 0) return slot;
  const known = policy.options.map((o) => o.id);
  const facts = { policy: policy.id, name, among: known, known: known.join(", ") };
  c.problems.add("unknown-option", placeOfLocated(located), facts);
  return 0;
}

type Kind = Question extends infer Q
  ? Q extends Question
    ? Omit<Q, keyof import("../checked-model.ts").Described | "ask">
    : never
  : never;

function about(c: Checker, element: Element, located: Located): Kind {
  const written = String(located.value).trim();
  const policy = c.names.policies.get(written);
  const step = dateField(c, element, "at") ?? last(c);
  if (policy) return { kind: "options", policy: policy.slot, step };
  const of = formula(c, located, { rules: "question" });
  return { kind: "quantity", of, written, step };
}

/** An actor's own utility has a direction of its own; no other measure has. */
const isUtility = (measure: Located) => /^\s*utility\s*\([^()]*\)\s*$/.test(String(measure.value));

function comparison(c: Checker, element: Element, located: Located): Kind | undefined {
  const name = String(located.value);
  const policy = c.names.policies.get(name);
  const measure = fieldOf(element, "measure");
  if (!policy) {
    c.problems.add("unknown-policy", placeOfLocated(located), { name, among: c.names.policies.keys() });
    return undefined;
  }
  if (!measure) {
    c.problems.add("missing-key", placeOfElement(element), { where: "a comparison", name: "measure" });
    return undefined;
  }
  const better = textField(element, "better") as Better | undefined;
  return {
    kind: "comparison",
    policy: policy.slot,
    baseline: optionNamed(c, policy, fieldOf(element, "hold")),
    measure: formula(c, measure, { rules: "question" }),
    written: String(measure.value),
    better: better ?? (isUtility(measure) ? "higher" : undefined),
    step: dateField(c, element, "at"),
  };
}

/** What each kind of question reads besides; anything else would be a wish that nobody hears. */
const READ = { event: ["by"], about: ["at"], compare: ["hold", "measure", "better", "at"] } as const;

function sayIdle(c: Checker, element: Element, kind: keyof typeof READ): void {
  for (const name of ["at", "by", "hold", "measure", "better"] as const) {
    const field = fieldOf(element, name);
    if (!field || (READ[kind] as readonly string[]).includes(name)) continue;
    const other = name === "at" ? "by" : name === "by" ? "at" : undefined;
    const mend = other && (READ[kind] as readonly string[]).includes(other) ? `write \`${other}\`` : "leave it out";
    c.problems.add("not-read", placeOfLocated(field), { name, where: `a question with \`${kind}\``, mend });
  }
}

function kindOf(c: Checker, element: Element): Kind | undefined {
  const event = fieldOf(element, "event");
  const subject = fieldOf(element, "about");
  const compare = fieldOf(element, "compare");
  const given = [event, subject, compare].filter((f) => f !== undefined).length;
  if (given !== 1) {
    c.problems.add("question-kind", placeOfElement(element), { name: element.name });
    return undefined;
  }
  sayIdle(c, element, event ? "event" : subject ? "about" : "compare");
  if (event) {
    const when = formula(c, event, { rules: "question", truth: true });
    return { kind: "event", when, by: dateField(c, element, "by") ?? last(c) };
  }
  return subject ? about(c, element, subject) : comparison(c, element, compare!);
}

export function checkQuestions(c: Checker): Question[] {
  return [...c.loaded.sections.questions].flatMap(([name, element]) => {
    const kind = kindOf(c, element);
    return kind ? [{ ...describe(c, element, name), ask: textField(element, "ask") ?? name, ...kind } as Question] : [];
  });
}
