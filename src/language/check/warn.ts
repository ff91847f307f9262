// What is not wrong but will surprise: an option that no one can ever take, a value that no policy can move.

import type { CheckedModel } from "../checked-model.ts";
import { type Expression, walk } from "../expression.ts";
import type { Problems } from "../problems.ts";
import { cellRanges, rangeOf } from "./ranges.ts";

function readsMoved(e: Expression, moved: ReadonlySet<number>): boolean {
  let found = false;
  walk(e, (part) => {
    if (part.kind === "option" || (part.kind === "cell" && moved.has(part.slot))) found = true;
  });
  return found;
}

/** Cells that some policy can move, at once or in time. */
export function movedCells(model: Pick<CheckedModel, "stocks" | "derived">): Set<number> {
  const moved = new Set<number>();
  const formulas = [...model.stocks.map((s) => s.next), ...model.derived.map((d) => d.is)];
  let before = -1;
  while (moved.size !== before) {
    before = moved.size;
    formulas.forEach((e, slot) => {
      if (!moved.has(slot) && readsMoved(e, moved)) moved.add(slot);
    });
  }
  return moved;
}

export function warn(model: CheckedModel, problems: Problems): void {
  const ranges = cellRanges(model);
  for (const policy of model.policies) {
    for (const option of policy.options) {
      if (!option.only) continue;
      const [, high] = rangeOf(option.only, (slot) => ranges[slot]!);
      if (high <= 0) problems.add("option-never-open", option.at, { option: `${policy.id} is ${option.id}` });
    }
  }
  const moved = movedCells(model);
  for (const term of model.terms) {
    if (!readsMoved(term.is, moved)) problems.add("value-not-moved", term.at, { name: term.id });
  }
}
