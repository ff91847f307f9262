// Actors with their beliefs, and the value terms that they want.

import { nearestName } from "../../base/nearest-name.ts";
import type { Actor, Belief, Term } from "../checked-model.ts";
import type { Expression } from "../expression.ts";
import { entriesOf, fieldOf, type Located, placeOfLocated, textField } from "../names/elements.ts";
import { termNames, weightId } from "./check-constants.ts";
import { type Checker, describe, formula, streamOf } from "./checker.ts";

function beliefOf(c: Checker, actor: string, name: string, located: Located): Belief | undefined {
  const constant = c.constantSlots.get(name);
  if (constant === undefined || name.startsWith("weight of ") || name.endsWith(".switching")) {
    const near = nearestName(name, c.constantSlots.keys());
    c.problems.add("unknown-target", placeOfLocated(located), {
      what: "parameter, claim or other actor's foresight",
      name,
      near,
    });
    return undefined;
  }
  const stream = streamOf(c, `${actor}.believes.${name}`, placeOfLocated(located));
  if (!c.names.claims.has(name)) return { constant, value: formula(c, located, { rules: "constant", stream }) };
  let next = 1;
  const credence = formula(c, located, { rules: "constant", stream, nextDraw: () => next++ });
  if (typeof located.value === "number" && (located.value < 0 || located.value > 1)) {
    const what = `the credence that ${actor} gives to \`${name}\``;
    c.problems.add("out-of-range", placeOfLocated(located), {
      what,
      value: located.value,
      wanted: "a probability, 0 to 1",
    });
  }
  const value: Expression = { kind: "draw", distribution: "bernoulli", arguments: [credence], stream, place: 0 };
  return { constant, value };
}

export function checkTerms(c: Checker): Term[] {
  return termNames(c).map(({ id, actor, name, element }) => {
    const bindings = new Map([["owner", actor]]);
    return {
      ...describe(c, element, id),
      name,
      actor: c.names.actors.get(actor)!.slot,
      weight: c.constantSlots.get(weightId(id))!,
      is: formula(c, fieldOf(element, "is")!, { rules: "value", bindings }),
    };
  });
}

export function checkActors(c: Checker, terms: Term[]): Actor[] {
  const actors = [...c.names.actors].map(([id, { slot, element }]): Actor => {
    const beliefs = [...entriesOf(element, "believes")].flatMap(
      ([name, located]) => beliefOf(c, id, name, located) ?? [],
    );
    const cow = fieldOf(element, "cow");
    const level = fieldOf(element, "level");
    return {
      ...describe(c, element, id),
      name: textField(element, "name") ?? id,
      ...(cow && { cow: Number(cow.value) }),
      foresight: c.constantSlots.get(`${id}.foresight`)!,
      precision: c.constantSlots.get(`${id}.precision`)!,
      discount: c.constantSlots.get(`${id}.discount`)!,
      level: level?.value === 2 ? 2 : 1,
      beliefs,
      terms: terms.flatMap((term, i) => (term.actor === slot ? [i] : [])),
    };
  });
  for (const { id, at, terms: wanted } of actors) {
    const chooses = [...c.names.policies.values()].some(
      (p) => p.owner === id && fieldOf(p.element, "review")?.value !== "never",
    );
    if (chooses && wanted.length === 0) c.problems.add("actor-without-values", at, { name: id });
  }
  if (actors.length === 0 && c.loaded.title) {
    const { file } = c.loaded.title;
    c.problems.add("no-actor", { file: file.name, line: 1, column: 1, length: 1 }, {});
  }
  return actors;
}
