// Parts of formulas that an alternative leaves as they are: in a cell that it does reach, often half of the formula reads only cells
// that it does not. The projection "as now" has worked them out already, with the same operations on the same inputs, so it keeps
// them beside its cells and the slices read them there.
// In: the model and the policies of one group of beliefs. Out: the parts worth keeping, each with its place in a row.

import type { CheckedModel } from "../../language/checked-model.ts";
import { type Expression, partsOf } from "../../language/expression.ts";
import { type Dependencies, forwardSlice, movedTerms } from "./slices.ts";

/** Whether an option of the policy can change what a formula gives, where these cells are changed. */
export function isMoved(e: Expression, cells: ReadonlySet<number>, policy: number): boolean {
  if (e.kind === "cell") return cells.has(e.slot);
  if (e.kind === "option") return e.policy === policy;
  return partsOf(e).some((part) => isMoved(part, cells, policy));
}

export type SharedParts = {
  /** Parts of stocks' `next`, which read the step before. */
  next: ReadonlyMap<Expression, number>;
  /** Parts of derived variables and value terms. */
  after: ReadonlyMap<Expression, number>;
  count: number;
};

/** One operation costs no more than the load that would replace it. */
const LEAST_WORK = 2;
const WORK: Partial<Record<string, number>> = { exp: 30, log: 30, logistic: 30, "^": 30, "/": 4 };

function workOf(e: Expression): number {
  const own =
    e.kind === "call"
      ? (WORK[e.name] ?? 1)
      : e.kind === "binary"
        ? (WORK[e.operator] ?? 1)
        : e.kind === "lookup"
          ? 8 * e.points.length
          : partsOf(e).length > 0
            ? 1
            : 0;
  return partsOf(e).reduce((sum, part) => sum + workOf(part), own);
}

const readsState = (e: Expression): boolean =>
  e.kind === "cell" || e.kind === "option" || e.kind === "time" || partsOf(e).some(readsState);

const isTest = (e: Expression) =>
  e.kind === "not" || (e.kind === "binary" && ["<", "<=", ">", ">=", "=", "!=", "and", "or"].includes(e.operator));

/** The largest parts that stay as now and are worth a place; a test is no number, so its sides are looked at. */
function keepUnmoved(e: Expression, cells: ReadonlySet<number>, policy: number, keep: (e: Expression) => void): void {
  if (!isTest(e) && !isMoved(e, cells, policy)) {
    if (workOf(e) >= LEAST_WORK && readsState(e)) keep(e);
    return;
  }
  for (const part of partsOf(e)) keepUnmoved(part, cells, policy, keep);
}

export type SharingPolicy = { policy: number; terms: readonly number[] };

export function sharedParts(model: CheckedModel, d: Dependencies, policies: readonly SharingPolicy[]): SharedParts {
  const next = new Map<Expression, number>();
  const after = new Map<Expression, number>();
  const into = (map: Map<Expression, number>) => (e: Expression) => {
    if (!map.has(e)) map.set(e, next.size + after.size);
  };
  for (const { policy, terms } of policies) {
    const reached = forwardSlice(d, policy);
    // What is reached by the last step stays so: it is both the step before and the step after from then on
    for (let step = 1; step <= reached.length; step++) {
      const before = reached[step - 1]!;
      const now = reached[Math.min(step, reached.length - 1)]!;
      for (const cell of now) {
        const stock = model.stocks[cell];
        if (stock) keepUnmoved(stock.next, before, policy, into(next));
        else keepUnmoved(model.derived[cell - d.stocks]!.is, now, policy, into(after));
      }
      for (const term of movedTerms(d, terms, now, policy)) {
        keepUnmoved(model.terms[term]!.is, now, policy, into(after));
      }
    }
  }
  return { next, after, count: next.size + after.size };
}
