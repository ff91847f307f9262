// The strategic form of a model: every profile of held options played under the same luck, each actor's utility averaged over
// the clock or read at a date (empirical game-theoretic analysis, Wellman 2006). In: model, plan, player. Out: plain data for
// the games and the stability lens: means of blocks of runs, the same runs in every profile, so that errors, covariances and
// paired differences can all be had from them. Profiles are numbered with the FIRST player's strategy changing fastest.

import type { Fault } from "../engine/interpreter/fault.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { playBeside, type RowsBeside, utilityMeasures } from "./baseline.ts";
import type { CompareOptions } from "./compare-options.ts";
import { type FormPlan, type FormPlayer, type HeldStrategy, MOST_FUTURES, rowsBeside } from "./form-plan.ts";
import { type Dominated, inQuestion, type Question, surelyDominated, widened } from "./form-rounds.ts";
import { type FormRows, formRows, type RowStore } from "./form-rows.ts";
import type { Executor } from "./jobs.ts";
import { type Difference, differenceOf, type PlayedRow, wholeRuns } from "./paired.ts";
import { plannedModels } from "./planned-model.ts";

/** What a player does as it is, and would have by holding one strategy alone against the others as they are. */
export type OwnPlay = {
  /** Share of the clock, by strategy. */
  shares: number[];
  mean: number;
  se: number;
  /** By strategy: the mean, and its paired difference from play as it is. */
  alone: Difference[];
};

/** A strategy that was not played on, since it was surely dominated. */
export type DroppedStrategy = {
  player: string;
  strategy: string;
  by: string;
  /** Where it was closest. */
  errors: number;
  /** Futures a profile by then. */
  runs: number;
};

/** How a form was sampled that was played until regrets were known. */
export type Sampling = {
  within: number;
  rounds: number;
  dropped: DroppedStrategy[];
  /** What the last round left in question. */
  last: Question;
  /** Why no further round was played. */
  ended: "known" | "most runs" | "most futures";
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
  /** Futures a profile. */
  runs: number;
  failed: number;
  sampling?: Sampling;
};

export type FormResult = {
  form?: PlayedForm;
  runs: number;
  failed: number;
  faults: Fault[];
  stopped: boolean;
};

/** With `within`, `runs` is the most that a profile is played. */
export type FormOptions = CompareOptions & {
  step?: number | undefined;
  /** Play on until each profile is surely left by somebody, or its regret is surely within this. */
  within?: number | undefined;
  store?: RowStore | undefined;
};

/** Blocks for resampling; fewer where there are few runs. */
const MOST_BLOCKS = 64;
const LEAST_A_BLOCK = 4;
const SHOWN_FAULTS = 5;
/** Runs a profile, round by round; each further round has twice as many. */
export const FIRST_RUNS = 64;
const SECOND_RUNS = 256;

/** Plays the rows beside, then each profile. No form where it was stopped, or where not two runs were whole in all rows. */
export async function playForm(
  model: CheckedModel,
  plan: FormPlan,
  player: Executor,
  options: FormOptions,
): Promise<FormResult> {
  const models = plannedModels(model, plan.plans);
  const rows = formRows(models, player, options);
  const measures = utilityMeasures(models.base, plan.players, options.step);
  const round = async (players: readonly FormPlayer[], runs: number): Promise<Round | undefined> => {
    const beside = await playBeside(models, plan, players, options.step, (held, of) =>
      rows.play(
        held.map((one) => ({ kind: "beside", held: one })),
        of,
        runs,
      ),
    );
    if (!beside) return undefined;
    const kept = keepOpen(players, beside);
    const held = Array.from({ length: profilesOf(kept.players) }, (_, q) => strategiesAt(kept.players, q));
    const profiles = await rows.play(
      held.map((one) => ({ kind: "profile", held: one })),
      measures,
      runs,
    );
    return profiles && { beside, profiles, ...kept, runs };
  };
  const played = await (options.within === undefined ? atOnce(plan, options, round) : byRounds(plan, options, round));
  return resultOf(model, played, rows, options);
}

/** What was played of the players' strategies that are left. */
type Round = {
  beside: RowsBeside;
  profiles: PlayedRow[];
  players: FormPlayer[];
  /** Places of the strategies that are left among those that the rows beside know. */
  slots: number[][];
  closed: PlayedForm["closed"];
  runs: number;
};

type Rounds = { last: Round; closed: PlayedForm["closed"]; sampling?: Sampling };

type PlayRound = (players: readonly FormPlayer[], runs: number) => Promise<Round | undefined>;

async function atOnce(plan: FormPlan, { runs }: FormOptions, play: PlayRound): Promise<Rounds | undefined> {
  const last = await play(plan.players, runs);
  return last && { last, closed: last.closed };
}

