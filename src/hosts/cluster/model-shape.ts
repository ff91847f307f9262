// What a model must look like before a worker plays it. It comes out of the queue, so it is data to be judged: shapes and sizes are
// checked here, and its hash by who reads it. Only what is played is sent: no sources, claims' words, questions or records.

import { z } from "zod";
import type { CheckedModel } from "../../language/checked-model.ts";
import { LIMITS } from "../../language/limits.ts";
import type { Played } from "./piece.ts";

/** A model without what only people read. */
export function playedPartOf(model: CheckedModel): CheckedModel {
  return { ...model, sources: [], claims: [], questions: [], scenarios: [], observed: [], behaviours: [] };
}

const slot = z.int().min(0).max(100_000);
const name = z.string().max(2000);
const u32 = z.int().min(0).max(0xffffffff);

const expression: z.ZodType = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("number"), value: z.custom<number>((v) => typeof v === "number") }),
    z.object({ kind: z.literal(["constant", "cell"]), slot }),
    z.object({ kind: z.literal("option"), policy: slot, option: slot }),
    z.object({ kind: z.literal("time") }),
    z.object({ kind: z.literal(["negate", "not"]), of: expression }),
    z.object({ kind: z.literal("binary"), operator: name, left: expression, right: expression }),
    z.object({ kind: z.literal("if"), test: expression, yes: expression, no: expression }),
    z.object({ kind: z.literal("call"), name, arguments: z.array(expression).max(LIMITS.arguments.most) }),
    z.object({
      kind: z.literal("lookup"),
      x: expression,
      points: z.array(z.tuple([z.number(), z.number()])).max(1000),
    }),
    z.object({ kind: z.literal("pick"), place: expression, values: z.array(z.number()).max(LIMITS.draws.most) }),
    z.object({
      kind: z.literal("draw"),
      distribution: name,
      arguments: z.array(expression).max(LIMITS.arguments.most),
      stream: u32,
      place: u32,
    }),
  ]),
);

const at = z.object({ file: name, line: z.int(), column: z.int(), length: z.int() });
const list = <T extends z.ZodType>(of: T, most = 100_000) => z.array(of).max(most);
const bounds = { min: expression.optional(), max: expression.optional() };

const model = z.object({
  clock: z.object({
    start: z.string().regex(/^\d{4}(-Q[1-4]|-\d{2}(-\d{2})?)?$/),
    step: z.enum(["day", "week", "month", "quarter", "year"]),
    steps: z.int().min(1).max(LIMITS.steps.most),
  }),
  constants: list(
    z.object({
      id: name,
      at,
      kind: name,
      value: expression,
      ...bounds,
      whole: z.boolean(),
      follows: z.boolean().optional(),
    }),
  ),
  stocks: list(z.object({ id: name, at, start: expression, next: expression, ...bounds })),
  derived: list(z.object({ id: name, at, is: expression })),
  startOrder: list(slot),
  policies: list(
    z.object({
      id: name,
      at,
      owner: slot,
      options: z
        .array(z.object({ id: name, only: expression.optional(), once: z.boolean() }))
        .min(1)
        .max(LIMITS.options.most),
      start: slot,
      startBy: slot.optional(),
      review: z.int().min(0).max(LIMITS.review.most),
      first: slot.optional(),
      calls: z.object({ on: list(slot), when: expression.optional() }).optional(),
      taste: z.object({ sd: slot, halfLife: slot.optional(), stream: u32 }).optional(),
      switching: slot,
      entering: list(slot, LIMITS.options.most).optional(),
      stream: u32,
    }),
    LIMITS.policies.most,
  ),
  holds: list(z.object({ policy: slot, option: slot, from: z.number(), until: z.number(), while: slot.optional() })),
  conditions: list(expression, 1000).optional(),
  terms: list(z.object({ id: name, actor: slot, weight: slot, is: expression })),
  events: list(
    z.object({
      id: name,
      at,
      scheduled: z.number().optional(),
      chance: expression.optional(),
      outcomes: list(
        z.object({ chance: expression.optional(), effects: list(z.object({ stock: slot, value: expression })) }),
      ),
      stream: u32,
    }),
  ),
  actors: list(
    z.object({
      foresight: slot,
      precision: slot,
      discount: slot,
      level: z.literal([1, 2]),
      beliefs: list(z.object({ constant: slot, value: expression, follows: z.boolean().optional() })),
      stockBeliefs: list(z.object({ stock: slot, value: expression })).optional(),
      terms: list(slot),
    }),
    LIMITS.actors.most,
  ),
});

const recording = z.strictObject({
  policies: list(slot, 10_000),
  series: list(expression, 20_000),
  constants: list(slot),
  explained: list(slot, 1000),
  finals: list(slot),
  reviewAt: z.number().int().optional(),
  events: list(slot).optional(),
  tilted: z.boolean().optional(),
});

const counting = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("options"), at: slot, width: z.int().min(1).max(LIMITS.options.most) }),
  z.strictObject({ kind: z.literal(["event", "mean"]), at: slot }),
  z.strictObject({ kind: z.literal("value"), at: slot, step: z.int().min(0).max(LIMITS.steps.most) }),
  z.strictObject({ kind: z.literal("course"), at: slot, before: u32 }),
]);

const ENGINE = z.object({ model, recording, countings: list(counting).optional() });

/** The engine's parts as they came, or what is wrong with them. */
export function playedOf(value: unknown): Played | { says: string } {
  const checked = ENGINE.safeParse(value);
  if (checked.success) return value as Played;
  const [issue] = checked.error.issues;
  return { says: `${issue?.path.join(".") ?? "it"}: ${issue?.message ?? "not a model"}` };
}
