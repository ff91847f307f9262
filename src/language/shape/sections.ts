// The shape of every section: one record each, read by the reader (shape/read-shape.ts), by the JSON Schema
// (`standoff schema`) and by the reference in docs/. What a name means is not decided here: names/ and check/ do that.

import { z } from "zod";

const formula = z.union([z.number(), z.string(), z.boolean()]).meta({ title: "formula" });
const text = z.string().meta({ title: "text" });
const grade = z
  .string()
  .regex(/^[A-F][1-6]$/)
  .meta({ title: "letter A to F and digit 1 to 6 (`B2`)" });
const date = z.union([z.string(), z.number()]).meta({ title: "date" });
const whole = z.int().meta({ title: "whole number" });
const names = z.array(z.string()).meta({ title: "list of names" });
const flag = z.boolean().meta({ title: "true or false" });
const perMember = z
  .union([formula, z.record(z.string(), formula)])
  .meta({ title: "formula, or one for each member (KOR: ..., JPN: ...)" });

/** A field that may be left out, with what the reference and editors say of it. */
const may = <T extends z.ZodType>(schema: T, description: string) => schema.optional().meta({ description });
/** A field that must be there. */
const must = <T extends z.ZodType>(schema: T, description: string) => schema.meta({ description });

const label = may(text, "its name for people");
const note = may(z.union([z.string(), z.number()]).meta({ title: "text" }), "why, and from where");
const because = may(names, "the claims that it rests on");
const common = { label, note, because };
const unit = may(text, "`warheads`, `1/month`, `GUSD/year`; checked where both sides have one");

const clock = z.strictObject({
  start: must(date, "`2024`, `2024-Q3`, `2024-07` or `2024-07-15`"),
  step: must(z.enum(["day", "week", "month", "quarter", "year"]).meta({ title: "one of these" }), "how long a step is"),
  steps: must(whole, "how many there are, 1 to 5000"),
});

const source = z.strictObject({
  title: must(text, "of the text"),
  author: may(text, "who wrote it"),
  publisher: may(text, "where it appeared"),
  published: may(date, "when"),
  url: may(text, "where it may be read"),
  file: may(
    text,
    "the text itself, beside this file or in `../texts/`: optional to have; with it, ranges and hash are checked",
  ),
  sha256: may(text, "of the text's bytes"),
  grade: may(
    grade,
    "Admiralty grade, A1 to F6: the source's reliability and the report's credibility; shown, and no probability by itself",
  ),
  note,
});

const origin = z.strictObject({
  reliable: must(formula, "the probability that what it says is so; drawn once a run"),
  grade: may(
    grade,
    "Admiralty grade, A1 to F6: the source's reliability and the report's credibility; shown, and no probability by itself",
  ),
  ...common,
});

const range = z
  .strictObject({
    start: must(whole, "the first code point, from 0"),
    end: must(whole, "the one after the last"),
  })
  .meta({ title: "`start` and `end`" });

const claim = z.strictObject({
  says: must(text, "what the source says, in the modeller's own words"),
  source: may(text, "one of `sources`"),
  at: may(range, "where: W3C TextPositionSelector, code points of the untouched source"),
  stance: may(
    z.enum(["asserted", "reported", "denied", "opinion", "forecast", "question"]).meta({ title: "one of these" }),
    "how it is said; `asserted` where nothing is said",
  ),
  speaker: may(text, "who says it; `author` where nothing is said"),
  denied_by: may(names, "who disputes it"),
  credence: may(
    formula,
    "the probability that it is true; drawn once a run. A claim without one cannot be read by formulas",
  ),
  origin: may(text, "one of `origins`: claims of one origin stand or fall together"),
  else: may(formula, "credence where its origin proves unreliable"),
  ...common,
});

