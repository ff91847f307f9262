// Which cells a decision can change, and which its owner can feel: the look-ahead computes only what is both.
// In: the model. Out: sets of cells by step ahead. Leaving the rest at "as now" changes no bit, for the same operations
// on the same inputs would give the same result.

import type { CheckedModel } from "../../language/checked-model.ts";
import { cellsOf, type Expression, walk } from "../../language/expression.ts";

export type Reads = { cells: ReadonlySet<number>; policies: ReadonlySet<number> };

function readsOf(e: Expression): Reads {
  const policies = new Set<number>();
  walk(e, (part) => {
    if (part.kind === "option") policies.add(part.policy);
  });
  return { cells: cellsOf(e), policies };
}

export type Dependencies = {
  /** Of each cell: a stock's next (and bounds), a derived variable's `is`. */
  cells: Reads[];
  terms: Reads[];
  stocks: number;
};

export function dependenciesOf(model: CheckedModel): Dependencies {
  return {
    cells: [...model.stocks.map((s) => readsOf(s.next)), ...model.derived.map((d) => readsOf(d.is))],
    terms: model.terms.map((t) => readsOf(t.is)),
    stocks: model.stocks.length,
  };
}

const meets = (reads: Reads, cells: ReadonlySet<number>, policy: number) =>
  reads.policies.has(policy) || [...reads.cells].some((cell) => cells.has(cell));

/** Cells that the terms need, from now on for ever: closed under reading. */
export function backwardSlice(d: Dependencies, terms: readonly number[]): Set<number> {
  const felt = new Set<number>();
  const stack = terms.flatMap((t) => [...d.terms[t]!.cells]);
  while (stack.length > 0) {
    const cell = stack.pop()!;
    if (felt.has(cell)) continue;
    felt.add(cell);
    stack.push(...d.cells[cell]!.cells);
  }
  return felt;
}

/** Cells that must be known `left` steps before the last: at 0, what terms read then; the step before, what leads there. */
export function feltWithin(d: Dependencies, terms: readonly number[], horizon: number): Set<number>[] {
  const byStep: Set<number>[] = [];
  let needed = new Set<number>();
  for (let step = horizon; step >= 0; step--) {
    const now = new Set<number>();
    if (step > 0 || horizon === 0) for (const t of terms) for (const cell of d.terms[t]!.cells) now.add(cell);
    for (const stock of needed) if (stock < d.stocks) for (const cell of d.cells[stock]!.cells) now.add(cell);
    for (let cell = d.cells.length - 1; cell >= d.stocks; cell--) {
      if (now.has(cell)) for (const read of d.cells[cell]!.cells) now.add(read);
    }
    byStep[step] = now;
    needed = now;
  }
  return byStep;
}

/** Cells that a change of one policy's option reaches, at the present step and each step ahead, until it spreads no more. */
export function forwardSlice(d: Dependencies, policy: number): Set<number>[] {
  const byStep: Set<number>[] = [];
  for (;;) {
    const before = byStep.at(-1);
    const now = new Set<number>();
    if (before) {
      for (let stock = 0; stock < d.stocks; stock++) if (meets(d.cells[stock]!, before, policy)) now.add(stock);
    }
    for (let cell = d.stocks; cell < d.cells.length; cell++) if (meets(d.cells[cell]!, now, policy)) now.add(cell);
    if (before && before.size === now.size) return byStep;
    byStep.push(now);
  }
}

/** Terms whose value a change can move at a step. */
export function movedTerms(
  d: Dependencies,
  terms: readonly number[],
  reached: ReadonlySet<number>,
  policy: number,
): number[] {
  return terms.filter((t) => meets(d.terms[t]!, reached, policy));
}
