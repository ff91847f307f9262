// The brief: one question on one page, bottom line first. Every sentence is a number of this ensemble, a claim of the model with its
// place in the source, or a name from the model: there is no other source of words.

import { dateOfStep } from "../base/dates.ts";
import type { Answer } from "../ensemble/answers.ts";
import type { CheckedModel, Question } from "../language/checked-model.ts";
import type { DecisionReason } from "../lenses/sensitivity/explain-decision.ts";
import type { Carried, ClaimEffect } from "../lenses/sensitivity/what-carries.ts";
import { confidenceIn, sayConfidence } from "./confidence.ts";
import { type Document, figure, heading, lines, type Part, sentence, table } from "./document.ts";
import { courseChart } from "./figures/course-chart.ts";
import { count, fixed, nameInWords, percent, plural, quantity } from "./figures.ts";
import { sayAnswer } from "./say-answer.ts";

export type LensAnswer = { id: string; label: string; answer: Answer };

export type BriefParts = {
  question: Question;
  answer: Answer;
  seed: number;
  runs: number;
  /** What the carried effects are effects on: "hedge", or the event. */
  subject: string;
  share: boolean;
  carried: Carried | undefined;
  reasons: readonly DecisionReason[];
  lenses: readonly LensAnswer[];
  version: string;
  command: string;
};

const signed = (x: number, text: string) => (x > 0 ? `+${text}` : text);

/** "low_ability (opinion, op_ed 88-210): China has ... " */
function claimLine(model: CheckedModel, share: boolean, c: ClaimEffect): string {
  const claim = model.claims.find((m) => m.id === c.claim)!;
  const place = [
    claim.stance,
    claim.source && `${claim.source}${claim.range ? ` ${claim.range.start}-${claim.range.end}` : ""}`,
  ];
  const head = `${c.says} (${place.filter(Boolean).join(", ")}; ${c.claim})`;
  if (c.split.kind !== "split") return head;
  const { whenTrue, whenFalse } = c.split;
  const level = share ? percent : quantity;
  return `If it is true: ${level(whenTrue)}; if false: ${level(whenFalse)}. ${head}`;
}

const tells = (c: ClaimEffect) => c.split.kind === "split" && (c.split.low > 0 || c.split.high < 0);

function whyParts(model: CheckedModel, b: BriefParts): Part[] {
  const [reason] = b.reasons;
  const parts: string[] = [];
  if (reason) {
    const shown = reason.parts
      .filter((p) => Math.abs(p.difference) >= 0.01)
      .toSorted((x, y) => Math.abs(y.difference) - Math.abs(x.difference))
      .slice(0, 4);
    const words = shown.map((p) => `${signed(p.difference, fixed(p.difference, 2))} ${nameInWords(p.term)}`);
    parts.push(
      `In the actor's own values, at the review of ${dateOfStep(model.clock, reason.step)}: ${nameInWords(reason.option)} over ${nameInWords(reason.against)} ${signed(reason.difference, fixed(reason.difference, 2))} (${words.join(", ")}).`,
    );
    for (const p of shown) {
      const [first] = p.because.flatMap((id) => model.claims.filter((c) => c.id === id));
      if (first && parts.length < 3)
        parts.push(`${nameInWords(p.term)} rests on: ${first.says} (${first.stance}, ${first.source ?? "no source"}).`);
    }
  }
  const told = (b.carried?.claims ?? []).filter(tells).slice(0, 3 - Math.min(2, parts.length));
  parts.push(...told.map((c) => claimLine(model, b.share, c)));
  return parts.length === 0 ? [] : [heading("Why"), lines(parts)];
}

