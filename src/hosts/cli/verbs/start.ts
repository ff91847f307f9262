// `standoff start`, what `npm start` runs: the flagship is played, the first question answered with its reasons, the others in a line each.
// On a terminal it ends at the workbench, which is served until Ctrl-C. Where nobody watches (a pipe, a script, CI), or with --once,
// --quiet or a Ctrl-C before, it ends after the answers.

import { fileURLToPath } from "node:url";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { answerReport } from "../../../present/answers/answer-report.ts";
import { firstScreen } from "../../../present/answers/first-screen.ts";
import { toText } from "../../../present/document/document.ts";
import { count, plural } from "../../../present/words/figures.ts";
import { sayDate } from "../../../present/words/say-date.ts";
import { RUNS } from "../../../tasks/defaults.ts";
import { openModel, sourceOf } from "../../../tasks/source.ts";
import { type StartResult, start } from "../../../tasks/start.ts";
import { storedOf } from "../../http/stored-answers.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openSource } from "../open-model.ts";
import { paint } from "../paint.ts";
import { orSay, runTask } from "../run-task.ts";
import { addLuck, addVoice, type Settings, wholeNumber } from "../settings.ts";
import { servePage } from "./serve.ts";

const FLAGSHIP = fileURLToPath(new URL("../../../../models/six-party/", import.meta.url));
/** As it stands in commands, from where `npm start` runs. */
const NAMED = "models/six-party";

/** Prints the first answer with its reasons and the others in a line each. */
function sayAnswers(io: Io, { model, plain, explained, comparisons }: StartResult): void {
  if (plain.answers.length === 0) return;
  const [first, ...others] = plain.answers;
  const rest = [...others, ...(comparisons?.answers ?? [])];
  const screen = explained
    ? firstScreen(model, { first: first!, explained, others: rest, seed: plain.seed })
    : answerReport(model, plain, { headings: true });
  io.out(paint(toText(screen), io.colour));
}

const isWatched = () => process.stdout.isTTY === true && process.stdin.isTTY === true;

const sayAddress = (url: string) => `
See it and move it:  ${url}  (Ctrl-C ends it)
`;

function sayBeginning(io: Io, model: CheckedModel, settings: Settings): void {
  const { start, step, steps } = model.clock;
  const times = `${count(settings.runs ?? RUNS.start)} futures of ${plural(steps, step)}`;
  io.err(`${model.title}, from ${sayDate(start, step)}: playing ${times} ...\n`);
}

const NEXT = `
Next:  npm run -s standoff -- play models/six-party --run 17      one of these futures, with the reasons
       npm run -s standoff -- compare models/six-party as-is far_sighted coercion
       npm run -s standoff -- new korea --from two-states         a model of your own
`;

type StartSettings = Settings & { once: boolean; port?: number };

async function run(io: Io, settings: StartSettings): Promise<void> {
  const source = openSource(FLAGSHIP, io);
  const opened = source && orSay(io, await openModel(source));
  if (!opened) return;
  const { model } = opened;
  if (!settings.quiet) sayBeginning(io, model, settings);
  const found = await runTask(io, settings, start, { source: sourceOf(model, "terminal"), ...settings });
  if (found) sayAnswers(io, found);
  if (settings.quiet || io.code !== EXIT.done) return;
  io.out(NEXT);
  if (settings.once || !isWatched()) return;
  const stored = found ? storedOf(model, found.plain) : [];
  await servePage(io, { named: NAMED, folder: FLAGSHIP, port: settings.port, stored, sayAddress });
}

export const addStart: AddVerb = (program, io) => {
  const command = program
    .command("start")
    .description("Plays the six-party standoff and answers its questions: what `npm start` runs.")
    .addHelpText("before", "  $ standoff start\n");
  addVoice(addLuck(command, RUNS.start))
    .option("--once", "end after the answers, without the page", false)
    .option("--port <n>", "the page's port (4747, or the next free one)", wholeNumber(1, 65535))
    .action((settings: StartSettings) => run(io, settings));
};
