// What other programs may use; nothing else is promised. `import { readModel, ask, playHere } from "standoff"`.

export { type Clock, dateOfStep, stepOfDate } from "./base/dates.ts";
export type { Place, Problem } from "./base/problem.ts";
export type * from "./ensemble/answers.ts";
export { type Asked, type AskOptions, ask } from "./ensemble/ask.ts";
export { compareScenarios, type ScenarioRow } from "./ensemble/compare-scenarios.ts";
export { type Gathered, gather, outcomeOf } from "./ensemble/gather.ts";
export type { Job, Player } from "./ensemble/jobs.ts";
export { playHere } from "./ensemble/play-here.ts";
export { kernel } from "./kernel/kernel.ts";
export type * from "./language/checked-model.ts";
export type { Departures } from "./language/names/departures.ts";
export type { ReadFile } from "./language/names/load.ts";
export { type ReadResult, readModel } from "./language/read-model.ts";
export { jsonSchema } from "./language/shape/sections.ts";
export { decisionReason, optionScores, reviewAt } from "./lenses/sensitivity/explain-decision.ts";
export { whatCarries } from "./lenses/sensitivity/what-carries.ts";
export { type Engine, interpreter, type Recording } from "./meaning/engine.ts";
export { playRun, type Run } from "./meaning/play-run.ts";
export { sayAnswer } from "./report/say-answer.ts";
