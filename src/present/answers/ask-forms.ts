// The answers of an ensemble in every form, and what is said in their place where too many futures were stopped.

import { type Asked, MOST_FAILED } from "../../ensemble/ask.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { answerJson, answersJson } from "../answers/answer-json.ts";
import { answerReport } from "../answers/answer-report.ts";
import { ANSWER_COLUMNS, answerRows } from "../answers/answer-rows.ts";
import { confidenceIn } from "../answers/confidence.ts";
import { csvLine } from "../document/csv.ts";
import { envelope } from "../document/envelope.ts";
import type { Forms } from "../document/forms.ts";
import { percent } from "../words/figures.ts";
import { sayFaults } from "../words/say-faults.ts";
import type { Where } from "../words/where.ts";

/** Of the model, and of each answer by its question's id. */
const confidencesJson = (model: CheckedModel, { answers }: Asked) => ({
  ...confidenceIn(model),
  answers: Object.fromEntries(answers.map((a) => [a.question, confidenceIn(model, a)])),
});

export function askForms(model: CheckedModel, asked: Asked, whole: boolean): Forms {
  const head = { ...envelope("ask", model, asked), ...(asked.stopped && { stopped: true }) };
  return {
    document: () => answerReport(model, asked, { whole }),
    json: () => ({ ...head, confidence: confidencesJson(model, asked), answers: answersJson(asked.answers) }),
    jsonl: () => asked.answers.map((a) => ({ ...head, question: a.question, answer: answerJson(a) })),
    csv: () => csvLine(ANSWER_COLUMNS) + asked.answers.flatMap(answerRows).map(csvLine).join(""),
  };
}

/** More failed runs than may be: no answer, only that, and how to see one of them. */
export function refusedAnswer(model: CheckedModel, asked: Asked, { named, where }: { named: string; where: Where }) {
  const [first] = asked.faults;
  const faults = sayFaults(model, asked);
  const command = first && `standoff play ${named} --run ${first.run} --seed ${asked.seed}`;
  const replay = where === "terminal" && command ? `\nSee it with: ${command}` : "";
  return {
    says: `No answer: ${faults}; more than ${percent(MOST_FAILED)} of them may not.${replay}`,
    json: { ...envelope("ask", model, asked), refused: faults, answers: {} },
  };
}
