// The particle filter over runs: what a record says of state, constants and model (docs/watch.md, "The filter").
// In: a plan, who plays, a seed, how many particles. Out: step by step the cloud after absorbing that step, and a report of it.
// Choices and events lean towards what was seen of them, and weights make up for it (fully adapted: Pitt & Shephard 1999); quantities
// weigh. Where few particles would be left, the step is absorbed in stages of a rising power (adaptive tempering, Del Moral, Doucet &
// Jasra 2012), between which particles are resampled and each plays its last step again, kept or not by Metropolis-Hastings.

import { fnv1a } from "../../base/fnv1a.ts";
import type { Continuer } from "../../ensemble/jobs.ts";
import type { RecordRow } from "../../language/record/read-record.ts";
import type { Stretch } from "../../meaning/engine.ts";
import { type States, stateRows } from "../../meaning/states.ts";
import { exp, log } from "../../numbers/elementary.ts";
import { uniform } from "../../numbers/philox.ts";
import { type Cloud, copyStates, gatherStates, newCloud, resampled, stretchOf } from "./cloud.ts";
import { houseOf } from "./houses.ts";
import { evidencePlace, tiltsOf } from "./lean.ts";
import type { WatchPlan } from "./plan.ts";
import { rejuvenated } from "./rejuvenate.ts";
import { learnRow, weighRow } from "./weigh-row.ts";
import { effectiveSize, gather, logSum, normalise, powerFor, systematic } from "./weights.ts";

export type FilterOptions = {
  seed: number;
  particles: number;
  /** The last step to absorb; the record's last where nothing is said. */
  until?: number | undefined;
  /** Constants are moved at each resampling; off for models whose constants are known. */
  rejuvenate?: boolean | undefined;
  stopped?: (() => boolean) | undefined;
};

export type AbsorbedRow = {
  row: RecordRow;
  /** log of how likely it was, before any row of its step. */
  log: number;
};

export type StepReport = {
  step: number;
  rows: AbsorbedRow[];
  /** Rows that no particle could have given: left out. */
  setAside: RecordRow[];
  /** Particles that the weights are worth, after the step and before resampling. */
  size: number;
  resampled: boolean;
  /** Stages in which the step was absorbed. */
  stages: number;
  /** log of how likely the rows of this step were together. */
  logEvidence: number;
  /** Particles that stopped in this step. */
  failed: number;
};

/** Under this share of the particles, they are resampled; under that, the step is absorbed in stages. */
const RESAMPLE_UNDER = 0.5;
const STAGES_UNDER = 0.1;
const STAGE_KEEPS = 0.3;
const MOST_STAGES = 12;
const STREAM = 0x46696c74;
const NEVER = Number.NEGATIVE_INFINITY;

type Context = {
  plan: WatchPlan;
  player: Continuer;
  options: FilterOptions;
};

/** One step as played: where the runs stand, and the logarithm of how likely the rows were in each. */
type Step = { stretches: Stretch[]; logs: Float64Array; failed: number };

async function playStep(
  { plan, player }: Context,
  cloud: Cloud,
  seed: number,
  leaning: readonly RecordRow[],
): Promise<Stretch[]> {
  const { model, recording, record } = plan;
  const tilts = tiltsOf(model, record, leaning);
  const job = stretchOf(cloud, { model, recording, seed, holds: [], until: cloud.step + 1, tilts });
  const stretches: Stretch[] = [];
  for await (const stretch of player.goOn(job)) stretches.push(stretch);
  return stretches;
}

/** The logarithm of how likely each row of policies and events was, by run. */
function leantLogs({ plan }: Context, stretches: readonly Stretch[], row: RecordRow, runs: number): Float64Array {
  const place = evidencePlace(plan.model, plan.record.observed[row.observed]!);
  const logs = new Float64Array(runs);
  for (const { first, count, evidence } of stretches) {
    for (let i = 0; i < count; i++) {
      const e = evidence[place * count + i]!;
      logs[first + i] = e > 0 ? log(e) : NEVER;
    }
  }
  return logs;
}

type Weighed = { row: RecordRow; logs: Float64Array };

/** Two rows of one policy lean it together: the first of them stands for both. */
function onePerPlace({ plan }: Context, rows: readonly RecordRow[]): RecordRow[] {
  const places = new Map<number, RecordRow>();
  for (const row of rows) {
    const place = evidencePlace(plan.model, plan.record.observed[row.observed]!);
    if (!places.has(place)) places.set(place, row);
  }
  return [...places.values()];
}

function weighAll(
  c: Context,
  cloud: Cloud,
  stretches: readonly Stretch[],
  leaning: readonly RecordRow[],
  weighing: readonly RecordRow[],
): Weighed[] {
  const leant = onePerPlace(c, leaning).map((row) => ({ row, logs: leantLogs(c, stretches, row, cloud.runs) }));
  const weighed = weighing.map((row) => {
    const logs = new Float64Array(cloud.runs);
    const house = houseOf(cloud.houses, c.plan.record.observed[row.observed]!, row, cloud.runs);
    for (const stretch of stretches) weighRow(c.plan, row, stretch, 0, house, logs);
    return { row, logs };
  });
  return [...leant, ...weighed];
}

