// How the actors of a model decide, in lines for `standoff check --deep`.

import type { HowDecided } from "../../analysis/sensitivity/how-decided.ts";
import { count, fixed, percent, plural } from "./figures.ts";

export function sayHowDecided({ runs, changes, best, aYear, variance, idle }: HowDecided): string[] {
  const turns =
    changes === 0
      ? "nobody changes course"
      : `${percent(best / changes)} of ${plural(changes, "change")} of course look best to who makes them`;
  const often = aYear.map((p) => `${p.policy} ${fixed(p.changes, 2)}`).join(", ");
  const parts = variance.map(
    ({ question, taste, tremble, rest }) =>
      `  ${question}: taste ${taste === 0 ? "none" : percent(taste)}, tremble ${percent(tremble)}, all else ${percent(rest)}`,
  );
  return [
    `How actors decide, from ${count(runs)} futures: ${turns}.`,
    ...(often === "" ? [] : [`Changes a year: ${often}.`]),
    ...(parts.length === 0
      ? []
      : ["Variance of the answers, total indices (what works together counts in each):", ...parts]),
    ...(idle.length === 0 ? [] : [`Values whose weight at 0 moves no answer: ${idle.join(", ")}.`]),
  ];
}
