// One decision under several readings of a model (rival lenses, scenarios): the same table for each, with the same luck, and for each
// option its largest regret over the readings. In: readings, each with its own model and question. Out: tables side by side.
// The option with the smallest largest regret is the one that a reader who trusts no reading would regret least (Savage 1951).

import type { Fault } from "../engine/interpreter/fault.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import type { ComparisonAnswer } from "./answers.ts";
import { type CompareOptions, type Comparison, compareOptions } from "./compare-options.ts";
import type { Executor } from "./jobs.ts";

export type Reading = { id: string; label: string; model: CheckedModel; question: Comparison };

export type ReadAnswer = { id: string; label: string; answer: ComparisonAnswer };

export type WorstRegret = { hold: string; regret: number; se: number; reading: string };

export type ReadingsCompared = {
  seed: number;
  runs: number;
  /** Of the reading with most of them. */
  failed: number;
  faults: Fault[];
  stopped: boolean;
  readings: ReadAnswer[];
  /** By option in the order of its policy. */
  worst: WorstRegret[];
};

function worstOf(readings: readonly ReadAnswer[]): WorstRegret[] {
  const [first] = readings;
  const held = (first?.answer.rows ?? []).filter((row) => row.hold !== "free");
  return held.map(({ hold }) => {
    const all = readings.flatMap(({ id, answer }) =>
      answer.rows.filter((row) => row.hold === hold).map((row) => ({ row, id })),
    );
    const { row, id } = all.reduce((most, next) => (next.row.regret > most.row.regret ? next : most));
    return { hold, regret: row.regret, se: row.regretSe ?? Number.NaN, reading: id };
  });
}

/** Plays the decision under each reading; those that were stopped before their end are left out. */
export async function compareReadings(
  readings: readonly Reading[],
  executor: Executor,
  options: CompareOptions,
): Promise<ReadingsCompared> {
  const found: ReadAnswer[] = [];
  const result: ReadingsCompared = {
    seed: options.seed,
    runs: options.runs,
    failed: 0,
    faults: [],
    stopped: false,
    readings: found,
    worst: [],
  };
  for (const [i, { id, label, model, question }] of readings.entries()) {
    const onProgress = (played: number, wanted: number) =>
      options.onProgress?.(i * wanted + played, readings.length * wanted);
    const compared = await compareOptions(model, [question], executor, { ...options, onProgress });
    result.faults.push(...compared.faults);
    result.failed = Math.max(result.failed, compared.failed);
    result.stopped = compared.stopped;
    const [answer] = compared.answers;
    if (compared.stopped || !answer) break;
    found.push({ id, label, answer });
  }
  result.worst = worstOf(found);
  return result;
}