const actor = z.strictObject({
  name: may(text, "what people call it"),
  cow: may(whole, "Correlates of War country code"),
  foresight: may(formula, "how many steps ahead it looks, 0 to 600; 0 (or nothing) sees the present alone"),
  precision: may(formula, "how sharply it picks: lambda of the logit, 0 to 1000; 4 where nothing is said"),
  discount: may(formula, "what a step's wait leaves of a value, 0 (the next step alone) to 1; 1 where nothing is said"),
  level: may(
    z.union([z.literal(1), z.literal(2)]).meta({ title: "level, 1 or 2" }),
    "1 (or nothing): the others stay as they are; 2: it counts on their replies",
  ),
  believes: may(
    z.record(z.string(), formula).meta({ title: "formulas by name" }),
    "what it takes a parameter, a stock, a claim's credence or another's foresight to be: in its own projections this takes the place of what is",
  ),
  ...common,
});

const parameterFields = z.strictObject({
  is: may(perMember, "a number or a distribution"),
  when: may(formula, "a claim or other condition among constants"),
  // biome-ignore lint/suspicious/noThenProperty: `then` is a word of the language, and no promise is made here
  then: may(perMember, "its value where `when` is true"),
  else: may(perMember, "and where it is not"),
  min: may(formula, "what is drawn below is moved here"),
  max: may(formula, "what is drawn above is moved here"),
  unit,
  ...common,
});
const parameter = z.union([formula, parameterFields]).meta({ title: "formula, or a map with `is`" });

const variable = z.strictObject({
  is: may(perMember, "a derived variable: what it is, each step"),
  start: may(perMember, "a stock: its first value; a distribution is drawn once a run"),
  next: may(perMember, "a stock: its value a step later"),
  min: may(perMember, "a stock's least: it is cut there when it advances. Reads constants alone"),
  max: may(perMember, "a stock's most"),
  unit,
  ...common,
});

const reviewFields = z.strictObject({
  every: may(
    z.union([whole, z.literal("never")]).meta({ title: "number of steps, or `never`" }),
    "steps between regular reviews; none where nothing is said and something else calls them",
  ),
  first: may(formula, "the step of the first regular review, from 0: a number, or a distribution drawn once a run"),
  on: may(names, "events: a review in the step after one happened"),
  when: may(formula, "a condition: a review in the step in which it turns true"),
});

const taste = z.strictObject({
  sd: may(formula, "how strong it is: its standard deviation in utility; a number, a distribution or a formula"),
  half_life: may(
    z.union([formula, z.literal("never")]).meta({ title: "formula, or `never`" }),
    "steps until half of it is forgotten; `never` (or nothing): one draw a run",
  ),
});

const policy = z.strictObject({
  options: must(
    z.union([names, z.record(z.string(), text)]).meta({ title: "options (a list, or names with labels)" }),
    "what may be chosen: two or more",
  ),
  start: must(
    z.union([text, z.record(z.string(), formula)]).meta({ title: "an option, or chances by option" }),
    "the option in place at the start; `{ hedge: 0.6, patience: 0.4 }` is drawn once a run",
  ),
  age: may(
    formula,
    "how many steps the option at the start has been in place, for `age(CHN.korea)`; 0 where nothing is said",
  ),
  review: may(
    z
      .union([whole, z.literal("never"), reviewFields])
      .meta({ title: "number of steps, `never`, or a map with `every`, `first`, `on` and `when`" }),
    "steps between decisions, from the first on; 1 where nothing is said",
  ),
  taste: may(
    taste.meta({ title: "`sd` and `half_life`" }),
    "what it likes for reasons outside the model, option by option",
  ),
  only: may(
    z.record(z.string(), formula).meta({ title: "conditions by option" }),
    "an option is open only while its condition holds: ability, kept apart from willingness",
  ),
  once: may(names, "options that cannot be left again"),
  switching: may(
    z.union([formula, z.record(z.string(), formula)]).meta({ title: "formula, or formulas by option and `default`" }),
    "cost in utility of changing course; 0 where nothing is said. It may differ by the option that is entered",
  ),
  ...common,
});

const value = z.strictObject({
  weight: must(
    formula,
    "how much it counts; negative for what is not wanted. Drawn once a run, or a formula that reads variables",
  ),
  is: must(formula, "what is wanted, as a number each step"),
  ...common,
});

const effects = z.record(z.string(), formula).meta({ title: "stocks to set" });
const outcome = z
  .union([
    formula,
    z.strictObject({
      chance: must(formula, "of this outcome; all sum to 1"),
      set: may(effects, "stock → its new value, as it is until the next step"),
      ...common,
    }),
  ])
  .meta({ title: "a chance, or `chance` and `set`" });
