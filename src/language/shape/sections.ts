// The shape of every section: one record each, read by the reader (shape/read-shape.ts), by the JSON Schema
// (`standoff schema`) and by the reference in docs/. What a name means is not decided here: names/ and check/ do that.

import { z } from "zod";

const formula = z.union([z.number(), z.string(), z.boolean()]).meta({ title: "formula" });
const text = z.string().meta({ title: "text" });
const date = z
  .union([z.string(), z.number()])
  .meta({ title: "date", description: "2024, 2024-Q3, 2024-07 or 2024-07-15" });
const whole = z.int().meta({ title: "whole number" });
const names = z.array(z.string()).meta({ title: "list of names" });
const perMember = z
  .union([formula, z.record(z.string(), formula)])
  .meta({ title: "formula, or one for each member (KOR: ..., JPN: ...)" });

const common = {
  label: text.optional(),
  note: z
    .union([z.string(), z.number()])
    .meta({ title: "text" })
    .optional()
    .meta({ description: "why, and from where" }),
  because: names.optional().meta({ description: "the claims that it rests on" }),
};
const unit = text.optional().meta({ description: "warheads, 1/month, GUSD/year" });

const clock = z.strictObject({
  start: date,
  step: z.enum(["day", "week", "month", "quarter", "year"]),
  steps: whole,
});

const source = z.strictObject({
  title: text,
  author: text.optional(),
  publisher: text.optional(),
  published: date.optional(),
  url: text.optional(),
  file: text.optional().meta({ description: "optional to have; with it, ranges and hash are checked" }),
  sha256: text.optional(),
  grade: text.optional().meta({ description: "Admiralty grade, A1 to F6" }),
  note: common.note,
});

const origin = z.strictObject({ reliable: formula, grade: text.optional(), ...common });

const claim = z.strictObject({
  says: text.meta({ description: "what the source says, in the modeller's own words" }),
  source: text.optional(),
  at: z.strictObject({ start: whole, end: whole }).optional().meta({
    description: "W3C TextPositionSelector: code points of the untouched source, end exclusive",
  }),
  stance: z.enum(["asserted", "reported", "denied", "opinion", "forecast", "question"]).optional(),
  speaker: text.optional(),
  denied_by: names.optional(),
  credence: formula.optional().meta({ description: "probability that it is true; sampled once a run" }),
  else: formula.optional().meta({ description: "credence where its origin proves unreliable" }),
  origin: text.optional(),
  ...common,
});

const actor = z.strictObject({
  name: text.optional(),
  cow: whole.optional().meta({ description: "Correlates of War country code" }),
  foresight: formula.optional().meta({ description: "how many steps ahead it looks; 0 sees the present alone" }),
  precision: formula.optional().meta({ description: "how sharply it picks (lambda of the logit)" }),
  discount: formula.optional().meta({ description: "how it discounts, a step" }),
  level: z
    .union([z.literal(1), z.literal(2)])
    .meta({ title: "level, 1 or 2" })
    .optional()
    .meta({ description: "2: it counts on the others' replies" }),
  believes: z.record(z.string(), formula).optional(),
  ...common,
});

const parameterFields = z.strictObject({
  is: perMember.optional(),
  when: formula.optional(),
  // biome-ignore lint/suspicious/noThenProperty: `then` is a word of the language, and no promise is made here
  then: perMember.optional(),
  else: perMember.optional(),
  min: formula.optional(),
  max: formula.optional(),
  unit,
  ...common,
});
const parameter = z.union([formula, parameterFields]).meta({ title: "formula, or a map with `is`" });

const variable = z.strictObject({
  is: perMember.optional(),
  start: perMember.optional(),
  next: perMember.optional(),
  min: perMember.optional(),
  max: perMember.optional(),
  unit,
  ...common,
});

