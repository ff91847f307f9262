// Small models with a record, from text, and a filter over them on this thread: what the oracles of this folder share.

import { type StepReport, watchSteps } from "../../../src/analysis/watch/filter.ts";
import type { ParticleSet } from "../../../src/analysis/watch/particles.ts";
import { type WatchPlan, watchPlan } from "../../../src/analysis/watch/plan.ts";
import { makeEngine } from "../../../src/ensemble/make-engine.ts";
import { resumeHere } from "../../../src/ensemble/play-here.ts";
import type { CheckedModel } from "../../../src/language/checked-model.ts";
import { readModel } from "../../../src/language/read-model.ts";
import { readRecord } from "../../../src/language/record/read-record.ts";
import { exp } from "../../../src/statistics/elementary.ts";

export const executor = () => resumeHere(makeEngine);

export function modelOf(yaml: string): CheckedModel {
  const { model, problems } = readModel("standoff.yaml", (path) => (path === "standoff.yaml" ? yaml : undefined));
  const errors = problems.filter((p) => p.severity === "error");
  if (!model || errors.length > 0) throw new Error(errors.map((p) => `${p.at.line}: ${p.says}`).join("\n"));
  return model;
}

export function planOf(yaml: string, rows: readonly string[]): WatchPlan {
  const model = modelOf(yaml);
  const { record, problems } = readRecord(model, "history.csv", ["date,variable,value,sd,source", ...rows].join("\n"));
  if (!record || problems.length > 0) throw new Error(problems.map((p) => `${p.at.line}: ${p.says}`).join("\n"));
  return watchPlan(model, record);
}

/** The weighted mean of a stock (as it stands after the step) or of any function of a particle's state. */
export function meanOver(
  particleSet: ParticleSet,
  value: (states: Float64Array, i: number, count: number) => number,
): number {
  let sum = 0;
  let at = 0;
  for (const { values, count } of particleSet.states!) {
    for (let i = 0; i < count; i++) sum += exp(particleSet.logs[at++]!) * value(values, i, count);
  }
  return sum;
}

export async function filtered(
  plan: WatchPlan,
  options: { seed: number; particles: number; rejuvenate?: boolean },
  see: (particleSet: ParticleSet, report: StepReport) => void = () => undefined,
): Promise<{ logEvidence: number; last: ParticleSet; reports: StepReport[] }> {
  let logEvidence = 0;
  let last: ParticleSet | undefined;
  const reports: StepReport[] = [];
  for await (const { particleSet, report } of watchSteps(plan, executor(), options)) {
    logEvidence += report.logEvidence;
    last = particleSet;
    reports.push(report);
    see(particleSet, report);
  }
  return { logEvidence, last: last!, reports };
}

/** Mean and standard error of what several filters give. */
export function acrossFilters(values: readonly number[]): { mean: number; error: number } {
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, v) => sum + (v - mean) * (v - mean), 0);
  return { mean, error: Math.sqrt(squares / (values.length - 1) / values.length) };
}
