// `standoff/ensemble`: many futures of a model: engines, executors, answers with errors, paired scenarios, futures one by one.

export { type Engine, interpreter, type Recording } from "../../engine/interpreter/engine.ts";
export { playRun, type Run } from "../../engine/interpreter/play-run.ts";
export { kernel } from "../../engine/wasm/kernel.ts";
export type * from "../../ensemble/answers.ts";
export { type Asked, ask as askWith, MOST_FAILED } from "../../ensemble/ask.ts";
export { compareScenarios, type ScenarioRow } from "../../ensemble/compare-scenarios.ts";
export { type FormAsked, type FormPlan, planForm } from "../../ensemble/form-plan.ts";
export { type Gathered, gather, outcomeOf } from "../../ensemble/gather.ts";
export type { Continuer, Executor, Job } from "../../ensemble/jobs.ts";
export { makeEngine } from "../../ensemble/make-engine.ts";
export { playHere, resumeHere } from "../../ensemble/play-here.ts";
export { type FormOptions, type PlayedForm, playForm } from "../../ensemble/strategic-form.ts";
export { sayAnswer } from "../../present/answers/say-answer.ts";
export { type Future, type PlayOptions, play } from "../../tasks/play/futures.ts";
export { type Answered, type AskOptions, ask } from "./ask.ts";
