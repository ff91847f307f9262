// The reduced strategic form of a tree (Kuhn 1953): a player's strategies differ only where the player's own earlier moves
// leave the information set within reach. In: a tree. Out: a form with the plans behind its strategies, or a refusal with
// the price. Strategies come in Gambit's order, the first information set slowest; labels join the actions, "press / fight".

import { uniqueLabels } from "./game-labels.ts";
import { addPayoffs, type GameTree, noPayoffs } from "./game-tree.ts";
import type { Rational } from "./rational.ts";
import { add, divide, multiply, ONE, ZERO } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { MOST_PAYOFFS, MOST_PROFILES, profileCount, strides } from "./strategic-form.ts";

/** Of one player: an action by place in `tree.infosets`; information sets that the plan itself excludes are absent. */
export type Plan = ReadonlyMap<number, number>;

/** `forgetful`: players with an information set that different moves of their own lead to (imperfect recall). */
export type ReducedForm = { form: StrategicForm; plans: Plan[][]; forgetful: number[] };

/** A player's earlier moves on the way to a node, the last one first: shared, so that a deep tree stays small. */
type Moves = { infoset: number; action: number; before: Moves } | undefined;

type Leaf = { chance: Rational; payoffs: readonly Rational[]; moves: Moves[] };

const MOST_STRATEGIES = 5000;
/** Entries of plans made in the search for strategies, and additions of leaves to profiles: a second or two each. */
const MOST_ENTRIES = 2e6;
const MOST_ADDITIONS = 2e7;

/** The reduced strategic form, or in words why it is refused. */
export function reduceTree(tree: GameTree): ReducedForm | { refused: string } {
  const { leaves, ways } = walkTree(tree);
  const plans: Plan[][] = [];
  for (let i = 0; i < tree.players.length; i++) {
    const mine = plansOf(tree, ways, i);
    if (!mine)
      return {
        refused: `${tree.players[i]} has too many strategies in the reduced strategic form: at most ${MOST_STRATEGIES} are made`,
      };
    plans.push(mine);
  }
  const counts = plans.map((list) => list.length);
  const profiles = profileCount(counts);
  if (profiles > MOST_PROFILES || profiles * counts.length > MOST_PAYOFFS) {
    return {
      refused: `the reduced strategic form has ${profiles.toPrecision(3)} profiles (${counts.join(" x ")}): at most ${MOST_PROFILES} are made`,
    };
  }
  const players = tree.players.map((label, i) => {
    const labels = uniqueLabels(plans[i]!.map((plan) => planLabel(tree, plan))).labels;
    return { id: label, label, strategies: labels.map((name) => ({ id: name, label: name })) };
  });
  const payoffs = sumLeaves(leaves, plans, counts);
  if (!payoffs)
    return { refused: `${leaves.length} leaves on ${profiles} profiles are too much work for a strategic form` };
  const comment = tree.comment ? { comment: tree.comment } : {};
  const forgetful = tree.players.flatMap((_, i) =>
    tree.infosets.some(({ player }, k) => player === i && (ways.get(k)?.length ?? 0) > 1) ? [i] : [],
  );
  return { form: { title: tree.title, ...comment, players, payoffs }, plans, forgetful };
}

function planLabel(tree: GameTree, plan: Plan): string {
  const actions = [...plan].map(([infoset, action]) => tree.infosets[infoset]!.actions[action]!);
  return actions.length === 0 ? "no move" : actions.join(" / ");
}

/** Every leaf with its chance, payoffs and the moves it asks of each player; and the ways to each information set. */
function walkTree(tree: GameTree): { leaves: Leaf[]; ways: Map<number, Moves[]> } {
  const leaves: Leaf[] = [];
  const ways = new Map<number, Moves[]>();
  const none: Moves[] = tree.players.map(() => undefined);
  const stack: { at: number; chance: Rational; payoffs: readonly Rational[]; moves: Moves[] }[] = [
    { at: 0, chance: ONE, payoffs: noPayoffs(tree), moves: none },
  ];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const node = tree.nodes[top.at]!;
    const payoffs = addPayoffs(tree, top.payoffs, node);
    if (node.infoset < 0) {
      leaves.push({ chance: top.chance, payoffs, moves: top.moves });
      continue;
    }
    const { player, chances } = tree.infosets[node.infoset]!;
    if (player >= 0) addWay(ways, node.infoset, top.moves[player]!);
    for (let k = node.children.length - 1; k >= 0; k--) {
      const move = { infoset: node.infoset, action: k, before: top.moves[player] };
      const moves = player < 0 ? top.moves : top.moves.with(player, move);
      const chance = chances ? multiply(top.chance, chances[k]!) : top.chance;
      stack.push({ at: node.children[k]!, chance, payoffs, moves });
    }
  }
  return { leaves, ways };
}

