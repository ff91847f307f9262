// A played strategic form solved: what is dominated and how surely, which profiles are equilibria and how surely, mixed ones
// and the logit path where asked for, and how far the actors' own play is from all that. In: the form. Out: plain data.

import type { PlayedForm } from "../../ensemble/strategic-form.ts";
import type { Further } from "../../ensemble/value-of-foresight.ts";
import { type DistanceFromPlay, distanceFromPlay } from "./distance-from-play.ts";
import { type Dominance, iteratedDominance } from "./dominance.ts";
import { dominanceMargin, type Margin } from "./dominance-margin.ts";
import { formFromSamples } from "./form-from-samples.ts";
import { type GameUncertainty, gameUncertainty } from "./game-uncertainty.ts";
import { manyPlayerEquilibria } from "./many-player-equilibria.ts";
import { isPure, pureMix } from "./mixed-profile.ts";
import { type MixedRegret, mixedRegret } from "./mixed-regret.ts";
import { type OwnGames, ownGames } from "./own-games.ts";
import { pureEquilibria } from "./pure-equilibria.ts";
import { type Rational, toNumber } from "./rational.ts";
import { type Profile, type StrategicForm, strategyCounts } from "./strategic-form.ts";
import { type QrePath, traceQre } from "./trace-qre.ts";
import { twoPlayerEquilibria } from "./two-player-equilibria.ts";

export type MixedFound = { profile: Rational[][]; floats: number[][]; regret: MixedRegret };

export type SolvedGame = {
  form: StrategicForm;
  played: PlayedForm;
  dominance: Dominance;
  /** Of the first round: how surely. */
  margins: Margin[];
  pure: Profile[];
  uncertainty: GameUncertainty;
  /** Equilibria in which somebody mixes; undefined where they were not asked for. */
  mixed?: { found: MixedFound[]; complete: boolean };
  qre?: QrePath;
  distance: DistanceFromPlay;
  /** By player, where that was played: what looking to the end of the clock would change. */
  further?: Further[];
  /** Where players' own games were played. */
  asSeen?: OwnGames & { forms: (StrategicForm | undefined)[] };
};

export type Wanted = { equilibria: boolean; qre: boolean };

const LAMBDAS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100];
/** A longer path is of no use for a game of estimates. */
const MOST_STEPS = 1500;

/** `own`: by player, the form as it believes the model to be, where it believes what is not so. */
export function solvePlayed(
  played: PlayedForm,
  wanted: Wanted,
  own: readonly (PlayedForm | undefined)[] = [],
  further?: Further[],
): SolvedGame {
  const form = formOf(played);
  const counts = strategyCounts(form);
  const dominance = iteratedDominance(form, "strict", false);
  const first = dominance.rounds[0] ?? [];
  const pure = pureEquilibria(form);
  const mixed = wanted.equilibria ? mixedOf(form, played.seed) : undefined;
  const qre = wanted.qre ? traceQre(form, { lambdas: LAMBDAS, mostSteps: MOST_STEPS }) : undefined;
  const equilibria = [
    ...pure.map((profile) => pureMix(counts, profile).map((mix) => mix.map(toNumber))),
    ...(mixed?.found.map(({ floats }) => floats) ?? []),
  ];
  return {
    form,
    played,
    dominance,
    margins: first.map(({ player, strategy, by }) => dominanceMargin(form, player, strategy, by[0]!.strategy)),
    pure,
    uncertainty: gameUncertainty(form, { seed: played.seed })!,
    ...(mixed ? { mixed } : {}),
    ...(qre ? { qre } : {}),
    ...(further ? { further } : {}),
    ...(own.some((one) => one) ? { asSeen: asSeen(form, own) } : {}),
    distance: distanceFromPlay(form, ownMixes(played), equilibria, qre?.path ?? []),
  };
}

function formOf({ title, players, blocks, runsABlock, values }: PlayedForm): StrategicForm {
  return formFromSamples({ title, players: players.map(plainExecutor), blocks, runsABlock, values });
}

function asSeen(form: StrategicForm, own: readonly (PlayedForm | undefined)[]): NonNullable<SolvedGame["asSeen"]> {
  const forms = own.map((one) => one && formOf(one));
  return { ...ownGames(form, forms), forms };
}

const plainExecutor = ({ id, label, strategies }: PlayedForm["players"][number]) => ({
  id,
  label,
  strategies: strategies.map((strategy) => ({ id: strategy.id, label: strategy.label })),
});

/** Shares of the clock, made to sum to 1 over what is in the game. */
export function ownMixes(played: PlayedForm): number[][] {
  return played.own.map(({ shares }) => {
    const sum = shares.reduce((all, share) => all + share, 0);
    return shares.map((share) => (sum > 0 ? share / sum : 1 / shares.length));
  });
}

function mixedOf(form: StrategicForm, seed: number): NonNullable<SolvedGame["mixed"]> {
  const two = form.players.length === 2 ? twoPlayerEquilibria(form) : undefined;
  const many = two ? undefined : manyPlayerEquilibria(form);
  const all = two ? two.extreme : many!.equilibria.map(({ profile }) => profile);
  const found = all
    .filter((profile) => !profile.every(isPure))
    .map((profile) => {
      const floats = profile.map((mix) => mix.map(toNumber));
      return { profile, floats, regret: mixedRegret(form, floats, seed) };
    });
  return { found, complete: (two ?? many!).complete };
}
