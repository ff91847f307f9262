// The choice of one policy: which options are open, the utility of each, and the logit pick (engine/interpreter/decide.ts).
// Each run's present option is scored by the projection as now; only the others that are open are projected, each run's own first,
// second, ... of them, so that runs with different options still go side by side.

import { BLOCK_RUNS } from "../../../statistics/streaming.ts";
import { rowsOf } from "../../interpreter/engine.ts";
import { F64, I32, OP, s32, u32 } from "../encode/encode.ts";
import { FunctionBuilder } from "../encode/function.ts";
import type { Value } from "../encode/graph.ts";
import { type Build, checkSum, constantOf, sightOfPlay } from "./build.ts";
import { expValue } from "./elementary.ts";
import { andMasks, choose, compare, notMask, numberOfMask, orMasks } from "./lower-expression.ts";
import { openMasks, setBoth } from "./open-options.ts";
import { addReplied } from "./replies.ts";
import { dueMask } from "./review.ts";
import { sliceFunction } from "./slice.ts";
import { moveTaste } from "./taste.ts";

const CHOICE = 0;

type Locals = {
  utility: number[];
  /** The place of each option among those to be projected, from 0; -1 for the others. */
  place: number[];
  alternative: number;
  result: number;
  /** An i32 pointer to the start of memory, for loads whose content changes within the function. */
  zero: number;
  /** Where the policy is explained: the score of each option's terms. */
  rows: number[][];
};

/** Projects each run's first, second, ... open option beside its present one, and puts their utilities (and scores) in place. */
function addAlternatives(
  b: Build,
  f: FunctionBuilder,
  policy: number,
  open: readonly Value[],
  own: Locals,
  explained: number,
): void {
  const g = f.graph;
  // One slice serves the reviews whose scores are kept and those whose are not: leaving scores costs it nothing that shows
  const slice = b.slices.get(policy) ?? sliceFunction(b, policy, b.recording.explained.includes(policy));
  b.slices.set(policy, slice);
  const present = g.load(b.layout.option(policy));
  let count = g.const(0);
  const places = open.map((mask, i) => {
    const other = andMasks(g, mask, notMask(g, compare(g, "=", present, g.const(i))));
    const place = choose(g, count, g.const(-1), other);
    count = g.binary("add", count, numberOfMask(g, other));
    return { local: own.place[i]!, value: place };
  });
  const many = f.v128();
  f.set([...places, { local: many, value: count }]);
  const scores = b.layout.alternative(0, 0);
  for (let nth = 0; nth + 1 < open.length; nth++) {
    const is = (i: number) => compare(g, "=", g.variable(own.place[i]!, 0), g.const(nth));
    const body = f.inside(() => {
      // A run that has no such option left goes with its present one, and nobody reads what comes of it
      const alternative = open.reduce((v: Value, _, i) => choose(g, g.const(i), v, is(i)), present);
      f.set([{ local: own.alternative, value: alternative }]);
      f.code([OP.localGet, ...u32(own.alternative), OP.localGet, ...u32(own.alternative + 1)]);
      f.code([OP.localGet, 0, OP.i32Const, ...s32(scores), OP.call, ...u32(slice)], setBoth(own.result));
      f.set(
        own.utility.map((local, i) => ({
          local,
          value: choose(g, g.variable(own.result, 0), g.variable(local, 0), is(i)),
        })),
      );
      if (explained >= 0) keepScores(f, b, own, nth);
    });
    f.add({ kind: "ifAny", mask: compare(g, ">", g.variable(many, 0), g.const(nth)), body });
  }
}

/** Moves an alternative's term scores into the rows of the options that it was in each run. */
function keepScores(f: FunctionBuilder, b: Build, own: Locals, nth: number): void {
  const g = f.graph;
  own.rows.forEach((row, i) => {
    const was = compare(g, "=", g.variable(own.place[i]!, 0), g.const(nth));
    row.forEach((local, k) => {
      const score = g.loadAt(own.zero, b.layout.alternative(0, k), 0, `${nth}`);
      f.set([{ local, value: choose(g, score, g.variable(local, 0), was) }]);
    });
  });
}

/**
 * Decides a policy for the runs abreast; takes the step, where they stand in the recorded scores, and the step's row in the tables.
 * Leaves the pick.
 */
