// Answers as the JSON that every host prints: { <question id>: ... }, in the shapes of docs/command-line.md.
// Numbers are written whole; what is not finite becomes null.

import type { Answer } from "../../ensemble/answers.ts";
import { likelihood } from "../words/likelihood.ts";

const estimate = ({ p, se }: { p: number; se: number }) => ({ p, se, words: likelihood(p) });

export function answerJson(answer: Answer): unknown {
  switch (answer.kind) {
    case "options":
      return Object.fromEntries(answer.options.map((o) => [o.id, estimate(o)]));
    case "event":
      return { ...estimate(answer), byDate: answer.dates.map((date, t) => ({ date, p: answer.byDate[t]! })) };
    case "quantity": {
      const { mean, se, q05, q25, q50, q75, q95 } = answer;
      return { mean, se, q05, q25, q50, q75, q95 };
    }
    case "comparison":
      return {
        rows: answer.rows.map(({ hold, mean, se, difference, low, high, best, regret }) => ({
          hold,
          mean,
          se,
          difference,
          low,
          high,
          best,
          regret,
        })),
      };
  }
}

export const answersJson = (answers: readonly Answer[]) =>
  Object.fromEntries(answers.map((answer) => [answer.question, answerJson(answer)]));
