// The options of verbs that make a finite game of a model by playing it, and the playing itself, up to a form or a reason said.

import { type Command, InvalidArgumentError, Option } from "commander";
import { dateOfStep, stepOfDate } from "../../base/dates.ts";
import { invariant } from "../../base/invariant.ts";
import { MOST_FAILED } from "../../ensemble/ask.ts";
import { type FormPlan, planForm } from "../../ensemble/form-plan.ts";
import type { RowStore } from "../../ensemble/form-rows.ts";
import { FIRST_RUNS, type PlayedForm, playForm } from "../../ensemble/strategic-form.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { plural } from "../../present/words/figures.ts";
import { sayFaults } from "../../present/words/say-faults.ts";
import { EXIT, type Io } from "./io.ts";
import { reasonOf } from "./output.ts";
import { playing } from "./playing.ts";
import { formId, openRowFile } from "./row-file.ts";

/** `CHN.korea@test`, `CHN.korea while tests > 6`, or `CHN.korea=coerce while tests > 6`. */
export type PlanAsked = { policy: string } & ({ event: string } | { while: string; option?: string | undefined });

export type FormSettings = {
  actors: string[];
  policies: string[];
  among: { policy: string; options: string[] }[];
  at?: string;
  /** Where played rows are kept. */
  resume?: string;
  seed: number;
  runs?: number | undefined;
  workers: number;
  quiet: boolean;
  plan?: PlanAsked[];
  /** Of games alone. */
  regret?: number;
};

/** Futures a profile; with --regret, the most of them. */
export const FORM_RUNS = 512;
const MOST_RUNS = 16_384;

const words = (text: string) =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

const listed = (text: string, before: string[]) => [...before, ...words(text)];

function amongOf(text: string, before: FormSettings["among"]): FormSettings["among"] {
  const [, policy, options = ""] = /^\s*([^=\s]+)\s*=(.+)$/.exec(text) ?? [];
  if (policy === undefined || words(options).length === 0)
    throw new InvalidArgumentError("Write it as CHN.korea=patience,broker.");
  return [...before, { policy, options: words(options) }];
}

function planOf(text: string, before: readonly PlanAsked[]): PlanAsked[] {
  const [, conditional, option, condition] =
    /^\s*([^@=\s]+)(?:\s*=\s*([^@=\s]+))?\s+while\s+(.*\S)\s*$/s.exec(text) ?? [];
  if (conditional !== undefined && condition !== undefined)
    return [...before, { policy: conditional, while: condition, option }];
  const [, policy, event] = /^\s*([^@\s]+)\s*@\s*([^@\s]+)\s*$/.exec(text) ?? [];
  if (policy === undefined || event === undefined)
    throw new InvalidArgumentError(
      "Write it as CHN.korea@test (a policy, and the event after which it may change), 'CHN.korea while tests > 6' or 'CHN.korea=coerce while tests > 6'.",
    );
  return [...before, { policy, event }];
}

/** A condition is read as a question of the model is, with its names, units and problems. */
const conditionId = (place: number) => `plan_condition_${place + 1}`;

/** What must be asked of the model beside its own questions, so that the conditions of plans are read with it. */
export const conditionsAsked = (plans: readonly PlanAsked[] = []) =>
  plans.flatMap((plan, i) =>
    "while" in plan ? [{ id: conditionId(i), fields: { event: plan.while }, from: "--plan" }] : [],
  );

/** The model without those questions, and the plans with what was read. */
export function withConditions(model: CheckedModel, plans: readonly PlanAsked[] = []) {
  const resolved = plans.map((plan, i) => {
    if ("event" in plan) return plan;
    const question = model.questions.find(({ id }) => id === conditionId(i));
    invariant(question?.kind === "event", "a condition is read as a question");
    return { policy: plan.policy, option: plan.option, condition: { when: question.when, written: plan.while } };
  });
  const added = conditionsAsked(plans).map(({ id }) => id);
  return { plans: resolved, model: { ...model, questions: model.questions.filter(({ id }) => !added.includes(id)) } };
}

function regretOf(text: string): number {
  const value = Number(text);
  if (value > 0 && Number.isFinite(value)) return value;
  throw new InvalidArgumentError("It is an amount of utility above 0.");
}

const addPlans = (command: Command) =>
  command.addOption(
    new Option(
      "--plan <plan>",
      "a policy that may change course: CHN.korea@test (after an event), 'CHN.korea while tests > 6', or one commitment, 'CHN.korea=coerce while tests > 6'",
    )
      .argParser(planOf)
      .default([], "none"),
  );

export const addForm = (command: Command) =>
  addPlans(command)
    .addOption(new Option("--actors <list>", "who commits: CHN,PRK").argParser(listed).default([], "all that decide"))
    .addOption(
      new Option("--policies <list>", "what they commit: CHN.korea,PRK.bomb")
        .argParser(listed)
        .default([], "each actor's first"),
    )
    .addOption(
      new Option("--among <policy=options>", "look at these options alone: CHN.korea=patience,broker (may be repeated)")
        .argParser(amongOf)
        .default([], "all"),
    )
    .option("--at <date>", "utilities at this date, not their mean over the clock")
    .option("--resume <file>", "keep what is played in this file, and go on from what it holds");

