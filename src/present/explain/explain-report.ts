// What carries an answer, and why an actor chose, in words and tables: every row with its line of the model and, for a claim, its
// place in the source.

import type { Explained, ExplainedDecision } from "../../analysis/sensitivity/explain-answer.ts";
import type { ReasonPart } from "../../analysis/sensitivity/explain-decision.ts";
import { type ClaimEffect, tellsApart } from "../../analysis/sensitivity/what-carries.ts";
import { dateOfStep } from "../../base/dates.ts";
import type { Place } from "../../base/problem.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { partsChart } from "../charts/parts-chart.ts";
import {
  type Column,
  type Document,
  figure,
  heading,
  lines,
  type Part,
  sentence,
  table,
} from "../document/document.ts";
import { count, decimalsFor, fixed, nameInWords, percent, plural, points, quantity, spanOf } from "../words/figures.ts";
import { toldClaims, toldInputs, toldLessons } from "../words/significance.ts";
import { signedTerm, termError, termsSaid } from "../words/terms-said.ts";
import { influencesOf } from "./influences.ts";

const SHOWN = 8;

type Interval = { difference: number; low: number; high: number };

export type { Explained } from "../../analysis/sensitivity/explain-answer.ts";

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
  if (c.split.kind === "always") return [c.claim, "", "", "", "", ...place];
  const { whenTrue, whenFalse, low, high, resolved } = c.split;
  const span = e.share
    ? `${difference(true, c.split.difference)} (${difference(true, low)} to ${difference(true, high)})`
    : spanOf({ difference: c.split.difference, low, high });
  return [c.claim, level(e.share, whenTrue), level(e.share, whenFalse), span, percent(resolved), ...place];
}

/** The told claims as bars with their intervals: what a tornado shows. */
function claimBars(e: Explained): Part {
  const parts = toldClaims(e).flatMap(({ claim, split }) =>
    split.kind === "split"
      ? [{ name: nameInWords(claim), value: split.difference, low: split.low, high: split.high }]
      : [],
  );
  const format = (x: number) => difference(e.share, x);
  const says = "The answer where each claim is true, less the answer where it is false, with 95 % intervals.";
  return figure(
    partsChart(parts.slice(0, SHOWN), { title: "Claims that carry it", says, unit: "difference", format }),
    0,
  );
}

