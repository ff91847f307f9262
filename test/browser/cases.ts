// The cases that every place must play with the same bits: shipped models and generated ones, as texts, with the hashes that
// Node's own thread and the interpreter give.

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { caseDescription } from "../same-meaning/describe-model.ts";
import { readingsOf, showCase } from "../same-meaning/play-case.ts";
import { requestsFor } from "../same-meaning/write-choices.ts";
import { MAIN_FILE } from "../same-meaning/write-model.ts";
import { playTexts, type TextCase } from "./play-texts.ts";

const FIRST_SEED = 1_000_000;
const SHIPPED = ["models/two-states/standoff.yaml", "models/crisis/standoff.yaml", "perf/six-party-lite/standoff.yaml"];

function generated(seed: number): TextCase[] {
  const [d] = fc.sample(caseDescription, { seed, numRuns: 1 });
  return readingsOf(d!).flatMap(({ text, scenarios, result }) =>
    result.model
      ? [
          {
            name: `seed ${seed} ${scenarios.join(" ")}\n${showCase(d!)}`,
            files: text.files,
            main: MAIN_FILE,
            scenarios,
            requests: requestsFor(d!, result.model),
          },
        ]
      : [],
  );
}

function shipped(path: string): TextCase {
  const root = new URL("../../", import.meta.url);
  const folder = path.slice(0, path.lastIndexOf("/"));
  const text = readFileSync(new URL(path, root), "utf8");
  const files: Record<string, string> = { [MAIN_FILE]: text };
  const note = /file: (texts\/\S+)/.exec(text)?.[1];
  if (note) files[note] = readFileSync(new URL(`${folder}/${note}`, root), "utf8");
  const requests = [{ seed: 20240708, first: 254, count: 3, holds: [] }];
  return { name: path, files, main: MAIN_FILE, scenarios: [], requests };
}

export type Expected = { c: TextCase; hashes: string[] };

/** Shipped models first, then as many generated ones as asked for. */
export function expectedCases(count: number): Expected[] {
  const texts = [...SHIPPED.map(shipped), ...Array.from({ length: count }, (_, i) => generated(FIRST_SEED + i)).flat()];
  return texts.map((c) => ({ c, hashes: playTexts(c, "interpreter") }));
}
