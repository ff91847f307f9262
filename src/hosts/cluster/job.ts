// What passes through the queue. A job is a lot: some blocks in a row of one ensemble. It says which engine (by hash), which seed, which runs, what is held.
// Its id is the hash of just that, so the same lot asked for by many, or twice, is one job. Jobs are data, checked by a schema.

import { createHash } from "node:crypto";
import { z } from "zod";
import { BLOCK, type Job } from "../../ensemble/jobs.ts";
import { fromExactJson, toExactJson } from "../exact-json.ts";

/** Blocks of one job, at most: what a lost worker loses, and what is held in memory. */
export const MOST_BLOCKS = 64;
/** Bytes of one block as played, and of one job's answer: beyond them it is refused. */
export const MOST_BLOCK_BYTES = 128_000_000;

const whole = (most: number) => z.int().min(0).max(most);
const exact = z.custom<number>((value) => typeof value === "number");

const LOT = z.strictObject({
  version: z.string().max(80),
  engine: z.string().regex(/^[0-9a-f]{64}$/),
  seed: whole(0xffffffff),
  first: whole(0xffffffff).multipleOf(BLOCK),
  count: z
    .int()
    .min(1)
    .max(MOST_BLOCKS * BLOCK),
  holds: z
    .array(
      z.strictObject({
        policy: whole(100_000),
        option: whole(1000),
        from: exact,
        until: exact,
        while: whole(10_000).optional(),
      }),
    )
    .max(2000),
  set: z.array(z.strictObject({ constant: whole(100_000), value: exact })).max(10_000),
});

export type Lot = z.infer<typeof LOT>;

export const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");

export function lotOf(job: Job, engine: string, version: string, first: number, count: number): Lot {
  const { seed, holds, set = [] } = job;
  const held = holds.map((hold) => ({
    policy: hold.policy,
    option: hold.option,
    from: hold.from,
    until: hold.until,
    ...(hold.while !== undefined && { while: hold.while }),
  }));
  return {
    version,
    engine,
    seed,
    first,
    count,
    holds: held,
    set: set.map(({ constant, value }) => ({ constant, value })),
  };
}

export const lotText = (lot: Lot) => toExactJson(lot);

export const lotId = (text: string) => `s${sha256(text)}`;

/** The lot of a job's data, or what is wrong with it. */
export function readLot(data: unknown): Lot | { says: string } {
  if (typeof data !== "string" || data.length > 1_000_000) return { says: "it is no text" };
  let value: unknown;
  try {
    value = fromExactJson(data);
  } catch {
    return { says: "it is no JSON" };
  }
  const checked = LOT.safeParse(value);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  return { says: `${issue?.path.join(".")}: ${issue?.message}` };
}

// Names in the queue's database. BullMQ keeps its own under the same prefix.
export const PREFIX = "standoff";
export const queueName = (version: string) => `runs-${version}`;
export const modelKey = (engine: string) => `${PREFIX}:engine:${engine}`;
export const answerKey = (id: string) => `${PREFIX}:answer:${id}`;
export const WORKERS_KEY = `${PREFIX}:workers`;