/** A few runs of everything, then more of what may matter: until regrets are known, or the most was played. */
async function byRounds(plan: FormPlan, options: FormOptions, play: PlayRound): Promise<Rounds | undefined> {
  const within = options.within!;
  const sizes = sizesUpTo(options.runs);
  const dropped: DroppedStrategy[] = [];
  const closed: PlayedForm["closed"] = [];
  let { players } = plan;
  for (let r = 0; ; r++) {
    const last = await play(players, sizes[r]!);
    if (!last) return undefined;
    closed.push(...last.closed);
    const means = blockMeans(last.profiles, players.length, wholeRuns([last.beside.free, ...last.profiles]));
    const counts = last.players.map((one) => one.strategies.length);
    const width = widened(counts, sizes.length);
    const question = inQuestion(means, counts, width, within);
    const out = surelyDominated(means, counts, width);
    const next = withoutDominated(last.players, out);
    const ended = endOf(question, sizes[r + 1], next);
    if (ended) return { last, closed, sampling: { within, rounds: r + 1, dropped, last: question, ended } };
    dropped.push(...out.map((one) => droppedFrom(last, one)));
    players = next;
  }
}

function sizesUpTo(most: number): number[] {
  const sizes = [Math.min(FIRST_RUNS, most)];
  for (let runs = SECOND_RUNS; sizes.at(-1)! < most; runs *= 2) sizes.push(Math.min(runs, most));
  return sizes;
}

function endOf(
  question: Question,
  runs: number | undefined,
  players: readonly FormPlayer[],
): Sampling["ended"] | undefined {
  if (question.open === 0) return "known";
  if (runs === undefined) return "most runs";
  return (profilesOf(players) + rowsBeside(players)) * runs > MOST_FUTURES ? "most futures" : undefined;
}

/** What it is dominated by may fall to a third; never all of a player's strategies. */
const withoutDominated = (players: readonly FormPlayer[], out: readonly Dominated[]): FormPlayer[] =>
  players.map((player, i) => {
    const strategies = player.strategies.filter((_, s) => !out.some((one) => one.player === i && one.strategy === s));
    return { ...player, strategies };
  });

function droppedFrom({ players, runs }: Round, { player, strategy, by, errors }: Dominated): DroppedStrategy {
  const { id, strategies } = players[player]!;
  return { player: id, strategy: strategies[strategy]!.id, by: strategies[by]!.id, errors, runs };
}

function resultOf(model: CheckedModel, played: Rounds | undefined, rows: FormRows, options: FormOptions): FormResult {
  const all = rows.all();
  const result = (form?: PlayedForm): FormResult => ({
    ...(form ? { form } : {}),
    runs: form?.runs ?? options.runs,
    failed: form?.failed ?? all.reduce((most, row) => Math.max(most, failedOf(row)), 0),
    faults: all.flatMap((row) => row.faults).slice(0, SHOWN_FAULTS),
    stopped: options.stopped?.() ?? false,
  });
  if (!played) return result();
  const { last, closed, sampling } = played;
  const { beside, profiles, players, slots, runs } = last;
  const whole = wholeRuns([beside.free, ...beside.alone.flat(), ...profiles]);
  if (whole.length < 2) return result();
  return result({
    title: model.title,
    players,
    ...blockMeans(profiles, players.length, whole),
    own: players.map((_, i) => ownPlayOf(beside, slots[i]!, i, whole)),
    open: slots.map((kept, i) => kept.map((s) => beside.open[i]![s]!)),
    closed,
    step: options.step,
    seed: options.seed,
    runs,
    failed: runs - whole.length,
    ...(sampling ? { sampling } : {}),
  });
}

const failedOf = ({ failed }: PlayedRow) => failed.reduce((sum, mark) => sum + mark, 0);

const profilesOf = (players: readonly FormPlayer[]) =>
  players.reduce((product, player) => product * player.strategies.length, 1);

/** The players without strategies that are never open; each keeps one at least. */
function keepOpen(all: readonly FormPlayer[], { everOpen }: RowsBeside) {
  const closed: PlayedForm["closed"] = [];
  const slots = all.map((player, i) => {
    const kept = [...player.strategies.keys()].filter((s) => everOpen[i]![s]);
    const left = kept.length > 0 ? kept : [...player.strategies.keys()];
    player.strategies.forEach((strategy, s) => {
      if (!left.includes(s)) closed.push({ player: player.id, strategy: strategy.id });
    });
    return left;
  });
  const players = all.map((player, i) => ({ ...player, strategies: slots[i]!.map((s) => player.strategies[s]!) }));
  return { players, slots, closed };
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
