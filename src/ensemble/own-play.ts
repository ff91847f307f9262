// How the actors of a model play by themselves, and what one of them would have by committing alone: the rows beside a game of
// commitments. In: a plan. Out: shares of time, utilities run by run, and which options are open at all.
// Differences are paired run by run. An option that is never open, neither as it is nor while anything of the plan is held,
// is left out of the game, since holding it would play what nobody may do.

import type { CheckedModel } from "../language/checked-model.ts";
import type { Expression } from "../language/expression.ts";
import { number } from "../language/expression.ts";
import type { FormPlan, FormPlayer, HeldStrategy } from "./form-plan.ts";
import type { Measure, PlayedRow } from "./paired.ts";

/** Plays rows of strategies that are held; undefined where it was stopped before the end. */
export type PlayRows = (
  held: readonly (readonly HeldStrategy[])[],
  measures: readonly Measure[],
) => Promise<PlayedRow[] | undefined>;

export type RowsBeside = {
  free: PlayedRow;
  /** By player and strategy: that player committed, all others as they are. */
  alone: PlayedRow[][];
  /** By player and strategy: open at some time in some run of some row. */
  everOpen: boolean[][];
  /** By player and strategy: the share of the clock in which its options are open while it is held. */
  open: number[][];
  /** By player and strategy: the share of the clock in which it is played as it is. */
  shares: number[][];
};

const both = (left: Expression, right: Expression): Expression => ({ kind: "binary", operator: "*", left, right });

const all = (parts: readonly Expression[]) => (parts.length === 0 ? number(1) : parts.reduce(both));

/** What an actor has of a step: its weighted terms, summed in the order written. */
export function utilityOf(model: CheckedModel, actor: number): Expression {
  const parts = model.actors[actor]!.terms.map((slot): Expression => {
    const { weight, is } = model.terms[slot]!;
    return both({ kind: "constant", slot: weight }, is);
  });
  if (parts.length === 0) return number(0);
  return parts.reduce((left, right): Expression => ({ kind: "binary", operator: "+", left, right }));
}

/** 1 while the options of a strategy are what is done. */
const isDone = ({ choices }: HeldStrategy) =>
  all(choices.map(({ policy, option }): Expression => ({ kind: "option", policy, option })));

/** 1 while all of them are open; undefined where they always are. */
function isOpen(model: CheckedModel, { choices }: HeldStrategy): Expression | undefined {
  const only = choices.flatMap(({ policy, option }) => model.policies[policy]!.options[option]!.only ?? []);
  return only.length === 0
    ? undefined
    : all(only.map((when) => ({ kind: "if", test: when, yes: number(1), no: number(0) })));
}

export function utilityMeasures(
  model: CheckedModel,
  players: readonly FormPlayer[],
  step: number | undefined,
): Measure[] {
  return players.map((player) => ({ of: utilityOf(model, player.actor), step }));
}

/** Plays as it is, and each player's commitment alone; undefined where it was stopped before the end. */
export async function playBeside(
  model: CheckedModel,
  plan: FormPlan,
  step: number | undefined,
  play: PlayRows,
): Promise<RowsBeside | undefined> {
  const strategies = plan.players.flatMap((player) => player.strategies);
  const opens = strategies.map((strategy) => isOpen(model, strategy));
  const measures = [
    ...utilityMeasures(model, plan.players, step),
    ...strategies.map((strategy) => ({ of: isDone(strategy) })),
    ...opens.map((open) => ({ of: open ?? number(1) })),
  ];
  const doneAt = plan.players.length;
  const openAt = doneAt + strategies.length;
  const played = await play([[], ...strategies.map((strategy) => [strategy])], measures);
  if (!played) return undefined;
  const [free, ...rows] = played as [PlayedRow, ...PlayedRow[]];
  const everOpen = strategies.map((_, k) => [free, ...rows].some((row) => meanWhole(row, openAt + k) > 0));
  const byPlayer = <T>(list: readonly T[]): T[][] => {
    const rest = [...list];
    return plan.players.map((player) => rest.splice(0, player.strategies.length));
  };
  return {
    free,
    alone: byPlayer(rows),
    everOpen: byPlayer(everOpen),
    open: byPlayer(rows.map((row, k) => meanWhole(row, openAt + k))),
    shares: byPlayer(strategies.map((_, k) => meanWhole(free, doneAt + k))),
  };
}

function meanWhole({ values, failed }: PlayedRow, k: number): number {
  let sum = 0;
  let whole = 0;
  values[k]!.forEach((value, i) => {
    if (failed[i]) return;
    sum += value;
    whole++;
  });
  return whole === 0 ? 0 : sum / whole;
}
