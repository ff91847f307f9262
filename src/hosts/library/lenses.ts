// `standoff/lenses`: what carries an answer, why an actor chooses, claims read from a text, a record watched (docs/watch.md).

export { readText } from "../../analysis/evidence/read-text.ts";
export { type SolvedGame, solvePlayed } from "../../analysis/games/solve-played.ts";
export { decisionReason, optionScores, reviewAt } from "../../analysis/sensitivity/explain-decision.ts";
export { whatCarries } from "../../analysis/sensitivity/what-carries.ts";
export { analyse as stabilityOf, type Stability } from "../../analysis/stability/analyse.ts";
export { type PlayedGraph, playedModel } from "../../analysis/stability/played-model.ts";
export { backtest } from "../../analysis/watch/backtest.ts";
export { watchPlan } from "../../analysis/watch/plan.ts";
export { skillOf } from "../../analysis/watch/skill.ts";
export { type Watched, watch } from "../../analysis/watch/watch.ts";
export { readRecord, type WatchRecord } from "../../language/record/read-record.ts";
export { chronicleOf } from "../../present/futures/chronicle.ts";
