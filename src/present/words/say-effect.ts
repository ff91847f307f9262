// What the truth of a claim, or the reliability of an origin, does to an answer, in one line: long for a page about it, short for a table.

import type { Split } from "../../analysis/sensitivity/split-by-truth.ts";
import { fixed, nameInWords, percent, quantity } from "./figures.ts";

/** `of`: the option that is meant, or a comparison's measure as it plays out, nothing held. `share`: in points, not in the quantity's unit. */
export type EffectSaid = { of?: string; share: boolean; split: Split };

const signed = (x: number, text: string) => (x > 0 ? `+${text}` : text);
const gapOf = (share: boolean, x: number) => (share ? `${signed(x, fixed(x * 100, 1))} pt` : signed(x, quantity(x)));

/** Told apart from what chance alone would do. */
export const isTold = ({ split }: EffectSaid) => split.kind === "split" && (split.low > 0 || split.high < 0);

export function sayEffect(effect: EffectSaid): string {
  const { split, share, of } = effect;
  if (split.kind === "always")
    return split.truth ? "always true here: nothing to compare" : "always false here: nothing to compare";
  const level = (x: number) => (share ? percent(x) : quantity(x));
  const gap = (x: number) => gapOf(share, x);
  const chance = isTold(effect) ? "" : ", which chance alone could do";
  const what = of === undefined ? "" : `${of}: `;
  return `${what}${level(split.whenTrue)} where true, ${level(split.whenFalse)} where false: ${gap(split.difference)} (${gap(split.low)} to ${gap(split.high)})${chance}`;
}

/** `hedge +3.1 pt`; empty where it cannot be told from chance. */
export function shortEffect(effect: EffectSaid): string {
  if (effect.split.kind !== "split" || !isTold(effect)) return "";
  const of = effect.of === undefined ? "" : `${nameInWords(effect.of)} `;
  return `${of}${gapOf(effect.share, effect.split.difference)}`;
}
