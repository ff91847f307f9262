// `standoff/ensemble`: many futures of a model: engines, players, answers with errors, paired scenarios, futures one by one.
export type * from "../ensemble/answers.ts";
export { type Asked, ask as askWith, MOST_FAILED } from "../ensemble/ask.ts";
export { compareScenarios, type ScenarioRow } from "../ensemble/compare-scenarios.ts";
export { type FormAsked, type FormPlan, planForm } from "../ensemble/form-plan.ts";
export { type Gathered, gather, outcomeOf } from "../ensemble/gather.ts";
export type { Continuer, Job, Player } from "../ensemble/jobs.ts";
export { goOnHere, playHere } from "../ensemble/play-here.ts";
export { type FormOptions, type PlayedForm, playForm } from "../ensemble/strategic-form.ts";
export { kernel } from "../kernel/kernel.ts";
export { type Engine, interpreter, type Recording } from "../meaning/engine.ts";
export { playRun, type Run } from "../meaning/play-run.ts";
export { sayAnswer } from "../report/say-answer.ts";
export { makeEngine } from "../surfaces/engine.ts";
export { type Answered, type AskOptions, ask } from "./ask.ts";
export { type Future, type PlayOptions, play } from "./play.ts";
