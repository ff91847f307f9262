// What may be asked of a graph model beside the table: each question gives a part of the JSON answer and some lines of text.
// In: the opened model, its stability, the settings. Out: the part; or a refusal, said with its price.

import { analyse, anyUnknown, type Stability } from "../../../../analysis/stability/analyse.ts";
import { coalitionCells, coalitionStability, MOST_CELLS } from "../../../../analysis/stability/coalitions.ts";
import type { Concept } from "../../../../analysis/stability/concepts.ts";
import { countRankings, rankingsOf, tooManyRankings } from "../../../../analysis/stability/count-rankings.ts";
import { hypergame } from "../../../../analysis/stability/hypergame.ts";
import { limitedMove, nonMyopic } from "../../../../analysis/stability/limited-move.ts";
import { allRanked, hasStrength } from "../../../../analysis/stability/prefer.ts";
import { ATTITUDES } from "../../../../analysis/stability/stable-by-sets.ts";
import { idsOf, type StableStates, stableForAll } from "../../../../analysis/stability/stable-states.ts";
import { strongStates } from "../../../../analysis/stability/strength.ts";
import { heading } from "../../../../present/document/document.ts";
import { coalitionsAnswer, equilibriaIds, hypergameAnswer, stableIds } from "../../../../present/stability/answer.ts";
import { sayIds } from "../../../../present/stability/stability-report.ts";
import { type Answered, block } from "./answered.ts";
import type { OpenedGraph } from "./opened.ts";
import type { StabilitySettings } from "./settings.ts";

/** Each question that the settings or the model itself raise. */
export function partsOf(opened: OpenedGraph, stability: Stability, settings: StabilitySettings): Answered[] {
  const { model } = stability;
  const parts: Answered[] = [];
  if (anyUnknown(model)) parts.push(unknownPart(stability));
  if (model.preferences.some(hasStrength)) parts.push(strengthPart(stability));
  if (opened.views.some((view) => view)) parts.push(hypergamePart(opened, stability));
  if (settings.horizon !== undefined) parts.push(limitedPart(stability, settings.horizon));
  if (settings.nonMyopic) parts.push(nonMyopicPart(stability));
  if (settings.coalitions !== undefined) parts.push(coalitionPart(opened, stability, settings.coalitions));
  if (settings.overRankings !== undefined) {
    parts.push(rankingsPart(stability, settings.overRankings === true ? 4 : settings.overRankings));
  }
  return parts;
}

const NOT_RANKED = "this needs actors that rank the states, and somebody's preferences are in part unknown";

function unknownPart({ model, concepts }: Stability) {
  const usual = concepts.filter((concept) => concept !== "SIM");
  const forms = ATTITUDES.map((attitude) => ({ attitude, found: analyse(model, usual, attitude) }));
  return {
    json: {
      unknown: Object.fromEntries(
        forms.map(({ attitude, found }) => [
          attitude.id,
          { says: attitude.says, stable: stableIds(model, found.stable), equilibria: equilibriaIds(found.equilibria) },
        ]),
      ),
    },
    parts: [
      heading("Some preferences are unknown. The table holds whatever they turn out to be (form a); the four forms:"),
      ...forms.flatMap(({ attitude, found }) =>
        block(
          `${attitude.id}: an actor that ${attitude.says}`,
          usual.map((concept) => `${concept.padEnd(5)} ${sayIds(idsOf(found.equilibria[concept]!))}`),
        ),
      ),
    ],
  };
}

function strengthPart({ model, moves, concepts, equilibria }: Stability) {
  const deterred = concepts.filter((concept) => concept !== "R" && concept !== "SIM");
  const stable: StableStates = {};
  const strong: Partial<Record<Concept, Uint8Array>> = {};
  for (const concept of deterred) {
    stable[concept] = model.actors.map((_, k) => strongStates(model, moves, k, concept));
    strong[concept] = stableForAll(stable[concept]!, model.states.count);
  }
  const weak = (concept: Concept) => equilibria[concept]!.map((mark, s) => mark & (1 - strong[concept]![s]!));
  return {
    json: { strong: { stable: stableIds(model, stable), equilibria: equilibriaIds(strong) } },
    parts: block(
      "Strongly (each improvement is deterred by something much worse), and weakly:",
      deterred.map(
        (concept) =>
          `${concept.padEnd(5)} strongly: ${sayIds(idsOf(strong[concept]!))}; weakly: ${sayIds(idsOf(weak(concept)))}`,
      ),
    ),
  };
}

function hypergamePart(opened: OpenedGraph, stability: Stability) {
  const game = hypergame(stability, opened.views);
  const { model, concepts } = stability;
  const who = model.actors.filter((_, k) => opened.views[k]).map((actor) => actor.name);
  return {
    json: { hypergame: hypergameAnswer(model, game) },
    parts: block(
      `As each sees it (${who.join(", ")} ${who.length === 1 ? "believes" : "believe"} something else):`,
      concepts.map((concept) => {
        const only = idsOf(game.onlyByMisperception[concept]!);
        const missed = idsOf(game.missed[concept]!);
        const notes = [
          ...(only.length > 0 ? [`only by misperception: ${sayIds(only)}`] : []),
          ...(missed.length > 0 ? [`missed: ${sayIds(missed)}`] : []),
        ];
        return `${concept.padEnd(5)} ${sayIds(idsOf(game.equilibria[concept]!))}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`;
      }),
    ),
  };
}

