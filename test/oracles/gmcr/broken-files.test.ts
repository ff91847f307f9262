// Files broken at will: reading and building must end with a model or with problems that have places, and never throw.

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { buildModel } from "../../../src/analysis/stability/build-model.ts";
import { readModel } from "../../../src/formats/graph-models/read-graph-model.ts";
import { luck } from "./random-models.ts";

const FILES = ["cuban.yaml", "elmira.yaml", "water.yaml", "cuban.gmcr", "elmira.gmcr", "syriairaq.json"];
const BITS = [
  "",
  "[",
  "}",
  '"',
  ": ",
  "- ",
  "\n",
  "\t",
  "0",
  "-1",
  "1e99",
  "null",
  "true",
  "not ",
  "é",
  "\u0000",
  ">",
  "&a ",
  "*a ",
];

describe("broken files", () => {
  for (const name of FILES) {
    it(`${name}, 150 times broken`, () => {
      const text = readFileSync(new URL(name, import.meta.url), "utf8");
      let refused = 0;
      for (let seed = 0; seed < 150; seed++) {
        const draw = luck(seed);
        const at = Math.floor(draw() * text.length);
        const until = at + Math.floor(draw() ** 3 * 40);
        const broken = text.slice(0, at) + BITS[Math.floor(draw() * BITS.length)] + text.slice(until);
        const read = readModel(name, broken);
        const built = read.written && buildModel(read.written);
        const problems = [...read.problems, ...(built?.problems ?? [])];
        if (built?.model) continue;
        refused++;
        expect(
          problems.some((problem) => problem.severity === "error"),
          `seed ${seed}`,
        ).toBe(true);
        for (const { at: place } of problems) {
          expect(place.line).toBeGreaterThan(0);
          expect(place.column).toBeGreaterThan(0);
          expect(place.line).toBeLessThanOrEqual(broken.split("\n").length);
        }
      }
      expect(refused).toBeGreaterThan(20);
    });
  }
});