/** Ways of sampling that make sense where a game is solved. */
export const addSampling = (command: Command) =>
  command.addOption(
    new Option(
      "--regret <utility>",
      "play on until regrets are known to be within this; --runs is then the most",
    ).argParser(regretOf),
  );

/** Other ways of looking at the same model. */
export const addReadings = (command: Command) =>
  command
    .addOption(
      new Option("--believed", "each actor's own game too: played as it believes the model to be")
        .default(false)
        .conflicts(["overLenses", "regret"]),
    )
    .addOption(new Option("--over-lenses", "under each rival lens of the model, side by side").default(false));

/** Settings that a model is played by; a file that is solved as it stands has no use for them. */
export const OF_MODELS = [
  "actors",
  "policies",
  "among",
  "plan",
  "at",
  "resume",
  "believed",
  "overLenses",
  "scenario",
  "set",
  "cluster",
  "runs",
] as const;

/** Says which of these options were given where they do nothing; true where there are some. */
export function isMisplaced(io: Io, command: Command, names: readonly string[], says: string): boolean {
  const given = command.options.filter((option) => {
    const name = option.attributeName();
    return names.includes(name) && command.getOptionValueSource(name) === "cli";
  });
  if (given.length === 0) return false;
  const list = given.map((option) => option.long).join(", ");
  refuse(io, `${list} ${given.length === 1 ? "does" : "do"} nothing here: ${says}`, EXIT.usage);
  return true;
}

function stepAsked(model: CheckedModel, at: string | undefined): number | undefined | "wrong" {
  if (at === undefined) return undefined;
  const step = stepOfDate(model.clock, at);
  return step !== undefined && step >= 0 && step < model.clock.steps ? step : "wrong";
}

type Asked = { plan: FormPlan; step: number | undefined; runs: number };

/** What the settings ask for; undefined after saying what is wrong with it. */
function asked(
  io: Io,
  model: CheckedModel,
  settings: FormSettings,
  plans: ReturnType<typeof withConditions>["plans"],
): Asked | undefined {
  const { actors, policies, among, regret } = settings;
  const runs = settings.runs ?? (regret === undefined ? FORM_RUNS : MOST_RUNS);
  // What is played until regrets are known begins with few runs, and stops before it costs too much
  const first = regret === undefined ? runs : Math.min(runs, FIRST_RUNS);
  const plan = planForm(model, { actors, policies, plans, among, runs: first });
  if ("refused" in plan) return refuse(io, plan.refused, plan.usage ? EXIT.usage : EXIT.refused);
  const step = stepAsked(model, settings.at);
  if (step !== "wrong") return { plan, step, runs };
  const { clock } = model;
  const last = dateOfStep(clock, clock.steps - 1);
  return refuse(io, `--at ${settings.at} is no date between ${clock.start} and ${last}`, EXIT.usage);
}

/** Plays the strategic form that the settings ask for; undefined after saying why there is none. */
export async function formOf(io: Io, read: CheckedModel, settings: FormSettings): Promise<PlayedForm | undefined> {
  const { model, plans } = withConditions(read, settings.plan);
  const wanted = asked(io, model, settings, plans);
  const store = wanted && storeOf(io, model, settings, wanted);
  if (!wanted || store === "failed") return undefined;
  const { plan, step, runs } = wanted;
  const { seed, regret: within } = settings;
  const played = await playing(io, settings, ({ executor, progress, stopped }) =>
    playForm(model, plan, executor, { seed, runs, step, within, store, onProgress: progress.at, stopped }),
  );
  if (played.stopped) {
    const kept = settings.resume === undefined ? "" : `; the same command goes on from ${settings.resume}`;
    io.err(`Stopped before the last profile was played, so there is no game yet${kept}.\n`);
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

/** The file of --resume, opened; undefined where none was asked for. */
function storeOf(
  io: Io,
  model: CheckedModel,
  { resume, seed, quiet }: FormSettings,
  { plan, step }: Asked,
): RowStore | undefined | "failed" {
  if (resume === undefined) return undefined;
  try {
    const file = openRowFile(resume);
    if ("refused" in file) {
      refuse(io, `--resume: ${file.refused}`, EXIT.usage);
      return "failed";
    }
    const store = file.store(formId(model, plan, { seed, step }));
    if (store.rows.size > 0 && !quiet) io.err(`${plural(store.rows.size, "row")} taken from ${resume}\n`);
    return store;
  } catch (error) {
    refuse(io, `--resume ${resume}: ${reasonOf(error)}`, EXIT.outside);
    return "failed";
  }
}

function refuse(io: Io, says: string, code: number): undefined {
  io.err(`standoff: ${says}\n`);
  io.code = code;
  return undefined;
}
