// A solved game of commitments as one plain object, the same on every host. In: the model and the solved game. Out: JSON.
// Profiles are numbered with the first player's strategy changing fastest; shares and payoffs go by the ids of the model.

import { allBestReplies } from "../../analysis/games/pure-equilibria.ts";
import { rationalText, toNumber } from "../../analysis/games/rational.ts";
import type { SolvedGame } from "../../analysis/games/solve-played.ts";
import { floatPayoffs, type Profile } from "../../analysis/games/strategic-form.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { beliefsOf, whenOf } from "../words/say-form.ts";
import { sayProfile } from "./game-report.ts";

/** The answer as plain data, without the envelope that a host puts before it. */
export function playedGameJson(model: CheckedModel, solved: SolvedGame) {
  const { form, played, dominance, margins, uncertainty, distance, qre, mixed } = solved;
  const ids = (profile: Profile) => profile.map((s, i) => form.players[i]!.strategies[s]!.id);
  const strategy = (player: number, s: number) => form.players[player]!.strategies[s]!.id;
  const shares = (mixes: readonly (readonly number[])[]) =>
    byPlayer(solved, (i) => byStrategy(solved, i, (s) => mixes[i]![s]!));
  return {
    players: form.players.map((player) => player.id),
    strategies: form.players.map((player) => player.strategies.map((one) => one.id)),
    policies: played.players.map((player) => player.policies.map((slot) => model.policies[slot]!.id)),
    closed: played.closed,
    ...(played.sampling && { sampling: played.sampling }),
    open: played.open,
    when: whenOf(model, played),
    /** The first player's strategy changes fastest; a payoff for each player. */
    payoffs: [...floatPayoffs(form)],
    errors: [...form.estimate!.errors],
    bestReplies: [...allBestReplies(form)],
    dominated: dominance.rounds.map((round) =>
      round.map((d) => ({
        player: form.players[d.player]!.id,
        strategy: strategy(d.player, d.strategy),
        by: d.by.map((one) => strategy(d.player, one.strategy)),
        standardErrors: margins.find((m) => m.player === d.player && m.strategy === d.strategy)?.errors ?? null,
      })),
    ),
    pure: solved.pure.map(ids),
    confidence: {
      resamples: uncertainty.resamples,
      none: uncertainty.none,
      profiles: uncertainty.profiles.map((p) => ({
        ...p,
        profile: ids(p.profile),
        says: sayProfile(solved, p.profile),
      })),
      matters: uncertainty.matters.map((m) => ({
        ...m,
        player: form.players[m.player]!.id,
        profile: ids(m.profile),
        of: ids(m.of),
      })),
    },
    ...(solved.asSeen && { asSeen: seenJson(model, solved, solved.asSeen) }),
    ...(mixed && {
      complete: mixed.complete,
      mixed: mixed.found.map(({ profile, floats, regret }) => ({
        profile: shares(floats),
        exact: byPlayer(solved, (i) => byStrategy(solved, i, (s) => rationalText(profile[i]![s]!))),
        payoffs: byPlayer(solved, (i) => expected(solved, floats, i)),
        regret,
      })),
    }),
    ...(qre && { qre: qre.points.map(({ lambda, profile }) => ({ lambda, profile: shares(profile) })) }),
    ownPlay: {
      players: byPlayer(solved, (i) => {
        const own = played.own[i]!;
        const alone = byStrategy(solved, i, (s) => own.alone[s]!);
        return { mean: own.mean, se: own.se, shares: byStrategy(solved, i, (s) => own.shares[s]!), alone };
      }),
      ...(solved.further && { lookingFurther: byPlayer(solved, (i) => solved.further![i]!) }),
      inTheGame: byPlayer(solved, (i) => {
        const { payoff, bestReply, gain } = distance.players[i]!;
        return { payoff, bestReply: strategy(i, bestReply), gain };
      }),
      ...(distance.nearest ? { fromEquilibrium: distance.nearest.distance } : {}),
      ...(distance.logit ? { logit: { lambda: distance.logit.lambda, distance: distance.logit.distance } } : {}),
    },
  };
}

function seenJson(model: CheckedModel, { form, played }: SolvedGame, seen: NonNullable<SolvedGame["asSeen"]>) {
  const beliefs = beliefsOf(model, played);
  const ids = (of: SolvedGame["form"], profiles: readonly Profile[]) =>
    profiles.map((profile) => profile.map((s, i) => of.players[i]!.strategies[s]!.id));
  const own = seen.seen.flatMap((pure, i) =>
    pure ? [[form.players[i]!.id, { believes: beliefs[i], pure: ids(seen.forms[i]!, pure) }]] : [],
  );
  return {
    players: Object.fromEntries(own),
    held: ids(form, seen.held),
    onlyByMisperception: ids(form, seen.onlyByMisperception),
    missed: ids(form, seen.missed),
  };
}

const byPlayer = <T>({ form }: SolvedGame, of: (player: number) => T): Record<string, T> =>
  Object.fromEntries(form.players.map((player, i) => [player.id, of(i)]));

const byStrategy = <T>({ form }: SolvedGame, player: number, of: (strategy: number) => T): Record<string, T> =>
  Object.fromEntries(form.players[player]!.strategies.map((strategy, s) => [strategy.id, of(s)]));

function expected({ form }: SolvedGame, mixes: readonly (readonly number[])[], player: number): number {
  let sum = 0;
  const n = form.players.length;
  for (let at = player; at < form.payoffs.length; at += n) {
    let rest = (at - player) / n;
    let weight = 1;
    for (const mix of mixes) {
      weight *= mix[rest % mix.length]!;
      rest = Math.floor(rest / mix.length);
    }
    if (weight > 0) sum += weight * toNumber(form.payoffs[at]!);
  }
  return sum;
}
