// What a file of XMILE can hold of a model: each stock's net flow, the course of a policy that nobody decides, which cells are needed. In: a
// checked model. Out: expressions and slots; how they are written is write-xmile.ts's business.

import { heldOption } from "../engine/interpreter/play-run.ts";
import type { CheckedModel, Constant, Described, Stock } from "../language/checked-model.ts";
import { type Expression, number, walk } from "../language/expression.ts";
import { draws } from "./say-xmile.ts";

export const bounded = (e: Expression, least: Expression | undefined, most: Expression | undefined): Expression => {
  const atLeast: Expression = least ? { kind: "call", name: "max", arguments: [e, least] } : e;
  return most ? { kind: "call", name: "min", arguments: [atLeast, most] } : atLeast;
};

/** The parts of a sum, each with its sign. */
const addends = (e: Expression, isMinus = false): { e: Expression; isMinus: boolean }[] =>
  e.kind === "binary" && (e.operator === "+" || e.operator === "-")
    ? [...addends(e.left, isMinus), ...addends(e.right, isMinus !== (e.operator === "-"))]
    : [{ e, isMinus }];

/** What a stock changes by in a step: its `next` without itself where that is a sum with it, else the difference. */
export function netFlow(stock: Stock, slot: number): Expression {
  const self: Expression = { kind: "cell", slot };
  const difference = (next: Expression): Expression => ({ kind: "binary", operator: "-", left: next, right: self });
  if (stock.min || stock.max) return difference(bounded(stock.next, stock.min, stock.max));
  const parts = addends(stock.next);
  const own = parts.findIndex(({ e, isMinus }) => !isMinus && e.kind === "cell" && e.slot === slot);
  if (own < 0) return difference(stock.next);
  return parts
    .filter((_, at) => at !== own)
    .reduce<Expression>(
      (left, { e, isMinus }, at) =>
        at === 0 && !isMinus ? e : { kind: "binary", operator: isMinus ? "-" : "+", left, right: e },
      number(0),
    );
}

/** Which option stands at each step of a policy that nobody decides here, and whether it is held there. */
export function courseOf(model: CheckedModel, slot: number): { option: number; isHeld: boolean }[] {
  let option = model.policies[slot]!.start;
  return Array.from({ length: model.clock.steps }, (_, step) => {
    const held = heldOption(model.holds, slot, step);
    option = held ?? option;
    return { option, isHeld: held !== undefined };
  });
}

/** `IF TIME < 5 THEN 0 ELSE 2`. */
export function heldEquation(model: CheckedModel, slot: number): string {
  const course = courseOf(model, slot).map(({ option }) => option);
  const changes = course.flatMap((option, step) => (step > 0 && option !== course[step - 1] ? [step] : []));
  return changes.reduceRight(
    (later, step) => `IF TIME < ${step} THEN ${course[step - 1]} ELSE ${later}`,
    String(course.at(-1)),
  );
}

/** A constant as a formula where it is one, else at its median: each run draws it anew, and a file of XMILE is one run. */
export const isDrawnOnce = (c: Constant) => c.whole || [c.value, c.min, c.max].some((e) => e !== undefined && draws(e));

const isShown = ({ id }: Described) => !id.startsWith("utility(");

/** Slots of all cells that the shown ones read, through hidden memories and utilities that somebody asked for. */
export function cellsNeeded(model: CheckedModel): Set<number> {
  const needed = new Set<number>();
  const first = model.stocks.length;
  const need = (slot: number) => {
    if (needed.has(slot)) return;
    needed.add(slot);
    const stock = model.stocks[slot];
    const parts = stock ? [stock.start, stock.next] : [model.derived[slot - first]!.is];
    for (const e of parts)
      walk(e, (part) => {
        if (part.kind === "cell") need(part.slot);
      });
  };
  model.stocks.forEach((stock, slot) => {
    if (!stock.hidden) need(slot);
  });
  model.derived.forEach((derived, i) => {
    if (isShown(derived)) need(first + i);
  });
  return needed;
}
