// `standoff start`, what `npm start` runs: the flagship is played and the first question answered, then the others.
// The comparisons need one ensemble for each option held, so they rest on fewer futures, and say so.
// On a terminal it ends at the workbench, which is served until Ctrl-C. Where nobody watches (a pipe, a script, CI), or with --once,
// --quiet or a Ctrl-C before, it ends after the answers.

import { fileURLToPath } from "node:url";
import { type Asked, ask, MOST_FAILED } from "../../../ensemble/ask.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import { answerReport } from "../../../present/answer-report.ts";
import { toText } from "../../../present/document.ts";
import { count, plural } from "../../../present/figures.ts";
import { sayDate } from "../../../present/say-date.ts";
import { sayFaults } from "../../../present/say-faults.ts";
import { storedOf } from "../../http/stored-answers.ts";
import type { StoredAnswer } from "../../web/state/boot.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { paint } from "../paint.ts";
import { type Playing, playing } from "../playing.ts";
import { addLuck, addVoice, type Settings, wholeNumber } from "../settings.ts";
import { servePage } from "./serve.ts";

const FLAGSHIP = fileURLToPath(new URL("../../../../models/six-party/", import.meta.url));
/** As it stands in commands, from where `npm start` runs. */
const NAMED = "models/six-party";
const RUNS = 10_000;
const COMPARISON_RUNS = 1_000;

type Played = { model: CheckedModel; settings: Settings; playing: Playing };

/** Plays for some of the questions and prints their answers. */
async function answer(io: Io, questions: readonly Question[], confidence: boolean, played: Played): Promise<Asked> {
  const { model, settings } = played;
  const { executor, progress, stopped } = played.playing;
  const runs = settings.runs ?? RUNS;
  const comparisonRuns = Math.min(runs, COMPARISON_RUNS);
  const asked = await ask(model, questions, executor, {
    seed: settings.seed,
    runs,
    comparisonRuns,
    onProgress: progress.at,
    stopped,
  });
  progress.end();
  if (asked.stopped) io.err("Stopped: what follows rests on what was played so far.\n");
  if (asked.failedShare > MOST_FAILED) {
    io.err(`No answer: ${sayFaults(model, asked)}.\n`);
    io.code = EXIT.refused;
  } else if (asked.answers.length > 0) {
    io.out(paint(toText(answerReport(model, asked, { headings: true, confidence })), io.colour));
  }
  return asked;
}

const isWatched = () => process.stdout.isTTY === true && process.stdin.isTTY === true;

const sayAddress = (url: string) => `
See it and move it:  ${url}  (Ctrl-C ends it)
`;

function sayBeginning(io: Io, model: CheckedModel, settings: Settings): void {
  const { start, step, steps } = model.clock;
  const times = `${count(settings.runs ?? RUNS)} futures of ${plural(steps, step)}`;
  io.err(`${model.title}, from ${sayDate(start, step)}: playing ${times} ...\n`);
}

const NEXT = `
Next:  npm run -s standoff -- play models/six-party --run 17      one of these futures, with the reasons
       npm run -s standoff -- compare models/six-party as-is far_sighted coercion
       npm run -s standoff -- new korea --from two-states         a model of your own
`;

type StartSettings = Settings & { once: boolean; port?: number };

async function start(io: Io, settings: StartSettings): Promise<void> {
  const model = openModel(FLAGSHIP, {}, io)?.model;
  if (!model) return;
  if (!settings.quiet) sayBeginning(io, model, settings);
  const [plain, comparisons] = [
    model.questions.filter((q) => q.kind !== "comparison"),
    model.questions.filter((q) => q.kind === "comparison"),
  ];
  let stored: StoredAnswer[] = [];
  await playing(io, settings, async (now) => {
    const played = { model, settings, playing: now };
    stored = storedOf(model, await answer(io, plain, true, played));
    if (comparisons.length > 0 && io.code === EXIT.done) await answer(io, comparisons, false, played);
  });
  if (settings.quiet || io.code !== EXIT.done) return;
  io.out(NEXT);
  if (settings.once || !isWatched()) return;
  await servePage(io, { named: NAMED, folder: FLAGSHIP, port: settings.port, stored, sayAddress });
}

export const addStart: AddVerb = (program, io) => {
  const command = program
    .command("start")
    .description("Plays the six-party standoff and answers its questions: what `npm start` runs.")
    .addHelpText("before", "  $ standoff start\n");
  addVoice(addLuck(command, RUNS))
    .option("--once", "end after the answers, without the page", false)
    .option("--port <n>", "the page's port (4747, or the next free one)", wholeNumber(1, 65535))
    .action((settings: StartSettings) => start(io, settings));
};
