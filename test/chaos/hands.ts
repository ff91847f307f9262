// Workers as processes of their own, so that they can be killed, paused and lied to; and what an ensemble must give, to the bit.

import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Recording } from "../../src/engine/interpreter/engine.ts";
import type { Counting } from "../../src/ensemble/counting.ts";
import type { Job } from "../../src/ensemble/jobs.ts";
import { arraysAsBytes, type Piece } from "../../src/hosts/cluster/piece.ts";
import { findModel, isFound } from "../../src/hosts/files/model-folder.ts";
import type { CheckedModel } from "../../src/language/checked-model.ts";
import { readModel } from "../../src/language/read-model.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = `${ROOT}src/hosts/cli/main.ts`;
const LIAR = `${ROOT}test/chaos/liar.ts`;

export type WorkerKind = "honest" | "liar" | "odd clock";

/** A worker's clock that jumps by a day, there and back, every half second. */
const ODD_CLOCK =
  "data:text/javascript,const now = Date.now; let k = 0; setInterval(() => k++, 500).unref(); Date.now = () => now() + (k % 2) * 86400000;";

export class WorkerHere {
  readonly child: ChildProcess;
  said = "";
  readonly #ready: Promise<void>;

  constructor(url: string, kind: WorkerKind = "honest", lease = 1) {
    const words = ["--cluster", url, "--workers", "1", "--lease", `${lease}`];
    const before = kind === "odd clock" ? ["--import", ODD_CLOCK] : [];
    const script = kind === "liar" ? [LIAR, url] : [MAIN, "work", ...words];
    this.child = spawn(process.execPath, [...before, ...script], { stdio: ["ignore", "pipe", "pipe"] });
    this.child.stdout!.on("data", (data) => this.#hear(String(data)));
    this.#ready = new Promise((resolve, reject) => {
      this.child.stderr!.on("data", (data) => {
        this.#hear(String(data));
        if (this.said.includes("at redis")) resolve();
      });
      this.child.once("exit", () => reject(new Error(`a worker ended: ${this.said}`)));
    });
    this.#ready.catch(() => undefined);
  }

  ready(): Promise<void> {
    return this.#ready;
  }

  get alive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async end(signal: NodeJS.Signals): Promise<void> {
    if (!this.alive) return;
    const gone = once(this.child, "exit");
    this.child.kill(signal);
    await gone;
  }

  #hear(text: string): void {
    this.said += text;
  }
}

export async function hire(url: string, count: number, kind?: WorkerKind): Promise<WorkerHere[]> {
  const workers = Array.from({ length: count }, () => new WorkerHere(url, kind));
  await Promise.all(workers.map((w) => w.ready()));
  return workers;
}

export function modelNamed(name: string): CheckedModel {
  const found = findModel(`${ROOT}models/${name}`);
  if (!isFound(found)) throw new Error(found.says);
  return readModel(found.main, found.read).model!;
}

/** All policies, some variables, the drawn constants: enough that a wrong bit has nowhere to hide. */
export function jobOf(model: CheckedModel, runs: number, seed = 1): Job {
  const recording: Recording = {
    policies: model.policies.map((_, slot) => slot),
    series: model.stocks.slice(0, 6).map((_, slot) => ({ kind: "cell", slot })),
    constants: model.constants.map((_, slot) => slot),
    explained: [],
    finals: model.stocks.map((_, slot) => slot),
  };
  return { model, recording, seed, holds: [], first: 0, runs };
}

/** Of what `jobOf` records: every choice, and some courses. */
export function countingsOf({ model, recording }: Job): Counting[] {
  const choices = recording.policies.map((slot, at): Counting => {
    return { kind: "options", at, width: model.policies[slot]!.options.length };
  });
  return [
    ...choices,
    { kind: "mean", at: 0 },
    { kind: "value", at: 1, step: 9 },
    { kind: "course", at: 2, before: 2000 },
  ];
}

/** A hash of everything that an ensemble gives, in its order. `each` is told of every block. */
export async function digestOf(
  pieces: AsyncIterable<Piece>,
  each: (k: number) => unknown = () => undefined,
): Promise<string> {
  const hash = createHash("sha256");
  let k = 0;
  for await (const piece of pieces) {
    for (const array of arraysAsBytes(piece)) hash.update(array);
    hash.update(JSON.stringify([piece.first, piece.count, piece.faults]));
    await each(k++);
  }
  return `${k} ${hash.digest("hex")}`;
}
