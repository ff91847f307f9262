// What the page opens on: the answers of the command line, of the files as they stand, and of no others.

import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, it } from "vitest";
import { ask } from "../../ensemble/ask.ts";
import { makeEngine } from "../../ensemble/make-engine.ts";
import { playHere } from "../../ensemble/play-here.ts";
import { sayAnswer } from "../../present/answers/say-answer.ts";
import type { Boot } from "../web/state/boot.ts";
import { serverApp } from "./app.ts";
import { playStored } from "./stored-answers.ts";

const MODELS = fileURLToPath(new URL("../../../models/", import.meta.url));

describe("stored answers", () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "standoff-stored-")));
  const path = join(root, "standoff.yaml");
  cpSync(join(MODELS, "two-states"), root, { recursive: true });
  const served = { named: "m", root, main: "standoff.yaml", port: 1, version: "0", starts: [], stored: [] };
  const { app, open, close } = serverApp(served);
  afterAll(() => {
    close();
    rmSync(root, { recursive: true });
  });
  const opened = async () => {
    const page = await (await app.request("/", { headers: { host: "127.0.0.1:1" } })).text();
    return JSON.parse(/id="standoff-data" type="application\/json">(.*?)<\/script>/s.exec(page)![1]!) as Boot;
  };

  it("are those of the command line, and end with the server, or when they take too long", async () => {
    const model = open().read!.model!;
    const plain = model.questions.filter((q) => q.kind !== "comparison");
    const { answers } = await ask(model, plain, playHere(makeEngine), { seed: 1, runs: 1000 });
    const stored = await playStored(model, new AbortController().signal);
    expect(stored).toEqual(
      answers.map((a) => ({ question: a.question, sentence: sayAnswer(model, a), runs: 1000, seed: 1 })),
    );
    expect(await playStored(model, AbortSignal.abort())).toEqual([]);
    expect(await playStored(model, new AbortController().signal, 1)).toEqual([]);
  });
  it("stand in the page until a file changes", async () => {
    const stored = [{ question: "china", sentence: "Patience.", runs: 1000, seed: 1 }];
    expect((await opened()).stored).toEqual([]);
    Object.assign(served, { stored });
    expect((await opened()).stored).toEqual(stored);
    writeFileSync(path, `${readFileSync(path, "utf8")}\n# changed\n`);
    expect((await opened()).stored).toEqual([]);
  });
});
