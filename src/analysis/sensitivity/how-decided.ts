// How the actors of a model decide, as figures: whether they turn to what looks best to them, how often they turn, and what moves the
// answers: taste, tremble (the luck of the pick), or all else. In: a model and an executor. Out: plain data.
// Total indices by Jansen (1999): the answers of the same runs with one kind of luck drawn anew; of a question about options, over all
// of them together. Indices of luck that works together sum to more than 1.

import { type Explained, rowsOf } from "../../engine/interpreter/engine.ts";
import { maySet } from "../../engine/interpreter/settings.ts";
import { freshLuck, type Luck } from "../../ensemble/fresh-draw.ts";
import { type Gathered, type GatherOptions, gather, type Outcome, outcomeOf } from "../../ensemble/gather.ts";
import type { Executor } from "../../ensemble/jobs.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import { decides } from "../../language/decides.ts";
import { number } from "../../language/expression.ts";

export type HowDecided = {
  runs: number;
  /** Changes of course in all futures, and how many went to the option with the highest utility. */
  changes: number;
  best: number;
  /** Changes a year, by policy. */
  aYear: { policy: string; changes: number }[];
  /** Total indices of each question's answer; undefined where it never varies. */
  variance: ({ question: string } & Record<Luck, number>)[];
  /** Values whose weight at 0 moves no answer. */
  idle: string[];
};

const STEPS_A_YEAR = { day: 365.25, week: 52.18, month: 12, quarter: 4, year: 1 } as const;

type Turns = { changes: number; best: number };

const startOf = (model: CheckedModel, g: Gathered, slot: number, i: number): number => {
  const { start, startBy } = model.policies[slot]!;
  return startBy === undefined ? start : g.constants[startBy]![i]!;
};

/** Decisions of one policy that changed its course, and those of them that took the best open option. */
function turnsOf(model: CheckedModel, g: Gathered, e: Explained): Turns {
  const { width, terms } = rowsOf(model, e.policy);
  const columns = g.choices[e.policy]!;
  const turns: Turns = { changes: 0, best: 0 };
  e.reviews.forEach((step, review) => {
    for (let i = 0; i < g.runs; i++) {
      const before = step === 0 ? startOf(model, g, e.policy, i) : columns[step - 1]![i]!;
      const after = columns[step]![i]!;
      if (before === after) continue;
      const utility = (option: number) => e.values[(review * e.rows + option * width + terms + 1) * g.runs + i]!;
      const own = utility(after);
      if (Number.isNaN(own)) continue;
      turns.changes++;
      const isBest = model.policies[e.policy]!.options.every((_, o) => !(utility(o) > own));
      if (isBest) turns.best++;
    }
  });
  return turns;
}

type Asked = { question: Question; outcomes: Outcome[] };

/** What is looked at of each question; a comparison holds its options, so play as it is has no answer to it. */
function askedOf(model: CheckedModel): Asked[] {
  return model.questions.flatMap((question): Asked[] => {
    if (question.kind === "comparison") return [];
    const options = question.kind === "options" ? model.policies[question.policy]!.options.map((_, k) => k) : [0];
    return [{ question, outcomes: options.map((k) => outcomeOf(question, k)) }];
  });
}

/** Rows of the runs that were played whole in both ensembles. */
function rowsOfBoth(a: Gathered, b: Gathered): [number, number][] {
  const rows = new Map(Array.from(b.run, (run, row) => [run, row]));
  return Array.from(a.run, (run, row): [number, number] => [row, rows.get(run) ?? -1]).filter(([, row]) => row >= 0);
}

function varianceOf(column: Float64Array): number {
  const mean = column.reduce((sum, y) => sum + y, 0) / column.length;
  return column.reduce((sum, y) => sum + (y - mean) ** 2, 0) / column.length;
}

/** Jansen's total index of several outcomes together; undefined where none varies. */
function totalIndex(g: Gathered, anew: Gathered, outcomes: readonly number[]): number | undefined {
  const rows = rowsOfBoth(g, anew);
  let [squares, variance] = [0, 0];
  for (const k of outcomes) {
    variance += varianceOf(g.answers[k]!);
    for (const [a, b] of rows) squares += (g.answers[k]![a]! - anew.answers[k]![b]!) ** 2;
  }
  return variance > 0 && rows.length > 0 ? squares / rows.length / (2 * variance) : undefined;
}

const KINDS: readonly Luck[] = ["taste", "tremble", "rest"];

/** The model with a value's weight at nought, and the setting that does the same where engines take it. */
function without(
  model: CheckedModel,
  weight: number,
): { model: CheckedModel; set: { constant: number; value: number }[] } {
  if (maySet(model.constants[weight]!)) return { model, set: [{ constant: weight, value: 0 }] };
  const constants = model.constants.map((c, slot) =>
    slot === weight ? { ...c, value: number(0), follows: undefined } : c,
  );
  return { model: { ...model, constants, hash: `${model.hash} without ${weight}` }, set: [] };
}

const same = (a: Gathered, b: Gathered) =>
  a.runs === b.runs && a.answers.every((column, k) => column.every((y, i) => Object.is(y, b.answers[k]![i])));

/** Plays the model as it is with the scores of every policy that somebody decides. Out: the futures, and each policy's changes. */
export async function changesOfCourse(
  model: CheckedModel,
  outcomes: readonly Outcome[],
  executor: Executor,
  options: Omit<GatherOptions, "explained">,
): Promise<{ g: Gathered; byPolicy: ({ policy: string } & Turns)[] }> {
  const explained = model.policies.flatMap((p, slot) => (decides(p) ? [slot] : []));
  const g = await gather(model, outcomes, executor, { ...options, explained });
  return { g, byPolicy: g.explained.map((e) => ({ policy: model.policies[e.policy]!.id, ...turnsOf(model, g, e) })) };
}

/** Plays the model as it is with all scores, then with each kind of luck drawn anew, then without each value. */
export async function howDecided(
  model: CheckedModel,
  executor: Executor,
  options: Omit<GatherOptions, "explained">,
): Promise<HowDecided> {
  const asked = askedOf(model);
  const outcomes = asked.flatMap((a) => a.outcomes);
  const { g, byPolicy } = await changesOfCourse(model, outcomes, executor, options);
  const years = model.clock.steps / STEPS_A_YEAR[model.clock.step];
  const anew: Gathered[] = [];
  const hasTaste = model.policies.some((p) => p.taste);
  for (const kind of KINDS) {
    const isSame = kind === "taste" && !hasTaste;
    anew.push(isSame ? g : await gather(freshLuck(model, kind), outcomes, executor, options));
  }
  let first = 0;
  const variance = asked.flatMap(({ question, outcomes: own }) => {
    const places = own.map((_, k) => first + k);
    first += own.length;
    const [taste, tremble, rest] = anew.map((other) => totalIndex(g, other, places));
    if (taste === undefined || tremble === undefined || rest === undefined) return [];
    return [{ question: question.id, taste, tremble, rest }];
  });
  const idle: string[] = [];
  for (const term of model.terms) {
    if (outcomes.length === 0 || options.stopped?.()) break;
    const other = without(model, term.weight);
    if (same(g, await gather(other.model, outcomes, executor, { ...options, set: other.set }))) idle.push(term.id);
  }
  return {
    runs: g.runs,
    changes: byPolicy.reduce((n, p) => n + p.changes, 0),
    best: byPolicy.reduce((n, p) => n + p.best, 0),
    aYear: byPolicy.map(({ policy, changes }) => ({ policy, changes: changes / Math.max(1, g.runs) / years })),
    variance,
    idle,
  };
}
