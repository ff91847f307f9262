// `standoff game MODEL`: the finite game of commitments that a model implies, played, solved and said.
// In: a folder and the settings. Out: text, JSON, or a file: .json .md .html, .csv and .nfg (the payoffs), .svg (two players).

import { extname } from "node:path";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import { drawTable, MOST_DRAWN } from "../../../../lenses/games/draw-table.ts";
import { writeGameCsv } from "../../../../lenses/games/game-csv.ts";
import { allBestReplies } from "../../../../lenses/games/pure-equilibria.ts";
import { rationalText, toNumber } from "../../../../lenses/games/rational.ts";
import { floatPayoffs, type Profile } from "../../../../lenses/games/strategic-form.ts";
import { writeNfg } from "../../../../lenses/games/write-nfg.ts";
import { envelope } from "../../envelope.ts";
import { type FormSettings, formOf, whenOf } from "../../form-settings.ts";
import { EXIT, type Io } from "../../io.ts";
import { openModel } from "../../open-model.ts";
import { give, mayWrite, type OutputSettings, type Result, writeText } from "../../output.ts";
import { departuresOf, type Settings } from "../../settings.ts";
import { playedGameReport, sayProfile } from "./say-played.ts";
import { type SolvedGame, solvePlayed, type Wanted } from "./solve-played.ts";

export type GameSettings = Settings & OutputSettings & FormSettings & Wanted;

const ENDINGS = [".json", ".md", ".html", ".csv", ".nfg", ".svg"];

/** Plays and answers; everything that is wrong is said, and sets the exit code. */
export async function gameOfModel(io: Io, named: string, settings: GameSettings): Promise<void> {
  if (!mayWrite(io, settings.output, ENDINGS)) return;
  const model = openModel(named, departuresOf(settings), io)?.model;
  if (!model) return;
  const played = await formOf(io, model, settings);
  if (!played) return;
  const solved = solvePlayed(played, settings);
  const text = writtenForm(io, solved, settings.output);
  if (text === "refused") return;
  if (text !== undefined) {
    if (!writeText(io, settings.output!, text)) return;
    const { output: _written, ...rest } = settings;
    if (settings.json) give(io, rest, resultOf(model, solved));
    else if (!settings.quiet) io.out(`Written to ${settings.output}\n`);
    return;
  }
  give(io, settings, resultOf(model, solved));
}

/** The forms of games themselves; undefined where the report is wanted. */
function writtenForm(
  io: Io,
  { form, dominance }: SolvedGame,
  file: string | undefined,
): string | "refused" | undefined {
  const ending = file === undefined ? "" : extname(file).toLowerCase();
  if (ending === ".nfg") return writeNfg(form);
  if (ending === ".csv") return writeGameCsv(form);
  if (ending !== ".svg") return undefined;
  const cells = form.payoffs.length / 2;
  if (form.players.length === 2 && cells <= MOST_DRAWN) return drawTable(form, dominance.survivors);
  io.err(`standoff: a picture shows two players and up to ${MOST_DRAWN} profiles; write .md, .csv or .nfg\n`);
  io.code = EXIT.refused;
  return "refused";
}

function resultOf(model: CheckedModel, solved: SolvedGame): Result {
  const json = () => jsonOf(model, solved);
  return {
    document: () => playedGameReport(solved, whenOf(model, solved.played)),
    json,
    jsonl: () => [json()],
    csv: () => writeGameCsv(solved.form),
  };
}

function jsonOf(model: CheckedModel, solved: SolvedGame) {
  const { form, played, dominance, margins, uncertainty, distance, qre, mixed } = solved;
  const ids = (profile: Profile) => profile.map((s, i) => form.players[i]!.strategies[s]!.id);
  const strategy = (player: number, s: number) => form.players[player]!.strategies[s]!.id;
  const shares = (mixes: readonly (readonly number[])[]) =>
    byPlayer(solved, (i) => byStrategy(solved, i, (s) => mixes[i]![s]!));
  return {
    ...envelope("game", model, played),
    players: form.players.map((player) => player.id),
    strategies: form.players.map((player) => player.strategies.map((one) => one.id)),
    policies: played.players.map((player) => player.policies.map((slot) => model.policies[slot]!.id)),
    closed: played.closed,
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
      inTheGame: byPlayer(solved, (i) => {
        const { payoff, bestReply, gain } = distance.players[i]!;
        return { payoff, bestReply: strategy(i, bestReply), gain };
      }),
      ...(distance.nearest ? { fromEquilibrium: distance.nearest.distance } : {}),
      ...(distance.logit ? { logit: { lambda: distance.logit.lambda, distance: distance.logit.distance } } : {}),
    },
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
