// Forecasts as rows of a book that can be resolved, and the scores of books. In: answers, or what analysis/forecasts found. Out: CSV rows,
// documents. A probability has four figures: the book is for scoring, not for reading.

import type { BookScore } from "../../analysis/forecasts/score-book.ts";
import type { Answer } from "../../ensemble/answers.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { csvLine } from "../document/csv.ts";
import { type Column, type Document, heading, lines, type Part, sentence, table } from "../document/document.ts";
import type { Forms } from "../document/forms.ts";
import { count, nameInWords, percent, plural, quantity } from "../words/figures.ts";

export const BOOK_COLUMNS = [
  "forecaster",
  "question",
  "outcome",
  "p",
  "value",
  "date",
  "as_of",
  "ask",
  "model",
  "hash",
  "seed",
  "futures",
] as const;

/** A probability given by something other than the model: a baseline. */
export type OtherForecast = { forecaster: string; question: string; p: readonly { outcome: string; p: number }[] };

export type Book = {
  model: CheckedModel;
  answers: readonly Answer[];
  others: readonly OtherForecast[];
  /** The last date whose facts the forecasts know. */
  asOf: string;
  seed: number;
  futures: number;
};

const QUANTILES = [
  ["q05", 0.05],
  ["q25", 0.25],
  ["q50", 0.5],
  ["q75", 0.75],
  ["q95", 0.95],
] as const;

const round = (p: number) => Number(p.toFixed(4));

type Outcome = { outcome: string; p: number; value?: number };

function outcomesOf(answer: Answer): Outcome[] {
  if (answer.kind === "options") return answer.options.map((o) => ({ outcome: o.id, p: round(o.p) }));
  if (answer.kind === "event") return [{ outcome: "yes", p: round(answer.p) }];
  if (answer.kind !== "quantity") return [];
  return QUANTILES.map(([key, p]) => ({ outcome: "below", p, value: answer[key] }));
}

const dateOf = (answer: Answer) =>
  answer.kind === "event" ? answer.by : answer.kind === "comparison" ? "" : answer.date;

export function bookCsv({ model, answers, others, asOf, seed, futures }: Book): string {
  const about = (question: string) => model.questions.find((q) => q.id === question)?.ask ?? "";
  const own = answers.flatMap((answer) =>
    outcomesOf(answer).map(({ outcome, p, value }) =>
      csvLine([
        "standoff",
        answer.question,
        outcome,
        p,
        value,
        dateOf(answer),
        asOf,
        about(answer.question),
        model.title,
        model.hash.slice(0, 16),
        seed,
        futures,
      ]),
    ),
  );
  const rest = others.flatMap(({ forecaster, question, p }) => {
    const date = dateOf(answers.find((a) => a.question === question)!);
    return p.map((one) =>
      csvLine([
        forecaster,
        question,
        one.outcome,
        round(one.p),
        undefined,
        date,
        asOf,
        about(question),
        "",
        "",
        "",
        "",
      ]),
    );
  });
  return csvLine(BOOK_COLUMNS) + own.join("") + rest.join("");
}

const interval = ({ low, high }: { low: number; high: number }) =>
  Number.isFinite(low) ? ` (${low.toFixed(2)} to ${high.toFixed(2)})` : "";

const right = (head: string): Column => ({ head, align: "right" });

function forecasterRows({ forecasters }: BookScore): Part[] {
  const rows = forecasters.map((f) => [
    f.forecaster,
    count(f.resolved),
    f.brier.toFixed(3),
    f.log.toFixed(3),
    f.tooFew ? `${f.skill.toFixed(2)}, too few` : `${f.skill.toFixed(2)}${interval(f.skillInterval)}`,
    f.against ? `${f.against.difference.toFixed(3)}${interval(f.against.interval)}` : "",
  ]);
  const [first] = forecasters;
  const columns = [
    { head: "forecaster" },
    right("resolved"),
    right("Brier"),
    right("log score"),
    right("skill against uniform"),
    right(first ? `Brier less that of ${first.forecaster}` : ""),
  ];
  return [table(columns, rows)];
}

function bookScoreReport(score: BookScore): Document {
  const { forecasters, questions, open, unasked, unlisted } = score;
  const parts: Part[] = [...forecasterRows(score)];
  const sizes = forecasters.filter((f) => f.quantities > 0);
  if (sizes.length > 0) {
    const said = sizes.map((f) => `${f.forecaster} ${quantity(f.quantile)} (${plural(f.quantities, "question")})`);
    parts.push(sentence(`Quantities, mean quantile loss: ${said.join("; ")}.`));
  }
  const few = forecasters.filter((f) => f.tooFew).length;
  if (few > 0) parts.push(sentence("Fewer than ten resolved questions are too few to tell skill from luck."));
  const rows = questions.map((q) => [
    q.question,
    q.forecaster,
    nameInWords(q.outcome),
    q.p === undefined ? "" : percent(q.p),
    q.loss.toFixed(3),
  ]);
  const columns = [{ head: "question" }, { head: "forecaster" }, { head: "came about" }, right("given"), right("loss")];
  parts.push(heading("Question by question"), table(columns, rows));
  const notes = [
    ...(open.length > 0 ? [`Not resolved yet: ${open.join(", ")}.`] : []),
    ...(unasked.length > 0 ? [`Resolved, but in no book: ${unasked.join(", ")}.`] : []),
    ...unlisted.map((u) => `${u.forecaster} gave \`${u.question}\` no outcome \`${u.outcome}\`: not scored.`),
  ];
  if (notes.length > 0) parts.push(lines(notes));
  parts.push(
    sentence(
      "Brier over all outcomes, 0 to 2; log score in nats, with no probability below 0.1 %; lower is better for both.",
    ),
  );
  return { parts };
}

const SCORE_COLUMNS = ["forecaster", "question", "kind", "outcome", "p", "loss", "log", "uniform"];

/** Scores in every form. */
export function bookScoreForms(score: BookScore): Forms {
  const head = { schema: "standoff/score/1" };
  const rows = score.questions.map((q) => [
    ...[q.forecaster, q.question, q.kind, q.outcome],
    ...[q.p, q.loss, q.log, q.uniform],
  ]);
  return {
    document: () => bookScoreReport(score),
    json: () => ({ ...head, ...score }),
    jsonl: () => score.questions.map((q) => ({ ...head, ...q })),
    csv: () => csvLine(SCORE_COLUMNS) + rows.map(csvLine).join(""),
  };
}
