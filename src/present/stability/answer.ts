// The lens's answer as one JSON object, the same on every host: states, who finds them stable by which concept, and the
// equilibria; ids count from 1 as in the literature. What else was asked for stands beside, under its own key.

import type { Stability } from "../../analysis/stability/analyse.ts";
import {
  COALITION_CONCEPTS,
  type CoalitionStability,
  coalitionallyStable,
} from "../../analysis/stability/coalitions.ts";
import type { StatementEdit } from "../../analysis/stability/edit-statements.ts";
import type { Explanation } from "../../analysis/stability/explain.ts";
import { type GraphModel, labelOf, patternOf } from "../../analysis/stability/graph-model.ts";
import type { Hypergame } from "../../analysis/stability/hypergame.ts";
import type { MakeStable, WayToStability } from "../../analysis/stability/make-stable.ts";
import type { Step } from "../../analysis/stability/reach.ts";
import { idsOf, type StableStates } from "../../analysis/stability/stable-states.ts";
import type { FromStatusQuo } from "../../analysis/stability/status-quo.ts";
import { sayEdit, sayExplanation, sayPath, sayState } from "./say.ts";

export type StableIds = Record<string, Record<string, number[]>>;
export type EquilibriaIds = Record<string, number[]>;

export function stateAnswer(model: GraphModel, s: number) {
  return { id: s + 1, options: patternOf(model, s), label: labelOf(model, s) };
}

export function stableIds(model: GraphModel, stable: StableStates): StableIds {
  return Object.fromEntries(
    Object.entries(stable).map(([concept, marks]) => [
      concept,
      Object.fromEntries(model.actors.map((actor, k) => [actor.id, idsOf(marks[k]!)])),
    ]),
  );
}

export function equilibriaIds(equilibria: Partial<Record<string, Uint8Array>>): EquilibriaIds {
  return Object.fromEntries(Object.entries(equilibria).map(([concept, marks]) => [concept, idsOf(marks!)]));
}

export function coalitionsAnswer(model: GraphModel, results: readonly CoalitionStability[]) {
  const { count } = model.states;
  return {
    coalitions: results.map(({ members, stable }) => ({
      members: members.map((k) => model.actors[k]!.id),
      stable: Object.fromEntries(COALITION_CONCEPTS.map((concept) => [concept, idsOf(stable[concept])])),
    })),
    stable: Object.fromEntries(
      COALITION_CONCEPTS.map((concept) => [
        concept,
        Object.fromEntries(model.actors.map((a, k) => [a.id, idsOf(coalitionallyStable(results, concept, count, k))])),
      ]),
    ),
    equilibria: Object.fromEntries(
      COALITION_CONCEPTS.map((concept) => [concept, idsOf(coalitionallyStable(results, concept, count))]),
    ),
  };
}

export function hypergameAnswer(model: GraphModel, game: Hypergame) {
  return {
    stable: stableIds(model, game.stable),
    equilibria: equilibriaIds(game.equilibria),
    onlyByMisperception: equilibriaIds(game.onlyByMisperception),
    missed: equilibriaIds(game.missed),
    leftOut: Object.fromEntries(model.actors.map((actor, k) => [actor.id, idsOf(game.absent[k] ?? new Uint8Array(0))])),
  };
}

const STATES_A_PIECE = 20_000;

/** The same object with `more` beside, as JSON in pieces, so that a million states need not stand in one text. */
export function* answerPieces(stability: Stability, more: Record<string, unknown>): Generator<string> {
  const { model, concepts, stable, equilibria } = stability;
  const { count } = model.states;
  yield '{"schema":"standoff/stability/1"';
  for (const [key, value] of Object.entries(more)) yield `,${JSON.stringify(key)}:${JSON.stringify(value)}`;
  yield ',"states":[';
  for (let from = 0; from < count; from += STATES_A_PIECE) {
    const states = Array.from({ length: Math.min(STATES_A_PIECE, count - from) }, (_, k) =>
      stateAnswer(model, from + k),
    );
    yield (from > 0 ? "," : "") + JSON.stringify(states).slice(1, -1);
  }
  yield '],"stable":{';
  for (const [k, concept] of concepts.entries()) {
    yield `${k > 0 ? "," : ""}"${concept}":{`;
    for (const [i, actor] of model.actors.entries()) {
      yield `${i > 0 ? "," : ""}${JSON.stringify(actor.id)}:`;
      yield* idPieces(stable[concept]![i]!);
    }
    yield "}";
  }
  yield '},"equilibria":{';
  for (const [k, concept] of concepts.entries()) {
    yield `${k > 0 ? "," : ""}"${concept}":`;
    yield* idPieces(equilibria[concept]!);
  }
  yield "}}\n";
}

