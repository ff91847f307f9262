// Reads Gambit's .nfg, payoff and outcome version, exactly (FORMAT.md of the games cases; Gambit 17's own reader at the edges,
// and stricter where it is poor). In: text. Out: a form, or problems with their places; renamed labels are warnings.
// Sizes are checked before anything is allocated: 10^7 profiles are refused with the price.

import { uniqueLabels } from "../../analysis/games/game-labels.ts";
import type { Rational } from "../../analysis/games/rational.ts";
import { ZERO } from "../../analysis/games/rational.ts";
import type { Outcome, StrategicForm } from "../../analysis/games/strategic-form.ts";
import { MOST_PAYOFFS, MOST_PROFILES, profileCount } from "../../analysis/games/strategic-form.ts";
import type { Problem } from "../../base/problem.ts";
import { endOfNumbers, readList, readNumber, readPayoffList } from "./read-payoffs.ts";
import type { Scanner, Token } from "./scan-game-text.ts";
import { expectKind, placeOf, refuse, scanGameText, shown } from "./scan-game-text.ts";

export type GameRead<T> = { form?: T; problems: Problem[] };

/** The opening words `NFG 1 R "title"`; the version is the only one Gambit reads. */
export function readHeader(scanner: Scanner, magic: "NFG" | "EFG", version: string): string | undefined {
  const first = scanner.take();
  if (first.value !== magic) {
    const mend =
      first.value.toUpperCase() === magic ? `write ${magic} in capitals` : `it begins: ${magic} ${version} R "title"`;
    return refuse(scanner, first, "game-syntax", `expected \`${magic}\` at the beginning, found ${shown(first)}`, mend);
  }
  const second = scanner.take();
  if (second.value !== version) {
    return refuse(
      scanner,
      second,
      "game-syntax",
      `version ${shown(second)} of .${magic.toLowerCase()} is not known, only ${version} is`,
    );
  }
  const third = scanner.take();
  if (third.value !== "R" && third.value !== "D") {
    return refuse(scanner, third, "game-syntax", `expected \`R\` (or \`D\`) after the version, found ${shown(third)}`);
  }
  return expectKind(scanner, "text", "the title in double quotes")?.value;
}

/** `{ "a" "b" }`, made unique; `what` names them in a warning or refusal. */
export function readLabels(scanner: Scanner, what: string): string[] | undefined {
  const open = scanner.peek();
  const texts = readList(scanner, `the list of ${what}`, () =>
    expectKind(scanner, "text", `a name in double quotes among the ${what}`),
  );
  if (!texts) return undefined;
  const { labels, changed } = uniqueLabels(texts.map((token) => token.value));
  if (changed) warnRenamed(scanner, open, what, labels);
  return labels;
}

export function warnRenamed(scanner: Scanner, at: Token, what: string, labels: readonly string[]): void {
  const says = `${what} with empty or repeated names: read as ${labels.slice(0, 6).join(", ")}${labels.length > 6 ? ", ..." : ""}`;
  scanner.problems.push({ code: "game-labels-renamed", severity: "warning", at: placeOf(scanner, at), says });
}

/** The players' list, shared by both formats. */
export function readPlayers(scanner: Scanner): string[] | undefined {
  const open = scanner.peek();
  const labels = readLabels(scanner, "players");
  if (labels?.length === 0)
    return refuse(scanner, open, "game-no-players", "a game needs at least one player, the list is empty");
  return labels;
}

function readStrategyNames(scanner: Scanner, players: readonly string[]): string[][] | undefined {
  const lists: string[][] = [];
  while (scanner.peek().kind === "open") {
    const labels = readLabels(scanner, `strategies of ${players[lists.length] ?? "a player too many"}`);
    if (!labels) return undefined;
    lists.push(labels);
  }
  return lists;
}

function readStrategyCounts(scanner: Scanner): string[][] | undefined {
  const lists: string[][] = [];
  while (scanner.peek().kind === "word") {
    const token = scanner.take();
    const count = /^\d{1,7}$/.test(token.value) ? Number(token.value) : -1;
    if (count < 0 || count > MOST_PROFILES) {
      return refuse(
        scanner,
        token,
        "game-syntax",
        `expected a number of strategies (a whole number up to ${MOST_PROFILES}), found ${shown(token)}`,
      );
    }
    lists.push(Array.from({ length: count }, (_, k) => String(k + 1)));
  }
  return lists;
}

