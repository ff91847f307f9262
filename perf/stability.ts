// How long the stability lens takes and how that grows: states x actors x moves, on one core, without workers.
// Run: node perf/stability.ts [--largest 1000000]. Prints a table; perf/stability.md has the figures of record.

import { USUAL } from "../src/analysis/stability/concepts.ts";
import { enumerateStates } from "../src/analysis/stability/enumerate-states.ts";
import type { GraphModel } from "../src/analysis/stability/graph-model.ts";
import { movesOf } from "../src/analysis/stability/moves.ts";
import { stableForAll, stableStates } from "../src/analysis/stability/stable-states.ts";

/** A shuffle of 0 … n-1 from a seed: a strict ranking, the hardest for the flood (no state shares a value). */
function shuffled(n: number, seed: number): Int32Array {
  const order = Int32Array.from({ length: n }, (_, k) => k);
  let state = (seed * 0x9e3779b1) >>> 0;
  for (let k = n - 1; k > 0; k--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const other = Math.floor((state / 4294967296) * (k + 1));
    [order[k], order[other]] = [order[other]!, order[k]!];
  }
  return order;
}

/** `options` options dealt out among the actors, every fifth irreversible where asked for. */
export function benchModel(options: number, actors: number, irreversible: boolean): GraphModel {
  const { states } = enumerateStates(options, [], 1 << 24);
  return {
    title: `${actors} actors, ${options} options`,
    actors: Array.from({ length: actors }, (_, k) => ({ id: `a${k}`, name: `a${k}` })),
    options: Array.from({ length: options }, (_, o) => ({
      id: `o${o}`,
      label: `o${o}`,
      owner: o % actors,
      moves: irreversible && o % 5 === 4 ? "only-no-to-yes" : "reversible",
    })),
    states,
    preferences: Array.from({ length: actors }, (_, k) => ({ kind: "ranked", rank: shuffled(states.count, k + 1) })),
  };
}

function seconds(work: () => void): number {
  const begin = performance.now();
  work();
  return (performance.now() - begin) / 1000;
}

function measure(options: number, actors: number, irreversible: boolean): void {
  const model = benchModel(options, actors, irreversible);
  let equilibria = 0;
  const time = seconds(() => {
    const stable = stableStates(model, movesOf(model), USUAL);
    for (const concept of USUAL)
      for (const mark of stableForAll(stable[concept]!, model.states.count)) equilibria += mark;
  });
  const work = model.states.count * actors;
  const peak = process.resourceUsage().maxRSS / 1024;
  const cells = [model.states.count, actors, options, irreversible ? "some" : "none", time.toFixed(3)];
  process.stdout.write(
    `${cells.map((cell) => String(cell).padStart(12)).join("")}${((time / work) * 1e9).toFixed(0).padStart(16)}${peak.toFixed(0).padStart(12)}${String(equilibria).padStart(12)}\n`,
  );
}

const asked = process.argv.indexOf("--largest");
const largest = asked > 0 ? Number(process.argv[asked + 1]) : 1 << 20;
const heads = ["states", "actors", "options", "one-way", "seconds"];
process.stdout.write(
  `${heads.map((head) => head.padStart(12)).join("")}${"ns/state/actor".padStart(16)}${"peak MB".padStart(12)}${"equilibria".padStart(12)}\n`,
);
for (const [actors, irreversible] of [
  [2, false],
  [4, false],
  [4, true],
  [6, false],
] as const) {
  for (let options = 8; 2 ** options <= largest; options += 4) measure(options, actors, irreversible);
}