function together(weighed: readonly Weighed[], stretches: readonly Stretch[], runs: number): Step {
  const logs = new Float64Array(runs);
  for (const w of weighed) for (let i = 0; i < runs; i++) logs[i] = logs[i]! + w.logs[i]!;
  let failed = 0;
  for (const { first, failed: stopped } of stretches) {
    stopped.forEach((f, i) => {
      if (f === 0) return;
      failed++;
      logs[first + i] = NEVER;
    });
  }
  return { stretches: [...stretches], logs, failed };
}

const plus = (a: Float64Array, b: Float64Array) => a.map((x, i) => x + b[i]!);

const statesOf = (stretches: readonly Stretch[]): States[] => stretches.map((s) => s.states);

/** What `before` needs to be played again: the constants that the play used stand in its result. */
function withConstants(c: Context, before: States[], after: readonly States[]): States[] {
  const { stocks } = stateRows(c.plan.model);
  before.forEach((states, b) => {
    states.values.set(after[b]!.values.subarray(0, stocks * states.count));
  });
  return before;
}

/** Rows of the step one by one, as many as some particle can still have given. */
async function consistent(
  c: Context,
  cloud: Cloud,
  before: States[] | undefined,
  leaning: readonly RecordRow[],
  weighing: readonly RecordRow[],
): Promise<{ leaning: RecordRow[]; weighing: RecordRow[]; setAside: RecordRow[] }> {
  const kept: { leaning: RecordRow[]; weighing: RecordRow[] } = { leaning: [], weighing: [] };
  const setAside: RecordRow[] = [];
  const tryRow = async (kind: "leaning" | "weighing", row: RecordRow) => {
    const tried = { ...kept, [kind]: [...kept[kind], row] };
    const from = { ...cloud, states: before && copyStates(before) };
    const stretches = await playStep(c, from, c.options.seed, tried.leaning);
    const { logs } = together(weighAll(c, cloud, stretches, tried.leaning, tried.weighing), stretches, cloud.runs);
    if (logSum(plus(cloud.logs, logs)) === NEVER) setAside.push(row);
    else kept[kind].push(row);
  };
  for (const row of leaning) await tryRow("leaning", row);
  for (const row of weighing) await tryRow("weighing", row);
  return { ...kept, setAside };
}

/** Each particle's last step again under other luck, taken where it is likelier, or by chance (Metropolis-Hastings). */
async function moved(
  c: Context,
  cloud: Cloud,
  before: States[],
  step: Step,
  power: number,
  stage: number,
  rows: { leaning: RecordRow[]; weighing: RecordRow[] },
): Promise<Step> {
  const seed = fnv1a(`${c.options.seed} stage ${stage}`);
  const from: Cloud = { ...cloud, states: copyStates(before), moved: false };
  const stretches = await playStep(c, from, seed, rows.leaning);
  const again = together(weighAll(c, cloud, stretches, rows.leaning, rows.weighing), stretches, cloud.runs);
  again.stretches.forEach((stretch, b) => {
    const old = step.stretches[b]!;
    for (let i = 0; i < stretch.count; i++) {
      const run = stretch.first + i;
      const ratio = power * (again.logs[run]! - step.logs[run]!);
      if (uniform(seed, run, STREAM, cloud.step, 0) < exp(Math.min(0, ratio))) continue;
      putBack(stretch, old, i);
      again.logs[run] = step.logs[run]!;
    }
  });
  return again;
}

/** Puts one run of a stretch in place of that in another. */
function putBack(into: Stretch, from: Stretch, i: number): void {
  const column = (to: Float64Array, of: Float64Array) => {
    for (let at = i; at < to.length; at += into.count) to[at] = of[at]!;
  };
  column(into.series, from.series);
  column(into.states.values, from.states.values);
  into.failed[i] = from.failed[i]!;
}

/** Series of other runs in each place, as states are gathered. */
function gatherStretches(c: Context, stretches: readonly Stretch[], ancestors: Int32Array): Stretch[] {
  const states = gatherStates(c.plan.model, statesOf(stretches), ancestors);
  const block = stretches[0]!.count;
  return stretches.map((stretch, b) => {
    const series = new Float64Array(stretch.series.length);
    const failed = new Uint8Array(stretch.count);
    for (let i = 0; i < stretch.count; i++) {
      const ancestor = ancestors[stretch.first + i]!;
      const from = stretches[Math.floor(ancestor / block)]!;
      const at = ancestor - from.first;
      for (let k = 0; k * stretch.count < series.length; k++) {
        series[k * stretch.count + i] = from.series[k * from.count + at]!;
      }
      failed[i] = from.failed[at]!;
    }
    return { ...stretch, series, failed, states: states[b]! };
  });
}

type Staged = { cloud: Cloud; step: Step; logEvidence: number; stages: number };

