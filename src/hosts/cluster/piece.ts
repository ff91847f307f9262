// What comes back of a block of runs: the block, or what was counted of it where nobody wants more. In: an engine as it travels.
// Out: how its pieces are made, how large they are, and which numbers they hold, for those who pack, fill and compare them.

import { type Block, emptyBlock, type Recording } from "../../engine/interpreter/engine.ts";
import { type Counted, type Counting, emptyCounted } from "../../ensemble/counting.ts";
import { type Executor, type Job, playCounted } from "../../ensemble/jobs.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { toExactJson } from "../exact-json.ts";

export type Piece = Block | Counted;

/** What is played, what is recorded, and what of it is counted: without countings the blocks themselves are wanted. */
export type Played = { model: CheckedModel; recording: Recording; countings?: readonly Counting[] | undefined };

export type Form<P extends Piece> = {
  /** With its arrays as long as they will be, and nothing in them. */
  empty: (first: number, count: number) => P;
  play: (executor: Executor, job: Job) => AsyncIterable<P>;
};

export const asBlocks = ({ model, recording }: Played): Form<Block> => ({
  empty: (first, count) => emptyBlock(model, recording, first, count),
  play: (executor, job) => executor.play(job),
});

export const asCounted = ({ model }: Played, countings: readonly Counting[]): Form<Counted> => ({
  empty: (first, count) => emptyCounted(countings, model.clock.steps, first, count),
  play: (executor, job) => playCounted(executor, job, countings),
});

export const formOf = (played: Played): Form<Piece> =>
  played.countings ? asCounted(played, played.countings) : asBlocks(played);

function arraysOf(piece: Piece): (Uint8Array | Float64Array)[] {
  if ("sums" in piece) return [piece.failed, ...piece.sums];
  const { options, failed, series, constants, finals, explained } = piece;
  return [options, failed, series, constants, finals, ...explained.map((e) => e.values)];
}

/** All its arrays, each as its own bytes, always in the same order. */
export const arraysAsBytes = (piece: Piece): Uint8Array[] =>
  arraysOf(piece).map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength));

export const pieceBytes = (piece: Piece) => arraysOf(piece).reduce((sum, array) => sum + array.byteLength, 0);

/** Whether two pieces are the same, bit for bit. */
export function samePiece(a: Piece, b: Piece): boolean {
  const [left, right] = [arraysAsBytes(a), arraysAsBytes(b)];
  return (
    left.length === right.length &&
    left.every((array, k) => Buffer.compare(array, right[k]!) === 0) &&
    toExactJson(a.faults) === toExactJson(b.faults)
  );
}
