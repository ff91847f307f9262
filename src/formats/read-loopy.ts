// Loopy's map (ncase.me/loopy), as its file and its link have it. In: its lists. Out: concepts and links; what joins nothing is told.

import type { Told } from "./foreign.ts";
import { decoded, type InfluenceMap, type Link } from "./influence-map.ts";

/** Loopy saves `[nodes, edges, labels, id]`: a node `[id, x, y, start, name, hue]`, an edge `[from, to, arc, strength, ...]`. */
export function mapOfLoopy(nodes: unknown[][], edges: unknown[], told: Told): InfluenceMap {
  const names = nodes.map((node, i) => decoded(String(node[4] ?? `node ${i + 1}`)));
  const place = new Map(nodes.map((node, i) => [node[0], i]));
  const links = edges.flatMap((edge): Link[] => {
    const [from, to, , strength] = Array.isArray(edge) ? edge : [];
    const [a, b, weight] = [place.get(from), place.get(to), Number(strength)];
    if (a !== undefined && b !== undefined && Number.isFinite(weight)) return [{ from: a, to: b, weight }];
    told.left(1, `the edge ${JSON.stringify(edge)?.slice(0, 40)} was not taken: it joins no two nodes`);
    return [];
  });
  return { names, links };
}
