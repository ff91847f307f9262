// All answers of an ensemble as one document: each question with its sentence, tables where they say more, confidence apart.

import type { Asked } from "../../ensemble/ask.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { type Document, heading, type Part, sentence } from "../document/document.ts";
import { count } from "../words/figures.ts";
import { decisionTable, overTime } from "./answer-tables.ts";
import { confidenceIn, sayConfidence } from "./confidence.ts";
import { sayAnswer } from "./say-answer.ts";

export type ReportOptions = {
  /** Also tables over time. */
  whole?: boolean | undefined;
  /** Also the heading over a lone question. */
  headings?: boolean | undefined;
  /** Also the confidence: under the first answer, and under those that follow where it is another (it is). */
  confidence?: boolean | undefined;
};

export function answerReport(model: CheckedModel, asked: Asked, options: ReportOptions = {}): Document {
  const parts: Part[] = [];
  const { headings = asked.answers.length > 1, whole = false, confidence = true } = options;
  const first = asked.answers[0] && confidenceIn(model, asked.answers[0]);
  asked.answers.forEach((answer, i) => {
    const question = model.questions.find((q) => q.id === answer.question)!;
    if (headings) parts.push(heading(question.ask));
    parts.push(sentence(sayAnswer(model, answer, i === 0 ? asked.seed : undefined)));
    const own = confidenceIn(model, answer);
    if (confidence && (i === 0 || own.level !== first?.level)) parts.push(sentence(sayConfidence(own)));
    if (answer.kind === "comparison") {
      parts.push(decisionTable(answer), sentence(`${count(answer.runs)} futures for each row; ${answer.when}.`));
    }
    const course = whole ? overTime(answer) : undefined;
    if (course) parts.push(course);
  });
  return { parts };
}
