// The answer in words and tables, section by section. A host decides how they look; struck-out strategies are marked by
// `~`, best replies by `*`, so that nothing rests on colour.

import type { Dominated } from "../../analysis/games/dominance.ts";
import type { FoundEquilibrium } from "../../analysis/games/exact-profile.ts";
import type { GameTree } from "../../analysis/games/game-tree.ts";
import { payoffTable } from "../../analysis/games/payoff-table.ts";
import { type Rational, rationalText, toNumber } from "../../analysis/games/rational.ts";
import type { Game, GameAnswer, MixedAnswer } from "../../analysis/games/solve-game.ts";
import type { Profile, StrategicForm } from "../../analysis/games/strategic-form.ts";
import { strategyCounts } from "../../analysis/games/strategic-form.ts";
import type { SubgamePerfectAnswer } from "../../analysis/games/subgame-perfect.ts";
import { profileLabels } from "./game-json.ts";

export type GameSection = {
  heading: string;
  lines: string[];
  /** Right-aligned from the second column on. */
  table?: { head: string[]; rows: string[][] };
};

export function sayGame(answer: GameAnswer): GameSection[] {
  const { form } = answer.game;
  const sizes = strategyCounts(form).join(" x ");
  const n = form.players.length;
  const first: GameSection = {
    heading: `${form.title || "A game"}: ${n} player${n === 1 ? "" : "s"}, ${sizes} strategies`,
    ...payoffTable(form, answer.dominance?.strict),
  };
  first.lines.push(...saidRecall(answer.game));
  return [
    first,
    ...saidDominance(answer),
    ...saidPure(answer),
    ...saidMixed(answer),
    ...saidSubgames(answer),
    ...saidRest(answer),
  ];
}

/** Kuhn (1953): only with perfect recall is a mix over plans the same as one drawn move by move. */
function saidRecall({ forgetful, form }: Game): string[] {
  return (forgetful ?? []).map(
    (i) =>
      `${form.players[i]!.label} forgets its own earlier moves (imperfect recall): a strategy is a plan made beforehand, and drawing anew at each move, which may do better or worse, is not looked at.`,
  );
}

const MOST_SAID = 30;
/** Strategies of one mix that are named. */
const MOST_MIXED = 12;

/** A list cut to what a person reads. */
function cut(lines: string[], what: string): string[] {
  return lines.length <= MOST_SAID
    ? lines
    : [...lines.slice(0, MOST_SAID), `... and ${lines.length - MOST_SAID} more ${what} (--json has all)`];
}

export function sayNumber(x: number): string {
  return Number.isInteger(x) ? String(x) : String(Number(x.toPrecision(4)));
}

/** A fraction where it is short, else four figures. */
function sayRational(a: Rational): string {
  const text = rationalText(a);
  return text.length <= 9 ? text : sayNumber(toNumber(a));
}

function sayProfile(form: StrategicForm, profile: Profile): string {
  return `(${profileLabels(form, profile).join(", ")})`;
}

function sayDominated(form: StrategicForm, out: Dominated): string {
  const player = form.players[out.player]!;
  const by = out.by.map(({ strategy, weight }) => {
    const label = player.strategies[strategy]!.label;
    return out.by.length === 1 ? label : `${rationalText(weight)} ${label}`;
  });
  return `${player.label}'s ${player.strategies[out.strategy]!.label} by ${by.join(" + ")}`;
}

function saidDominance({ game, dominance }: GameAnswer): GameSection[] {
  if (!dominance) return [];
  return [dominance.strict, dominance.weak].map(({ kind, rounds, survivors, mixturesChecked, allCompared }) => {
    const lines = rounds.map(
      (round, k) => `Round ${k + 1}: ${round.map((out) => sayDominated(game.form, out)).join("; ")}.`,
    );
    if (lines.length === 0) lines.push(`No strategy is ${kind === "strict" ? "strictly" : "weakly"} dominated.`);
    else if (survivors.every((list) => list.length === 1))
      lines.push(
        `One profile is left: ${sayProfile(
          game.form,
          survivors.map((list) => list[0]!),
        )}.`,
      );
    if (kind === "weak" && rounds.length > 0)
      lines.push("Weak dominance may strike out equilibria, and depends on the order; here all of a round go at once.");
    if (!allCompared)
      lines.push("A player has too many strategies to compare them all: none of that player's was struck out.");
    if (!mixturesChecked) lines.push("Dominance by mixtures was not looked for everywhere: the game is too large.");
    return { heading: kind === "strict" ? "Strict dominance" : "Weak dominance", lines: cut(lines, "rounds") };
  });
}

