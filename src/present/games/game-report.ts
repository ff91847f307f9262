// A solved game of commitments as a document: the table of payoffs, what is dominated, which profiles hold and how surely, what
// would have to be known better, and how far the actors' own play is from it. In: the solved game. Out: parts of a document.

import type { DistanceFromPlay } from "../../analysis/games/distance-from-play.ts";
import { allBestReplies } from "../../analysis/games/pure-equilibria.ts";
import type { SolvedGame } from "../../analysis/games/solve-played.ts";
import { floatPayoffs, type Profile, profileAt, strategyCounts } from "../../analysis/games/strategic-form.ts";
import { type Document, heading, lines, type Part, sentence, table } from "../document/document.ts";
import { capital, count, decimalsFor, fixed, percent, plural, quantity, spanOf } from "../words/figures.ts";
import { sayBelievers, sayPartlyOpen } from "../words/say-form.ts";

const Z95 = 1.959963984540054;
const MOST_ROWS = 60;
/** Under this many standard errors a verdict may be luck; beyond the other, the difference does not vary but by rounding. */
const SURE = 3;
const CERTAIN = 1e7;

/** `China holds embrace and North Korea holds build`. */
export function sayProfile({ form }: Pick<SolvedGame, "form">, profile: Profile): string {
  const parts = form.players.map((player, i) => `${player.label} holds ${player.strategies[profile[i]!]!.id}`);
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

/** `beliefs`: by player, what it believes something else of. */
export function playedGameReport(
  solved: SolvedGame,
  when: string,
  beliefs: readonly (readonly string[])[] = [],
): Document {
  const { played } = solved;
  const names = solved.form.players.map((player) => player.label);
  const closed = played.closed.map(({ player, strategy }) => `${player} ${strategy}`);
  return {
    parts: [
      heading(`What each has if all hold their options: ${names.join(", ")}`),
      solved.form.players.length === 2 ? squareTable(solved) : longTable(solved),
      sentence(
        "Each figure with its 95 % error; * a best reply, (out) dominated. Errors of differences are smaller: the same luck is in all cells.",
      ),
      ...openPart(solved),
      ...samplingPart(solved),
      ...dominancePart(solved),
      heading("Which profiles hold"),
      lines(sayEquilibria(solved)),
      ...seenPart(solved, beliefs),
      ...mixedPart(solved),
      ...qrePart(solved),
      heading("How they play by themselves"),
      lines(sayOwn(solved)),
      sentence(
        `Utilities: ${when}, ${count(played.runs)} futures a profile, seed ${played.seed}; ${plural(solved.form.payoffs.length / names.length, "profile")}.${
          closed.length > 0 ? ` Left out because it is never open: ${closed.join(", ")}.` : ""
        }`,
      ),
    ],
  };
}

const isOut = ({ dominance }: SolvedGame, player: number, strategy: number) =>
  !dominance.survivors[player]!.includes(strategy);

const named = (solved: SolvedGame, player: number, strategy: number) =>
  `${solved.form.players[player]!.strategies[strategy]!.id}${isOut(solved, player, strategy) ? " (out)" : ""}`;

/** One number with its error and its star. */
function cellsOf(solved: SolvedGame): string[] {
  const best = allBestReplies(solved.form);
  const errors = solved.form.estimate!.errors;
  return Array.from(floatPayoffs(solved.form), (payoff, at) => {
    const half = Z95 * errors[at]!;
    const decimals = Math.min(3, decimalsFor(half) + 1);
    return `${fixed(payoff, decimals)}±${fixed(half, decimals)}${best[at] ? "*" : ""}`;
  });
}

/** Columns beyond which a table is too wide, where it would be longer than wide the other way round. */
const MOST_COLUMNS = 5;

/** Each cell has the first player's payoff first, whoever stands in the rows. */
function squareTable(solved: SolvedGame): Part {
  const counts = strategyCounts(solved.form) as [number, number];
  const cells = cellsOf(solved);
  const turned = counts[1] > MOST_COLUMNS && counts[1] > counts[0];
  const [down, across] = turned ? [1, 0] : [0, 1];
  const ids = solved.form.players.map((player) => player.id);
  const list = (player: number) => Array.from({ length: counts[player]! }, (_, s) => s);
  const cell = (d: number, a: number) => {
    const [first, second] = turned ? [a, d] : [d, a];
    const at = (first + counts[0] * second) * 2;
    return `${cells[at]}, ${cells[at + 1]}`;
  };
  return table(
    [
      { head: `${ids[down]} \\ ${ids[across]}` },
      ...list(across!).map((a) => ({ head: named(solved, across!, a), align: "right" as const })),
    ],
    list(down!).map((d) => [named(solved, down!, d), ...list(across!).map((a) => cell(d, a))]),
  );
}

/** One row a profile; of many, only those that dominance leaves. */
function longTable(solved: SolvedGame): Part {
  const counts = strategyCounts(solved.form);
  const n = counts.length;
  const cells = cellsOf(solved);
  const all = Array.from({ length: cells.length / n }, (_, q) => q);
  const outs = (q: number) => profileAt(counts, q).filter((s, i) => isOut(solved, i, s)).length;
  const left = all.filter((q) => outs(q) === 0);
  const shown = all.length <= MOST_ROWS ? all : left.slice(0, MOST_ROWS);
  const rows = shown.map((q) => {
    const profile = profileAt(counts, q);
    return [...profile.map((s, i) => named(solved, i, s)), ...profile.map((_, i) => cells[q * n + i]!)];
  });
  if (shown.length < all.length) rows.push([`… and ${count(all.length - shown.length)} more (-o FILE.csv has all)`]);
  return table(
    [
      ...solved.form.players.map(({ id }) => ({ head: id })),
      ...solved.form.players.map(({ id }) => ({ head: `to ${id}`, align: "right" as const })),
    ],
    rows,
  );
}

function openPart({ played }: SolvedGame): Part[] {
  const said = sayPartlyOpen(played);
  return said === undefined ? [] : [sentence(said)];
}

/** How a game was sampled that was played until regrets were known, and what fell away on the way. */
function samplingPart({ played }: SolvedGame): Part[] {
  const { sampling, runs } = played;
  if (!sampling) return [];
  const { within, rounds, dropped, last, ended } = sampling;
  const rule = `each profile is surely left by somebody or its regret surely within ${quantity(within)}`;
  const known =
    ended === "known"
      ? `Now ${rule}`
      : `The aim, that ${rule}, was not reached for ${plural(last.open, "profile")} (regret up to ${quantity(last.regret)}) within the most ${ended === "most runs" ? "runs" : "futures"}`;
  const each = dropped.map(({ player, strategy, by, errors, runs: after }) => {
    const size = errors > CERTAIN ? "by the same in all runs" : `by ${errors.toFixed(1)} standard errors or more`;
    return `${player} ${strategy}, to which ${by} is better ${size} (after ${count(after)} futures).`;
  });
  return [
    heading("How it was sampled"),
    lines([
      `${plural(rounds, "round")}, the last of ${count(runs)} futures a profile. ${known}; all these intervals hold together in 95 of 100 games.`,
      ...(each.length > 0 ? ["Dropped on the way, whatever the others hold:", ...each] : []),
    ]),
  ];
}

function dominancePart(solved: SolvedGame): Part[] {
  const { dominance, margins, form } = solved;
  const said = dominance.rounds.flatMap((round, k) =>
    round.map(({ player, strategy, by }) => {
      const { label, strategies } = form.players[player]!;
      const better = by.map((one) => strategies[one.strategy]!.id).join(" and ");
      const margin = k === 0 ? margins.find((m) => m.player === player && m.strategy === strategy) : undefined;
      const always = k === 0 ? "whatever the others hold" : "once the above is out";
      return `${label}: ${better} is better than ${strategies[strategy]!.id} ${always}${margin ? sayMargin(margin.errors) : ""}.`;
    }),
  );
  return [
    heading("What is dominated"),
    lines(said.length > 0 ? said : ["Nothing: each option is best against something, or tied."]),
  ];
}

function sayMargin(errors: number): string {
  if (errors > CERTAIN) return ", by the same in all runs";
  return errors >= SURE
    ? `, everywhere by ${errors.toFixed(0)} standard errors or more`
    : `, but where it is closest only by ${errors.toFixed(1)} standard errors`;
}

function sayEquilibria(solved: SolvedGame): string[] {
  const { uncertainty } = solved;
  const none = uncertainty.none >= 0.01 ? [`No pure profile holds in ${percent(uncertainty.none)} of resamples.`] : [];
  const said = uncertainty.profiles.map(({ profile, probability, regret, low, high }) => {
    const now = regret === 0 ? "holds at the estimates" : `somebody gains ${quantity(regret)} by leaving`;
    return `${capital(sayProfile(solved, profile))}: an equilibrium with probability ${percent(probability)}; ${now} (regret ${quantity(low)} to ${quantity(high)}).`;
  });
  const first = uncertainty.matters[0];
  const wanted =
    first && first.error > 0
      ? [
          `Worth knowing better first: ${solved.form.players[first.player]!.label}'s payoff where ${sayProfile(solved, first.profile)}.`,
        ]
      : [];
  return [...(said.length > 0 ? said : ["No pure equilibrium at the estimates."]), ...none, ...wanted];
}

/** What holds in each believing player's own game, and where nobody leaves, each by its own. */
function seenPart(solved: SolvedGame, beliefs: readonly (readonly string[])[]): Part[] {
  const { asSeen, played } = solved;
  const hint = beliefs.length > 0 ? sayBelievers(played, beliefs) : undefined;
  if (!asSeen) return hint === undefined ? [] : [sentence(hint)];
  const list = (of: Pick<SolvedGame, "form">, profiles: readonly Profile[]) =>
    profiles.map((profile) => sayProfile(of, profile)).join("; ");
  const each = asSeen.seen.flatMap((own, i) => {
    if (!own) return [];
    const { label } = solved.form.players[i]!;
    const found = own.length > 0 ? list({ form: asSeen.forms[i]! }, own) : "no pure profile";
    return [
      `${label}, which believes something else of ${beliefs[i]?.join(", ") ?? "this"}, sees these hold: ${found}.`,
    ];
  });
  const { held, onlyByMisperception: only, missed } = asSeen;
  const notes = [
    `Nobody leaves, each by its own game: ${held.length > 0 ? list(solved, held) : "no pure profile"}.`,
    ...(only.length > 0 ? [`Only misperception holds this up: ${list(solved, only)}.`] : []),
    ...(missed.length > 0 ? [`Would hold if all saw the truth, and does not: ${list(solved, missed)}.`] : []),
  ];
  return [heading("As each sees it"), lines([...each, ...notes])];
}

function sayMix(solved: SolvedGame, floats: readonly (readonly number[])[]): string {
  return floats
    .map((mix, i) => {
      const { label, strategies } = solved.form.players[i]!;
      const used = mix.flatMap((p, s) => (p > 0.005 ? [`${strategies[s]!.id} ${percent(p)}`] : []));
      return `${label} ${mix.some((p) => p > 0.995) ? strategies[mix.findIndex((p) => p > 0.995)]!.id : used.join(", ")}`;
    })
    .join("; ");
}

function mixedPart(solved: SolvedGame): Part[] {
  if (!solved.mixed) return [];
  const { found, complete } = solved.mixed;
  const said = found.map(
    ({ floats, regret }) =>
      `${sayMix(solved, floats)} (regret up to ${quantity(regret.high)} given the sampling error).`,
  );
  const all = complete ? [] : ["The search was cut short: there may be more."];
  return [
    heading("Equilibria in which somebody mixes"),
    lines([...(said.length > 0 ? said.slice(0, 20) : ["None."]), ...all]),
  ];
}

function qrePart(solved: SolvedGame): Part[] {
  const { qre } = solved;
  if (!qre) return [];
  const rows = qre.points.map(({ lambda, profile }) => [quantity(lambda), sayMix(solved, profile)]);
  return [
    heading("Logit quantal responses"),
    table([{ head: "precision", align: "right" }, { head: "what is played" }], rows),
    ...(qre.stopped ? [sentence(`The path was followed up to precision ${quantity(qre.last.lambda)}.`)] : []),
  ];
}

function sayOwn(solved: SolvedGame): string[] {
  const { played, form, distance } = solved;
  const each = played.own.map((own, i) => {
    const { label, strategies } = form.players[i]!;
    const order = [...own.shares.keys()].sort((a, b) => own.shares[b]! - own.shares[a]!);
    const most = order
      .filter((s) => own.shares[s]! >= 0.05)
      .map((s) => `${strategies[s]!.id} ${percent(own.shares[s]!)}`);
    const best = own.alone.reduce((top, one, s) => (one.difference > own.alone[top]!.difference ? s : top), 0);
    const gap = own.alone[best]!;
    const gain =
      gap.low > 0
        ? `it would gain ${spanOf(gap)} a step by holding ${strategies[best]!.id} throughout, the others as they are`
        : gap.high < 0
          ? `no option held throughout does as well: the best, ${strategies[best]!.id}, changes its utility by ${spanOf(gap)}`
          : `no option held throughout is surely better: the best is ${strategies[best]!.id}, ${spanOf(gap)}`;
    return `${label} plays ${most.join(", ")} of the time and has ${quantity(own.mean)}; ${gain}.`;
  });
  return [...each, ...sayFurther(solved), ...sayDistance(distance)];
}

function sayFurther({ form, further }: SolvedGame): string[] {
  return (further ?? []).map((one, i) => {
    const { label } = form.players[i]!;
    const sight = `looking to the end of the clock, ${plural(one.steps, "step")} ahead`;
    if (one.low > 0)
      return `${label} would gain ${spanOf(one)} a step by ${sight}, its values and the others as they are.`;
    if (one.high < 0) return `${label} would lose by ${sight}: ${spanOf(one)} a step, the others as they are.`;
    return `${label} would not surely gain by ${sight}: ${spanOf(one)} a step.`;
  });
}

function sayDistance({ nearest, logit }: DistanceFromPlay): string[] {
  const far = nearest
    ? [
        `Between these mixes and the nearest equilibrium found, ${percent(nearest.distance)} of the time of the actor that is farthest off would have to be spent otherwise.`,
      ]
    : [];
  const fit = logit
    ? [
        `As players of this game they fit a logit precision of ${quantity(logit.lambda)} best; ${percent(logit.distance)} of the time is left unexplained.`,
      ]
    : [];
  return [...far, ...fit];
}
