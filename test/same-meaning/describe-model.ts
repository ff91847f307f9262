// Descriptions of whole models, as fast-check arbitraries: every section of the language, names left out. Lists shrink by
// leaving elements out, and what is left still reads as a model, since references are numbers (formulas.ts).
// Sizes are kept small on purpose: a model should play in milliseconds in the interpreter, and print on a page.

import fc from "fast-check";
import { condition, formula, literal, seldom, shortCondition, shortFormula } from "./formulas.ts";

const some = fc.nat({ max: 59 });
const kind = <const K extends string>(...names: K[]) => fc.constantFrom(...names);
const { record, option } = fc;
const list = <T>(of: fc.Arbitrary<T>, maxLength: number, minLength = 0) => fc.array(of, { minLength, maxLength });

const probability = fc.oneof(fc.constantFrom(0.5, 0, 1, 0.2, 0.9, 0.65), fc.double({ min: 0, max: 1, noNaN: true }));

const origin = record({ reliable: probability });
const claim = record({
  form: kind("plain", "plain", "uniform", "beta", "conditional"),
  credence: probability,
  otherwise: probability,
  origin: option(some, { freq: 2 }),
  /** A question has no credence, so no truth. */
  question: seldom(12),
});

const belief = record({
  about: some,
  form: kind("plain", "interval", "formula", "state", "stock"),
  v: probability,
  is: shortFormula,
});
/** What decides may follow the state; seldom, so that most models still have much that is known for good. */
const following = option(shortFormula, { freq: 6 });
const steps = fc.integer({ min: 0, max: 8 });
const actor = record({
  foresight: fc.oneof(
    record({ form: fc.constant("plain" as const), v: steps }),
    record({ form: fc.constant("interval" as const), low: fc.integer({ min: 1, max: 3 }), width: fc.nat({ max: 3 }) }),
    record({ form: fc.constant("choice" as const), weights: list(fc.integer({ min: 1, max: 4 }), 6, 2) }),
    fc.constant({ form: "none" as const }),
  ),
  precision: fc.oneof(fc.constantFrom(4, 1, 0, 12.5, 1000), fc.constant("1 to 5" as const), fc.constant(undefined)),
  discount: fc.oneof(fc.constantFrom(1, 0.98, 0.5, 0), fc.constant("uniform(0.8, 1)" as const), fc.constant(undefined)),
  level: seldom(9).map((two) => (two ? (2 as const) : (1 as const))),
  believes: list(belief, 3),
  state: record({ foresight: following, precision: following, discount: following }),
});

const set = record({ of: kind("actors", "places"), size: fc.integer({ min: 1, max: 3 }), from: some });
/** What a family runs over: none, one set or two. */
const over = fc.oneof(
  { arbitrary: fc.constant<number[]>([]), weight: 5 },
  { arbitrary: fc.tuple(some), weight: 3 },
  { arbitrary: fc.tuple(some, some), weight: 1 },
);

const bound = fc.oneof(
  {
    arbitrary: record({ form: fc.constant("plain" as const), v: fc.integer({ min: 0, max: 40 }).map((n) => n / 8) }),
    weight: 3,
  },
  { arbitrary: record({ form: fc.constant("formula" as const), is: shortFormula }), weight: 1 },
);
const parameter = record({
  over,
  form: kind("is", "bare", "when"),
  is: shortFormula,
  yes: shortFormula,
  when: shortCondition,
  coin: seldom(8),
  interval: option(fc.tuple(fc.integer({ min: -8, max: 16 }), fc.nat({ max: 12 })), { freq: 2 }),
  perMember: seldom(3),
  min: option(bound, { freq: 4 }),
  max: option(bound, { freq: 4 }),
});

const stock = record({
  kind: fc.constant("stock" as const),
  over,
  start: shortFormula,
  /** How `next` is made of the value and a formula: with or without memory, drifting, or the bare formula. */
  form: kind("pull", "pull", "drift", "grow", "bare"),
  next: formula,
  noise: option(fc.constantFrom(0.01, 0.1, 0.5), { freq: 2 }),
  /** A mishap stops a few runs at some step: not a number, or infinite. */
  mishap: kind("none", "none", "none", "none", "none", "none", "none", "none", "none", "none", "nan", "infinite"),
  min: option(bound, { freq: 2 }),
  max: option(bound, { freq: 2 }),
  perMember: seldom(3),
});
const derived = record({
  kind: fc.constant("derived" as const),
  over,
  form: kind("number", "number", "number", "truth"),
  is: formula,
  truth: condition,
  perMember: seldom(4),
});
const variable = fc.oneof({ arbitrary: stock, weight: 3 }, { arbitrary: derived, weight: 2 });

