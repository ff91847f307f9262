// How long the filter takes on the flagship's record, and how that grows with particles and workers.
// Run: node perf/watch.ts [particles]. Prints a table; times are of this machine, ratios are what to look at.

import { readFileSync } from "node:fs";
import { watchSteps } from "../src/analysis/watch/filter.ts";
import { type WatchPlan, watchPlan } from "../src/analysis/watch/plan.ts";
import { workerPool } from "../src/hosts/pool/pool.ts";
import { readModel } from "../src/language/read-model.ts";
import { readRecord } from "../src/language/record/read-record.ts";

const ROOT = new URL("../models/six-party/", import.meta.url);

const read = (path: string): string | undefined => {
  try {
    return readFileSync(new URL(path, ROOT), "utf8");
  } catch {
    return undefined;
  }
};

function flagship(): WatchPlan {
  const { model } = readModel("standoff.yaml", read, { scenarios: ["from_2006"] });
  const text = model?.history === undefined ? undefined : read(model.history);
  if (!model || text === undefined) throw new Error("the flagship and its record are needed");
  const { record } = readRecord(model, model.history!, text);
  if (!record) throw new Error("the record cannot be read");
  return watchPlan(model, record);
}

async function seconds(plan: WatchPlan, particles: number, workers: number): Promise<number> {
  const executor = workerPool({ workers });
  const began = performance.now();
  for await (const _ of watchSteps(plan, executor, { seed: 1, particles })) void _;
  const took = (performance.now() - began) / 1000;
  await executor.close();
  return took;
}

const plan = flagship();
const most = Number(process.argv[2] ?? 10_000);
console.log(`${plan.record.rows.length} rows, ${plan.last + 1} steps`);
console.log("particles  workers  seconds  microseconds a particle and step");
for (const [particles, workers] of [
  [most / 10, 1],
  [most / 10, 2],
  [most, 2],
] as const) {
  const took = await seconds(plan, particles, workers);
  const each = (1e6 * took) / (particles * (plan.last + 1));
  console.log(
    `${String(particles).padStart(9)}  ${String(workers).padStart(7)}  ${took.toFixed(1).padStart(7)}  ${each.toFixed(1)}`,
  );
}
