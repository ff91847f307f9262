// Where everything stands in the kernel's memory. Four runs are played at a time, from start to end, so its state has
// fixed addresses and stays in the first-level cache; a value is 32 bytes, one f64 for each run.
//
//   0        seed, and the four runs' numbers
//   state    constants (one vector for each set of beliefs), settings of them from outside, cells, options, picks, events that are done
//   ahead    projections "as now": cells by step ahead, factors, running sums and scores of value terms
//   tables   per step: which policies are due, what is held
//   out      what is recorded, laid out as a Block with BLOCK runs

import type { CheckedModel } from "../../language/checked-model.ts";
import { reviewsVary } from "../../language/decides.ts";
import { BLOCK_RUNS } from "../../statistics/streaming.ts";
import { type Recording, reviewsOf, rowsOf } from "../interpreter/engine.ts";
import { keptOf } from "../interpreter/states.ts";

/** A value: one f64 for each of the four runs. */
export const VALUE_BYTES = 32;
/** In the tables of holds: nothing is held. */
export const FREE = 255;
/** Runs that are played side by side. */
export const RUNS_ABREAST = 4;

export type Layout = {
  constants: (group: number, slot: number) => number;
  /** What a constant is set to from outside (NaN where luck draws it); of a claim, its credence. */
  setting: (slot: number) => number;
  cell: (slot: number) => number;
  option: (policy: number) => number;
  pick: (policy: number) => number;
  done: (event: number) => number;
  /** The option of each policy in the state that an actor imagines (level 2). */
  imagined: (policy: number) => number;
  /** A cell of a group's projection as now, `ahead` steps on; after the cells, the shared parts of formulas. */
  ahead: (group: number, ahead: number, slot: number) => number;
  /** Bytes from one step ahead to the next. */
  aheadStride: number;
  factor: (actor: number, ahead: number) => number;
  factorStride: number;
  /** The sum of a value term so far, as now. */
  sum: (ahead: number, term: number) => number;
  sumStride: number;
  /** The sum of a value term at the end, as now. */
  endSum: (term: number) => number;
  total: (actor: number) => number;
  /** weight * sum / total of a value term, as now. */
  score: (term: number) => number;
  /** Scores of one policy's alternatives while it decides: [alternative][term]. */
  alternative: (which: number, term: number) => number;
  check: number;
  due: (policy: number) => number;
  held: (policy: number) => number;
  tableStride: number;
  /** Whether a step is one of a regular review, where reviews may differ between runs: `due` is then written at each step. */
  regular: (policy: number) => number;
  /** Of holds on conditions: the option (0) and the condition (1) of each level, the later level counting; FREE where there is none. */
  overlay: (level: number, policy: number, which: 0 | 1) => number;
  /** Masks: a condition is true now, a policy is held by one, a policy is due. */
  condition: (condition: number) => number;
  conditionStride: number;
  heldNow: (policy: number) => number;
  dueNow: (policy: number) => number;
  /** What policies keep from a step to the next (interpreter/states.ts, `keptOf`). */
  kept: (place: number) => number;
  series: (which: number) => number;
  options: (which: number) => number;
  recordedConstant: (which: number) => number;
  final: (which: number) => number;
  explained: (which: number) => number;
  suspect: number;
  /** By option of a policy: how far what was seen leans towards it; 1 where nothing was. Only in an engine that is tilted. */
  tilt: (policy: number, option: number) => number;
  /** By event: factors of its happening (0) and not (1); NaN where nothing was seen. */
  eventTilt: (event: number, which: 0 | 1) => number;
  /** 1 where an event happens in the present step; and where that is put out, like options. Only of recorded events. */
  happens: (which: number) => number;
  events: (which: number) => number;
  /** How likely what was seen is, by policy and then event; and where that is put out. */
  evidence: (which: number) => number;
  evidenceOut: (which: number) => number;
  bytes: number;
};

const align = (n: number) => Math.ceil(n / 64) * 64;

/** The farthest that any actor can look in this model: what projections need room for. */
export type LayoutNeeds = {
  model: CheckedModel;
  recording: Recording;
  groups: number;
  farthest: number;
  shared: number;
};