/** Absorbs a step in stages of a rising power, each worth enough particles. The last stage leaves weights to be resampled or not. */
async function inStages(
  c: Context,
  cloud: Cloud,
  before: States[],
  first: Step,
  rows: { leaning: RecordRow[]; weighing: RecordRow[] },
): Promise<Staged> {
  let [now, step, past, power, logEvidence, stages] = [cloud, first, before, 0, 0, 0];
  while (power < 1 && stages < MOST_STAGES) {
    const wanted = STAGE_KEEPS * now.runs;
    const more = stages + 1 === MOST_STAGES ? 1 - power : powerFor(now.logs, step.logs, 1 - power, wanted);
    const rise = Math.max(more, 1e-6);
    const logs = now.logs.map((l, i) => (step.logs[i] === NEVER ? NEVER : l + rise * step.logs[i]!));
    logEvidence += normalise(logs);
    power = Math.min(1, power + rise);
    stages++;
    const u = uniform(c.options.seed, stages, STREAM, now.step + 1, 1);
    const ancestors = systematic(logs, now.runs, u);
    const stretches = gatherStretches(c, step.stretches, ancestors);
    past = gatherStates(c.plan.model, past, ancestors);
    now = { ...resampled(c.plan.model, { ...now, states: undefined }, ancestors) };
    step = { stretches, logs: gather(step.logs, ancestors), failed: step.failed };
    step = await moved(c, now, past, step, power, stages, rows);
  }
  return { cloud: now, step, logEvidence, stages };
}

/** One step: played, held against its rows, and resampled where few particles carry the weight. */
async function absorb(c: Context, cloud: Cloud): Promise<{ cloud: Cloud; report: StepReport }> {
  const { plan, options } = c;
  const at = cloud.step;
  let rows = { leaning: plan.leaning[at]!, weighing: plan.weighing[at]! };
  let setAside: RecordRow[] = [];
  const hasRows = rows.leaning.length + rows.weighing.length > 0;
  const before = hasRows && cloud.states ? copyStates(cloud.states) : undefined;
  let stretches = await playStep(c, cloud, options.seed, rows.leaning);
  let weighed = weighAll(c, cloud, stretches, rows.leaning, rows.weighing);
  let step = together(weighed, stretches, cloud.runs);
  if (logSum(plus(cloud.logs, step.logs)) === NEVER && hasRows) {
    const { setAside: left, ...kept } = await consistent(c, cloud, before, rows.leaning, rows.weighing);
    [setAside, rows] = [left, kept];
    stretches = await playStep(c, { ...cloud, states: before && copyStates(before) }, options.seed, rows.leaning);
    weighed = weighAll(c, cloud, stretches, rows.leaning, rows.weighing);
    step = together(weighed, stretches, cloud.runs);
  }
  const absorbed = weighed.map(({ row, logs }) => ({ row, log: logSum(plus(cloud.logs, logs)) }));
  const logs = plus(cloud.logs, step.logs);
  let logEvidence = normalise(logs);
  const size = effectiveSize(logs);
  let next: Cloud = { ...cloud, logs, moved: false };
  let stages = 1;
  const isStaged = size < STAGES_UNDER * cloud.runs && before !== undefined && hasRows;
  if (isStaged) {
    const past = withConstants(c, before, statesOf(step.stretches));
    const staged = await inStages(c, { ...cloud, moved: false }, past, step, rows);
    ({ step, logEvidence, stages } = staged);
    next = staged.cloud;
  }
  for (const row of rows.weighing) {
    const house = houseOf(next.houses, plan.record.observed[row.observed]!, row, cloud.runs);
    if (house) for (const stretch of step.stretches) learnRow(plan, row, stretch, 0, house);
  }
  next = { ...next, step: at + 1, states: statesOf(step.stretches) };
  const isPoor = size < RESAMPLE_UNDER * cloud.runs || step.failed > 0;
  if (isPoor && !isStaged) {
    next = resampled(plan.model, next, systematic(logs, cloud.runs, uniform(options.seed, 0, STREAM, at + 1, 0)));
  }
  if (isPoor && options.rejuvenate !== false && next.luck.length > 0) {
    next = { ...next, luck: rejuvenated(next.luck, options.seed, at + 1), moved: true };
  }
  const report = {
    step: at,
    rows: absorbed,
    setAside,
    size,
    resampled: isPoor,
    stages,
    logEvidence,
    failed: step.failed,
  };
  return { cloud: next, report };
}

/** Watches a record, step by step. The cloud may be copied by whoever reads it, and is handed over when the next step is asked for. */
export async function* watchSteps(
  plan: WatchPlan,
  player: Continuer,
  options: FilterOptions,
): AsyncGenerator<{ cloud: Cloud; report: StepReport }> {
  const c: Context = { plan, player, options };
  const until = Math.min(options.until ?? plan.last, plan.model.clock.steps - 1);
  let cloud = newCloud(plan.model, options.seed, options.particles);
  while (cloud.step <= until && !options.stopped?.()) {
    const absorbed = await absorb(c, cloud);
    cloud = absorbed.cloud;
    yield absorbed;
  }
}