const policy = record({
  owner: some,
  options: fc.integer({ min: 2, max: 4 }),
  labels: fc.boolean(),
  start: some,
  chances: option(list(fc.constantFrom(0, 1, 0.3, 2), 4, 4), { freq: 4 }),
  age: option(fc.constantFrom(0, 3, 18), { freq: 4 }),
  review: fc.constantFrom(1, 2, 3, 5, undefined, "never" as const),
  calls: option(
    record({
      first: option(fc.oneof(fc.constantFrom(0, 1, 3), fc.constant("choice(1, 2, 1)" as const)), { freq: 2 }),
      on: list(some, 2),
      when: option(condition, { freq: 2 }),
      every: fc.constantFrom(1, 2, 4, undefined, "never" as const),
    }),
    { freq: 3 },
  ),
  taste: option(
    record({
      sd: fc.oneof(fc.constantFrom(0, 0.3, 2), fc.constant("0.1 to 0.5" as const)),
      state: following,
      halfLife: fc.constantFrom(2, 24, 0.5, "4 to 30" as const, "never" as const, undefined),
    }),
    { freq: 3 },
  ),
  entering: option(record({ option: some, cost: fc.constantFrom(0, 0.4, "0.1 to 0.4" as const), state: following }), {
    freq: 5,
  }),
  only: list(record({ option: some, when: condition }), 2),
  once: list(some, 1),
  switching: option(fc.oneof(fc.constantFrom(0, 0.2, 1), fc.constant("0.1 to 0.4" as const)), { freq: 2 }),
});

const value = record({
  of: some,
  weight: fc.oneof(literal, fc.constant("1 to 3" as const)),
  state: following,
  is: formula,
});

const effect = record({ target: some, member: seldom(2), to: formula, form: kind("move", "bare") });
const outcomes = record({
  form: kind("plain", "formula"),
  parts: list(record({ chance: formula, set: list(effect, 2) }), 3, 1),
});
const event = record({
  at: option(some, { freq: 2 }),
  chance: option(record({ form: kind("plain", "formula"), v: probability, is: formula }), { freq: 4 }),
  set: list(effect, 2),
  outcomes: option(outcomes, { freq: 2 }),
  repeats: fc.boolean(),
});

const question = record({
  kind: kind("options", "event", "quantity", "comparison"),
  i: some,
  o: some,
  at: option(some, { freq: 4 }),
  of: formula,
  when: condition,
});

const hold = record({
  policy: some,
  option: some,
  form: kind("whole", "span", "list"),
  from: option(some, { freq: 3 }),
  until: option(some, { freq: 3 }),
  while: option(condition, { freq: 3 }),
});
const departure = record({
  lens: seldom(4),
  holds: list(hold, 2),
  credence: option(record({ i: some, v: probability }), { freq: 2 }),
  foresight: option(record({ i: some, v: fc.integer({ min: 0, max: 6 }) }), { freq: 2 }),
  parameter: option(record({ i: some, v: literal }), { freq: 2 }),
  start: option(record({ i: some, v: literal }), { freq: 2 }),
  weight: option(record({ i: some, v: literal }), { freq: 2 }),
  believes: option(record({ actor: some, about: some, v: probability }), { freq: 3 }),
  review: option(record({ i: some, v: fc.integer({ min: 1, max: 4 }) }), { freq: 3 }),
  steps: option(fc.integer({ min: 2, max: 10 }), { freq: 4 }),
});

const clock = record({
  step: kind("month", "day", "week", "quarter", "year"),
  start: some,
  steps: fc.integer({ min: 4, max: 14 }),
});

/** What is asked of an engine: which runs, under which seed, with what held beside the model's own holds. */
const request = record({
  seed: fc.oneof(fc.nat(), fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff)),
  first: fc.oneof(fc.constantFrom(0, 256, 65536), fc.nat({ max: 4_000_000 })),
  count: fc.integer({ min: 1, max: 13 }),
  holds: list(record({ policy: some, option: some, from: some, until: some, while: some }), 3),
});

export const caseDescription = record({
  clock,
  origins: list(origin, 2),
  claims: list(claim, 4),
  actors: list(actor, 4, 1),
  sets: list(set, 2),
  parameters: list(parameter, 4),
  variables: list(variable, 6, 1),
  policies: list(policy, 3, 1),
  values: list(value, 6),
  events: list(event, 3),
  questions: list(question, 3),
  scenarios: list(departure, 2),
  /** The second half of the sections stands in a file of its own. */
  split: seldom(4),
  requests: list(request, 2, 1),
});

type Of<A> = A extends fc.Arbitrary<infer T> ? T : never;
export type Description = Of<typeof caseDescription>;
export type ClaimDescription = Of<typeof claim>;
export type ActorDescription = Of<typeof actor>;
export type ParameterDescription = Of<typeof parameter>;
export type BoundDescription = Of<typeof bound>;
export type VariableDescription = Of<typeof variable>;
export type PolicyDescription = Of<typeof policy>;
export type EventDescription = Of<typeof event>;
export type EffectDescription = Of<typeof effect>;
export type QuestionDescription = Of<typeof question>;
export type DepartureDescription = Of<typeof departure>;
