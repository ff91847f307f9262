// One generated case from end to end: description → text → checked models → two engines → what differs.

import type { Block, BlockRequest, Engine, Recording } from "../../src/engine/interpreter/engine.ts";
import { interpreter } from "../../src/engine/interpreter/engine.ts";
import type { CheckedModel } from "../../src/language/checked-model.ts";
import { type ReadResult, readModel } from "../../src/language/read-model.ts";
import { compareBlocks } from "./compare-engines.ts";
import type { Description } from "./describe-model.ts";
import { recordAll } from "./record-all.ts";
import { insane } from "./sane.ts";
import { requestsFor } from "./write-choices.ts";
import { MAIN_FILE, type ModelText, writeModel } from "./write-model.ts";

export type MakeEngine = (model: CheckedModel, recording: Recording) => Engine;

export type Reading = { text: ModelText; scenarios: readonly string[]; result: ReadResult };

/** The model as written, and with its scenarios laid over it where it has any. */
export function readingsOf(d: Description): Reading[] {
  const text = writeModel(d);
  const read = (scenarios: readonly string[]): Reading => ({
    text,
    scenarios,
    result: readModel(MAIN_FILE, (path) => text.files[path], { scenarios }),
  });
  return d.scenarios.length === 0 ? [read([])] : [read([]), read(text.departures.scenarios ?? [])];
}

export type Played = { runs: number; failed: number; differences: string[] };

function playReading(d: Description, { scenarios, result }: Reading, other: MakeEngine): Played {
  const model = result.model;
  const played: Played = { runs: 0, failed: 0, differences: [] };
  if (!model) return played;
  const recording = recordAll(model);
  const under = scenarios.length > 0 ? ` under ${scenarios.join(", ")}` : "";
  const reference = interpreter(model, recording);
  const made = attempt(() => other(model, recording));
  if ("threw" in made) return { ...played, differences: [`the model${under} is not compiled: ${made.threw}`] };
  const requests = requestsFor(d, model);
  const blocks = requests.map((request) => reference.play(request));
  const compare = (request: BlockRequest, block: Block) => {
    const again = attempt(() => made.value.play(request));
    const differences = "threw" in again ? [again.threw] : compareBlocks(block, again.value, model, recording);
    const found = [...insane(model, recording, block), ...differences];
    played.differences.push(...found.map((says) => `${showRequest(request)}${under}: ${says}`));
    played.runs += block.count;
    played.failed += block.faults.length;
  };
  requests.forEach((request, i) => {
    compare(request, blocks[i]!);
  });
  // The first once more after the others: nothing of one block may be seen by another
  compare(requests[0]!, blocks[0]!);
  return played;
}

/** An engine that throws is one more difference: it is shrunk and told like the others. */
function attempt<T>(make: () => T): { value: T } | { threw: string } {
  try {
    return { value: make() };
  } catch (error) {
    return {
      threw: error instanceof Error ? (error.stack ?? error.message).split("\n").slice(0, 3).join(" ") : String(error),
    };
  }
}

const showRequest = ({ seed, first, count, holds }: BlockRequest) =>
  `seed ${seed}, runs ${first} to ${first + count - 1}${holds.length > 0 ? `, holding ${JSON.stringify(holds)}` : ""}`;

/** Plays every reading of a case with the interpreter and with another engine; an unreadable one is no difference. */
export function playCase(d: Description, other: MakeEngine): Played & { readings: Reading[] } {
  const readings = readingsOf(d);
  const all = readings.map((reading) => playReading(d, reading, other));
  return {
    readings,
    runs: all.reduce((sum, p) => sum + p.runs, 0),
    failed: all.reduce((sum, p) => sum + p.failed, 0),
    differences: all.flatMap((p) => p.differences),
  };
}

/** A case as a person reads it: the files. */
export function showCase(d: Description): string {
  return Object.entries(writeModel(d).files)
    .map(([name, text]) => `# ${name}\n${text}`)
    .join("\n");
}
