// Opens a played model for `standoff stability`: plays the profiles of held options, makes the graph model of them, and adds
// how surely each state holds. In: a folder that is a model. Questions that need rankings get one, and it is said so.

import { existsSync, statSync } from "node:fs";
import { extname } from "node:path";
import type { Stability } from "../../../../analysis/stability/analyse.ts";
import type { View } from "../../../../analysis/stability/build-model.ts";
import { ownView, type PlayedGame } from "../../../../analysis/stability/own-view.ts";
import { MOST_PLAYED_STATES, playedModel } from "../../../../analysis/stability/played-model.ts";
import { robustStates } from "../../../../analysis/stability/robust-states.ts";
import { believedModel } from "../../../../ensemble/believed-model.ts";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import { envelope } from "../../../../present/document/envelope.ts";
import { playedStabilityJson, playedStabilityReport } from "../../../../present/stability/played-stability-report.ts";
import { count } from "../../../../present/words/figures.ts";
import { departuresOf } from "../../../../tasks/source.ts";
import { conditionsAsked, formOf } from "../../form-settings.ts";
import { EXIT, type Io } from "../../io.ts";
import { openModel } from "../../open-model.ts";
import type { Answered } from "./answered.ts";
import type { Opener, Opening } from "./opened.ts";
import type { StabilitySettings } from "./settings.ts";

export const openPlayed: Opener = (named, settings, io) => (isPlayed(named) ? play(named, settings, io) : undefined);

/** A folder, or a name without an ending: what is missing there is said as of a model. */
export function isPlayed(named: string): boolean {
  if (existsSync(named)) return statSync(named).isDirectory() || /(^|[\\/])standoff\.yaml$/.test(named);
  return named !== "-" && extname(named) === "";
}

/** `CHN.korea=coerce` in two; what is no pair is said to be wrong by whoever reads the model. */
export const plainHolds = (holds: readonly string[]): [string, string][] =>
  holds.map((text) => {
    const at = text.indexOf("=");
    return at < 0 ? [text, ""] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  });

/** The played form and the graph made of it; undefined after saying why there is none. */
export async function playGraph(
  io: Io,
  model: CheckedModel,
  settings: StabilitySettings,
  wantsRanking: boolean,
): Promise<PlayedGame | undefined> {
  const form = await formOf(io, model, settings);
  if (!form) return undefined;
  const states = form.values.length / form.blocks / form.players.length;
  const most = Math.min(MOST_PLAYED_STATES, settings.most);
  if (states <= most) return { form, graph: playedModel(model, form, wantsRanking) };
  io.err(`standoff: ${count(states)} states, and ${count(most)} is the most; name fewer --actors or --policies\n`);
  io.code = EXIT.refused;
  return undefined;
}

async function play(named: string, settings: StabilitySettings, io: Io): Promise<Opening> {
  const departures = departuresOf({ ...settings, hold: plainHolds(settings.hold) });
  const model = openModel(named, { ...departures, questions: conditionsAsked(settings.plan) }, io)?.model;
  if (!model) return "failed";
  const wantsRanking =
    settings.makeStable ||
    settings.nonMyopic ||
    settings.horizon !== undefined ||
    settings.overRankings !== undefined ||
    settings.concepts.includes("SIM");
  const truth = await playGraph(io, model, settings, wantsRanking);
  if (!truth) return "failed";
  const views = settings.believed ? await viewsOf(io, model, settings, wantsRanking, truth) : [];
  if (!views) return "failed";
  return {
    model: truth.graph.model,
    views,
    hash: model.hash,
    adds: (stability, state) => addsOf(model, truth, stability, state, { wantsRanking, believed: settings.believed }),
  };
}

/** Each believing actor's own game, played as it believes the model to be. */
async function viewsOf(
  io: Io,
  model: CheckedModel,
  settings: StabilitySettings,
  wantsRanking: boolean,
  truth: PlayedGame,
): Promise<(View | undefined)[] | undefined> {
  const views: (View | undefined)[] = [];
  for (const { actor } of truth.form.players) {
    const believed = believedModel(model, actor);
    const own = believed && (await playGraph(io, believed, settings, wantsRanking));
    if (believed && !own) return undefined;
    views.push(own && ownView(truth, own));
  }
  if (views.every((view) => view === undefined)) io.err("Nobody among these actors believes what is not so.\n");
  return views;
}

function addsOf(
  model: CheckedModel,
  { form, graph }: PlayedGame,
  stability: Stability,
  state: number | undefined,
  { wantsRanking, believed }: { wantsRanking: boolean; believed: boolean },
): Answered {
  const robust = robustStates(form, graph, stability.concepts);
  const { schema: _schema, model: _model, ...head } = envelope("stability", model, form);
  const forced = wantsRanking ? form.players.filter((_, i) => !graph.ranked[i]).map((player) => player.label) : [];
  return {
    json: {
      ...head,
      played: playedStabilityJson(model, form, graph, robust, forced),
    },
    parts: playedStabilityReport(model, form, stability, robust, { state, forced, believed }),
  };
}
