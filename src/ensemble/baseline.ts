// How the actors of a model play by themselves, and what one of them would have by committing alone: the rows beside a game of
// commitments. In: a plan. Out: shares of time, utilities run by run, and which options are open at all.
// Differences are paired run by run. An option that is never open, neither as it is nor while anything of the plan is held,
// is left out of the game, since holding it would play what nobody may do.

import type { CheckedModel } from "../language/checked-model.ts";
import type { Expression } from "../language/expression.ts";
import { number } from "../language/expression.ts";
import { type Choice, type FormPlan, type FormPlayer, type HeldStrategy, isPlan } from "./form-plan.ts";
import type { Measure, PlayedRow } from "./paired.ts";
import type { PlannedModels } from "./planned-model.ts";

/** Plays rows of strategies that are held; undefined where it was stopped before the end. */
export type PlayRows = (
  held: readonly (readonly HeldStrategy[])[],
  measures: readonly Measure[],
) => Promise<PlayedRow[] | undefined>;

/** 1 once the event of a policy's plan has happened. */
type Happened = (policy: number) => Expression;

export type RowsBeside = {
  free: PlayedRow;
  /** By player and strategy: that player committed, all others as they are. */
  alone: PlayedRow[][];
  /** By player and strategy: open at some time in some run of some row. */
  everOpen: boolean[][];
  /** By player and strategy: the share of the clock in which its options are open while it is held. */
  open: number[][];
  /** By player and strategy: the share of the clock in which it is played as it is; 0 for a plan, which is no part of a mix. */
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

const either = (test: Expression, yes: Expression, no: Expression): Expression => ({ kind: "if", test, yes, no });

/** What holds of the option that a choice asks for at the time. */
function ofChoice(
  { policy, option, then, conditional }: Choice,
  happened: Happened,
  of: (option: number) => Expression,
): Expression {
  // Where its condition does not hold, its owner takes what is open
  if (conditional) return either(happened(policy), of(option), number(1));
  return then === undefined ? of(option) : either(happened(policy), of(then), of(option));
}

/** 1 while the options of a strategy are what is done; of a plan, those before its event. */
const isDone = ({ choices }: HeldStrategy) =>
  all(choices.map(({ policy, option }): Expression => ({ kind: "option", policy, option })));

/** 1 while all of them are open; undefined where they always are. */
function isOpen(model: CheckedModel, { choices }: HeldStrategy, happened: Happened): Expression | undefined {
  const parts = choices.flatMap((choice) => {
    const { options } = model.policies[choice.policy]!;
    const only = (option: number) => options[option]!.only;
    if (!only(choice.option) && (choice.then === undefined || !only(choice.then))) return [];
    return ofChoice(choice, happened, (option) => either(only(option) ?? number(1), number(1), number(0)));
  });
  return parts.length === 0 ? undefined : all(parts);
}

export function utilityMeasures(
  model: CheckedModel,
  players: readonly Pick<FormPlayer, "actor">[],
  step: number | undefined,
): Measure[] {
  return players.map((player) => ({ of: utilityOf(model, player.actor), step }));
}

/**
 * Plays as it is, and each player's commitment alone; undefined where it was stopped before the end. What is recorded is the same
 * whoever of the plan's strategies is still looked at, so that rows can be played on.
 */
export async function playBeside(
  { base: model, happened }: PlannedModels,
  plan: Pick<FormPlan, "players">,
  players: readonly FormPlayer[],
  step: number | undefined,
  play: PlayRows,
): Promise<RowsBeside | undefined> {
  const all = plan.players.flatMap((player) => player.strategies);
  const measures = [
    ...utilityMeasures(model, plan.players, step),
    ...all.map((strategy) => ({ of: isDone(strategy) })),
    ...all.map((strategy) => ({ of: isOpen(model, strategy, happened) ?? number(1) })),
  ];
  const doneAt = (strategy: HeldStrategy) => plan.players.length + all.indexOf(strategy);
  const openAt = (strategy: HeldStrategy) => doneAt(strategy) + all.length;
  const held = players.flatMap((player) => player.strategies);
  const played = await play([[], ...held.map((strategy) => [strategy])], measures);
  if (!played) return undefined;
  const [free, ...rows] = played as [PlayedRow, ...PlayedRow[]];
  const rowOf = (strategy: HeldStrategy) => rows[held.indexOf(strategy)]!;
  const each = <T>(of: (strategy: HeldStrategy) => T): T[][] => players.map(({ strategies }) => strategies.map(of));
  return {
    free,
    alone: each(rowOf),
    everOpen: each((strategy) => played.some((row) => meanWhole(row, openAt(strategy)) > 0)),
    open: each((strategy) => meanWhole(rowOf(strategy), openAt(strategy))),
    shares: each((strategy) => (strategy.choices.some(isPlan) ? 0 : meanWhole(free, doneAt(strategy)))),
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
