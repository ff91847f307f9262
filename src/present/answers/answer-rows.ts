// Answers as rows of one tidy table, for CSV: a row a number, named by question, what it is of, and the date.

import { assertNever } from "../../base/invariant.ts";
import type { Answer } from "../../ensemble/answers.ts";

export const ANSWER_COLUMNS = ["question", "of", "date", "number", "value", "se", "low", "high"] as const;

export type AnswerRow = readonly (string | number | undefined)[];

function courseRows(answer: Exclude<Answer, { kind: "comparison" }>): AnswerRow[] {
  switch (answer.kind) {
    case "options":
      return answer.dates.flatMap((date, t) =>
        answer.options.map((o, k): AnswerRow => [answer.question, o.id, date, "share", answer.byDate[t]![k]!]),
      );
    case "event":
      return answer.dates.map((date, t): AnswerRow => [answer.question, "", date, "happened", answer.byDate[t]!]);
    case "quantity":
      return answer.dates.flatMap((date, t) =>
        (["q05", "q25", "q50", "q75", "q95"] as const).map(
          (q): AnswerRow => [answer.question, answer.of, date, q, answer.byDate[t]![q]],
        ),
      );
    default:
      return assertNever(answer);
  }
}

/** The answer itself first (with errors), then its course by date. */
export function answerRows(answer: Answer): AnswerRow[] {
  const { question } = answer;
  switch (answer.kind) {
    case "options": {
      const own = answer.options.map((o): AnswerRow => [question, o.id, answer.date, "p", o.p, o.se, o.low, o.high]);
      return [...own, ...courseRows(answer)];
    }
    case "event":
      return [[question, "", answer.by, "p", answer.p, answer.se, answer.low, answer.high], ...courseRows(answer)];
    case "quantity":
      return [[question, answer.of, answer.date, "mean", answer.mean, answer.se], ...courseRows(answer)];
    case "comparison":
      return answer.rows.flatMap((r): AnswerRow[] => [
        [question, r.hold, answer.when, "mean", r.mean, r.se],
        [question, r.hold, answer.when, "difference", r.difference, undefined, r.low, r.high],
        [question, r.hold, answer.when, "best", r.best],
        [question, r.hold, answer.when, "regret", r.regret],
      ]);
    default:
      return assertNever(answer);
  }
}
