// `standoff storylines`: the played futures in three to six kinds, each with its share, its rule and the future that stands for it.

import { assign, clusters, type Feature } from "../../../analysis/storylines/medoids.ts";
import { shortestRule } from "../../../analysis/storylines/shortest-rule.ts";
import { nearestName } from "../../../base/nearest-name.ts";
import { type Gathered, gather, outcomeOf } from "../../../ensemble/gather.ts";
import { quantilesOf } from "../../../ensemble/tally.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import { csvLine } from "../../../present/document/csv.ts";
import { envelope } from "../../../present/document/envelope.ts";
import {
  type Profile,
  type StoryFeature,
  type Storyline,
  type StorylinesResult,
  storylinesReport,
} from "../../../present/futures/storylines-report.ts";
import { departuresOf } from "../../../tasks/source.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { playing } from "../playing.ts";
import { addDepartures, addLuck, addOutput, addVoice, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";

const RUNS = 4_000;
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

async function tell(io: Io, words: readonly string[], settings: Settings & OutputSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const model = openModel(named, departuresOf(settings), io)?.model;
  if (!model) return;
  const known = model.questions.filter((q) => q.kind !== "comparison").map((q) => q.id);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const compares = model.questions.some((q) => q.id === unknown);
    const near = nearestName(unknown, known);
    const mend = near ? `did you mean \`${near}\`?` : `these can: ${known.join(", ") || "none"}`;
    const why = compares
      ? `\`${unknown}\` compares held options: no future answers it by itself`
      : `this model has no question \`${unknown}\``;
    io.err(`standoff: ${why}; ${mend}\n`);
    io.code = EXIT.usage;
    return;
  }
  const questions = model.questions.filter(
    (q): q is Told => q.kind !== "comparison" && (names.length === 0 || names.includes(q.id)),
  );
  if (questions.length === 0) {
    io.err("standoff: storylines are told by the model's questions, and this model has none that a future answers\n");
    io.code = EXIT.usage;
    return;
  }
  const g = await playing(io, settings, ({ executor, progress, stopped }) =>
    gather(
      model,
      questions.map((q) => outcomeOf(q, 0)),
      executor,
      {
        seed: settings.seed,
        runs: settings.runs ?? RUNS,
        onProgress: progress.at,
        stopped,
      },
    ),
  );
  if (g.runs < 20) {
    io.err("No answer: storylines need at least 20 futures that were played whole.\n");
    io.code = EXIT.refused;
    return;
  }
  const result = storylinesOf(model, questions, g);
  const json = () => ({ ...envelope("storylines", model, g), ...result });
  give(io, settings, {
    document: () => storylinesReport(model, result, named),
    json,
    jsonl: () => result.storylines.map((story) => ({ ...envelope("storylines", model, g), ...story })),
    csv: () =>
      csvLine(["storyline", "share", "run", "coverage", "density"]) +
      result.storylines.map((s, i) => csvLine([i + 1, s.share, s.run, s.rule.coverage, s.rule.density])).join(""),
  });
}

export const addStorylines: AddVerb = (program, io) => {
  const command = program
    .command("storylines")
    .description("Tells the played futures as three to six storylines, each with its share, its rule and one future.")
    .usage("[folder] [question...] [options]")
    .argument("[words...]", "the folder of a model, then the questions to tell them by (all)")
    .addHelpText("before", "  $ standoff storylines models/six-party china domino talks_q\n");
  addOutput(addVoice(addLuck(addDepartures(command), RUNS))).action(
    (words: string[], settings: Settings & OutputSettings) => tell(io, words, settings),
  );
};