function addWay(ways: Map<number, Moves[]>, infoset: number, moves: Moves): void {
  const known = ways.get(infoset);
  if (!known) ways.set(infoset, [moves]);
  else if (!known.some((other) => sameMoves(other, moves))) known.push(moves);
}

function sameMoves(a: Moves, b: Moves): boolean {
  let [x, y] = [a, b];
  for (; x && y && x !== y; x = x.before, y = y.before) {
    if (x.infoset !== y.infoset || x.action !== y.action) return false;
  }
  return x === y;
}

function allows(plan: Plan, moves: Moves): boolean {
  for (let move = moves; move; move = move.before) if (plan.get(move.infoset) !== move.action) return false;
  return true;
}

/** All plans of a player: the first information set still within reach is decided next, its first action first. */
function plansOf(tree: GameTree, ways: Map<number, Moves[]>, player: number): Plan[] | undefined {
  const mine = tree.infosets.flatMap((infoset, k) => (infoset.player === player ? [k] : []));
  const done: Plan[] = [];
  const stack: Plan[] = [new Map()];
  let steps = 0;
  for (let plan = stack.pop(); plan; plan = stack.pop()) {
    const chosen = plan;
    steps += mine.length + chosen.size;
    if (steps > MOST_ENTRIES) return undefined;
    const next = mine.find((k) => !chosen.has(k) && ways.get(k)?.some((moves) => allows(chosen, moves)));
    if (next === undefined) {
      if (done.push(inOrder(chosen)) > MOST_STRATEGIES) return undefined;
      continue;
    }
    for (let k = tree.infosets[next]!.actions.length - 1; k >= 0; k--) stack.push(new Map([...chosen, [next, k]]));
    if (stack.length > MOST_STRATEGIES) return undefined;
  }
  return done;
}

function inOrder(plan: Plan): Plan {
  return new Map([...plan].sort((a, b) => a[0] - b[0]));
}

/** Adds each leaf to all profiles that lead to it; undefined where that is too much work. */
function sumLeaves(
  leaves: readonly Leaf[],
  plans: readonly Plan[][],
  counts: readonly number[],
): Rational[] | undefined {
  const n = counts.length;
  const steps = strides(counts);
  const payoffs: Rational[] = Array.from({ length: profileCount(counts) * n }, () => ZERO);
  let added = 0;
  for (const leaf of leaves) {
    if (leaf.payoffs.every((value) => value.n === 0n)) continue;
    const share = leaf.payoffs.map((value) => multiply(leaf.chance, value));
    let profiles = [0];
    for (let i = n - 1; i >= 0; i--) {
      const fitting = plans[i]!.flatMap((plan, s) => (allows(plan, leaf.moves[i]!) ? [s * steps[i]!] : []));
      profiles = profiles.flatMap((at) => fitting.map((step) => at + step));
    }
    added += profiles.length;
    if (added > MOST_ADDITIONS) return undefined;
    for (const q of profiles) for (let i = 0; i < n; i++) payoffs[q * n + i] = add(payoffs[q * n + i]!, share[i]!);
  }
  return payoffs;
}

/**
 * What a mix over plans does at each information set that the player's own moves leave within reach (Kuhn 1953): the
 * chances of the actions by place in `tree.infosets`.
 */
export function behaviourOf(tree: GameTree, plans: readonly Plan[], mix: readonly Rational[]): Map<number, Rational[]> {
  const behaviour = new Map<number, Rational[]>();
  plans.forEach((plan, s) => {
    for (const [infoset, action] of plan) {
      const sums = behaviour.get(infoset) ?? tree.infosets[infoset]!.actions.map(() => ZERO);
      sums[action] = add(sums[action]!, mix[s]!);
      behaviour.set(infoset, sums);
    }
  });
  for (const [infoset, sums] of behaviour) {
    const total = sums.reduce(add, ZERO);
    if (total.n === 0n) behaviour.delete(infoset);
    else
      behaviour.set(
        infoset,
        sums.map((value) => divide(value, total)),
      );
  }
  return behaviour;
}
