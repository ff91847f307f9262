// What to watch for: of all that may be observed in the next steps, what would move an answer most, and from which reading on.
// In: a set of particles, questions, observables, who plays. Out: for each question its watch list. One ensemble is played from the set of particles: futures in
// which the indicator is seen are compared with those in which it is not. The worth of an observation is the expected fall of the
// answer's variance once it is known (preposterior analysis, Raiffa & Schlaifer 1961), as a share of that variance.

import { dateOfStep } from "../../base/dates.ts";
import type { Recording } from "../../engine/interpreter/engine.ts";
import type { Outcome } from "../../ensemble/gather.ts";
import type { Continuer } from "../../ensemble/jobs.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import { decides } from "../../language/decides.ts";
import type { Expression } from "../../language/expression.ts";
import { quantile } from "../../statistics/estimates.ts";
import { playAhead } from "./ahead.ts";
import { answerOf, askedOf, type Futures, failedIn, fill, optionName, seriesOf } from "./futures.ts";
import type { ParticleSet } from "./particles.ts";

export type Indicator = {
  /** What is observed: `USA.korea is bargain`, `test happens`, `launch_rate above 3.1`. */
  says: string;
  variable: string;
  /** Of a quantity: the threshold. */
  threshold?: number | undefined;
  /** By when it is looked at. */
  date: string;
  /** The chance that it is seen. */
  chance: number;
  /** The answer where it is seen, and where it is not; without knowing it is `now`. */
  ifSeen: number;
  ifNot: number;
  /** The share of the answer's variance that goes, on average, once it is known. */
  worth: number;
  /** The difference's standard error. */
  error: number;
};

export type WatchList = {
  question: string;
  ask: string;
  /** What of the answer: an option, or nothing for an event or quantity. */
  option?: string | undefined;
  now: number;
  indicators: Indicator[];
};

/** What may be observed: quantities are named and read from the picture. */
export type Observable =
  | { kind: "policy"; policy: number }
  | { kind: "event"; event: number }
  | { kind: "quantity"; name: string; of: Expression };

export type IndicatorOptions = {
  seed: number;
  /** Steps ahead in which the indicator is looked for. */
  within: number;
  most: number;
};

/** Rarer or surer than this, an indicator is no use: it would hardly ever be news. */
const RAREST = 0.02;
const FEWEST = 30;
/** What takes away less than a hundredth of the variance is not worth a line. */
const LEAST_WORTH = 0.01;
const CUTS = [0.1, 0.25, 0.5, 0.75, 0.9];

type Column = { says: string; variable: string; threshold?: number; seen: Uint8Array };

function recordingFor(observables: readonly Observable[], outcomes: readonly Outcome[]): Recording {
  const series: Expression[] = [];
  for (const o of observables) if (o.kind === "quantity") series.push(o.of);
  series.push(...outcomes.map(seriesOf));
  const policies = new Set<number>();
  for (const o of observables) if (o.kind === "policy") policies.add(o.policy);
  for (const o of outcomes) if (o.kind === "option") policies.add(o.policy);
  const events = observables.flatMap((o) => (o.kind === "event" ? [o.event] : []));
  return { policies: [...policies], series, constants: [], explained: [], finals: [], events };
}

function policyColumns(f: Futures, policy: number, within: number): Column[] {
  const { id, options } = f.model.policies[policy]!;
  const row = f.recording.policies.indexOf(policy);
  return options.map((option, k) => ({
    says: `${id} is ${option.id}`,
    variable: id,
    seen: fill(f, new Uint8Array(f.runs), (s, i) =>
      s.options[(row * s.steps + within - 1) * s.count + i] === k ? 1 : 0,
    ),
  }));
}

function eventColumn(f: Futures, event: number, within: number): Column {
  const row = f.recording.events!.indexOf(event);
  const { id } = f.model.events[event]!;
  const seen = fill(f, new Uint8Array(f.runs), (s, i) => {
    for (let t = 0; t < within; t++) if (s.events[(row * s.steps + t) * s.count + i] === 1) return 1;
    return 0;
  });
  return { says: `${id} happens`, variable: id, seen };
}

function quantityColumns(f: Futures, name: string, row: number, within: number): Column[] {
  const values = fill(f, new Float64Array(f.runs), (s, i) => s.series[(row * s.steps + within - 1) * s.count + i]!);
  const sorted = values.slice().sort();
  const cuts = [...new Set(CUTS.map((q) => Number(quantile(sorted, q).toPrecision(3))))];
  return cuts.map((threshold) => ({
    says: name,
    variable: name,
    threshold,
    seen: Uint8Array.from(values, (v) => (v > threshold ? 1 : 0)),
  }));
}

