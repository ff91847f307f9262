// Experiments on the flagship under the same luck: the model as it is against a departure from it, the same runs and seed.
// In: departures as on the command line. Out: shares of options, probabilities, means and medians by question.

import type { Answer } from "../../src/ensemble/answers.ts";
import { ask } from "../../src/index.ts";
import type { Departures } from "../../src/language/names/departures.ts";
import { shippedModel } from "../read-shipped.ts";

const RUNS = 1024;

export type Numbers = Record<string, number>;

function numbersOf(answer: Answer): [string, number][] {
  const { question } = answer;
  if (answer.kind === "options") return answer.options.map((o) => [`${question}.${o.id}`, o.p]);
  if (answer.kind === "event") return [[question, answer.p]];
  return answer.kind === "quantity" ? [[question, answer.mean]] : [];
}

/** Extra questions: id → an expression whose mean at a date is wanted. */
export type Measures = Readonly<Record<string, { about: string; at: string }>>;

/** Answers by question; `wanted`: only of these questions and measures, which is sooner. */
export async function played(departures: Departures, measures: Measures, wanted?: readonly string[]): Promise<Numbers> {
  const questions = Object.entries(measures).map(([id, fields]) => ({ id, fields }));
  const model = shippedModel("six-party", { ...departures, questions });
  const plain = model.questions.filter(({ id, kind }) => kind !== "comparison" && (wanted?.includes(id) ?? true));
  const { answers, refused } = await ask(model, { questions: plain.map(({ id }) => id), runs: RUNS });
  if (refused) throw new Error(refused);
  return Object.fromEntries(answers.flatMap(numbersOf));
}

/** Total variation in points between two distributions over the options of one question. */
export function moved(a: Numbers, b: Numbers, question: string): number {
  const keys = Object.keys(a).filter((key) => key.startsWith(`${question}.`));
  return (100 * keys.reduce((sum, key) => sum + Math.abs(a[key]! - (b[key] ?? 0)), 0)) / 2;
}

/** The share of one future in which the policy stands at any of these options. */
export const share = (numbers: Numbers, question: string, options: readonly string[]) =>
  options.reduce((sum, option) => sum + (numbers[`${question}.${option}`] ?? 0), 0);
