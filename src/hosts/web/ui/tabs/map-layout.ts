// Where the things of the map stand: layered by cause and effect (Gansner et al. 1993, as dagre has it), the same for the same map, so
// that an edit elsewhere does not shuffle it.

import { Graph, layout } from "@dagrejs/dagre";
import type { CausalMap, MapArrow, MapNode } from "../../../../analysis/causal-map/causal-map.ts";

export type Placed = {
  width: number;
  height: number;
  nodes: (MapNode & { x: number; y: number; width: number; lines: string[] })[];
  arrows: (MapArrow & { points: { x: number; y: number }[] })[];
};

const LETTER = 6.6;
const LINE = 22;
export const NODE_HEIGHT = 40;

/** A label in at most two lines. */
function linesOf(label: string): string[] {
  if (label.length <= LINE) return [label];
  const words = label.split(" ");
  const lines = [""];
  for (const word of words) {
    const last = lines.at(-1)!;
    if (last !== "" && last.length + word.length + 1 > LINE && lines.length < 2) lines.push(word);
    else lines[lines.length - 1] = last === "" ? word : `${last} ${word}`;
  }
  return lines.map((line) => (line.length > LINE + 6 ? `${line.slice(0, LINE + 5)}…` : line));
}

export function place(map: CausalMap): Placed {
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 10, ranksep: 64, marginx: 8, marginy: 8 });
  graph.setDefaultEdgeLabel(() => ({}));
  const lines = new Map(map.nodes.map((n) => [n.id, linesOf(n.label)]));
  for (const { id } of map.nodes) {
    const longest = Math.max(...lines.get(id)!.map((line) => line.length));
    graph.setNode(id, { width: Math.max(60, longest * LETTER + 20), height: NODE_HEIGHT });
  }
  for (const { from, to } of map.arrows) graph.setEdge(from, to);
  layout(graph);
  const size = graph.graph() as { width?: number; height?: number };
  return {
    width: size.width ?? 0,
    height: size.height ?? 0,
    nodes: map.nodes.map((n) => {
      const { x, y, width } = graph.node(n.id) as { x: number; y: number; width: number };
      return { ...n, x, y, width, lines: lines.get(n.id)! };
    }),
    arrows: map.arrows.map((a) => ({
      ...a,
      points: (graph.edge(a.from, a.to) as { points: { x: number; y: number }[] }).points,
    })),
  };
}
