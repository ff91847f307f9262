// What a graph model owes to its having been played: how surely each state holds, and what its preferences rest on.
// In: model, played form, graph, stability, shares over resamples and blocks. Out: parts of a document, and the same as JSON.

import type { Stability } from "../../analysis/stability/analyse.ts";
import type { PlayedGraph } from "../../analysis/stability/played-model.ts";
import type { RobustStates } from "../../analysis/stability/robust-states.ts";
import type { PlayedForm } from "../../ensemble/strategic-form.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { heading, lines, type Part, table } from "../document/document.ts";
import { count, percent } from "../words/figures.ts";
import { beliefsOf, sayBelievers, sayPartlyOpen, whenOf } from "../words/say-form.ts";
import { sayState } from "./say.ts";

const MOST_SHOWN = 16;

export type AboutPlayed = {
  /** The state that was asked about, if one was. */
  state?: number | undefined;
  /** Actors whose ties make no ranking, where a ranking was wanted all the same. */
  forced: readonly string[];
  /** The own games of those who believe what is not so stand beside. */
  believed?: boolean | undefined;
};

export function playedStabilityReport(
  model: CheckedModel,
  form: PlayedForm,
  stability: Stability,
  robust: RobustStates,
  about: AboutPlayed,
): Part[] {
  return [...sureness(stability, robust, about.state), heading("What this rests on"), lines(basis(model, form, about))];
}

const shares = (of: Partial<Record<string, Float64Array>>) =>
  Object.fromEntries(Object.entries(of).map(([concept, list]) => [concept, [...list!]]));

export function playedStabilityJson(
  model: CheckedModel,
  form: PlayedForm,
  graph: PlayedGraph,
  robust: RobustStates,
  forced: readonly string[],
) {
  return {
    when: whenOf(model, form),
    players: form.players.map(({ id, strategies }) => ({ id, strategies: strategies.map((s) => s.id) })),
    closed: form.closed,
    open: form.open,
    preferences: graph.model.preferences.map(({ kind }) => kind),
    groupedByForce: forced,
    robust: {
      resamples: robust.resamples,
      blocks: robust.blocks,
      byResample: shares(robust.byResample),
      byBlock: shares(robust.byBlock),
    },
  };
}

/** How surely the states hold that hold at all, or the one that was asked about. */
function sureness(stability: Stability, robust: RobustStates, state: number | undefined): Part[] {
  const concepts = stability.concepts.filter((concept) => concept !== "SIM");
  const last = concepts.at(-1);
  if (!last) return [];
  const all = [...Array(stability.model.states.count).keys()];
  const isShown = (s: number) => concepts.some((c) => robust.byResample[c]![s]! >= 0.05 || stability.equilibria[c]![s]);
  const weight = (s: number) => concepts.reduce((sum, c) => sum + robust.byResample[c]![s]!, 0);
  const shown = state === undefined ? all.filter(isShown).sort((a, b) => weight(b) - weight(a) || a - b) : [state];
  const rows = shown
    .slice(0, MOST_SHOWN)
    .map((s) => [
      `${s + 1}`,
      ...concepts.map((c) => `${percent(robust.byResample[c]![s]!)} (${percent(robust.byBlock[c]![s]!)})`),
      sayState(stability.model, s).replace(/^state \d+ \((.*)\)$/, "$1"),
    ]);
  const left = shown.length - rows.length;
  const columns = [
    { head: "state", align: "right" as const },
    ...concepts.map((head) => ({ head })),
    { head: "what is taken" },
  ];
  return [
    heading(
      `How surely each holds: in ${count(robust.resamples)} resamples of the runs (in brackets: of ${robust.blocks} blocks of runs, each a world of its own)`,
    ),
    table(columns, rows),
    ...(left > 0 ? [lines([`… and ${left} more (--json has all)`])] : []),
  ];
}

function basis(model: CheckedModel, form: PlayedForm, { forced, believed }: AboutPlayed): string[] {
  const closed = form.closed.map(({ player, strategy }) => `${player} ${strategy}`);
  const partly = sayPartlyOpen(form);
  const believers = believed ? undefined : sayBelievers(form, beliefsOf(model, form));
  return [
    ...(partly === undefined ? [] : [partly]),
    ...(believers === undefined ? [] : [believers]),
    `Utilities: ${whenOf(model, form)}, ${count(form.runs)} futures a state, seed ${form.seed}; states tie where the difference is within its 95 % error.`,
    ...(closed.length > 0 ? [`Left out because it is never open: ${closed.join(", ")}.`] : []),
    ...(forced.length > 0
      ? [
          `For ${forced.join(", ")} those ties make no ranking; for this question, states were grouped from the best down.`,
        ]
      : []),
  ];
}