const event = z.strictObject({
  at: may(date, "it happens in this step (with its chance, where it has one)"),
  chance: may(formula, "the probability in a step"),
  set: may(effects, "stock → its new value; a family's name sets each member"),
  outcomes: may(
    z.record(z.string(), outcome).meta({ title: "outcomes by name" }),
    "one of them comes about; what it sets follows what the event sets",
  ),
  repeats: may(flag, "it may happen again; without it, once a run"),
  ...common,
});

const question = z.strictObject({
  ask: must(text, "the question, as a person asks it"),
  about: may(text, "a policy, or a formula for a quantity"),
  at: may(date, "when; the clock's last date where nothing is said (a comparison: the mean over the clock)"),
  event: may(formula, "a condition: the answer is how likely it is to have held by then"),
  by: may(date, "the last date for `event`"),
  compare: may(text, "a policy: each of its options is held in turn, under the same luck"),
  hold: may(text, "the option that the others are compared with; the first where nothing is said"),
  measure: may(formula, "what is compared: `utility(CHN)`"),
  better: may(
    z.enum(["higher", "lower"]).meta({ title: "one of these" }),
    "which end of `measure` is the better one; of `utility(X)` the higher, of anything else neither where nothing is said",
  ),
  unit,
  ...common,
});

const heldSpan = z.strictObject({
  option: must(text, "what is held"),
  from: may(date, "from this step on"),
  until: may(date, "until this step, not including it"),
  while: may(formula, "a condition: it is held in the steps in which this is true"),
});
const hold = z
  .union([z.string(), heldSpan, z.array(heldSpan)])
  .meta({ title: "an option, or `option` with `from`, `until` and `while`, or a list of these" });

const historyFields = z.strictObject({
  file: must(text, "the CSV file, relative to this one (docs/watch.md says what stands in it)"),
  scenario: may(text, "the scenario under which the record is watched: it starts where the record does"),
});

export const OBSERVED_AS = [
  "normal",
  "lognormal",
  "poisson",
  "negative_binomial",
  "binomial",
  "chance",
  "option",
  "event",
  "unused",
] as const;

const observed = z.strictObject({
  of: may(
    formula,
    "what is expected of it: a formula, or the name of a policy or event; the same name where it is left out",
  ),
  as: may(
    z.enum(OBSERVED_AS).meta({ title: "one of these" }),
    "how the record differs from it; `option` of a policy, `event` of an event, else `normal`",
  ),
  sd: may(formula, "error of the model's own beside each row's; of a policy or event the least chance of a wrong code"),
  size: may(formula, "of a negative binomial: its variance is m + m^2 / size"),
  trials: may(formula, "of a binomial: how many there were"),
  house: may(
    z.number().meta({ title: "number" }),
    "how far sources differ by a shift of their own: its standard deviation",
  ),
  ...common,
});

const bounds = {
  at_least: may(z.number().meta({ title: "number" }), "this or more"),
  at_most: may(z.number().meta({ title: "number" }), "this or less"),
};
const behaviour = z.strictObject({
  says: must(text, "what the model must do, in words"),
  of: must(formula, "what is looked at: a number a step"),
  from: may(date, "the window's first step; the clock's where nothing is said"),
  until: may(date, "its last step, in it; the clock's where nothing is said"),
  over: may(
    z.enum(["first", "last", "mean", "sum", "least", "most"]).meta({ title: "one of these" }),
    "one number a run, of the window; `last` where nothing is said",
  ),
  across: may(
    z.union([z.enum(["mean", "median"]), z.number()]).meta({ title: "`mean`, `median` or a percentile" }),
    "one figure of all runs; `mean` where nothing is said",
  ),
  runs_with: may(
    z.strictObject(bounds).meta({ title: "`at_least` and `at_most`" }),
    "in place of `across`: the figure is the share of runs whose number lies here",
  ),
  scenario: may(names, "scenarios under which it is played, beside the record's own"),
  ...bounds,
  ...common,
});

const byName = <T extends z.ZodType>(of: T, title: string) => z.record(z.string(), of).meta({ title });

