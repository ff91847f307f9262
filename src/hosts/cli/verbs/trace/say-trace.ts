// A trace as a document: claims with their place in the source, their line of the model, and the sentence where the text is at hand.

import type { ElementKind } from "../../../../analysis/evidence/tracing/model-web.ts";
import { readGrade, sayGrade } from "../../../../analysis/evidence/weighing/admiralty.ts";
import type { Place } from "../../../../base/problem.ts";
import { type Document, heading, lines, type Part, sentence } from "../../../../present/document/document.ts";
import { count, plural, quantity } from "../../../../present/words/figures.ts";
import { sayEffect } from "../../../../present/words/say-effect.ts";
import { plainWords } from "../read/say-reading.ts";
import type {
  Assumptions,
  ClaimShown,
  ClaimTrace,
  ElementShown,
  QuestionTrace,
  SentenceTrace,
  ViaShown,
} from "./result.ts";

const WIDE = 400;
const MOST_VIA = 4;

const lineOf = (at: Place) => `${at.file}:${at.line}`;

function placeOf(claim: ClaimShown): string {
  if (claim.source === undefined) return "no source";
  const range = claim.range ? ` ${claim.range.start}-${claim.range.end}` : "";
  return `${claim.source}${range}${claim.quote ? `, line ${claim.quote.line}` : ""}`;
}

function claimLine(claim: ClaimShown): string {
  const otherwise =
    claim.otherwise === undefined ? "" : `, else ${quantity(claim.otherwise)} where ${claim.origin} is unreliable`;
  const truth = claim.credence === undefined ? "" : `, credence ${quantity(claim.credence)}${otherwise}`;
  const read = claim.grade === undefined ? undefined : readGrade(claim.grade);
  const graded = read ? `, graded ${sayGrade(read)}` : "";
  const denied = claim.deniedBy.length > 0 ? `, denied by ${claim.deniedBy.join(" ")}` : "";
  return `${claim.id}: ${claim.says} (${claim.speaker}, ${claim.stance}${truth}${denied}${graded}; ${placeOf(claim)}; ${lineOf(claim.at)})`;
}

const elementText = (via: ElementShown) => `${via.kind} ${via.id} (${lineOf(via.at)})`;

function viaLine(via: readonly ViaShown[]): string {
  const shown = via.slice(0, MOST_VIA).map((v) => (v.how === "when" ? elementText(v) : `reason of ${elementText(v)}`));
  return `By ${shown.join("; ")}${via.length > MOST_VIA ? `; and ${via.length - MOST_VIA} more` : ""}`;
}

const quoted = (claim: ClaimShown) => (claim.quote ? [`“${plainWords(claim.quote.exact, WIDE)}”`] : []);

export function sayQuestion(t: QuestionTrace): Document {
  const moving = t.claims.filter((c) => c.moves);
  const reasons = t.claims.filter((c) => !c.moves);
  // One paragraph a claim: its words, the sentence behind it, the way there, what it does
  const shown = (c: QuestionTrace["claims"][number]) =>
    [claimLine(c), ...quoted(c), `${viaLine(c.via)}.`, ...(c.effect ? [`${sayEffect(c.effect)}.`] : [])].join(" ");
  const parts: Part[] = [
    sentence(`${t.question.ask} (${t.question.id}, ${lineOf(t.question.at)})`),
    sentence(
      t.claims.length === 0
        ? "This answer rests on no claim."
        : `The answer can rest on ${plural(t.claims.length, "claim")}: ${count(moving.length)} can move it, ${count(reasons.length)} only say why an element is there.`,
    ),
  ];
  if (moving.length > 0) parts.push(heading("Claims whose truth can move the answer"), lines(moving.map(shown), 4));
  if (reasons.length > 0) parts.push(heading("Claims that are reasons alone"), lines(reasons.map(shown), 4));
  if (t.effects) parts.push(sentence(`Effects from ${count(t.effects.runs)} futures, seed ${t.effects.seed}.`));
  return { parts };
}

export function sayClaim(t: ClaimTrace): Document {
  const parts: Part[] = [lines([[claimLine(t.claim), ...quoted(t.claim)].join(" ")], 4)];
  const list = (head: string, found: readonly string[]) => {
    if (found.length > 0) parts.push(heading(head), lines(found));
  };
  list("It decides", t.when.map(elementText));
  list("It is the reason of", t.because.map(elementText));
  list("It is believed or doubted by", t.believedBy);
  const questions = t.questions.map((q) => {
    const how = q.moves ? "" : " (as a reason alone: its truth moves nothing there)";
    return `${q.id}: ${q.ask}${how}${q.effect ? ` ${sayEffect(q.effect)}` : ""}`;
  });
  list("Questions that can feel it", questions);
  if (t.when.length + t.because.length === 0) parts.push(sentence("Nothing in the model uses it."));
  if (t.effects) parts.push(sentence(`Effects from ${count(t.effects.runs)} futures, seed ${t.effects.seed}.`));
  return { parts };
}

export function saySentence({ source, line, claims, lines: others }: SentenceTrace): Document {
  const where = `line ${line} of ${source}`;
  if (claims.length === 0) {
    const known =
      others.length === 0 ? "no claim stands in this source" : `claims stand on its lines ${others.join(", ")}`;
    return { parts: [sentence(`No claim of the model rests on ${where}; ${known}.`)] };
  }
  const parts: Part[] = [sentence(`${plural(claims.length, "claim")} of the model on ${where}.`)];
  for (const claim of claims) parts.push(heading(claim.claim.id), ...sayClaim(claim).parts.map(belowHeading));
  return { parts };
}

/** A page about several claims has a heading for each; what is a heading on the page about one is a line here. */
const belowHeading = (part: Part): Part => (part.kind === "heading" ? sentence(`${part.text}:`) : part);

const PLURAL: Record<ElementKind, string> = {
  question: "questions",
  variable: "variables",
  parameter: "parameters",
  policy: "policies",
  value: "values",
  event: "events",
  actor: "actors",
};

export function sayAssumptions(t: Assumptions): Document {
  const parts: Part[] = [
    sentence(
      `${plural(t.unsupported.length, "element")} of ${count(t.elements)} ${t.unsupported.length === 1 ? "rests" : "rest"} on no claim; ${plural(t.unused.length, "claim")} of ${count(t.claims)} ${t.unused.length === 1 ? "is" : "are"} used by nothing.`,
    ),
  ];
  for (const [kind, found] of Map.groupBy(t.unsupported, (e) => e.kind)) {
    parts.push(heading(`Without a claim: ${count(found.length)} ${PLURAL[kind]}`));
    parts.push(lines(found.map((e) => `${e.id} (${lineOf(e.at)})`)));
  }
  if (t.unused.length > 0) parts.push(heading("Claims that nothing uses"), lines(t.unused.map(claimLine)));
  return { parts };
}
