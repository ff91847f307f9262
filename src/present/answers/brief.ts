// The brief: one question on one page, bottom line first. Every sentence is a number of this ensemble, a claim of the model with its
// place in the source, or a name from the model: there is no other source of words. What is an association between futures is called a
// sign, never a cause; what is the model's is said to be the model's.

import type { Explained, ExplainedDecision } from "../../analysis/sensitivity/explain-answer.ts";
import type { DecisionReason, ReasonPart } from "../../analysis/sensitivity/explain-decision.ts";
import type { ClaimEffect, InputEffect } from "../../analysis/sensitivity/what-carries.ts";
import { dateOfStep } from "../../base/dates.ts";
import type { Answer, ComparisonAnswer } from "../../ensemble/answers.ts";
import type { CheckedModel, ClaimSource, Question } from "../../language/checked-model.ts";
import { courseChart } from "../charts/course-chart.ts";
import { heldChart } from "../charts/held-chart.ts";
import { type Document, figure, heading, lines, type Part, sentence, table } from "../document/document.ts";
import { influencesOf } from "../explain/influences.ts";
import { CHANGE, TASTE } from "../futures/chronicle.ts";
import {
  count,
  decimalsFor,
  fixed,
  halfPoints,
  nameInWords,
  percent,
  plural,
  quantity,
  spanOf,
} from "../words/figures.ts";
import { atDate, sayDate } from "../words/say-date.ts";
import { sayEffect } from "../words/say-effect.ts";
import { toldClaims, toldInputs, toldLessons } from "../words/significance.ts";
import { termName } from "../words/term-name.ts";
import { signedTerm, termError, termsSaid } from "../words/terms-said.ts";
import { decisionTable } from "./answer-tables.ts";
import { type Confidence, confidenceIn, sayConfidence } from "./confidence.ts";
import { sayAnswer } from "./say-answer.ts";

export type LensAnswer = { id: string; label: string; answer: Answer };

export type BriefParts = {
  question: Question;
  answer: Answer;
  seed: number;
  runs: number;
  /** Stopped futures: they count in no answer. */
  failed: number;
  explained: Explained;
  lenses: readonly LensAnswer[];
  version: string;
  command: string;
};

const REASONS = 3;

const KINDS: Record<InputEffect["kind"], string> = {
  parameter: "The number",
  weight: "The weight",
  foresight: "How far it looks ahead,",
  precision: "How sharply it picks,",
  discount: "How it discounts,",
  switching: "The cost of changing course",
  taste: "How strong reasons outside the model are,",
  half_life: "How long a leaning lasts,",
  first: "When the first review is,",
  start: "The starting value of",
};

export const confidenceOf = (model: CheckedModel, b: BriefParts): Confidence =>
  confidenceIn(
    model,
    b.answer,
    b.lenses.map((l) => l.answer),
  );

/** `opinion, op_ed 88-210`; a claim without a source says so. */
function placeOf(claim: ClaimSource): string {
  const place = claim.source === undefined ? "no source" : claim.source;
  return `${claim.stance}, ${place}${claim.range ? ` ${claim.range.start}-${claim.range.end}` : ""}`;
}

/** What the subject of the effects is: "hedge", the event, the difference. */
function subjectOf(b: BriefParts): string {
  const { explained } = b;
  if (explained.decision) return `${explained.decision.choice} instead of ${explained.decision.instead}`;
  if (explained.option !== undefined) return `${nameInWords(explained.option)}, ${percent(explained.mean)} as it is`;
  return explained.share ? `${percent(explained.mean)} as it is` : `${quantity(explained.mean)} on average as it is`;
}

const ownerOf = (model: CheckedModel, policy: string) =>
  model.actors[model.policies.find((p) => p.id === policy)!.owner]!.name;

/** `: a stable buffer +0.12, ...`, at most four terms. */
function listedTerms(model: CheckedModel, parts: readonly ReasonPart[]): string {
  const { said, decimals } = termsSaid(parts);
  const words = said.slice(0, 4).map((p) => `${termName(model, p)} ${signedTerm(p.difference, decimals)}`);
  const rest = said.length > 4 ? `, and ${plural(said.length - 4, "smaller term")}` : "";
  return words.length === 0 ? "" : `: ${words.join(", ")}${rest}`;
}

type Worth = { option: string; against: string; difference: number; low: number; high: number };

