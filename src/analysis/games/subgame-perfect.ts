// Subgame-perfect equilibria (Selten 1965) by backward induction: the smallest subgames first, each replaced by what its
// equilibrium brings. A subgame of one move is a choice of the best action, every tie its own branch; a larger one is solved
// as a strategic form, for its pure equilibria or, where it has none, by a mixed one that the caller finds.
// Bounded: at most 200 equilibria a subgame, fewer in a large tree; sizes as in reduced-form.ts; what was cut is said.

import { invariant } from "../../base/invariant.ts";
import { addPayoffs, type GameTree, noPayoffs, type TreeNode } from "./game-tree.ts";
import { pureMix } from "./mixed-profile.ts";
import { pureEquilibria } from "./pure-equilibria.ts";
import type { Rational } from "./rational.ts";
import { add, compare, multiply, ONE, ZERO } from "./rational.ts";
import { behaviourOf, reduceTree } from "./reduced-form.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { profileIndex, strategyCounts } from "./strategic-form.ts";

/** Chances of the actions, by place in `tree.infosets`; information sets within a subgame that play never reaches are left out. */
export type SubgamePerfect = { behaviour: Map<number, Rational[]>; payoffs: readonly Rational[] };

export type SubgamePerfectAnswer = { equilibria: SubgamePerfect[]; complete: boolean; refused?: string };

/** A mixed equilibrium of a form, where the caller knows how to find one. */
export type SolveMixed = (form: StrategicForm) => { profile: Rational[][]; payoffs: readonly Rational[] } | undefined;

/** What an equilibrium of a subgame plays; `parts` are those of the subgames below it. */
type Solution = { payoffs: readonly Rational[]; plays: [number, Rational[]][]; parts: Solution[] };

const MOST = 200;
/** Equilibria times nodes. */
const MOST_ENTRIES = 400_000;

type Solving = {
  tree: GameTree;
  ends: number[];
  roots: boolean[];
  solved: Map<number, Solution[]>;
  solveMixed: SolveMixed;
  most: number;
  cut: boolean;
};

/** All pure subgame-perfect equilibria, or one in mixed behaviour for subgames without a pure one (Selten 1965). */
export function subgamePerfect(tree: GameTree, solveMixed: SolveMixed): SubgamePerfectAnswer {
  const ends = subtreeEnds(tree);
  const most = Math.max(1, Math.min(MOST, Math.floor(MOST_ENTRIES / tree.nodes.length)));
  const solving: Solving = {
    tree,
    ends,
    roots: subgameRoots(tree, ends),
    solved: new Map(),
    solveMixed,
    most,
    cut: false,
  };
  for (let at = tree.nodes.length - 1; at >= 0; at--) {
    if (!solving.roots[at]) continue;
    const solutions = solveSubgame(solving, at);
    if (typeof solutions === "string") return { equilibria: [], complete: false, refused: solutions };
    if (solutions.length > most) solving.cut = true;
    solving.solved.set(at, solutions.slice(0, most));
  }
  const equilibria = solving.solved
    .get(0)!
    .map((solution) => ({ behaviour: collect(solution), payoffs: solution.payoffs }));
  return { equilibria, complete: !solving.cut };
}

/** One past the last node below each node. */
function subtreeEnds(tree: GameTree): number[] {
  const ends = tree.nodes.map((_, at) => at + 1);
  for (let at = tree.nodes.length - 1; at >= 0; at--) {
    const last = tree.nodes[at]!.children.at(-1);
    if (last !== undefined) ends[at] = ends[last]!;
  }
  return ends;
}

/** A node roots a subgame where no information set reaches from its subtree outside. */
function subgameRoots(tree: GameTree, ends: readonly number[]): boolean[] {
  const first = tree.infosets.map(() => tree.nodes.length);
  const last = tree.infosets.map(() => -1);
  tree.nodes.forEach((node, at) => {
    if (node.infoset < 0 || tree.infosets[node.infoset]!.player < 0) return;
    first[node.infoset] = Math.min(first[node.infoset]!, at);
    last[node.infoset] = Math.max(last[node.infoset]!, at);
  });
  const from: number[] = [];
  const to: number[] = [];
  for (let at = tree.nodes.length - 1; at >= 0; at--) {
    const { infoset, children } = tree.nodes[at]!;
    const own = infoset >= 0 && last[infoset]! >= 0;
    from[at] = children.reduce((least, child) => Math.min(least, from[child]!), own ? first[infoset]! : at);
    to[at] = children.reduce((most, child) => Math.max(most, to[child]!), own ? last[infoset]! : at);
  }
  return tree.nodes.map((_, at) => from[at]! >= at && to[at]! < ends[at]!);
}

function solveSubgame(solving: Solving, at: number): Solution[] | string {
  const { tree } = solving;
  const node = tree.nodes[at]!;
  const own = addPayoffs(tree, noPayoffs(tree), node);
  if (node.infoset < 0) return [{ payoffs: own, plays: [], parts: [] }];
  if (node.children.every((child) => solving.roots[child])) {
    return tree.infosets[node.infoset]!.player < 0 ? averages(solving, node, own) : choices(solving, node, own);
  }
  return solveTogether(solving, at);
}