function columnsOf(f: Futures, observables: readonly Observable[], within: number): Column[] {
  let row = 0;
  return observables.flatMap((o) => {
    if (o.kind === "policy") return policyColumns(f, o.policy, within);
    if (o.kind === "event") return [eventColumn(f, o.event, within)];
    return quantityColumns(f, o.name, row++, within);
  });
}

type Half = { count: number; mean: number; error: number };

function halfOf(answers: Float64Array, seen: Uint8Array, failed: Uint8Array, which: number): Half {
  let [count, sum, squares] = [0, 0, 0];
  for (let i = 0; i < answers.length; i++) {
    if (failed[i] || seen[i] !== which) continue;
    count++;
    sum += answers[i]!;
    squares += answers[i]! * answers[i]!;
  }
  const mean = sum / count;
  return { count, mean, error: Math.sqrt(Math.max(0, squares / count - mean * mean) / count) };
}

function indicatorOf(
  f: Futures,
  answers: Float64Array,
  failed: Uint8Array,
  c: Column,
  date: string,
): Indicator | undefined {
  const [yes, no] = [halfOf(answers, c.seen, failed, 1), halfOf(answers, c.seen, failed, 0)];
  if (Math.min(yes.count, no.count) < Math.max(FEWEST, RAREST * f.runs)) return undefined;
  const all = yes.count + no.count;
  const chance = yes.count / all;
  const now = chance * yes.mean + (1 - chance) * no.mean;
  const between = chance * (yes.mean - now) ** 2 + (1 - chance) * (no.mean - now) ** 2;
  let variance = 0;
  for (let i = 0; i < answers.length; i++) if (!failed[i]) variance += (answers[i]! - now) ** 2 / all;
  const error = Math.sqrt(yes.error ** 2 + no.error ** 2);
  const { says, variable, threshold } = c;
  const worth = variance > 0 ? between / variance : 0;
  return { says, variable, threshold, date, chance, ifSeen: yes.mean, ifNot: no.mean, worth, error };
}

/** Of each variable the reading that tells most, and only those that stand clear of luck. */
function strongest(all: readonly Indicator[], most: number): Indicator[] {
  const clear = all.filter((one) => Math.abs(one.ifSeen - one.ifNot) > 3 * one.error && one.worth > LEAST_WORTH);
  const ranked = clear.toSorted((a, b) => b.worth - a.worth);
  const seen = new Set<string>();
  return ranked.filter(({ variable }) => !seen.has(variable) && seen.add(variable)).slice(0, most);
}

/** The policies and events that bear on it are the question itself one step on: those say nothing new. */
const isItself = (c: Column, q: Question, model: CheckedModel) =>
  q.kind === "options" && c.variable === model.policies[q.policy]!.id;

export async function watchLists(
  model: CheckedModel,
  questions: readonly Question[],
  observables: readonly Observable[],
  particleSet: ParticleSet,
  executor: Continuer,
  options: IndicatorOptions,
): Promise<WatchList[]> {
  const asked = askedOf(model, questions);
  const outcomes = asked.map((a) => a.outcome);
  const recording = recordingFor(observables, outcomes);
  const within = Math.min(options.within, model.clock.steps - particleSet.step);
  const segments = await playAhead(model, recording, particleSet, model.clock.steps, options.seed, executor);
  const f: Futures = { model, recording, segments, runs: particleSet.runs };
  const failed = failedIn(f);
  const columns = columnsOf(f, observables, within);
  const date = dateOfStep(model.clock, particleSet.step + within - 1);
  const quantities = observables.filter((o) => o.kind === "quantity").length;
  const lists = asked.map((one, k): WatchList => {
    const { q, outcome } = one;
    const answers = answerOf(f, outcome, quantities + k);
    const all = columns.flatMap((c) => (isItself(c, q, model) ? [] : (indicatorOf(f, answers, failed, c, date) ?? [])));
    let now = 0;
    let whole = 0;
    answers.forEach((a, i) => {
      if (failed[i]) return;
      now += a;
      whole++;
    });
    return {
      question: q.id,
      ask: q.ask,
      option: optionName(model, one),
      now: now / whole,
      indicators: strongest(all, options.most),
    };
  });
  // Of a question about options: the two likeliest
  return [...Map.groupBy(lists, (l) => l.question).values()].flatMap((group) =>
    group.toSorted((a, b) => (group.length > 1 ? b.now - a.now : 0)).slice(0, 2),
  );
}

/** What may be observed of a model: what the record has, its other policies, and its chance events. */
export function observablesOf(model: CheckedModel, named: readonly { name: string; of: Expression }[]): Observable[] {
  const policies = model.policies.flatMap((p, policy): Observable[] =>
    decides(p) ? [{ kind: "policy", policy }] : [],
  );
  const events = model.events.flatMap((e, event): Observable[] =>
    e.scheduled === undefined ? [{ kind: "event", event }] : [],
  );
  return [...policies, ...events, ...named.map(({ name, of }): Observable => ({ kind: "quantity", name, of }))];
}