function readStrategies(scanner: Scanner, players: readonly string[]): string[][] | undefined {
  const open = expectKind(scanner, "open", "`{` before the strategies");
  if (!open) return undefined;
  const lists = scanner.peek().kind === "word" ? readStrategyCounts(scanner) : readStrategyNames(scanner, players);
  if (!lists || !expectKind(scanner, "close", "`}` after the strategies")) return undefined;
  if (lists.length !== players.length) {
    return refuse(scanner, open, "game-strategies", `${players.length} players, but strategies for ${lists.length}`);
  }
  const empty = lists.findIndex((list) => list.length === 0);
  if (empty >= 0)
    return refuse(
      scanner,
      open,
      "game-strategies",
      `${players[empty]} has no strategy: every player needs at least one`,
    );
  return sizeFits(scanner, open, lists) ? lists : undefined;
}

function sizeFits(scanner: Scanner, open: Token, lists: readonly string[][]): boolean {
  const profiles = profileCount(lists.map((list) => list.length));
  const payoffs = profiles * lists.length;
  if (profiles <= MOST_PROFILES && payoffs <= MOST_PAYOFFS) return true;
  const sizes = lists.map((list) => list.length).join(" x ");
  const says = `${sizes.length > 60 ? `${sizes.slice(0, 60)}...` : sizes} is ${profiles.toPrecision(3)} profiles, ${payoffs.toPrecision(3)} payoffs: at most ${MOST_PROFILES} profiles and ${MOST_PAYOFFS} payoffs are read`;
  refuse(scanner, open, "game-too-large", says, "leave out strategies or players");
  return false;
}

/** `{ { "name" p1, p2 } ... }` and then one place in it a profile. */
function readOutcomeVersion(
  scanner: Scanner,
  players: number,
  profiles: number,
): { list: Outcome[]; of: number[] } | undefined {
  const open = scanner.peek();
  const list = readList(scanner, "the list of outcomes", () => readOutcome(scanner, players));
  if (!list) return undefined;
  const { labels, changed } = uniqueLabels(list.map((outcome) => outcome.label));
  if (changed) warnRenamed(scanner, open, "outcomes", labels);
  const of: number[] = [];
  while (scanner.peek().kind === "word" && of.length < profiles) {
    const token = scanner.take();
    const index = /^\d{1,9}$/.test(token.value) ? Number(token.value) : -1;
    if (index < 0 || index > list.length) {
      return refuse(
        scanner,
        token,
        "game-outcome",
        `expected the number of an outcome, 0 to ${list.length}, found ${shown(token)}`,
      );
    }
    of.push(index);
  }
  if (!endOfNumbers(scanner, of.length, profiles, "outcome numbers, one a profile")) return undefined;
  return { list: list.map((outcome, k) => ({ ...outcome, label: labels[k]! })), of };
}

function readOutcome(scanner: Scanner, players: number): Outcome | undefined {
  if (!expectKind(scanner, "open", "`{` before an outcome")) return undefined;
  const label = expectKind(scanner, "text", "the name of an outcome in double quotes (it may be empty)");
  if (!label) return undefined;
  const payoffs = readPayoffList(scanner, players, `outcome "${label.value}"`);
  return payoffs && { label: label.value, payoffs };
}

function readPayoffVersion(scanner: Scanner, wanted: number): Rational[] | undefined {
  const payoffs: Rational[] = [];
  const known = new Map<string, Rational>();
  let bad = 0;
  while (scanner.peek().kind === "word" && payoffs.length < wanted) {
    const value = readNumber(scanner, known);
    if (!value && ++bad >= 20) return undefined;
    payoffs.push(value ?? ZERO);
  }
  if (!endOfNumbers(scanner, payoffs.length, wanted, "payoffs")) return undefined;
  return bad > 0 ? undefined : payoffs;
}

/** Reads a game in Gambit's .nfg. Without errors there is a form. */
export function readNfg(text: string, file: string): GameRead<StrategicForm> {
  const scanner = scanGameText(text, file);
  const form = readForm(scanner);
  return form ? { form, problems: scanner.problems } : { problems: scanner.problems };
}

function readForm(scanner: Scanner): StrategicForm | undefined {
  const title = readHeader(scanner, "NFG", "1");
  const names = title === undefined ? undefined : readPlayers(scanner);
  const lists = names && readStrategies(scanner, names);
  if (title === undefined || !names || !lists) return undefined;
  const comment = scanner.peek().kind === "text" ? scanner.take().value : undefined;
  const players = names.map((name, i) => ({
    id: name,
    label: name,
    strategies: lists[i]!.map((label) => ({ id: label, label })),
  }));
  const head = { title, ...(comment ? { comment } : {}), players };
  const profiles = profileCount(lists.map((list) => list.length));
  if (scanner.peek().kind !== "open") {
    const payoffs = readPayoffVersion(scanner, profiles * players.length);
    return payoffs && { ...head, payoffs };
  }
  const outcomes = readOutcomeVersion(scanner, players.length, profiles);
  if (!outcomes) return undefined;
  const none = players.map(() => ZERO);
  return { ...head, payoffs: outcomes.of.flatMap((k) => outcomes.list[k - 1]?.payoffs ?? none), outcomes };
}
