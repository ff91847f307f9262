// Answers as bytes, for the way back. In: the pieces of one lot. Out: bytes with their own checksum, and back again.
// What comes back is judged: its checksum, and the length of its arrays against what was asked for, before room is made.
// Laid out: checksum, length of the head, head, all arrays by zstd (docs/decisions/answers-by-zstd.md).

import { createHash } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { z } from "zod";
import { fromExactJson, toExactJson } from "../exact-json.ts";
import { arraysAsBytes, type Piece, pieceBytes } from "./piece.ts";

const SUM = 32;
const LENGTH = 4;

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

export type Batch<P extends Piece = Piece> = { worker: string; ms: number; pieces: P[] };

/** The fastest: higher levels save a tenth of the bytes for twice the time and more. */
const FAST = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

export function toBatch({ worker, ms, pieces }: Batch): Buffer {
  const head = Buffer.from(toExactJson({ worker, ms, faults: pieces.map((p) => p.faults) }));
  const begin = Buffer.alloc(SUM + LENGTH);
  begin.writeUInt32LE(head.length, SUM);
  const arrays = zstdCompressSync(Buffer.concat(pieces.flatMap(arraysAsBytes)), FAST);
  const batch = Buffer.concat([begin, head, arrays]);
  createHash("sha256").update(batch.subarray(SUM)).digest().copy(batch);
  return batch;
}

/** Fills empty pieces, those that were asked for, or says what is wrong with the bytes. */
export function fromBatch<P extends Piece>(bytes: Buffer, empty: P[]): Batch<P> | { says: string } {
  const sent = bytes.subarray(SUM);
  if (!createHash("sha256").update(sent).digest().equals(bytes.subarray(0, SUM))) {
    return { says: "its checksum does not fit" };
  }
  const length = sent.length >= LENGTH ? sent.readUInt32LE(0) : Number.POSITIVE_INFINITY;
  if (sent.length < LENGTH + length) return { says: "it has not the size of what was asked for" };
  return fill(empty, sent.subarray(LENGTH, LENGTH + length), sent.subarray(LENGTH + length));
}

function headOf(bytes: Buffer): z.infer<typeof HEAD> | undefined {
  try {
    return HEAD.safeParse(fromExactJson(bytes.toString())).data;
  } catch {
    return undefined;
  }
}

/** The arrays of all pieces in a row, or undefined where they are not as long as those that were asked for. */
function unpacked(packed: Buffer, length: number): Uint8Array | undefined {
  try {
    const data = zstdDecompressSync(packed, { maxOutputLength: Math.max(1, length) });
    return data.length === length ? data : undefined;
  } catch {
    return undefined;
  }
}

function fillArrays(pieces: readonly Piece[], data: Uint8Array): void {
  let at = 0;
  for (const array of pieces.flatMap(arraysAsBytes)) {
    array.set(data.subarray(at, at + array.length));
    at += array.length;
  }
}

function fill<P extends Piece>(pieces: P[], headBytes: Buffer, packed: Buffer): Batch<P> | { says: string } {
  const head = headOf(headBytes);
  if (head?.faults.length !== pieces.length) return { says: "its head is not one" };
  const data = unpacked(
    packed,
    pieces.reduce((sum, piece) => sum + pieceBytes(piece), 0),
  );
  if (!data) return { says: "it has not the size of what was asked for" };
  fillArrays(pieces, data);
  for (const [k, piece] of pieces.entries()) piece.faults = head.faults[k]!;
  const isOdd = pieces.some(
    ({ failed, faults }) => failed.some((f) => f > 1) || failed.reduce((n, f) => n + f, 0) !== faults.length,
  );
  return isOdd ? { says: "its stopped runs and its faults do not fit" } : { worker: head.worker, ms: head.ms, pieces };
}
