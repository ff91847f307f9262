// What carries an answer, and why an actor chose, in words and tables: every row with its line of the model and, for a claim, its
// place in the source.

import { dateOfStep } from "../base/dates.ts";
import type { Place } from "../base/problem.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import type { DecisionReason, OptionScore } from "../lenses/sensitivity/explain-decision.ts";
import type { Carried, ClaimEffect } from "../lenses/sensitivity/what-carries.ts";
import { type Document, heading, lines, type Part, sentence, table } from "./document.ts";
import { count, fixed, nameInWords, percent, plural, points, quantity } from "./figures.ts";

const SHOWN = 8;

export type Explained = {
  /** What the answer is a number of: "China keeps patience in July 2026". */
  subject: string;
  /** A share (shown in points) or a quantity. */
  share: boolean;
  runs: number;
  mean: number;
  carried: Carried;
  reasons: DecisionReason[];
  scores: OptionScore[];
};

const lineOf = (at: Place) => `${at.file}:${at.line}`;

function sourceOf(model: CheckedModel, id: string): string {
  const claim = model.claims.find((c) => c.id === id);
  if (!claim?.source) return "";
  return claim.range ? `${claim.source} ${claim.range.start}-${claim.range.end}` : claim.source;
}

const signed = (x: number, text: string) => (x > 0 ? `+${text}` : text);
const inPoints = (x: number) => signed(x, fixed(x * 100, Math.abs(x) < 0.0995 ? 1 : 0));

/** A difference in the answer's own terms: points of a share, or the quantity. */
function difference(share: boolean, x: number): string {
  return share ? `${inPoints(x)} pt` : signed(x, quantity(x));
}

const level = (share: boolean, x: number) => (share ? percent(x) : quantity(x));

function claimRow(model: CheckedModel, e: Explained, c: ClaimEffect): string[] {
  const place = [lineOf(c.at), sourceOf(model, c.claim)];
  if (c.split.kind === "always")
    return [c.claim, "", "", c.split.truth ? "always true here" : "always false here", "", ...place];
  const { whenTrue, whenFalse, low, high, resolved } = c.split;
  const span = `${difference(e.share, c.split.difference)} (${difference(e.share, low)} to ${difference(e.share, high)})`;
  return [c.claim, level(e.share, whenTrue), level(e.share, whenFalse), span, percent(resolved), ...place];
}

/** Whether an effect is told apart from none. */
const tells = (c: ClaimEffect) => c.split.kind === "split" && (c.split.low > 0 || c.split.high < 0);

function claimParts(model: CheckedModel, e: Explained): Part[] {
  const told = e.carried.claims.filter(tells);
  const rest = e.carried.claims.length - told.length;
  const parts: Part[] = [heading("Claims: the answer where each is true, and where it is false")];
  if (told.length === 0) parts.push(sentence("No claim moves the answer by more than chance would."));
  else {
    parts.push(
      table(
        [
          { head: "claim" },
          { head: "true", align: "right" },
          { head: "false", align: "right" },
          { head: "difference (95 %)" },
          { head: "settles", align: "right" },
          { head: "model" },
          { head: "source" },
        ],
        told.slice(0, SHOWN).map((c) => claimRow(model, e, c)),
      ),
    );
  }
  if (rest > 0)
    parts.push(sentence(`${plural(rest, "other claim")} cannot be told from chance with ${count(e.runs)} futures.`));
  return parts;
}

function inputParts(e: Explained): Part[] {
  const strong = e.carried.inputs.filter((i) => i.first.value > 2 * i.first.se || i.pawn > 1.5 * e.carried.pawnNoise);
  const parts: Part[] = [heading("Numbers: how much of the answer's variance each explains by itself")];
  if (strong.length === 0) return [...parts, sentence("No single number explains more than chance would.")];
  const span = (i: { value: number; se: number }) => `${points(Math.max(0, i.value))} % +/- ${fixed(i.se * 100, 1)}`;
  const totals = strong.some((i) => i.total);
  const rows = strong
    .slice(0, SHOWN)
    .map((i) => [
      i.input,
      i.kind,
      span(i.first),
      ...(totals ? [i.total ? span(i.total) : ""] : []),
      fixed(i.pawn, 2),
      lineOf(i.at),
    ]);
  parts.push(
    table(
      [
        { head: "number" },
        { head: "kind" },
        { head: "Sobol, first order", align: "right" },
        ...(totals ? [{ head: "total", align: "right" as const }] : []),
        { head: "PAWN", align: "right" },
        { head: "model" },
      ],
      rows,
    ),
    sentence(`PAWN of a column that cannot matter: ${fixed(e.carried.pawnNoise, 2)}.`),
  );
  return parts;
}

function indicatorParts(model: CheckedModel, e: Explained): Part[] {
  const shown = e.carried.indicators.slice(0, SHOWN);
  if (shown.length === 0) return [];
  const text = shown.map((i) => {
    const date = dateOfStep(model.clock, i.step);
    const { whenTrue, whenFalse } = i.split;
    return `${i.policy} is ${i.option} by ${date} (seen in ${percent(i.share)}): ${level(e.share, whenTrue)}, else ${level(e.share, whenFalse)}`;
  });
  return [heading("What to watch for: choices of others, and the answer once they are seen"), lines(text)];
}

function reasonLine(reason: DecisionReason): string {
  const decimals = 2;
  const shown = reason.parts
    .filter((p) => Math.abs(p.difference) >= 0.005)
    .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
    .map((p) => `${signed(p.difference, fixed(p.difference, decimals))} ${nameInWords(p.term)}`);
  const total = signed(reason.difference, fixed(reason.difference, decimals));
  return `${nameInWords(reason.option)} over ${nameInWords(reason.against)}: ${total} = ${shown.join(", ") || "nothing"}`;
}

function reasonParts(model: CheckedModel, e: Explained): Part[] {
  const [first] = e.reasons;
  if (!first) return [];
  const date = dateOfStep(model.clock, first.step);
  const because = first.parts.filter((p) => p.id !== undefined && Math.abs(p.difference) >= 0.005);
  const rows = because
    .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
    .map((p) => {
      const term = model.terms.find((t) => t.id === p.id)!;
      const claims = p.because.length > 0 ? p.because.join(", ") : "no claim";
      return [p.id!, signed(p.difference, fixed(p.difference, 3)), claims, lineOf(term.at)];
    });
  return [
    heading(
      `Why: ${first.policy} at the review of ${date}, in the actor's own values (mean of ${count(first.runs)} futures)`,
    ),
    lines(e.reasons.map(reasonLine)),
    table(
      [
        { head: `${first.option} over ${first.against}` },
        { head: "adds", align: "right" },
        { head: "rests on" },
        { head: "model" },
      ],
      rows,
    ),
  ];
}

export function explainReport(model: CheckedModel, e: Explained): Document {
  const head = e.share ? `${e.subject}: ${percent(e.mean)}` : `${e.subject}: ${quantity(e.mean)} on average`;
  const parts: Part[] = [sentence(`${head} (${count(e.runs)} futures).`)];
  parts.push(...reasonParts(model, e));
  if (e.carried.constant)
    return { parts: [...parts, sentence("The answer is the same in every future: nothing carries it.")] };
  return { parts: [...parts, ...claimParts(model, e), ...inputParts(e), ...indicatorParts(model, e)] };
}
