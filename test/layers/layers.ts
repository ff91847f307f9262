// The layers (docs/architecture.md): a folder imports from lower ranks alone, lenses never from each other,
// and within the page from state to view, never back.
// In: imports. Out: the offences, in words.

import type { Import } from "./read-imports.ts";

export const RANKS: Record<string, number> = {
  base: 0,
  statistics: 1,
  language: 2,
  engine: 3,
  ensemble: 4,
  analysis: 5,
  formats: 6,
  present: 7,
  tasks: 8,
  hosts: 9,
  "index.ts": 10,
};

/**
 * The page, inside src/hosts/web: what a worker is asked and answers, the state, the parts that views share, the tabs,
 * the frame that holds them, the start.
 */
const WEB_RANKS = ["worker", "state", "ui/parts", "ui/tabs", "ui", "main.ts"] as const;
const WEB = "src/hosts/web/";

/** The rank within the page; undefined for what builds it. */
function webRank(file: string): number | undefined {
  if (!file.startsWith(WEB)) return undefined;
  const rank = WEB_RANKS.findIndex((part) => file === WEB + part || file.startsWith(`${WEB}${part}/`));
  return rank < 0 ? undefined : rank;
}

const layerOf = (file: string) => file.split("/")[1]!;
const lensOf = (file: string) => file.split("/").slice(1, 3).join("/");

/** What is wrong with one import; undefined where nothing is. */
export function offence({ from, to, line }: Import): string | undefined {
  const [own, other] = [layerOf(from), layerOf(to)];
  const at = `${from}:${line} imports ${to}`;
  if (!to.startsWith("src/")) return `${at}, which is no source of ours`;
  if (RANKS[own] === undefined) return `${from} is in a folder without a rank`;
  if (RANKS[other] === undefined) return `${at}, in a folder without a rank`;
  if (own === "analysis" && other === "analysis") {
    return lensOf(from) === lensOf(to) ? undefined : `${at}: lenses do not know each other`;
  }
  const [here, there] = [webRank(from), webRank(to)];
  if (here !== undefined && there !== undefined && there > here) {
    return `${at}: in the page, ${WEB_RANKS[here]} knows nothing of ${WEB_RANKS[there]}`;
  }
  if (own === other) return undefined;
  return RANKS[other]! < RANKS[own]! ? undefined : `${at}, which is not below it`;
}

/** One cycle of files that import each other, if there is any. */
export function cycle(imports: readonly Import[]): string[] | undefined {
  const next = Map.groupBy(imports, (i) => i.from);
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (file: string): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    path.push(file);
    for (const { to } of next.get(file) ?? []) {
      const found = visit(to);
      if (found) return found;
    }
    path.pop();
    done.add(file);
    return undefined;
  };
  for (const file of next.keys()) {
    const found = visit(file);
    if (found) return found;
  }
  return undefined;
}
