// Events of a step: scheduled ones at their date, others with their chance. All chances are reckoned on one picture, before any
// effect; effects then follow in the order written, each seeing the stocks as changed so far and the derived as they were.
// An effect is not cut at a stock's bounds: the advance that follows does that, and a formula that wants it writes min(1, ...).

import type { CheckedModel, Event } from "../language/checked-model.ts";
import { uniform } from "../numbers/philox.ts";
import { evaluate, type Luck, type Picture } from "./evaluate.ts";

export type Happening = { step: number; event: number; outcome: number; chance: number };

/** Draws of an event: 0 whether it happens, 1 which outcome. */
const WHETHER = 0;
const WHICH = 1;

function chanceOf(event: Event, p: Picture): number {
  if (event.scheduled !== undefined && event.scheduled !== p.step) return 0;
  return event.chance ? evaluate(event.chance, p) : 1;
}

/** The outcome by one uniform through running sums; -1 where the chances leave room for none. */
function outcomeOf(event: Event, p: Picture, luck: Luck): number {
  if (event.outcomes.length === 1 && !event.outcomes[0]!.chance) return 0;
  const u = uniform(luck.seed, luck.run, event.stream, luck.when, WHICH);
  let sum = 0;
  for (const [i, outcome] of event.outcomes.entries()) {
    sum += outcome.chance ? evaluate(outcome.chance, p) : 0;
    if (u < sum) return i;
  }
  return -1;
}

/** What happens in this step. `done` remembers events that do not repeat. */
export function happenings(model: CheckedModel, p: Picture, luck: Luck, done: boolean[]): Happening[] {
  const found: Happening[] = [];
  model.events.forEach((event, i) => {
    if (done[i]) return;
    const chance = chanceOf(event, p);
    if (!(uniform(luck.seed, luck.run, event.stream, luck.when, WHETHER) < chance)) return;
    const outcome = outcomeOf(event, p, luck);
    if (outcome < 0) return;
    if (!event.repeats) done[i] = true;
    found.push({ step: p.step, event: i, outcome, chance });
  });
  return found;
}

export function applyEffects(model: CheckedModel, p: Picture, found: readonly Happening[]): void {
  for (const { event, outcome } of found) {
    for (const { stock, value } of model.events[event]!.outcomes[outcome]!.effects) {
      p.cells[stock] = evaluate(value, p);
    }
  }
}
