// What to watch for in the next steps, for each question that is still open, from the state that the record implies. In: a date of the
// record, how far ahead. Out: a list for each question.

import { spread, stillOpen } from "../../analysis/watch/ahead.ts";
import { watchSteps } from "../../analysis/watch/filter.ts";
import { observablesOf, type WatchList, watchLists } from "../../analysis/watch/indicators.ts";
import type { ParticleSet } from "../../analysis/watch/particles.ts";
import { type WatchPlan, watchPlan } from "../../analysis/watch/plan.ts";
import { dateOfStep } from "../../base/dates.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { RUNS, SEED, WATCH } from "../defaults.ts";
import { questionsNamed } from "../questions.ts";
import { done, isRefused, type Outcome, refuse, type Work } from "../task.ts";
import { asOfStep } from "./as-of.ts";
import type { OpenWatched } from "./open-watched.ts";
import type { Filtering, WatchRequest } from "./request.ts";

export type Indicated = {
  kind: "indicators";
  model: CheckedModel;
  seed: number;
  runs: number;
  lists: WatchList[];
  asOf: string;
};

/** The particles when the record has been read until a step; undefined where it was stopped. */
async function readUntil(
  plan: WatchPlan,
  { until, seed, particles }: { until: number; seed: number; particles: number },
  { executor, signal, progress }: Work<Filtering>,
): Promise<ParticleSet | undefined> {
  let last: ParticleSet | undefined;
  const stopped = () => signal.aborted;
  for await (const { particleSet, report } of watchSteps(plan, executor, { seed, particles, until, stopped })) {
    progress(report.step + 1, until + 1);
    if (report.step === until) last = spread(plan.model, particleSet, particles, seed);
  }
  return last;
}

export async function indicated(
  request: WatchRequest,
  opened: OpenWatched,
  work: Work<Filtering>,
): Promise<Outcome<Indicated>> {
  const questions = questionsNamed(opened.model, request.questions);
  if (isRefused(questions)) return questions;
  const plan = watchPlan(opened.model, opened.record);
  const until = asOfStep(plan, request.asOf, request.source.where);
  if (isRefused(until)) return until;
  const { model, record } = plan;
  const { seed = SEED, runs = RUNS.watch, ahead: within = WATCH.ahead } = request;
  const named = record.observed.flatMap((o) =>
    ["option", "event", "unused", "chance"].includes(o.as) || o.of.kind === "number" ? [] : [{ name: o.id, of: o.of }],
  );
  const last = await readUntil(plan, { until, seed, particles: runs }, work);
  if (!last || last.step >= model.clock.steps)
    return refuse(
      work.signal.aborted ? "stopped" : "none",
      "Stopped: the record was not read to its end, or nothing comes after it.",
    );
  const open = stillOpen(questions, last.step);
  const options = { seed, within, most: WATCH.shown };
  const lists = await watchLists(model, open, observablesOf(model, named), last, work.executor, options);
  return done({ kind: "indicators", model, seed, runs, lists, asOf: dateOfStep(model.clock, until) });
}
