// One run: the order of a step (docs/meaning.md, "Play"), and nothing else.
//   1 holds take their place, derive  2 due policies decide on that state, together  3 derive again, events and their effects
//   4 record  5 all stocks advance from the state that was recorded.
// A pure function of (model, seed, run, holds). `see` is called with each recorded state; it must not keep it.

import type { CheckedModel, Hold } from "../../language/checked-model.ts";
import { reviewsVary, seesOtherwise } from "../../language/decides.ts";
import { type Decision, decide, mindsOf } from "./decide.ts";
import { advance, derive } from "./derive.ts";
import { drawConstants } from "./draw-constants.ts";
import { evaluate, type RandomKey, type State } from "./evaluate.ts";
import { applyEffects, type Happening, happenings } from "./events.ts";
import { type Fault, faultOf } from "./fault.ts";
import { follow } from "./follow.ts";
import { callsNow, keepCalls } from "./review.ts";
import { startState } from "./start.ts";
import type { Tilts } from "./states.ts";
import { keptAtStart, leanings, moveTaste } from "./taste.ts";

export type RunOptions = {
  /** Held beside what the model holds itself; later ones win. */
  holds?: readonly Hold[] | undefined;
  /** Sees the state of each step as it is recorded. */
  see?: ((p: State, happened: readonly Happening[]) => void) | undefined;
  /** Keep decisions with their scores, and what happened. */
  chronicle?: boolean | undefined;
  /**
   * Someone else may choose for an actor: given what it would have chosen, out comes the option taken, in the same simultaneous move.
   * Undefined: nobody has chosen yet, and the run waits there.
   */
  choose?: ((decision: Decision, p: State) => number | undefined) | undefined;
};

export type Run = {
  seed: number;
  run: number;
  constants: Float64Array;
  /** Stocks after the last step. */
  final: Float64Array;
  decisions: Decision[];
  happened: Happening[];
  fault?: Fault | undefined;
  /** What is to be decided where `choose` gave no option: all decisions of that step. */
  waiting?: Decision[] | undefined;
};

/** Whether a condition of the model is true in the present step. */
type IsTrue = (condition: number) => boolean;

/** The option that is held at a step, or undefined: the last hold that covers it. A hold on a condition counts where it is true. */
export function heldOption(
  holds: readonly Hold[],
  policy: number,
  step: number,
  isTrue: IsTrue = () => false,
): number | undefined {
  return holds.findLast(
    (h) => h.policy === policy && step >= h.from && step < h.until && (h.while === undefined || isTrue(h.while)),
  )?.option;
}

function firstFault(
  model: CheckedModel,
  p: State,
  seed: number,
  run: number,
  what: "stocks" | "cells",
): Fault | undefined {
  const count = what === "stocks" ? model.stocks.length : p.cells.length;
  for (let slot = 0; slot < count; slot++) {
    const value = p.cells[slot]!;
    if (Number.isFinite(value)) continue;
    const of = model.stocks[slot] ?? model.derived[slot - model.stocks.length]!;
    return faultOf(seed, run, p.step, of, value);
  }
  return undefined;
}

function constantFault(model: CheckedModel, constants: Float64Array, seed: number, run: number): Fault | undefined {
  const slot = constants.findIndex((value) => !Number.isFinite(value));
  return slot < 0 ? undefined : faultOf(seed, run, 0, model.constants[slot]!, constants[slot]!);
}

function decisionFault(
  model: CheckedModel,
  decisions: readonly Decision[],
  seed: number,
  run: number,
): Fault | undefined {
  for (const { policy, scores, step } of decisions) {
    const wrong = scores.find((s) => !Number.isFinite(s.utility));
    if (wrong) return faultOf(seed, run, step, model.policies[policy]!, wrong.utility);
  }
  return undefined;
}

/** All policies that are called and free decide on this state. What they keep moves in `kept`. */
function decideAll(
  model: CheckedModel,
  on: Ongoing,
  luck: RandomKey,
  held: readonly boolean[],
  kept: Float64Array,
  tilts: Tilts | undefined,
): Decision[] {
  const p = on.picture;
  const minds = mindsOf(on.believed, model, p);
  return callsNow(model, p, kept).flatMap((call, slot) => {
    if (call === undefined || held[slot]) return [];
    moveTaste(model, slot, p, luck, kept);
    const leaning = leanings(model, slot, p, kept);
    return [decide(model, minds, slot, p, luck, held, { call, leaning, tilt: tilts?.policies[slot] })];
  });
}

/** Puts what is held in its place; conditions are judged on the state as the last step left it. Out: who is held. */
function takeHolds(model: CheckedModel, p: State, holds: readonly Hold[]): boolean[] {
  const { conditions = [] } = model;
  if (conditions.length > 0) derive(model, p);
  const truths = conditions.map((condition) => evaluate(condition, p) !== 0);
  const held = model.policies.map((_, slot) => heldOption(holds, slot, p.step, (condition) => truths[condition]!));
  held.forEach((option, slot) => {
    p.options[slot] = option ?? p.options[slot]!;
  });
  return held.map((option) => option !== undefined);
}

/** Works out what follows the state, in all minds. Out: the first that is no finite number. */
function followAll(model: CheckedModel, on: Ongoing, seed: number, run: number): Fault | undefined {
  const { picture: p } = on;
  const faultIn = (constants: Float64Array, slot: number | undefined) =>
    slot === undefined ? undefined : faultOf(seed, run, p.step, model.constants[slot]!, constants[slot]!);
  let fault = faultIn(on.constants, follow(model, p, on.constants, []));
  on.believed.forEach((constants, i) => {
    if (constants === on.constants) return;
    const wrong = follow(model, p, constants, model.actors[i]!.beliefs);
    fault ??= faultIn(constants, wrong);
  });
  return fault;
}

