// A seat at the table: one future, in which some actors are played by people. At each review of theirs the run waits; it is played again
// from its start with the choices made so far (a run is a pure function), so nothing is kept between two calls.
// At the end: what the model's actors would have chosen at the same moments, what each choice cost by the actor's own reckoning, and what
// the model's actors come to by themselves in the same luck.

import { dateOfStep } from "../../../base/dates.ts";
import type { Decision } from "../../../engine/interpreter/decide.ts";
import { evaluate, type State } from "../../../engine/interpreter/evaluate.ts";
import { playRun, type RunOptions } from "../../../engine/interpreter/play-run.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { type Chronicle, chronicleOf } from "../../../present/futures/chronicle.ts";
import { sayChronicle } from "../../../present/futures/say-chronicle.ts";

/** A choice made by a person. */
export type SeatMove = { step: number; policy: string; option: string };

export type SeatOption = {
  id: string;
  label: string;
  open: boolean;
  /** Is it in place now. */
  present: boolean;
  /** What the actor projects: utility, and its terms. Shown only when asked for. */
  utility: number;
  terms: { name: string; value: number }[];
  chance: number;
};

export type SeatDue = { actor: string; policy: string; label: string; options: SeatOption[] };

export type SeatJudged = {
  date: string;
  actor: string;
  policy: string;
  took: string;
  /** What the model's actor would have taken there, with the same luck. */
  model: string;
  /** Utility of the best open option less that of the one taken, as the actor reckons ahead. */
  regret: number;
};

export type SeatView = {
  date: string;
  step: number;
  steps: number;
  /** Undefined: the future is over. */
  due?: SeatDue[] | undefined;
  /** What each seated actor has at stake now: its value terms, weighed. */
  sees: { actor: string; terms: { name: string; label: string; value: number }[] }[];
  /** The present line of every policy. */
  table: { policy: string; label: string; option: string }[];
  story: string[];
  end?:
    | {
        judged: SeatJudged[];
        /** Mean utility over the clock: as played, and by the model alone in the same luck. */
        utilities: { actor: string; played: number; model: number }[];
      }
    | undefined;
};

export type SeatRequest = { seed: number; run: number; actors: readonly string[]; moves: readonly SeatMove[] };

const utilityOf = (model: CheckedModel, actor: number, p: State) =>
  model.actors[actor]!.terms.reduce(
    (sum, t) => sum + p.constants[model.terms[t]!.weight]! * evaluate(model.terms[t]!.is, p),
    0,
  );

/** Chooses as the people did; for everyone else, as the model does. */
function chooser(model: CheckedModel, { actors, moves }: SeatRequest): NonNullable<RunOptions["choose"]> {
  return (d) => {
    const policy = model.policies[d.policy]!;
    if (!actors.includes(model.actors[policy.owner]!.id)) return d.chosen;
    const move = moves.find((m) => m.step === d.step && m.policy === policy.id);
    const option = move ? policy.options.findIndex((o) => o.id === move.option) : -1;
    return option >= 0 && d.scores[option]!.open ? option : undefined;
  };
}

function dueOf(model: CheckedModel, decision: Decision): SeatDue {
  const policy = model.policies[decision.policy]!;
  const actor = model.actors[policy.owner]!;
  return {
    actor: actor.id,
    policy: policy.id,
    label: policy.label ?? policy.id,
    options: decision.scores.map((score, k) => ({
      id: policy.options[k]!.id,
      label: policy.options[k]!.label,
      open: score.open,
      present: k === decision.before,
      utility: score.utility,
      chance: score.chance,
      terms: [
        ...actor.terms.map((t, i) => ({ name: model.terms[t]!.name, value: score.terms[i]! })),
        { name: "change", value: -score.switching },
        ...(score.taste === undefined ? [] : [{ name: "taste", value: score.taste }]),
      ],
    })),
  };
}

/** Means over the steps that were seen. */
function watched(model: CheckedModel, seats: readonly number[]) {
  const sums = seats.map(() => 0);
  let seen = 0;
  let sees: SeatView["sees"] = [];
  let options: number[] = model.policies.map((policy) => policy.start);
  const see = (p: State) => {
    seen++;
    options = [...p.options];
    seats.forEach((actor, i) => {
      sums[i]! += utilityOf(model, actor, p);
    });
    sees = seats.map((actor) => ({
      actor: model.actors[actor]!.id,
      terms: model.actors[actor]!.terms.map((t) => {
        const { name, label, weight, is } = model.terms[t]!;
        return { name, label: label ?? name, value: p.constants[weight]! * evaluate(is, p) };
      }),
    }));
  };
  return { see, means: () => sums.map((s) => s / Math.max(1, seen)), sees: () => sees, options: () => options };
}

function judged(model: CheckedModel, request: SeatRequest): SeatJudged[] {
  const found: SeatJudged[] = [];
  const choose = chooser(model, request);
  playRun(model, request.seed, request.run, {
    choose: (d, p) => {
      const taken = choose(d, p);
      const policy = model.policies[d.policy]!;
      const actor = model.actors[policy.owner]!;
      if (taken !== undefined && request.actors.includes(actor.id)) {
        const best = Math.max(...d.scores.filter((s) => s.open).map((s) => s.utility));
        found.push({
          date: dateOfStep(model.clock, d.step),
          actor: actor.id,
          policy: policy.label ?? policy.id,
          took: policy.options[taken]!.id,
          model: policy.options[d.chosen]!.id,
          regret: best - d.scores[taken]!.utility,
        });
      }
      return taken;
    },
  });
  return found;
}

/** The state of a game after the moves made so far. */
export function seatView(model: CheckedModel, request: SeatRequest): SeatView {
  const { seed, run, actors } = request;
  const seats = actors.flatMap((id) => {
    const at = model.actors.findIndex((a) => a.id === id);
    return at < 0 ? [] : [at];
  });
  const choose = chooser(model, request);
  const watch = watched(model, seats);
  const played = playRun(model, seed, run, { see: watch.see, choose });
  const waiting = played.waiting?.filter((d) => actors.includes(model.actors[model.policies[d.policy]!.owner]!.id));
  const step = played.waiting?.[0]?.step ?? model.clock.steps - 1;
  const alone = watched(model, seats);
  if (!waiting) playRun(model, seed, run, { see: alone.see });
  return {
    date: dateOfStep(model.clock, step),
    step,
    steps: model.clock.steps,
    due: waiting?.map((d) => dueOf(model, d)),
    sees: watch.sees(),
    table: model.policies.map((policy, k) => ({
      policy: policy.id,
      label: policy.label ?? policy.id,
      option: policy.options[watch.options()[k]!]!.id,
    })),
    story: storyOf(model, chronicleOf(model, seed, run, [], choose)),
    end: waiting
      ? undefined
      : {
          judged: judged(model, request),
          utilities: seats.map((actor, i) => ({
            actor: model.actors[actor]!.id,
            played: watch.means()[i]!,
            model: alone.means()[i]!,
          })),
        },
  };
}

/** What happened, line by line; what is told of courses that were kept would give the model's reckoning away. */
function storyOf(model: CheckedModel, chronicle: Chronicle): string[] {
  const [first] = sayChronicle(model, chronicle).parts;
  return first?.kind === "lines" ? [...first.lines] : [];
}
