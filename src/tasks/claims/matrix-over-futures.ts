// Claims against the answers of a question (Heuer 1999, ch. 8), marked by the futures: what both the command line and the page weigh.
// In: a model, a question, an executor. Out: hypotheses, and each claim's chance where each holds.

import { claimsTable, gradeOf } from "../../analysis/evidence/tracing/claims-table.ts";
import { modelWeb } from "../../analysis/evidence/tracing/model-web.ts";
import { credibilityOf } from "../../analysis/evidence/weighing/admiralty.ts";
import {
  chancesGiven,
  type Hypothesis,
  markOf,
  matrixOf,
  ratiosOf,
  type Weighed,
} from "../../analysis/evidence/weighing/matrix.ts";
import { type GatherOptions, gather, type Outcome, outcomeOf } from "../../ensemble/gather.ts";
import type { Executor } from "../../ensemble/jobs.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import type { MatrixPage } from "../../present/evidence/claims-report.ts";
import { quantity } from "../../present/words/figures.ts";

export type Told = { hypothesis: Hypothesis; holds: Float64Array };
export type Played = { runs: number; seed: number; columns: Float64Array[]; constants: Float64Array[] };

/** Whether a question has answers that can be rivals: a comparison holds its options, which are no hypotheses. */
export const isWeighable = (q: Question) => q.kind === "options" || q.kind === "event" || q.kind === "quantity";

/** Plays once; undefined where no future could be played whole. */
export async function playAnswers(
  model: CheckedModel,
  question: Question,
  executor: Executor,
  options: GatherOptions,
): Promise<Played | undefined> {
  const choices = question.kind === "options" ? model.policies[question.policy]!.options.map((_, k) => k) : [0];
  const outcomes = choices.map((k): Outcome => outcomeOf(question, k));
  const g = await gather(model, outcomes, executor, options);
  return g.runs === 0 ? undefined : { runs: g.runs, seed: g.seed, columns: g.answers, constants: g.constants };
}

function told(id: string, label: string, holds: Float64Array): Told {
  const share = holds.reduce((s, x) => s + x, 0) / holds.length;
  return { hypothesis: { id, label, share, se: Math.sqrt((share * (1 - share)) / holds.length) }, holds };
}

/** Thirds of a quantity, cut where a third of the futures lie below. */
function thirds(column: Float64Array): Told[] {
  const sorted = Float64Array.from(column).sort();
  const [low, high] = [sorted[Math.floor(sorted.length / 3)]!, sorted[Math.floor((2 * sorted.length) / 3)]!];
  const where = (test: (x: number) => boolean) => column.map((x) => (test(x) ? 1 : 0));
  return [
    told(
      "low",
      `below ${quantity(low)}`,
      where((x) => x < low),
    ),
    told(
      "middle",
      `${quantity(low)} to ${quantity(high)}`,
      where((x) => x >= low && x < high),
    ),
    told(
      "high",
      `${quantity(high)} or more`,
      where((x) => x >= high),
    ),
  ];
}

export function hypothesesOf(model: CheckedModel, question: Question, columns: readonly Float64Array[]): Told[] {
  if (question.kind === "options")
    return model.policies[question.policy]!.options.map((o, k) => told(o.id, o.label, columns[k]!));
  if (question.kind === "quantity") return thirds(columns[0]!);
  return [
    told("yes", "it happens", columns[0]!),
    told(
      "no",
      "it does not",
      columns[0]!.map((x) => 1 - x),
    ),
  ];
}

/** The claims of the matrix, without marks: those that can move the answer, or all. */
export function candidates(model: CheckedModel, question: Question, isAll: boolean) {
  const { claims } = claimsTable(modelWeb(model), model);
  const true_ = claims.filter((c) => c.claim.constant !== undefined);
  const used = isAll ? true_ : true_.filter((c) => c.moves.includes(question.id));
  return { used: used.map((c) => c.claim), all: true_.map((c) => c.claim), left: true_.length - used.length };
}

export const plainOf = (model: CheckedModel, claim: CheckedModel["claims"][number]) => ({
  id: claim.id,
  says: claim.says,
  credibility: credibilityOf(gradeOf(model, claim)),
  ...(claim.origin !== undefined && { origin: claim.origin }),
});

/** The claims against the hypotheses that happened. */
export function weighFutures(
  model: CheckedModel,
  question: Question,
  { played, happened, isAll }: { played: Played; happened: readonly Told[]; isAll: boolean },
): { page: MatrixPage; hypotheses: Hypothesis[] } {
  const { used, left } = candidates(model, question, isAll);
  const weighed = used.map((claim): Weighed => {
    const truth = played.constants[claim.constant!]!;
    const chances = chancesGiven(
      truth,
      happened.map((t) => t.holds),
    );
    const chance = truth.reduce((s, x) => s + x, 0) / truth.length;
    const marks = chances.map((c) => markOf(c ?? chance));
    return { ...plainOf(model, claim), chance, chances, ratios: ratiosOf(chance, chances), marks };
  });
  const hypotheses = happened.map((t) => t.hypothesis);
  const { runs, seed } = played;
  return {
    hypotheses,
    page: { ask: question.ask, matrix: matrixOf(hypotheses, weighed), by: "futures", left, played: { runs, seed } },
  };
}