/** `hedge is worth more than patience, by 0.18 +/- 0.01 of its utility a step`. */
function sayWorth(worth: Worth, parts: readonly ReasonPart[]): string {
  const [one, other] = [nameInWords(worth.option), nameInWords(worth.against)];
  const { decimals } = termsSaid(parts);
  const error = termError(worth.difference, (worth.high - worth.low) / 2, decimals);
  if (worth.low <= 0 && worth.high >= 0)
    return `${one} and ${other} are worth the same within error (${signedTerm(worth.difference, decimals)}${error})`;
  const than = worth.difference > 0 ? "more" : "less";
  return `${one} is worth ${than} than ${other}, by ${fixed(Math.abs(worth.difference), decimals)}${error} of its utility a step`;
}

/** Where reviews differ between futures it is each one's last. */
const reviewSaid = ({ upTo }: DecisionReason) => (upTo ? "its last review by" : "the review of");

function reasonLine(model: CheckedModel, reason: DecisionReason): string {
  const date = sayDate(dateOfStep(model.clock, reason.step), model.clock.step);
  const head = `In the values that the model gives ${ownerOf(model, reason.policy)}, at ${reviewSaid(reason)} ${date}`;
  const among = `on average over ${count(reason.runs)} futures`;
  return `${head}, ${sayWorth(reason, reason.parts)} ${among}${listedTerms(model, reason.parts)}.`;
}

/** What a held option brings over another by value term, and what the actor itself reckons when it chooses. */
function decisionLines(model: CheckedModel, d: ExplainedDecision, own: DecisionReason | undefined): string[] {
  if (d.parts.length === 0) return own ? [reasonLine(model, own)] : [];
  const held = { ...d, option: d.choice, against: d.instead };
  const brings = `Held throughout, in the values that the model gives its actor, ${sayWorth(held, d.parts)}${listedTerms(model, d.parts)}.`;
  if (!own) return [brings];
  const date = sayDate(dateOfStep(model.clock, own.step), model.clock.step);
  const reckons = `${ownerOf(model, own.policy)} itself, as far as it looks ahead at ${reviewSaid(own)} ${date}, reckons that ${sayWorth(own, own.parts)}, the cost of changing course counted.`;
  return [brings, reckons];
}

/** A term of a reason with what it rests on, or that it is a judgement of the model alone. */
function termLine(model: CheckedModel, p: ReasonPart): string {
  const claim = p.because.flatMap((id) => model.claims.filter((c) => c.id === id))[0];
  const term = model.terms.find((t) => t.id === p.id)!;
  const name = `The term \`${p.term}\`, ${termName(model, p)} (${term.at.file}:${term.at.line}),`;
  if (!claim) return `${name} rests on no claim: it is the model's own judgement.`;
  return `${name} rests on the claim "${claim.says}" (${placeOf(claim)}).`;
}

function changeLine(model: CheckedModel, { policy, option, against }: DecisionReason, change: number): string {
  const { at } = model.constants[model.policies.find(({ id }) => id === policy)!.switching]!;
  const [often, seldom] = (change > 0 ? [option, against] : [against, option]).map(nameInWords);
  return `The cost of changing course (${at.file}:${at.line}) is the model's own judgement; ${often} is in place before that review more often than ${seldom}.`;
}

function groundLine(model: CheckedModel, p: ReasonPart, reason: DecisionReason | undefined): string {
  if (p.term === CHANGE && reason) return changeLine(model, reason, p.difference);
  if (p.term === TASTE && reason) return tasteLine(model, reason);
  return termLine(model, p);
}

function tasteLine(model: CheckedModel, { policy, option, against }: DecisionReason): string {
  const { at } = model.constants[model.policies.find(({ id }) => id === policy)!.taste!.sd]!;
  return `What the model does not know of that decision, its taste (${at.file}:${at.line}), speaks for ${nameInWords(option)} over ${nameInWords(against)}: who leans that way is more often there.`;
}

/** What the terms rest on that speak for the difference, not those that speak against it and are outweighed. */
function groundLines(model: CheckedModel, e: Explained): string[] {
  const [reason] = e.reasons;
  const of = e.decision && e.decision.parts.length > 0 ? e.decision : reason;
  if (!of) return [];
  const speaking = termsSaid(of.parts).said.filter((p) => p.difference * of.difference > 0);
  return speaking.slice(0, REASONS - 1).map((p) => groundLine(model, p, reason));
}

function effectLine(model: CheckedModel, share: boolean, { claim, says, split }: ClaimEffect): string {
  return `The claim "${says}" (${placeOf(model.claims.find((m) => m.id === claim)!)}): ${sayEffect({ share, split })}.`;
}