function saidPure({ game, pure }: GameAnswer): GameSection[] {
  if (!pure) return [];
  const one = pure.length === 1 ? "One equilibrium" : `${pure.length} equilibria`;
  const lines =
    pure.length === 0
      ? ["There is no equilibrium in pure strategies: from every profile somebody gains by leaving it."]
      : [`${one} in pure strategies:`];
  return [
    {
      heading: "Pure equilibria",
      lines: [
        ...lines,
        ...cut(
          pure.map((profile) => sayProfile(game.form, profile)),
          "equilibria",
        ),
      ],
    },
  ];
}

/** "North: Vienna 3/5, Geneva 2/5; South: ..., payoffs 6/5, 6/5". */
function sayEquilibrium(form: StrategicForm, found: FoundEquilibrium): string {
  const mixes = found.profile.map((mix, i) => {
    const player = form.players[i]!;
    const played = mix.flatMap((p, s) => (p.n > 0n ? [{ p, label: player.strategies[s]!.label }] : []));
    if (played.length === 1) return `${player.label}: ${played[0]!.label}`;
    const said = played.slice(0, MOST_MIXED).map(({ p, label }) => `${label} ${sayRational(p)}`);
    const more = played.length > MOST_MIXED ? `, ${played.length - MOST_MIXED} more` : "";
    return `${player.label}: ${said.join(", ")}${more}`;
  });
  const worth = `worth ${found.payoffs.map(sayRational).join(", ")}`;
  const regret = found.exact
    ? ""
    : `; rounded, regret ${toNumber(found.regret).toExponential(0)}${found.certified ? "" : ", not proved"}`;
  return `${mixes.join("; ")} - ${worth}${regret}`;
}

function saidMixed({ game, mixed }: GameAnswer): GameSection[] {
  if (!mixed) return [];
  const { form } = game;
  const lines = cut(
    mixed.equilibria.map((found, k) => `${k + 1}. ${sayEquilibrium(form, found)}`),
    "equilibria",
  );
  const about = mixed.everyProfile
    ? ["Nobody's own choice changes what it has: every profile, pure or mixed, is an equilibrium. The pure ones:"]
    : howMany(mixed, form.players.length);
  return [{ heading: "Mixed equilibria", lines: [...about, ...lines, ...shape(mixed)] }];
}

function howMany({ equilibria, complete, search }: MixedAnswer, players: number): string[] {
  if (equilibria.every(({ certified }) => !certified)) {
    return [
      "The game is too large: within bounds no equilibrium was found. The closest profile that was, with its regret:",
    ];
  }
  const count = equilibria.length === 1 ? "One equilibrium" : `${equilibria.length} equilibria`;
  if (players === 2) {
    return [
      complete
        ? `${count}${equilibria.length === 1 ? "" : " (all extreme ones)"}, pure ones among them, exact:`
        : `The game is too large to enumerate; found so far, there may be more: ${count.toLowerCase()}.`,
    ];
  }
  if (complete && !search?.tied)
    return [
      `${count}, pure ones among them; these are all.${search?.even ? " An even number without ties should not be: one may be missing." : ""}`,
    ];
  const why: string[] = [];
  if (search && search.left > 0)
    why.push(
      `${search.left} of ${search.left + search.searched} supports were not searched to the end (--effort searches longer)`,
    );
  if (search && search.continua > 0)
    why.push(`on ${search.continua} supports equilibria are not isolated: there may be a continuum`);
  if (search?.tied) why.push("payoffs are tied, so the number may be even or infinite");
  return [`${count} found, pure ones among them${why.length > 0 ? `; ${why.join("; ")}` : ""}.`];
}

function shape({ pieces, degenerate, components, everyProfile }: MixedAnswer): string[] {
  if (!degenerate || everyProfile) return [];
  const infinite = (pieces ?? []).filter((piece) => piece.length > 1);
  if (infinite.length === 0)
    return [
      "The game is degenerate (a strategy is tied where generic games have no tie), but each equilibrium stands alone.",
    ];
  const said = infinite.map((piece) => piece.map((k) => k + 1).join(", "));
  const list = said.slice(0, 6).join(" | ");
  return [
    `The game is degenerate: its equilibria form ${components!.length} connected set${components!.length === 1 ? "" : "s"}. Every mix within these is one as well: ${list}${said.length > 6 ? " | ..." : ""}.`,
  ];
}

function saidSubgames({ game, subgamePerfect }: GameAnswer): GameSection[] {
  return game.tree && subgamePerfect ? saySubgames(game.tree, subgamePerfect) : [];
}

