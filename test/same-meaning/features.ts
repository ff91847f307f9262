// Which features of the language a checked model uses: so that a test can say that the generator still reaches all of them.

import type { CheckedModel } from "../../src/language/checked-model.ts";
import { decides } from "../../src/language/decides.ts";
import { type Expression, walk } from "../../src/language/expression.ts";
import { watched } from "./record-all.ts";

function isExpression(value: object): value is Expression {
  return "kind" in value && EXPRESSIONS.has(String(value.kind)) && !("id" in value) && !("ask" in value);
}
const EXPRESSIONS = new Set<string>([
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
  "draw",
] satisfies Expression["kind"][]);

/** Every expression that stands anywhere in plain data. */
function expressionsIn(data: unknown): Expression[] {
  if (Array.isArray(data)) return data.flatMap(expressionsIn);
  if (typeof data !== "object" || data === null) return [];
  if (isExpression(data)) return [data];
  return Object.values(data).flatMap(expressionsIn);
}

function ofExpressions(found: Set<string>, all: Expression[], where: string): void {
  for (const e of all) {
    walk(e, (part) => {
      found.add(part.kind);
      if (part.kind === "binary") found.add(part.operator);
      if (part.kind === "call") found.add(part.name);
      if (part.kind === "draw") found.add(`${where} ${part.distribution}`);
    });
  }
}

export function featuresOf(model: CheckedModel): Set<string> {
  const found = new Set<string>();
  const { constants, stocks, derived, policies, terms, events, actors, questions, holds } = model;
  ofExpressions(found, expressionsIn([constants, actors]), "once");
  ofExpressions(found, expressionsIn([stocks.map((s) => s.start)]), "start");
  ofExpressions(found, expressionsIn([stocks.map((s) => s.next), events]), "step");
  ofExpressions(
    found,
    expressionsIn([derived, policies, terms, watched(model), stocks.map((s) => [s.min, s.max])]),
    "no",
  );
  const note = (feature: string, is: boolean) => is && found.add(feature);
  note(`clock in ${model.clock.step}s`, true);
  note(
    "level 2",
    actors.some((a) => a.level === 2),
  );
  note("a belief of a claim", beliefs(model, "claim"));
  note("a belief of a parameter", beliefs(model, "parameter"));
  note("a belief of foresight", beliefs(model, "foresight"));
  note(
    "uncertain foresight",
    constants.some((c) => c.kind === "foresight" && c.value.kind === "draw"),
  );
  note("several actors", actors.length > 2);
  note("a policy held", holds.length > 0);
  note(
    "a policy held for a while",
    holds.some((h) => h.from > 0 && h.until > h.from),
  );
  note(
    "never reviewed",
    policies.some((p) => !decides(p)),
  );
  note(
    "only",
    policies.some((p) => p.options.some((o) => o.only)),
  );
  note(
    "once",
    policies.some((p) => p.options.some((o) => o.once)),
  );
  note(
    "switching",
    policies.some((p) => constants[p.switching]!.value.kind !== "number"),
  );
  ofDeciding(note, model);
  note(
    "hidden stocks",
    stocks.some((s) => s.hidden),
  );
  note(
    "a bound by formula",
    stocks.some((s) => s.min && s.min.kind !== "number"),
  );
  note(
    "a family of two indices",
    [...stocks, ...derived].some((c) => /\[\w+,\w+\]/.test(c.id)),
  );
  note(
    "utility read",
    derived.some((d) => d.id.startsWith("utility(")),
  );
  note(
    "origin",
    constants.some((c) => c.kind === "origin"),
  );
  for (const q of questions) found.add(`question of ${q.kind}`);
  ofEvents(found, model);
  return found;
}

function ofDeciding(note: (feature: string, is: boolean) => unknown, model: CheckedModel): void {
  const { policies, constants, actors, holds } = model;
  const followed = (kind: string) => constants.some((c) => c.kind === kind && c.follows);
  note(
    "a taste with a half-life",
    policies.some((p) => p.taste?.halfLife !== undefined),
  );
  note(
    "a taste that stays",
    policies.some((p) => p.taste && p.taste.halfLife === undefined),
  );
  note(
    "a first review",
    policies.some((p) => p.first !== undefined),
  );
  note(
    "a review called by an event",
    policies.some((p) => (p.calls?.on.length ?? 0) > 0),
  );
  note(
    "a review called by a condition",
    policies.some((p) => p.calls?.when !== undefined),
  );
  note(
    "nothing regular",
    policies.some((p) => p.review === 0 && p.calls !== undefined),
  );
  note(
    "a start that is drawn",
    policies.some((p) => p.startBy !== undefined),
  );
  note(
    "a cost by option",
    policies.some((p) => p.entering !== undefined),
  );
  for (const kind of ["weight", "foresight", "precision", "discount", "switching", "taste"]) {
    note(`${kind} that follows the state`, followed(kind));
  }
  note(
    "a belief that follows the state",
    actors.some((a) => a.beliefs.some((b) => b.follows)),
  );
  note(
    "a belief about a stock",
    actors.some((a) => a.stockBeliefs !== undefined),
  );
  note(
    "level 2 with a belief about a stock",
    actors.some((a) => a.stockBeliefs !== undefined && a.level === 2),
  );
  note(
    "a hold on a condition",
    holds.some((h) => h.while !== undefined),
  );
  note(
    "an age",
    model.stocks.some((s) => s.hidden && s.next.kind === "if" && s.next.yes.kind === "number"),
  );
}

function beliefs(model: CheckedModel, kind: string): boolean {
  return model.actors.some((a) => a.beliefs.some((b) => model.constants[b.constant]!.kind === kind));
}

function ofEvents(found: Set<string>, { events }: CheckedModel): void {
  for (const event of events) {
    found.add(event.scheduled === undefined ? "event by chance" : "event at its date");
    if (event.scheduled !== undefined && event.chance) found.add("event at its date by chance");
    found.add(event.repeats ? "event that repeats" : "event that does not repeat");
    if (event.outcomes.length > 1) found.add("event with outcomes");
    if (event.outcomes.some((o) => o.effects.length > 2)) found.add("event that sets a family");
  }
}
