// A model as a web of elements, each with what it reads: for walking from an answer to the claims under it, and back.
// In: a checked model. Out: nodes by key. An edge means "can be felt through": an actor's choice reads all that its projection
// weighs; a stock reads the events that set it. A claim hangs on a node in two ways: the node's formula reads it (`when`), or the
// node names it as its reason (`because`), which moves nothing.

import type { Place } from "../../../base/problem.ts";
import type { CheckedModel, Constant, Policy, Question } from "../../../language/checked-model.ts";
import { decides } from "../../../language/decides.ts";
import { type Expression, walk } from "../../../language/expression.ts";

export type ElementKind = "question" | "variable" | "parameter" | "policy" | "value" | "event" | "actor";

export type WebNode = {
  key: string;
  kind: ElementKind;
  id: string;
  label?: string | undefined;
  at: Place;
  because: readonly string[];
  /** Claims that its formulas read. */
  when: string[];
  /** Keys of the nodes that it reads. */
  reads: string[];
  /** Made by the reader, not written by a person. */
  made: boolean;
};

export type ModelWeb = { nodes: Map<string, WebNode> };

export const keyOf = {
  question: (q: Pick<Question, "id">) => `question ${q.id}`,
  cell: (slot: number) => `cell ${slot}`,
  constant: (slot: number) => `constant ${slot}`,
  policy: (slot: number) => `policy ${slot}`,
  term: (slot: number) => `term ${slot}`,
  event: (slot: number) => `event ${slot}`,
  actor: (slot: number) => `actor ${slot}`,
};

type Made = Omit<WebNode, "when" | "reads" | "made"> & { made?: boolean };
type Read = { formulas: readonly (Expression | undefined)[]; keys?: readonly string[] };

/** Node keys and claims that formulas read. Claims are constants, and no nodes. */
function readIn(model: CheckedModel, { formulas, keys = [] }: Read): { when: string[]; reads: string[] } {
  const reads = new Set(keys);
  const when = new Set<string>();
  for (const formula of formulas) {
    if (!formula) continue;
    walk(formula, (part) => {
      if (part.kind === "cell") reads.add(keyOf.cell(part.slot));
      else if (part.kind === "option") reads.add(keyOf.policy(part.policy));
      else if (part.kind === "constant") {
        const constant = model.constants[part.slot]!;
        if (constant.kind === "claim") when.add(constant.id);
        else reads.add(keyOf.constant(part.slot));
      }
    });
  }
  return { when: [...when], reads: [...reads] };
}

/** What a policy's owner weighs when it chooses; a scripted policy weighs nothing. */
function weighedBy(policy: Policy): string[] {
  return decides(policy) ? [keyOf.constant(policy.switching), keyOf.actor(policy.owner)] : [];
}

function questionRead(question: Question): Read {
  switch (question.kind) {
    case "options":
      return { formulas: [], keys: [keyOf.policy(question.policy)] };
    case "event":
      return { formulas: [question.when] };
    case "quantity":
      return { formulas: [question.of] };
    case "comparison":
      return { formulas: [question.measure], keys: [keyOf.policy(question.policy)] };
  }
}

const CONSTANT_KINDS: Record<Exclude<Constant["kind"], "claim" | "origin">, ElementKind> = {
  parameter: "parameter",
  weight: "value",
  foresight: "actor",
  precision: "actor",
  discount: "actor",
  switching: "policy",
  start: "policy",
  first: "policy",
  taste: "policy",
  half_life: "policy",
};

export function modelWeb(model: CheckedModel): ModelWeb {
  const nodes = new Map<string, WebNode>();
  const add = (node: Made, read: Read) => {
    const found = readIn(model, read);
    nodes.set(node.key, { made: false, ...node, ...found });
  };
  const part = ({ id, label, at, because }: Omit<Made, "key" | "kind">) => ({ id, label, at, because });
  model.constants.forEach((constant, slot) => {
    if (constant.kind === "claim" || constant.kind === "origin") return;
    const kind = CONSTANT_KINDS[constant.kind];
    const made = constant.kind !== "parameter";
    // A weight repeats the reasons of its value
    const because = made ? [] : constant.because;
    const node = { ...part(constant), because, key: keyOf.constant(slot), kind, made };
    add(node, { formulas: [constant.value, constant.min, constant.max] });
  });
  model.stocks.forEach((stock, slot) => {
    const events = model.events.flatMap((event, i) =>
      event.outcomes.some((o) => o.effects.some((e) => e.stock === slot)) ? [keyOf.event(i)] : [],
    );
    const formulas = [stock.start, stock.next, stock.min, stock.max];
    add({ ...part(stock), key: keyOf.cell(slot), kind: "variable", made: stock.hidden }, { formulas, keys: events });
  });
  model.derived.forEach((derived, i) => {
    const key = keyOf.cell(model.stocks.length + i);
    const made = derived.id.startsWith("utility(");
    add({ ...part(derived), key, kind: "variable", made }, { formulas: [derived.is] });
  });
  model.policies.forEach((policy, slot) => {
    const formulas = policy.options.map((o) => o.only);
    add({ ...part(policy), key: keyOf.policy(slot), kind: "policy" }, { formulas, keys: weighedBy(policy) });
  });
  model.terms.forEach((term, slot) => {
    const keys = [keyOf.constant(term.weight)];
    add({ ...part(term), key: keyOf.term(slot), kind: "value" }, { formulas: [term.is], keys });
  });
  model.actors.forEach((actor, slot) => {
    const keys = [actor.foresight, actor.precision, actor.discount].map(keyOf.constant);
    const read = { formulas: actor.beliefs.map((b) => b.value), keys: [...keys, ...actor.terms.map(keyOf.term)] };
    add({ ...part(actor), key: keyOf.actor(slot), kind: "actor" }, read);
  });
  model.events.forEach((event, slot) => {
    const effects = event.outcomes.flatMap((o) => [o.chance, ...o.effects.map((e) => e.value)]);
    add({ ...part(event), key: keyOf.event(slot), kind: "event" }, { formulas: [event.chance, ...effects] });
  });
  for (const question of model.questions)
    add({ ...part(question), key: keyOf.question(question), kind: "question" }, questionRead(question));
  return { nodes };
}
