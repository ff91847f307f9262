// The record held against the model, as `standoff watch` does: the answers from the state that the record implies, what moved them, what to
// look for next, and how good forecasts would have been. In: a model, its record's text, what was asked. Out: a document of present/.

import { spread, stillOpen } from "../../../analysis/watch/ahead.ts";
import { backtest } from "../../../analysis/watch/backtest.ts";
import { watchSteps } from "../../../analysis/watch/filter.ts";
import { observablesOf, watchLists } from "../../../analysis/watch/indicators.ts";
import type { ParticleSet } from "../../../analysis/watch/particles.ts";
import { type WatchPlan, watchPlan } from "../../../analysis/watch/plan.ts";
import { watch } from "../../../analysis/watch/watch.ts";
import { dateOfStep, stepOfDate } from "../../../base/dates.ts";
import type { Continuer } from "../../../ensemble/jobs.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { readRecord } from "../../../language/record/read-record.ts";
import type { Document } from "../../../present/document/document.ts";
import { backtestReport } from "../../../present/watch/backtest-report.ts";
import { indicatorsReport } from "../../../present/watch/indicators-report.ts";
import { watchReport } from "../../../present/watch/watch-report.ts";
import type { Hooks } from "./game.ts";

export type WatchAsked = {
  what: "answers" | "indicators" | "backtest";
  question: string;
  asOf?: string | undefined;
  particles: number;
  seed: number;
};

export type WatchView =
  | { kind: "refused"; says: string }
  /** `dates`: those up to which the record can be read. */
  | { kind: "watch"; dates: string[]; said: Document };

/** A model read again, under more scenarios and with another length of the clock. */
export type Again = (scenarios: readonly string[], steps?: number) => Promise<CheckedModel | undefined>;

/** The settings of `standoff watch`. */
const FILTERS = 4;
const BACK = 12;
const WITHIN = 6;
const SHOWN = 5;
const FUTURES = 200;
const HORIZONS = [1, 3, 12];

const refused = (says: string): WatchView => ({ kind: "refused", says });

/** The model where its record begins, run on to the end of its own clock. */
async function watchedModel(base: CheckedModel, again: Again): Promise<CheckedModel | undefined> {
  const scenarios = base.historyScenario ? [base.historyScenario] : [];
  const first = await again(scenarios);
  if (!first) return undefined;
  const end = stepOfDate(first.clock, dateOfStep(base.clock, base.clock.steps - 1));
  return end !== undefined && end + 1 > first.clock.steps ? again(scenarios, end + 1) : first;
}

async function indicators(plan: WatchPlan, asked: WatchAsked, until: number, executor: Continuer, hooks: Hooks) {
  const { model, record } = plan;
  const { seed, particles } = asked;
  let last: ParticleSet | undefined;
  for await (const { particleSet, report } of watchSteps(plan, executor, {
    seed,
    particles,
    until,
    stopped: hooks.stopped,
  })) {
    hooks.progress(report.step + 1, until + 2);
    if (report.step === until) last = spread(model, particleSet, particles, seed);
  }
  if (!last || last.step >= model.clock.steps) return undefined;
  const named = record.observed.flatMap((o) =>
    ["option", "event", "unused", "chance"].includes(o.as) || o.of.kind === "number" ? [] : [{ name: o.id, of: o.of }],
  );
  const open = stillOpen(questionsOf(model, asked), last.step);
  const options = { seed, within: WITHIN, most: SHOWN };
  const lists = await watchLists(model, open, observablesOf(model, named), last, executor, options);
  return indicatorsReport({ model, lists, asOf: dateOfStep(model.clock, until), seed, runs: particles });
}

const questionsOf = (model: CheckedModel, asked: WatchAsked) => {
  const own = model.questions.filter((q) => q.id === asked.question);
  return own.length > 0 ? own : model.questions;
};

async function said(plan: WatchPlan, asked: WatchAsked, until: number, executor: Continuer, hooks: Hooks) {
  const { model } = plan;
  const { seed, particles } = asked;
  const { stopped, progress: onProgress } = hooks;
  if (asked.what === "indicators") return indicators(plan, asked, until, executor, hooks);
  if (asked.what === "backtest") {
    const options = { seed, particles, futures: FUTURES, horizons: HORIZONS, onProgress, stopped };
    const found = await backtest(plan, executor, options);
    return found.scored.length === 0 ? undefined : backtestReport({ model, backtest: found, split: undefined });
  }
  const each = Math.max(1, Math.round(particles / FILTERS));
  const options = { seed, particles: each, filters: FILTERS, until, back: BACK, onProgress, stopped };
  const watched = await watch(plan, questionsOf(model, asked), executor, options);
  return watched.stopped ? undefined : watchReport({ model, watched, whole: false });
}

/** Undefined where it was stopped. */
export async function watchRecord(
  base: CheckedModel,
  asked: WatchAsked,
  about: { again: Again; read: (path: string) => string | undefined; executor: Continuer } & Hooks,
): Promise<WatchView | undefined> {
  const model = await watchedModel(base, about.again);
  const text = model?.history === undefined ? undefined : about.read(model.history);
  if (!model || text === undefined) return refused("The record of this model is not at hand.");
  const { record, problems } = readRecord(model, model.history!, text);
  const wrong = problems.find((p) => p.severity === "error");
  if (wrong) return refused(`${wrong.at.file}:${wrong.at.line}: ${wrong.says}.`);
  if (!record || record.rows.length === 0) return refused("Nothing of the record lies within the clock.");
  const plan = watchPlan(model, record);
  const step = asked.asOf === undefined ? undefined : stepOfDate(model.clock, asked.asOf);
  const until = step === undefined || step < plan.first ? plan.last : Math.min(step, plan.last);
  const document = await said(plan, asked, until, about.executor, about);
  if (about.stopped()) return undefined;
  if (!document)
    return refused(
      "The record has too little to say anything of this: nothing comes after it, or nothing can be scored.",
    );
  const dates = Array.from({ length: plan.last - plan.first + 1 }, (_, k) => dateOfStep(model.clock, plan.first + k));
  return { kind: "watch", dates, said: document };
}
