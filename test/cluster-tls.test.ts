// The queue behind TLS and a password, with a real redis-server: the same answer as here, and refusals in words.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freePort, ownCertificate, RedisHere, redisServer } from "./chaos/redis.ts";

const MAIN = fileURLToPath(new URL("../src/hosts/cli/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "standoff-tls-"));
const server = redisServer();
const own = ownCertificate(folder);
const password = "only for this test";
const locked = { STANDOFF_REDIS_PASSWORD: password, NODE_EXTRA_CA_CERTS: own?.certificate };

describe.runIf(server !== undefined && own !== undefined)("a queue behind TLS and a password", () => {
  let redis: RedisHere;
  let worker: ChildProcess;
  beforeAll(async () => {
    redis = new RedisHere(server!, await freePort(), { ...own!, password });
    await redis.start();
    const words = [MAIN, "work", "-q", "--cluster", redis.url, "--workers", "1"];
    worker = spawn(process.execPath, words, { env: { ...process.env, ...locked }, stdio: "ignore" });
  }, 60_000);
  afterAll(async () => {
    worker.kill("SIGKILL");
    await redis.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const ask = (env: Record<string, string | undefined>, ...words: string[]) => {
    const all = [MAIN, "ask", "models/two-states", "--runs", "512", "-q", ...words];
    return spawnSync(process.execPath, all, { encoding: "utf8", env: { ...process.env, ...env }, timeout: 60_000 });
  };

  it("gives the answer of this machine", () => {
    const there = ask(locked, "--cluster", redis.url);
    expect(there.status).toBe(0);
    expect(there.stdout).toBe(ask({}).stdout);
  });

  it.each([
    [
      "no certificate",
      { NODE_EXTRA_CA_CERTS: undefined },
      "",
      /its certificate is not trusted here .*NODE_EXTRA_CA_CERTS/,
    ],
    ["no password", { STANDOFF_REDIS_PASSWORD: undefined }, "", /the password is wrong or missing/],
    ["a wrong password", { STANDOFF_REDIS_PASSWORD: "guessed" }, "", /the password is wrong or missing/],
    ["a name that is not the certificate's", {}, "127.0.0.1", /its certificate is not trusted here/],
  ])("with %s refuses in words", (_, less, host, says) => {
    const { status, stderr } = ask(
      { ...locked, ...less },
      "--cluster",
      redis.url.replace("localhost", host || "localhost"),
    );
    expect(status).toBe(4);
    expect(stderr).toMatch(says);
    expect(stderr).not.toContain(password);
  });

  it.each([
    [
      "TLS of a plain server",
      async () => {
        const plain = new RedisHere(server!, await freePort());
        await plain.start();
        return { url: plain.url.replace("redis:", "rediss:"), close: () => plain.close() };
      },
      "perhaps it does not speak TLS: redis://",
    ],
    [
      "a locked server without TLS",
      async () => ({
        url: redis.url.replace("rediss:", "redis:"),
        close: async () => undefined,
      }),
      "perhaps it speaks TLS alone: rediss://",
    ],
  ])("asked for %s, says which it may be", async (_, open, says) => {
    const { url, close } = await open();
    const { status, stderr } = ask(locked, "--cluster", url);
    await close();
    expect(status).toBe(4);
    expect(stderr).toContain(says);
  });
});
