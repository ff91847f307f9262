// `standoff stability MODEL --over-lenses`: which states hold under each rival lens of the model, side by side.

import { analyse } from "../../../../analysis/stability/analyse.ts";
import { type Concept, USUAL } from "../../../../analysis/stability/concepts.ts";
import { labelOf, patternOf } from "../../../../analysis/stability/graph-model.ts";
import { robustStates } from "../../../../analysis/stability/robust-states.ts";
import { envelope } from "../../../../present/document/envelope.ts";
import { type LensStability, stabilityOverLenses } from "../../../../present/games/lenses-report.ts";
import { equilibriaIds, stableIds } from "../../../../present/stability/answer.ts";
import { playedStabilityJson } from "../../../../present/stability/played-stability-report.ts";
import { conditionsAsked } from "../../form-settings.ts";
import type { Io } from "../../io.ts";
import { lensModels } from "../../lens-models.ts";
import { give, mayWrite } from "../../output.ts";
import { plainHolds, playGraph } from "./open-played.ts";
import type { StabilitySettings } from "./settings.ts";

const ENDINGS = [".json", ".md", ".html"];
/** Where no concepts were named: those that say most. */
const SHOWN: Concept[] = ["R", "SEQ"];

export async function stabilityUnderLenses(io: Io, named: string, settings: StabilitySettings): Promise<void> {
  if (!mayWrite(io, settings.output, ENDINGS)) return;
  const models = lensModels(
    io,
    named,
    { ...settings, hold: plainHolds(settings.hold) },
    conditionsAsked(settings.plan),
  );
  if (!models) return;
  const concepts = settings.concepts === USUAL ? SHOWN : settings.concepts.filter((concept) => concept !== "SIM");
  const answers: (LensStability & { json: () => unknown })[] = [];
  let head: object | undefined;
  let asked = { runs: 0, seed: settings.seed };
  for (const { id, label, model } of models) {
    const played = await playGraph(io, model, settings, false);
    if (!played) return;
    const { form, graph } = played;
    const stability = analyse(graph.model, concepts);
    const robust = robustStates(form, graph, concepts);
    head ??= envelope("stability", model, form);
    asked = form;
    const json = () => ({
      states: Array.from({ length: graph.model.states.count }, (_, s) => ({
        id: s + 1,
        options: patternOf(graph.model, s),
        label: labelOf(graph.model, s),
      })),
      stable: stableIds(graph.model, stability.stable),
      equilibria: equilibriaIds(stability.equilibria),
      played: playedStabilityJson(model, form, graph, robust, []),
    });
    answers.push({ id, label, stability, robust, json });
  }
  const json = () => ({ ...head, lenses: Object.fromEntries(answers.map((answer) => [answer.id, answer.json()])) });
  give(io, settings, {
    document: () => stabilityOverLenses(answers, concepts, asked),
    json,
    jsonl: () => [json()],
    csv: () => "",
  });
}
