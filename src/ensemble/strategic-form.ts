// The strategic form of a model: every profile of held options played under the same luck, each actor's utility averaged over
// the clock or read at a date (empirical game-theoretic analysis, Wellman 2006). In: model, plan, player. Out: plain data for
// the games and the stability lens: means of blocks of runs, the same runs in every profile, so that errors, covariances and
// paired differences can all be had from them. Profiles are numbered with the FIRST player's strategy changing fastest.

import type { CheckedModel, Hold } from "../language/checked-model.ts";
import type { Fault } from "../meaning/fault.ts";
import type { CompareOptions } from "./compare-options.ts";
import type { FormPlan, FormPlayer, HeldStrategy } from "./form-plan.ts";
import { rowsBeside } from "./form-plan.ts";
import type { Player } from "./jobs.ts";
import { playBeside, type RowsBeside, utilityMeasures } from "./own-play.ts";
import { type Difference, differenceOf, type Measure, type PlayedRow, playRow, wholeRuns } from "./paired.ts";

/** What a player does as it is, and would have by holding one strategy alone against the others as they are. */
export type OwnPlay = {
  /** Share of the clock, by strategy. */
  shares: number[];
  mean: number;
  se: number;
  /** By strategy: the mean, and its paired difference from play as it is. */
  alone: Difference[];
};

export type PlayedForm = {
  title: string;
  players: FormPlayer[];
  blocks: number;
  /** The fewest runs of a block; blocks differ by one at most. */
  runsABlock: number;
  /** values[(block * profiles + profile) * players + player] */
  values: Float64Array;
  own: OwnPlay[];
  /** By player and strategy: the share of the clock in which it is open while it is held alone. */
  open: number[][];
  /** Strategies that are never open, left out. */
  closed: { player: string; strategy: string }[];
  /** Utilities at this step; without one, their mean over the clock. */
  step: number | undefined;
  seed: number;
  runs: number;
  failed: number;
};

export type FormResult = {
  form?: PlayedForm;
  runs: number;
  failed: number;
  faults: Fault[];
  stopped: boolean;
};

/** Blocks for resampling; fewer where there are few runs. */
const MOST_BLOCKS = 64;
const LEAST_A_BLOCK = 4;
/** Rows that are played at the same time. */
const AT_ONCE = 8;
const SHOWN_FAULTS = 5;

/** Plays the rows beside, then each profile. No form where it was stopped, or where not two runs were whole in all rows. */
export async function playForm(
  model: CheckedModel,
  plan: FormPlan,
  player: Player,
  options: CompareOptions & { step?: number | undefined },
): Promise<FormResult> {
  const session = sessionOf(model, plan, player, options);
  const result = (form?: PlayedForm): FormResult => ({
    ...(form ? { form } : {}),
    runs: options.runs,
    failed: form?.failed ?? session.rows.reduce((most, row) => Math.max(most, failedOf(row)), 0),
    faults: session.rows.flatMap((row) => row.faults).slice(0, SHOWN_FAULTS),
    stopped: options.stopped?.() ?? false,
  });
  const beside = await playBeside(model, plan, options.step, session.playAll);
  if (!beside) return result();
  const kept = keepOpen(plan, beside);
  session.expect(rowsBeside(plan.players) + kept.plan.profiles);
  const measures = utilityMeasures(model, plan.players, options.step);
  const profiles = await session.playAll(
    Array.from({ length: kept.plan.profiles }, (_, q) => strategiesAt(kept.plan.players, q)),
    measures,
  );
  if (!profiles) return result();
  const whole = wholeRuns(session.rows);
  if (whole.length < 2) return result();
  return result({
    title: model.title,
    players: kept.plan.players,
    ...blockMeans(profiles, plan.players.length, whole),
    own: plan.players.map((_, i) => ownPlayOf(beside, kept.slots[i]!, i, whole)),
    open: kept.slots.map((slots, i) => slots.map((s) => beside.open[i]![s]!)),
    closed: kept.closed,
    step: options.step,
    seed: options.seed,
    runs: options.runs,
    failed: options.runs - whole.length,
  });
}

