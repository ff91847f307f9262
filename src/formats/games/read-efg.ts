// Reads Gambit's .efg (FORMAT.md of the games cases): the tree in prefix order, information sets and outcomes described once
// and named by number afterwards. In: text. Out: a tree, or problems with their places. Stricter than Gambit: chance must
// sum to exactly 1, nothing may follow the last leaf, and a tree that ends early is told with the path of actions.
// Reads with a stack of its own, so that a deep tree cannot overflow the engine's.

import { uniqueLabels } from "../../analysis/games/game-labels.ts";
import { type GameTree, MOST_NODES, type TreeNode } from "../../analysis/games/game-tree.ts";
import type { Rational } from "../../analysis/games/rational.ts";
import { add, equal, ONE, rationalText, ZERO } from "../../analysis/games/rational.ts";
import type { Problem } from "../../base/problem.ts";
import { readHeader, readPlayers, warnRenamed } from "./read-nfg.ts";
import { readList, readNumber, readPayoffList } from "./read-payoffs.ts";
import type { Scanner, Token } from "./scan-game-text.ts";
import { expectKind, refuse, scanGameText, shown } from "./scan-game-text.ts";

type Reading = { scanner: Scanner; tree: GameTree; infosetAt: Map<string, number>; outcomeAt: Map<number, number> };

/** Reads a game in Gambit's .efg. Without errors there is a tree. */
export function readEfg(text: string, file: string): { tree?: GameTree; problems: Problem[] } {
  const scanner = scanGameText(text, file);
  const tree = readTree(scanner);
  return tree ? { tree, problems: scanner.problems } : { problems: scanner.problems };
}

function readTree(scanner: Scanner): GameTree | undefined {
  const title = readHeader(scanner, "EFG", "2");
  const players = title === undefined ? undefined : readPlayers(scanner);
  if (title === undefined || !players) return undefined;
  const comment = scanner.peek().kind === "text" ? scanner.take().value : undefined;
  const tree: GameTree = { title, ...(comment ? { comment } : {}), players, infosets: [], outcomes: [], nodes: [] };
  return readNodes({ scanner, tree, infosetAt: new Map(), outcomeAt: new Map() }) ? tree : undefined;
}

function readNodes(reading: Reading): boolean {
  const { scanner, tree } = reading;
  /** Nodes whose next action still wants its node. */
  const open: number[] = [];
  do {
    if (tree.nodes.length >= MOST_NODES) {
      refuse(scanner, scanner.peek(), "game-too-large", `more than ${MOST_NODES} nodes`, "cut the tree");
      return false;
    }
    const node = readNode(reading, open);
    if (!node) return false;
    const at = tree.nodes.push(node) - 1;
    const parent = open.at(-1);
    if (parent !== undefined) tree.nodes[parent]!.children.push(at);
    if (node.infoset >= 0) open.push(at);
    while (open.length > 0 && isFull(tree, open.at(-1)!)) open.pop();
  } while (open.length > 0);
  const rest = scanner.peek();
  if (rest.kind === "end") return true;
  refuse(scanner, rest, "game-syntax", `expected the end of the file after the last leaf, found ${shown(rest)}`);
  return false;
}

function isFull(tree: GameTree, at: number): boolean {
  const node = tree.nodes[at]!;
  return node.children.length === tree.infosets[node.infoset]!.actions.length;
}

/** "wait > press": the actions that lead to the node that is read now. */
function pathTo(tree: GameTree, open: readonly number[]): string {
  const actions = open.map((at, depth) => {
    const node = tree.nodes[at]!;
    // A node above the last one already counts the child that is open.
    const action = node.children.length - (depth < open.length - 1 ? 1 : 0);
    return tree.infosets[node.infoset]!.actions[action]!;
  });
  return actions.length > 8 ? `... > ${actions.slice(-8).join(" > ")}` : actions.join(" > ");
}

function readNode(reading: Reading, open: readonly number[]): TreeNode | undefined {
  const { scanner, tree } = reading;
  const kind = scanner.take();
  if (kind.kind === "end") {
    const says =
      open.length === 0 ? "the tree has no node" : `the tree ends before the node after ${pathTo(tree, open)}`;
    return refuse(scanner, kind, "game-tree-ends", says);
  }
  if (kind.kind !== "word" || !["c", "p", "t"].includes(kind.value)) {
    const where = open.length === 0 ? "at the root" : `after ${pathTo(tree, open)}`;
    return refuse(scanner, kind, "game-syntax", `expected a node (c, p or t) ${where}, found ${shown(kind)}`);
  }
  const label = expectKind(scanner, "text", "the label of the node in double quotes (it may be empty)");
  if (!label) return undefined;
  const infoset = kind.value === "t" ? -1 : kind.value === "c" ? readInfoset(reading, -1) : readPlayerInfoset(reading);
  if (infoset === undefined) return undefined;
  const outcome = readOutcome(reading, kind.value === "t");
  return outcome === undefined ? undefined : { label: label.value, infoset, outcome, children: [] };
}

