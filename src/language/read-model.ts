// Text → checked model, the one way in. In: the main file's path, a way to read files, departures.
// Out: the model where it has no errors, and all problems, sorted by place. Never throws for what a person wrote.

import type { Problem } from "../base/problem.ts";
import { sha256Hex } from "../statistics/sha256.ts";
import { checkActors, checkBeliefs, checkTerms } from "./check/check-actors.ts";
import { checkClock } from "./check/check-clock.ts";
import { checkConstants, declareConstants } from "./check/check-constants.ts";
import { checkDraws } from "./check/check-draws.ts";
import { checkEvents } from "./check/check-events.ts";
import { checkBehaviours, checkHistoryScenario, checkObserved } from "./check/check-observed.ts";
import { checkHolds, checkPolicies } from "./check/check-policies.ts";
import { checkQuestions } from "./check/check-questions.ts";
import { checkClaims, checkSources, historyOf } from "./check/check-sources.ts";
import { checkUnits } from "./check/check-units.ts";
import { type Cell, checkVariables } from "./check/check-variables.ts";
import { type Checker, newChecker } from "./check/checker.ts";
import { withFinalSlots } from "./check/final-slots.ts";
import { numberCells } from "./check/number-cells.ts";
import { warn } from "./check/warn.ts";
import type { CheckedModel, Policy, ScenarioInfo, Taste, Term } from "./checked-model.ts";
import { type Expression, number } from "./expression.ts";
import { applyDepartures, type Departures } from "./names/departures.ts";
import { fieldOf, type Located, placeOfElement, textField } from "./names/elements.ts";
import { type Loaded, loadModel, type ReadFile } from "./names/load.ts";
import { declareNames } from "./names/names.ts";
import { Problems } from "./problems.ts";
import type { CutValue } from "./shape/read-shape.ts";

export type ReadResult = {
  model?: CheckedModel | undefined;
  problems: Problem[];
  /** Values that a comma in braces cut: what `check --fix` mends. */
  cuts: CutValue[];
  /** The files read, for showing lines. */
  texts: Map<string, string>;
};

function scenariosOf(loaded: Loaded): ScenarioInfo[] {
  return [...loaded.sections.scenarios].map(([id, element]) => ({
    id,
    label: textField(element, "label") ?? id,
    lens: fieldOf(element, "lens")?.value === true,
    note: textField(element, "note"),
    at: placeOfElement(element),
  }));
}

/** The cells that nobody wrote: memories of lags, and utilities that something asks for. */
function madeCells(c: Checker, terms: Term[], weightOf: (slot: number) => Expression): Cell[] {
  const memories = [...c.hidden.values()].map((h): Cell => {
    const { slot, start, next, at } = h;
    return { kind: "stock", id: `memory ${slot}`, slot, hidden: true, start, next, at, because: [] };
  });
  const utilities = [...c.utilities].map(([actor, slot]): Cell => {
    const own = terms.filter((term) => term.id.startsWith(`${actor}.`));
    const parts = own.map(
      (term): Expression => ({
        kind: "binary",
        operator: "*",
        left: weightOf(term.weight),
        right: term.is,
      }),
    );
    const is =
      parts.length === 0 ? number(0) : parts.reduce((left, right) => ({ kind: "binary", operator: "+", left, right }));
    const at = c.names.actors.get(actor)?.element;
    const place = at ? placeOfElement(at) : { file: "", line: 1, column: 1, length: 1 };
    return { kind: "derived", id: `utility(${actor})`, slot, hidden: false, is, at: place, because: [] };
  });
  return [...memories, ...utilities];
}

/** The hash of what a model means: everything but places and words about it. */
function hashOf(model: CheckedModel): string {
  const words = new Set([
    "at",
    "grade",
    "note",
    "label",
    "hash",
    "sources",
    "claims",
    "scenarios",
    "applied",
    "ask",
    "title",
    "because",
    "written",
    "history",
    "historyScenario",
    "observed",
    "behaviours",
  ]);
  const actors = model.actors.map(({ name: _name, cow: _cow, ...actor }) => actor);
  const text = JSON.stringify({ ...model, actors }, (key, value) => {
    if (words.has(key)) return undefined;
    return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
  });
  return sha256Hex(text);
}

/** A policy's own slots of constants, in their final order. */
function withConstants(policy: Policy, constant: readonly number[]): Policy {
  const { switching, entering, first, startBy, taste } = policy;
  const slot = (old: number) => constant[old]!;
  return {
    ...policy,
    switching: slot(switching),
    ...(entering && { entering: entering.map(slot) }),
    ...(first !== undefined && { first: slot(first) }),
    ...(startBy !== undefined && { startBy: slot(startBy) }),
    ...(taste && { taste: tasteWithConstants(taste, slot) }),
  };
}

const tasteWithConstants = (taste: Taste, slot: (old: number) => number): Taste => ({
  sd: slot(taste.sd),
  ...(taste.halfLife !== undefined && { halfLife: slot(taste.halfLife) }),
  stream: taste.stream,
});

