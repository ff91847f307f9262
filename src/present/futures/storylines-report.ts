// Storylines in words: each with its share, what it comes to, the shortest rule that tells it from the rest, and the future that
// stands for it.

import type { Rule } from "../../analysis/storylines/shortest-rule.ts";
import { dateOfStep } from "../../base/dates.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import type { Figure } from "../charts/element.ts";
import { type Panel, type PanelRow, storyPanels } from "../charts/story-panels.ts";
import { csvLine } from "../document/csv.ts";
import { type Document, figure, heading, lines, type Part, sentence } from "../document/document.ts";
import { envelope } from "../document/envelope.ts";
import type { Forms } from "../document/forms.ts";
import { count, nameInWords, percent, quantity } from "../words/figures.ts";

/** A feature of futures, with the words for its values. */
export type StoryFeature = {
  question: string;
  ask: string;
  kind: "options" | "event" | "quantity";
  options: string[];
  step: number;
};

export type Storyline = {
  share: number;
  /** The run that stands for it (its medoid). */
  run: number;
  /** What the medoid answers, by feature. */
  answers: number[];
  rule: Rule;
  /** By feature: the share of each option, of the event, or where the quantity's median lies between its ends in all futures. */
  profile: Profile[];
  /** Shares of the options of the first question about them, by date. */
  byDate: number[][];
};

/** `shares`: of options in their order, or the event alone; `median` of a quantity. */
export type Profile = { shares?: number[] | undefined; median?: number | undefined };

export type StorylinesResult = {
  seed: number;
  runs: number;
  failed: number;
  features: StoryFeature[];
  /** Mean silhouette: 1 far apart, 0 not told apart. */
  silhouette: number;
  storylines: Storyline[];
  /** The same of all futures. */
  all: Profile[];
  /** Ends between which nine futures in ten lie, by feature; of quantities alone. */
  ends: ([number, number] | undefined)[];
};

function sayValue(f: StoryFeature, value: number): string {
  if (f.kind === "options") return nameInWords(f.options[value] ?? String(value));
  return f.kind === "event" ? (value === 1 ? "yes" : "no") : quantity(value);
}

function sayCondition(model: CheckedModel, f: StoryFeature, test: string, value: number): string {
  const at = dateOfStep(model.clock, f.step);
  if (f.kind === "event") return `${(value === 1) === (test === "is") ? "" : "not "}${f.question} (by ${at})`;
  if (f.kind === "options") return `${f.question} ${test} ${sayValue(f, value)} (${at})`;
  return `${f.question} ${test} ${quantity(value)} (${at})`;
}

/** The rule of a storyline as one phrase. */
export function sayRule(model: CheckedModel, result: StorylinesResult, rule: Rule): string {
  if (rule.conditions.length === 0) return "no short rule tells it from the rest";
  const said = rule.conditions
    .map((c) => sayCondition(model, result.features[c.feature]!, c.test, c.value))
    .join(" and ");
  return `${said}: covers ${percent(rule.coverage)} of it, and ${percent(rule.density)} of such futures are of it`;
}

const apart = (s: number) =>
  s > 0.5 ? "well apart" : s > 0.25 ? "apart" : "not far apart: read them as shades, not kinds";

function panelRow(f: StoryFeature, own: Profile, all: Profile, ends: [number, number] | undefined): PanelRow {
  const name = nameInWords(f.question);
  if (f.kind === "quantity") {
    const [low, high] = ends ?? [0, 1];
    const place = (x: number) => (high > low ? Math.min(1, Math.max(0, (x - low) / (high - low))) : 0.5);
    return {
      name,
      value: place(own.median ?? low),
      all: place(all.median ?? low),
      says: quantity(own.median ?? Number.NaN),
    };
  }
  const shares = own.shares ?? [0];
  if (f.kind === "event") return { name, value: shares[0]!, all: all.shares?.[0] ?? 0, says: percent(shares[0]!) };
  const k = shares.indexOf(Math.max(...shares));
  const says = `${sayValue(f, k)} ${percent(shares[k]!)}`;
  return { name, value: shares[k]!, all: all.shares?.[k] ?? 0, says };
}

/** The storylines side by side. */
export function storylinePanels(result: StorylinesResult): Figure {
  const panels = result.storylines.map(
    (story, i): Panel => ({
      name: `Storyline ${i + 1}: ${percent(story.share)} of futures`,
      rows: result.features.map((f, k) => panelRow(f, story.profile[k]!, result.all[k]!, result.ends[k])),
      byDate: story.byDate,
    }),
  );
  const choice = result.features.find((f) => f.kind === "options");
  const course = choice ? ` Above: shares of the options of ${choice.question} by date.` : "";
  const says = `Each bar is what the futures of a storyline answer (an event's share, the largest option's share, the median between the ends of nine futures in ten), the tick what all futures do.${course}`;
  return storyPanels(panels, choice?.options.map(nameInWords) ?? [], { title: "Storylines side by side", says });
}

export function storylinesReport(model: CheckedModel, result: StorylinesResult, named: string): Document {
  const parts: Part[] = [
    sentence(
      `${count(result.runs)} futures in ${result.storylines.length} storylines, ${apart(result.silhouette)} (silhouette ${result.silhouette.toFixed(2)}).`,
    ),
  ];
  parts.push(figure(storylinePanels(result)));
  result.storylines.forEach((story, i) => {
    const answers = result.features.map((f, k) => `${f.ask} ${sayValue(f, story.answers[k]!)}`);
    parts.push(heading(`Storyline ${i + 1}: ${percent(story.share)} of futures`));
    parts.push(
      lines([
        `Told by: ${sayRule(model, result, story.rule)}.`,
        `The future that stands for it: ${answers.join("; ")}.`,
        `Read it: standoff play ${named} --run ${story.run} --seed ${result.seed}`,
      ]),
    );
  });
  parts.push(
    sentence(
      "Method: medoids (Kaufman & Rousseeuw 1990) on Gower's distance over the questions' own answers; rules by scenario discovery (Bryant & Lempert 2010).",
    ),
  );
  return { parts };
}

/** The storylines in every form; `named`: the model, as a person names it. */
export function storylinesForms(model: CheckedModel, told: StorylinesResult, named: string): Forms {
  const head = () => envelope("storylines", model, told);
  const rows = told.storylines.map((s, i) => [i + 1, s.share, s.run, s.rule.coverage, s.rule.density]);
  return {
    document: () => storylinesReport(model, told, named),
    json: () => ({ ...head(), ...told }),
    jsonl: () => told.storylines.map((story) => ({ ...head(), ...story })),
    csv: () => csvLine(["storyline", "share", "run", "coverage", "density"]) + rows.map(csvLine).join(""),
  };
}
