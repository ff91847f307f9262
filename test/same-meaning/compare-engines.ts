// Two engines, one model: every recorded value of every run, bit for bit; any NaN equals any other; -0 is not 0.
// In: two engines that record the same, and what to play. Out: the differences in words, the first few.
// A failed run must fail in both at the same step, for the same variable, in the same way; what it recorded from that step on
// is nobody's and is not compared, nor are its scores.

import {
  type Block,
  type BlockRequest,
  type Engine,
  type Recording,
  rowsOf,
} from "../../src/engine/interpreter/engine.ts";
import type { Fault } from "../../src/engine/interpreter/fault.ts";
import type { CheckedModel } from "../../src/language/checked-model.ts";
import { watched } from "./record-all.ts";

const MOST_SAID = 8;

const bits = new DataView(new ArrayBuffer(8));

/** Both NaN, or the same 64 bits. */
export function sameBits(a: number, b: number): boolean {
  return Object.is(a, b);
}

/** A number with its bits, so that a difference in the last one shows. */
export function showBits(x: number): string {
  bits.setFloat64(0, x);
  return `${Object.is(x, -0) ? "-0" : x} (${bits.getBigUint64(0).toString(16).padStart(16, "0")})`;
}

type Say = (says: string) => void;
type Pair = { a: Block; b: Block; model: CheckedModel; recording: Recording; say: Say };

const faultText = (f: Fault | undefined) => (f ? `fails at step ${f.step}: ${f.id} is ${f.value}` : "plays to its end");

/** The step before which a run's values count; 0 where constants failed. */
function compareFaults({ a, b, say }: Pair): number[] {
  const good: number[] = [];
  for (let i = 0; i < a.count; i++) {
    const run = a.first + i;
    const [x, y] = [a, b].map((block) => block.faults.filter((f) => f.run === run));
    const [one, other] = [x![0], y![0]];
    if (x!.length > 1 || y!.length > 1) say(`run ${run} has more than one fault`);
    if (faultText(one) !== faultText(other)) say(`run ${run} ${faultText(one)}, the other ${faultText(other)}`);
    if (one && other && JSON.stringify(one) !== JSON.stringify(other))
      say(`run ${run}: the faults differ in their place`);
    if (a.failed[i] !== (one ? 1 : 0) || b.failed[i] !== (other ? 1 : 0))
      say(`run ${run}: failed does not fit its fault`);
    good.push(one ? one.step : a.steps);
  }
  return good;
}

function compareOptions({ a, b, model, recording, say }: Pair, good: number[]): void {
  recording.policies.forEach((slot, k) => {
    const { id, options } = model.policies[slot]!;
    const option = (block: Block, at: number) => options[block.options[at]!]?.id ?? "no option";
    eachStep(a, good, (step, i, run) => {
      const at = (k * a.steps + step) * a.count + i;
      if (a.options[at] !== b.options[at]) {
        say(`${id}, run ${run}, step ${step}: ${option(a, at)}, the other ${option(b, at)}`);
      }
    });
  });
}

function eachStep(block: Block, good: number[], see: (step: number, i: number, run: number) => void): void {
  for (let step = 0; step < block.steps; step++) {
    for (let i = 0; i < block.count; i++) if (step < good[i]!) see(step, i, block.first + i);
  }
}

function compareSeries({ a, b, model, recording, say }: Pair, good: number[]): void {
  const names = watched(model);
  recording.series.forEach((e, k) => {
    const name = names.find((w) => w.e === e)?.says ?? names[k]?.says ?? `series ${k}`;
    eachStep(a, good, (step, i, run) => {
      const at = (k * a.steps + step) * a.count + i;
      const [x, y] = [a.series[at]!, b.series[at]!];
      if (!sameBits(x, y)) say(`${name}, run ${run}, step ${step}: ${showBits(x)}, the other ${showBits(y)}`);
    });
  });
}

function compareConstants({ a, b, model, recording, say }: Pair, good: number[]): void {
  recording.constants.forEach((slot, k) => {
    for (let i = 0; i < a.count; i++) {
      const [x, y] = [a.constants[k * a.count + i]!, b.constants[k * a.count + i]!];
      const run = a.first + i;
      if (good[i]! > 0 && !sameBits(x, y)) {
        say(`${model.constants[slot]!.id}, run ${run}: ${showBits(x)}, the other ${showBits(y)}`);
      }
    }
  });
}

function compareFinals({ a, b, model, recording, say }: Pair): void {
  recording.finals.forEach((slot, k) => {
    for (let i = 0; i < a.count; i++) {
      const [x, y] = [a.finals[k * a.count + i]!, b.finals[k * a.count + i]!];
      if (a.failed[i] || sameBits(x, y)) continue;
      say(`${model.stocks[slot]!.id} in the end, run ${a.first + i}: ${showBits(x)}, the other ${showBits(y)}`);
    }
  });
}

function rowText(model: CheckedModel, slot: number, row: number): string {
  const { width, terms } = rowsOf(model, slot);
  const policy = model.policies[slot]!;
  const [option, part] = [Math.floor(row / width), row % width];
  const own = model.actors[policy.owner]!.terms;
  const what = part < terms ? model.terms[own[part]!]!.id : ["switching", "utility", "chance"][part - terms];
  return `${policy.id} is ${policy.options[option]!.id}, ${what}`;
}

function compareExplained({ a, b, model, recording, say }: Pair): void {
  recording.explained.forEach((slot, k) => {
    const [x, y] = [a.explained[k]!, b.explained[k]!];
    if (x.reviews.join() !== y.reviews.join() || x.rows !== y.rows) {
      say(`${model.policies[slot]!.id} is explained in another shape`);
      return;
    }
    x.reviews.forEach((step, r) => {
      for (let at = r * x.rows * a.count; at < (r + 1) * x.rows * a.count; at++) {
        if (a.failed[at % a.count] || sameBits(x.values[at]!, y.values[at]!)) continue;
        const row = Math.floor(at / a.count) - r * x.rows;
        const where = `${rowText(model, slot, row)}, run ${a.first + (at % a.count)}, step ${step}`;
        say(`${where}: ${showBits(x.values[at]!)}, the other ${showBits(y.values[at]!)}`);
      }
    });
  });
}

/** What differs between two blocks of the same request. */
export function compareBlocks(a: Block, b: Block, model: CheckedModel, recording: Recording): string[] {
  const found: string[] = [];
  let more = 0;
  const say = (says: string) => {
    if (found.length < MOST_SAID) found.push(says);
    else more++;
  };
  if (a.first !== b.first || a.count !== b.count || a.steps !== b.steps) return ["the blocks are of other runs"];
  const pair: Pair = { a, b, model, recording, say };
  const good = compareFaults(pair);
  compareConstants(pair, good);
  compareOptions(pair, good);
  compareSeries(pair, good);
  compareExplained(pair);
  compareFinals(pair);
  return more > 0 ? [...found, `and ${more} more`] : found;
}

/** Plays the requests with both engines and says what differs. */
export function compareEngines(
  a: Engine,
  b: Engine,
  model: CheckedModel,
  recording: Recording,
  requests: readonly BlockRequest[],
): string[] {
  return requests.flatMap((request) =>
    compareBlocks(a.play(request), b.play(request), model, recording).map(
      (says) => `seed ${request.seed}, runs ${request.first} to ${request.first + request.count - 1}: ${says}`,
    ),
  );
}