function whyParts(model: CheckedModel, b: BriefParts): Part[] {
  const { explained } = b;
  const [reason] = explained.reasons;
  const told = toldClaims(explained);
  const why = explained.decision
    ? decisionLines(model, explained.decision, reason)
    : reason
      ? [reasonLine(model, reason)]
      : [];
  const effects = told.slice(0, why.length > 0 ? 1 : REASONS).map((c) => effectLine(model, explained.share, c));
  const found = [...why, ...groundLines(model, explained), ...effects];
  const numbers = toldInputs(explained).filter((i) => i.first.value >= 0.01);
  for (const i of numbers.slice(0, Math.max(0, REASONS - found.length)))
    found.push(
      `${KINDS[i.kind]} \`${i.input}\` (${i.at.file}:${i.at.line}) explains ${percent(i.first.value)} of the variance between futures by itself.`,
    );
  if (found.length === 0) found.push("No single claim or number moves the answer by more than chance would.");
  const map = influencesOf(model, explained, b.question.ask);
  return [heading(`Why (${subjectOf(b)})`), lines(found), ...(map ? [figure(map, 0)] : [])];
}

/** What settling claims would take away, or that no claim would. */
function settledLines(b: BriefParts): string[] {
  const { claims } = b.explained.carried;
  const told = toldClaims(b.explained).slice(0, 2);
  if (claims.length === 0) return [];
  if (told.length === 0)
    return [
      `Settling any one of the ${count(claims.length)} claims that decide a number would not move it by more than chance does here.`,
    ];
  return told.map((c) => {
    const resolved = c.split.kind === "split" ? c.split.resolved : 0;
    return `Settling the claim "${c.says}" would take away ${percent(resolved)} of the answer's variance.`;
  });
}

/** What would be worth knowing before a decision. */
function lessonLines(b: BriefParts): string[] {
  const d = b.explained.decision;
  if (!d?.better) return [];
  const decimals = Math.max(2, decimalsFor(d.regret / 20));
  return toldLessons(d)
    .slice(0, 2)
    .map((l) => {
      const { value } = l.knowing;
      const options = [...new Set(l.options)].map(nameInWords).join(" or ");
      const what = l.kind === "claim" ? `whether ${l.about} is true` : `in which third of its range ${l.about} lies`;
      return `Knowing ${what} would spare ${fixed(value, decimals)} of the ${fixed(d.regret, decimals)} that ${nameInWords(d.choice)} is regretted by: then ${options} (${l.at.file}:${l.at.line}).`;
    });
}

function changeParts(model: CheckedModel, b: BriefParts): Part[] {
  const level = b.explained.share ? percent : quantity;
  // One sign a policy: the same choice at another date says little more
  const seen = new Set<string>();
  const signs = b.explained.carried.indicators.filter((i) => !seen.has(i.policy) && seen.add(i.policy)).slice(0, 3);
  const watched = signs.map((i) => {
    const at = atDate(dateOfStep(model.clock, i.step), model.clock.step);
    const { whenTrue, whenFalse } = i.split;
    return `\`${i.policy}\` is ${nameInWords(i.option)} ${at} (${percent(i.share)} of futures): ${level(whenTrue)}; otherwise ${level(whenFalse)}.`;
  });
  const all = [...lessonLines(b), ...watched, ...settledLines(b)];
  if (all.length === 0) return [];
  const note =
    watched.length === 0
      ? []
      : [
          sentence(
            "Choices of others are signs, seen together with the answer in the futures played: not causes of it.",
          ),
        ];
  return [heading(`What would change it (${subjectOf(b)})`), ...note, lines(all)];
}

/** The best held option, those level with it, and how far it is from the one that the question compares with. */
function shortDecision(answer: ComparisonAnswer): string {
  const up = answer.better === "lower" ? -1 : 1;
  const rows = answer.rows.filter((r) => r.hold !== "free").toSorted((a, b) => up * (b.difference - a.difference));
  const [first, ...others] = rows;
  if (!first) return "";
  const level = others.filter((r) => r.fromBest && r.fromBest.low <= 0 && r.fromBest.high >= 0);
  const names = [first, ...level].map((r) => nameInWords(r.hold)).join(", level with ");
  const own = first.hold === answer.baseline;
  return own ? names : `${names}: ${spanOf(first)} against ${nameInWords(answer.baseline)}`;
}