export function decideFunction(b: Build, policy: number, keepsScores: boolean): number {
  const f = new FunctionBuilder([F64, I32, I32]);
  const g = f.graph;
  const { model, layout } = b;
  const { options, owner, switching, entering, stream } = model.policies[policy]!;
  const actor = model.actors[owner]!;
  const explained = keepsScores ? b.recording.explained.indexOf(policy) : -1;
  const sight = sightOfPlay(b, f, 0);
  const believed = constantOf(b, g, b.groups[owner]!);
  const due = dueMask(b, f, policy);
  const leaning = moveTaste(b, f, policy, sight, due);
  const openLocals = options.map(() => f.v128());
  f.set(openMasks(b, policy, sight).map((value, i) => ({ local: openLocals[i]!, value })));
  const open = () => openLocals.map((local) => g.variable(local, 0));

  const own: Locals = {
    utility: options.map(() => f.v128()),
    place: options.map(() => f.v128()),
    alternative: f.v128(),
    result: f.v128(),
    zero: f.i32(),
    rows: explained >= 0 ? options.map(() => actor.terms.map(() => f.v128())) : [],
  };
  f.code([OP.i32Const, ...s32(0), OP.localSet, ...u32(own.zero)]);
  const now = actor.terms.reduce((sum, term) => g.binary("add", sum, g.load(layout.score(term))), g.const(0));
  f.set(own.utility.map((local) => ({ local, value: now })));
  if (explained >= 0) {
    own.rows.forEach((row) => {
      f.set(row.map((local, k) => ({ local, value: g.load(layout.score(actor.terms[k]!)) })));
    });
  }
  if (actor.level === 2) addReplied(b, f, { policy, open: openLocals, utility: own.utility, rows: own.rows, row: 2 });
  else addAlternatives(b, f, policy, open(), own, explained);

  const present = g.load(layout.option(policy));
  const costs = options.map((_, i) =>
    choose(g, g.const(0), believed(entering?.[i] ?? switching), compare(g, "=", present, g.const(i))),
  );
  const wanted = own.utility.map((local, i) => g.binary("sub", g.variable(local, 0), costs[i]!));
  const utilities = wanted.map((u, i) => (leaning.length > 0 ? g.binary("add", u, g.variable(leaning[i]!, 0)) : u));
  const precision = sight.constant(actor.precision);
  const scaled = utilities.map((u) => g.binary("mul", precision, u));
  const nothing = g.const(Number.NEGATIVE_INFINITY);
  const isOpen = open();
  const best = scaled.reduce((top, u, i) => g.binary("pmax", top, choose(g, u, nothing, isOpen[i]!)), nothing);
  const weights = scaled.map((u, i) => choose(g, expValue(g, g.binary("sub", u, best)), g.const(0), isOpen[i]!));
  const leant = b.recording.tilted
    ? weights.map((weight, i) => g.binary("mul", weight, g.load(layout.tilt(policy, i))))
    : weights;
  const running: Value[] = [];
  for (const weight of leant) running.push(g.binary("add", running.at(-1) ?? g.const(0), weight));
  const sum = running.at(-1)!;
  const x = g.binary("mul", sight.uniform!(stream, CHOICE), sum);
  let chosen = g.const(0);
  for (let i = 0; i + 1 < options.length; i++)
    chosen = choose(g, g.const(i + 1), chosen, compare(g, ">=", x, running[i]!));
  const anyOpen = isOpen.reduce((any, mask) => orMasks(g, any, mask), g.bits(0n));
  const pick = choose(g, chosen, present, anyOpen);
  f.store([{ address: layout.pick(policy), value: due ? choose(g, pick, present, due) : pick }]);
  if (b.recording.tilted) {
    const plain = weights.reduce((s, weight) => g.binary("add", s, weight), g.const(0));
    const stays = options.reduce(
      (v: Value, _, i) => choose(g, g.load(layout.tilt(policy, i)), v, compare(g, "=", present, g.const(i))),
      g.const(1),
    );
    const own = choose(g, g.binary("div", sum, plain), stays, anyOpen);
    f.store([
      { address: layout.evidence(policy), value: due ? choose(g, own, g.load(layout.evidence(policy)), due) : own },
    ]);
  }
  f.store([
    checkSum(
      g,
      b,
      utilities.map((u, i) => choose(g, u, g.const(0), due ? andMasks(g, due, isOpen[i]!) : isOpen[i]!)),
    ),
  ]);
  if (explained >= 0) {
    recordScores(b, f, { policy, explained, own, open: isOpen, costs, utilities, weights, leaning, due });
  }
  return b.module.add(f.build(), `decide ${b.model.policies[policy]!.id}`);
}

type Scores = {
  policy: number;
  explained: number;
  own: Locals;
  open: Value[];
  costs: Value[];
  utilities: Value[];
  weights: Value[];
  leaning: number[];
  /** Which runs are due; undefined: all. */
  due: Value | undefined;
};

/** Rows of engine/interpreter/engine.ts: for each option its terms, the switching cost taken off, the utility, the chance; NaN where closed. */
function recordScores(b: Build, f: FunctionBuilder, s: Scores): void {
  const g = f.graph;
  const { width, terms } = rowsOf(b.model, s.policy);
  let sum: Value = g.const(0);
  for (const weight of s.weights) sum = g.binary("add", sum, weight);
  const start = b.layout.explained(s.explained);
  s.open.forEach((open, option) => {
    const row = (offset: number) => start + (option * width + offset) * BLOCK_RUNS * 8;
    const put = (offset: number, value: Value) => {
      const score = choose(g, value, g.const(Number.NaN), open);
      const before = () => g.loadAt(1, row(offset), 0, "kept");
      f.store([{ pointer: 1, address: row(offset), value: s.due ? choose(g, score, before(), s.due) : score }]);
    };
    s.own.rows[option]!.forEach((local, k) => {
      put(k, g.variable(local, 0));
    });
    put(terms, g.unary("neg", s.costs[option]!));
    put(terms + 1, s.utilities[option]!);
    put(terms + 2, g.binary("div", s.weights[option]!, sum));
    if (s.leaning.length > 0) put(terms + 3, g.variable(s.leaning[option]!, 0));
  });
}
