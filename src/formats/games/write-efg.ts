// Writes a tree as Gambit's .efg, exact rationals kept, information sets and outcomes described the first time they occur;
// and a strategic form as a tree in which nobody sees what the others chose.

import { quoteLabel } from "../../analysis/games/game-labels.ts";
import type { GameTree, InfoSet, TreeNode } from "../../analysis/games/game-tree.ts";
import { rationalText } from "../../analysis/games/rational.ts";
import type { StrategicForm } from "../../analysis/games/strategic-form.ts";
import { profileIndex, strategyCounts } from "../../analysis/games/strategic-form.ts";

function describeInfoset(infoset: InfoSet): string {
  const actions = infoset.actions.map((action, k) => {
    const chance = infoset.chances?.[k];
    return chance ? `${quoteLabel(action)} ${rationalText(chance)}` : quoteLabel(action);
  });
  return ` ${quoteLabel(infoset.label)} { ${actions.join(" ")} }`;
}

function writeNode(tree: GameTree, node: TreeNode, seen: Set<string>): string {
  const first = (key: string) => !seen.has(key) && !!seen.add(key);
  let line = `t ${quoteLabel(node.label)}`;
  if (node.infoset >= 0) {
    const infoset = tree.infosets[node.infoset]!;
    const who =
      infoset.player < 0 ? `c ${quoteLabel(node.label)}` : `p ${quoteLabel(node.label)} ${infoset.player + 1}`;
    line = `${who} ${infoset.number}${first(`i${node.infoset}`) ? describeInfoset(infoset) : ""}`;
  }
  if (node.outcome < 0) return `${line} 0`;
  const outcome = tree.outcomes[node.outcome]!;
  const payoffs = ` ${quoteLabel(outcome.label)} { ${outcome.payoffs.map(rationalText).join(", ")} }`;
  return `${line} ${outcome.number}${first(`o${node.outcome}`) ? payoffs : ""}`;
}

export function writeEfg(tree: GameTree): string {
  const head = `EFG 2 R ${quoteLabel(tree.title)} { ${tree.players.map(quoteLabel).join(" ")} }\n${quoteLabel(tree.comment ?? "")}\n`;
  const seen = new Set<string>();
  return `${head}\n${tree.nodes.map((node) => writeNode(tree, node, seen)).join("\n")}\n`;
}

/** The same game as a tree: players choose in turn, unseen. Its reduced strategic form is the form again. */
export function treeOfForm(form: StrategicForm): GameTree {
  const counts = strategyCounts(form);
  const n = counts.length;
  const infosets = form.players.map((player, i) => ({
    player: i,
    number: 1,
    label: player.label,
    actions: player.strategies.map((strategy) => strategy.label),
  }));
  const tree: GameTree = {
    title: form.title,
    players: form.players.map((p) => p.label),
    infosets,
    outcomes: [],
    nodes: [],
  };
  const grow = (profile: number[]): number => {
    const depth = profile.length;
    const node: TreeNode = { label: "", infoset: depth < n ? depth : -1, outcome: -1, children: [] };
    const at = tree.nodes.push(node) - 1;
    if (depth < n) for (let s = 0; s < counts[depth]!; s++) node.children.push(grow([...profile, s]));
    else {
      const q = profileIndex(counts, profile) * n;
      node.outcome = tree.outcomes.length;
      tree.outcomes.push({ number: node.outcome + 1, label: "", payoffs: form.payoffs.slice(q, q + n) });
    }
    return at;
  };
  grow([]);
  return form.comment ? { ...tree, comment: form.comment } : tree;
}
