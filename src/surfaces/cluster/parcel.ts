// Blocks as bytes, for the way back. In: the blocks of one lot. Out: bytes with their own checksum, and back again.
// What comes back is judged: its checksum, the size it may unpack to, and every length against what was asked for.

import { createHash } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { z } from "zod";
import { blocksOf } from "../../ensemble/jobs.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { type Block, emptyBlock, type Recording } from "../../meaning/engine.ts";
import { fromExactJson, toExactJson } from "../exact-json.ts";
import { packRows, unpackRows } from "./doubles.ts";

/** The quickest that still packs lists of few values: what is left are numbers that are luck, which nothing packs. */
const LEVEL = -1;
const SUM = 32;
const MOST_HEAD = 4_000_000;

const FAULT = z.strictObject({
  seed: z.int(),
  run: z.int(),
  step: z.int(),
  id: z.string().max(2000),
  value: z.literal(["not a number", "infinite"]),
  at: z.object({ file: z.string().max(2000), line: z.int(), column: z.int(), length: z.int() }),
});

const HEAD = z.strictObject({
  worker: z.string().max(120),
  ms: z.number().min(0),
  faults: z.array(z.array(FAULT).max(256)).max(64),
});

export type Parcel = { worker: string; ms: number; blocks: Block[] };

const arraysOf = (block: Block): (Uint8Array | Float64Array)[] => [
  block.options,
  block.series,
  block.constants,
  block.finals,
  block.failed,
  ...block.explained.map((e) => e.values),
];

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint8Array | Float64Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

export const blockBytes = (block: Block) => arraysOf(block).reduce((n, array) => n + array.byteLength, 0);

/** The arrays of numbers with the length of their rows, and those of bytes. */
const rowsOf = (block: Block): [Float64Array, number][] => [
  [block.series, block.steps * block.count],
  [block.constants, block.count],
  [block.finals, block.count],
  ...block.explained.map((e): [Float64Array, number] => [e.values, block.count]),
];
const flatOf = (block: Block) => [block.options, block.failed];

const packed = (block: Block) => [
  ...flatOf(block),
  ...rowsOf(block).flatMap(([data, length]) => packRows(data, length)),
];

/** Whether two blocks are the same, bit for bit. */
export function sameBlock(a: Block, b: Block): boolean {
  const [left, right] = [arraysOf(a), arraysOf(b)];
  return (
    left.length === right.length &&
    left.every((array, k) => Buffer.compare(bytesOf(array), bytesOf(right[k]!)) === 0) &&
    toExactJson(a.faults) === toExactJson(b.faults)
  );
}

export function toParcel({ worker, ms, blocks }: Parcel): Buffer {
  const head = Buffer.from(toExactJson({ worker, ms, faults: blocks.map((b) => b.faults) }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const data = zstdCompressSync(Buffer.concat([length, head, ...blocks.flatMap(packed)]), {
    params: { [constants.ZSTD_c_compressionLevel]: LEVEL },
  });
  return Buffer.concat([createHash("sha256").update(data).digest(), data]);
}

type Asked = { model: CheckedModel; recording: Recording; first: number; count: number };

/** The blocks that were asked for, or what is wrong with the bytes. */
export function fromParcel(bytes: Buffer, { model, recording, first, count }: Asked): Parcel | { says: string } {
  const sent = bytes.subarray(SUM);
  if (!createHash("sha256").update(sent).digest().equals(bytes.subarray(0, SUM))) {
    return { says: "its checksum does not fit" };
  }
  const blocks = blocksOf(first, count).map((range) => emptyBlock(model, recording, range.first, range.count));
  const size = blocks.reduce((n, block) => n + blockBytes(block), 0);
  let data: Buffer;
  try {
    // A row that is not listed has one byte more than its numbers
    data = zstdDecompressSync(sent, { maxOutputLength: 2 * size + MOST_HEAD });
  } catch {
    return { says: "it cannot be unpacked" };
  }
  const length = data.length >= 4 ? data.readUInt32LE(0) : Number.POSITIVE_INFINITY;
  if (data.length < 4 + length) return { says: "it has not the size of what was asked for" };
  return fill(blocks, data.subarray(4, 4 + length), data.subarray(4 + length));
}

function headOf(bytes: Buffer): z.infer<typeof HEAD> | undefined {
  try {
    return HEAD.safeParse(fromExactJson(bytes.toString())).data;
  } catch {
    return undefined;
  }
}

/** Fills a block from bytes at a place; gives the place after it, or undefined where they do not fit. */
function fillBlock(block: Block, data: Uint8Array, from: number): number | undefined {
  let at: number | undefined = from;
  for (const array of flatOf(block)) {
    if (at + array.length > data.length) return undefined;
    array.set(data.subarray(at, at + array.length));
    at += array.length;
  }
  for (const [array, length] of rowsOf(block)) {
    at = at === undefined ? undefined : unpackRows(data, at, array, length);
  }
  return at;
}

function fill(blocks: Block[], headBytes: Buffer, data: Buffer): Parcel | { says: string } {
  const head = headOf(headBytes);
  if (head?.faults.length !== blocks.length) return { says: "its head is not one" };
  let at: number | undefined = 0;
  for (const [k, block] of blocks.entries()) {
    at = at === undefined ? undefined : fillBlock(block, data, at);
    block.faults = head.faults[k]!;
  }
  if (at !== data.length) return { says: "it has not the size of what was asked for" };
  const isOdd = blocks.some(
    (b) => b.failed.some((f) => f > 1) || b.failed.reduce((n, f) => n + f, 0) !== b.faults.length,
  );
  return isOdd ? { says: "its stopped runs and its faults do not fit" } : { ...head, blocks };
}
