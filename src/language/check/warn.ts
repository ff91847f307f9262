// What is not wrong but will surprise: an option that no one can ever take, a value that no policy can move.

import type { CheckedModel } from "../checked-model.ts";
import { decides } from "../decides.ts";
import { cellsOf, type Expression, walk } from "../expression.ts";
import type { Problems } from "../problems.ts";
import { cellRanges, rangeOf } from "./ranges.ts";

function readsOption(e: Expression): boolean {
  let found = false;
  walk(e, (part) => {
    if (part.kind === "option") found = true;
  });
  return found;
}

/** Cells that some policy can move, at once or in time: those that read an option, and all that read them. */
export function movedCells(model: Pick<CheckedModel, "stocks" | "derived">): Set<number> {
  const formulas = [...model.stocks.map((s) => s.next), ...model.derived.map((d) => d.is)];
  const readers: number[][] = formulas.map(() => []);
  formulas.forEach((e, slot) => {
    for (const read of cellsOf(e)) readers[read]!.push(slot);
  });
  const moved = new Set(formulas.flatMap((e, slot) => (readsOption(e) ? [slot] : [])));
  // A set is walked in the order in which it grows
  for (const slot of moved) for (const reader of readers[slot]!) moved.add(reader);
  return moved;
}

const isMoved = (e: Expression, moved: ReadonlySet<number>) =>
  readsOption(e) || [...cellsOf(e)].some((slot) => moved.has(slot));

function warnOfActors(model: CheckedModel, main: string, problems: Problems): void {
  model.actors.forEach(({ id, at, terms }, slot) => {
    const chooses = model.policies.some((p) => p.owner === slot && decides(p));
    if (chooses && terms.length === 0) problems.add("actor-without-values", at, { name: id });
  });
  if (model.actors.length > 0) return;
  problems.add("no-actor", { file: main, line: 1, column: 1, length: 1 }, {});
}

/** `main` is the file of which the whole model's faults are said. */
export function warn(model: CheckedModel, main: string, problems: Problems): void {
  warnOfActors(model, main, problems);
  const ranges = cellRanges(model);
  for (const policy of model.policies) {
    const { when } = policy.calls ?? {};
    if (when && rangeOf(when, (slot) => ranges[slot]!)[0] > 0) {
      problems.add("always-true", policy.at, { name: policy.id });
    }
    for (const option of policy.options) {
      if (!option.only) continue;
      const [, high] = rangeOf(option.only, (slot) => ranges[slot]!);
      if (high <= 0) problems.add("option-never-open", option.at, { option: `${policy.id} is ${option.id}` });
    }
  }
  const moved = movedCells(model);
  for (const term of model.terms) {
    if (!isMoved(term.is, moved)) problems.add("value-not-moved", term.at, { name: term.id });
  }
}
