// What a name in the record is: an entry under `observe`, or else a policy, an event or a variable read as it is.
// In: the model and a name. Out: the entry, or undefined for a name that the model does not know.

import type { CheckedModel, Observed } from "../checked-model.ts";
import { number } from "../expression.ts";

const plainEntry = (id: string, rest: Partial<Observed>): Observed => ({
  id,
  as: "normal",
  of: number(0),
  because: [],
  at: { file: "", line: 1, column: 1, length: 1 },
  ...rest,
});

/** The slot of a stock or derived variable among the cells of the picture; -1 for another name. */
export function cellNamed(model: CheckedModel, id: string): number {
  const stock = model.stocks.findIndex((s) => !s.hidden && s.id === id);
  if (stock >= 0) return stock;
  const derived = model.derived.findIndex((d) => d.id === id);
  return derived < 0 ? -1 : model.stocks.length + derived;
}

export function observedAs(model: CheckedModel, name: string): Observed | undefined {
  const entry = model.observed.find((o) => o.id === name);
  if (entry) return entry;
  const policy = model.policies.findIndex((p) => p.id === name);
  if (policy >= 0) return plainEntry(name, { as: "option", policy });
  const slot = cellNamed(model, name);
  if (slot >= 0) return plainEntry(name, { of: { kind: "cell", slot } });
  const event = model.events.findIndex((e) => e.id === name);
  return event >= 0 ? plainEntry(name, { as: "event", event }) : undefined;
}

/** All names that a record of this model may use. */
export const observableNames = (model: CheckedModel): string[] => [
  ...new Set([
    ...model.observed.map((o) => o.id),
    ...model.policies.map((p) => p.id),
    ...model.events.map((e) => e.id),
    ...model.stocks.filter((s) => !s.hidden).map((s) => s.id),
    ...model.derived.map((d) => d.id),
  ]),
];
