// The particle filter over runs: what a record says of state, constants and model (docs/watch.md, "The filter").
// In: a plan, who plays, a seed, how many particles. Out: step by step the set of particles after absorbing that step, and a report of it.
// Choices and events lean towards what was seen of them, and weights make up for it (fully adapted: Pitt & Shephard 1999); quantities
// weigh. Where few particles would be left, the step is absorbed in stages of a rising power (adaptive tempering, Del Moral, Doucet &
// Jasra 2012), between which particles are resampled and each plays its last step again, kept or not by Metropolis-Hastings.

import { fnv1a } from "../../base/fnv1a.ts";
import type { Segment } from "../../engine/interpreter/engine.ts";
import { type States, stateRows } from "../../engine/interpreter/states.ts";
import type { Continuer } from "../../ensemble/jobs.ts";
import type { RecordRow } from "../../language/record/read-record.ts";
import { exp, log } from "../../statistics/elementary.ts";
import { uniform } from "../../statistics/philox.ts";
import { evidencePlace, tiltsOf } from "./guided-proposal.ts";
import { copyStates, gatherStates, newParticleSet, type ParticleSet, resampled, segmentOf } from "./particles.ts";
import type { WatchPlan } from "./plan.ts";
import { movableRows, rejuvenated } from "./rejuvenate.ts";
import { houseOf } from "./source-bias.ts";
import { learnRow, weighRow } from "./weigh-row.ts";
import { effectiveSize, gather, logSum, normalise, powerFor, systematic } from "./weights.ts";

export type FilterOptions = {
  seed: number;
  particles: number;
  /** The last step to absorb; the record's last where nothing is said. */
  until?: number | undefined;
  /** Constants are moved at each resampling; off for models whose constants are known. */
  rejuvenate?: boolean | undefined;
  /** Hard steps go in stages; off where the likelihood must be unbiased: powers that follow the particles bias it a little. */
  staged?: boolean | undefined;
  /** Moves the luck of constants before a step is played (fit/): the new luck, or undefined where it stays. */
  move?: ((luck: Float64Array[], step: number) => Float64Array[] | undefined) | undefined;
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
  /** Rows of luck that new blood may move. */
  movable: number[];
  plan: WatchPlan;
  executor: Continuer;
  options: FilterOptions;
};

/** One step as played: where the runs stand, and the logarithm of how likely the rows were in each. */
type Step = { segments: Segment[]; logs: Float64Array; failed: number };

async function playStep(
  { plan, executor }: Context,
  particleSet: ParticleSet,
  seed: number,
  leaning: readonly RecordRow[],
): Promise<Segment[]> {
  const { model, recording, record } = plan;
  const tilts = tiltsOf(model, record, leaning);
  const job = segmentOf(particleSet, { model, recording, seed, holds: [], until: particleSet.step + 1, tilts });
  const segments: Segment[] = [];
  for await (const segment of executor.resume(job)) segments.push(segment);
  return segments;
}

/** The logarithm of how likely each row of policies and events was, by run. */
function leantLogs({ plan }: Context, segments: readonly Segment[], row: RecordRow, runs: number): Float64Array {
  const place = evidencePlace(plan.model, plan.record.observed[row.observed]!);
  const logs = new Float64Array(runs);
  for (const { first, count, evidence } of segments) {
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
  particleSet: ParticleSet,
  segments: readonly Segment[],
  leaning: readonly RecordRow[],
  weighing: readonly RecordRow[],
): Weighed[] {
  const leant = onePerPlace(c, leaning).map((row) => ({ row, logs: leantLogs(c, segments, row, particleSet.runs) }));
  const weighed = weighing.map((row) => {
    const logs = new Float64Array(particleSet.runs);
    const house = houseOf(particleSet.houses, c.plan.record.observed[row.observed]!, row, particleSet.runs);
    for (const segment of segments) weighRow(c.plan, row, segment, 0, house, logs);
    return { row, logs };
  });
  return [...leant, ...weighed];
}

function together(weighed: readonly Weighed[], segments: readonly Segment[], runs: number): Step {
  const logs = new Float64Array(runs);
  for (const w of weighed) for (let i = 0; i < runs; i++) logs[i] = logs[i]! + w.logs[i]!;
  let failed = 0;
  for (const { first, failed: stopped } of segments) {
    stopped.forEach((f, i) => {
      if (f === 0) return;
      failed++;
      logs[first + i] = NEVER;
    });
  }
  return { segments: [...segments], logs, failed };
}

const plus = (a: Float64Array, b: Float64Array) => a.map((x, i) => x + b[i]!);

const statesOf = (segments: readonly Segment[]): States[] => segments.map((s) => s.states);

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
  particleSet: ParticleSet,
  before: States[] | undefined,
  leaning: readonly RecordRow[],
  weighing: readonly RecordRow[],
): Promise<{ leaning: RecordRow[]; weighing: RecordRow[]; setAside: RecordRow[] }> {
  const kept: { leaning: RecordRow[]; weighing: RecordRow[] } = { leaning: [], weighing: [] };
  const setAside: RecordRow[] = [];
  const tryRow = async (kind: "leaning" | "weighing", row: RecordRow) => {
    const tried = { ...kept, [kind]: [...kept[kind], row] };
    const from = { ...particleSet, states: before && copyStates(before) };
    const segments = await playStep(c, from, c.options.seed, tried.leaning);
    const { logs } = together(
      weighAll(c, particleSet, segments, tried.leaning, tried.weighing),
      segments,
      particleSet.runs,
    );
    if (logSum(plus(particleSet.logs, logs)) === NEVER) setAside.push(row);
    else kept[kind].push(row);
  };
  for (const row of leaning) await tryRow("leaning", row);
  for (const row of weighing) await tryRow("weighing", row);
  return { ...kept, setAside };
}

