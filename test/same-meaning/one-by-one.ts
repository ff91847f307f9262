// The interpreter again, by another way: a copy of the model that went through structuredClone (as it does to a worker), each run
// alone, last first. What it gives must be what a block gives: a run is a pure function of model, seed, run and holds.

import {
  type Block,
  type Engine,
  emptyBlock,
  interpreter,
  type Recording,
} from "../../src/engine/interpreter/engine.ts";
import type { CheckedModel } from "../../src/language/checked-model.ts";

type Values = { [i: number]: number; length: number };

/** Puts the values of a block of one run at place i of arrays laid out [..][run]. */
function spread(into: Values, from: Values, i: number, count: number): void {
  for (let k = 0; k < from.length; k++) into[k * count + i] = from[k]!;
}

function putRun(block: Block, alone: Block, i: number): void {
  const { count } = block;
  spread(block.options, alone.options, i, count);
  spread(block.series, alone.series, i, count);
  spread(block.constants, alone.constants, i, count);
  spread(block.finals, alone.finals, i, count);
  spread(block.failed, alone.failed, i, count);
  block.explained.forEach((e, k) => {
    spread(e.values, alone.explained[k]!.values, i, count);
  });
  block.faults.unshift(...alone.faults);
}

export function oneByOne(model: CheckedModel, recording: Recording): Engine {
  const copy = structuredClone({ model, recording });
  const engine = interpreter(copy.model, copy.recording);
  return {
    name: "interpreter",
    resume: engine.resume,
    play: ({ seed, first, count, holds }) => {
      const block = emptyBlock(model, recording, first, count);
      for (let i = count - 1; i >= 0; i--) putRun(block, engine.play({ seed, first: first + i, count: 1, holds }), i);
      return block;
    },
  };
}
