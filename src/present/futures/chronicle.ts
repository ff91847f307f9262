// One future as a story: what happened and what changed, by date, each change of course with its reason in named value terms,
// and a summary of the decisions that kept their course. In: model, seed, run, holds. Out: plain data (say-chronicle.ts words it).
// The reason splits the utility of the chosen option against the best other open one exactly: the parts sum to the difference.

import { dateOfStep } from "../../base/dates.ts";
import type { Decision } from "../../engine/interpreter/decide.ts";
import { evaluate, type State } from "../../engine/interpreter/evaluate.ts";
import type { Happening } from "../../engine/interpreter/events.ts";
import type { Fault } from "../../engine/interpreter/fault.ts";
import { playRun, type RunOptions } from "../../engine/interpreter/play-run.ts";
import type { CheckedModel, Hold, Policy } from "../../language/checked-model.ts";
import { sayExpression } from "../words/say-expression.ts";

export type ReasonPart = { term: string; difference: number };

export type Reason = {
  /** The best open option besides the chosen one; undefined where there was no other. */
  against?: string | undefined;
  /** By size; zero parts are left out. The cost of changing course is the part `change`, the taste the part `taste`. */
  parts: ReasonPart[];
  /** Utility of the chosen option less that of the other: negative where chance chose against the reckoning. */
  difference: number;
};

export type ChronicleEntry = { date: string } & (
  | { kind: "event"; event: string; label: string; outcome?: string | undefined; chance: number }
  | {
      kind: "change";
      policy: string;
      owner: string;
      from: string;
      to: string;
      chance: number;
      reason: Reason;
      called?: CalledBy | undefined;
    }
  | { kind: "held"; policy: string; owner: string; from: string; to: string }
);

/** What called a review outside the calendar. */
export type CalledBy = { event: string; date: string } | { condition: string };

/** Decisions of one policy that left an option in place. */
export type KeptCourse = {
  policy: string;
  owner: string;
  option: string;
  times: number;
  first: string;
  last: string;
  /** Mean over those decisions whose best other option is the one met most often. */
  reason: Reason;
};

export type Chronicle = {
  seed: number;
  run: number;
  from: string;
  until: string;
  claims: { id: string; true: boolean }[];
  entries: ChronicleEntry[];
  kept: KeptCourse[];
  answers: { question: string; answer: string | number | boolean | null; date?: string | undefined }[];
  fault?: (Fault & { date: string }) | undefined;
};

/** The part of a reason that is the cost of changing course. */
export const CHANGE = "change";
/** And the one for reasons outside the model. */
export const TASTE = "taste";

export function reasonOf(model: CheckedModel, decision: Decision): Reason {
  const policy = model.policies[decision.policy]!;
  const chosen = decision.scores[decision.chosen]!;
  let other: number | undefined;
  decision.scores.forEach((score, option) => {
    if (!score.open || option === decision.chosen) return;
    if (other === undefined || score.utility > decision.scores[other]!.utility) other = option;
  });
  if (other === undefined || !chosen.open) return { parts: [], difference: 0 };
  const than = decision.scores[other]!;
  const parts = model.actors[policy.owner]!.terms.map((term, i) => ({
    term: model.terms[term]!.name,
    difference: chosen.terms[i]! - than.terms[i]!,
  }));
  parts.push({ term: CHANGE, difference: than.switching - chosen.switching });
  if (policy.taste) parts.push({ term: TASTE, difference: (chosen.taste ?? 0) - (than.taste ?? 0) });
  return { against: policy.options[other]!.id, parts: bySize(parts), difference: chosen.utility - than.utility };
}

const bySize = (parts: ReasonPart[]) =>
  parts.filter((p) => p.difference !== 0).sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference));

function meanReason(reasons: readonly Reason[]): Reason {
  const met = new Map<string | undefined, Reason[]>();
  for (const reason of reasons) met.set(reason.against, [...(met.get(reason.against) ?? []), reason]);
  const [against, most] = [...met].reduce((a, b) => (b[1].length > a[1].length ? b : a));
  const sums = new Map<string, number>();
  for (const { parts } of most) for (const p of parts) sums.set(p.term, (sums.get(p.term) ?? 0) + p.difference);
  const parts = [...sums].map(([term, sum]) => ({ term, difference: sum / most.length }));
  const difference = most.reduce((sum, r) => sum + r.difference, 0) / most.length;
  return { against, parts: bySize(parts), difference };
}

const ownerOf = (model: CheckedModel, policy: Policy) => model.actors[policy.owner]!.name;

function keptCourses(model: CheckedModel, decisions: readonly Decision[]): KeptCourse[] {
  const groups = new Map<string, Decision[]>();
  for (const d of decisions) {
    if (d.chosen !== d.before) continue;
    const key = `${d.policy} ${d.chosen}`;
    groups.set(key, [...(groups.get(key) ?? []), d]);
  }
  const kept = [...groups.values()].toSorted((a, b) => a[0]!.policy - b[0]!.policy || a[0]!.step - b[0]!.step);
  return kept.map((group) => {
    const policy = model.policies[group[0]!.policy]!;
    return {
      policy: policy.id,
      owner: ownerOf(model, policy),
      option: policy.options[group[0]!.chosen]!.id,
      times: group.length,
      first: dateOfStep(model.clock, group[0]!.step),
      last: dateOfStep(model.clock, group.at(-1)!.step),
      reason: meanReason(group.map((d) => reasonOf(model, d))),
    };
  });
}

