// What moved an answer: of the last steps' observations, what each alone does to it. In: a set of particles of some steps before, the rows read since.
// Out: by question the rows that count. Futures are played from the earlier set of particles as if nothing more had been seen; each row weighs them
// by how likely it is in each, and the answer under those weights is set beside the answer without (importance weights).
// Rows overlap in what they say, so their parts do not sum to the whole; the whole is what the filter says at the end.

import type { Recording } from "../../engine/interpreter/engine.ts";
import type { Continuer } from "../../ensemble/jobs.ts";
import type { Question } from "../../language/checked-model.ts";
import type { RecordRow } from "../../language/record/read-record.ts";
import { exp, log } from "../../statistics/elementary.ts";
import { playAhead } from "./ahead.ts";
import { answerOf, askedOf, type Futures, failedIn, optionName, seriesOf } from "./futures.ts";
import { doubtOf } from "./guided-proposal.ts";
import type { ParticleSet } from "./particles.ts";
import type { WatchPlan } from "./plan.ts";
import { houseOf } from "./source-bias.ts";
import { weighRow } from "./weigh-row.ts";
import { normalise } from "./weights.ts";

export type Mover = { date: string; variable: string; row: RecordRow; before: number; after: number; error: number };

export type MovedAnswer = {
  question: string;
  option?: string | undefined;
  /** The answer as of the earlier date. */
  before: number;
  movers: Mover[];
};

export type MoverOptions = { seed: number; until: number; most: number };

/** Rows that weigh, at the steps after the set of particles. */
function rowsSince(plan: WatchPlan, from: number, until: number): RecordRow[] {
  const rows: RecordRow[] = [];
  for (let t = from; t <= until; t++) rows.push(...plan.leaning[t]!, ...plan.weighing[t]!);
  return rows;
}

function logsOf(plan: WatchPlan, f: Futures, particleSet: ParticleSet, row: RecordRow): Float64Array {
  const entry = plan.record.observed[row.observed]!;
  const logs = new Float64Array(f.runs);
  const doubt = doubtOf(entry, row);
  for (const s of f.segments) {
    const step = row.step - s.from;
    if (entry.as === "option") {
      const at = f.recording.policies.indexOf(entry.policy!);
      const others = plan.model.policies[entry.policy!]!.options.length - 1;
      for (let i = 0; i < s.count; i++) {
        const is = s.options[(at * s.steps + step) * s.count + i] === row.value;
        logs[s.first + i] = log(Math.max(1e-300, is ? 1 - doubt : doubt / others));
      }
    } else if (entry.as === "event") {
      const at = f.recording.events!.indexOf(entry.event!);
      for (let i = 0; i < s.count; i++) {
        const is = s.events[(at * s.steps + step) * s.count + i] === row.value;
        logs[s.first + i] = log(Math.max(1e-300, is ? 1 - doubt : doubt));
      }
    } else weighRow(plan, row, s, step, houseOf(particleSet.houses, entry, row, f.runs), logs);
  }
  return logs;
}

type Weighed = { mean: number; error: number };

/** The mean under weights, and the error of its difference from the plain mean. */
function meanUnder(answers: Float64Array, logs: Float64Array, plain: number): Weighed {
  let mean = 0;
  logs.forEach((l, i) => {
    mean += exp(l) * answers[i]!;
  });
  let squares = 0;
  logs.forEach((l, i) => {
    const part = exp(l) * (answers[i]! - mean) - (answers[i]! - plain) / answers.length;
    squares += part * part;
  });
  return { mean, error: Math.sqrt(squares) };
}

export async function moversOf(
  plan: WatchPlan,
  questions: readonly Question[],
  particleSet: ParticleSet,
  executor: Continuer,
  options: MoverOptions,
): Promise<MovedAnswer[]> {
  const { model, record } = plan;
  const asked = askedOf(model, questions);
  const rows = rowsSince(plan, particleSet.step, options.until);
  const entries = rows.map((row) => record.observed[row.observed]!);
  const own = plan.recording.series.length;
  const asPolicies = asked.flatMap(({ outcome }) => (outcome.kind === "option" ? [outcome.policy] : []));
  const recording: Recording = {
    policies: [...new Set([...entries.flatMap((e) => e.policy ?? []), ...asPolicies])],
    series: [...plan.recording.series, ...asked.map((a) => seriesOf(a.outcome))],
    constants: [],
    explained: [],
    finals: [],
    events: [...new Set(entries.flatMap((e) => e.event ?? []))],
  };
  const segments = await playAhead(model, recording, particleSet, model.clock.steps, options.seed, executor);
  const f: Futures = { model, recording, segments, runs: particleSet.runs };
  const failed = failedIn(f);
  const weights = rows.map((row) => {
    const logs = logsOf(plan, f, particleSet, row);
    failed.forEach((stopped, i) => {
      if (stopped) logs[i] = Number.NEGATIVE_INFINITY;
    });
    return normalise(logs) === Number.NEGATIVE_INFINITY ? undefined : logs;
  });
  return asked.map((one, k): MovedAnswer => {
    const answers = answerOf(f, one.outcome, own + k);
    const whole = answers.filter((_, i) => !failed[i]);
    const before = whole.reduce((sum, a) => sum + a, 0) / whole.length;
    const movers = rows.flatMap((row, r): Mover[] => {
      const logs = weights[r];
      if (!logs) return [];
      const { mean: after, error } = meanUnder(answers, logs, before);
      const isClear = Math.abs(after - before) > 3 * error;
      return isClear ? [{ date: row.date, variable: row.variable, row, before, after, error }] : [];
    });
    const ranked = movers.toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
    return { question: one.q.id, option: optionName(model, one), before, movers: ranked.slice(0, options.most) };
  });
}
