// What all parts of the lowering share: the model, its layout and dependencies, the module under construction.

import type { CheckedModel, Constant } from "../../../language/checked-model.ts";
import type { Expression } from "../../../language/expression.ts";
import type { Recording } from "../../interpreter/engine.ts";
import type { keptOf } from "../../interpreter/states.ts";
import type { SharedParts } from "../common-subexpressions.ts";
import type { FunctionBuilder } from "../encode/function.ts";
import { Graph, type Value } from "../encode/graph.ts";
import type { WasmModule } from "../encode/module.ts";
import { ANY, hull, type Range } from "../encode/range.ts";
import type { Layout } from "../memory.ts";
import type { Dependencies } from "../slices.ts";
import { lowerNumber, type Sight } from "./lower-expression.ts";
import type { Runtime } from "./runtime.ts";

export type Build = {
  model: CheckedModel;
  recording: Recording;
  layout: Layout;
  dependencies: Dependencies;
  module: WasmModule;
  runtime: Runtime;
  rare: Sight["rare"];
  /** The set of beliefs of each actor: 0 for those who see things as they are. */
  groups: number[];
  groupCount: number;
  /** Constants that are known before any run, by group and slot. */
  literals: (number | undefined)[][];
  /** Between which numbers each cell lies, whoever sees it. */
  ranges: Range[];
  farthest: number;
  /** The function of each policy's slice, once it is made. */
  slices: Map<number, number>;
  /** By group: parts of formulas that its projection as now keeps beside its cells. */
  shared: SharedParts[];
  /** What policies keep from a step to the next. */
  kept: ReturnType<typeof keptOf>;
};

/** A constant within its bounds, rounded where it counts steps (engine/interpreter/draw-constants.ts). */
export function boundedValue(g: Graph, constant: Constant, value: Value, lower: (e: Expression) => Value): Value {
  let v = value;
  if (constant.min) v = g.binary("pmax", v, lower(constant.min));
  if (constant.max) v = g.binary("pmin", v, lower(constant.max));
  return constant.whole ? g.unary("floor", g.binary("add", v, g.const(0.5))) : v;
}

/** What each group of beliefs holds of a constant. */
export function valueInGroup(model: CheckedModel, groups: readonly number[], group: number, slot: number): Expression {
  const believer = group === 0 ? undefined : model.actors[groups.indexOf(group)];
  return believer?.beliefs.find((b) => b.constant === slot)?.value ?? model.constants[slot]!.value;
}

/** Whether a group's constant follows the state (interpreter/follow.ts). */
export function followsInGroup(model: CheckedModel, groups: readonly number[], group: number, slot: number): boolean {
  const believer = group === 0 ? undefined : model.actors[groups.indexOf(group)];
  const belief = believer?.beliefs.find((b) => b.constant === slot);
  return (belief ? belief.follows : model.constants[slot]!.follows) === true;
}

/** Finds the constants that no luck touches, by lowering them in a graph where all the rest is unknown. */
export function findLiterals(
  model: CheckedModel,
  groups: readonly number[],
  groupCount: number,
): (number | undefined)[][] {
  return Array.from({ length: groupCount }, (_, group) => {
    const known: (number | undefined)[] = [];
    const g = new Graph();
    const unknown = g.load(0);
    const sight: Sight = {
      graph: g,
      // What a belief reads before its turn is 0 (engine/interpreter/draw-constants.ts)
      constant: (slot) => (slot < known.length && known[slot] === undefined ? unknown : g.const(known[slot] ?? 0)),
      cell: () => unknown,
      option: () => unknown,
      time: () => g.const(0),
      uniform: () => unknown,
      quantile: 0,
      rare: { beta: 0, poisson: 0 },
    };
    model.constants.forEach((constant, slot) => {
      if (followsInGroup(model, groups, group, slot)) {
        known[slot] = undefined;
        return;
      }
      const value = lowerNumber(valueInGroup(model, groups, group, slot), sight);
      const bounded = boundedValue(g, constant, value, (e) => lowerNumber(e, sight));
      known[slot] = bounded.op === "const" ? bounded.value : undefined;
    });
    return known;
  });
}

/**
 * Finds between which numbers each cell lies: a stock by its bounds, unless an event may set it beyond them; a derived variable by
 * lowering its formula in a graph where no more than that is known.
 */
export function findRanges(model: CheckedModel, literals: Build["literals"]): Range[] {
  const g = new Graph();
  const disturbed = new Set(
    model.events.flatMap((e) => e.outcomes.flatMap((o) => o.effects.map(({ stock }) => stock))),
  );
  let at = 0;
  const unknown = () => g.load(at++);
  const ofGroup = (own: readonly (number | undefined)[]) => {
    const ranges: Range[] = [];
    const sight: Sight = {
      graph: g,
      constant: (slot) => (own[slot] === undefined ? unknown() : g.const(own[slot])),
      cell: (slot) => g.load(at++, ranges[slot]),
      option: unknown,
      time: unknown,
      uniform: unknown,
      quantile: 0,
      rare: { beta: 0, poisson: 0 },
    };
    model.stocks.forEach(({ min, max }, slot) => {
      let value = unknown();
      if (min) value = g.binary("pmax", value, lowerNumber(min, sight));
      if (max) value = g.binary("pmin", value, lowerNumber(max, sight));
      ranges.push(disturbed.has(slot) ? ANY : value.range);
    });
    for (const { is } of model.derived) ranges.push(lowerNumber(is, sight).range);
    return ranges;
  };
  return literals.map(ofGroup).reduce((all, more) => all.map((range, slot) => hull(range, more[slot]!)));
}

/** A constant of a group as a value: known now, or from memory. */
export function constantOf(b: Build, g: Graph, group: number): (slot: number) => Value {
  return (slot) => {
    const literal = b.literals[group]![slot];
    return literal === undefined ? g.load(b.layout.constants(group, slot)) : g.const(literal);
  };
}

/** The sight of real play: the true constants, cells from memory, luck. `time` is the f64 local with the step. */
export function sightOfPlay(b: Build, f: FunctionBuilder, time: number, cell?: (slot: number) => Value): Sight {
  const g = f.graph;
  return {
    graph: g,
    constant: constantOf(b, g, 0),
    cell: cell ?? ((slot) => g.load(b.layout.cell(slot), b.ranges[slot])),
    option: (policy) => g.load(b.layout.option(policy)),
    time: () => g.splat(time, 0, "now"),
    uniform: (stream, place) => g.call(b.runtime.uniform, [], [stream, place]),
    quantile: b.runtime.quantile,
    rare: b.rare,
  };
}

/** Adds a value to the check sum that shows whether anything turned non-finite. */
export function checkSum(g: Graph, b: Build, values: readonly Value[]): { address: number; value: Value } {
  const sum = values.reduce((s, v) => g.binary("add", s, v), g.load(b.layout.check));
  return { address: b.layout.check, value: sum };
}
