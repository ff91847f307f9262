// What carries an answer, from the ensemble that was played anyway: claims, parameters and starting values, and the choices of
// actors as indicators. Each row names its line in the model; what cannot be said (a claim that is always true) is said so.

import type { Place } from "../../base/problem.ts";
import type { Gathered } from "../../ensemble/gather.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { claimsInUse } from "../../language/formulas.ts";
import { normalQuantile } from "../../statistics/elementary.ts";
import { groupsOfRuns, type Index, indicesOf, levelsOf, pawn, varies } from "./given-data.ts";
import { type Split, splitByTruth } from "./split-by-truth.ts";

export type ClaimEffect = { claim: string; says: string; credence: number; split: Split; at: Place };

export type InputEffect = {
  input: string;
  kind: (typeof KINDS)[number] | "start";
  /** Its place among the model's constants, or stocks. */
  slot: number;
  first: Index;
  /** With all that it does together with others; only where it was asked for. */
  total?: Index | undefined;
  pawn: number;
  at: Place;
};

export type Indicator = {
  policy: string;
  option: string;
  step: number;
  /** How often it is seen. */
  share: number;
  split: Extract<Split, { kind: "split" }>;
};

/**
 * How many standard errors an effect must be from nought among so many looked at, so that none of them passes by chance in 19 of 20
 * ensembles (Bonferroni 1936): 1.96 for one, 2.96 for 17.
 */
export const bonferroniZ = (looked: number): number => normalQuantile(1 - 0.025 / Math.max(1, looked));

const Z95 = 1.959963984540054;

/** Whether the effect of a circumstance is told from chance, among as many as were looked at. */
export function tellsApart(split: Split, looked: number): boolean {
  if (split.kind === "always") return false;
  const se = (split.high - split.low) / (2 * Z95);
  return Math.abs(split.difference) > bonferroniZ(looked) * se;
}

export type Carried = {
  claims: ClaimEffect[];
  /** Origins, each with all of its claims together: true where it is reliable. */
  origins: ClaimEffect[];
  inputs: InputEffect[];
  /** PAWN of columns that cannot matter: what is not above it is noise. */
  pawnNoise: number;
  indicators: Indicator[];
  /** The answer is the same in every future: nothing carries it. */
  constant: boolean;
};

/** A start that is drawn is a circumstance too; what follows the state is none, since it is no draw of the run. */
const KINDS = [
  "parameter",
  "weight",
  "foresight",
  "precision",
  "discount",
  "switching",
  "taste",
  "half_life",
  "first",
] as const;

function claimsOf(model: CheckedModel, g: Gathered, used: ReadonlySet<number>): ClaimEffect[] {
  const effects = model.claims.flatMap((claim): ClaimEffect[] => {
    if (claim.constant === undefined || !used.has(claim.constant)) return [];
    const truth = g.constants[claim.constant]!;
    const credence = truth.reduce((n, t) => n + t, 0) / truth.length;
    return [{ claim: claim.id, says: claim.says, credence, split: splitByTruth(truth, g.answer), at: claim.at }];
  });
  return effects.sort((a, b) => sizeOf(b.split) - sizeOf(a.split));
}

/** Claims of one origin are not independent: their common part shows where the origin is reliable against where it is not. */
function originsOf(model: CheckedModel, g: Gathered, used: ReadonlySet<number>): ClaimEffect[] {
  const own = (id: string) =>
    model.claims.some((c) => c.origin === id && c.constant !== undefined && used.has(c.constant));
  const effects = model.constants.flatMap((constant, slot): ClaimEffect[] => {
    if (constant.kind !== "origin" || !own(constant.id)) return [];
    const truth = g.constants[slot]!;
    const credence = truth.reduce((n, t) => n + t, 0) / truth.length;
    const says = `${constant.label ?? constant.id} is reliable`;
    return [{ claim: constant.id, says, credence, split: splitByTruth(truth, g.answer), at: constant.at }];
  });
  return effects.sort((a, b) => sizeOf(b.split) - sizeOf(a.split));
}

const sizeOf = (split: Split) => (split.kind === "split" ? Math.abs(split.difference) : -1);

function inputsOf(model: CheckedModel, g: Gathered): InputEffect[] {
  const effects: InputEffect[] = [];
  const group = groupsOfRuns(g.run);
  const levels = levelsOf(g.answer);
  const add = (input: string, kind: InputEffect["kind"], slot: number, column: Float64Array, at: Place) => {
    const found = indicesOf(column, g.answer, levels, group);
    if (found) effects.push({ input, kind, slot, ...found, at });
  };
  model.constants.forEach((constant, slot) => {
    const kind = constant.follows ? undefined : KINDS.find((k) => k === constant.kind);
    if (kind) add(constant.id.replace(/^weight of /, ""), kind, slot, g.constants[slot]!, constant.at);
  });
  model.stocks.forEach((stock, slot) => {
    if (g.starts[slot]!.length > 0) add(stock.id, "start", slot, g.starts[slot]!, stock.at);
  });
  return effects.sort((a, b) => b.first.value - a.first.value);
}

/** PAWN of a column that has nothing to do with the answer: the run's own number, in a scrambled order. */
function noiseOf(g: Gathered): number {
  const scrambled = Float64Array.from(g.answer, (_, i) => (i * 0.6180339887498949) % 1);
  return pawn(scrambled, g.answer) ?? 0;
}

/** Choices of others at dates on the way: seen then, they change the odds. */
function indicatorsOf(model: CheckedModel, g: Gathered, asked: readonly number[], step: number): Indicator[] {
  if (g.choices.length === 0) return [];
  const dates = [...new Set([0.25, 0.5, 0.75].map((part) => Math.floor(step * part)))].filter((s) => s > 0 && s < step);
  const found: Indicator[] = [];
  let looked = 0;
  model.policies.forEach((policy, slot) => {
    if (asked.includes(slot)) return;
    for (const at of dates) {
      const chosen = g.choices[slot]![at]!;
      policy.options.forEach((option, k) => {
        const taken = chosen.map((c) => (c === k ? 1 : 0));
        const split = splitByTruth(taken, g.answer);
        if (split.kind !== "split" || split.yes < 30 || split.no < 30) return;
        looked++;
        found.push({ policy: policy.id, option: option.id, step: at, share: split.yes / g.runs, split });
      });
    }
  });
  return found
    .filter(({ split }) => tellsApart(split, looked))
    .sort((a, b) => Math.abs(b.split.difference) - Math.abs(a.split.difference));
}

/** Looks for what carries the gathered answer. `step`: when it is asked for; `asked`: policies that the question itself names. */
export function whatCarries(model: CheckedModel, g: Gathered, step: number, asked: readonly number[] = []): Carried {
  if (g.runs === 0 || !varies(g.answer))
    return { claims: [], origins: [], inputs: [], pawnNoise: 0, indicators: [], constant: true };
  const used = claimsInUse(model);
  return {
    claims: claimsOf(model, g, used),
    origins: originsOf(model, g, used),
    inputs: inputsOf(model, g),
    pawnNoise: noiseOf(g),
    indicators: indicatorsOf(model, g, asked, step),
    constant: false,
  };
}
