// What an ensemble shows to be idle in a model: claims and numbers that move nothing, options that nobody ever took, values that no
// choice of their owner moves, futures that stop. In: a model, its gathered futures, and what was moved both ways. Out: warnings with
// their line, each with what to do. Nothing here is an error: an idle part may stand on purpose.

import type { Problem } from "../../base/problem.ts";
import { type Explained, rowsOf } from "../../engine/interpreter/engine.ts";
import type { Gathered } from "../../ensemble/gather.ts";
import type { LookedAt, TwoWays } from "../../ensemble/paired-perturbation.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";
import { claimsInUse, constantsInUse } from "../../language/formulas.ts";

type Warn = (code: string, at: Problem["at"], says: string, mend: string) => void;

export type DeepFindings = {
  /** Play as it is. */
  g: Gathered;
  /** The same with the scores of every policy that somebody decides; fewer runs. */
  scored: Gathered;
  /** Constants played both ways, and those of them that moved something. */
  tried: ReadonlySet<number>;
  moved: ReadonlySet<number>;
  bothRuns: number;
};

/** Claims that some part names as its reason. */
function citedClaims(model: CheckedModel): Set<string> {
  const parts = [
    model.actors,
    model.constants,
    model.stocks,
    model.derived,
    model.terms,
    model.policies,
    model.events,
    model.questions,
  ];
  return new Set(parts.flat().flatMap((part) => part.because));
}

/** Claims whose truth no formula reads: those that nothing cites either, each; the others in one line. */
function unreadClaims(model: CheckedModel, warn: Warn): void {
  const used = claimsInUse(model);
  const cited = citedClaims(model);
  const unread = model.claims.filter((c) => c.constant !== undefined && !used.has(c.constant));
  for (const claim of unread.filter((c) => !cited.has(c.id))) {
    const says = `no formula reads the claim \`${claim.id}\`, and nothing names it as its reason`;
    warn("claim-unread", claim.at, says, "tie a parameter to it with `when`, name it under `because`, or leave it out");
  }
  const reasons = unread.filter((c) => cited.has(c.id));
  const [first] = reasons;
  if (!first) return;
  const many = reasons.length === 1 ? "1 claim is" : `${reasons.length} claims are`;
  warn(
    "claims-cited-alone",
    first.at,
    `${many} named as reasons alone, so no credence of ${reasons.length === 1 ? "it" : "theirs"} moves an answer: ${reasons.map((c) => c.id).join(", ")}`,
    "where the truth of one should count, let a parameter turn on it: `when: that_claim`",
  );
}

function idleConstants(model: CheckedModel, { tried, moved, bothRuns }: DeepFindings, warn: Warn): void {
  const used = constantsInUse(model);
  model.constants.forEach((constant, slot) => {
    if (constant.kind === "parameter" && !used.has(slot)) {
      const says = `nothing depends on the parameter \`${constant.id}\``;
      warn("parameter-unused", constant.at, says, "use it in a formula, or leave it out");
      return;
    }
    if (!tried.has(slot) || moved.has(slot)) return;
    const isClaim = constant.kind === "claim";
    warn(
      isClaim ? "claim-moves-nothing" : "parameter-moves-nothing",
      constant.at,
      isClaim
        ? `whether \`${constant.id}\` is true moved nothing that a question looks at, in ${bothRuns} futures`
        : `\`${constant.id}\` from its low end to its high one moved nothing that a question looks at, in ${bothRuns} futures`,
      "look where its effect ends (an `only` that never opens, a bound that cuts it), ask a question that it bears on, or leave it out",
    );
  });
}

/** Share of reviews at which an option is open, over all futures. */
function openShare(model: CheckedModel, scores: Explained, option: number, runs: number): number {
  const { width, terms } = rowsOf(model, scores.policy);
  let open = 0;
  for (let review = 0; review < scores.reviews.length; review++) {
    const at = (review * scores.rows + option * width + terms + 1) * runs;
    for (let i = 0; i < runs; i++) if (!Number.isNaN(scores.values[at + i]!)) open++;
  }
  return open / (scores.reviews.length * runs);
}