export function layOut({ model, recording, groups, farthest, shared }: LayoutNeeds): Layout {
  const cells = model.stocks.length + model.derived.length;
  const width = cells + shared;
  const { steps } = model.clock;
  const policies = model.policies.length;
  const terms = model.terms.length;
  let at = 64;
  const region = (count: number, size = VALUE_BYTES): number => {
    const start = at;
    at = align(at + count * size);
    return start;
  };
  const constants = region(groups * model.constants.length);
  const setting = region(model.constants.length);
  const cell = region(cells);
  const option = region(policies);
  const pick = region(policies);
  const done = region(model.events.length);
  const imagined = region(policies);
  const check = region(1);
  const total = region(model.actors.length);
  const score = region(terms);
  const endSum = region(terms);
  const mostOptions = Math.max(0, ...model.policies.map((p) => p.options.length));
  const alternative = region(mostOptions * (terms + 1));
  const sum = region((farthest + 1) * terms);
  const factor = region((farthest + 1) * model.actors.length);
  const ahead = region(groups * (farthest + 1) * width);
  const due = region(steps * policies, 1);
  const held = region(steps * policies, 1);
  const varying = model.policies.some((policy) => reviewsVary(model, policy));
  const regular = region(varying ? steps * policies : 0, 1);
  const levels = model.conditions?.length ?? 0;
  const overlay = region(2 * levels * steps * policies, 1);
  const condition = region(levels);
  const heldNow = region(levels > 0 ? policies : 0);
  const dueNow = region(varying ? policies : 0);
  const kept = region(keptOf(model).count);
  const series = region(recording.series.length * steps * BLOCK_RUNS, 8);
  const options = region(recording.policies.length * steps * BLOCK_RUNS, 1);
  const recordedConstant = region(recording.constants.length * BLOCK_RUNS, 8);
  const final = region(recording.finals.length * BLOCK_RUNS, 8);
  const explainedStarts = recording.explained.map((slot) => {
    const reviews = reviewsOf(model, recording, slot).length;
    return region(reviews * rowsOf(model, slot).rows * BLOCK_RUNS, 8);
  });
  const suspect = region(BLOCK_RUNS, 8);
  const tilt = region(recording.tilted ? policies * mostOptions : 0);
  const eventTilt = region(recording.tilted ? 2 * model.events.length : 0);
  const recorded = recording.events?.length ?? 0;
  const happens = region(recorded);
  const events = region(recorded * steps * BLOCK_RUNS, 1);
  const seen = recording.tilted ? policies + model.events.length : 0;
  const evidence = region(seen);
  const evidenceOut = region(seen * BLOCK_RUNS, 8);
  return {
    constants: (group, slot) => constants + (group * model.constants.length + slot) * VALUE_BYTES,
    setting: (slot) => setting + slot * VALUE_BYTES,
    cell: (slot) => cell + slot * VALUE_BYTES,
    option: (policy) => option + policy * VALUE_BYTES,
    pick: (policy) => pick + policy * VALUE_BYTES,
    done: (event) => done + event * VALUE_BYTES,
    imagined: (policy) => imagined + policy * VALUE_BYTES,
    ahead: (group, step, slot) => ahead + ((group * (farthest + 1) + step) * width + slot) * VALUE_BYTES,
    aheadStride: width * VALUE_BYTES,
    factor: (actor, step) => factor + (step * model.actors.length + actor) * VALUE_BYTES,
    factorStride: model.actors.length * VALUE_BYTES,
    sum: (step, term) => sum + (step * terms + term) * VALUE_BYTES,
    sumStride: terms * VALUE_BYTES,
    endSum: (term) => endSum + term * VALUE_BYTES,
    total: (actor) => total + actor * VALUE_BYTES,
    score: (term) => score + term * VALUE_BYTES,
    alternative: (which, term) => alternative + (which * (terms + 1) + term) * VALUE_BYTES,
    check,
    due: (policy) => due + policy,
    held: (policy) => held + policy,
    tableStride: policies,
    regular: (policy) => regular + policy,
    overlay: (level, policy, which) => overlay + (2 * level + which) * steps * policies + policy,
    condition: (which) => condition + which * VALUE_BYTES,
    conditionStride: VALUE_BYTES,
    heldNow: (policy) => heldNow + policy * VALUE_BYTES,
    dueNow: (policy) => dueNow + policy * VALUE_BYTES,
    kept: (place) => kept + place * VALUE_BYTES,
    series: (which) => series + which * steps * BLOCK_RUNS * 8,
    options: (which) => options + which * steps * BLOCK_RUNS,
    recordedConstant: (which) => recordedConstant + which * BLOCK_RUNS * 8,
    final: (which) => final + which * BLOCK_RUNS * 8,
    explained: (which) => explainedStarts[which]!,
    suspect,
    tilt: (policy, option) => tilt + (policy * mostOptions + option) * VALUE_BYTES,
    eventTilt: (event, which) => eventTilt + (2 * event + which) * VALUE_BYTES,
    happens: (which) => happens + which * VALUE_BYTES,
    events: (which) => events + which * steps * BLOCK_RUNS,
    evidence: (which) => evidence + which * VALUE_BYTES,
    evidenceOut: (which) => evidenceOut + which * BLOCK_RUNS * 8,
    bytes: at,
  };
}