/** Rows played in order, some at a time, with progress over all of them. */
function sessionOf(model: CheckedModel, plan: FormPlan, player: Player, options: CompareOptions) {
  const { runs, seed } = options;
  const span = { from: 0, until: model.clock.steps };
  const rows: PlayedRow[] = [];
  let total = (plan.profiles + rowsBeside(plan.players)) * runs;
  let played = 0;
  const stopped = () => options.stopped?.() ?? false;
  const onBlock = ({ count }: { count: number }) => {
    played += count;
    options.onProgress?.(played, total);
    return stopped();
  };
  const play = async (held: readonly HeldStrategy[], measures: readonly Measure[], slot: number) => {
    if (stopped()) return undefined;
    const holds = held.flatMap(({ choices }) => choices.map((choice): Hold => ({ ...choice, ...span })));
    const row = await playRow({ model, measures, holds }, player, { seed, runs, onBlock });
    rows[slot] = row;
    return row.played < runs ? undefined : row;
  };
  /** Several rows at a time, since few runs make a block or two, and hands would stand idle; in order all the same. */
  const playAll = async (all: readonly (readonly HeldStrategy[])[], measures: readonly Measure[]) => {
    const found: PlayedRow[] = [];
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const slot = rows.length;
      const some = await Promise.all(all.slice(from, from + AT_ONCE).map((held, k) => play(held, measures, slot + k)));
      for (const row of some) {
        if (!row) return undefined;
        found.push(row);
      }
    }
    return found;
  };
  const expect = (count: number) => {
    total = count * runs;
  };
  return { rows, playAll, expect };
}

const failedOf = ({ failed }: PlayedRow) => failed.reduce((sum, mark) => sum + mark, 0);

/** The plan without strategies that are never open; a player keeps one at least. */
function keepOpen(plan: FormPlan, { everOpen }: RowsBeside) {
  const closed: PlayedForm["closed"] = [];
  const slots = plan.players.map((player, i) => {
    const kept = [...player.strategies.keys()].filter((s) => everOpen[i]![s]);
    const left = kept.length > 0 ? kept : [...player.strategies.keys()];
    player.strategies.forEach((strategy, s) => {
      if (!left.includes(s)) closed.push({ player: player.id, strategy: strategy.id });
    });
    return left;
  });
  const players = plan.players.map((player, i) => ({
    ...player,
    strategies: slots[i]!.map((s) => player.strategies[s]!),
  }));
  const profiles = players.reduce((product, player) => product * player.strategies.length, 1);
  return { plan: { players, profiles }, slots, closed };
}

/** The strategies of a profile, one a player. */
export function strategiesAt(players: readonly FormPlayer[], profile: number): HeldStrategy[] {
  let rest = profile;
  return players.map(({ strategies }) => {
    const slot = rest % strategies.length;
    rest = (rest - slot) / strategies.length;
    return strategies[slot]!;
  });
}

/** Means of blocks of the runs that were whole everywhere. */
function blockMeans(profiles: readonly PlayedRow[], players: number, whole: readonly number[]) {
  const blocks = Math.max(2, Math.min(MOST_BLOCKS, Math.floor(whole.length / LEAST_A_BLOCK)));
  const values = new Float64Array(blocks * profiles.length * players);
  const start = (b: number) => Math.floor((b * whole.length) / blocks);
  let at = 0;
  for (let b = 0; b < blocks; b++) {
    for (const row of profiles) {
      for (let i = 0; i < players; i++) {
        let sum = 0;
        for (let k = start(b); k < start(b + 1); k++) sum += row.values[i]![whole[k]!]!;
        values[at++] = sum / (start(b + 1) - start(b));
      }
    }
  }
  return { blocks, runsABlock: Math.floor(whole.length / blocks), values };
}

function ownPlayOf(beside: RowsBeside, slots: readonly number[], i: number, whole: readonly number[]): OwnPlay {
  const free = beside.free.values[i]!;
  const { mean, se } = differenceOf(free, free, whole);
  return {
    shares: slots.map((s) => beside.shares[i]![s]!),
    mean,
    se,
    alone: slots.map((s) => differenceOf(beside.alone[i]![s]!.values[i]!, free, whole)),
  };
}
