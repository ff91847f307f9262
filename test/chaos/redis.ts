// A real redis-server of one's own, on a port and in a folder of its own. Where Debian's is missing and we may install it (root, as in
// continuous integration), it is installed; else the tests that need it are left out, and it is said. It never waits for long.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const NAMES = ["redis-server", "valkey-server"];

const works = (name: string) => spawnSync(name, ["--version"], { timeout: 5_000 }).status === 0;

function install(): void {
  process.stderr.write("redis-server is missing: installing it with apt-get\n");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const apt = (words: string[], timeout: number) =>
    spawnSync("apt-get", words, { env, timeout, stdio: ["ignore", "ignore", "ignore"] }).status === 0;
  const words = ["install", "-y", "--no-install-recommends", "redis-server"];
  if (!apt(words, 60_000)) {
    apt(["update"], 60_000);
    apt(words, 60_000);
  }
}

/** The server's name, or undefined after it was said that there is none. */
export function redisServer(): string | undefined {
  const found = NAMES.find(works);
  if (found) return found;
  if (process.getuid?.() === 0 && process.platform === "linux") install();
  const after = NAMES.find(works);
  if (!after) process.stderr.write("LEFT OUT: the tests of the cluster need redis-server, which cannot be had here\n");
  return after;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address() as { port: number };
  probe.close();
  await once(probe, "close");
  return port;
}

const answers = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (does: boolean) => {
      socket.destroy();
      resolve(does);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.on("error", () => end(false));
    socket.on("data", (data) => end(data.toString().startsWith("+PONG")));
    socket.on("connect", () => socket.write("PING\r\n"));
  });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export class RedisHere {
  readonly url: string;
  readonly #server: string;
  readonly #port: number;
  readonly #folder = mkdtempSync(join(tmpdir(), "standoff-redis-"));
  #child: ChildProcess | undefined;

  constructor(server: string, port: number) {
    this.#server = server;
    this.#port = port;
    this.url = `redis://127.0.0.1:${port}`;
  }

  /** `keeps`: with an append-only file, so that a restart forgets nothing. */
  async start(keeps = false): Promise<void> {
    const words = ["--port", `${this.#port}`, "--bind", "127.0.0.1", "--save", "", "--dir", this.#folder];
    words.push("--appendonly", keeps ? "yes" : "no", "--appendfsync", "always");
    this.#child = spawn(this.#server, words, { stdio: "ignore" });
    for (let tries = 0; tries < 100; tries++) {
      if (await answers(this.#port)) return;
      await pause(50);
    }
    throw new Error("redis-server does not answer");
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  signal(name: NodeJS.Signals): void {
    this.#child?.kill(name);
  }

  /** As when its machine loses power. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill("SIGKILL");
    await gone;
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
