// `standoff check`: everything that is wrong with a model, all at once, its scenarios included; --fix mends what it safely can.

import { availableParallelism } from "node:os";
import { checkJson, checkText } from "../../../present/words/check-report.ts";
import { check } from "../../../tasks/check.ts";
import { DEEP } from "../../../tasks/defaults.ts";
import type { ModelFolder } from "../../files/model-folder.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { type Mended, mendCuts } from "../mend-cuts.ts";
import { openFolder, sourceOfFolder } from "../open-model.ts";
import { reasonOf } from "../output.ts";
import { paintProblem } from "../paint.ts";
import { runTask } from "../run-task.ts";
import { addVoice } from "../settings.ts";

type CheckSettings = { json: boolean; jsonl: boolean; quiet: boolean; verbose: boolean; fix: boolean; deep: boolean };

function mend(io: Io, folder: ModelFolder): Mended[] {
  try {
    return mendCuts(folder);
  } catch (error) {
    io.err(`standoff: cannot mend the model: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
    return [];
  }
}

async function run(io: Io, named: string, settings: CheckSettings): Promise<void> {
  const folder = openFolder(named, io);
  if (!folder) return;
  const mended = settings.fix ? mend(io, folder) : [];
  const request = { source: sourceOfFolder(named, folder), deep: settings.deep };
  const checked = await runTask(io, { workers: availableParallelism(), ...settings }, check, request);
  if (!checked) return;
  const { found } = checked;
  if (found.some((p) => p.severity === "error") && io.code === EXIT.done) io.code = EXIT.wrong;
  if (settings.json) io.out(`${JSON.stringify(checkJson(checked, mended))}\n`);
  else if (settings.jsonl) io.out(found.map((p) => `${JSON.stringify(p)}\n`).join(""));
  else {
    for (const { file, line, to } of mended) io.out(`${folder.show(file)}:${line}  mended: now ${to}\n`);
    const { verbose: whole, quiet } = settings;
    const paint = (text: string, severity: "error" | "warning") => paintProblem(text, severity, io.colour);
    io.out(checkText(checked, { show: folder.show, whole, quiet, paint }));
  }
}

export const addCheck: AddVerb = (program, io) => {
  const command = program
    .command("check")
    .description("Says everything that is wrong with a model, with the line and what would mend it.")
    .argument("[folder]", "a folder with standoff.yaml, one .yaml file, or - for standard input", ".")
    .addHelpText("before", "  $ standoff check models/six-party\n");
  addVoice(command)
    .option("--jsonl", "print a JSON line for each problem", false)
    .option(
      "--deep",
      `also: play it ${DEEP.runs} times, each claim and number both ways, say which parts are idle and how actors decide`,
      false,
    )
    .option("--fix", "put values that a comma cut in quotes, and say what was changed", false)
    .action((named: string, settings: CheckSettings) => run(io, named, settings));
};
