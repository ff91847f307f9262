// A model as a web of elements, each with what it reads: for walking from an answer to the claims under it, and back.
// In: a checked model. Out: nodes by key. An edge means "can be felt through": an actor's choice reads all that its projection
// weighs; a stock reads the events that set it. A claim hangs on a node in two ways: the node's formula reads it (`when`), or the
// node names it as its reason (`because`), which moves nothing.

import type { Place } from "../../../base/problem.ts";
import type { CheckedModel, Constant, Policy, Question } from "../../../language/checked-model.ts";
import { decides } from "../../../language/decides.ts";
import { walk } from "../../../language/expression.ts";
import { claimsRead, type Formula, type FormulaOwner, formulasOf } from "../../../language/formulas.ts";

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

/** Node keys and claims that formulas read. Claims are constants, and no nodes. */
function readIn(model: CheckedModel, formulas: readonly Formula[], keys: readonly string[]) {
  const reads = new Set(keys);
  const when = new Set<string>();
  for (const { expression } of formulas) {
    walk(expression, (part) => {
      if (part.kind === "cell") reads.add(keyOf.cell(part.slot));
      else if (part.kind === "option") reads.add(keyOf.policy(part.policy));
      else if (part.kind === "constant") {
        // The credence of a claim may read another claim
        if (model.constants[part.slot]!.kind === "claim") for (const id of claimsRead(model, [part])) when.add(id);
        else reads.add(keyOf.constant(part.slot));
      }
    });
  }
  return { when: [...when], reads: [...reads] };
}

/** What a policy's owner weighs when it chooses, and what calls its reviews; a scripted policy weighs nothing. */
function weighedBy({ owner, switching, entering = [], taste, first, startBy, calls, ...policy }: Policy): string[] {
  const constants = [switching, ...entering, taste?.sd, taste?.halfLife, first].flatMap((slot) => slot ?? []);
  const started = startBy === undefined ? [] : [keyOf.constant(startBy)];
  if (!decides({ calls, review: policy.review })) return started;
  const called = calls?.on.map(keyOf.event) ?? [];
  return [...started, ...[...new Set(constants)].map(keyOf.constant), keyOf.actor(owner), ...called];
}

/** What a question names outside its formula. */
const namedIn = (question: Question): string[] => ("policy" in question ? [keyOf.policy(question.policy)] : []);

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
  const formulas = Map.groupBy(formulasOf(model), ({ owner, slot }) => `${owner} ${slot}`);
  const add = (owner: FormulaOwner, slot: number, node: Made, keys: readonly string[] = []) => {
    const found = readIn(model, formulas.get(`${owner} ${slot}`) ?? [], keys);
    nodes.set(node.key, { made: false, ...node, ...found });
  };
  const part = ({ id, label, at, because }: Omit<Made, "key" | "kind">) => ({ id, label, at, because });
  model.constants.forEach((constant, slot) => {
    if (constant.kind === "claim" || constant.kind === "origin") return;
    const kind = CONSTANT_KINDS[constant.kind];
    const made = constant.kind !== "parameter";
    // A weight repeats the reasons of its value
    const because = made ? [] : constant.because;
    add("constant", slot, { ...part(constant), because, key: keyOf.constant(slot), kind, made });
  });
  model.stocks.forEach((stock, slot) => {
    const events = model.events.flatMap((event, i) =>
      event.outcomes.some((o) => o.effects.some((e) => e.stock === slot)) ? [keyOf.event(i)] : [],
    );
    add("stock", slot, { ...part(stock), key: keyOf.cell(slot), kind: "variable", made: stock.hidden }, events);
  });
  model.derived.forEach((derived, slot) => {
    const key = keyOf.cell(model.stocks.length + slot);
    add("derived", slot, { ...part(derived), key, kind: "variable", made: derived.id.startsWith("utility(") });
  });
  model.policies.forEach((policy, slot) => {
    add("policy", slot, { ...part(policy), key: keyOf.policy(slot), kind: "policy" }, weighedBy(policy));
  });
  model.terms.forEach((term, slot) => {
    add("term", slot, { ...part(term), key: keyOf.term(slot), kind: "value" }, [keyOf.constant(term.weight)]);
  });
  model.actors.forEach((actor, slot) => {
    const constants = [actor.foresight, actor.precision, actor.discount].map(keyOf.constant);
    const node: Made = { ...part(actor), key: keyOf.actor(slot), kind: "actor" };
    add("actor", slot, node, [...constants, ...actor.terms.map(keyOf.term)]);
  });
  model.events.forEach((event, slot) => {
    add("event", slot, { ...part(event), key: keyOf.event(slot), kind: "event" });
  });
  model.questions.forEach((question, slot) => {
    add("question", slot, { ...part(question), key: keyOf.question(question), kind: "question" }, namedIn(question));
  });
  return { nodes };
}
