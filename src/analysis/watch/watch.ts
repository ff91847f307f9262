// Watching as a whole: the filter over the record until a date, what each step said, and the answers from there.
// In: a plan, questions, who plays. Out: plain data for reports (docs/watch.md).

import { dateOfStep } from "../../base/dates.ts";
import type { Continuer } from "../../ensemble/jobs.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import { log } from "../../statistics/elementary.ts";
import { type Ahead, answersAhead, errorOfMean, type Origin, spread, stillOpen } from "./ahead.ts";
import { type StepReport, watchSteps } from "./filter.ts";
import { comparisonsAhead, comparisonsOpen } from "./held-ahead.ts";
import { type MovedAnswer, type Mover, moversOf } from "./movers.ts";
import type { ParticleSet } from "./particles.ts";
import type { WatchPlan } from "./plan.ts";
import { logSum } from "./weights.ts";

export type WatchOptions = {
  seed: number;
  /** Of each filter. */
  particles: number;
  /** Filters under other luck: how far they differ is the error that one filter would not show. */
  filters: number;
  /** The last step absorbed; the record's last where nothing is said. */
  until?: number | undefined;
  /** Steps before it of which it is said what moved the answers; 0 for none. */
  back?: number | undefined;
  onProgress?: ((played: number, wanted: number) => void) | undefined;
  stopped?: (() => boolean) | undefined;
};

export type ObservationReport = {
  date: string;
  variable: string;
  /** As written: a number, an option, yes or no. */
  value: string;
  source: string;
  line: number;
  /** Probability or density of the row before its step's rows were absorbed, as a logarithm: the mean of the filters. */
  log: number;
};

export type StepSummary = {
  step: number;
  date: string;
  /** Particles that the weights of one filter are worth: the mean, and of the filter that fared worst. */
  size: number;
  least: number;
  /** How many of the filters resampled, and the most stages in which one absorbed the step. */
  resampled: number;
  stages: number;
  logEvidence: number;
  failed: number;
};

export type Watched = {
  seed: number;
  particles: number;
  filters: number;
  /** The last date absorbed. */
  asOf: string;
  steps: StepSummary[];
  observations: ObservationReport[];
  setAside: ObservationReport[];
  /** log of the mean evidence of the filters, and its standard error (NaN for one filter). */
  logEvidence: number;
  logEvidenceError: number;
  /** Particles that stopped, over all steps. */
  failed: number;
  ahead: Ahead;
  /** What moved the answers since an earlier date. */
  moved?: { since: string; answers: (Omit<MovedAnswer, "movers"> & { movers: MoverReport[] })[] } | undefined;
  stopped: boolean;
};

export type MoverReport = {
  date: string;
  variable: string;
  value: string;
  before: number;
  after: number;
  error: number;
};

/** A value as the record has it. */
export function valueAsWritten(plan: WatchPlan, row: { observed: number; value: number }): string {
  const entry = plan.record.observed[row.observed]!;
  if (entry.as === "option") return plan.model.policies[entry.policy!]!.options[row.value]!.id;
  if (entry.as === "event" || entry.as === "chance") return row.value === 1 ? "yes" : "no";
  return String(row.value);
}

const observation = (plan: WatchPlan, row: StepReport["setAside"][number], log: number): ObservationReport => ({
  date: row.date,
  variable: row.variable,
  value: valueAsWritten(plan, row),
  source: row.source,
  line: row.line,
  log,
});

const MOST_MOVERS = 5;

const moverReport = (plan: WatchPlan, { row, before, after, error }: Mover): MoverReport => ({
  date: row.date,
  variable: row.variable,
  value: valueAsWritten(plan, row),
  before,
  after,
  error,
});

type OneFilter = { seed: number; reports: StepReport[]; last?: ParticleSet; earlier?: ParticleSet };

async function filterOnce(
  plan: WatchPlan,
  executor: Continuer,
  options: WatchOptions,
  seed: number,
  at: () => void,
): Promise<OneFilter> {
  const { model } = plan;
  const { particles, back = 0, stopped } = options;
  const until = options.until ?? plan.last;
  const found: OneFilter = { seed, reports: [] };
  for await (const { particleSet, report } of watchSteps(plan, executor, { seed, particles, until, stopped })) {
    found.reports.push(report);
    at();
    if (back > 0 && report.step === until - back) found.earlier = spread(model, particleSet, particles, seed);
    if (report.step === until) found.last = spread(model, particleSet, particles, seed);
  }
  return found;
}

const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

