// Answers as sentences: the number, its ICD 203 word, its sampling error, the date. Likelihood only; confidence is apart.
// In: the model, an answer, and the seed where runs and seed are to be said. Out: one sentence.
// Where the interval is wider than the gap between the leading options, the sentence says that they cannot be told apart
// instead of naming a winner.

import { assertNever } from "../../base/invariant.ts";
import type {
  Answer,
  ComparisonAnswer,
  Estimate,
  EventAnswer,
  OptionsAnswer,
  QuantityAnswer,
} from "../../ensemble/answers.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import {
  capital,
  count,
  decimalsFor,
  fixed,
  halfPoints,
  isExact,
  nameInWords,
  percent,
  points,
  quantity,
} from "../words/figures.ts";
import { likelihood } from "../words/likelihood.ts";
import { atDate, sayDate } from "../words/say-date.ts";
import { sayHighest } from "../words/say-highest.ts";

type OptionShare = OptionsAnswer["options"][number];

const Z95 = 1.959963984540054;

/** From here on one option is more likely than not, or nearly: below, the sentence does not call it likely. */
const EVEN = 0.45;

/** `press_russia` → `press russia (lean on Moscow)`. */
export function nameOption(option: { id: string; label: string }): string {
  const name = nameInWords(option.id);
  return option.label === option.id ? name : `${name} (${option.label})`;
}

/** Whether two shares of one ensemble differ by less than the 95 % interval of their difference (multinomial). */
export function tooClose(a: Estimate, b: Estimate, runs: number): boolean {
  const gap = Math.abs(a.p - b.p);
  return gap <= Z95 * Math.sqrt((a.p + b.p - gap * gap) / runs);
}

/** `(+/- 1, 10,000 futures, seed 1)`; runs and seed only where they are to be said. */
function basis(e: Estimate, runs: number, seed: number | undefined): string {
  const half = `+/- ${halfPoints((e.high - e.low) / 2)}`;
  return seed === undefined ? `(${half})` : `(${half}, ${count(runs)} futures, seed ${seed})`;
}

/** `coerce 19, embrace 13, the other 3 under 1 each`. */
function theRest(options: readonly OptionShare[]): string {
  const shown = options.filter((o) => o.p >= 0.01);
  const rare = options.filter((o) => o.p < 0.01);
  const parts = shown.map((o) => `${nameInWords(o.id)} ${points(o.p)}`);
  if (rare.length === 1) parts.push(`${nameInWords(rare[0]!.id)} under 1`);
  if (rare.length > 1) parts.push(`the other ${rare.length} under 1 each`);
  return parts.length === 0 ? "." : `; ${parts.join(", ")}.`;
}

const isLikely = (words: string) =>
  words === "roughly even chance" || words === "almost no chance"
    ? `has ${words === "roughly even chance" ? "a " : ""}${words}`
    : `is ${words}`;

function listed(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0]! : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

export function sayOptions(model: CheckedModel, answer: OptionsAnswer, seed?: number): string {
  const when = atDate(answer.date, model.clock.step);
  const ranked = answer.options.toSorted((a, b) => b.p - a.p);
  const first = ranked[0]!;
  const close = ranked.filter((o) => o === first || (o.p > 0 && tooClose(first, o, answer.runs)));
  const among = basis(first, answer.runs, seed);
  const rest = theRest(ranked.slice(close.length));
  if (close.length > 1) {
    const shares = listed(close.map((o) => `${nameOption(o)} at ${percent(o.p)}`));
    return `Too close to call ${when}: ${shares} cannot be told apart ${among}${rest}`;
  }
  const words = likelihood(first.p);
  const number = `${percent(first.p)} ${among} ${when}${rest}`;
  if (first.p >= EVEN) return `${capital(nameOption(first))} ${isLikely(words)}: ${number}`;
  const single = `${words} to be any single line`;
  return `Most likely: ${nameOption(first)}, ${percent(first.p)} ${among} ${when}, ${single}${rest}`;
}

export function sayEvent(model: CheckedModel, answer: EventAnswer, seed?: number): string {
  const number = `${percent(answer.p)} ${basis(answer, answer.runs, seed)}`;
  return `${capital(likelihood(answer.p))}: ${number} by ${sayDate(answer.by, model.clock.step)}.`;
}

export function sayQuantity(model: CheckedModel, answer: QuantityAnswer, seed?: number): string {
  const unit = answer.unit === undefined || answer.unit === "1" ? "" : ` ${answer.unit}`;
  const when = capital(atDate(answer.date, model.clock.step));
  const half = Z95 * answer.se;
  const among = seed === undefined ? [] : [`${count(answer.runs)} futures`, `seed ${seed}`];
  if (isExact(half, answer.mean)) {
    const basis = among.length === 0 ? "" : ` (${among.join(", ")})`;
    return `${when} it is ${quantity(answer.mean)}${unit} in every future${basis}.`;
  }
  const decimals = decimalsFor(half);
  const mean = [`mean ${fixed(answer.mean, decimals)} +/- ${fixed(half, decimals)}`, ...among].join(", ");
  if (answer.q05 === answer.q95) return `${when} it is ${quantity(answer.q50)}${unit} in nearly all futures (${mean}).`;
  const figure = (x: number) => fixed(x, decimalsFor((answer.q95 - answer.q05) / 20));
  const range = `9 futures in 10 lie between ${figure(answer.q05)} and ${figure(answer.q95)}`;
  return `${when} the median is ${figure(answer.q50)}${unit}; ${range} (${mean}).`;
}

/** What a comparison comes to: the highest held option against the one it is compared with. */
export function sayComparison(answer: ComparisonAnswer): string {
  const rows = answer.rows.filter((r) => r.hold !== "free").map((r) => ({ ...r, name: nameInWords(r.hold) }));
  const own = rows.find((r) => r.hold === answer.baseline)!;
  return sayHighest(rows, own, { better: answer.better, doing: "holding ", none: "No option held throughout" });
}

/** One answer as one sentence. */
export function sayAnswer(model: CheckedModel, answer: Answer, seed?: number): string {
  switch (answer.kind) {
    case "options":
      return sayOptions(model, answer, seed);
    case "event":
      return sayEvent(model, answer, seed);
    case "quantity":
      return sayQuantity(model, answer, seed);
    case "comparison":
      return sayComparison(answer);
    default:
      return assertNever(answer);
  }
}
