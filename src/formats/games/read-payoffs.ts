// Numbers and lists inside .nfg and .efg: one payoff, a list in braces, and the count that must fit exactly.

import type { Rational } from "../../analysis/games/rational.ts";
import { parseRational } from "../../analysis/games/rational.ts";
import type { Scanner, Token } from "./scan-game-text.ts";
import { expectKind, refuse, shown } from "./scan-game-text.ts";

/** Takes one exact number. `known` lets equal texts share one value. */
export function readNumber(scanner: Scanner, known?: Map<string, Rational>): Rational | undefined {
  const token = scanner.take();
  const before = known?.get(token.value);
  if (before) return before;
  const value = token.kind === "word" ? parseRational(token.value) : "not-a-number";
  if (typeof value !== "string") {
    known?.set(token.value, value);
    return value;
  }
  return refuseNumber(scanner, token, value);
}

function refuseNumber(scanner: Scanner, token: Token, fault: string): undefined {
  if (fault === "division-by-zero") return refuse(scanner, token, "game-number", `${shown(token)} divides by zero`);
  if (fault === "too-long") return refuse(scanner, token, "game-number", `${shown(token)} has too many digits`);
  return refuse(
    scanner,
    token,
    "game-number",
    `expected a number, found ${shown(token)}`,
    "write 3, -1.5, 2e-3 or 2/3",
  );
}

/** Items in braces, each read by `item`; stops at the first that cannot be read. */
export function readList<T>(scanner: Scanner, what: string, item: () => T | undefined): T[] | undefined {
  if (!expectKind(scanner, "open", `\`{\` before ${what}`)) return undefined;
  const items: T[] = [];
  while (scanner.peek().kind !== "close") {
    if (scanner.peek().kind === "end")
      return refuse(scanner, scanner.peek(), "game-syntax", `the file ends within ${what}`);
    const value = item();
    if (value === undefined) return undefined;
    items.push(value);
  }
  scanner.take();
  return items;
}

/** `p1, p2 }`: payoffs with optional commas up to the closing brace, one a player. */
export function readPayoffList(scanner: Scanner, players: number, of: string): Rational[] | undefined {
  const payoffs: Rational[] = [];
  while (scanner.peek().kind === "word") {
    const value = readNumber(scanner);
    if (!value) return undefined;
    payoffs.push(value);
    if (scanner.peek().kind === "comma") {
      const comma = scanner.take();
      if (scanner.peek().kind !== "word")
        return refuse(scanner, comma, "game-syntax", `expected a payoff after the comma in ${of}`);
    }
  }
  const close = expectKind(scanner, "close", `\`}\` after the payoffs of ${of}`);
  if (!close) return undefined;
  if (payoffs.length === players) return payoffs;
  return refuse(
    scanner,
    close,
    "game-payoff-count",
    `${of} has ${payoffs.length} payoffs, one for each of ${players} players is wanted`,
  );
}

/** After the numbers of a game: the file must end here, with as many as wanted. */
export function endOfNumbers(scanner: Scanner, got: number, wanted: number, what: string): boolean {
  const token = scanner.peek();
  if (got === wanted && token.kind === "end") return true;
  if (token.kind === "comma") {
    refuse(scanner, token, "game-syntax", "commas between payoffs are legal in outcomes alone", "leave the commas out");
  } else if (token.kind === "end") {
    refuse(scanner, token, "game-payoff-count", `${wanted} ${what} wanted, the file ends after ${got}`);
  } else if (token.kind !== "word") {
    refuse(
      scanner,
      token,
      "game-syntax",
      `expected ${got < wanted ? what : "the end of the file"}, found ${shown(token)}`,
    );
  } else {
    const rest = scanner.source.slice(token.start).split(/\s+/).filter(Boolean).length;
    refuse(scanner, token, "game-payoff-count", `${wanted} ${what} wanted, ${got + rest} found: this one is too many`);
  }
  return false;
}
