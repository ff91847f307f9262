// Answers as sentences: the number, its ICD 203 word, its sampling error, the date. Likelihood only; confidence is apart.
// In: the model, a question, its answer. Out: lines of plain text. Where the interval is wider than the gap between the
// leading options, the sentence says that they cannot be told apart instead of naming a winner.

import type {
  Answer,
  ComparisonAnswer,
  Estimate,
  EventAnswer,
  OptionsAnswer,
  QuantityAnswer,
} from "../ensemble/answers.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { count, percent, plusMinus, points, quantity, signed } from "./figures.ts";
import { likelihood } from "./likelihood.ts";
import { atDate, dateInWords } from "./say-date.ts";
import { textTable } from "./text-table.ts";

type OptionShare = OptionsAnswer["options"][number];

const Z95 = 1.959963984540054;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const half = (e: Estimate) => (e.high - e.low) / 2;

/** `press_russia` → `press russia (lean on Moscow)`. */
export function nameOption(option: { id: string; label: string }): string {
  const name = option.id.replaceAll("_", " ");
  return option.label === option.id ? name : `${name} (${option.label})`;
}

/** Whether two shares of one ensemble differ by less than the interval of their difference (multinomial). */
export function tooClose(a: Estimate, b: Estimate, runs: number): boolean {
  const gap = Math.abs(a.p - b.p);
  return gap <= Z95 * Math.sqrt((a.p + b.p - gap * gap) / runs);
}

/** `(+/- 1, 10,000 futures, seed 1)`; the seed only where it is given. */
function basis(e: Estimate, runs: number, seed: number | undefined): string {
  return seed === undefined
    ? `(+/- ${plusMinus(half(e))})`
    : `(+/- ${plusMinus(half(e))}, ${count(runs)} futures, seed ${seed})`;
}

function theRest(options: readonly OptionShare[]): string {
  const shown = options.filter((o) => o.p >= 0.01);
  const few = options.length - shown.length;
  const parts = shown.map((o) => `${o.id.replaceAll("_", " ")} ${points(o.p)}`);
  if (few > 0 && shown.length === 0) return few === 1 ? "the other under 1" : "the others under 1 each";
  if (few === 1) parts.push(`${options.find((o) => o.p < 0.01)!.id.replaceAll("_", " ")} under 1`);
  if (few > 1) parts.push(`the other ${few} under 1 each`);
  return parts.join(", ");
}

const VERB: Record<string, string> = {
  "roughly even chance": "has a roughly even chance",
  "almost no chance": "has almost no chance",
};
const isLikely = (words: string) => VERB[words] ?? `is ${words}`;

export function sayOptions(model: CheckedModel, answer: OptionsAnswer, seed?: number): string {
  const when = atDate(answer.date, model.clock.step);
  const ranked = answer.options.toSorted((a, b) => b.p - a.p);
  const [first, second] = [ranked[0]!, ranked[1]!];
  const close = ranked.filter((o) => o === first || (o.p > 0 && tooClose(first, o, answer.runs)));
  const tail = (options: OptionShare[]) => (options.length === 0 ? "." : `; ${theRest(options)}.`);
  if (close.length > 1) {
    const shares = close.map((o) => `${nameOption(o)} ${percent(o.p)}`);
    const list = `${shares.slice(0, -1).join(", ")} and ${shares.at(-1)}`;
    return `${capital(list)} cannot be told apart ${basis(first, answer.runs, seed)} ${when}${tail(ranked.slice(close.length))}`;
  }
  const rest = tail(second.p >= 0 ? ranked.slice(1) : []);
  const words = likelihood(first.p);
  const number = `${percent(first.p)} ${basis(first, answer.runs, seed)} ${when}`;
  if (first.p >= 0.45) return `${capital(nameOption(first))} ${isLikely(words)}: ${number}${rest}`;
  return `No one option is likely; ${nameOption(first)} comes first, ${words} by itself: ${number}${rest}`;
}

export function sayEvent(model: CheckedModel, answer: EventAnswer, seed?: number): string {
  const words = capital(likelihood(answer.p));
  return `${words}: ${percent(answer.p)} ${basis(answer, answer.runs, seed)} by ${dateInWords(answer.by, model.clock.step)}.`;
}

export function sayQuantity(model: CheckedModel, answer: QuantityAnswer, seed?: number): string {
  const unit = answer.unit === undefined || answer.unit === "1" ? "" : ` ${answer.unit}`;
  const runs = seed === undefined ? "" : `, ${count(answer.runs)} futures, seed ${seed}`;
  const mean = `mean ${quantity(answer.mean)} +/- ${quantity(Z95 * answer.se)}${runs}`;
  const range = `9 in 10 futures from ${quantity(answer.q05)} to ${quantity(answer.q95)}`;
  return `Median ${quantity(answer.q50)}${unit}, ${range} (${mean}) ${atDate(answer.date, model.clock.step)}.`;
}

/** What a comparison comes to, in one sentence. */
export function sayComparison(answer: ComparisonAnswer): string {
  const held = answer.rows.filter((r) => r.hold !== "free").toSorted((a, b) => b.difference - a.difference);
  const baseline = held.find((r) => r.hold === answer.baseline)!;
  const others = held.filter((r) => r !== baseline);
  const best = others[0];
  if (!best) return "There is nothing to compare with.";
  const span = `${signed(best.difference)} (${signed(best.low)} to ${signed(best.high)})`;
  const name = best.hold.replaceAll("_", " ");
  const own = `${answer.baseline.replaceAll("_", " ")}`;
  if (best.low > 0) {
    return `${capital(name)} held throughout does best: ${span} over ${own}, and best in ${percent(best.best)} of futures (${own} in ${percent(baseline.best)}).`;
  }
  if (best.high < 0) return `No option held throughout does better than ${own}; the next is ${name}, ${span}.`;
  return `${capital(name)} and ${own} cannot be told apart: ${span}.`;
}

/** The decision table: measure, paired difference, how often best, regret. */
export function comparisonTable(answer: ComparisonAnswer): string[] {
  const rows = answer.rows.map((r) => [
    r.hold === "free" ? "as it is" : r.hold,
    quantity(r.mean),
    r.hold === answer.baseline ? "(compared with)" : `${signed(r.difference)} (${signed(r.low)} to ${signed(r.high)})`,
    r.hold === "free" ? "" : percent(r.best),
    r.hold === "free" ? "" : quantity(r.regret),
  ]);
  const columns = [
    { head: "held" },
    { head: answer.measure, align: "right" as const },
    { head: "difference (same luck)" },
    { head: "best in", align: "right" as const },
    { head: "regret", align: "right" as const },
  ];
  return textTable(columns, rows);
}

/** An answer as lines. With a seed the sentence carries runs and seed too. */
export function sayAnswer(model: CheckedModel, answer: Answer, seed?: number): string[] {
  switch (answer.kind) {
    case "options":
      return [sayOptions(model, answer, seed)];
    case "event":
      return [sayEvent(model, answer, seed)];
    case "quantity":
      return [sayQuantity(model, answer, seed)];
    case "comparison":
      return [
        sayComparison(answer),
        `${answer.when}, ${count(answer.runs)} futures for each row`,
        ...comparisonTable(answer),
      ];
  }
}
