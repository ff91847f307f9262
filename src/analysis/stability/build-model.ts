// A written ordinal model to the graph model: lists the states, turns each actor's words into preferences, joins what counts
// as one, and makes each actor's own game where it believes something else. Problems come with the place of what causes
// them; too many states are refused with what they would cost, before they cost it.

import type { Problem } from "../../base/problem.ts";
import { hasErrors } from "../../language/text/written-tree.ts";
import { type Conjunction, whereHolds } from "./condition.ts";
import { enumerateStates } from "./enumerate-states.ts";
import { findState } from "./find-state.ts";
import type { GraphModel, GraphOption, Preference, StateSet } from "./graph-model.ts";
import { mergeStates, restrict } from "./merge-states.ts";
import type { OrdinalModel, WrittenCondition, WrittenPreference } from "./ordinal-model.ts";
import { rankByComparisons } from "./rank-by-comparisons.ts";
import { rankByList } from "./rank-by-list.ts";
import { MOST_FOR_PAIRS, type Ranked, rankByStatements } from "./rank-by-statements.ts";

/** One actor's own game: its model, and which true state each of its states is (-1: none). */
export type View = { model: GraphModel; trueOf: Int32Array };

export type Built = {
  model?: GraphModel;
  /** By actor slot, for those that believe something else. */
  views: (View | undefined)[];
  /** Which state each of the states of the written model became (another only where some are coalesced). */
  slotOf: Int32Array;
  problems: Problem[];
};

export type BuildSettings = {
  /** Refuse models with more states. */
  most: number;
  /** Kept as they are: conditions that every state must meet, each one literal. */
  holds: Conjunction;
};

export const USUAL_SETTINGS: BuildSettings = { most: 1 << 22, holds: [] };

export function buildModel(written: OrdinalModel, settings: BuildSettings = USUAL_SETTINGS): Built {
  const problems: Problem[] = [];
  const none: Built = { views: [], slotOf: new Int32Array(0), problems };
  const rules = [...rulesOf(written), ...settings.holds.map(({ option, yes }) => [{ option, yes: !yes }])];
  const { states, cut } = enumerateStates(
    written.options.length,
    rules,
    clearlyTooMany(written, rules, settings.most) ? 1 : settings.most,
  );
  if (cut || states.count === 0) {
    problems.push(cut ? tooMany(written, settings.most, cut) : noState(written));
    return none;
  }
  const preferences = written.actors.map((actor) => preferenceOf(actor.preference, states, problems));
  if (hasErrors(problems)) return none;
  const plain = plainModel(written, states, preferences as Preference[], problems);
  const joined = written.coalesce.map(({ says, at, when }) => ({ says, at, marks: whereHolds(when, states) }));
  const merged = mergeStates(plain, joined);
  problems.push(...merged.problems);
  const views = written.actors.map((_, actor) => viewOf(written, plain, merged.slotOf, actor, problems));
  return hasErrors(problems) ? none : { model: merged.model, views, slotOf: merged.slotOf, problems };
}

/** Options that no rule names double the states each: known before any state is listed. */
function clearlyTooMany(written: OrdinalModel, rules: readonly Conjunction[], most: number): boolean {
  const named = new Set(rules.flatMap((rule) => rule.map((literal) => literal.option)));
  return 2 ** (written.options.length - named.size) > most;
}

/** What no state may meet: what is written, and for each choice that none or two of its courses are taken. */
function rulesOf(written: Pick<OrdinalModel, "infeasible" | "options">): Conjunction[] {
  return [...written.infeasible.flatMap((one) => one.when), ...choiceRules(written.options)];
}

export function choiceRules(options: readonly GraphOption[]): Conjunction[] {
  const choices = new Map<string, number[]>();
  options.forEach((option, slot) => {
    if (option.choice) choices.set(option.choice.of, [...(choices.get(option.choice.of) ?? []), slot]);
  });
  return [...choices.values()].flatMap((slots) => [
    slots.map((option) => ({ option, yes: false })),
    ...slots.flatMap((a, k) =>
      slots.slice(k + 1).map((b) => [
        { option: a, yes: true },
        { option: b, yes: true },
      ]),
    ),
  ]);
}

function plainModel(
  written: OrdinalModel,
  states: StateSet,
  preferences: Preference[],
  problems: Problem[],
): GraphModel {
  const unseen = written.actors.map((actor) => anyOf(actor.unseen, states));
  const model: GraphModel = {
    title: written.title,
    actors: written.actors.map(({ id, name }) => ({ id, name })),
    options: written.options,
    states,
    preferences,
    ...(unseen.some((marks) => marks) ? { unseen } : {}),
  };
  if (!written.start) return model;
  const start = findState(model, written.start.says);
  if ("state" in start) return { ...model, start: start.state };
  problems.push({ code: "start-not-a-state", severity: "error", at: written.start.at, ...start });
  return model;
}

