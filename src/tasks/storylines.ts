// `storylines`: the played futures in three to six kinds, each with its share, its rule and the future that stands for it. In: the
// questions to tell them by (all that a future answers). Out: the storylines, told by medoids (Kaufman & Rousseeuw 1990).

import { assign, clusters, type Feature } from "../analysis/storylines/medoids.ts";
import { shortestRule } from "../analysis/storylines/shortest-rule.ts";
import { nearestName } from "../base/nearest-name.ts";
import { type Gathered, gather, outcomeOf } from "../ensemble/gather.ts";
import { quantilesOf } from "../ensemble/tally.ts";
import type { CheckedModel, Question } from "../language/checked-model.ts";
import type { Profile, StoryFeature, Storyline, StorylinesResult } from "../present/futures/storylines-report.ts";
import { RUNS, SEED } from "./defaults.ts";
import { departuresOf, type OfModel, openModel } from "./source.ts";
import { done, isRefused, type Refusal, refuse, stoppedNote, type Task } from "./task.ts";

export type StorylinesRequest = OfModel & {
  questions?: readonly string[] | undefined;
  seed?: number | undefined;
  runs?: number | undefined;
};

export type StorylinesDone = { model: CheckedModel; told: StorylinesResult };

/** With fewer, no kinds can be told apart. */
const LEAST = 20;
/** Futures that the medoids are sought among: the cost grows with their square. */
const SOUGHT = 400;

type Told = Exclude<Question, { kind: "comparison" }>;

function featuresOf(
  model: CheckedModel,
  questions: readonly Told[],
  g: Gathered,
): { features: Feature[]; words: StoryFeature[] } {
  const words = questions.map((q): StoryFeature => {
    const step = q.kind === "event" ? q.by : q.step;
    const options = q.kind === "options" ? model.policies[q.policy]!.options.map((o) => o.id) : [];
    return { question: q.id, ask: q.ask, kind: q.kind, options, step };
  });
  const features = questions.map((q, k): Feature => {
    if (q.kind === "options")
      return { name: q.id, kind: "category", values: Float64Array.from(g.choices[q.policy]![q.step]!) };
    return { name: q.id, kind: q.kind === "event" ? "category" : "number", values: g.answers[k]! };
  });
  return { features, words };
}

/** What the wanted futures answer, by feature. */
function profilesOf(
  words: readonly StoryFeature[],
  features: readonly Feature[],
  wanted: readonly boolean[],
): Profile[] {
  return features.map(({ values }, k): Profile => {
    const own = values.filter((_, i) => wanted[i]);
    const share = (value: number) => own.reduce((n, v) => n + (v === value ? 1 : 0), 0) / own.length;
    const f = words[k]!;
    if (f.kind === "options") return { shares: f.options.map((_, option) => share(option)) };
    return f.kind === "event" ? { shares: [share(1)] } : { median: quantilesOf(own).q50 };
  });
}

/** Shares by date of the options of the first question about them, over the wanted futures. */
function sharesByDate(
  model: CheckedModel,
  questions: readonly Told[],
  g: Gathered,
  wanted: readonly boolean[],
): number[][] {
  const first = questions.find((q) => q.kind === "options");
  if (first?.kind !== "options") return [];
  const total = wanted.filter((w) => w).length;
  return g.choices[first.policy]!.map((chosen) => {
    const counts = model.policies[first.policy]!.options.map(() => 0);
    chosen.forEach((option, i) => {
      if (wanted[i]) counts[option]!++;
    });
    return counts.map((n) => n / total);
  });
}

function storylinesOf(model: CheckedModel, questions: readonly Told[], g: Gathered): StorylinesResult {
  const { features, words } = featuresOf(model, questions, g);
  const rows = Array.from({ length: Math.min(SOUGHT, g.runs) }, (_, i) => i);
  const { medoids, silhouette } = clusters(features, rows);
  const member = assign(features, medoids);
  const storylines = medoids.map((medoid, m): Storyline => {
    const wanted = Array.from(member, (x) => x === m);
    return {
      share: wanted.filter((w) => w).length / g.runs,
      run: g.run[medoid]!,
      answers: features.map((f) => f.values[medoid]!),
      rule: shortestRule(features, wanted),
      profile: profilesOf(words, features, wanted),
      byDate: sharesByDate(model, questions, g, wanted),
    };
  });
  storylines.sort((a, b) => b.share - a.share);
  const every = Array.from(member, () => true);
  return {
    ...{ seed: g.seed, runs: g.runs, failed: g.failed, features: words, silhouette, storylines },
    all: profilesOf(words, features, every),
    ends: features.map(({ kind, values }) => {
      if (kind !== "number") return undefined;
      const { q05, q95 } = quantilesOf(values);
      return [q05, q95];
    }),
  };
}

function questionsTold(model: CheckedModel, names: readonly string[]): Told[] | Refusal {
  const known = model.questions.filter((q) => q.kind !== "comparison").map((q) => q.id);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const near = nearestName(unknown, known);
    const mend = near ? `did you mean \`${near}\`?` : `these can: ${known.join(", ") || "none"}`;
    const why = model.questions.some((q) => q.id === unknown)
      ? `\`${unknown}\` compares held options: no future answers it by itself`
      : `this model has no question \`${unknown}\``;
    return refuse("usage", `${why}; ${mend}`);
  }
  const told = model.questions.filter(
    (q): q is Told => q.kind !== "comparison" && (names.length === 0 || names.includes(q.id)),
  );
  if (told.length > 0) return told;
  return refuse("usage", "storylines are told by the model's questions, and this model has none that a future answers");
}

export const storylines: Task<StorylinesRequest, StorylinesDone> = async (request, executor, signal, progress) => {
  const opened = await openModel(request.source, departuresOf(request));
  if (isRefused(opened)) return opened;
  const { model, notes } = opened;
  const questions = questionsTold(model, request.questions ?? []);
  if (isRefused(questions)) return questions;
  const { seed = SEED, runs = RUNS.storylines } = request;
  const outcomes = questions.map((q) => outcomeOf(q, 0));
  const stopped = () => signal.aborted;
  const g = await gather(model, outcomes, executor, { seed, runs, onProgress: progress, stopped });
  if (g.runs < LEAST)
    return refuse("none", `No answer: storylines need at least ${LEAST} futures that were played whole.`);
  return done({ model, told: storylinesOf(model, questions, g) }, [...notes, stoppedNote(signal)]);
};
