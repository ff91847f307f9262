// Futures played from a set of particles, as columns: one number a future. In: segments. Out: the answer of each future to a question, and whether
// it stopped. What indicators and movers share.

import type { Recording, Segment } from "../../engine/interpreter/engine.ts";
import { type Outcome, outcomeOf } from "../../ensemble/gather.ts";
import type { CheckedModel, Question } from "../../language/checked-model.ts";

export type Futures = { model: CheckedModel; recording: Recording; segments: readonly Segment[]; runs: number };

export function fill<T extends Float64Array | Uint8Array>(
  f: Futures,
  into: T,
  value: (s: Segment, i: number) => number,
): T {
  for (const s of f.segments) for (let i = 0; i < s.count; i++) into[s.first + i] = value(s, i);
  return into;
}

/** The answer of each future. */
export function answerOf(f: Futures, outcome: Outcome, row: number): Float64Array {
  const at = (s: Segment, i: number, step: number) => s.series[(row * s.steps + step - s.from) * s.count + i]!;
  return fill(f, new Float64Array(f.runs), (s, i) => {
    if (outcome.kind === "option") {
      const policy = f.recording.policies.indexOf(outcome.policy);
      return s.options[(policy * s.steps + outcome.step - s.from) * s.count + i] === outcome.option ? 1 : 0;
    }
    if (outcome.kind === "quantity") return at(s, i, outcome.step ?? s.from + s.steps - 1);
    for (let step = s.from; step <= outcome.by; step++) if (at(s, i, step) !== 0) return 1;
    return 0;
  });
}

/** One thing to be answered: an event, a quantity, or one option of a policy. */
export type Asked = { q: Question; option?: number; outcome: Outcome };

export const askedOf = (model: CheckedModel, questions: readonly Question[]): Asked[] =>
  questions.flatMap((q): Asked[] => {
    if (q.kind === "comparison") return [];
    if (q.kind !== "options") return [{ q, outcome: outcomeOf(q, 0) }];
    return model.policies[q.policy]!.options.map((_, option) => ({ q, option, outcome: outcomeOf(q, option) }));
  });

/** The name of the option that is asked about; undefined where none is. */
export const optionName = (model: CheckedModel, { q, option }: Asked): string | undefined =>
  option === undefined || q.kind !== "options" ? undefined : model.policies[q.policy]!.options[option]!.id;

/** What an outcome reads of the picture. */
export const seriesOf = (outcome: Outcome): Recording["series"][number] =>
  outcome.kind === "event" ? outcome.when : outcome.kind === "quantity" ? outcome.of : { kind: "number", value: 0 };

export const failedIn = (f: Futures): Uint8Array => fill(f, new Uint8Array(f.runs), (s, i) => s.failed[i]!);
