// Models for tests: the shipped ones, and small ones written in the test.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { CheckedModel } from "../src/language/checked-model.ts";
import type { Departures } from "../src/language/names/departures.ts";
import { readModel } from "../src/language/read-model.ts";

export const MODELS = fileURLToPath(new URL("../models/", import.meta.url));

export function shippedModel(name: string, departures: Departures = {}): CheckedModel {
  const read = (path: string) => {
    try {
      return readFileSync(`${MODELS}${name}/${path}`, "utf8");
    } catch {
      return undefined;
    }
  };
  const { model, problems } = readModel("standoff.yaml", read, departures);
  if (!model) throw new Error(`${name}: ${JSON.stringify(problems.filter((p) => p.severity === "error"))}`);
  return model;
}

export function writtenModel(text: string, departures: Departures = {}): CheckedModel {
  const { model, problems } = readModel(
    "standoff.yaml",
    (path) => (path === "standoff.yaml" ? text : undefined),
    departures,
  );
  if (!model) throw new Error(JSON.stringify(problems));
  return model;
}
