// `standoff ask`: plays the ensemble and answers the model's questions.

import { type Asked, ask, MOST_FAILED } from "../../../ensemble/ask.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { answersJson } from "../../../report/answer-json.ts";
import { confidenceIn, sayConfidence } from "../../../report/confidence.ts";
import { sayAnswer } from "../../../report/say-answer.ts";
import { type AddVerb, EXIT } from "../io.ts";
import { openModel } from "../open-model.ts";
import { playing } from "../playing.ts";
import { addDepartures, addLuck, addVoice, addWithin, departuresOf, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";

function sayAll(model: CheckedModel, asked: Asked): string {
  const lines: string[] = [];
  asked.answers.forEach((answer, i) => {
    const question = model.questions.find((q) => q.id === answer.question)!;
    lines.push(question.ask, ...sayAnswer(model, answer, i === 0 ? asked.seed : undefined).map((l) => `  ${l}`));
    if (i === 0) lines.push(`  ${sayConfidence(confidenceIn(model))}`);
  });
  return `${lines.join("\n")}\n`;
}

export const addAsk: AddVerb = (program, io) => {
  const command = program
    .command("ask")
    .description("answer the questions of a model")
    .argument("[words...]", "the folder of a model, then ids of questions");
  addVoice(addWithin(addLuck(addDepartures(command)))).action(async (words: string[], settings: Settings) => {
    const { named, names } = targetOf(words);
    const opened = openModel(named, departuresOf(settings), io);
    if (!opened) return;
    const { model } = opened;
    const questions = names.length === 0 ? model.questions : model.questions.filter((q) => names.includes(q.id));
    const runs = settings.runs ?? 1000;
    const asked = await playing(io, settings, ({ player, progress, stopped }) =>
      ask(model, questions, player, {
        seed: settings.seed,
        runs,
        within: settings.within,
        comparisonRuns: Math.min(runs, 50),
        onProgress: progress.at,
        stopped,
      }),
    );
    const { seed, failed } = asked;
    if (failed > MOST_FAILED * asked.runs) io.code = EXIT.refused;
    const json = {
      schema: "standoff/ask/1",
      model: { title: model.title, hash: model.hash },
      seed,
      runs: asked.runs,
      failed,
      answers: answersJson(asked.answers),
    };
    io.out(settings.json ? `${JSON.stringify(json)}\n` : sayAll(model, asked));
  });
};