/** A positive whole number, or refused. */
function readIndex(scanner: Scanner, least: number, what: string): { value: number; token: Token } | undefined {
  const token = scanner.take();
  const value = token.kind === "word" && /^\d{1,9}$/.test(token.value) ? Number(token.value) : -1;
  if (value >= least) return { value, token };
  return refuse(
    scanner,
    token,
    "game-syntax",
    `expected ${what} (a whole number from ${least}), found ${shown(token)}`,
  );
}

function readPlayerInfoset(reading: Reading): number | undefined {
  const { scanner, tree } = reading;
  const player = readIndex(scanner, 1, "the number of the player");
  if (!player) return undefined;
  if (player.value <= tree.players.length) return readInfoset(reading, player.value - 1);
  const says = `player ${player.value} of ${tree.players.length}: there are only ${tree.players.join(", ")}`;
  return refuse(scanner, player.token, "game-syntax", says);
}

function readInfoset(reading: Reading, player: number): number | undefined {
  const { scanner, tree, infosetAt } = reading;
  const number = readIndex(scanner, 1, "the number of the information set");
  if (!number) return undefined;
  const key = `${player}:${number.value}`;
  const known = infosetAt.get(key);
  const label = scanner.peek().kind === "text" ? scanner.take().value : undefined;
  const described = scanner.peek();
  const actions = described.kind === "open" ? readActions(scanner, player < 0) : undefined;
  if (described.kind === "open" && !actions) return undefined;
  if (known === undefined) {
    const says = `information set ${number.value} has no actions: they are wanted the first time it occurs`;
    if (!actions) return refuse(scanner, number.token, "game-infoset", says);
    infosetAt.set(key, tree.infosets.length);
    return tree.infosets.push({ player, number: number.value, label: label ?? "", ...actions }) - 1;
  }
  const before = tree.infosets[known]!;
  if ((label === undefined || label === before.label) && (!actions || sameActions(before, actions))) return known;
  const says = `information set ${number.value} is described again, differently`;
  return refuse(scanner, number.token, "game-infoset", says, "give only its number, or another number");
}

type Actions = { actions: string[]; chances?: Rational[] };

function sameActions(a: Actions, b: Actions): boolean {
  return (
    a.actions.length === b.actions.length &&
    a.actions.every((action, k) => action === b.actions[k]) &&
    (a.chances ?? []).every((chance, k) => equal(chance, b.chances![k]!))
  );
}

function readActions(scanner: Scanner, chance: boolean): Actions | undefined {
  const open = scanner.peek();
  const chances: Rational[] = [];
  const texts = readList(scanner, "the actions", () => {
    const text = expectKind(scanner, "text", "an action in double quotes");
    if (!text || !chance) return text;
    const token = scanner.peek();
    const value = readNumber(scanner);
    if (!value) return undefined;
    if (value.n < 0n) return refuse(scanner, token, "game-chance", `the chance of "${text.value}" is negative`);
    chances.push(value);
    return text;
  });
  if (!texts) return undefined;
  if (texts.length === 0) return refuse(scanner, open, "game-syntax", "an information set needs at least one action");
  const { labels, changed } = uniqueLabels(texts.map((text) => text.value));
  if (changed) warnRenamed(scanner, open, "actions", labels);
  if (!chance) return { actions: labels };
  const sum = chances.reduce(add, ZERO);
  if (!equal(sum, ONE))
    return refuse(scanner, open, "game-chance", `chances must sum to exactly 1, these sum to ${rationalText(sum)}`);
  return { actions: labels, chances };
}

function readOutcome(reading: Reading, leaf: boolean): number | undefined {
  const { scanner, tree, outcomeAt } = reading;
  const number = readIndex(
    scanner,
    0,
    leaf ? "the number of the leaf's outcome" : "the number of the outcome, 0 for none",
  );
  if (!number) return undefined;
  const label = scanner.peek().kind === "text" ? scanner.take().value : undefined;
  const described = scanner.peek().kind === "open";
  if (number.value === 0) {
    if (label === undefined && !described) return -1;
    return refuse(scanner, number.token, "game-outcome", "outcome 0 stands for none: it has no name and no payoffs");
  }
  const known = outcomeAt.get(number.value);
  const payoffs = described ? readOutcomePayoffs(scanner, tree.players.length, number.value) : undefined;
  if (described && !payoffs) return undefined;
  if (known === undefined) {
    const says = `outcome ${number.value} has no payoffs: they are wanted the first time it occurs`;
    if (!payoffs) return refuse(scanner, number.token, "game-outcome", says);
    outcomeAt.set(number.value, tree.outcomes.length);
    return tree.outcomes.push({ number: number.value, label: label ?? "", payoffs }) - 1;
  }
  const before = tree.outcomes[known]!;
  const same = payoffs?.every((payoff, i) => equal(payoff, before.payoffs[i]!)) ?? true;
  if (same && (label === undefined || label === before.label)) return known;
  return refuse(
    scanner,
    number.token,
    "game-outcome",
    `outcome ${number.value} is described again, differently`,
    "give only its number",
  );
}

function readOutcomePayoffs(scanner: Scanner, players: number, number: number): Rational[] | undefined {
  scanner.take();
  return readPayoffList(scanner, players, `outcome ${number}`);
}
