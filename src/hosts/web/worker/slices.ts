// Plays a block in slices, so that a worker hears between them that nobody waits for the block any more.
// Out: the very block that one call would have given (runs are pure), or undefined where it was dropped.

import {
  type Block,
  type BlockRequest,
  type Engine,
  emptyBlock,
  type Recording,
} from "../../../engine/interpreter/engine.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";

/** Runs of a slice: even, as the kernel plays in pairs and fours, and short enough to hear within about 20 ms. */
const SLICE = 64;

/** Lays the rows of a slice into the rows of its block. */
function lay(
  into: Float64Array | Uint8Array,
  width: number,
  from: Float64Array | Uint8Array,
  count: number,
  at: number,
): void {
  const rows = count === 0 ? 0 : from.length / count;
  for (let row = 0; row < rows; row++) into.set(from.subarray(row * count, (row + 1) * count), row * width + at);
}

function layBlock(block: Block, slice: Block): void {
  const at = slice.first - block.first;
  const put = (into: Float64Array | Uint8Array, from: Float64Array | Uint8Array) =>
    lay(into, block.count, from, slice.count, at);
  put(block.options, slice.options);
  put(block.series, slice.series);
  put(block.constants, slice.constants);
  put(block.finals, slice.finals);
  put(block.failed, slice.failed);
  block.explained.forEach((kept, k) => {
    put(kept.values, slice.explained[k]!.values);
  });
  block.faults.push(...slice.faults);
}

export async function playInSlices(
  about: { model: CheckedModel; recording: Recording; engine: Engine },
  request: BlockRequest,
  between: () => Promise<boolean>,
): Promise<Block | undefined> {
  const { model, recording, engine } = about;
  const block = emptyBlock(model, recording, request.first, request.count);
  for (let done = 0; done < request.count; done += SLICE) {
    const count = Math.min(SLICE, request.count - done);
    layBlock(block, engine.play({ ...request, first: request.first + done, count }));
    if (done + count < request.count && !(await between())) return undefined;
  }
  return block;
}
