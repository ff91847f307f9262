// What a claim's truth does to answers: the same futures played with the claim true and with it false, under the same luck, and the
// answers compared run by run (common random numbers). What the claim does not reach comes to nothing, to the last bit.
// In: a model, questions, and claims or origins by name (an origin is true where it is reliable). Out: a split for each pair; of a
// question about options, the option that the claim moves most.

import { type Split, splitPaired } from "../../analysis/sensitivity/split-by-truth.ts";
import { maySet, plainCredence } from "../../engine/interpreter/settings.ts";
import { type Gathered, type GatherOptions, gather, type Outcome, outcomeOf } from "../../ensemble/gather.ts";
import type { Executor } from "../../ensemble/jobs.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import { number } from "../../language/expression.ts";
import type { EffectSaid } from "../../present/words/say-effect.ts";

/** What a claim, or an origin, does to a question's answer. */
export type Effect = EffectSaid & { claim: string; question: string };

export type Effects = { seed: number; runs: number; failed: number; effects: Effect[] };

function outcomesOf(model: CheckedModel, question: Question): { outcome: Outcome; of?: string }[] {
  if (question.kind === "comparison")
    return [{ outcome: outcomeOf(question, 0), of: `${question.written} as it plays out` }];
  if (question.kind !== "options") return [{ outcome: outcomeOf(question, 0) }];
  return model.policies[question.policy]!.options.map((o, k) => ({ outcome: outcomeOf(question, k), of: o.id }));
}

const sizeOf = (split: Split) => (split.kind === "split" ? Math.abs(split.difference) : -1);

/** Pairs of futures differ by what the claim does alone, so few tell much. */
const MOST_PAIRS = 2_000;

/** The futures with a claim or origin true, or false. */
function playedAs(
  model: CheckedModel,
  constant: number,
  truth: 0 | 1,
  outcomes: readonly Outcome[],
  executor: Executor,
  options: GatherOptions,
): Promise<Gathered> {
  if (maySet(model.constants[constant]!)) {
    return gather(model, outcomes, executor, { ...options, set: [{ constant, value: truth }] });
  }
  const constants = model.constants.map((c, slot) => (slot === constant ? { ...c, value: number(truth) } : c));
  const hash = `${model.hash} ${constant} is ${truth}`;
  return gather({ ...model, constants, hash }, outcomes, executor, options);
}

/** The answers of the runs that were played whole both ways. */
function pairsOf(yes: Gathered, no: Gathered): [number, number][] {
  const rows = new Map(Array.from(no.run, (run, row) => [run, row]));
  return Array.from(yes.run, (run, row): [number, number] => [row, rows.get(run) ?? -1]).filter(([, row]) => row >= 0);
}

/** How far a claim is believed, over futures as they are. */
const shareTrue = (column: Float64Array) => column.reduce((sum, truth) => sum + truth, 0) / column.length;

/** Plays each claim both ways; undefined where no future could be played whole, or where it was stopped. */
export async function claimEffects(
  model: CheckedModel,
  questions: readonly Question[],
  claims: readonly string[],
  executor: Executor,
  { runs: wanted, onProgress, ...rest }: GatherOptions,
): Promise<Effects | undefined> {
  const options = { ...rest, runs: Math.min(wanted, MOST_PAIRS) };
  const asked = questions.flatMap((question) => outcomesOf(model, question).map((o) => ({ ...o, question })));
  const outcomes = asked.map((a) => a.outcome);
  const g = await gather(model, outcomes, executor, options);
  if (g.runs === 0) return undefined;
  const effects: Effect[] = [];
  for (const [i, claim] of claims.entries()) {
    const constant = model.constants.findIndex((c) => c.id === claim && (c.kind === "claim" || c.kind === "origin"));
    if (constant < 0) continue;
    const credence = shareTrue(g.constants[constant]!);
    const isKnown = [0, 1].includes(plainCredence(model.constants[constant]!) ?? credence);
    const yes = isKnown ? undefined : await playedAs(model, constant, 1, outcomes, executor, options);
    const no = isKnown ? undefined : await playedAs(model, constant, 0, outcomes, executor, options);
    if (options.stopped?.()) return undefined;
    const pairs = yes && no ? pairsOf(yes, no) : [];
    const all = asked.map(({ question, of, outcome }, k): Effect => {
      const column = (g: Gathered | undefined, side: 0 | 1) =>
        Float64Array.from(pairs, (pair) => g!.answers[k]![pair[side]]!);
      const split: Split =
        pairs.length === 0
          ? { kind: "always", truth: credence >= 0.5 }
          : splitPaired(column(yes, 0), column(no, 1), credence);
      return { claim, question: question.id, ...(of && { of }), share: outcome.kind !== "quantity", split };
    });
    for (const q of questions) {
      const own = all.filter((e) => e.question === q.id).sort((a, b) => sizeOf(b.split) - sizeOf(a.split));
      effects.push(own[0]!);
    }
    onProgress?.(i + 1, claims.length);
  }
  return { seed: g.seed, runs: g.runs, failed: g.failed, effects };
}
