// What moves an answer, as a map: the claims that value terms rest on, the terms that make one option better than another, the claims,
// numbers and signs that carry the answer. In: an explanation. Out: a figure with its table; undefined where nothing moves it.

import type { Explained } from "../../analysis/sensitivity/explain-answer.ts";
import type { DecisionReason } from "../../analysis/sensitivity/explain-decision.ts";
import { dateOfStep } from "../../base/dates.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import type { Figure } from "../charts/element.ts";
import { influenceMap, type MapEdge, type MapNode } from "../charts/influence-map.ts";
import { capital, nameInWords, percent, quantity } from "../words/figures.ts";
import { toldClaims, toldInputs } from "../words/significance.ts";
import { signedTerm, termsSaid } from "../words/terms-said.ts";

const SHOWN = 5;
const ANSWER = "the answer";

type Draft = { nodes: MapNode[]; edges: MapEdge[] };

function add({ nodes }: Draft, id: string, name: string, column: number): string {
  if (!nodes.some((n) => n.id === id)) nodes.push({ id, name, column });
  return id;
}

/** What a held option brings over another, where that is known by term; else what the actor reckons at its review. */
function reasonsShown({
  decision,
  reasons,
}: Explained): readonly Pick<DecisionReason, "option" | "against" | "parts">[] {
  if (!decision || decision.parts.length === 0) return reasons;
  return [{ option: decision.choice, against: decision.instead, parts: decision.parts }];
}

/** Claims → value terms → the choice. */
function reasonPart(draft: Draft, e: Explained): string | undefined {
  const [reason] = reasonsShown(e);
  if (!reason) return undefined;
  const { said, decimals } = termsSaid(reason.parts);
  const terms = said.slice(0, SHOWN + 1);
  for (const term of terms) {
    const id = add(draft, `term ${term.term}`, nameInWords(term.term), 1);
    const says = `${signedTerm(term.difference, decimals)} of utility`;
    draft.edges.push({ from: id, to: ANSWER, size: term.difference, says });
    for (const claim of term.because) {
      add(draft, `claim ${claim}`, nameInWords(claim), 0);
      draft.edges.push({ from: `claim ${claim}`, to: id, size: 0, says: "rests on it" });
    }
  }
  return terms.length > 0 ? `${nameInWords(reason.option)} over ${nameInWords(reason.against)}` : undefined;
}

/** Claims, numbers and signs → the answer, where no reason of an actor stands between. */
function carriedPart(draft: Draft, model: CheckedModel, e: Explained): void {
  const level = e.share ? percent : quantity;
  for (const c of toldClaims(e).slice(0, SHOWN)) {
    if (c.split.kind !== "split") continue;
    const { whenTrue, whenFalse, difference } = c.split;
    const says = `true: ${level(whenTrue)}, false: ${level(whenFalse)}`;
    add(draft, `claim ${c.claim}`, nameInWords(c.claim), 0);
    draft.edges.push({ from: `claim ${c.claim}`, to: ANSWER, size: difference, says });
  }
  for (const i of toldInputs(e).slice(0, SHOWN)) {
    add(draft, `number ${i.input}`, i.kind === "start" ? `start of ${nameInWords(i.input)}` : i.input, 0);
    const says = `${percent(Math.max(0, i.first.value))} of the variance by itself`;
    draft.edges.push({ from: `number ${i.input}`, to: ANSWER, size: 0, says });
  }
  for (const i of e.carried.indicators.slice(0, SHOWN)) {
    const date = dateOfStep(model.clock, i.step);
    const id = add(
      draft,
      `sign ${i.policy} ${i.option} ${date}`,
      `${i.policy} is ${nameInWords(i.option)}, ${date}`,
      1,
    );
    const says = `seen: ${level(i.split.whenTrue)}, otherwise ${level(i.split.whenFalse)} (a sign, not a cause)`;
    draft.edges.push({ from: id, to: ANSWER, size: i.split.difference, says });
  }
}

export function influencesOf(model: CheckedModel, e: Explained, ask: string): Figure | undefined {
  const draft: Draft = { nodes: [], edges: [] };
  const choice = reasonPart(draft, e);
  if (choice === undefined) carriedPart(draft, model, e);
  if (draft.edges.length === 0) return undefined;
  add(draft, ANSWER, choice ?? capital(e.share ? percent(e.mean) : quantity(e.mean)), 2);
  const heads =
    choice === undefined ? ["claims and numbers", "signs", "the answer"] : ["claims", "its values", "the choice"];
  const says =
    choice === undefined
      ? "What carries the answer. Thick is much; dashed lowers it; thin and grey is a share of the variance, without a sign."
      : "What the choice is made of. Thick is much; dashed speaks against it; thin and grey: the value rests on that claim.";
  return influenceMap(heads, draft.nodes, draft.edges, { title: `${ask} What moves it`, says });
}
