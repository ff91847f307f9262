// What a formula may see while it is resolved: names, its own family member, its bound indices, and what is allowed where it stands.

import type { Clock } from "../../base/dates.ts";
import type { Place } from "../../base/problem.ts";
import type { Expression } from "../expression.ts";
import { LIMITS } from "../limits.ts";
import type { Names } from "../names/names.ts";
import type { Problems } from "../problems.ts";
import type { Span } from "./syntax-tree.ts";

/** What the place of a formula allows. */
export type Rules = {
  /** Words for the place: "a derived variable". */
  where: string;
  /** Draws: implied by a distribution (`once`), by draw() and noise() (`step`), or not at all. */
  draws: "once" | "step" | "never";
  /** Drawn once a run, so it may read constants alone: what to do about something that changes. */
  constant?: string | undefined;
  /** May remember (lags, delay, smooth). */
  lags: boolean;
};

const rules = (where: string, draws: Rules["draws"], constant?: string, lags = constant === undefined): Rules => ({
  where,
  draws,
  constant,
  lags,
});

export const RULES = {
  constant: rules("a constant", "once", "make it a variable"),
  deciding: rules("what decides", "never"),
  start: rules("a starting value", "once", undefined, false),
  is: rules("a derived variable", "never"),
  next: rules("the next value", "step"),
  bound: rules("a bound", "never", "put it into `next`: min(formula, bound)"),
  only: rules("the condition of an option", "never"),
  belief: rules("a belief about what changes", "never"),
  call: rules("what calls a review", "never"),
  hold: rules("the condition of a hold", "never"),
  value: rules("a value", "never"),
  chance: rules("a chance", "step"),
  set: rules("an effect", "step"),
  question: rules("a question", "never"),
  watch: rules("what is observed", "never", undefined, false),
} satisfies Record<string, Rules>;

export type Scope = {
  names: Names;
  problems: Problems;
  clock: Clock;
  rules: Rules;
  /** The family that the formula belongs to, and which member this is. */
  own?: { name: string; members: readonly string[] } | undefined;
  bindings: ReadonlyMap<string, string>;
  stream: number;
  nextDraw: () => number;
  place: (span: Span) => Place;
  constantSlot: (id: string) => number | undefined;
  /** Whether a variable or parameter holds a truth value. */
  isTruth: (id: string) => boolean;
  delay: (value: Expression, steps: number, at: Place) => Expression;
  smooth: (value: Expression, steps: Expression, start: Expression | undefined, at: Place) => Expression;
  utility: (actor: string) => Expression;
  /** How many steps the present option of a policy has been in place. */
  age: (policy: string) => Expression;
  /** Whether a constant follows the state, so that nothing else may read it. */
  follows: (id: string) => boolean;
  budget: { left: number };
};

/** Counts one part; false once a model is too large to go on. */
export function spend(scope: Scope): boolean {
  scope.budget.left--;
  if (scope.budget.left === -1) {
    scope.problems.add("model-too-large", scope.place({ from: 0, to: 1 }), { most: LIMITS.parts.most, what: "parts" });
  }
  return scope.budget.left >= 0;
}