const policy = z.strictObject({
  options: z.union([names, z.record(z.string(), text)]).meta({ title: "options (a list, or names with labels)" }),
  start: text,
  review: z
    .union([whole, z.literal("never")])
    .meta({ title: "number of steps, or `never`" })
    .optional()
    .meta({ description: "steps between decisions" }),
  only: z.record(z.string(), formula).optional().meta({ description: "an option is open only while this holds" }),
  once: names.optional().meta({ description: "options that cannot be left again" }),
  switching: formula.optional().meta({ description: "cost in utility of changing course" }),
  ...common,
});

const value = z.strictObject({ weight: formula, is: formula, ...common });

const effects = z.record(z.string(), formula).meta({ title: "stocks to set" });
const outcome = z
  .union([formula, z.strictObject({ chance: formula, set: effects.optional(), ...common })])
  .meta({ title: "a chance, or `chance` and `set`" });
const event = z.strictObject({
  at: date.optional(),
  chance: formula.optional(),
  set: effects.optional(),
  outcomes: z.record(z.string(), outcome).optional(),
  repeats: z.boolean().optional(),
  ...common,
});

const question = z.strictObject({
  ask: text,
  about: text.optional().meta({ description: "a policy, or a formula for a quantity" }),
  at: date.optional(),
  event: formula.optional(),
  by: date.optional(),
  compare: text.optional().meta({ description: "a policy: each of its options is held in turn" }),
  hold: text.optional().meta({ description: "the option that the others are compared with" }),
  measure: formula.optional(),
  unit,
  ...common,
});

const heldSpan = z.strictObject({ option: text, from: date.optional(), until: date.optional() });
const hold = z
  .union([z.string(), heldSpan, z.array(heldSpan)])
  .meta({ title: "an option, or `option` with `from` and `until`, or a list of these" });

const scenario = z.strictObject({
  lens: z.boolean().optional().meta({ description: "changes credence, parameters, weights and foresight alone" }),
  clock: clock.partial().optional(),
  hold: z.record(z.string(), hold).optional(),
  start: z.record(z.string(), perMember).optional(),
  credence: z.record(z.string(), formula).optional(),
  foresight: z.record(z.string(), formula).optional(),
  parameters: z.record(z.string(), parameter).optional(),
  values: z
    .record(z.string(), z.union([formula, value.partial()]))
    .optional()
    .meta({ description: "CHN.domino: a weight" }),
  actors: z.record(z.string(), actor).optional(),
  variables: z.record(z.string(), variable).optional(),
  policies: z.record(z.string(), policy.partial()).optional(),
  events: z.record(z.string(), event).optional(),
  ...common,
});

export const SECTIONS = {
  standoff: text.meta({ description: "the title" }),
  clock: clock.meta({ description: "when it starts, how long a step is, how many there are" }),
  use: z.array(z.string()).meta({ description: "files merged in order" }),
  history: text.meta({ description: "dated observations" }),
  sources: z.record(z.string(), source).meta({ description: "texts that the model rests on" }),
  origins: z.record(z.string(), origin).meta({ description: "claims of one origin stand or fall together" }),
  claims: z.record(z.string(), claim).meta({ description: "what the sources say" }),
  actors: z.record(z.string(), actor).meta({ description: "who decides" }),
  sets: z.record(z.string(), names).meta({ description: "named lists of members" }),
  parameters: z.record(z.string(), parameter).meta({ description: "uncertain constants; sampled once a run" }),
  variables: z.record(z.string(), variable).meta({ description: "stocks (start, next) and derived (is)" }),
  policies: z.record(z.string(), policy).meta({ description: "who chooses what" }),
  values: z.record(z.string(), z.record(z.string(), value)).meta({ description: "what an actor wants" }),
  events: z.record(z.string(), event).meta({ description: "what may happen" }),
  questions: z.record(z.string(), question).meta({ description: "what the model is asked" }),
  scenarios: z.record(z.string(), scenario).meta({ description: "named departures" }),
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
