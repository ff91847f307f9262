// Runs played in segments: a run stopped between steps and played on is the run played in one piece, bit for bit, in both engines; and
// leaning towards what was seen is the same in both. Over generated models, as test/same-meaning.test.ts has them.

import fc from "fast-check";
import { expect, test } from "vitest";
import { type Engine, interpreter, type Recording, type Segment } from "../../src/engine/interpreter/engine.ts";
import type { States, Tilts } from "../../src/engine/interpreter/states.ts";
import type { CheckedModel } from "../../src/language/checked-model.ts";
import { caseDescription } from "./describe-model.ts";
import { readingsOf } from "./play-case.ts";
import { recordAll } from "./record-all.ts";
import { countingKernel } from "./with-kernel.ts";

const COUNT = 6;
const MODELS = 24;

const recordingOf = (model: CheckedModel): Recording => ({
  ...recordAll(model),
  explained: [],
  tilted: true,
  events: model.events.map((_, slot) => slot),
});

/** What was seen of a step: something of every other policy and of every third event. */
const tiltsOf = (model: CheckedModel): Tilts => ({
  policies: model.policies.map((p, i) => (i % 2 === 0 ? p.options.map((_, o) => (o === 0 ? 0.9 : 0.05)) : undefined)),
  events: model.events.map((_, i) => (i % 3 === 0 ? ([0.8, 0.1] as const) : undefined)),
});

function inSegments(engine: Engine, model: CheckedModel, lengths: readonly number[], tilts?: Tilts): Segment[] {
  const segments: Segment[] = [];
  let states: States | undefined;
  for (const length of lengths) {
    const until = Math.min(model.clock.steps, (states?.step ?? 0) + length);
    if (until <= (states?.step ?? 0)) break;
    const from = states && { ...states, values: states.values.slice() };
    const segment = engine.resume({ seed: 5, first: 256, count: COUNT, holds: [], until, states: from, tilts });
    segments.push(segment);
    states = segment.states;
  }
  return segments;
}

/** The values of runs that did not stop, as text: any NaN is one NaN, and -0 is not 0. */
function bitsOf(values: ArrayLike<number>, failed: Uint8Array): string {
  const kept: string[] = [];
  for (let k = 0; k < values.length; k++) {
    if (!failed[k % COUNT]) kept.push(Object.is(values[k], -0) ? "-0" : String(values[k]));
  }
  return kept.join(" ");
}

const partsOf = (s: Segment) =>
  [s.series, s.options, s.events, s.evidence, s.states.values, s.finals, s.constants].map((v) => bitsOf(v, s.failed));

/** The first model of a generated case that has no fault. */
function modelOf(seed: number): CheckedModel | undefined {
  const [description] = fc.sample(caseDescription, { seed, numRuns: 1 });
  return readingsOf(description!).find(({ result }) => result.model)?.result.model;
}

test(`in both engines, with and without leaning: ${MODELS} generated models`, () => {
  const kernels = countingKernel();
  let [compared, leaning] = [0, 0];
  for (let seed = 0; seed < MODELS; seed++) {
    const model = modelOf(seed);
    if (!model) continue;
    const recording = recordingOf(model);
    const [reference, other] = [interpreter(model, recording), kernels.make(model, recording)];
    const lengths = [1, 2, 1, model.clock.steps];
    for (const tilts of [undefined, tiltsOf(model)]) {
      const [a, b] = [reference, other].map((engine) => inSegments(engine, model, lengths, tilts));
      expect(
        b!.map((s) => [...s.failed]),
        `seed ${seed}`,
      ).toEqual(a!.map((s) => [...s.failed]));
      expect(b!.map(partsOf), `seed ${seed}`).toEqual(a!.map(partsOf));
      if (tilts && a!.some((s) => s.evidence.some((e) => e !== 1))) leaning++;
    }
    // In one piece: the last step's series and the end
    const whole = reference.play({ seed: 5, first: 256, count: COUNT, holds: [] });
    const last = inSegments(other, model, lengths).at(-1)!;
    const own = whole.series.filter((_, k) => Math.floor(k / COUNT) % whole.steps === whole.steps - 1);
    const theirs = last.series.filter((_, k) => Math.floor(k / COUNT) % last.steps === last.steps - 1);
    expect(bitsOf(theirs, whole.failed), `seed ${seed}`).toBe(bitsOf(own, whole.failed));
    expect(bitsOf(last.finals, whole.failed)).toBe(bitsOf(whole.finals, whole.failed));
    compared++;
  }
  expect(compared).toBeGreaterThan(MODELS * 0.8);
  expect(leaning).toBeGreaterThan(MODELS * 0.3);
  expect(kernels.compiled).toBeGreaterThan(MODELS * 0.8);
});
