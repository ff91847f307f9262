// Feedback loops through one thing of the map: for each arrow that leaves it, the shortest way back. A loop with an even number of minus
// signs drives itself on (R), with an odd number it holds itself in check (B); with an arrow of no sign it is neither (Forrester 1961;
// Sterman 2000).

import type { CausalMap, MapArrow } from "../../../../analysis/causal-map/causal-map.ts";

export type Loop = { nodes: string[]; arrows: MapArrow[]; kind: "R" | "B" | "mixed" };

function wayBack(map: CausalMap, from: string, to: string): MapArrow[] | undefined {
  const came = new Map<string, MapArrow>();
  let rim = [from];
  while (rim.length > 0) {
    const next: string[] = [];
    for (const arrow of map.arrows) {
      if (!rim.includes(arrow.from) || came.has(arrow.to) || arrow.to === from) continue;
      came.set(arrow.to, arrow);
      next.push(arrow.to);
    }
    if (came.has(to)) break;
    rim = next;
  }
  const way: MapArrow[] = [];
  for (let at = to; at !== from; ) {
    const arrow = came.get(at);
    if (!arrow) return undefined;
    way.unshift(arrow);
    at = arrow.from;
  }
  return way;
}

export function loopsThrough(map: CausalMap, id: string): Loop[] {
  return map.arrows
    .filter((arrow) => arrow.from === id && arrow.to !== id)
    .flatMap((first): Loop[] => {
      const rest = wayBack(map, first.to, id);
      if (!rest) return [];
      const arrows = [first, ...rest];
      const isSigned = arrows.every((a) => a.sign === "+" || a.sign === "-");
      const minus = arrows.filter((a) => a.sign === "-").length;
      const kind = !isSigned ? "mixed" : minus % 2 === 0 ? "R" : "B";
      return [{ nodes: arrows.map((a) => a.from), arrows, kind }];
    })
    .toSorted((a, b) => a.arrows.length - b.arrows.length);
}

/** One thing with what it reads and what reads it, and only the arrows that touch it: a picture that a person can follow. */
export function around(map: CausalMap, id: string): CausalMap {
  const arrows = map.arrows.filter((a) => a.from === id || a.to === id);
  const near = new Set([id, ...arrows.flatMap((a) => [a.from, a.to])]);
  return { nodes: map.nodes.filter((n) => near.has(n.id)), arrows };
}
