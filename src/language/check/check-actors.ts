// Actors with their beliefs, and the value terms that they want.

import type { Actor, Belief, StockBelief, Term } from "../checked-model.ts";
import type { Expression } from "../expression.ts";
import { type Element, entriesOf, fieldOf, type Located, placeOfLocated, textField } from "../names/elements.ts";
import { termNames, weightId } from "./check-constants.ts";
import { type Checker, describe, formula, streamOf } from "./checker.ts";
import { readsState } from "./reads-state.ts";

/** What an actor takes to be true: of constants, and of stocks at the start of its projections. */
export type Beliefs = { constants: Belief[]; stocks: StockBelief[] };

/** A belief about a variable: a stock alone can be seen otherwise, for what is derived follows from stocks. */
function stockBeliefOf(c: Checker, actor: string, name: string, located: Located): StockBelief | undefined {
  const scalar = c.names.variables.get(name)!;
  if (fieldOf(scalar.element, "next") === undefined) {
    c.problems.add("belief-derived", placeOfLocated(located), { name, actor });
    return undefined;
  }
  return { stock: scalar.slot, value: formula(c, located, { rules: "belief" }) };
}

/** A claim is drawn once a run, so a belief of it may not follow the state. */
function sayBeliefDrawn(c: Checker, actor: string, name: string, located: Located): undefined {
  c.problems.add("belief-drawn", placeOfLocated(located), { name, actor });
  return undefined;
}

/** Weights and what belongs to a policy are nobody's to believe. */
const mayBelieve = (id: string) => !id.startsWith("weight of ") && !/\.(switching|taste|first|start)(\.|$)/.test(id);

function beliefOf(c: Checker, actor: string, written: string, located: Located): Belief | undefined {
  const name = written.replaceAll(" ", "");
  if (c.names.claims.has(name) && !c.constantSlots.has(name)) {
    c.problems.add("claim-without-credence", placeOfLocated(located), { name });
    return undefined;
  }
  const constant = c.constantSlots.get(name);
  if (constant === undefined || !mayBelieve(name)) {
    const what = "parameter, stock, claim or other actor's foresight";
    const facts = { what, name, wish: "to believe", among: [...c.constantSlots.keys(), ...c.names.variables.keys()] };
    c.problems.add("unknown-target", placeOfLocated(located), facts);
    return undefined;
  }
  const stream = streamOf(c, `${actor}.believes.${name}`, placeOfLocated(located));
  const follows = readsState(c, located);
  if (follows && c.names.claims.has(name)) return sayBeliefDrawn(c, actor, name, located);
  if (follows) return { constant, value: formula(c, located, { rules: "belief" }), follows };
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

/** A lever's level comes past the shape of the section, so it is checked here. */
function levelOf(c: Checker, id: string, element: Element): 1 | 2 {
  const field = fieldOf(element, "level");
  const level = Number(field?.value ?? 1);
  if (level === 1 || level === 2) return level;
  const facts = { what: `the level of ${id}`, value: String(field?.value), wanted: "1 or 2" };
  c.problems.add("out-of-range", placeOfLocated(field!), facts);
  return 1;
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

/** What each actor takes to be true, by the actor's id. */
export function checkBeliefs(c: Checker): Map<string, Beliefs> {
  const beliefs = new Map<string, Beliefs>();
  for (const [id, { element }] of c.names.actors) {
    const own: Beliefs = { constants: [], stocks: [] };
    for (const [written, located] of entriesOf(element, "believes")) {
      const name = written.replaceAll(" ", "");
      if (c.names.variables.has(name)) own.stocks.push(...listed(stockBeliefOf(c, id, name, located)));
      else own.constants.push(...listed(beliefOf(c, id, name, located)));
    }
    beliefs.set(id, own);
  }
  return beliefs;
}

const listed = <T>(one: T | undefined): T[] => (one === undefined ? [] : [one]);

export function checkActors(c: Checker, terms: Term[], beliefs: ReadonlyMap<string, Beliefs>): Actor[] {
  return [...c.names.actors].map(([id, { slot, element }]): Actor => {
    const cow = fieldOf(element, "cow");
    return {
      ...describe(c, element, id),
      name: textField(element, "name") ?? id,
      ...(cow && { cow: Number(cow.value) }),
      foresight: c.constantSlots.get(`${id}.foresight`)!,
      precision: c.constantSlots.get(`${id}.precision`)!,
      discount: c.constantSlots.get(`${id}.discount`)!,
      level: levelOf(c, id, element),
      beliefs: beliefs.get(id)!.constants,
      ...(beliefs.get(id)!.stocks.length > 0 && { stockBeliefs: beliefs.get(id)!.stocks }),
      terms: terms.flatMap((term, i) => (term.actor === slot ? [i] : [])),
    };
  });
}
