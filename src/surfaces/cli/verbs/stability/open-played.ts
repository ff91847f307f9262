// Opens a played model for `standoff stability`: plays the profiles of held options, makes the graph model of them, and adds
// how surely each state holds. In: a folder that is a model. Questions that need rankings get one, and it is said so.

import { existsSync, statSync } from "node:fs";
import { extname } from "node:path";
import type { PlayedForm } from "../../../../ensemble/strategic-form.ts";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import type { Stability } from "../../../../lenses/stability/analyse.ts";
import { MOST_PLAYED_STATES, type PlayedGraph, playedModel } from "../../../../lenses/stability/played-model.ts";
import { robustStates } from "../../../../lenses/stability/robust-states.ts";
import { count } from "../../../../report/figures.ts";
import { playedStabilityJson, playedStabilityReport } from "../../../../report/played-stability-report.ts";
import { envelope } from "../../envelope.ts";
import { formOf } from "../../form-settings.ts";
import { EXIT, type Io } from "../../io.ts";
import { openModel } from "../../open-model.ts";
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
  const forced = isRanked ? form.players.filter((_, i) => !graph.ranked[i]).map((player) => player.label) : [];
  return {
    json: {
      ...head,
      played: playedStabilityJson(model, form, graph, robust, forced),
    },
    parts: playedStabilityReport(model, form, stability, robust, { state, forced }),
  };
}
