// `standoff ask`: plays the ensemble and answers the model's questions, or those named.

import { nearestName } from "../../../base/nearest-name.ts";
import { type Asked, ask, MOST_FAILED } from "../../../ensemble/ask.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import { answerJson, answersJson } from "../../../present/answers/answer-json.ts";
import { answerReport } from "../../../present/answers/answer-report.ts";
import { ANSWER_COLUMNS, answerRows } from "../../../present/answers/answer-rows.ts";
import { confidenceIn } from "../../../present/answers/confidence.ts";
import { csvLine } from "../../../present/document/csv.ts";
import { percent } from "../../../present/words/figures.ts";
import { sayFaults } from "../../../present/words/say-faults.ts";
import { envelope } from "../envelope.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { give, mayWrite, type OutputSettings, type Result } from "../output.ts";
import { playing } from "../playing.ts";
import { requireOf } from "../require.ts";
import {
  addDepartures,
  addLuck,
  addOutput,
  addVoice,
  addWithin,
  departuresOf,
  type Settings,
  wholeNumber,
} from "../settings.ts";
import { targetOf } from "../targets.ts";

type AskSettings = Settings & OutputSettings & { require: string[]; comparisonRuns?: number };

const RUNS = 10_000;
const COMPARISON_RUNS = 1_000;

/** The questions named, in the model's order; undefined after a wrong name was said. */
export function questionsNamed(model: CheckedModel, names: readonly string[], io: Io): Question[] | undefined {
  const known = model.questions.map((q) => q.id);
  const wrong = names.find((name) => !known.includes(name));
  if (wrong !== undefined) {
    const near = nearestName(wrong, known);
    const mend = near ? `did you mean \`${near}\`?` : `it has: ${known.join(", ") || "none"}`;
    io.err(`standoff: this model has no question \`${wrong}\`; ${mend}\n`);
    io.code = EXIT.usage;
    return undefined;
  }
  if (known.length === 0) {
    io.err("standoff: this model asks nothing; write at least one question under `questions`\n");
    io.code = EXIT.wrong;
    return undefined;
  }
  return names.length === 0 ? model.questions : model.questions.filter((q) => names.includes(q.id));
}

/** Of the model, and of each answer by its question's id. */
const confidencesJson = (model: CheckedModel, { answers }: Asked) => ({
  ...confidenceIn(model),
  answers: Object.fromEntries(answers.map((a) => [a.question, confidenceIn(model, a)])),
});

function resultOf(model: CheckedModel, asked: Asked, whole: boolean): Result {
  const head = { ...envelope("ask", model, asked), ...(asked.stopped && { stopped: true }) };
  return {
    document: () => answerReport(model, asked, { whole }),
    json: () => ({ ...head, confidence: confidencesJson(model, asked), answers: answersJson(asked.answers) }),
    jsonl: () => asked.answers.map((a) => ({ ...head, question: a.question, answer: answerJson(a) })),
    csv: () => csvLine(ANSWER_COLUMNS) + asked.answers.flatMap(answerRows).map(csvLine).join(""),
  };
}

/** More failed runs than may be: no answer, only that. */
function refuse(io: Io, model: CheckedModel, asked: Asked, settings: AskSettings, named: string): void {
  io.code = EXIT.refused;
  const [first] = asked.faults;
  const replay = first && `\nSee it with: standoff play ${named} --run ${first.run} --seed ${asked.seed}`;
  const most = `more than ${percent(MOST_FAILED)} of them may not`;
  io.err(`No answer: ${sayFaults(model, asked)}; ${most}.${replay ?? ""}\n`);
  if (settings.json)
    io.out(`${JSON.stringify({ ...envelope("ask", model, asked), refused: sayFaults(model, asked), answers: {} })}\n`);
}

function checkRequired(io: Io, texts: readonly string[], asked: Asked): void {
  for (const text of texts) {
    const required = requireOf(text, asked.answers);
    io.err(`${"wrong" in required ? "standoff: " : ""}${required.says}\n`);
    if ("wrong" in required) io.code = EXIT.usage;
    else if (!required.holds && io.code === EXIT.done) io.code = EXIT.wrong;
  }
}

function playAll(io: Io, model: CheckedModel, questions: readonly Question[], settings: AskSettings): Promise<Asked> {
  const runs = settings.runs ?? RUNS;
  const alone = questions.every((q) => q.kind === "comparison");
  return playing(io, settings, ({ executor, progress, stopped }) =>
    ask(model, questions, executor, {
      seed: settings.seed,
      runs,
      within: settings.within,
      comparisonRuns:
        settings.comparisonRuns ?? (alone && settings.runs !== undefined ? runs : Math.min(runs, COMPARISON_RUNS)),
      onProgress: progress.at,
      stopped,
    }),
  );
}

function sayStopped(io: Io, questions: readonly Question[], asked: Asked): void {
  const reached = new Set(asked.answers.map((a) => a.question));
  const missing = questions.filter((q) => !reached.has(q.id)).map((q) => q.id);
  const rest = missing.length > 0 ? `; not reached: ${missing.join(", ")}` : "";
  io.err(
    `Stopped: ${asked.runs === 0 ? "nothing was played yet" : `the answers rest on what was played so far${rest}`}.\n`,
  );
}

async function askModel(io: Io, words: readonly string[], settings: AskSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const opened = openModel(named, departuresOf(settings), io);
  const questions = opened && questionsNamed(opened.model, names, io);
  if (!questions) return;
  const { model } = opened;
  const asked = await playAll(io, model, questions, settings);
  if (asked.stopped) sayStopped(io, questions, asked);
  if (asked.runs === 0) return;
  if (asked.failedShare > MOST_FAILED) {
    refuse(io, model, asked, settings, named);
    return;
  }
  if (asked.failed > 0 && !settings.quiet) io.err(`${sayFaults(model, asked)}\n`);
  give(io, settings, resultOf(model, asked, settings.verbose || settings.output !== undefined));
  checkRequired(io, settings.require, asked);
}

export const addAsk: AddVerb = (program, io) => {
  const command = program
    .command("ask")
    .description("Answers the questions of a model: all of them, or those named by id.")
    .usage("[folder] [question...] [options]")
    .argument("[words...]", "the folder of a model, then ids of questions")
    .addHelpText("before", "  $ standoff ask models/six-party china domino\n");
  addOutput(addVoice(addWithin(addLuck(addDepartures(command), RUNS))))
    .option(
      "--comparison-runs <n>",
      `futures for each row of a comparison (${COMPARISON_RUNS}, at most --runs)`,
      wholeNumber(1, 10_000_000),
    )
    .option(
      "--require <condition>",
      "exit 1 unless it holds: 'patience > 0.5'",
      (text, all: string[]) => [...all, text],
      [],
    )
    .action((words: string[], settings: AskSettings) => askModel(io, words, settings));
};
