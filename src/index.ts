// What other programs may use; nothing else is promised. `import { read, play, ask } from "standoff"`: text to model, model to future,
// model to answers. More in `standoff/language`, `standoff/ensemble` and `standoff/lenses` (src/hosts/library/).

export type { Problem } from "./base/problem.ts";
export type { Answer } from "./ensemble/answers.ts";
export { type Answered, type AskOptions, ask } from "./hosts/library/ask.ts";
export { type Files, type ReadOptions, read } from "./hosts/library/read.ts";
export type { CheckedModel } from "./language/checked-model.ts";
export type { ReadResult } from "./language/read-model.ts";
export { type Future, type PlayOptions, play } from "./tasks/play/futures.ts";