function assemble(
  c: Checker,
  loaded: Loaded,
  held: Map<string, Located>,
  departures: Departures,
  readFile: ReadFile,
): CheckedModel {
  declareConstants(c);
  const { sources, lengths } = checkSources(c, readFile);
  const claims = checkClaims(c, lengths);
  const beliefs = checkBeliefs(c);
  const { constants, slot: constant } = checkConstants(
    c,
    new Map([...beliefs].map(([id, own]) => [id, own.constants])),
    checkDraws(c, readFile),
  );
  // A weight that follows the state is read by its formula: as a constant it is worked out after what is derived
  const weightOf = (slot: number): Expression => {
    const { follows, value } = constants[constant[slot]!]!;
    return follows ? value : { kind: "constant", slot };
  };
  const cells = checkVariables(c);
  const terms = checkTerms(c);
  const actors = checkActors(c, terms, beliefs);
  const policies = checkPolicies(c);
  const events = checkEvents(c);
  const questions = checkQuestions(c);
  const observed = checkObserved(c);
  const behaviours = checkBehaviours(c);
  const holds = checkHolds(c, held);
  checkUnits(c);
  const all = [...cells, ...madeCells(c, terms, weightOf)].sort((a, b) => a.slot - b.slot);
  const numbered = numberCells(all, c.problems);
  const slots = { constant, cell: numbered.slot };
  const model: CheckedModel = {
    title: String(loaded.title?.value ?? "Untitled"),
    hash: "",
    clock: c.clock,
    sources,
    claims: claims.map((claim) => ({
      ...claim,
      constant: claim.constant === undefined ? undefined : constant[claim.constant],
    })),
    actors: withFinalSlots(actors, slots).map((actor) => ({
      ...actor,
      foresight: constant[actor.foresight]!,
      precision: constant[actor.precision]!,
      discount: constant[actor.discount]!,
      beliefs: actor.beliefs.map((belief) => ({ ...belief, constant: constant[belief.constant]! })),
      ...(actor.stockBeliefs && {
        stockBeliefs: actor.stockBeliefs.map((belief) => ({ ...belief, stock: numbered.slot[belief.stock]! })),
      }),
    })),
    sets: [...c.names.sets].map(([id, members]) => ({ id, members })),
    constants: withFinalSlots(constants, slots),
    stocks: withFinalSlots(numbered.stocks, slots),
    derived: withFinalSlots(numbered.derived, slots),
    startOrder: numbered.startOrder,
    policies: withFinalSlots(policies, slots).map((policy) => withConstants(policy, constant)),
    holds,
    ...(c.conditions.length > 0 && { conditions: withFinalSlots(c.conditions, slots) }),
    terms: withFinalSlots(terms, slots).map((term) => ({ ...term, weight: constant[term.weight]! })),
    events: withFinalSlots(events, slots).map((event) => ({
      ...event,
      outcomes: event.outcomes.map((outcome) => ({
        ...outcome,
        effects: outcome.effects.map((effect) => ({ ...effect, stock: numbered.slot[effect.stock]! })),
      })),
    })),
    questions: withFinalSlots(questions, slots),
    scenarios: scenariosOf(loaded),
    applied: [
      ...(departures.scenarios ?? []),
      ...(departures.set ?? []).map(([id, value]) => `${id}=${value}`),
      ...(departures.hold ?? []).map(([id, value]) => `hold ${id}=${value}`),
    ],
    history: historyOf(c),
    historyScenario: checkHistoryScenario(c),
    observed: withFinalSlots(observed, slots),
    behaviours: withFinalSlots(behaviours, slots),
  };
  return c.problems.errors > 0 ? model : { ...model, hash: hashOf(model) };
}

/**
 * Reads and checks a model. `path` is the main file, relative to where `readFile` reads; departures are laid over it first.
 * The model is missing where there is an error; warnings do not keep it from playing.
 */
export function readModel(path: string, readFile: ReadFile, departures: Departures = {}): ReadResult {
  const problems = new Problems();
  const loaded = loadModel(path, readFile, problems, departures.scenarios);
  const texts = new Map(loaded.files.map((file) => [file.name, file.text]));
  const done = (model?: CheckedModel): ReadResult => ({ model, problems: problems.sorted(), cuts: loaded.cuts, texts });
  const main = loaded.files.find((file) => file.name === path);
  if (!main?.document) return done();
  if (!loaded.title && !problems.hasLeftOut("standoff")) {
    const at = { file: path, line: 1, column: 1, length: 1 };
    problems.add("missing-key", at, { where: "a model", name: "standoff", mend: "begin with `standoff: a title`" });
  }
  const held = applyDepartures(loaded, departures, problems);
  const clock = checkClock(loaded.clock, main, problems);
  const names = declareNames(loaded, problems);
  const model = assemble(newChecker(loaded, names, clock, problems), loaded, held, departures, readFile);
  if (problems.errors > 0) return done();
  warn(model, path, problems);
  return done(model);
}