function changeParts(model: CheckedModel, b: BriefParts): Part[] {
  const level = b.share ? percent : quantity;
  const told = (b.carried?.claims ?? []).filter(tells).slice(0, 2);
  const settled = told.map(
    (c) =>
      `Settling whether ${lower(c.says)} would take away ${percent(c.split.kind === "split" ? c.split.resolved : 0)} of the answer's variance.`,
  );
  const watched = (b.carried?.indicators ?? []).slice(0, 3).map((i) => {
    const date = dateOfStep(model.clock, i.step);
    return `${i.policy} is ${nameInWords(i.option)} by ${date} (seen in ${percent(i.share)} of futures): ${level(i.split.whenTrue)}, else ${level(i.split.whenFalse)}.`;
  });
  const all = [...watched, ...settled];
  return all.length === 0 ? [] : [heading(`What would change it (${b.subject})`), lines(all)];
}

const lower = (text: string) =>
  /^[A-Z][a-z]/.test(text) &&
  !/^(North|South|Russia|China|Beijing|Moscow|Seoul|Tokyo|Japan|Pyongyang|Washington|Putin|Xi|The US|American|Korea)/.test(
    text,
  )
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;

/** The answer's figures in a few words, for the table of readings. */
function shortAnswer(answer: Answer): string {
  switch (answer.kind) {
    case "options":
      return answer.options
        .toSorted((a, b) => b.p - a.p)
        .slice(0, 3)
        .map((o) => `${nameInWords(o.id)} ${percent(o.p)}`)
        .join(", ");
    case "event":
      return percent(answer.p);
    case "quantity":
      return `${quantity(answer.q50)} (${quantity(answer.q05)} to ${quantity(answer.q95)})`;
    case "comparison":
      return answer.rows
        .filter((r) => r.hold !== "free")
        .toSorted((a, b) => b.mean - a.mean)
        .slice(0, 2)
        .map((r) => `${nameInWords(r.hold)} ${quantity(r.mean)}`)
        .join(", ");
  }
}

function lensParts(b: BriefParts): Part[] {
  if (b.lenses.length === 0) return [];
  const rows = [["as it is", shortAnswer(b.answer)], ...b.lenses.map((l) => [l.label, shortAnswer(l.answer)])];
  return [heading("Rival readings, same luck"), table([{ head: "reading" }, { head: "answer" }], rows)];
}

function sourceParts(model: CheckedModel): Part[] {
  const used = new Set(model.claims.flatMap((c) => c.source ?? []));
  const shown = model.sources.filter((s) => used.has(s.id));
  if (shown.length === 0) return [heading("Sources"), sentence("The model rests on no claim of any source.")];
  const line = (s: (typeof shown)[number]) =>
    `${[s.author, s.title, s.publisher, s.published].filter(Boolean).join(", ")}${s.sha256 ? ` (sha256 ${s.sha256.slice(0, 12)})` : ""}`;
  return [heading("Sources"), lines(shown.map(line))];
}

export function briefDocument(model: CheckedModel, b: BriefParts): Document {
  const changed = model.applied.length === 0 ? "Nothing." : `${model.applied.join("; ")}.`;
  const confidence = sayConfidence(confidenceIn(model));
  const parts: Part[] = [sentence(sayAnswer(model, b.answer, b.seed)), sentence(confidence)];
  if (b.answer.kind !== "comparison") parts.push(figure(courseChart(b.answer, b.question.ask, { height: 220 }).figure));
  parts.push(...whyParts(model, b), ...changeParts(model, b), ...lensParts(b));
  parts.push(heading("Changed by hand"), sentence(changed), ...sourceParts(model));
  parts.push(
    heading("To get this back"),
    sentence(
      `${model.title}, model ${model.hash.slice(0, 12)}; ${plural(b.runs, "future")}, seed ${b.seed}; Standoff ${b.version}. Again with: ${b.command}`,
    ),
  );
  return { title: b.question.ask, parts };
}

/** What JSON says of a brief. */
export const briefJson = (b: BriefParts) => ({
  question: b.question.id,
  answer: b.answer,
  subject: b.subject,
  carried: b.carried,
  reasons: b.reasons,
  lenses: b.lenses.map((l) => ({ id: l.id, label: l.label, answer: l.answer })),
  futures: count(b.runs),
});
