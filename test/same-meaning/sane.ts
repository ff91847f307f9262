// What must hold of any block, whoever played it: stocks within bounds that are plain numbers, options there are, chances that
// sum to one, utilities that are their terms, the switching cost and the taste added in order, to the last bit.

import { type Block, type Explained, type Recording, rowsOf } from "../../src/engine/interpreter/engine.ts";
import type { CheckedModel } from "../../src/language/checked-model.ts";
import { showBits } from "./compare-engines.ts";

/** Rounding of a sum of at most four chances. */
const SUM_TOLERANCE = 1e-14;

type Say = (says: string) => void;

function boundsHold(model: CheckedModel, block: Block, say: Say): void {
  // What an event sets is cut by the advance that follows, not when it happens
  const set = new Set(model.events.flatMap((e) => e.outcomes.flatMap((o) => o.effects.map((effect) => effect.stock))));
  model.stocks.forEach((stock, k) => {
    if (set.has(k)) return;
    const [min, max] = [stock.min, stock.max].map((e) => (e?.kind === "number" ? e.value : undefined));
    for (let at = k * block.steps * block.count; at < (k + 1) * block.steps * block.count; at++) {
      if (block.failed[at % block.count]) continue;
      const x = block.series[at]!;
      if (max !== undefined && !(x <= max)) say(`${stock.id} is ${showBits(x)}, above its max ${max}`);
      // A max below the min wins
      if (min !== undefined && !(x >= min) && !(max !== undefined && max < min)) {
        if (!stock.max || stock.max.kind === "number") say(`${stock.id} is ${showBits(x)}, below its min ${min}`);
      }
    }
  });
}

function optionsExist(model: CheckedModel, recording: Recording, block: Block, say: Say): void {
  recording.policies.forEach((slot, k) => {
    const { id, options } = model.policies[slot]!;
    for (let at = k * block.steps * block.count; at < (k + 1) * block.steps * block.count; at++) {
      if (!block.failed[at % block.count] && block.options[at]! >= options.length) say(`${id} has an option too many`);
    }
  });
}

function scoresAddUp(model: CheckedModel, explained: Explained, block: Block, say: Say): void {
  const { width, terms } = rowsOf(model, explained.policy);
  const { id, options } = model.policies[explained.policy]!;
  explained.reviews.forEach((step, review) => {
    for (let i = 0; i < block.count; i++) {
      if (block.failed[i]) continue;
      const value = (option: number, part: number) =>
        explained.values[(review * explained.rows + option * width + part) * block.count + i]!;
      const open = options.map((_, o) => o).filter((o) => !Number.isNaN(value(o, terms + 1)));
      let chances = 0;
      for (const o of open) {
        let utility = 0;
        for (let part = 0; part < terms; part++) utility += value(o, part);
        utility += value(o, terms);
        if (width > terms + 3) utility += value(o, terms + 3);
        const same = Object.is(utility, value(o, terms + 1));
        if (!same) say(`${id}, run ${block.first + i}, step ${step}: ${showBits(utility)} is not its utility`);
        chances += value(o, terms + 2);
      }
      // NaN where precision times utility leaves what doubles hold: no fault, the first option
      if (open.length > 0 && Math.abs(chances - 1) > SUM_TOLERANCE) {
        say(`${id}, run ${block.first + i}, step ${step}: its chances sum to ${chances}`);
      }
    }
  });
}

/** `recording` is `recordAll`: its first series are the model's cells. */
export function insane(model: CheckedModel, recording: Recording, block: Block): string[] {
  const found: string[] = [];
  const say = (says: string) => {
    if (found.length < 8) found.push(says);
  };
  boundsHold(model, block, say);
  optionsExist(model, recording, block, say);
  for (const explained of block.explained) scoresAddUp(model, explained, block, say);
  return found;
}
