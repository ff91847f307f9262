// Watch lists in words: for each question what to look for, by when, from which reading on, and what it would do to the answer.
// In: results of analysis/watch. Out: a document, CSV rows.

import type { Indicator, WatchList } from "../../analysis/watch/indicators.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { type Column, type Document, heading, type Part, sentence, table } from "../document/document.ts";
import { capital, count, nameInWords, percent, quantity } from "../words/figures.ts";

export type IndicatorsReport = {
  model: CheckedModel;
  lists: readonly WatchList[];
  asOf: string;
  seed: number;
  runs: number;
};

export const sayIndicator = (i: Indicator): string =>
  i.threshold === undefined ? nameInWords(i.says) : `${i.says} above ${quantity(i.threshold)}`;

const right = (head: string): Column => ({ head, align: "right" });

function listParts(model: CheckedModel, list: WatchList): Part[] {
  const question = model.questions.find((q) => q.id === list.question);
  const isShare = question?.kind !== "quantity";
  const figure = (x: number) => (isShare ? percent(x) : quantity(x));
  const about = list.option === undefined ? "" : ` ${capital(nameInWords(list.option))}:`;
  const title = `${list.ask}${about} now ${figure(list.now)}`;
  if (list.indicators.length === 0) {
    return [heading(title), sentence("Nothing that can be seen by then tells much.")];
  }
  const rows = list.indicators.map((i) => [
    sayIndicator(i),
    percent(i.chance),
    figure(i.ifSeen),
    figure(i.ifNot),
    percent(i.worth),
  ]);
  return [
    heading(title),
    table([{ head: "look for" }, right("chance"), right("if seen"), right("if not"), right("worth")], rows),
  ];
}

export function indicatorsReport({ model, lists, asOf, seed, runs }: IndicatorsReport): Document {
  const by = lists.flatMap((l) => l.indicators)[0]?.date;
  const parts: Part[] = [
    sentence(
      `What to watch for from ${asOf} on${by === undefined ? "" : `, by ${by}`}: ${count(runs)} futures, seed ${seed}. Policies as they are then, events by then, quantities as they are then.`,
    ),
    ...lists.flatMap((list) => listParts(model, list)),
    sentence(
      "Worth: the share of the answer's variance that is gone, on average, once it is known. It is what the model ties together, not what causes what.",
    ),
  ];
  return { parts };
}

export const INDICATOR_COLUMNS = [
  "question",
  "option",
  "now",
  "indicator",
  "date",
  "chance",
  "if_seen",
  "if_not",
  "worth",
] as const;

export const indicatorRows = ({ lists }: IndicatorsReport): (string | number | undefined)[][] =>
  lists.flatMap((l) =>
    l.indicators.map((i) => [
      l.question,
      l.option,
      l.now,
      sayIndicator(i),
      i.date,
      i.chance,
      i.ifSeen,
      i.ifNot,
      i.worth,
    ]),
  );
