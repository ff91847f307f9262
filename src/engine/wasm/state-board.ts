// Runs between two steps, in and out of the kernel's memory: four at a time, each row of engine/interpreter/states.ts to its address and back.
// In: a model, its layout, the memory. A block whose last four are not full is filled up with its first run, which nobody reads.

import type { CheckedModel } from "../../language/checked-model.ts";
import { BLOCK_RUNS } from "../../statistics/streaming.ts";
import { stateRows, type Tilts } from "../interpreter/states.ts";
import type { Compiled } from "./compile.ts";
import type { WasmMemory } from "./encode/webassembly.ts";
import { type Layout, RUNS_ABREAST } from "./memory.ts";

export type StateBoard = {
  load: (values: Float64Array, count: number, at: number) => void;
  store: (values: Float64Array, count: number, at: number) => void;
};

/** The address of each row that is a number, in units of 8 bytes; the rows of events that are done come after them. */
function addressesOf(model: CheckedModel, layout: Layout): Int32Array {
  const rows = stateRows(model);
  const addresses = new Int32Array(rows.done);
  const put = (first: number, many: number, address: (k: number) => number) => {
    for (let k = 0; k < many; k++) addresses[first + k] = address(k) / 8;
  };
  const groups = rows.stocks / Math.max(1, model.constants.length);
  for (let group = 0; group < groups; group++) {
    put(group * model.constants.length, model.constants.length, (slot) => layout.constants(group, slot));
  }
  put(rows.stocks, model.stocks.length, (slot) => layout.cell(slot));
  put(rows.options, model.policies.length, (slot) => layout.option(slot));
  put(rows.kept, rows.done - rows.kept, (place) => layout.kept(place));
  return addresses;
}

/** Constants that are known for good are built into the code; here they are put where the others stand, once. */
function writeLiterals({ layout, literals }: Compiled, numbers: Float64Array): void {
  literals.forEach((group, g) => {
    group.forEach((value, slot) => {
      const at = layout.constants(g, slot) / 8;
      if (value !== undefined) numbers.fill(value, at, at + RUNS_ABREAST);
    });
  });
}

export function stateBoard(model: CheckedModel, compiled: Compiled, memory: WasmMemory): StateBoard {
  const { layout } = compiled;
  const numbers = new Float64Array(memory.buffer);
  writeLiterals(compiled, numbers);
  const words = new Int32Array(memory.buffer);
  const addresses = addressesOf(model, layout);
  const events = model.events.length;
  const numeric = addresses.length;
  const load: StateBoard["load"] = (values, count, at) => {
    const last = count - at - 1;
    const [b, c, d] = [last < 1 ? 0 : 1, last < 2 ? 0 : 2, last < 3 ? 0 : 3];
    for (let row = 0; row < numeric; row++) {
      const from = row * count + at;
      const to = addresses[row]!;
      numbers[to] = values[from]!;
      numbers[to + 1] = values[from + b]!;
      numbers[to + 2] = values[from + c]!;
      numbers[to + 3] = values[from + d]!;
    }
    for (let event = 0; event < events; event++) {
      for (let lane = 0; lane < RUNS_ABREAST; lane++) {
        const isDone = values[(numeric + event) * count + at + Math.min(lane, last)] !== 0;
        words.fill(isDone ? -1 : 0, layout.done(event) / 4 + 2 * lane, layout.done(event) / 4 + 2 * lane + 2);
      }
    }
  };
  const store: StateBoard["store"] = (values, count, at) => {
    const many = Math.min(RUNS_ABREAST, count - at);
    for (let row = 0; row < numeric; row++) {
      const to = row * count + at;
      const from = addresses[row]!;
      for (let lane = 0; lane < many; lane++) values[to + lane] = numbers[from + lane]!;
    }
    for (let event = 0; event < events; event++) {
      for (let lane = 0; lane < many; lane++) {
        values[(numeric + event) * count + at + lane] = words[layout.done(event) / 4 + 2 * lane] === 0 ? 0 : 1;
      }
    }
  };
  return { load, store };
}

/** Writes what was seen of a step, for all runs alike; nothing where there is nothing. */
export function writeTilts(model: CheckedModel, layout: Layout, memory: WasmMemory, tilts: Tilts | undefined): void {
  const numbers = new Float64Array(memory.buffer);
  const put = (address: number, value: number) => numbers.fill(value, address / 8, address / 8 + RUNS_ABREAST);
  model.policies.forEach(({ options }, policy) => {
    for (let option = 0; option < options.length; option++) {
      put(layout.tilt(policy, option), tilts?.policies[policy]?.[option] ?? 1);
    }
  });
  model.events.forEach((_, event) => {
    const own = tilts?.events[event];
    put(layout.eventTilt(event, 0), own?.[0] ?? Number.NaN);
    put(layout.eventTilt(event, 1), own?.[1] ?? Number.NaN);
  });
}

/** Reads how likely what was seen was, [which][run]; nothing in an engine that is not tilted. */
export function readEvidence(layout: Layout, memory: WasmMemory, count: number, into: Float64Array): void {
  const numbers = new Float64Array(memory.buffer);
  for (let which = 0; which * count < into.length; which++) {
    const at = layout.evidenceOut(which) / 8;
    into.set(numbers.subarray(at, at + count), which * count);
  }
}

/** Reads which recorded events happened at each step of a segment. */
export function readEvents(
  layout: Layout,
  memory: WasmMemory,
  from: number,
  { events, steps, count }: { events: Uint8Array; steps: number; count: number },
): void {
  const bytes = new Uint8Array(memory.buffer);
  for (let row = 0; row * count < events.length; row++) {
    const which = Math.floor(row / steps);
    const at = layout.events(which) + (from + row - which * steps) * BLOCK_RUNS;
    events.set(bytes.subarray(at, at + count), row * count);
  }
}
