// Events of a step: scheduled ones at their date, others with their chance. All chances are reckoned on one state, before any
// effect; effects then follow in the order written, each seeing the stocks as changed so far and the derived as they were.
// An effect is not cut at a stock's bounds: the advance that follows does that, and a formula that wants it writes min(1, ...).

import type { CheckedModel, Event } from "../../language/checked-model.ts";
import { clamp } from "../../statistics/elementary.ts";
import { uniform } from "../../statistics/philox.ts";
import { evaluate, type RandomKey, type State } from "./evaluate.ts";
import type { Tilts } from "./states.ts";

export type Happening = { step: number; event: number; outcome: number; chance: number };

/** Draws of an event: 0 whether it happens, 1 which outcome. */
const WHETHER = 0;
const WHICH = 1;

function chanceOf(event: Event, p: State): number {
  if (event.scheduled !== undefined && event.scheduled !== p.step) return 0;
  return event.chance ? evaluate(event.chance, p) : 1;
}

/** The outcome by one uniform through running sums; -1 where the chances leave room for none. */
function outcomeOf(event: Event, p: State, luck: RandomKey): number {
  if (event.outcomes.length === 1 && !event.outcomes[0]!.chance) return 0;
  const u = uniform(luck.seed, luck.run, event.stream, luck.when, WHICH);
  let sum = 0;
  for (const [i, outcome] of event.outcomes.entries()) {
    sum += outcome.chance ? evaluate(outcome.chance, p) : 0;
    if (u < sum) return i;
  }
  return -1;
}

/** The chance that an event happens in this step: 0 off its date or when it is done. */
function chanceNow(event: Event, p: State, isDone: boolean): number {
  return isDone ? 0 : chanceOf(event, p);
}

/** A chance leant towards what was seen, and how likely that was: l1 where it happens, l0 where it does not. */
function leant(chance: number, [l1, l0]: readonly [number, number]): { chance: number; evidence: number } {
  const c = clamp(chance, 0, 1);
  const evidence = c * l1 + (1 - c) * l0;
  return { chance: (c * l1) / evidence, evidence };
}

/**
 * What happens in this step. `done` remembers events that do not repeat. Where `tilts` say what was seen of an event, its chance leans
 * that way, and `evidence` says of each how likely that was.
 */
export function happenings(
  model: CheckedModel,
  p: State,
  luck: RandomKey,
  done: boolean[],
  tilts?: Tilts | undefined,
): { found: Happening[]; evidence: number[] } {
  const found: Happening[] = [];
  const evidence = model.events.map(() => 1);
  model.events.forEach((event, i) => {
    const own = tilts?.events[i];
    if (done[i] && !own) return;
    let chance = chanceNow(event, p, done[i]!);
    if (own) {
      const seen = leant(chance, own);
      evidence[i] = seen.evidence;
      chance = seen.chance;
    }
    if (!(uniform(luck.seed, luck.run, event.stream, luck.when, WHETHER) < chance)) return;
    const outcome = outcomeOf(event, p, luck);
    if (outcome < 0) return;
    if (!event.repeats) done[i] = true;
    found.push({ step: p.step, event: i, outcome, chance });
  });
  return { found, evidence };
}

export function applyEffects(model: CheckedModel, p: State, found: readonly Happening[]): void {
  for (const { event, outcome } of found) {
    for (const { stock, value } of model.events[event]!.outcomes[outcome]!.effects) {
      p.cells[stock] = evaluate(value, p);
    }
  }
}
