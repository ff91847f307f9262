// `standoff/lenses`: what carries an answer, why an actor chooses, claims read from a text, a record watched (docs/watch.md).

export { readRecord, type WatchRecord } from "../language/record/read-record.ts";
export { readText } from "../lenses/evidence/read-text.ts";
export { type SolvedGame, solvePlayed } from "../lenses/games/solve-played.ts";
export { decisionReason, optionScores, reviewAt } from "../lenses/sensitivity/explain-decision.ts";
export { whatCarries } from "../lenses/sensitivity/what-carries.ts";
export { analyse as stabilityOf, type Stability } from "../lenses/stability/analyse.ts";
export { type PlayedGraph, playedModel } from "../lenses/stability/played-model.ts";
export { backtest } from "../lenses/watch/backtest.ts";
export { watchPlan } from "../lenses/watch/plan.ts";
export { skillOf } from "../lenses/watch/skill.ts";
export { type Watched, watch } from "../lenses/watch/watch.ts";
export { chronicleOf } from "../report/chronicle.ts";