/** The answer's figures in a few words, for the table of readings. */
function shortAnswer(answer: Answer): string {
  const half = (e: { low: number; high: number }) => ` +/- ${halfPoints((e.high - e.low) / 2)}`;
  switch (answer.kind) {
    case "options":
      return answer.options
        .toSorted((a, b) => b.p - a.p)
        .slice(0, 3)
        .map((o) => `${nameInWords(o.id)} ${percent(o.p)}${half(o)}`)
        .join(", ");
    case "event":
      return `${percent(answer.p)}${half(answer)}`;
    case "quantity":
      return `${quantity(answer.q50)} (nine in ten ${quantity(answer.q05)} to ${quantity(answer.q95)})`;
    case "comparison":
      return shortDecision(answer);
  }
}

function lensParts(b: BriefParts): Part[] {
  if (b.lenses.length === 0)
    return [
      heading("Rival readings"),
      sentence("None: the model has no lens, so nobody has tried to read it otherwise."),
    ];
  const [first] = b.lenses;
  const runs = first!.answer.runs;
  const rows = [["as it is", shortAnswer(b.answer)], ...b.lenses.map((l) => [l.label, shortAnswer(l.answer)])];
  return [
    heading(`Rival readings, same luck (${count(runs)} futures each; ${count(b.answer.runs)} as it is)`),
    table([{ head: "reading" }, { head: "answer" }], rows),
  ];
}

function sourceParts(model: CheckedModel): Part[] {
  const claimsOf = (source: string) => model.claims.filter((c) => c.source === source);
  const shown = model.sources.filter((s) => claimsOf(s.id).length > 0);
  if (shown.length === 0) return [heading("Sources"), sentence("The model rests on no claim of any source.")];
  const countOf = (claims: readonly ClaimSource[]) => {
    const cited = claims.filter((c) => c.constant === undefined).length;
    return `${plural(claims.length, "claim")}${cited > 0 ? `, ${count(cited)} without a credence` : ""}`;
  };
  const line = (s: (typeof shown)[number]) =>
    `${s.id}: ${[s.author, s.title, s.publisher, s.published].filter(Boolean).join(", ")}; ${countOf(claimsOf(s.id))}${s.sha256 ? `; sha256 ${s.sha256}` : "; no hash"}${s.grade ? `; graded ${s.grade}` : ""}.`;
  return [heading("Sources of its claims"), lines(shown.map(line))];
}

/** The picture of the answer, with the dates that its table shows. */
function pictureParts(b: BriefParts): Part[] {
  if (b.answer.kind !== "comparison")
    return [figure(courseChart(b.answer, b.question.ask, { height: 220 }).figure, SHOWN_DATES)];
  const answer: ComparisonAnswer = b.answer;
  const about = `Each option of ${answer.policy} held throughout; ${answer.measure}, ${answer.when}; ${plural(answer.runs, "future")} for each row.`;
  return [figure(heldChart(answer, b.question.ask), 0), decisionTable(answer), sentence(about)];
}

const SHOWN_DATES = 7;

export function briefDocument(model: CheckedModel, b: BriefParts): Document {
  const changed = model.applied.length === 0 ? "Nothing." : `${model.applied.join("; ")}.`;
  const parts: Part[] = [
    sentence(sayAnswer(model, b.answer, b.seed)),
    sentence(sayConfidence(confidenceOf(model, b))),
    sentence(`What follows from the model "${model.title}", read as written; not a forecast beyond it.`),
    ...pictureParts(b),
    ...whyParts(model, b),
    ...changeParts(model, b),
    ...lensParts(b),
    heading("Changed by hand"),
    sentence(changed),
    ...sourceParts(model),
    heading("To get this back"),
    sentence(
      `Model ${model.hash.slice(0, 12)}; ${plural(b.runs, "future")}, seed ${b.seed}; Standoff ${b.version}. Again with: ${b.command}`,
    ),
  ];
  return { title: b.question.ask, parts };
}

/** What JSON says of a brief. */
export const briefJson = (model: CheckedModel, b: BriefParts) => ({
  question: b.question.id,
  answer: b.answer,
  confidence: confidenceOf(model, b),
  subject: subjectOf(b),
  carried: b.explained.carried,
  reasons: b.explained.reasons,
  ...(b.explained.decision && { decision: b.explained.decision }),
  lenses: b.lenses.map((l) => ({ id: l.id, label: l.label, answer: l.answer })),
});
