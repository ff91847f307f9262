// The causal picture of a model, drawn from its formulas: what reads what, with which sign, and whether a step lies between.
// Families are one node. Signs are found by trial: each formula is moved a little in one thing, on pictures of a few played futures;
// up always means +, down always means -, both mean "depends". A choice has no up and down: its arrows into formulas carry no sign.
// In: a checked model. Out: nodes and arrows as plain data; where they stand on the screen is the page's business.

import type { Place } from "../../base/problem.ts";
import { advance, derive } from "../../engine/interpreter/derive.ts";
import { drawConstants } from "../../engine/interpreter/draw-constants.ts";
import { evaluate, type State } from "../../engine/interpreter/evaluate.ts";
import { startState } from "../../engine/interpreter/start.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { decides } from "../../language/decides.ts";
import { type Expression, walk } from "../../language/expression.ts";
import { formulasOf } from "../../language/formulas.ts";

export type MapNode = {
  id: string;
  label: string;
  kind: "stock" | "derived" | "policy" | "event";
  /** Who chooses. */
  owner?: string | undefined;
  at: Place;
};

export type MapArrow = {
  from: string;
  to: string;
  sign: "+" | "-" | "depends" | "none";
  /** The effect comes a step later: it is in a `next` or in an event's effect. */
  delayed: boolean;
  /** Weighed by the one who chooses, through a value term. */
  weighed: boolean;
};

export type CausalMap = { nodes: MapNode[]; arrows: MapArrow[] };

const SAMPLED_RUNS = 4;
const EACH = 6;