function idleOptions(model: CheckedModel, { g, scored }: DeepFindings, warn: Warn): void {
  model.policies.forEach((policy, slot) => {
    const taken = new Set<number>();
    for (const column of g.choices[slot]!) for (const option of column) taken.add(option);
    const scores = scored.explained.find((e) => e.policy === slot);
    policy.options.forEach((option, k) => {
      if (taken.has(k)) return;
      const says = `in ${g.runs} futures nobody took \`${policy.id} is ${option.id}\``;
      const open = scores ? openShare(model, scores, k, scored.runs) : 1;
      if (open === 0)
        warn("option-never-open", option.at, `${says}: it was never open`, "mend its `only`, or leave it out");
      else
        warn(
          "option-never-taken",
          option.at,
          `${says}, though it was open`,
          "mend what it is worth to its actor, or leave it out",
        );
    });
  });
}

/** Terms of an actor that differ between the open options of a policy, at any review of any future. */
function movedTerms(model: CheckedModel, scores: Explained, runs: number): Set<number> {
  const { width, terms } = rowsOf(model, scores.policy);
  const { options, owner } = model.policies[scores.policy]!;
  const moved = new Set<number>();
  for (let review = 0; review < scores.reviews.length; review++) {
    for (let k = 0; k < terms; k++) {
      const term = model.actors[owner]!.terms[k]!;
      for (let i = 0; i < runs && !moved.has(term); i++) {
        const values = options.map((_, o) => scores.values[(review * scores.rows + o * width + k) * runs + i]!);
        const open = values.filter((v) => !Number.isNaN(v));
        if (open.some((v) => v !== open[0])) moved.add(term);
      }
    }
  }
  return moved;
}

/** A value that every option leaves alike cancels out of every choice: foresight sees no events, so one that only they move is such. */
function unmovedValues(model: CheckedModel, { scored }: DeepFindings, warn: Warn): void {
  const moved = new Set(scored.explained.flatMap((e) => [...movedTerms(model, e, scored.runs)]));
  const deciding = new Set(scored.explained.map((e) => model.policies[e.policy]!.owner));
  for (const owner of deciding) {
    const actor = model.actors[owner]!;
    for (const slot of actor.terms) {
      if (moved.has(slot)) continue;
      const term = model.terms[slot]!;
      warn(
        "value-unmoved",
        term.at,
        `no choice of ${actor.id} moved its value \`${term.id}\` within its foresight, in ${scored.runs} futures: it counts for nothing`,
        "write it on what the actor's options change (events are not foreseen: write the hazard), or leave it out",
      );
    }
  }
}

function stopped(model: CheckedModel, { g }: DeepFindings, warn: Warn): void {
  const [first] = g.faults;
  if (g.failed === 0 || !first) return;
  warn(
    "futures-stopped",
    first.at,
    `${g.failed} of ${g.runs + g.failed} futures of \`${model.title}\` stopped; in future ${first.run} \`${first.id}\` became ${first.value}`,
    `see it with \`standoff play --run ${first.run}\`; bound the variable, or guard the division`,
  );
}

/** What the questions look at: their policies, and the formulas that they read. */
export function lookedAt(questions: readonly Question[]): LookedAt {
  const policies = new Set<number>();
  const series: LookedAt["series"][number][] = [];
  for (const q of questions) {
    if (q.kind === "options" || q.kind === "comparison") policies.add(q.policy);
    if (q.kind === "event") series.push(q.when);
    if (q.kind === "quantity") series.push(q.of);
    if (q.kind === "comparison") series.push(q.measure);
  }
  return { policies: [...policies], series };
}

/** What to play both ways: claims false and true, drawn parameters from their 5th percentile to their 95th. */
export function waysOf(model: CheckedModel, g: Gathered): TwoWays[] {
  const used = constantsInUse(model);
  return model.constants.flatMap(({ kind }, constant): TwoWays[] => {
    if (!used.has(constant)) return [];
    if (kind === "claim") return [{ constant, low: 0, high: 1 }];
    if (kind !== "parameter" || g.runs === 0) return [];
    const sorted = g.constants[constant]!.slice().sort();
    const at = (p: number) => sorted[Math.round(p * (sorted.length - 1))]!;
    return [{ constant, low: at(0.05), high: at(0.95) }];
  });
}

export function deepCheck(model: CheckedModel, found: DeepFindings): Problem[] {
  const problems: Problem[] = [];
  const warn: Warn = (code, at, says, mend) => {
    problems.push({ code, severity: "warning", at, says, mend });
  };
  unreadClaims(model, warn);
  idleConstants(model, found, warn);
  idleOptions(model, found, warn);
  unmovedValues(model, found, warn);
  stopped(model, found, warn);
  return problems;
}
