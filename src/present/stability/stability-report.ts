// The answer of `standoff stability` as text: which states hold by which concept, and who would leave the others.

import type { Stability } from "../../analysis/stability/analyse.ts";
import { CONCEPTS } from "../../analysis/stability/concepts.ts";
import { type GraphModel, labelOf, patternOf, statesWhere } from "../../analysis/stability/graph-model.ts";
import { idsOf, type StableStates } from "../../analysis/stability/stable-states.ts";
import { type Column, lines, type Part, table } from "../document/document.ts";
import { plural } from "../words/figures.ts";

/** Up to here all states are shown, beyond it only those that hold by some concept. */
const SMALL = 30;
const MOST_ROWS = 60;
const MOST_IDS = 40;

/** Which states hold by which concept, and the table of who would leave the others. */
export function stabilityReport(stability: Stability): Part[] {
  const { model, concepts } = stability;
  const { count } = model.states;
  const head = `${model.title || "graph model"}: ${plural(count, "state")}, ${plural(model.actors.length, "actor")}`;
  const each = concepts.map((concept) => {
    const { name } = CONCEPTS.find((card) => card.id === concept)!;
    return `${concept.padEnd(5)} ${name}: ${sayIds(idsOf(stability.equilibria[concept]!))}`;
  });
  const rows = statesWhere(count, (s) => count <= SMALL || concepts.some((one) => stability.equilibria[one]![s]));
  const shown = rows.slice(0, MOST_ROWS);
  const left = rows.length - shown.length;
  const more = `… and ${left.toLocaleString("en-US")} more that hold by some concept (--json has all)`;
  return [
    lines([head, ...each, ""]),
    stateTable(stability, shown),
    lines(["A name in the table: who would leave.", ...(left > 0 ? [more] : [])]),
  ];
}

export function sayIds(ids: readonly number[]): string {
  if (ids.length === 0) return "no state";
  if (ids.length <= MOST_IDS) return ids.join(" ");
  return `${ids.slice(0, MOST_IDS).join(" ")} … ${ids.length.toLocaleString("en-US")} in all`;
}

function stateTable({ model, concepts, stable, equilibria }: Stability, states: readonly number[]): Part {
  const columns: Column[] = [
    { head: "state", align: "right" },
    { head: "options" },
    ...concepts.map((concept) => ({ head: concept })),
    { head: "what is taken" },
  ];
  const rows = states.map((s) => [
    `${s + 1}`,
    patternOf(model, s),
    ...concepts.map((concept) => (equilibria[concept]![s] ? "holds" : leaversOf(model, stable, concept, s))),
    `${labelOf(model, s)}${model.start === s ? " (now)" : ""}`,
  ]);
  return table(columns, rows);
}

function leaversOf(model: GraphModel, stable: StableStates, concept: keyof StableStates, s: number): string {
  return model.actors.flatMap((actor, k) => (stable[concept]![k]![s] ? [] : [actor.id])).join(",");
}
