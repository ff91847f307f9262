// `standoff/language`: text to checked model, the JSON Schema of a model file, dates of a clock.
export { type Clock, dateOfStep, stepOfDate } from "../../base/dates.ts";
export type { Place, Problem } from "../../base/problem.ts";
export type * from "../../language/checked-model.ts";
export type { Departures } from "../../language/names/departures.ts";
export type { ReadFile } from "../../language/names/load.ts";
export { type ReadResult, readModel } from "../../language/read-model.ts";
export { jsonSchema } from "../../language/shape/sections.ts";
export { countProblems, sayProblem } from "../../present/words/say-problems.ts";
export { type Files, type ReadOptions, read } from "./read.ts";