/** Each particle's last step again under other luck, taken where it is likelier, or by chance (Metropolis-Hastings). */
async function moved(
  c: Context,
  particleSet: ParticleSet,
  before: States[],
  step: Step,
  power: number,
  stage: number,
  rows: { leaning: RecordRow[]; weighing: RecordRow[] },
): Promise<Step> {
  const seed = fnv1a(`${c.options.seed} stage ${stage}`);
  const from: ParticleSet = { ...particleSet, states: copyStates(before), moved: false };
  const segments = await playStep(c, from, seed, rows.leaning);
  const again = together(weighAll(c, particleSet, segments, rows.leaning, rows.weighing), segments, particleSet.runs);
  again.segments.forEach((segment, b) => {
    const old = step.segments[b]!;
    for (let i = 0; i < segment.count; i++) {
      const run = segment.first + i;
      const ratio = power * (again.logs[run]! - step.logs[run]!);
      if (uniform(seed, run, STREAM, particleSet.step, 0) < exp(Math.min(0, ratio))) continue;
      putBack(segment, old, i);
      again.logs[run] = step.logs[run]!;
    }
  });
  return again;
}

/** Puts one run of a segment in place of that in another. */
function putBack(into: Segment, from: Segment, i: number): void {
  const column = (to: Float64Array, of: Float64Array) => {
    for (let at = i; at < to.length; at += into.count) to[at] = of[at]!;
  };
  column(into.series, from.series);
  column(into.states.values, from.states.values);
  into.failed[i] = from.failed[i]!;
}

/** Series of other runs in each place, as states are gathered. */
function gatherSegments(c: Context, segments: readonly Segment[], ancestors: Int32Array): Segment[] {
  const states = gatherStates(c.plan.model, statesOf(segments), ancestors);
  const block = segments[0]!.count;
  return segments.map((segment, b) => {
    const series = new Float64Array(segment.series.length);
    const failed = new Uint8Array(segment.count);
    for (let i = 0; i < segment.count; i++) {
      const ancestor = ancestors[segment.first + i]!;
      const from = segments[Math.floor(ancestor / block)]!;
      const at = ancestor - from.first;
      for (let k = 0; k * segment.count < series.length; k++) {
        series[k * segment.count + i] = from.series[k * from.count + at]!;
      }
      failed[i] = from.failed[at]!;
    }
    return { ...segment, series, failed, states: states[b]! };
  });
}

type Staged = { particleSet: ParticleSet; step: Step; logEvidence: number; stages: number };

/** Absorbs a step in stages of a rising power, each worth enough particles. The last stage leaves weights to be resampled or not. */
async function inStages(
  c: Context,
  particleSet: ParticleSet,
  before: States[],
  first: Step,
  rows: { leaning: RecordRow[]; weighing: RecordRow[] },
): Promise<Staged> {
  let [now, step, past, power, logEvidence, stages] = [particleSet, first, before, 0, 0, 0];
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
    const segments = gatherSegments(c, step.segments, ancestors);
    past = gatherStates(c.plan.model, past, ancestors);
    now = { ...resampled(c.plan.model, { ...now, states: undefined }, ancestors) };
    step = { segments, logs: gather(step.logs, ancestors), failed: step.failed };
    step = await moved(c, now, past, step, power, stages, rows);
  }
  return { particleSet: now, step, logEvidence, stages };
}