/** The decisions as taken: by the model, or by whoever sits in an actor's place. Undefined where someone has still to choose. */
function taken(decisions: Decision[], p: State, choose: RunOptions["choose"]): Decision[] | undefined {
  if (!choose) return decisions;
  const all = decisions.map((d) => ({ ...d, chosen: choose(d, p) ?? -1 }));
  return all.some((d) => d.chosen < 0) ? undefined : all;
}

/** A run under way: what it carries from a step to the next. */
export type Ongoing = {
  constants: Float64Array;
  /** By actor. */
  believed: readonly Float64Array[];
  /** Its step is the one that comes next. */
  picture: State;
  /** What policies keep from step to step (states.ts, `keptOf`). */
  kept: Float64Array;
  /** Events that happened and do not repeat. */
  done: boolean[];
  fault?: Fault | undefined;
};

/** A run before its first step. */
export function begin(model: CheckedModel, seed: number, run: number): Ongoing {
  const constants = drawConstants(model, seed, run);
  const believed = model.actors.map((actor) =>
    seesOtherwise(actor) ? drawConstants(model, seed, run, actor.beliefs) : constants,
  );
  const kept = keptAtStart(model, { seed, run, when: 0 });
  const fault =
    constantFault(model, constants, seed, run) ??
    believed.map((b) => constantFault(model, b, seed, run)).find((f) => f);
  const picture = startState(model, constants, seed, run);
  return { constants, believed, picture, kept, done: model.events.map(() => false), fault };
}

type Step = {
  decisions?: Decision[];
  happened?: Happening[];
  fault?: Fault | undefined;
  waiting?: Decision[];
  /** How likely what was seen was, by policy and then event, where tilts say what was seen. */
  evidence?: Float64Array;
};

const NOTHING_SEEN = new Float64Array(0);

type StepOptions = RunOptions & { tilts?: Tilts | undefined };

/** Where reviews differ between runs, what is in place answers for what was seen of a policy in a run that has none now. */
function stillInPlace(model: CheckedModel, p: State, tilts: Tilts | undefined, seen: Float64Array): void {
  tilts?.policies.forEach((tilt, slot) => {
    if (tilt && reviewsVary(model, model.policies[slot]!)) seen[slot] = tilt[p.options[slot]!]!;
  });
}

/** One step, up to what is recorded of it; stocks then advance in `playOn`. */
function playStep(model: CheckedModel, on: Ongoing, seed: number, run: number, options: StepOptions): Step {
  const { picture: p, done } = on;
  const luck: RandomKey = { seed, run, when: p.step + 1 };
  p.luck = luck;
  const held = takeHolds(model, p, options.holds ?? []);
  derive(model, p);
  const early = firstFault(model, p, seed, run, "cells") ?? followAll(model, on, seed, run);
  if (early) return { fault: early };
  // A run that waits for someone to choose decides this step again: nothing is kept before it is done
  const kept = on.kept.slice();
  const reckoned = decideAll(model, on, luck, held, kept, options.tilts);
  const wrong = decisionFault(model, reckoned, seed, run);
  if (wrong) return { fault: wrong };
  const decisions = taken(reckoned, p, options.choose);
  if (!decisions) return { waiting: reckoned };
  for (const { policy, chosen } of decisions) p.options[policy] = chosen;
  derive(model, p);
  const { found, evidence } = happenings(model, p, luck, done, options.tilts);
  applyEffects(model, p, found);
  keepCalls(model, found, kept);
  on.kept.set(kept);
  const seen = new Float64Array(model.policies.length + model.events.length).fill(1);
  stillInPlace(model, p, options.tilts, seen);
  for (const decision of decisions) seen[decision.policy] = decision.evidence;
  seen.set(evidence, model.policies.length);
  return { decisions, happened: found, fault: firstFault(model, p, seed, run, "cells"), evidence: seen };
}

/** Plays a run on until a step. Stops at the first value that is not finite. Out: also the evidence of its last step. */
export function playOn(
  model: CheckedModel,
  on: Ongoing,
  seed: number,
  run: number,
  until: number,
  options: StepOptions = {},
): Pick<Run, "decisions" | "happened" | "waiting"> & { evidence: Float64Array } {
  const all = { ...options, holds: [...model.holds, ...(options.holds ?? [])] };
  const result = { decisions: [] as Decision[], happened: [] as Happening[], evidence: NOTHING_SEEN as Float64Array };
  while (on.picture.step < until && !on.fault) {
    const { decisions = [], happened = [], waiting, fault, evidence } = playStep(model, on, seed, run, all);
    if (waiting) return { ...result, waiting };
    on.fault = fault;
    if (fault) break;
    options.see?.(on.picture, happened);
    if (options.chronicle) {
      result.decisions.push(...decisions);
      result.happened.push(...happened);
    }
    result.evidence = evidence ?? NOTHING_SEEN;
    advance(model, on.picture);
  }
  on.fault ??= firstFault(model, on.picture, seed, run, "stocks");
  return result;
}

/** Plays one future. Stops at the first value that is not finite. */
export function playRun(model: CheckedModel, seed: number, run: number, options: RunOptions = {}): Run {
  const on = begin(model, seed, run);
  const { decisions, happened, waiting } = playOn(model, on, seed, run, model.clock.steps, options);
  const final = on.picture.cells.slice(0, model.stocks.length);
  const played = { seed, run, constants: on.constants, final, decisions, happened };
  return waiting ? { ...played, waiting } : { ...played, fault: on.fault };
}
