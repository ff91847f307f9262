// A record watched, in words: how it was read, what surprised the model, and its answers as of the date beside those from the
// written start. In: results of analysis/watch. Out: a document.

import type { ObservationReport, Watched } from "../../analysis/watch/watch.ts";
import type { Answer, ComparisonAnswer } from "../../ensemble/answers.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { decisionTable } from "../answers/answer-tables.ts";
import { sayAnswer, sayComparison } from "../answers/say-answer.ts";
import { type Document, heading, lines, type Part, sentence, table } from "../document/document.ts";
import { capital, count, decimalsForAll, nameInWords, percent, plural, quantity } from "../words/figures.ts";
import { likelihood } from "../words/likelihood.ts";
import { sayDate } from "../words/say-date.ts";

export type WatchReport = {
  model: CheckedModel;
  watched: Watched;
  /** Answers from the written starting values, where there are any to set beside. */
  written?: readonly Answer[] | undefined;
  whole: boolean;
};

const SURPRISES = 8;
/** An observation below this share of what was expected is called a surprise: one in twenty. */
const SURPRISED = -2.9957;

/** One row for each thing that is asked: an option, an event, a quantity's quartiles. */
function answerCells(answer: Answer, other: Answer | undefined): string[][] {
  if (answer.kind === "options") {
    const ranked = answer.options.toSorted((a, b) => b.p - a.p);
    return ranked.map((o) => {
      const own = other?.kind === "options" ? other.options.find((x) => x.id === o.id) : undefined;
      return [nameInWords(o.id), percent(o.p), own ? percent(own.p) : "", gap(o, own)];
    });
  }
  if (answer.kind === "event") {
    const own = other?.kind === "event" ? other : undefined;
    return [[`by ${answer.by}`, percent(answer.p), own ? percent(own.p) : "", gap(answer, own)]];
  }
  if (answer.kind !== "quantity") return [];
  const own = other?.kind === "quantity" ? other : undefined;
  const span = (a: { q05: number; q50: number; q95: number }) =>
    `${quantity(a.q50)} (${quantity(a.q05)} to ${quantity(a.q95)})`;
  return [[`at ${answer.date}`, span(answer), own ? span(own) : "", own ? quantity(answer.q50 - own.q50) : ""]];
}

/** What of the last months moved it: for options, what moved the likeliest. */
function movers(answer: Answer, { moved }: Watched): Part[] {
  if (!moved) return [];
  const first = answer.kind === "options" ? answer.options.toSorted((a, b) => b.p - a.p)[0]!.id : undefined;
  const own = moved.answers.find((a) => a.question === answer.question && a.option === first);
  if (!own || own.movers.length === 0) return [];
  const figure = (x: number) => (answer.kind === "quantity" ? quantity(x) : percent(x));
  // Half a point, or a hundredth of a quantity: less is not worth a line
  const least = answer.kind === "quantity" ? 0.01 * Math.abs(own.before) : 0.005;
  const seen = own.movers.filter((m) => Math.abs(m.after - m.before) >= least);
  if (seen.length === 0) return [];
  const said = seen.map(
    (m) => `${m.date}  ${m.variable} = ${nameInWords(m.value)}: ${figure(m.before)} → ${figure(m.after)}`,
  );
  const about = first === undefined ? "" : ` (${nameInWords(first)})`;
  return [lines([`What moved it since ${moved.since}${about}, each alone:`, ...said])];
}

type Share = { p: number; se: number };

/** The difference in points, where it is more than luck. */
function gap(a: Share, b: Share | undefined): string {
  if (!b) return "";
  const points = 100 * (a.p - b.p);
  const noise = 196 * Math.sqrt(a.se * a.se + b.se * b.se);
  if (Math.abs(points) <= noise) return "no clear difference";
  return `${points > 0 ? "+" : ""}${points.toFixed(0)} points`;
}

/** Options held from the date on; the written start's own order of them in a sentence. */
function comparison(ask: string, answer: ComparisonAnswer, other: Answer | undefined): Part[] {
  const beside = other?.kind === "comparison" ? [sentence(`From the written start: ${sayComparison(other)}`)] : [];
  // Filters differ more in the level than in what one option is worth beside another, which is what is asked
  const decimals = decimalsForAll(answer.rows.map((r) => ({ x: r.mean, half: (r.high - r.low) / 2 })));
  return [
    heading(ask),
    sentence(sayComparison(answer)),
    decisionTable(answer, decimals),
    sentence(`${capital(answer.when)}, ${count(answer.runs)} futures for each row, the same luck in all.`),
    ...beside,
  ];
}

