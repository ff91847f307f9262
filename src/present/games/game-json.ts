// The answer as one JSON object: players and strategies by their labels, probabilities as numbers and, where they are exact,
// as fractions. Parts that were not asked for are absent.

import type { Dominance } from "../../analysis/games/dominance.ts";
import type { FoundEquilibrium } from "../../analysis/games/exact-profile.ts";
import type { GameTree } from "../../analysis/games/game-tree.ts";
import type { MixedProfile } from "../../analysis/games/mixed-profile.ts";
import { type Rational, rationalText, toNumber } from "../../analysis/games/rational.ts";
import type { GameAnswer, MixedAnswer } from "../../analysis/games/solve-game.ts";
import type { Profile, StrategicForm } from "../../analysis/games/strategic-form.ts";
import type { SubgamePerfectAnswer } from "../../analysis/games/subgame-perfect.ts";

export const GAME_SCHEMA = "standoff/game-file/1";

export function gameJson(answer: GameAnswer): Record<string, unknown> {
  const { form } = answer.game;
  const { dominance, pure, mixed, qre, correlated, alpharank, uncertainty } = answer;
  const labels = (profile: Profile) => profileLabels(form, profile);
  return {
    schema: GAME_SCHEMA,
    title: form.title,
    players: form.players.map((player) => player.label),
    strategies: form.players.map((player) => player.strategies.map((strategy) => strategy.label)),
    ...(dominance && {
      dominance: { strict: dominanceJson(form, dominance.strict), weak: dominanceJson(form, dominance.weak) },
    }),
    ...(pure && { pure: pure.map(labels) }),
    ...(mixed && mixedJson(form, mixed)),
    ...(qre && {
      qre: qre.points.map(({ lambda, profile }) => ({ lambda, profile: byLabel(form, profile, (p) => p) })),
      ...(qre.forks.length > 0 && { qreForks: qre.forks }),
      ...(qre.stopped && { qreStopped: qre.stopped }),
    }),
    ...(correlated && {
      correlated: {
        advice: correlated.advice.map(({ profile, probability }) => ({
          profile: labels(profile),
          probability: toNumber(probability),
          exact: rationalText(probability),
        })),
        payoffs: byPlayer(form, correlated.payoffs),
        sum: toNumber(correlated.sum),
      },
    }),
    ...(alpharank && {
      alpharank: {
        alpha: alpharank.alpha,
        population: alpharank.population,
        ranking: alpharank.ranking
          .filter(({ mass }) => mass > 1e-6)
          .map(({ profile, mass }) => ({ profile: labels(profile), mass })),
      },
    }),
    ...(answer.game.tree && answer.subgamePerfect && subgameJson(answer.game.tree, answer.subgamePerfect)),
    ...(answer.game.forgetful?.length && { forgetful: answer.game.forgetful.map((i) => form.players[i]!.label) }),
    ...(uncertainty && {
      uncertainty: {
        ...uncertainty,
        profiles: uncertainty.profiles.map((p) => ({ ...p, profile: labels(p.profile) })),
        matters: uncertainty.matters.map((m) => ({
          ...m,
          player: form.players[m.player]!.label,
          profile: labels(m.profile),
          of: labels(m.of),
        })),
      },
    }),
    ...(answer.refused.length > 0 && { refused: answer.refused }),
  };
}

export function profileLabels(form: StrategicForm, profile: Profile): string[] {
  return profile.map((s, i) => form.players[i]!.strategies[s]!.label);
}

function byLabel<A, B>(
  form: StrategicForm,
  profile: readonly (readonly A[])[],
  show: (value: A) => B,
): Record<string, Record<string, B>> {
  return Object.fromEntries(
    form.players.map((player, i) => [
      player.label,
      Object.fromEntries(player.strategies.map((strategy, s) => [strategy.label, show(profile[i]![s]!)])),
    ]),
  );
}

function byPlayer(form: StrategicForm, values: readonly Rational[]): Record<string, number> {
  return Object.fromEntries(form.players.map((player, i) => [player.label, toNumber(values[i]!)]));
}

function equilibriumJson(form: StrategicForm, found: FoundEquilibrium) {
  const exact = (profile: MixedProfile) => byLabel(form, profile, rationalText);
  return {
    profile: byLabel(form, found.profile, toNumber),
    ...(found.exact && { exact: exact(found.profile) }),
    payoffs: byPlayer(form, found.payoffs),
    regret: toNumber(found.regret),
    ...(!found.certified && { certified: false }),
  };
}

function mixedJson(form: StrategicForm, mixed: MixedAnswer) {
  return {
    mixed: mixed.equilibria.map((found) => equilibriumJson(form, found)),
    mixedComplete: mixed.complete,
    ...(mixed.everyProfile && { everyProfile: true }),
    ...(mixed.degenerate !== undefined && { degenerate: mixed.degenerate }),
    ...(mixed.pieces && { pieces: mixed.pieces, components: mixed.components }),
    ...(mixed.search && { search: mixed.search }),
  };
}

function dominanceJson(form: StrategicForm, dominance: Dominance) {
  const label = (player: number, s: number) => form.players[player]!.strategies[s]!.label;
  return {
    rounds: dominance.rounds.map((round) =>
      round.map(({ player, strategy, by }) => ({
        player: form.players[player]!.label,
        strategy: label(player, strategy),
        by: Object.fromEntries(by.map((part) => [label(player, part.strategy), rationalText(part.weight)])),
      })),
    ),
    survivors: dominance.survivors.map((list, i) => list.map((s) => label(i, s))),
    ...(!dominance.mixturesChecked && { mixturesChecked: false }),
  };
}

/** A tree of which no strategic form was made. */
export function treeJson(tree: GameTree, found: SubgamePerfectAnswer, refused: string) {
  return {
    schema: GAME_SCHEMA,
    title: tree.title,
    players: tree.players,
    ...subgameJson(tree, found),
    refused: [refused, ...(found.refused ? [found.refused] : [])],
  };
}

function subgameJson(tree: GameTree, { equilibria, complete }: SubgamePerfectAnswer) {
  const list = equilibria.map(({ behaviour, payoffs }) => ({
    behaviour: [...behaviour]
      .sort((a, b) => a[0] - b[0])
      .map(([k, play]) => {
        const infoset = tree.infosets[k]!;
        return {
          player: tree.players[infoset.player]!,
          at: infoset.label || String(infoset.number),
          play: Object.fromEntries(infoset.actions.map((action, a) => [action, toNumber(play[a]!)])),
        };
      }),
    payoffs: Object.fromEntries(tree.players.map((name, i) => [name, toNumber(payoffs[i]!)])),
  }));
  return { subgamePerfect: list, subgamePerfectComplete: complete };
}
