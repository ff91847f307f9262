// Up to four ways of moving the levers, side by side in the same luck: every question of the model as a row, each cell with its
// difference from the first column; then, for what an actor wants, how often each column is best and what it falls short by.

import type { Recording } from "../../../engine/interpreter/engine.ts";
import type { Executor } from "../../../ensemble/jobs.ts";
import { bestAndRegret } from "../../../ensemble/paired.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import type { Expression } from "../../../language/expression.ts";
import { whatChanged } from "../../../present/answers/what-changed.ts";
import { nameInWords, percent, quantity } from "../../../present/words/figures.ts";
import { differenceBetween, keepOutcomes, noOutcomes, type Outcomes } from "./outcomes.ts";
import type { CompareCell, CompareView, Request } from "./protocol.ts";
import { executorOf, type Readings } from "./readings.ts";

type Asked = Extract<Request, { kind: "compare" }>;

type Column = { model: CheckedModel; outcomes: Map<string, Outcomes> };

/** A comparison's measure under play as it is stands for it. */
function recordingOf(questions: readonly Question[]): { recording: Recording; places: number[] } {
  const policies: number[] = [];
  const series: Expression[] = [];
  const places = questions.map((q) => {
    if (q.kind !== "options")
      return series.push(q.kind === "event" ? q.when : q.kind === "quantity" ? q.of : q.measure) - 1;
    const known = policies.indexOf(q.policy);
    return known >= 0 ? known : policies.push(q.policy) - 1;
  });
  return { recording: { policies, series, constants: [], explained: [], finals: [] }, places };
}

async function playColumn(
  model: CheckedModel,
  asked: Asked,
  executor: Executor,
  stopped: () => boolean,
): Promise<Column | undefined> {
  const { recording, places } = recordingOf(model.questions);
  const outcomes = new Map(model.questions.map((q) => [q.id, noOutcomes(asked.runs)]));
  const job = { model, recording, seed: asked.seed, holds: [], first: 0, runs: asked.runs };
  for await (const block of executor.play(job)) {
    model.questions.forEach((q, k) => {
      keepOutcomes(q, places[k]!, block, outcomes.get(q.id)!);
    });
    if (stopped()) return undefined;
  }
  return { model, outcomes };
}

const wholeIn = (o: Outcomes) =>
  Array.from(o.values, (v, i) => (o.failed[i] === 0 ? v : Number.NaN)).filter((v) => !Number.isNaN(v));

function leadingOption(values: readonly number[], options: number): number {
  const counts = new Float64Array(options);
  for (const v of values) counts[v]!++;
  return counts.indexOf(Math.max(...counts));
}

function cellOf(first: Column, column: Column, q: Question): CompareCell {
  const [now, before] = [column.outcomes.get(q.id), first.outcomes.get(q.id)];
  if (!now || !before) return { text: "not asked there" };
  const values = wholeIn(now);
  const mean = values.reduce((s, v) => s + v, 0) / values.length;
  let text = q.kind === "event" ? percent(mean) : quantity(mean);
  let name: string | undefined;
  if (q.kind === "options") {
    const { options } = first.model.policies[q.policy]!;
    const lead = leadingOption(wholeIn(before), options.length);
    name = nameInWords(options[lead]!.id);
    text = `${name} ${percent(values.filter((v) => v === lead).length / values.length)}`;
  }
  if (column === first) return { text };
  const difference = differenceBetween(column.model, q, now, before);
  if (difference.kind !== "paired") return { text };
  const row = difference.rows.find((r) => name === undefined || r.name === name)!;
  return { text, difference: { ...row, name: "", unit: difference.unit } };
}

/** How often each column is best in what an actor wants, and its mean shortfall. */
function bestRows(columns: readonly Column[], questions: readonly Question[]): CompareView["rows"] {
  return questions.flatMap((q) => {
    if (q.kind !== "comparison" || !/^utility\s*\(/.test(q.written)) return [];
    const all = columns.map((c) => c.outcomes.get(q.id)!);
    const whole = Array.from({ length: all[0]!.values.length }, (_, i) => i).filter((i) =>
      all.every((o) => o.failed[i] === 0),
    );
    const ranks = bestAndRegret(
      all.map((o) => o.values),
      whole,
    );
    return [
      { name: `best in ${q.written}`, cells: ranks.map(({ best }) => ({ text: percent(best) })) },
      { name: `regret in ${q.written}`, cells: ranks.map(({ regret }) => ({ text: quantity(regret) })) },
    ];
  });
}

export async function compareColumns(
  asked: Asked,
  readings: Readings,
  executor: Executor,
  stopped: () => boolean,
): Promise<CompareView | undefined> {
  const base = readings.base.model;
  if (!base) return undefined;
  const about: CompareView["columns"] = [];
  const columns: (Column | undefined)[] = [];
  for (const { name, moved } of asked.columns) {
    const reading = await readings.under(moved);
    const { model, problems } = reading;
    const isOther = model && JSON.stringify(model.clock) !== JSON.stringify(base.clock);
    const problem = !model
      ? (problems[0]?.says ?? "it cannot be read")
      : isOther
        ? "it has a clock of its own"
        : undefined;
    about.push({ name, changes: model ? whatChanged(base, model) : [], problem });
    columns.push(
      model && problem === undefined
        ? await playColumn(model, asked, executorOf(reading, executor), stopped)
        : undefined,
    );
    if (stopped()) return undefined;
  }
  const played = columns.filter((c) => c !== undefined);
  const [first] = played;
  if (!first) return { runs: asked.runs, columns: about, rows: [] };
  const asks = first.model.questions.toSorted(
    (a, b) => Number(b.id === asked.question) - Number(a.id === asked.question),
  );
  const rows = asks.map((q) => ({
    name: q.kind === "comparison" ? `${q.written}, mean` : q.ask,
    cells: columns.map((c) => (c ? cellOf(first, c, q) : { text: "" })),
  }));
  const best = played.length === columns.length ? bestRows(played, asks) : [];
  return { runs: asked.runs, columns: about, rows: [...rows, ...best] };
}