function limitedPart({ model, moves }: Stability, h: number): Answered {
  if (!allRanked(model.preferences)) return { refused: `--horizon: ${NOT_RANKED}` };
  const { stable } = limitedMove(model, moves, h);
  return {
    json: { limited: { horizon: h, ...horizonAnswer(model, stable) } },
    parts: block(`Looking ${h} moves ahead (L${h}): ${sayIds(idsOf(stableForAll(stable, model.states.count)))}`, []),
  };
}

function nonMyopicPart({ model, moves }: Stability): Answered {
  if (!allRanked(model.preferences)) return { refused: `--non-myopic: ${NOT_RANKED}` };
  const found = nonMyopic(model, moves);
  if (!found) return { refused: "--non-myopic: what the actors foresee had not begun to repeat at horizon 4,000" };
  const period =
    found.period === 1 ? `the same from horizon ${found.from} on` : `repeating every ${found.period} horizons`;
  return {
    json: { nonMyopic: { from: found.from, period: found.period, ...horizonAnswer(model, found.stable) } },
    parts: block(`Non-myopic (${period}): ${sayIds(idsOf(stableForAll(found.stable, model.states.count)))}`, []),
  };
}

function horizonAnswer(model: Stability["model"], stable: Uint8Array[]) {
  return {
    stable: Object.fromEntries(model.actors.map((actor, k) => [actor.id, idsOf(stable[k]!)])),
    equilibria: idsOf(stableForAll(stable, model.states.count)),
  };
}

function coalitionPart(opened: OpenedGraph, { model, moves }: Stability, asked: string | true): Answered {
  const cells = coalitionCells(model);
  if (cells > MOST_CELLS) {
    const most = MOST_CELLS.toLocaleString("en-US");
    return { refused: `--coalitions would take tables of ${cells.toLocaleString("en-US")} cells; ${most} is the most` };
  }
  const named = asked === true ? undefined : coalitionsNamed(model, asked);
  if (typeof named === "string") return { refused: named };
  const written = opened.written?.coalitions ?? [];
  const results = coalitionStability(model, moves, named);
  const answer = coalitionsAnswer(model, results);
  return {
    json: { coalitional: answer },
    parts: block(
      `Against ${named ? "these coalitions" : `all ${results.length} coalitions`}${written.length > 0 && !named ? ", those of the file among them" : ""}:`,
      Object.entries(answer.equilibria).map(([concept, ids]) => `${concept.padEnd(5)} ${sayIds(ids)}`),
    ),
  };
}

function coalitionsNamed(model: Stability["model"], asked: string): number[][] | string {
  const coalitions: number[][] = [];
  for (const text of asked.split(",")) {
    const slots = text.split("+").map((id) => model.actors.findIndex((actor) => actor.id === id.trim()));
    if (slots.includes(-1))
      return `--coalitions ${text}: known actors are ${model.actors.map((actor) => actor.id).join(", ")}`;
    coalitions.push(slots);
  }
  return coalitions;
}

function rankingsPart({ model, concepts }: Stability, vary: number): Answered {
  if (!allRanked(model.preferences)) return { refused: `--over-rankings: ${NOT_RANKED}` };
  const counted = concepts.filter((concept) => concept !== "SIM");
  if (tooManyRankings(model, vary, counted)) {
    const all = rankingsOf(model, vary).toLocaleString("en-US");
    return {
      refused: `--over-rankings ${vary}: ${all} rankings of ${model.states.count} states are too many to try; ask for fewer groups`,
    };
  }
  const { rankings, counts } = countRankings(model, vary, counted);
  const of = (concept: Concept) => Object.fromEntries(Array.from(counts[concept]!, (n, s) => [s + 1, n]));
  return {
    json: {
      overRankings: {
        vary,
        rankings,
        equilibrium: Object.fromEntries(counted.map((concept) => [concept, of(concept)])),
      },
    },
    parts: block(
      `Over ${rankings.toLocaleString("en-US")} rankings (all orders of everybody's ${vary} best groups), a state holds in:`,
      counted.map((concept) => `${concept.padEnd(5)} ${sayCounts(counts[concept]!)}`),
    ),
  };
}

function sayCounts(counts: Float64Array): string {
  const ever = [...counts.keys()].filter((s) => counts[s]! > 0).sort((a, b) => counts[b]! - counts[a]! || a - b);
  const shown = ever.slice(0, 12).map((s) => `state ${s + 1}: ${counts[s]!.toLocaleString("en-US")}`);
  return `${shown.join(", ") || "none"}${ever.length > shown.length ? ", …" : ""}`;
}
