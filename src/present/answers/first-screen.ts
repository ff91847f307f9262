// What `npm start` prints, at most one screen: the first question's answer, the reasons for it in the actor's own values, what would
// change it, and the other questions in a line each. In: answers, and the explanation of the first. Out: a document.

import type { Explained } from "../../analysis/sensitivity/explain-answer.ts";
import type { DecisionReason } from "../../analysis/sensitivity/explain-decision.ts";
import type { Answer } from "../../ensemble/answers.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { type Document, heading, lines, type Part, sentence, table } from "../document/document.ts";
import { decimalsFor, fixed, nameInWords, percent, quantity } from "../words/figures.ts";
import { likelihood } from "../words/likelihood.ts";
import { toldClaims } from "../words/significance.ts";
import { termName } from "../words/term-name.ts";
import { signedTerm, termsSaid } from "../words/terms-said.ts";
import { confidenceIn, sayConfidence } from "./confidence.ts";
import { sayAnswer } from "./say-answer.ts";

export type FirstScreen = {
  first: Answer;
  explained: Explained;
  others: readonly Answer[];
  seed: number;
};

const REASONS = 2;
const TERMS = 3;
const CHANGES = 3;

/** `for it: a stable buffer +0.19, ...; against it: ...`. */
function reasonLine(model: CheckedModel, { option, against, parts }: DecisionReason): string {
  const { said, decimals } = termsSaid(parts);
  const listed = (sign: number) =>
    said
      .filter((p) => Math.sign(p.difference) === sign)
      .slice(0, TERMS)
      .map((p) => `${termName(model, p)} ${signedTerm(p.difference, decimals)}`)
      .join(", ");
  const sides = [
    ["for it", listed(1)],
    ["against it", listed(-1)],
  ].flatMap(([side, terms]) => (terms === "" ? [] : [`${side}: ${terms}`]));
  return `Rather than ${nameInWords(against)}, ${nameInWords(option)}. ${sides.join("; ")}.`;
}

function changeLines(model: CheckedModel, e: Explained): string[] {
  const level = e.share ? percent : quantity;
  return toldClaims(e)
    .slice(0, CHANGES)
    .flatMap(({ claim, split }) => {
      const says = model.claims.find(({ id }) => id === claim)?.says ?? nameInWords(claim);
      return split.kind === "split"
        ? [`${level(split.whenTrue)} if true, ${level(split.whenFalse)} if false: "${says}"`]
        : [];
    });
}

/** An answer in a few words. */
function inShort(answer: Answer): string {
  if (answer.kind === "event") return `${percent(answer.p)}, ${likelihood(answer.p)}`;
  if (answer.kind === "quantity") {
    const isCount = [answer.q05, answer.q50, answer.q95].every(Number.isInteger);
    const figure = (x: number) => fixed(x, isCount ? 0 : decimalsFor((answer.q95 - answer.q05) / 20));
    return `median ${figure(answer.q50)}; nine in ten ${figure(answer.q05)} to ${figure(answer.q95)}`;
  }
  if (answer.kind === "options") {
    const ranked = answer.options.toSorted((a, b) => b.p - a.p).slice(0, 3);
    return ranked.map(({ id, p }) => `${nameInWords(id)} ${percent(p)}`).join(", ");
  }
  const up = answer.better === "lower" ? -1 : 1;
  const held = answer.rows.filter((r) => r.hold !== "free").toSorted((a, b) => up * (b.difference - a.difference));
  const best = held[0]!;
  if (best.hold === answer.baseline) return `no line held does better than ${nameInWords(best.hold)}`;
  const decimals = decimalsFor((best.high - best.low) / 2);
  return `${nameInWords(best.hold)} does better by ${fixed(Math.abs(best.difference), decimals)}`;
}

export function firstScreen(model: CheckedModel, { first, explained, others, seed }: FirstScreen): Document {
  const askOf = (answer: Answer) => model.questions.find(({ id }) => id === answer.question)!.ask;
  const parts: Part[] = [heading(askOf(first)), sentence(sayAnswer(model, first, seed))];
  const reasons = explained.reasons.slice(0, REASONS).map((reason) => reasonLine(model, reason));
  if (reasons.length > 0) parts.push(sentence("Why, in its actor's own values:"), lines(reasons));
  const changes = changeLines(model, explained);
  const subject = explained.option === undefined ? "the answer" : nameInWords(explained.option);
  if (changes.length > 0) parts.push(sentence(`What would change it, the share of ${subject}:`), lines(changes));
  parts.push(sentence(sayConfidence(confidenceIn(model, first))));
  if (others.length > 0) {
    const rows = others.map((answer) => [askOf(answer), inShort(answer)]);
    parts.push(heading("The other questions"), table([{ head: "asked" }, { head: "answer" }], rows));
  }
  return { parts };
}