function answers({ model, watched, written }: WatchReport): Part[] {
  return watched.ahead.answers.flatMap((answer): Part[] => {
    const question = model.questions.find((q) => q.id === answer.question)!;
    const other = written?.find((a) => a.question === answer.question);
    if (answer.kind === "comparison") return comparison(question.ask, answer, other);
    const columns = [
      { head: "" },
      { head: "after the record", align: "right" as const },
      ...(written ? [{ head: "from the written start", align: "right" as const }, { head: "difference" }] : []),
    ];
    const rows = answerCells(answer, other).map((row) => (written ? row : row.slice(0, 2)));
    return [
      heading(question.ask),
      sentence(sayAnswer(model, answer)),
      table(columns, rows),
      ...movers(answer, watched),
    ];
  });
}

const sayObservation = (o: ObservationReport) => `${o.date}  ${o.variable} = ${nameInWords(o.value)}`;

/** Of policies, events and counts a probability; of quantities a density, which has no words. */
function surprises({ watched }: WatchReport): Part[] {
  const ranked = watched.observations.filter((o) => o.log < SURPRISED).toSorted((a, b) => a.log - b.log);
  if (ranked.length === 0) return [sentence("Nothing in the record surprised the model much.")];
  const rows = ranked.slice(0, SURPRISES).map((o) => [o.date, o.variable, nameInWords(o.value), o.log.toFixed(1)]);
  const more = ranked.length > SURPRISES ? ` of ${ranked.length}` : "";
  return [
    heading("What the model expected least"),
    table(
      [{ head: "date" }, { head: "variable" }, { head: "value" }, { head: "log likelihood", align: "right" }],
      rows,
    ),
    sentence(
      `The ${plural(rows.length, "observation")}${more} below one in twenty (of a quantity: below that density).`,
    ),
  ];
}

function setAside({ watched }: WatchReport): Part[] {
  if (watched.setAside.length === 0) return [];
  const head = `${plural(watched.setAside.length, "observation")} could not have come from any of the particles and ${watched.setAside.length === 1 ? "was" : "were"} left out:`;
  const said = watched.setAside.map((o) => `line ${o.line}: ${sayObservation(o)}`);
  return [lines([head, ...said]), sentence("Give the row a larger error, or look at what in the model rules it out.")];
}

/** Which of the two to believe: the record's, where the filter held. */
function advice({ watched, written }: WatchReport): Part[] {
  if (!written) return [];
  const least = Math.min(...watched.steps.map((s) => s.least));
  const share = least / watched.particles;
  const says =
    share < 0.005
      ? `At its hardest step the record was carried by ${plural(least, "particle")} of ${count(watched.particles)}, so read the left column with care: more particles (--runs), or larger errors in the record, would tell.`
      : "Where the two differ, believe the left column as far as you believe the mechanisms: it has the same model, and the record besides. The right column rests on starting values written by hand.";
  return [sentence(says)];
}

const half = (error: number) => (Number.isFinite(error) ? ` +/- ${(1.96 * error).toFixed(1)}` : "");

export function watchReport(report: WatchReport): Document {
  const { model, watched } = report;
  const { steps, observations, particles, filters, seed } = watched;
  const resampled = steps.filter((s) => s.resampled > 0).length;
  const staged = steps.filter((s) => s.stages > 1).length;
  const parts: Part[] = [
    sentence(
      `As of ${sayDate(watched.asOf, model.clock.step)}: ${plural(observations.length, "observation")} in ${plural(steps.length, model.clock.step)}, ${plural(filters, "filter")} of ${plural(particles, "particle")}, seed ${seed}. Log evidence ${watched.logEvidence.toFixed(1)}${half(watched.logEvidenceError)}.`,
    ),
    ...setAside(report),
    ...answers(report),
    ...advice(report),
    ...surprises(report),
  ];
  const worth = steps.map((s) => s.size / particles).toSorted((a, b) => a - b);
  const median = worth[Math.floor(worth.length / 2)] ?? 1;
  parts.push(
    sentence(
      `The filter: a step left the particles worth ${percent(median)} of their number in the median and ${percent(worth[0] ?? 1)} at the least; resampled at ${plural(resampled, "step")}, ${count(staged)} of them absorbed in stages.`,
    ),
  );
  if (report.whole) {
    const rows = steps.map((s) => [s.date, count(s.size), s.resampled > 0 ? "yes" : "", s.logEvidence.toFixed(2)]);
    const columns = [
      { head: "step" },
      { head: "worth", align: "right" as const },
      { head: "resampled" },
      { head: "log evidence", align: "right" as const },
    ];
    parts.push(heading("Step by step"), table(columns, rows));
  }
  return { parts };
}

export const watchJson = ({ watched, written }: WatchReport) => ({
  ...watched,
  ahead: { ...watched.ahead, answers: watched.ahead.answers.map(withWords) },
  ...(written && { written: written.map(withWords) }),
});

const withWords = (answer: Answer) => (answer.kind === "event" ? { ...answer, words: likelihood(answer.p) } : answer);