/** `[1,2,…]` of the marked states, a segment of states at a time. */
function* idPieces(marks: Uint8Array): Generator<string> {
  let first = true;
  yield "[";
  for (let from = 0; from < marks.length; from += STATES_A_PIECE) {
    const ids = idsOf(marks.subarray(from, from + STATES_A_PIECE)).map((id) => id + from);
    if (ids.length > 0) yield (first ? "" : ",") + ids.join(",");
    first &&= ids.length === 0;
  }
  yield "]";
}

function pathAnswer(model: GraphModel, path: readonly Step[]) {
  return path.map(({ actor, to }) => ({ actor: model.actors[actor]!.id, to: to + 1 }));
}

export function explanationAnswer(model: GraphModel, why: Explanation) {
  return {
    actor: model.actors[why.actor]!.id,
    concept: why.concept,
    stable: why.stable,
    improvements: why.improvements.map((one) => ({
      to: one.to + 1,
      ...(one.answer ? { deterredBy: pathAnswer(model, one.answer) } : {}),
    })),
    says: sayExplanation(model, why).join(" "),
  };
}

export function statusQuoAnswer(model: GraphModel, from: FromStatusQuo) {
  return {
    state: from.start + 1,
    moves: from.steps === "any" ? "any" : "improvements",
    reached: from.reached,
    ways: from.ways.map(({ state, path }) => ({
      to: state + 1,
      moves: path.length,
      path: pathAnswer(model, path),
      says: path.length === 0 ? `${sayState(model, state)} is the status quo` : sayPath(model, from.start, path),
    })),
    never: from.never.map((s) => s + 1),
  };
}

function wayAnswer(model: GraphModel, way: WayToStability) {
  return {
    kind: way.kind,
    changes: way.changes.map(({ actor, states, than, how }) => ({
      actor: model.actors[actor]!.id,
      states: states.map((s) => s + 1),
      than: than + 1,
      how,
    })),
    comparisons: way.size,
    least: way.least,
    stillLeave: way.unstableFor.map((k) => model.actors[k]!.id),
    rankings: Object.fromEntries(way.ranks.map(({ actor, rank }) => [model.actors[actor]!.id, groupsOf(rank)])),
  };
}

/** A ranking as it is written: best first, ties as groups. */
function groupsOf(rank: Int32Array): number[][] {
  const groups: number[][] = [];
  rank.forEach((place, s) => {
    groups[place] ??= [];
    groups[place].push(s + 1);
  });
  return groups;
}

export function makeStableAnswer(
  model: GraphModel,
  result: MakeStable,
  edits: readonly StatementEdit[],
  statementsOf: (actor: number) => readonly { says: string }[],
) {
  return {
    state: result.state + 1,
    concept: result.concept,
    ways: result.unstable.map(({ actor, ways }) => ({
      actor: model.actors[actor]!.id,
      ways: ways.map((way) => wayAnswer(model, way)),
    })),
    ...(result.together ? { together: wayAnswer(model, result.together) } : {}),
    statements: edits.map((edit) => ({
      actor: model.actors[edit.actor]!.id,
      kind: edit.kind,
      says: sayEdit(model, edit, statementsOf(edit.actor)),
      comparisons: edit.size,
      stillLeave: edit.unstableFor.map((k) => model.actors[k]!.id),
    })),
  };
}
