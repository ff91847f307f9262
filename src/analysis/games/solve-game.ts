// Puts a strategic form (and the tree it came from) through the methods asked for. In: plain data. Out: plain data, which
// game-json.ts turns into the JSON answer and say-game.ts into words. A method that would cost too much is refused by name,
// with its price; the others still answer.

import { type AlphaRank, alphaRank } from "./alpha-rank.ts";
import { type Correlated, correlatedEquilibrium } from "./correlated.ts";
import { type Dominance, iteratedDominance } from "./dominance.ts";
import { type FoundEquilibrium, weighed } from "./exact-profile.ts";
import { exactValue } from "./exact-regret.ts";
import type { GameTree } from "./game-tree.ts";
import { type GameUncertainty, gameUncertainty } from "./game-uncertainty.ts";
import { EFFORT, manyPlayerEquilibria } from "./many-player-equilibria.ts";
import { pureMix } from "./mixed-profile.ts";
import { pureEquilibria } from "./pure-equilibria.ts";
import { equal } from "./rational.ts";
import type { Plan } from "./reduced-form.ts";
import type { Profile, StrategicForm } from "./strategic-form.ts";
import { profileAt, profileCount, strategyCounts, strides } from "./strategic-form.ts";
import { type SubgamePerfectAnswer, subgamePerfect } from "./subgame-perfect.ts";
import { type QrePath, traceQre } from "./trace-qre.ts";
import { twoPlayerEquilibria } from "./two-player-equilibria.ts";

export const METHODS = ["dominance", "pure", "mixed", "qre", "correlated", "alpharank"] as const;
export type Method = (typeof METHODS)[number];

/** `forgetful`: players of the tree who do not recall their own moves. */
export type Game = { form: StrategicForm; tree?: GameTree; plans?: Plan[][]; forgetful?: number[] };

export type SolveOptions = {
  methods: readonly Method[];
  /** Where the logit path is read off. */
  lambdas: readonly number[];
  /** Of the resampling of uncertain payoffs. */
  seed: number;
  /** How long to search a game of many players: 1 is some seconds. */
  effort: number;
  alpha?: number;
};

export type MixedAnswer = {
  equilibria: FoundEquilibrium[];
  /** These are all (of a two-player game: all extreme ones). */
  complete: boolean;
  /** Two players: convex pieces and connected components of the set, and whether it is degenerate. */
  pieces?: number[][];
  components?: number[][];
  degenerate?: boolean;
  /** Nobody's own choice changes what it has: `equilibria` are the pure profiles, and every mix of them is one too. */
  everyProfile?: boolean;
  /** More players: what the search left out. */
  search?: { searched: number; left: number; continua: number; even: boolean; tied: boolean };
};

export type GameAnswer = {
  game: Game;
  dominance?: { strict: Dominance; weak: Dominance };
  pure?: Profile[];
  mixed?: MixedAnswer;
  qre?: QrePath;
  correlated?: Correlated;
  alpharank?: AlphaRank;
  subgamePerfect?: SubgamePerfectAnswer;
  /** Where payoffs are estimates. */
  uncertainty?: GameUncertainty;
  /** What was not answered, and why. */
  refused: string[];
};

export function solveGame(game: Game, options: SolveOptions): GameAnswer {
  const { form, tree } = game;
  const wants = (method: Method) => options.methods.includes(method);
  const answer: GameAnswer = { game, refused: [] };
  if (wants("dominance")) {
    answer.dominance = { strict: iteratedDominance(form, "strict", true), weak: iteratedDominance(form, "weak", true) };
  }
  if (wants("pure")) answer.pure = pureEquilibria(form);
  if (wants("mixed")) answer.mixed = solveMixed(form, options.effort);
  if (wants("qre")) answer.qre = traceQre(form, { lambdas: options.lambdas });
  if (wants("correlated")) accept(answer, "correlated", correlatedEquilibrium(form));
  if (wants("alpharank")) accept(answer, "alpharank", alphaRank(form, options.alpha));
  if (tree && (wants("pure") || wants("mixed"))) {
    answer.subgamePerfect = solveTree(tree, options.effort);
    if (answer.subgamePerfect.refused) answer.refused.push(`subgame-perfect: ${answer.subgamePerfect.refused}`);
  }
  const uncertainty = gameUncertainty(form, { seed: options.seed });
  if (uncertainty) answer.uncertainty = uncertainty;
  return answer;
}

/** A tree by backward induction alone: it needs no strategic form of the whole. */
export const solveTree = (tree: GameTree, effort: number): SubgamePerfectAnswer =>
  subgamePerfect(tree, (part) => firstMixed(part, effort));

function accept<K extends "correlated" | "alpharank">(
  answer: GameAnswer,
  method: K,
  found: NonNullable<GameAnswer[K]> | { refused: string },
): void {
  if ("refused" in found) answer.refused.push(`${method}: ${found.refused}`);
  else answer[method] = found;
}

/** All mixed equilibria that can be found: extreme ones for two players, isolated ones for more. */
export function solveMixed(form: StrategicForm, effort: number): MixedAnswer {
  const flat = isFlat(form);
  if (flat && form.players.length !== 2) return everyProfile(form);
  if (form.players.length === 2) {
    const { extreme, complete, pieces, components, degenerate } = twoPlayerEquilibria(form);
    const equilibria = extreme.map((profile) => weighed(form, profile, false));
    const whole = flat ? { everyProfile: true } : {};
    return complete
      ? { equilibria, complete, pieces, components, degenerate, ...whole }
      : { equilibria, complete, ...whole };
  }
  const { equilibria, complete, supports, continua, even, tied } = manyPlayerEquilibria(form, {
    ...EFFORT,
    pairGames: EFFORT.pairGames * effort,
    supports: EFFORT.supports * effort,
    work: EFFORT.work * effort,
  });
  return { equilibria, complete, search: { ...supports, continua, even, tied } };
}

/** No player's payoff depends on what it does itself. */
function isFlat({ players, payoffs }: StrategicForm): boolean {
  const counts = players.map(({ strategies }) => strategies.length);
  const steps = strides(counts);
  return players.every((_, i) =>
    payoffs.every((payoff, at) => {
      if (at % players.length !== i) return true;
      const cell = (at - i) / players.length;
      const own = Math.floor(cell / steps[i]!) % counts[i]!;
      return equal(payoff, payoffs[(cell - own * steps[i]!) * players.length + i]!);
    }),
  );
}

const MOST_LISTED = 1000;

function everyProfile(form: StrategicForm): MixedAnswer {
  const counts = strategyCounts(form);
  const cells = profileCount(counts);
  const equilibria = Array.from({ length: Math.min(cells, MOST_LISTED) }, (_, q) =>
    weighed(form, pureMix(counts, profileAt(counts, q)), false),
  );
  return { equilibria, complete: cells <= MOST_LISTED, everyProfile: true };
}

function firstMixed(form: StrategicForm, effort: number) {
  const first = solveMixed(form, effort).equilibria[0];
  return first && { profile: first.profile, payoffs: exactValue(form, first.profile).payoffs };
}