function claimParts(model: CheckedModel, e: Explained): Part[] {
  const told = toldClaims(e);
  const always = e.carried.claims.filter((c) => c.split.kind === "always");
  const rest = e.carried.claims.length - told.length - always.length;
  const what = e.decision ? "that difference" : "the answer";
  const parts: Part[] = [heading(`Claims: ${what} where each is true, and where it is false`)];
  if (e.carried.claims.length === 0) return [...parts, sentence("No claim of the model decides a number of it.")];
  if (told.length === 0) {
    const among = `None of the ${plural(rest, "claim")} that decide a number`;
    if (rest > 0) parts.push(sentence(`${among} moves it by more than chance does in ${count(e.runs)} futures.`));
  } else {
    parts.push(
      claimBars(e),
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
  if (rest > 0 && told.length > 0)
    parts.push(sentence(`${plural(rest, "other claim")} cannot be told from chance with ${count(e.runs)} futures.`));
  if (always.length > 0) {
    const named = always.map((c) => `${c.claim} (${c.split.kind === "always" && c.split.truth ? "true" : "false"})`);
    parts.push(sentence(`The same in every future, so nothing can be said of their effect: ${named.join(", ")}.`));
  }
  return parts;
}

function originParts(e: Explained): Part[] {
  const told = e.carried.origins.filter((o) => tellsApart(o.split, e.carried.origins.length));
  if (e.carried.origins.length === 0) return [];
  const parts: Part[] = [
    heading("Origins: the same where each is reliable, and where it is not, with all of its claims"),
  ];
  if (told.length === 0) return [...parts, sentence("No origin moves the answer by more than chance would.")];
  const row = (o: ClaimEffect) => {
    if (o.split.kind === "always") return [];
    const { whenTrue, whenFalse, low, high } = o.split;
    const gap = e.share
      ? `${difference(true, o.split.difference)} (${difference(true, low)} to ${difference(true, high)})`
      : spanOf({ difference: o.split.difference, low, high });
    return [o.claim, level(e.share, whenTrue), level(e.share, whenFalse), gap, lineOf(o.at)];
  };
  const head = ["origin", "reliable", "unreliable", "difference (95 %)", "model"];
  return [
    ...parts,
    table(
      head.map((h) => ({ head: h })),
      told.slice(0, SHOWN).map(row),
    ),
  ];
}

function inputParts(e: Explained): Part[] {
  const strong = toldInputs(e).toSorted((a, b) => (b.total?.value ?? 0) - (a.total?.value ?? 0));
  const whose = e.decision ? "that difference's" : "the answer's";
  const parts: Part[] = [heading(`Numbers: how much of ${whose} variance each explains by itself`)];
  if (e.carried.inputs.length === 0) return [...parts, sentence("No number of the model is uncertain.")];
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
  const made = e.carried.inputs.filter((i) => i.total).length;
  if (totals && made < e.carried.inputs.length)
    parts.push(
      sentence(
        `Totals were made for the ${made} of ${e.carried.inputs.length} numbers that lead by themselves; \`--sobol all\` makes all.`,
      ),
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

/** `hedge over coerce: +0.42 test, -0.19 wash`. */
function sumLine(names: { option: string; against: string }, parts: readonly ReasonPart[], total: Interval): string {
  const of = `${nameInWords(names.option)} over ${nameInWords(names.against)}`;
  if (total.low === 0 && total.high === 0) return `${of}: worth the same in every future`;
  const { said, decimals } = termsSaid(parts);
  const shown = said.map((p) => `${signedTerm(p.difference, decimals)} ${nameInWords(p.term)}`);
  const clear = total.low > 0 || total.high < 0;
  const error = termError(total.difference, (total.high - total.low) / 2, decimals);
  const sum = `${signedTerm(total.difference, decimals)}${error}${clear ? "" : ", not told apart"}`;
  return `${of}: ${sum} = ${shown.join(", ") || "nothing"}`;
}

/** Terms with what they add, what they rest on, and their line; none where no term differs. */
function termTable(model: CheckedModel, head: string, parts: readonly ReasonPart[]): Part[] {
  const { said, decimals } = termsSaid(parts);
  const rows = said.flatMap((p) => {
    const term = model.terms.find((t) => t.id === p.id);
    const claims = p.because.length > 0 ? p.because.join(", ") : "no claim";
    return term ? [[term.id, signedTerm(p.difference, decimals), claims, lineOf(term.at)]] : [];
  });
  const columns: Column[] = [{ head }, { head: "adds", align: "right" }, { head: "rests on" }, { head: "model" }];
  return rows.length > 0 ? [table(columns, rows)] : [];
}

function reasonParts(model: CheckedModel, e: Explained): Part[] {
  const [first] = e.reasons;
  if (!first) return [];
  const date = dateOfStep(model.clock, first.step);
  const whose = `in the actor's own values (mean of ${count(first.runs)} futures)`;
  // Held throughout, an option may do better or worse than its actor reckons at a review: the two are not one number
  const what = e.decision ? "As the actor itself weighs it" : "Why";
  return [
    heading(`${what}: ${first.policy} at ${first.upTo ? "its last review by" : "the review of"} ${date}, ${whose}`),
    lines(e.reasons.map((r) => sumLine(r, r.parts, r))),
    ...termTable(model, `${first.option} over ${first.against}`, first.parts),
  ];
}

/** What a held option brought over another, by value term. */
function broughtParts(model: CheckedModel, d: ExplainedDecision): Part[] {
  if (d.parts.length === 0) return [];
  const names = { option: d.choice, against: d.instead };
  return [
    heading(`What it brings, held throughout, ${d.when}`),
    lines([sumLine(names, d.parts, d)]),
    ...termTable(model, `${d.choice} over ${d.instead}`, d.parts),
  ];
}

/** What would be worth knowing before the choice is made. */
function learnParts(d: ExplainedDecision, runs: number): Part[] {
  const parts: Part[] = [heading("Worth knowing before choosing: how much less the choice would be regretted")];
  if (!d.better) {
    const why = `the model does not say which end of ${d.measure} is the better one (\`better: lower\` or \`higher\`)`;
    return [...parts, sentence(`Nothing is said of regret: ${why}.`)];
  }
  const decimals = Math.max(2, decimalsFor(d.regret / 20));
  const worth = (x: number) => fixed(Math.max(0, x), decimals);
  const told = toldLessons(d);
  if (told.length > 0) {
    const rows = told.slice(0, SHOWN).map((l) => {
      const { value, low, high } = l.knowing;
      const sides = l.kind === "claim" ? ["if false", "if true"] : ["low third", "middle", "high third"];
      const then = l.options.map((o, k) => `${sides[k] ?? k}: ${nameInWords(o)}`).join(", ");
      return [l.about, `${worth(value)} (${worth(low)} to ${worth(high)})`, then, lineOf(l.at)];
    });
    const columns = [{ head: "known" }, { head: "worth (95 %)" }, { head: "then best" }, { head: "model" }];
    parts.push(table(columns, rows));
  } else {
    const none = `Knowing any single claim, or the third in which any single number lies, would not make the choice better by more than chance can with ${count(runs)} futures.`;
    parts.push(sentence(none));
  }
  const all = `Knowing everything, luck included, would be worth ${worth(d.regret)}: the regret of ${nameInWords(d.choice)}.`;
  return [...parts, sentence(all)];
}

function headOf(e: Explained): Part[] {
  if (e.decision) {
    const d = e.decision;
    if (d.low === 0 && d.high === 0)
      return [sentence(`${e.subject}: the same in every future, ${d.when} (${count(e.runs)} futures, same luck).`)];
    const apart = d.low > 0 || d.high < 0 ? "" : `, so the two cannot be told apart with ${count(e.runs)} futures`;
    return [sentence(`${e.subject}: ${spanOf(d)}, ${d.when} (${count(e.runs)} futures, same luck)${apart}.`)];
  }
  const head = e.share ? `${e.subject}: ${percent(e.mean)}` : `${e.subject}: ${quantity(e.mean)} on average`;
  const parts = [sentence(`${head} (${count(e.runs)} futures).`)];
  if (e.close && e.close.length > 0 && e.option !== undefined) {
    const others = e.close.map(nameInWords).join(", ");
    const named = nameInWords(e.option);
    parts.push(
      sentence(
        `With so few futures ${others} cannot be told apart from ${named} by share; what follows is about ${named}.`,
      ),
    );
  }
  return parts;
}

export function explainReport(model: CheckedModel, e: Explained): Document {
  const map = influencesOf(model, e, "");
  const parts: Part[] = [
    ...headOf(e),
    ...(map ? [figure(map, 0)] : []),
    ...(e.decision ? broughtParts(model, e.decision) : []),
    ...reasonParts(model, e),
  ];
  const learn = e.decision ? learnParts(e.decision, e.runs) : [];
  if (e.carried.constant) {
    const same = e.decision ? "That difference" : "The answer";
    return { parts: [...parts, sentence(`${same} is the same in every future: nothing carries it.`), ...learn] };
  }
  return {
    parts: [
      ...parts,
      ...claimParts(model, e),
      ...originParts(e),
      ...inputParts(e),
      ...learn,
      ...indicatorParts(model, e),
    ],
  };
}
