// Games and graph models of rival lenses side by side: which states hold in whose reading, and which in all of them.
// In: one answer a lens. Out: a document, and the same as plain data. A lens moves credences, numbers, weights and foresight; the luck
// is the same in all, so what differs between columns is the reading and not the dice.

import type { SolvedGame } from "../../analysis/games/solve-played.ts";
import type { Stability } from "../../analysis/stability/analyse.ts";
import type { Concept } from "../../analysis/stability/concepts.ts";
import { CONCEPTS } from "../../analysis/stability/concepts.ts";
import { labelOf } from "../../analysis/stability/graph-model.ts";
import type { RobustStates } from "../../analysis/stability/robust-states.ts";
import { type Document, heading, lines, type Part, sentence, table } from "../document/document.ts";
import { capital, count, percent } from "../words/figures.ts";
import { sayProfile } from "./game-report.ts";

/** Holding in this share of resamples counts as holding. */
const HOLDS = 0.5;
/** A row that holds nowhere this often is not shown. */
const SHOWN = 0.05;
const MOST_ROWS = 20;

export type OfLens<T> = { id: string; label: string } & T;

/** One thing that may hold: for each lens, how surely, and the same as text; undefined where that lens does not have it. */
type Row = { name: string; cells: ({ share: number; text: string } | undefined)[] };

export function gamesOverLenses(answers: readonly OfLens<{ solved: SolvedGame }>[]): Document {
  const rows = new Map<string, Row>();
  answers.forEach(({ solved }, k) => {
    for (const { profile, probability } of solved.uncertainty.profiles) {
      const name = capital(sayProfile(solved, profile));
      const row = rows.get(name) ?? { name, cells: answers.map(() => undefined) };
      rows.set(name, row);
      row.cells[k] = { share: probability, text: percent(probability) };
    }
  });
  const { runs, seed } = answers[0]!.solved.played;
  return {
    parts: [
      heading("How surely each profile is an equilibrium, by lens"),
      ...sideBySide(answers, [...rows.values()]),
      ...legend(answers),
      sentence(`Shares of resamples; ${count(runs)} futures a profile, seed ${seed}, the same luck under every lens.`),
    ],
  };
}

export type LensStability = OfLens<{ stability: Stability; robust: RobustStates }>;

export function stabilityOverLenses(
  answers: readonly LensStability[],
  concepts: readonly Concept[],
  asked: { runs: number; seed: number },
): Document {
  const parts = concepts.flatMap((concept): Part[] => {
    const { name } = CONCEPTS.find((card) => card.id === concept)!;
    return [
      heading(`How surely each state holds by ${concept} (${name}), by lens`),
      ...sideBySide(answers, stateRows(answers, concept)),
    ];
  });
  const { runs, seed } = asked;
  const basis = `Shares of resamples, in brackets of the blocks of runs; ${count(runs)} futures a state, seed ${seed}, the same luck under every lens.`;
  return { parts: [...parts, ...legend(answers), sentence(basis)] };
}

function stateRows(answers: readonly LensStability[], concept: Concept): Row[] {
  const rows = new Map<string, Row>();
  answers.forEach(({ stability, robust }, k) => {
    const [byResample, byBlock] = [robust.byResample[concept], robust.byBlock[concept]];
    for (let s = 0; s < stability.model.states.count; s++) {
      const name = labelOf(stability.model, s);
      const row = rows.get(name) ?? { name, cells: answers.map(() => undefined) };
      rows.set(name, row);
      const share = byResample?.[s] ?? 0;
      row.cells[k] = { share, text: `${percent(share)} (${percent(byBlock?.[s] ?? 0)})` };
    }
  });
  return [...rows.values()];
}

function sideBySide(answers: readonly OfLens<object>[], rows: readonly Row[]): Part[] {
  const held = (row: Row) => row.cells.filter((cell) => (cell?.share ?? 0) >= HOLDS).length;
  const weight = (row: Row) => row.cells.reduce((sum, cell) => sum + (cell?.share ?? 0), 0);
  const shown = rows
    .filter((row) => row.cells.some((cell) => (cell?.share ?? 0) >= SHOWN))
    .sort((a, b) => held(b) - held(a) || weight(b) - weight(a));
  const everywhere = shown.filter((row) => held(row) === answers.length).map((row) => row.name);
  const says =
    everywhere.length > 0
      ? `In every reading: ${everywhere.join("; ")}.`
      : "Nothing holds in every reading (in half of its resamples or more).";
  const left = shown.length - MOST_ROWS;
  return [
    table(
      [{ head: "what is held" }, ...answers.map(({ id }) => ({ head: id, align: "right" as const }))],
      shown.slice(0, MOST_ROWS).map((row) => [row.name, ...row.cells.map((cell) => cell?.text ?? percent(0))]),
    ),
    lines([...(left > 0 ? [`… and ${left} more that hold somewhere (--json has all)`] : []), says]),
  ];
}

const legend = (answers: readonly OfLens<object>[]): Part[] => [
  lines(answers.filter(({ id, label }) => label !== id).map(({ id, label }) => `${id}: ${label}.`)),
];
