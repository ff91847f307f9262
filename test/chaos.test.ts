// The cluster with the real thing: redis-server, workers as processes, faults done to them. A short form of `npm run chaos`: one ground
// for all of it. Nothing here looks at a clock; what hangs is ended and counts as lost.

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FAULTS, Ground, type Outcome } from "./chaos/faults.ts";
import { redisServer } from "./chaos/redis.ts";

const server = redisServer();
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
