// The threads that work for a client: counted when it begins and every few seconds after, since workers come and go while it plays.
// In: the connection. Out: their number, and a refusal where only workers of other versions are there: waiting would be forever.

import type { Redis } from "ioredis";
import { ClusterFailed } from "./connect.ts";
import { SAY_EVERY_MS, workersAt } from "./registry.ts";
import { playedVersion } from "./version.ts";

export type Roster = {
  threads: () => number;
  /** Rejects, in words, when only workers of other versions are left. */
  onlyOthers: Promise<never>;
  close: () => void;
};

async function threadsAt(redis: Redis, shown: string, say: (text: string) => void): Promise<number> {
  const workers = await workersAt(redis);
  const version = playedVersion();
  const own = workers.filter((w) => w.version === version);
  const [other] = workers;
  if (own.length === 0 && other) {
    throw new ClusterFailed(
      `the workers at ${shown} play version ${other.version}, this is ${version}: their bits could differ, so they are not asked; bring one to the other's version`,
    );
  }
  if (own.length === 0) say(`no worker at ${shown} yet; waiting for one (standoff work --cluster ${shown})`);
  return own.reduce((n, w) => n + w.threads, 0);
}

export async function rosterAt(redis: Redis, shown: string, say: (text: string) => void): Promise<Roster> {
  let threads = await threadsAt(redis, shown, say);
  const { promise: onlyOthers, reject } = Promise.withResolvers<never>();
  onlyOthers.catch(() => undefined);
  const look = async () => {
    try {
      threads = await threadsAt(redis, shown, say);
    } catch (error) {
      // A Redis that is away is the queue client's affair
      if (error instanceof ClusterFailed) reject(error);
    }
  };
  const timer = setInterval(look, SAY_EVERY_MS);
  return { threads: () => Math.max(1, threads), onlyOthers, close: () => clearInterval(timer) };
}
