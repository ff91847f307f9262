// Which runs go abreast. Four runs look as far ahead as the one of them that looks farthest, so those of like foresight go together:
// the runs of a block are sorted by the foresight of the actor whose decisions cost most. A run's luck is its own, so no bit depends
// on its company. In: the model, what each run has drawn. Out: the runs of a block in the order in which they are played.

import type { CheckedModel } from "../../language/checked-model.ts";
import { deciding } from "./lower/ahead.ts";
import { followsInGroup } from "./lower/build.ts";
import { backwardSlice, type Dependencies, forwardSlice } from "./slices.ts";

export type Lead = { group: number; constant: number };

/** The foresights that differ between runs, the one that costs most first: cells to project, for each alternative, for each review. */
export function leadsOf(
  model: CheckedModel,
  groups: readonly number[],
  literals: readonly (readonly (number | undefined)[])[],
  d: Dependencies,
): Lead[] {
  const costs = literals.flatMap((known, group) =>
    deciding(model, groups, group).flatMap(({ actor, policies }) => {
      if (known[actor.foresight] !== undefined || followsInGroup(model, groups, group, actor.foresight)) return [];
      const felt = backwardSlice(d, actor.terms);
      const cost = policies.reduce((sum, slot) => {
        const { options, review } = model.policies[slot]!;
        const cells = [...forwardSlice(d, slot).at(-1)!].filter((cell) => felt.has(cell)).length;
        return sum + ((options.length - 1) * (cells + 1)) / Math.max(1, review);
      }, 0);
      return [{ group, constant: actor.foresight, cost }];
    }),
  );
  return costs.toSorted((a, b) => b.cost - a.cost);
}

/** Runs 0..count-1 sorted by their foresights, [lead][run]; equal ones stay in order. */
export function orderAbreast(foresights: readonly Float64Array[], count: number): number[] {
  return Array.from({ length: count }, (_, run) => run).sort((a, b) => {
    for (const steps of foresights) {
      const difference = steps[a]! - steps[b]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}
