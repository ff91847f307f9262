// Watching as a whole: the filter over the record until a date, what each step said, and the answers from there.
// In: a plan, questions, who plays. Out: plain data for reports (docs/watch.md).

import { dateOfStep } from "../../base/dates.ts";
import type { Continuer } from "../../ensemble/jobs.ts";
import type { Question } from "../../language/checked-model.ts";
import { type Ahead, answersAhead, spread, stillOpen } from "./ahead.ts";
import type { Cloud } from "./cloud.ts";
import { type StepReport, watchSteps } from "./filter.ts";
import { type MovedAnswer, type Mover, moversOf } from "./movers.ts";
import type { WatchPlan } from "./plan.ts";

export type WatchOptions = {
  seed: number;
  particles: number;
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
  /** Probability or density of the row before its step's rows were absorbed, as a logarithm. */
  log: number;
};

export type StepSummary = {
  step: number;
  date: string;
  /** Particles that the weights are worth. */
  size: number;
  resampled: boolean;
  stages: number;
  logEvidence: number;
  failed: number;
};

export type Watched = {
  seed: number;
  particles: number;
  /** The last date absorbed. */
  asOf: string;
  steps: StepSummary[];
  observations: ObservationReport[];
  setAside: ObservationReport[];
  logEvidence: number;
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

export async function watch(
  plan: WatchPlan,
  questions: readonly Question[],
  player: Continuer,
  options: WatchOptions,
): Promise<Watched> {
  const { model } = plan;
  const { seed, particles } = options;
  const until = options.until ?? plan.last;
  const reports: StepReport[] = [];
  let last: Cloud | undefined;
  let earlier: Cloud | undefined;
  const back = options.back ?? 0;
  for await (const { cloud, report } of watchSteps(plan, player, options)) {
    reports.push(report);
    options.onProgress?.(report.step + 1, until + 1);
    if (back > 0 && report.step === until - back) earlier = spread(model, cloud, particles, seed);
    if (report.step === until) last = spread(model, cloud, particles, seed);
  }
  const ahead =
    last && last.step < model.clock.steps
      ? await answersAhead(model, questions, last, seed, player)
      : { step: until + 1, runs: 0, failed: 0, answers: [] };
  const open = last ? stillOpen(questions, last.step) : [];
  const found = last && earlier && (await moversOf(plan, open, earlier, player, { seed, until, most: MOST_MOVERS }));
  const moved = found && {
    since: dateOfStep(model.clock, until - back),
    answers: found.map((a) => ({ ...a, movers: a.movers.map((m) => moverReport(plan, m)) })),
  };
  return {
    seed,
    particles,
    asOf: dateOfStep(model.clock, until),
    steps: reports.map(({ step, size, resampled, stages, logEvidence, failed }) => ({
      step,
      date: dateOfStep(model.clock, step),
      size,
      resampled,
      stages,
      logEvidence,
      failed,
    })),
    observations: reports.flatMap((r) => r.rows.map(({ row, log }) => observation(plan, row, log))),
    setAside: reports.flatMap((r) => r.setAside.map((row) => observation(plan, row, Number.NEGATIVE_INFINITY))),
    logEvidence: reports.reduce((sum, r) => sum + r.logEvidence, 0),
    failed: reports.reduce((sum, r) => sum + r.failed, 0),
    ahead,
    ...(moved && { moved }),
    stopped: last === undefined,
  };
}
