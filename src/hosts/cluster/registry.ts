// Who works: each worker says every few seconds that it is there, in one sorted set, by Redis's own clock (no other need be right).
// In: the connection. Out: the workers heard of lately. A client sizes its share by them and sees when only other versions work.

import type { Redis } from "ioredis";
import { z } from "zod";
import { WORKERS_KEY } from "./job.ts";

const WORKER = z.object({ id: z.string().max(120), version: z.string().max(80), threads: z.int().min(1).max(1024) });

export type WorkerInfo = z.infer<typeof WORKER>;

export const SAY_EVERY_MS = 3_000;
const HEARD_MS = 12_000;

const nowOf = async (redis: Redis) => {
  const [seconds] = await redis.time();
  return Number(seconds) * 1000;
};

export async function sayHere(redis: Redis, worker: WorkerInfo): Promise<void> {
  const now = await nowOf(redis);
  await redis.zadd(WORKERS_KEY, now, JSON.stringify(worker));
  await redis.zremrangebyscore(WORKERS_KEY, 0, now - HEARD_MS);
}

export const sayGone = (redis: Redis, worker: WorkerInfo) => redis.zrem(WORKERS_KEY, JSON.stringify(worker));

export async function workersAt(redis: Redis): Promise<WorkerInfo[]> {
  const now = await nowOf(redis);
  const members = await redis.zrangebyscore(WORKERS_KEY, now - HEARD_MS, "+inf");
  return members.flatMap((text) => {
    try {
      const read = WORKER.safeParse(JSON.parse(text));
      return read.success ? [read.data] : [];
    } catch {
      return [];
    }
  });
}
