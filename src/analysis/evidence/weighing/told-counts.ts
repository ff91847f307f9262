// Counts that a text tells, against the counts that a model starts from. In: claims, and the model. Out: findings for a person to settle. A count is a
// number right before a unit of the model ("some 300 warheads") or before the name of an event that the model counts ("eight nuclear tests"). It
// stands where any quantity of that unit starts in its range, or where the text speaks of another time, of what lies ahead, or denies it.

import { dateOfStep } from "../../../base/dates.ts";
import type { CheckedModel, Stock } from "../../../language/checked-model.ts";
import type { Expression } from "../../../language/expression.ts";
import { type Contradiction, isDenied, type ToldClaim, tenseOf } from "./contradictions.ts";
import { countOf, wordsOfEvent } from "./model-facts.ts";

type Counted = { name: string; low: number; high: number; place: string };

/** What is counted: words that all stand right behind the number, each in its forms; and what the model starts it at. */
type Kind = { words: string[][]; counted: Counted[] };

/** The 5th to 95th percentile of a starting value, where it is written as a number or as `low to high`. */
function rangeOf(start: Expression): [number, number] | undefined {
  if (start.kind === "number") return [start.value, start.value];
  if (start.kind !== "draw" || (start.distribution !== "interval" && start.distribution !== "uniform"))
    return undefined;
  const [low, high] = start.arguments;
  return low?.kind === "number" && high?.kind === "number" ? [low.value, high.value] : undefined;
}

/** Units of time and money, and shares, say nothing of what is counted. */
const NO_THING = /^(?:days?|weeks?|months?|quarters?|years?|steps?|dollars?|percent|points?|share|index|score)$/i;

function unitWords(unit: string | undefined): string[][] | undefined {
  if (unit === undefined || !/^[a-z]{4,}(?: [a-z]{3,})*$/i.test(unit) || NO_THING.test(unit)) return undefined;
  return wordsOfEvent({ id: unit, label: undefined });
}

const counted = (stock: Stock, [low, high]: [number, number]): Counted => ({
  name: stock.label ?? stock.id.replaceAll("_", " "),
  low,
  high,
  place: `${stock.at.file}:${stock.at.line}`,
});

export function countedKinds(model: CheckedModel): Kind[] {
  const kinds = new Map<string, Kind>();
  const add = (words: string[][], one: Counted) => {
    const key = words.map((w) => w[0]).join(" ");
    const kind = kinds.get(key) ?? { words, counted: [] };
    kind.counted.push(one);
    kinds.set(key, kind);
  };
  for (const stock of model.stocks) {
    const words = unitWords(stock.unit);
    const range = stock.hidden ? undefined : rangeOf(stock.start);
    if (words && range) add(words, counted(stock, range));
  }
  for (const event of model.events) {
    const count = countOf(model, event);
    const words = wordsOfEvent(event);
    if (count && words.length > 0) add(words, counted(count.stock, [count.start, count.start]));
  }
  return [...kinds.values()];
}

const SMALL =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

function numberOf(word: string): number | undefined {
  if (/^\d[\d,]*(?:\.\d+)?$/.test(word)) return Number(word.replaceAll(",", ""));
  const [ten, one] = word.split("-");
  const at = SMALL.indexOf(word);
  if (at >= 0) return at;
  const tens = TENS.indexOf(ten!);
  if (tens < 0) return word === "dozen" ? 12 : undefined;
  const ones = one === undefined ? 0 : SMALL.indexOf(one);
  return ones < 0 || ones > 9 ? undefined : (tens + 2) * 10 + ones;
}

const AT_LEAST = /(?:at least|more than|over|no fewer than|upwards of)\s*$/i;
const AT_MOST = /(?:at most|less than|fewer than|under|up to|as many as|no more than)\s*$/i;
const WORD = /\d[\d,]*(?:\.\d+)?(?!\w)|[\p{L}]+(?:-[\p{L}]+)*/gu;

/** Words behind which something else begins; a month makes the number a day. */
const BETWEEN =
  /^(?:and|or|the|of|to|in|a|january|february|march|april|may|june|july|august|september|october|november|december)$/;

/** The range that a text tells of one kind, for each place where it does. */
function toldOf(text: string, kind: Kind): { low: number; high: number; words: string }[] {
  const words = [...text.matchAll(WORD)];
  const lower = words.map((w) => w[0].toLowerCase());
  return lower.flatMap((word, i) => {
    const value = numberOf(word);
    if (value === undefined) return [];
    // At most one word between the number and what it counts: "50 assembled warheads"
    const behind = lower.slice(i + 1, i + 2 + kind.words.length);
    const last = Math.max(...kind.words.map((forms) => behind.findIndex((w) => forms.includes(w))));
    if (kind.words.some((forms) => !behind.some((w) => forms.includes(w)))) return [];
    if (behind.slice(0, last).some((w) => numberOf(w) !== undefined || BETWEEN.test(w))) return [];
    const before = text.slice(0, words[i]!.index);
    const from = /(\S+)\s+(?:to|or|and)\s+$/.exec(before)?.[1];
    const low = from === undefined ? undefined : numberOf(from.toLowerCase());
    const end = words[i + 1 + last]!;
    const said = text.slice(words[i]!.index, end.index + end[0].length);
    if (AT_LEAST.test(before)) return [{ low: value, high: Number.POSITIVE_INFINITY, words: said }];
    if (AT_MOST.test(before)) return [{ low: Number.NEGATIVE_INFINITY, high: value, words: said }];
    return [{ low: low !== undefined && low < value ? low : value, high: value, words: said }];
  });
}

const near = (c: Counted) => (c.low === c.high ? `${c.low}` : `${c.low} to ${c.high}`);

/** Counts in a text that no count of the model allows at its start. */
export function againstCounts(
  claims: readonly ToldClaim[],
  model: CheckedModel,
  published: string | undefined,
): Contradiction[] {
  const start = dateOfStep(model.clock, 0);
  const sameTime = (date: string) => date.slice(0, 4) === start.slice(0, 4);
  if (published !== undefined && !sameTime(published)) return [];
  const kinds = countedKinds(model);
  return claims.flatMap((claim) => {
    const other = (claim.dates ?? []).some((d) => /^\d{4}/.test(d) && !sameTime(d));
    const ahead = claim.stance === "question" || claim.stance === "forecast" || tenseOf(claim.says) === "ahead";
    if (other || ahead || isDenied(claim)) return [];
    return kinds.flatMap((kind): Contradiction[] =>
      toldOf(claim.says, kind).flatMap((told): Contradiction[] => {
        if (kind.counted.some((c) => told.low <= c.high && told.high >= c.low)) return [];
        const has = kind.counted.map((c) => `${c.name} at ${near(c)} (${c.place})`).join(", ");
        return [{ kind: "count", claim: claim.id, says: `it counts ${told.words}, and the model starts ${has}` }];
      }),
    );
  });
}