/** Every way to take one solution of each list, up to one more than `most`. */
function combinations(lists: readonly Solution[][], most: number): Solution[][] {
  let all: Solution[][] = [[]];
  for (const list of lists) {
    all = all.flatMap((taken) => list.map((solution) => [...taken, solution])).slice(0, most + 1);
  }
  return all;
}

function plus(a: readonly Rational[], b: readonly Rational[]): Rational[] {
  return a.map((value, i) => add(value, b[i]!));
}

function averages(solving: Solving, node: TreeNode, own: readonly Rational[]): Solution[] {
  const chances = solving.tree.infosets[node.infoset]!.chances!;
  return combinations(
    node.children.map((child) => solving.solved.get(child)!),
    solving.most,
  ).map((parts) => ({
    payoffs: parts.reduce(
      (sum, part, k) =>
        plus(
          sum,
          part.payoffs.map((value) => multiply(chances[k]!, value)),
        ),
      own,
    ),
    plays: [],
    parts,
  }));
}

function choices(solving: Solving, node: TreeNode, own: readonly Rational[]): Solution[] {
  const { player } = solving.tree.infosets[node.infoset]!;
  return combinations(
    node.children.map((child) => solving.solved.get(child)!),
    solving.most,
  ).flatMap((parts) => {
    const best = parts.reduce((a, b) => (compare(b.payoffs[player]!, a.payoffs[player]!) > 0 ? b : a)).payoffs[player]!;
    return parts.flatMap((part, k) => {
      if (compare(part.payoffs[player]!, best) !== 0) return [];
      const play = parts.map((_, other) => (other === k ? ONE : ZERO));
      return [{ payoffs: plus(own, part.payoffs), plays: [[node.infoset, play] as [number, Rational[]]], parts }];
    });
  });
}

/** A subgame whose moves cannot be told apart one by one: its part above the next subgames, as a strategic form. */
function solveTogether(solving: Solving, at: number): Solution[] | string {
  const below = nextRoots(solving, at);
  const found: Solution[] = [];
  for (const parts of combinations(
    below.map((root) => solving.solved.get(root)!),
    solving.most,
  )) {
    const cut = cutTree(solving, at, new Map(below.map((root, k) => [root, parts[k]!.payoffs])));
    const reduced = reduceTree(cut);
    if ("refused" in reduced) return reduced.refused;
    const { form, plans } = reduced;
    const profiles = pureEquilibria(form).map((profile) => pureProfile(form, profile));
    if (profiles.length === 0) {
      const mixed = solving.solveMixed(form);
      if (!mixed) return "a subgame has no pure equilibrium, and none was found in mixed strategies";
      profiles.push(mixed);
    }
    for (const { profile, payoffs } of profiles.slice(0, solving.most + 1)) {
      const plays = profile.flatMap((mix, i) => [...behaviourOf(cut, plans[i]!, mix)]);
      found.push({ payoffs, plays, parts });
    }
    if (found.length > solving.most) break;
  }
  return found;
}

function pureProfile(form: StrategicForm, profile: readonly number[]) {
  const counts = strategyCounts(form);
  const from = profileIndex(counts, profile) * counts.length;
  return {
    profile: pureMix(counts, profile),
    payoffs: form.payoffs.slice(from, from + counts.length) as readonly Rational[],
  };
}

/** The roots of subgames below a node that are not below another. */
function nextRoots(solving: Solving, at: number): number[] {
  const roots: number[] = [];
  for (let k = at + 1; k < solving.ends[at]!; ) {
    if (solving.roots[k]) roots.push(k);
    k = solving.roots[k] ? solving.ends[k]! : k + 1;
  }
  return roots;
}

/** The subtree with the next subgames turned into leaves. Information sets keep their places. */
function cutTree(solving: Solving, top: number, values: Map<number, readonly Rational[]>): GameTree {
  const { tree } = solving;
  const cut: GameTree = { ...tree, nodes: [], outcomes: [...tree.outcomes] };
  const placeOf = new Map<number, number>();
  for (let at = top; at < solving.ends[top]!; ) {
    const node = tree.nodes[at]!;
    const value = values.get(at);
    placeOf.set(at, cut.nodes.length);
    if (value) {
      const outcome = cut.outcomes.push({ number: 0, label: "", payoffs: [...value] }) - 1;
      cut.nodes.push({ label: "", infoset: -1, outcome, children: [] });
    } else cut.nodes.push({ ...node });
    at = value ? solving.ends[at]! : at + 1;
  }
  for (const node of cut.nodes) {
    node.children = node.children.map((child) => {
      const place = placeOf.get(child);
      invariant(place !== undefined, "a node of a subgame is missing");
      return place;
    });
  }
  return cut;
}

function collect(solution: Solution): Map<number, Rational[]> {
  const behaviour = new Map<number, Rational[]>();
  const stack = [solution];
  for (let top = stack.pop(); top; top = stack.pop()) {
    for (const [infoset, play] of top.plays) behaviour.set(infoset, play);
    stack.push(...top.parts);
  }
  return behaviour;
}
