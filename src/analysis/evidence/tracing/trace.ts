// From an answer to the claims that it can rest on, and from a claim to what it moves. In: the web of a model. Out: plain lists.
// A trace says what can matter by the model's wiring; how much it does matter is the ensemble's to say (sensitivity).

import type { CheckedModel } from "../../../language/checked-model.ts";
import { keyAssumptions } from "../weighing/assumptions.ts";
import { keyOf, type ModelWeb, type WebNode } from "./model-web.ts";

/** One way in which an answer rests on a claim. `steps`: how many elements lie between the question and this one. */
export type Via = { node: WebNode; how: "when" | "because"; steps: number };

export type RestsOn = {
  claim: string /** A formula reads it: its truth can move the answer. */;
  moves: boolean;
  via: Via[];
};

/** Keys that can be reached from a node, with the least number of steps, nearest first. */
export function reachedFrom(web: ModelWeb, from: string): Map<string, number> {
  const steps = new Map([[from, 0]]);
  for (const [key, n] of steps) {
    // A map is walked in the order of its entries, those added on the way too: breadth first
    for (const next of web.nodes.get(key)?.reads ?? [])
      if (!steps.has(next) && web.nodes.has(next)) steps.set(next, n + 1);
  }
  return steps;
}

/** The claims under a question's answer: those that move it first, then nearest first. */
export function traceQuestion(web: ModelWeb, model: CheckedModel, question: string): RestsOn[] {
  const found = new Map<string, RestsOn>();
  const add = (claim: string, via: Via) => {
    const entry = found.get(claim) ?? { claim, moves: false, via: [] };
    entry.via.push(via);
    entry.moves ||= via.how === "when";
    found.set(claim, entry);
  };
  for (const [key, steps] of reachedFrom(web, question)) {
    const node = web.nodes.get(key)!;
    for (const claim of node.when) add(claim, { node, how: "when", steps });
    for (const claim of node.because) if (!node.when.includes(claim)) add(claim, { node, how: "because", steps });
  }
  // What a formula reads comes before what is only a reason; within each, nearest first
  for (const entry of found.values())
    entry.via.sort((a, b) => Number(b.how === "when") - Number(a.how === "when") || a.steps - b.steps);
  const order = new Map(model.claims.map((c, i) => [c.id, i]));
  return [...found.values()].sort(
    (a, b) =>
      Number(b.moves) - Number(a.moves) ||
      a.via[0]!.steps - b.via[0]!.steps ||
      order.get(a.claim)! - order.get(b.claim)!,
  );
}

export type Moved = {
  when: WebNode[];
  because: WebNode[];
  /** Actors that hold their own belief about it. */
  believedBy: string[];
  /** Questions whose answer its truth can move, and those that name it only as a reason on the way. */
  questions: { id: string; moves: boolean }[];
};

export function traceClaim(web: ModelWeb, model: CheckedModel, claim: string): Moved {
  const written = [...web.nodes.values()];
  const constant = model.claims.find((c) => c.id === claim)?.constant;
  return {
    when: written.filter((n) => n.when.includes(claim)),
    because: written.filter((n) => n.because.includes(claim) && !n.when.includes(claim)),
    believedBy: model.actors.filter((a) => a.beliefs.some((b) => b.constant === constant)).map((a) => a.id),
    questions: model.questions.flatMap((q) => {
      const rests = traceQuestion(web, model, keyOf.question(q)).find((r) => r.claim === claim);
      return rests ? [{ id: q.id, moves: rests.moves }] : [];
    }),
  };
}

/** The key assumptions check of a model: what a person wrote that rests on no claim, and the claims that nothing uses. */
export function assumptionsOf(
  web: ModelWeb,
  model: CheckedModel,
): { elements: number; unsupported: WebNode[]; unused: string[] } {
  const written = [...web.nodes.values()].filter((n) => !n.made && n.kind !== "question" && n.kind !== "actor");
  const elements = written.map((n) => ({ id: n.key, because: [...n.because, ...n.when] }));
  // A question or an actor may name a claim too: then the claim is used
  const others = [...web.nodes.values()].map((n) => ({ id: n.key, because: [...n.because, ...n.when] }));
  const claims = model.claims.map((c) => c.id);
  const { unsupported } = keyAssumptions(elements, claims);
  return {
    elements: written.length,
    unsupported: unsupported.map((key) => web.nodes.get(key)!),
    unused: keyAssumptions(others, claims).unused,
  };
}
