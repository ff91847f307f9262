// All answers of an ensemble as one document: each question with its sentence, tables where they say more, confidence apart.

import type { Asked } from "../ensemble/ask.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { decisionTable, overTime } from "./answer-tables.ts";
import { confidenceIn, sayConfidence } from "./confidence.ts";
import { type Document, heading, type Part, sentence } from "./document.ts";
import { count } from "./figures.ts";
import { sayAnswer } from "./say-answer.ts";

export type ReportOptions = {
  /** Also tables over time. */
  whole?: boolean | undefined;
  /** Also the heading over a lone question. */
  headings?: boolean | undefined;
};

/** What a question rests on more or less than the others: said in its own line. */
function ownRuns(asked: Asked, runs: number, what: string): Part[] {
  return runs === asked.runs - asked.failed ? [] : [sentence(`${what}: ${count(runs)} futures for each row.`)];
}

export function answerReport(model: CheckedModel, asked: Asked, options: ReportOptions = {}): Document {
  const parts: Part[] = [];
  const headings = options.headings ?? asked.answers.length > 1;
  asked.answers.forEach((answer, i) => {
    const question = model.questions.find((q) => q.id === answer.question)!;
    if (headings) parts.push(heading(question.ask));
    parts.push(sentence(sayAnswer(model, answer, i === 0 ? asked.seed : undefined)));
    if (i === 0) parts.push(sentence(sayConfidence(confidenceIn(model))));
    if (answer.kind === "comparison") {
      parts.push(decisionTable(answer), ...ownRuns(asked, answer.runs, `Measured as ${answer.when}`));
    }
    const course = options.whole ? overTime(answer) : undefined;
    if (course) parts.push(course);
  });
  return { parts };
}