function eventEntry(model: CheckedModel, happening: Happening): ChronicleEntry {
  const event = model.events[happening.event]!;
  const outcome = event.outcomes[happening.outcome]!;
  const share = outcome.chance?.kind === "number" ? outcome.chance.value : undefined;
  return {
    date: dateOfStep(model.clock, happening.step),
    kind: "event",
    event: event.id,
    label: event.label ?? event.id,
    ...(event.outcomes.length > 1 && { outcome: outcome.id }),
    chance: happening.chance * (share ?? 1),
  };
}

/** What was seen of each step while the run was played. */
type Seen = { options: number[][]; answers: Chronicle["answers"] };

/** Watches a run: the options of each step, and what the questions come to in this one future. */
function watcher(model: CheckedModel): { see: (p: State) => void; seen: () => Seen } {
  const options: number[][] = [];
  const found = new Map<string, { answer: string | number | boolean | null; date?: string }>();
  const sums = new Map<string, number>();
  const see = (p: State) => {
    options.push([...p.options]);
    const date = dateOfStep(model.clock, p.step);
    for (const q of model.questions) {
      if (q.kind === "options" && p.step === q.step) {
        found.set(q.id, { answer: model.policies[q.policy]!.options[p.options[q.policy]!]!.id, date });
      } else if (q.kind === "event" && p.step <= q.by && found.get(q.id)?.answer !== true) {
        const answer = evaluate(q.when, p) !== 0;
        found.set(q.id, answer ? { answer, date } : { answer });
      } else if (q.kind === "quantity" && p.step === q.step) found.set(q.id, { answer: evaluate(q.of, p), date });
      else if (q.kind === "comparison" && q.step === p.step) found.set(q.id, { answer: evaluate(q.measure, p), date });
      else if (q.kind === "comparison" && q.step === undefined) {
        const sum = (sums.get(q.id) ?? 0) + evaluate(q.measure, p);
        sums.set(q.id, sum);
        found.set(q.id, { answer: sum / (p.step + 1) });
      }
    }
  };
  const answers = () => model.questions.map((q) => ({ question: q.id, ...(found.get(q.id) ?? { answer: null }) }));
  return { see, seen: () => ({ options, answers: answers() }) };
}

/** Options that changed without a decision: a hold took or left them there. */
function heldEntries(
  model: CheckedModel,
  options: readonly number[][],
  decisions: readonly Decision[],
  constants: Float64Array,
): ChronicleEntry[] {
  const starts = model.policies.map(({ start, startBy }) => (startBy === undefined ? start : constants[startBy]!));
  const decided = new Set(decisions.map((d) => `${d.policy} ${d.step}`));
  return options.flatMap((now, step) =>
    now.flatMap((option, slot): ChronicleEntry[] => {
      const policy = model.policies[slot]!;
      const before = options[step - 1]?.[slot] ?? starts[slot]!;
      if (option === before || decided.has(`${slot} ${step}`)) return [];
      const [from, to] = [policy.options[before]!.id, policy.options[option]!.id];
      return [
        {
          kind: "held",
          date: dateOfStep(model.clock, step),
          policy: policy.id,
          owner: ownerOf(model, policy),
          from,
          to,
        },
      ];
    }),
  );
}

/** The event of the step before, or the condition, that called a review; undefined in the calendar's. */
function calledBy(model: CheckedModel, { call, policy, step }: Decision, happened: readonly Happening[]) {
  const { calls } = model.policies[policy]!;
  if (call === "event") {
    const found = happened.find((h) => h.step === step - 1 && calls!.on.includes(h.event));
    const event = found && model.events[found.event]!;
    return event && { event: event.label ?? event.id, date: dateOfStep(model.clock, step - 1) };
  }
  return call === "condition" ? { condition: sayExpression(model, calls!.when!) } : undefined;
}

function changeEntry(model: CheckedModel, decision: Decision, happened: readonly Happening[]): ChronicleEntry {
  const called = calledBy(model, decision, happened);
  const policy = model.policies[decision.policy]!;
  return {
    kind: "change",
    date: dateOfStep(model.clock, decision.step),
    policy: policy.id,
    owner: ownerOf(model, policy),
    from: policy.options[decision.before]!.id,
    to: policy.options[decision.chosen]!.id,
    chance: decision.scores[decision.chosen]!.chance,
    ...(called && { called }),
    reason: reasonOf(model, decision),
  };
}

/** Plays one future and tells it. */
export function chronicleOf(
  model: CheckedModel,
  seed: number,
  run: number,
  holds: readonly Hold[] = [],
  choose?: RunOptions["choose"],
): Chronicle {
  const watch = watcher(model);
  const played = playRun(model, seed, run, { holds, see: watch.see, chronicle: true, choose });
  const { options, answers } = watch.seen();
  const changes = played.decisions
    .filter((d) => d.chosen !== d.before)
    .map((d) => changeEntry(model, d, played.happened));
  const events = played.happened.map((h) => eventEntry(model, h));
  const held = heldEntries(model, options, played.decisions, played.constants);
  const { fault } = played;
  return {
    seed,
    run,
    from: dateOfStep(model.clock, 0),
    until: dateOfStep(model.clock, model.clock.steps - 1),
    claims: model.claims.flatMap((c) =>
      c.constant === undefined ? [] : [{ id: c.id, true: played.constants[c.constant] === 1 }],
    ),
    // In a step decisions come before events; the sort is stable, and dates of one clock sort as text
    entries: [...held, ...changes, ...events].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
    kept: keptCourses(model, played.decisions),
    answers,
    ...(fault && { fault: { ...fault, date: dateOfStep(model.clock, fault.step) } }),
  };
}
