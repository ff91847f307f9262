// Total Sobol indices for `explain`: each number is drawn anew under otherwise the same luck, a further ensemble for
// each (of a decision two: both held options).

import { answerFor, type Explained } from "../../analysis/sensitivity/explain-answer.ts";
import { totalOrder } from "../../analysis/sensitivity/saltelli.ts";
import { withFreshDraw } from "../../ensemble/fresh-draw.ts";
import { type Gathered, gather, outcomeOf } from "../../ensemble/gather.ts";
import type { Executor } from "../../ensemble/jobs.ts";
import { playRow } from "../../ensemble/paired.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import { TOTAL_RUNS } from "../defaults.ts";
import type { Work } from "../task.ts";

/** The answer by run. */
type Answers = Map<number, number>;

type Play = { executor: Executor; seed: number; runs: number; stopped: () => boolean };

/** The paired difference of a decision, played anew for a model. */
async function differences(
  model: CheckedModel,
  question: Extract<Question, { kind: "comparison" }>,
  pair: readonly number[],
  { executor, seed, runs, stopped }: Play,
): Promise<Answers> {
  const until = model.clock.steps;
  const measures = [{ of: question.measure, step: question.step }];
  const rows = [];
  for (const option of pair) {
    const holds = [{ policy: question.policy, option, from: 0, until }];
    rows.push(await playRow({ model, measures, holds }, executor, { seed, runs, onBlock: stopped }));
  }
  const [a, b] = rows as [(typeof rows)[0], (typeof rows)[0]];
  const whole = Array.from({ length: runs }, (_, i) => i).filter((i) => !a.failed[i] && !b.failed[i]);
  return new Map(whole.map((i) => [i, a.values[0]![i]! - b.values[0]![i]!]));
}

async function answersOf(model: CheckedModel, question: Question, e: Explained, play: Play): Promise<Answers> {
  const names = (policy: number) => model.policies[policy]!.options.map((o) => o.id);
  if (question.kind === "comparison" && e.decision) {
    const ids = names(question.policy);
    const pair = [e.decision.choice, e.decision.instead].map((id) => ids.indexOf(id));
    return differences(model, question, pair, play);
  }
  const option = question.kind === "options" ? names(question.policy).indexOf(e.option!) : 0;
  const outcome = outcomeOf(question, option);
  const g: Gathered = answerFor(await gather(model, outcome, play.executor, play), outcome);
  return new Map(Array.from(g.run, (run, i) => [run, g.answer[i]!]));
}

/** Adds the total index to the inputs that lead the list; to none where it is stopped on the way. */
export async function addTotals(
  model: CheckedModel,
  question: Question,
  e: Explained,
  { sobol, seed }: { sobol: number | "all"; seed: number },
  { executor, signal, progress }: Work,
): Promise<void> {
  const inputs = sobol === "all" ? e.carried.inputs : e.carried.inputs.slice(0, sobol);
  const stopped = () => signal.aborted;
  const play = { executor, seed, runs: TOTAL_RUNS, stopped };
  const before = await answersOf(model, question, e, play);
  for (const [i, input] of inputs.entries()) {
    const fresh = withFreshDraw(model, { kind: input.kind === "start" ? "start" : "constant", slot: input.slot });
    const swapped = await answersOf(fresh, question, e, play);
    if (stopped()) return;
    const both = [...swapped].filter(([run]) => before.has(run));
    input.total = totalOrder(
      Float64Array.from(both, ([run]) => before.get(run)!),
      Float64Array.from(both, ([, y]) => y),
    );
    progress((i + 1) * TOTAL_RUNS, inputs.length * TOTAL_RUNS);
  }
}