/** New blood for the constants that can be moved a little. */
function newBlood({ movable, options }: Context, luck: readonly Float64Array[], when: number): Float64Array[] {
  const moved = rejuvenated(
    movable.map((row) => luck[row]!),
    options.seed,
    when,
  );
  const all = [...luck];
  movable.forEach((row, k) => {
    all[row] = moved[k]!;
  });
  return all;
}

/** One step: played, held against its rows, and resampled where few particles carry the weight. */
async function absorb(c: Context, particleSet: ParticleSet): Promise<{ particleSet: ParticleSet; report: StepReport }> {
  const { plan, options } = c;
  const at = particleSet.step;
  let rows = { leaning: plan.leaning[at]!, weighing: plan.weighing[at]! };
  let setAside: RecordRow[] = [];
  const hasRows = rows.leaning.length + rows.weighing.length > 0;
  const before = hasRows && particleSet.states ? copyStates(particleSet.states) : undefined;
  let segments = await playStep(c, particleSet, options.seed, rows.leaning);
  let weighed = weighAll(c, particleSet, segments, rows.leaning, rows.weighing);
  let step = together(weighed, segments, particleSet.runs);
  if (logSum(plus(particleSet.logs, step.logs)) === NEVER && hasRows) {
    const { setAside: left, ...kept } = await consistent(c, particleSet, before, rows.leaning, rows.weighing);
    [setAside, rows] = [left, kept];
    segments = await playStep(c, { ...particleSet, states: before && copyStates(before) }, options.seed, rows.leaning);
    weighed = weighAll(c, particleSet, segments, rows.leaning, rows.weighing);
    step = together(weighed, segments, particleSet.runs);
  }
  const absorbed = weighed.map(({ row, logs }) => ({ row, log: logSum(plus(particleSet.logs, logs)) }));
  const logs = plus(particleSet.logs, step.logs);
  let logEvidence = normalise(logs);
  const size = effectiveSize(logs);
  let next: ParticleSet = { ...particleSet, logs, moved: false };
  let stages = 1;
  const isStaged =
    options.staged !== false && size < STAGES_UNDER * particleSet.runs && before !== undefined && hasRows;
  if (isStaged) {
    const past = withConstants(c, before, statesOf(step.segments));
    const staged = await inStages(c, { ...particleSet, moved: false }, past, step, rows);
    ({ step, logEvidence, stages } = staged);
    next = staged.particleSet;
  }
  for (const row of rows.weighing) {
    const house = houseOf(next.houses, plan.record.observed[row.observed]!, row, particleSet.runs);
    if (house) for (const segment of step.segments) learnRow(plan, row, segment, 0, house);
  }
  next = { ...next, step: at + 1, states: statesOf(step.segments) };
  const isPoor = size < RESAMPLE_UNDER * particleSet.runs || step.failed > 0;
  if (isPoor && !isStaged) {
    next = resampled(plan.model, next, systematic(logs, particleSet.runs, uniform(options.seed, 0, STREAM, at + 1, 0)));
  }
  if (isPoor && options.rejuvenate !== false && c.movable.length > 0) {
    next = { ...next, luck: newBlood(c, next.luck, at + 1), moved: true };
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
  return { particleSet: next, report };
}

/** Watches a record, step by step. The set of particles may be copied by whoever reads it, and is handed over when the next step is asked for. */
export async function* watchSteps(
  plan: WatchPlan,
  executor: Continuer,
  options: FilterOptions,
): AsyncGenerator<{ particleSet: ParticleSet; report: StepReport }> {
  const c: Context = { movable: movableRows(plan.model), plan, executor, options };
  const until = Math.min(options.until ?? plan.last, plan.model.clock.steps - 1);
  let particleSet = newParticleSet(plan.model, options.seed, options.particles);
  while (particleSet.step <= until && !options.stopped?.()) {
    const luck = options.move?.(particleSet.luck, particleSet.step);
    if (luck) particleSet = { ...particleSet, luck, moved: true };
    const absorbed = await absorb(c, particleSet);
    particleSet = absorbed.particleSet;
    yield absorbed;
  }
}
