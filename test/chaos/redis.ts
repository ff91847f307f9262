// A real redis-server of one's own, on a port and in a folder of its own. Where Debian's is missing and we may install it (root, as in
// continuous integration), it is installed; else the tests that need it are left out, and it is said. It never waits for long.

import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as connectTls } from "node:tls";

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

const answers = (port: number, tls: boolean) =>
  new Promise<boolean>((resolve) => {
    const socket = tls
      ? connectTls({ port, host: "127.0.0.1", rejectUnauthorized: false })
      : connect(port, "127.0.0.1");
    const end = (does: boolean) => {
      socket.destroy();
      resolve(does);
    };
    socket.setTimeout(1_000, () => end(false));
    socket.on("error", () => end(false));
    socket.on("data", (data) => end(/^(\+PONG|-NOAUTH)/.test(data.toString())));
    socket.on(tls ? "secureConnect" : "connect", () => socket.write("PING\r\n"));
  });

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A server that speaks TLS alone and wants a password. */
export type Lock = { certificate: string; key: string; password: string };

const lockedWords = ({ certificate, key, password }: Lock, port: number) => [
  ...["--port", "0", "--tls-port", `${port}`, "--tls-auth-clients", "no", "--requirepass", password],
  ...["--tls-cert-file", certificate, "--tls-key-file", key, "--tls-ca-cert-file", certificate],
];

/** A certificate of our own for localhost, in a folder; undefined where there is no openssl. */
export function ownCertificate(folder: string): Pick<Lock, "certificate" | "key"> | undefined {
  const [certificate, key] = [join(folder, "certificate.pem"), join(folder, "key.pem")];
  const made = spawnSync("openssl", [
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
    ...["-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
  ]);
  return made.status === 0 ? { certificate, key } : undefined;
}

export class RedisHere {
  readonly url: string;
  readonly #server: string;
  readonly #port: number;
  readonly #lock: Lock | undefined;
  readonly #folder = mkdtempSync(join(tmpdir(), "standoff-redis-"));
  #child: ChildProcess | undefined;

  constructor(server: string, port: number, lock?: Lock) {
    this.#server = server;
    this.#port = port;
    this.#lock = lock;
    this.url = lock ? `rediss://localhost:${port}` : `redis://127.0.0.1:${port}`;
  }

  /** `keeps`: with an append-only file, so that a restart forgets nothing. */
  async start(keeps = false): Promise<void> {
    const words = this.#lock ? lockedWords(this.#lock, this.#port) : ["--port", `${this.#port}`];
    words.push("--bind", "127.0.0.1", "--save", "", "--dir", this.#folder);
    words.push("--appendonly", keeps ? "yes" : "no", "--appendfsync", "always");
    this.#child = spawn(this.#server, words, { stdio: "ignore" });
    for (let tries = 0; tries < 100; tries++) {
      if (await answers(this.#port, this.#lock !== undefined)) return;
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