const familyOf = (id: string) => id.replace(/\[.*$/, "");

/** States along a few futures in which the options go round instead of being chosen: quick to make, and unlike each other. */
function pictures(model: CheckedModel): State[] {
  const found: State[] = [];
  for (let run = 0; run < SAMPLED_RUNS; run++) {
    const constants = drawConstants(model, 1, run);
    const p = startState(model, constants, 1, run);
    for (let step = 0; step < model.clock.steps; step++) {
      p.luck = { seed: 1, run, when: step + 1 };
      if (step % EACH === 0) {
        model.policies.forEach(({ options }, k) => {
          p.options[k] = (step / EACH + run * 3 + k) % options.length;
        });
      }
      derive(model, p);
      if (p.cells.some((value) => !Number.isFinite(value))) break;
      if (step % EACH === EACH - 1)
        found.push({ constants, step, cells: p.cells.slice(), options: p.options.slice(), luck: undefined });
      advance(model, p);
    }
  }
  return found;
}

/** The sign with which a formula follows one of its cells. */
function signOf(e: Expression, cell: number, seen: readonly State[], sizes: Float64Array): MapArrow["sign"] {
  let up = false;
  let down = false;
  const move = sizes[cell]! * 0.05 || 0.05;
  for (const p of seen) {
    const cells = p.cells.slice();
    const before = evaluate(e, p);
    cells[cell] = cells[cell]! + move;
    const gap = evaluate(e, { ...p, cells }) - before;
    if (gap > 1e-12) up = true;
    if (gap < -1e-12) down = true;
  }
  return up && down ? "depends" : up ? "+" : down ? "-" : "none";
}

class Arrows {
  readonly all = new Map<string, MapArrow>();
  add(arrow: MapArrow): void {
    if (arrow.from === arrow.to && arrow.delayed) return;
    const key = `${arrow.from}\n${arrow.to}`;
    const known = this.all.get(key);
    if (!known) {
      this.all.set(key, arrow);
      return;
    }
    if (known.sign === "none") known.sign = arrow.sign;
    else if (arrow.sign !== "none" && arrow.sign !== known.sign) known.sign = "depends";
    known.delayed &&= arrow.delayed;
    known.weighed &&= arrow.weighed;
  }
}

/** Hidden cells (memories of lags, utilities) stand for what they read. */
function namesOf(model: CheckedModel): (string | undefined)[] {
  return [...model.stocks, ...model.derived].map((cell) => {
    const isHidden = ("hidden" in cell && cell.hidden) || cell.id.startsWith("utility(");
    return isHidden ? undefined : familyOf(cell.id);
  });
}

export function causalMap(model: CheckedModel): CausalMap {
  const seen = pictures(model);
  const sizes = new Float64Array(model.stocks.length + model.derived.length);
  for (const p of seen)
    p.cells.forEach((v, i) => {
      sizes[i] = Math.max(sizes[i]!, Math.abs(v));
    });
  const names = namesOf(model);
  const arrows = new Arrows();

  function readBy(e: Expression, to: string, about: { delayed: boolean; weighed: boolean; flip: boolean }): void {
    const cells = new Set<number>();
    walk(e, (part) => {
      if (part.kind === "cell") cells.add(part.slot);
      if (part.kind === "option") {
        const { id } = model.policies[part.policy]!;
        if (id !== to) arrows.add({ from: id, to, sign: "none", delayed: about.delayed, weighed: about.weighed });
      }
    });
    for (const cell of cells) {
      const sources = names[cell] === undefined ? behind(cell) : [cell];
      for (const source of sources) {
        const from = names[source]!;
        if (from === to && !about.delayed) continue;
        const sign = source === cell ? signOf(e, cell, seen, sizes) : "depends";
        const flipped = about.flip && (sign === "+" || sign === "-") ? (sign === "+" ? "-" : "+") : sign;
        arrows.add({ from, to, sign: flipped, delayed: about.delayed || source !== cell, weighed: about.weighed });
      }
    }
  }

  /** What a hidden cell reads, through other hidden ones. */
  function behind(cell: number, past = new Set<number>()): number[] {
    if (past.has(cell)) return [];
    past.add(cell);
    const stock = model.stocks[cell];
    const e = stock ? stock.next : model.derived[cell - model.stocks.length]!.is;
    const found: number[] = [];
    walk(e, (part) => {
      if (part.kind !== "cell") return;
      if (names[part.slot] === undefined) found.push(...behind(part.slot, past));
      else found.push(part.slot);
    });
    return found;
  }

  const plain = { delayed: false, weighed: false, flip: false };
  for (const { owner, slot, role, expression } of formulasOf(model)) {
    const cell = owner === "stock" ? slot : owner === "derived" ? model.stocks.length + slot : undefined;
    const to = cell === undefined ? undefined : names[cell];
    // How a stock began says nothing of what moves it
    if (to !== undefined && role !== "start") readBy(expression, to, { ...plain, delayed: owner === "stock" });
    if (owner === "event" && role === "chance") readBy(expression, model.events[slot]!.id, plain);
    if (owner === "policy" && decides(model.policies[slot]!)) readBy(expression, model.policies[slot]!.id, plain);
  }
  for (const event of model.events) {
    for (const { stock } of event.outcomes.flatMap(({ effects }) => effects)) {
      const to = names[stock];
      if (to !== undefined) arrows.add({ from: event.id, to, sign: "none", delayed: false, weighed: false });
    }
  }
  for (const policy of model.policies) {
    if (!decides(policy)) continue;
    for (const term of model.actors[policy.owner]!.terms) {
      const { is, weight } = model.terms[term]!;
      const flip = seen.some((p) => p.constants[weight]! < 0);
      readBy(is, policy.id, { delayed: false, weighed: true, flip });
    }
  }

  const nodes: MapNode[] = [];
  const add = (node: MapNode) => {
    if (!nodes.some((n) => n.id === node.id)) nodes.push(node);
  };
  [...model.stocks, ...model.derived].forEach((cell, slot) => {
    const id = names[slot];
    if (id !== undefined)
      add({
        id,
        label: cell.label ?? id.replaceAll("_", " "),
        kind: slot < model.stocks.length ? "stock" : "derived",
        at: cell.at,
      });
  });
  for (const { id, label, owner, at } of model.policies)
    add({ id, label: label ?? id, kind: "policy", owner: model.actors[owner]!.id, at });
  for (const { id, label, at } of model.events) add({ id, label: label ?? id.replaceAll("_", " "), kind: "event", at });
  return { nodes, arrows: [...arrows.all.values()] };
}
