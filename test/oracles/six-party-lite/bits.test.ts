// The bits of the benchmark model, known from six implementations of its rules in C, WebAssembly and JavaScript
// (perf/six-party-lite/README.md): the interpreter must give them to the last one.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { playRun } from "../../../src/engine/interpreter/play-run.ts";
import { readModel } from "../../../src/language/read-model.ts";

const file = new URL("../../../perf/six-party-lite/standoff.yaml", import.meta.url);
const RUNS = 200;

test(`six-party-lite with seed 42: the hash of ${RUNS} runs`, () => {
  const { model, problems } = readModel("standoff.yaml", () => readFileSync(file, "utf8"));
  expect(problems).toEqual([]);
  const stocks = model!.stocks.length;
  const words = new Uint32Array(2 * stocks);
  const values = new Float64Array(words.buffer);
  let hash = 0x811c9dc5;
  let arsenal = 0;
  for (let run = 0; run < RUNS; run++) {
    const { final, fault } = playRun(model!, 42, run);
    expect(fault).toBeUndefined();
    values.set(final);
    for (const word of words) hash = Math.imul(hash ^ word, 16777619);
    arsenal += final[0]!;
  }
  expect(model!.stocks[0]!.id).toBe("arsenal");
  expect((hash >>> 0).toString(16)).toBe("f1be713c");
  expect(arsenal / RUNS).toBeCloseTo(78.7626259093, 9);
});
