// The cluster with the real thing: redis-server, workers as processes, faults done to them. A short form of `npm run chaos`: one ground
// for all of it. Nothing here looks at a clock; what hangs is ended and counts as lost.

import { Queue, QueueEvents } from "bullmq";
import { Redis } from "ioredis";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PREFIX, queueName } from "../src/hosts/cluster/job.ts";
import { PRIORITIES } from "../src/hosts/cluster/priority.ts";
import { sayGone, sayHere } from "../src/hosts/cluster/registry.ts";
import { rosterAt } from "../src/hosts/cluster/roster.ts";
import { playedVersion } from "../src/hosts/cluster/version.ts";
import { FAULTS, Ground, type Outcome } from "./chaos/faults.ts";
import { redisServer } from "./chaos/redis.ts";

const server = redisServer();
const until = async (isSo: () => Promise<boolean>) => {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
};
const NONE: Outcome = { tried: 0, right: 0, refused: 0, wrong: 0, lost: 0, recovery: [] };

describe.runIf(server !== undefined)("a cluster", () => {
  let ground: Ground;
  beforeAll(async () => {
    ground = await Ground.make(server!);
    await ground.staff(2);
  }, 60_000);
  afterAll(() => ground.close());

  async function after(name: string, times = 1): Promise<Outcome> {
    ground.outcome = structuredClone(NONE);
    await FAULTS.find((fault) => fault.name.startsWith(name))!.strike(ground, times);
    return ground.outcome;
  }

  it("gives the bytes of one core, blocks and what is counted of them", async () => {
    ground.outcome = structuredClone(NONE);
    expect([await ground.play(1), await ground.play(2)]).toEqual([undefined, undefined]);
    expect(ground.outcome).toMatchObject({ right: 2, wrong: 0, lost: 0 });
  });

  it.each([
    ["a worker was killed in mid-block", "worker killed", 1],
    ["Redis was killed and forgot everything", "Redis killed, forgets", 1],
    ["three asked the same at once", "the same asked", 3],
    ["nonsense was put into the queue and over answers", "nonsense jobs", 1],
    ["the client was killed while it wrote, and given again", "client killed", 1],
  ])(
    "gives the same when %s",
    async (_, name, right) => {
      expect(await after(name)).toMatchObject({ right, refused: 0, wrong: 0, lost: 0 });
    },
    240_000,
  );

  it("plays what is urgent first, and raises what was asked for before without hurry", async () => {
    await ground.dismiss();
    const redis = new Redis(ground.url, { maxRetriesPerRequest: null });
    await redis.flushall();
    const about = { connection: redis, prefix: PREFIX };
    const queue = new Queue(queueName(playedVersion()), about);
    const events = new QueueEvents(queueName(playedVersion()), about);
    const begun: string[] = [];
    events.on("active", ({ jobId }) => begun.push(jobId));
    await events.waitUntilReady();
    const waiting = async (priority: number) =>
      (await queue.getJobs(["prioritized"])).filter((job) => job.priority === priority).map((job) => job.id!);
    const asked = [ground.play(21, undefined, "low"), ground.play(23, undefined, "low")];
    await until(async () => (await waiting(PRIORITIES.low)).length === 8);
    asked.push(ground.play(23, undefined, "high"));
    await until(async () => (await waiting(PRIORITIES.high)).length === 4);
    const urgent = await waiting(PRIORITIES.high);
    await ground.hire(1);
    await Promise.all(asked);
    await Promise.all([queue.close(), events.close()]);
    redis.disconnect();
    expect(begun.slice(0, 4).toSorted()).toEqual(urgent.toSorted());
  });

  it("counts workers that come while it plays, and refuses where only another version is left", async () => {
    await ground.dismiss();
    const redis = new Redis(ground.url, { maxRetriesPerRequest: null });
    await redis.flushall();
    const said: string[] = [];
    const roster = await rosterAt(redis, "redis://here", (text) => said.push(text));
    expect(said).toEqual([expect.stringMatching(/^no worker at redis:\/\/here yet/)]);
    const worker = { id: "a", version: playedVersion(), threads: 5 };
    await sayHere(redis, worker);
    await until(async () => roster.threads() === 5);
    await sayGone(redis, worker);
    await sayHere(redis, { id: "b", version: "0.0.9-other", threads: 1 });
    await expect(roster.onlyOthers).rejects.toThrow(/play version 0\.0\.9-other, this is/);
    roster.close();
    redis.disconnect();
  });

  it("gives no answer where a worker's is wrong, and says which", async () => {
    await ground.dismiss();
    await ground.hire(1, "liar");
    ground.outcome = structuredClone(NONE);
    for (const seed of [9, 10]) {
      const says = new RegExp(`^worker \\S+ answered runs \\d+ to \\d+ of seed ${seed} wrongly`);
      expect(await ground.play(seed)).toMatch(says);
    }
    expect(ground.outcome).toMatchObject({ right: 0, refused: 2, wrong: 0, lost: 0 });
  });
});
