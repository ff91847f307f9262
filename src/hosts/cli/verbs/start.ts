// `standoff start`, what `npm start` runs: the flagship is played, the first question answered with its reasons, the others in a line each.
// On a terminal it ends at the workbench, which is served until Ctrl-C. Where nobody watches (a pipe, a script, CI), or with --once,
// --quiet or a Ctrl-C before, it ends after the answers.

import { fileURLToPath } from "node:url";
import { type Asked, ask, MOST_FAILED } from "../../../ensemble/ask.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { answerReport } from "../../../present/answers/answer-report.ts";
import { firstScreen } from "../../../present/answers/first-screen.ts";
import { toText } from "../../../present/document/document.ts";
import { count, plural } from "../../../present/words/figures.ts";
import { sayDate } from "../../../present/words/say-date.ts";
import { sayFaults } from "../../../present/words/say-faults.ts";
import { storedOf } from "../../http/stored-answers.ts";
import type { StoredAnswer } from "../../web/state/boot.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { paint } from "../paint.ts";
import { type Playing, playing } from "../playing.ts";
import { addLuck, addVoice, type Settings, wholeNumber } from "../settings.ts";
import { explainPlayed, playFor } from "./explain.ts";
import { servePage } from "./serve.ts";

const FLAGSHIP = fileURLToPath(new URL("../../../../models/six-party/", import.meta.url));
/** As it stands in commands, from where `npm start` runs. */
const NAMED = "models/six-party";
const RUNS = 10_000;
const COMPARISON_RUNS = 1_000;

type Played = { model: CheckedModel; settings: Settings; playing: Playing };

/** What became of a part of the playing: refused where too many futures were stopped by a value that is not finite. */
function refused(
  io: Io,
  model: CheckedModel,
  asked: Pick<Asked, "failedShare"> & Parameters<typeof sayFaults>[1],
): boolean {
  if (asked.failedShare <= MOST_FAILED) return false;
  io.err(`No answer: ${sayFaults(model, asked)}.\n`);
  io.code = EXIT.refused;
  return true;
}

/** Plays for all questions, prints the first with its reasons and the others in a line each. Out: the answers to store. */
async function answer(io: Io, { model, settings, playing: now }: Played): Promise<StoredAnswer[]> {
  const { seed } = settings;
  const { executor, progress, stopped } = now;
  const runs = settings.runs ?? RUNS;
  const [first, ...rest] = model.questions.filter((q) => q.kind !== "comparison");
  if (!first) return [];
  const options = { seed, runs, comparisonRuns: Math.min(runs, COMPARISON_RUNS), onProgress: progress.at, stopped };
  const plain = await ask(model, [first, ...rest], executor, options);
  const fine = !refused(io, model, plain);
  const explained = fine && !plain.stopped ? await playFor(model, first, now, { seed, runs }) : undefined;
  const comparisons = model.questions.filter((q) => q.kind === "comparison");
  const held = explained && (await ask(model, comparisons, executor, options));
  progress.end();
  if (!fine) return [];
  if (plain.stopped || held?.stopped) io.err("Stopped: what follows rests on what was played so far.\n");
  const e = explained && explainPlayed(model, first, explained);
  const screen = e
    ? firstScreen(model, {
        first: plain.answers[0]!,
        explained: e,
        others: [...plain.answers.slice(1), ...(held?.answers ?? [])],
        seed,
      })
    : answerReport(model, plain, { headings: true });
  if (plain.answers.length > 0) io.out(paint(toText(screen), io.colour));
  return storedOf(model, plain);
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
  let stored: StoredAnswer[] = [];
  await playing(io, settings, async (now) => {
    stored = await answer(io, { model, settings, playing: now });
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