function anyOf(conditions: readonly WrittenCondition[], states: StateSet): Uint8Array | undefined {
  return conditions.length > 0
    ? whereHolds(
        conditions.flatMap((one) => one.when),
        states,
      )
    : undefined;
}

function preferenceOf(written: WrittenPreference, states: StateSet, problems: Problem[]): Preference | undefined {
  const ranked = rankedBy(written, states);
  problems.push(...ranked.problems);
  if (!ranked.preference && !hasErrors(ranked.problems)) {
    const says = `comparing ${states.count} states pair by pair takes a table of ${states.count ** 2} cells`;
    const mend = `up to ${MOST_FOR_PAIRS} states may be compared so; a ranking or plain statements have no such bound`;
    problems.push({ code: "too-many-pairs", severity: "error", at: written.at, says, mend });
  }
  return ranked.preference;
}

function rankedBy(written: WrittenPreference, states: StateSet): Ranked {
  if (written.governs === "ranking" && written.ranking) return rankByList(written.ranking, states.count);
  if (written.governs === "comparisons" && written.comparisons) {
    return states.count > MOST_FOR_PAIRS ? { problems: [] } : rankByComparisons(written.comparisons, states.count);
  }
  return rankByStatements(written.statements, states);
}

function viewOf(
  written: OrdinalModel,
  plain: GraphModel,
  slotOf: Int32Array,
  actor: number,
  problems: Problem[],
): View | undefined {
  const belief = written.actors[actor]!.believes;
  if (!belief) return undefined;
  const preferences = plain.preferences.map((preference, k) => {
    const other = belief.preferences[k];
    return (other && preferenceOf(other, plain.states, problems)) ?? preference;
  });
  const absent = anyOf(belief.infeasible, plain.states) ?? new Uint8Array(plain.states.count);
  const keep = absent.map((mark) => 1 - mark);
  if (!keep.includes(1)) {
    const says = `${written.actors[actor]!.name} believes that no state at all is possible`;
    problems.push({ code: "no-feasible-state", severity: "error", at: belief.at, says });
    return undefined;
  }
  const own = restrict({ ...plain, preferences }, keep);
  const joined = written.coalesce.map(({ says, at, when }) => ({
    says,
    at,
    marks: whereHolds(when, own.model.states),
  }));
  const merged = mergeStates(own.model, joined);
  problems.push(...merged.problems.filter((problem) => problem.severity === "error"));
  const trueOf = new Int32Array(merged.model.states.count);
  merged.slotOf.forEach((slot, s) => {
    trueOf[slot] = slotOf[own.fullOf[s]!]!;
  });
  return { model: merged.model, trueOf };
}

function noState(written: OrdinalModel): Problem {
  const at = written.infeasible[0]?.at ?? written.at;
  const guilty = written.infeasible.slice(0, 200).filter((one) => {
    const others = { ...written, infeasible: written.infeasible.filter((other) => other !== one) };
    return enumerateStates(written.options.length, rulesOf(others), 1).states.count > 0;
  });
  const also = guilty.map((one) => ({ at: one.at, says: `without \`${one.says}\` some states are left` }));
  const says = "no feasible state is left: every combination of options meets something infeasible";
  return { code: "no-feasible-state", severity: "error", at, says, mend: "take back an infeasible condition", also };
}

/** Bytes a state takes during the analysis, for one actor (measured: perf/stability.md). */
const BYTES_A_STATE = 40;

function tooMany(written: OrdinalModel, most: number, cut: "too-many" | "too-tangled"): Problem {
  const options = written.options.length;
  const all = `${options} options make ${(2n ** BigInt(options)).toLocaleString("en-US")} combinations`;
  const at = written.at;
  if (cut === "too-tangled") {
    const says = `${all}, and which are feasible could not be worked out in 200 million steps`;
    return { code: "too-many-states", severity: "error", at, says, mend: "say simpler `infeasible` conditions" };
  }
  const gigabytes = (states: number) => Math.ceil((states * BYTES_A_STATE * written.actors.length) / 2 ** 30);
  const free =
    written.infeasible.length === 0 ? `: ${gigabytes(2 ** options).toLocaleString("en-US")} GB to analyse` : "";
  const says = `${all}, and more than ${most.toLocaleString("en-US")} of them are feasible${free}`;
  const mend =
    "say what cannot be under `infeasible`, hold options still (`--hold OPTION=no`, which leaves out the rest), or raise `--most`";
  return { code: "too-many-states", severity: "error", at, says, mend };
}
