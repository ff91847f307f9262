// Opens a played model for `standoff stability`: plays the profiles of held options, makes the graph model of them, and adds
// how surely each state holds. In: a folder that is a model. Questions that need rankings get one, and it is said so.

import { existsSync, statSync } from "node:fs";
import { extname } from "node:path";
import type { PlayedForm } from "../../../../ensemble/strategic-form.ts";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import type { Stability } from "../../../../lenses/stability/analyse.ts";
import { MOST_PLAYED_STATES, type PlayedGraph, playedModel } from "../../../../lenses/stability/played-model.ts";
import { robustStates } from "../../../../lenses/stability/robust-states.ts";
import { sayState } from "../../../../lenses/stability/say.ts";
import { textTable } from "../../../../report/document.ts";
import { count, percent } from "../../../../report/figures.ts";
import { envelope } from "../../envelope.ts";
import { formOf, whenOf } from "../../form-settings.ts";
import { EXIT, type Io } from "../../io.ts";
import { openModel } from "../../open-model.ts";
import { sayPartlyOpen } from "../../say-form.ts";
import { departuresOf } from "../../settings.ts";
import type { Answered } from "./answered.ts";
import type { Opener, Opening } from "./opened.ts";
import type { StabilitySettings } from "./settings.ts";

export const openPlayed: Opener = (named, settings, io) => (isPlayed(named) ? play(named, settings, io) : undefined);

/** A folder, or a name without an ending: what is missing there is said as of a model. */
function isPlayed(named: string): boolean {
  if (existsSync(named)) return statSync(named).isDirectory() || /(^|[\\/])standoff\.yaml$/.test(named);
  return named !== "-" && extname(named) === "";
}

async function play(named: string, settings: StabilitySettings, io: Io): Promise<Opening> {
  const hold = settings.hold.map((text): [string, string] => {
    const at = text.indexOf("=");
    return at < 0 ? [text, ""] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  });
  const model = openModel(named, departuresOf({ ...settings, hold }), io)?.model;
  if (!model) return "failed";
  const form = await formOf(io, model, settings);
  if (!form) return "failed";
  const states = form.values.length / form.blocks / form.players.length;
  const most = Math.min(MOST_PLAYED_STATES, settings.most);
  if (states > most) {
    io.err(`standoff: ${count(states)} states, and ${count(most)} is the most; name fewer --actors or --policies\n`);
    io.code = EXIT.refused;
    return "failed";
  }
  const wantsRanking =
    settings.makeStable ||
    settings.nonMyopic ||
    settings.horizon !== undefined ||
    settings.overRankings !== undefined ||
    settings.concepts.includes("SIM");
  const graph = playedModel(model, form, wantsRanking);
  return {
    model: graph.model,
    views: [],
    hash: model.hash,
    adds: (stability, state) => addsOf(model, form, graph, stability, state, wantsRanking),
  };
}

function addsOf(
  model: CheckedModel,
  form: PlayedForm,
  graph: PlayedGraph,
  stability: Stability,
  state: number | undefined,
  isRanked: boolean,
): Answered {
  const robust = robustStates(form, graph, stability.concepts);
  const { schema: _schema, model: _model, ...head } = envelope("stability", model, form);
  const shares = (of: Partial<Record<string, Float64Array>>) =>
    Object.fromEntries(Object.entries(of).map(([concept, list]) => [concept, [...list!]]));
  const forced = isRanked ? form.players.filter((_, i) => !graph.ranked[i]).map((player) => player.label) : [];
  return {
    json: {
      ...head,
      played: {
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
      },
    },
    lines: [...sureness(stability, robust, state), "", ...basis(model, form, forced)],
  };
}

/** How surely the states hold that hold at all, or the one that was asked about. */
function sureness(stability: Stability, robust: ReturnType<typeof robustStates>, state: number | undefined): string[] {
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
    `How surely each holds: in ${count(robust.resamples)} resamples of the runs (in brackets: of ${robust.blocks} blocks of runs, each a world of its own)`,
    ...textTable(columns, rows),
    ...(left > 0 ? [`… and ${left} more (--json has all)`] : []),
  ];
}

const MOST_SHOWN = 16;

function basis(model: CheckedModel, form: PlayedForm, forced: readonly string[]): string[] {
  const closed = form.closed.map(({ player, strategy }) => `${player} ${strategy}`);
  const partly = sayPartlyOpen(form);
  return [
    ...(partly === undefined ? [] : [partly]),
    `Utilities: ${whenOf(model, form)}, ${count(form.runs)} futures a state, seed ${form.seed}; states tie where the difference is within its 95 % error.`,
    ...(closed.length > 0 ? [`Left out because it is never open: ${closed.join(", ")}.`] : []),
    ...(forced.length > 0
      ? [
          `For ${forced.join(", ")} those ties make no ranking; for this question, states were grouped from the best down.`,
        ]
      : []),
  ];
}