const scenario = z.strictObject({
  lens: may(flag, "a way to read the same model: it may change credence, parameters, weights and foresight alone"),
  clock: may(clock.partial().meta({ title: "parts of `clock`" }), "another time"),
  draws: may(text, "a file of joint draws that `standoff fit` wrote: each future takes a row of it"),
  hold: may(byName(hold, "options by policy"), "policies that do not decide: `CHN.korea: coerce`"),
  start: may(byName(perMember, "formulas by stock"), "where stocks start"),
  credence: may(byName(formula, "formulas by claim"), "how far claims are believed"),
  foresight: may(byName(formula, "formulas by actor"), "how far actors look"),
  parameters: may(byName(parameter, "as under `parameters`"), "a new `is` takes the place of an old `when`"),
  values: may(
    byName(z.union([formula, value.partial()]).meta({ title: "weight, or parts of a value" }), "weights by value"),
    "`CHN.domino: -2`",
  ),
  actors: may(byName(actor, "parts of an actor"), "beliefs are added to those that are there"),
  variables: may(byName(variable, "parts of a variable"), "another start, next, bound or `is`"),
  policies: may(byName(policy.partial(), "parts of a policy"), "another start, review, condition or cost"),
  events: may(byName(event, "parts of an event"), "another date, chance or effect"),
  ...common,
});

export const SECTIONS = {
  standoff: text.meta({ description: "the title" }),
  clock: clock.meta({ description: "when it starts, how long a step is, how many there are" }),
  use: names.meta({
    description: "files merged in order, relative to this one; or a whole model beside this one: `../other`",
  }),
  history: z
    .union([text, historyFields])
    .meta({ title: "text, or a map with `file`", description: "a file of dated observations" }),
  sources: z
    .record(z.string(), source)
    .meta({ description: "texts that the model rests on; the text itself is no part of it" }),
  origins: z.record(z.string(), origin).meta({ description: "claims of one origin stand or fall together" }),
  claims: z.record(z.string(), claim).meta({ description: "what the sources say" }),
  actors: z.record(z.string(), actor).meta({ description: "who decides: ISO 3166 alpha-3 where there is one" }),
  sets: z
    .record(z.string(), names)
    .meta({ description: "named lists of members: `allies: [KOR, JPN]`. `actors` is always one" }),
  parameters: z
    .record(z.string(), parameter)
    .meta({ description: "uncertain constants, drawn once a run. A bare value is short for `is`" }),
  variables: z.record(z.string(), variable).meta({
    description: "stocks, which are remembered (`start`, `next`), and derived variables, which follow (`is`)",
  }),
  policies: z
    .record(z.string(), policy)
    .meta({ description: "who chooses what: `CHN.korea`, or `allies.nuclear` for one of each member" }),
  values: z.record(z.string(), z.record(z.string(), value)).meta({
    description: "what an actor, or each member of a set, wants: the terms of its utility a step, under its name",
  }),
  events: z
    .record(z.string(), event)
    .meta({ description: "what may happen: `at` a date, or with a `chance` in a step" }),
  questions: z.record(z.string(), question).meta({
    description:
      "what the model is asked: `about` something `at` a date, an `event` `by` a date, or `compare` the options of a policy",
  }),
  observe: z.record(z.string(), observed).meta({
    description: "how what stands in the record relates to the model; without it a row is read as what it names",
  }),
  behaviours: z
    .record(z.string(), behaviour)
    .meta({ description: "what the model must do if it is any good, for `standoff watch --behaviours`" }),
  scenarios: z.record(z.string(), scenario).meta({ description: "named departures from the model, for `--scenario`" }),
};

export const MODEL_FILE = z.strictObject(SECTIONS).partial();

export type SectionName = keyof typeof SECTIONS;
export type ModelFile = z.infer<typeof MODEL_FILE>;

/** The JSON Schema of a model file (draft 2020-12), for editors. */
export function jsonSchema(): object {
  return {
    ...z.toJSONSchema(MODEL_FILE, { target: "draft-2020-12" }),
    $id: "https://standoff.dev/schema/standoff-1.json",
    title: "A Standoff model file",
  };
}