export function saySubgames(tree: GameTree, { equilibria, complete, refused }: SubgamePerfectAnswer): GameSection[] {
  if (refused) return [];
  const lines = equilibria.map(({ behaviour, payoffs }) => {
    const plays = [...behaviour]
      .sort((a, b) => a[0] - b[0])
      .slice(0, 20)
      .map(([k, play]) => {
        const infoset = tree.infosets[k]!;
        const actions = play.flatMap((p, a) =>
          p.n === 0n ? [] : [p.n === p.d ? infoset.actions[a]! : `${infoset.actions[a]!} ${sayRational(p)}`],
        );
        return `${infoset.label || `${tree.players[infoset.player]!} ${infoset.number}`}: ${actions.join(" or ")}`;
      });
    return `${plays.join("; ")}${behaviour.size > 20 ? "; ..." : ""} - worth ${payoffs.map(sayRational).join(", ")}`;
  });
  const cutNote = complete ? [] : ["There are more: the list was cut."];
  return [{ heading: "Subgame-perfect equilibria", lines: [...cut(lines, "equilibria"), ...cutNote] }];
}

function saidRest(answer: GameAnswer): GameSection[] {
  return [...saidQre(answer), ...saidCorrelated(answer), ...saidRanking(answer), ...saidUncertainty(answer)];
}

function saidQre({ game, qre }: GameAnswer): GameSection[] {
  if (!qre) return [];
  const { form } = game;
  const head = [
    "lambda",
    ...form.players.flatMap((player) => player.strategies.map((strategy) => `${player.label}: ${strategy.label}`)),
  ];
  const rows = qre.points.map(({ lambda, profile }) => [sayNumber(lambda), ...profile.flat().map((p) => p.toFixed(4))]);
  const lines = ["From even odds at lambda 0 play sharpens towards one equilibrium as payoffs are told apart better."];
  if (qre.forks.length > 0)
    lines.push(
      `The path forks at lambda ${qre.forks.map(sayNumber).slice(0, 3).join(", ")}, for the game is symmetric; the branch that favours what is listed first is shown.`,
    );
  if (qre.stopped) lines.push(`The path was followed only to lambda ${sayNumber(qre.last.lambda)} (${qre.stopped}).`);
  return [{ heading: "Quantal response (logit)", lines, table: { head, rows } }];
}

function saidCorrelated({ game, correlated }: GameAnswer): GameSection[] {
  if (!correlated) return [];
  const lines = correlated.advice.map(
    ({ profile, probability }) => `${sayRational(probability)} ${sayProfile(game.form, profile)}`,
  );
  const worth = `Worth ${correlated.payoffs.map(sayRational).join(", ")}: the largest sum that advice can reach which nobody gains by disobeying.`;
  return [{ heading: "Best correlated equilibrium", lines: [...cut(lines, "profiles"), worth] }];
}

function saidRanking({ game, alpharank }: GameAnswer): GameSection[] {
  if (!alpharank) return [];
  const lines = alpharank.ranking
    .filter(({ mass }) => mass >= 0.005)
    .map(({ profile, mass }) => `${(100 * mass).toFixed(1)} %  ${sayProfile(game.form, profile)}`);
  return [
    {
      heading: `Evolutionary ranking (alpha-rank, alpha ${sayNumber(alpharank.alpha)}, populations of ${alpharank.population})`,
      lines: cut(lines, "profiles"),
    },
  ];
}

function saidUncertainty({ game, uncertainty }: GameAnswer): GameSection[] {
  if (!uncertainty) return [];
  const { form } = game;
  const percent = (p: number) => (p < 0.01 ? "under 1 %" : p > 0.99 ? "over 99 %" : `${Math.round(100 * p)} %`);
  const lines = uncertainty.profiles.map(
    ({ profile, probability, regret, low, high }) =>
      `${sayProfile(form, profile)} is an equilibrium with probability ${percent(probability)}; regret ${sayNumber(regret)} (${sayNumber(low)} to ${sayNumber(high)})`,
  );
  if (uncertainty.none > 0) lines.push(`No pure equilibrium at all: ${percent(uncertainty.none)}.`);
  for (const { player, profile, of, ifHigh, ifLow } of uncertainty.matters.slice(0, 5)) {
    lines.push(
      `To be known better: ${form.players[player]!.label}'s payoff at ${sayProfile(form, profile)}; if it is higher than estimated, ${sayProfile(form, of)} has ${percent(ifHigh)}, if lower ${percent(ifLow)}.`,
    );
  }
  return [
    { heading: `With the errors of the payoffs (${uncertainty.resamples} resamples, seed ${uncertainty.seed})`, lines },
  ];
}