function summaries(plan: WatchPlan, filters: readonly OneFilter[]): StepSummary[] {
  return filters[0]!.reports.map(({ step }, k) => {
    const all = filters.map((f) => f.reports[k]!);
    return {
      step,
      date: dateOfStep(plan.model.clock, step),
      size: meanOf(all.map((r) => r.size)),
      least: Math.min(...all.map((r) => r.size)),
      resampled: all.filter((r) => r.resampled).length,
      stages: Math.max(...all.map((r) => r.stages)),
      logEvidence: logMean(all.map((r) => r.logEvidence)),
      failed: all.reduce((sum, r) => sum + r.failed, 0),
    };
  });
}

const logMean = (logs: readonly number[]) => logSum(logs) - log(logs.length);

/** Rows in the filters' order, each with the mean of what they found. */
function observations(plan: WatchPlan, filters: readonly OneFilter[]): ObservationReport[] {
  const logs = new Map<StepReport["setAside"][number], number[]>();
  for (const f of filters) {
    for (const { row, log: one } of f.reports.flatMap((r) => r.rows)) logs.set(row, [...(logs.get(row) ?? []), one]);
  }
  return [...logs].map(([row, own]) => observation(plan, row, logMean(own)));
}

/** Rows that every filter had to leave out. */
function setAside(plan: WatchPlan, filters: readonly OneFilter[]): ObservationReport[] {
  const counts = new Map<StepReport["setAside"][number], number>();
  for (const row of filters.flatMap((f) => f.reports.flatMap((r) => r.setAside)))
    counts.set(row, (counts.get(row) ?? 0) + 1);
  return [...counts].flatMap(([row, n]) =>
    n === filters.length ? [observation(plan, row, Number.NEGATIVE_INFINITY)] : [],
  );
}

async function movedSince(
  plan: WatchPlan,
  questions: readonly Question[],
  filters: readonly OneFilter[],
  executor: Continuer,
  { until = plan.last, back = 0 }: WatchOptions,
): Promise<Watched["moved"]> {
  const [first] = filters;
  if (!first?.earlier) return undefined;
  const options = { seed: first.seed, until, most: MOST_MOVERS };
  const found = await moversOf(plan, questions, first.earlier, executor, options);
  const answers = found.map((a) => ({ ...a, movers: a.movers.map((m) => moverReport(plan, m)) }));
  return { since: dateOfStep(plan.model.clock, until - back), answers };
}

/** Answers to all questions that are still open, in their order. */
async function allAhead(
  model: CheckedModel,
  questions: readonly Question[],
  origins: readonly Origin[],
  executor: Continuer,
): Promise<Ahead> {
  const { step } = origins[0]!.particleSet;
  const ahead = await answersAhead(model, stillOpen(questions, step), origins, executor);
  const compared = await comparisonsAhead(model, comparisonsOpen(questions, step), origins, executor);
  const answers = new Map([...ahead.answers, ...compared].map((answer) => [answer.question, answer]));
  return { ...ahead, answers: questions.flatMap((q) => answers.get(q.id) ?? []) };
}

/** Filters the record until a date, says how far each step surprised, and answers the questions from there. */
export async function watch(
  plan: WatchPlan,
  questions: readonly Question[],
  executor: Continuer,
  options: WatchOptions,
): Promise<Watched> {
  const { model } = plan;
  const { seed, particles } = options;
  const until = options.until ?? plan.last;
  const wanted = options.filters * (until + 1);
  const filters: OneFilter[] = [];
  let played = 0;
  const at = () => options.onProgress?.(++played, wanted);
  for (let k = 0; k < options.filters && !options.stopped?.(); k++) {
    filters.push(await filterOnce(plan, executor, options, seed + k, at));
  }
  const origins = filters.flatMap((f) => (f.last ? [{ particleSet: f.last, seed: f.seed }] : []));
  const stopped = origins.length < options.filters;
  const goesOn = !stopped && until + 1 < model.clock.steps;
  const open = goesOn ? stillOpen(questions, until + 1) : [];
  const ahead = goesOn
    ? await allAhead(model, questions, origins, executor)
    : { step: until + 1, runs: 0, failed: 0, answers: [] };
  const moved = goesOn ? await movedSince(plan, open, filters, executor, options) : undefined;
  const evidences = filters.map((f) => f.reports.reduce((sum, r) => sum + r.logEvidence, 0));
  const steps = summaries(plan, filters);
  return {
    seed,
    particles,
    filters: options.filters,
    asOf: dateOfStep(model.clock, until),
    steps,
    observations: observations(plan, filters),
    setAside: setAside(plan, filters),
    logEvidence: logMean(evidences),
    logEvidenceError: errorOfMean(evidences),
    failed: steps.reduce((sum, s) => sum + s.failed, 0),
    ahead,
    ...(moved && { moved }),
    stopped,
  };
}
