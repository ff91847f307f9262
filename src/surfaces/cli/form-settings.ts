// The options of verbs that make a finite game of a model by playing it, and the playing itself, up to a form or a reason said.

import { type Command, Option } from "commander";
import { dateOfStep, stepOfDate } from "../../base/dates.ts";
import { MOST_FAILED } from "../../ensemble/ask.ts";
import { planForm } from "../../ensemble/form-plan.ts";
import { type PlayedForm, playForm } from "../../ensemble/strategic-form.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { sayFaults } from "../../report/say-faults.ts";
import { EXIT, type Io } from "./io.ts";
import { playing } from "./playing.ts";

export type FormSettings = {
  actors: string[];
  policies: string[];
  at?: string;
  seed: number;
  runs?: number | undefined;
  workers: number;
  quiet: boolean;
};

/** Futures a profile. */
export const FORM_RUNS = 512;

const listed = (text: string, before: string[]) => [
  ...before,
  ...text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== ""),
];

export const addForm = (command: Command) =>
  command
    .addOption(new Option("--actors <list>", "who commits: CHN,PRK").argParser(listed).default([], "all that decide"))
    .addOption(
      new Option("--policies <list>", "what they commit: CHN.korea,PRK.bomb")
        .argParser(listed)
        .default([], "each actor's first"),
    )
    .option("--at <date>", "utilities at this date, not their mean over the clock");

function stepAsked(model: CheckedModel, at: string | undefined): number | undefined | "wrong" {
  if (at === undefined) return undefined;
  const step = stepOfDate(model.clock, at);
  return step !== undefined && step >= 0 && step < model.clock.steps ? step : "wrong";
}

/** Plays the strategic form that the settings ask for; undefined after saying why there is none. */
export async function formOf(io: Io, model: CheckedModel, settings: FormSettings): Promise<PlayedForm | undefined> {
  const runs = settings.runs ?? FORM_RUNS;
  const plan = planForm(model, { actors: settings.actors, policies: settings.policies, runs });
  const step = stepAsked(model, settings.at);
  if ("refused" in plan) return refuse(io, plan.refused, plan.usage ? EXIT.usage : EXIT.refused);
  if (step === "wrong") {
    const { clock } = model;
    return refuse(
      io,
      `--at ${settings.at} is no date between ${clock.start} and ${dateOfStep(clock, clock.steps - 1)}`,
      EXIT.usage,
    );
  }
  const played = await playing(io, settings, ({ player, progress, stopped }) =>
    playForm(model, plan, player, { seed: settings.seed, runs, step, onProgress: progress.at, stopped }),
  );
  if (played.stopped) {
    io.err("Stopped before the last profile was played, so there is no game yet.\n");
    return undefined;
  }
  const { form } = played;
  if (!form || form.failed > MOST_FAILED * form.runs) {
    io.err(`No answer: ${sayFaults(model, played)}.\n`);
    io.code = EXIT.refused;
    return undefined;
  }
  if (form.failed > 0 && !settings.quiet) io.err(`${sayFaults(model, played)}\n`);
  return form;
}

function refuse(io: Io, says: string, code: number): undefined {
  io.err(`standoff: ${says}\n`);
  io.code = code;
  return undefined;
}
