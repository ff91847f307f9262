// Answers as bytes, for the way back. In: the pieces of one lot. Out: bytes with their own checksum, and back again.
// What comes back is judged: its checksum, and every length against what was asked for. Laid out: checksum, length of the head, head, arrays.

import { createHash } from "node:crypto";
import { z } from "zod";
import { fromExactJson, toExactJson } from "../exact-json.ts";
import { arraysOf, type Piece } from "./piece.ts";
import { packRows, packSmall, unpackRows, unpackSmall } from "./rows.ts";

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

function packed(piece: Piece): Uint8Array[] {
  const { bytes, rows } = arraysOf(piece);
  return [...bytes.flatMap(packSmall), ...rows.flatMap(([data, length]) => packRows(data, length))];
}

export function toBatch({ worker, ms, pieces }: Batch): Buffer {
  const head = Buffer.from(toExactJson({ worker, ms, faults: pieces.map((p) => p.faults) }));
  const begin = Buffer.alloc(SUM + LENGTH);
  begin.writeUInt32LE(head.length, SUM);
  const batch = Buffer.concat([begin, head, ...pieces.flatMap(packed)]);
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

/** Fills a piece from bytes at a place; gives the place after it, or undefined where they do not fit. */
function fillPiece(piece: Piece, data: Uint8Array, from: number): number | undefined {
  const { bytes, rows } = arraysOf(piece);
  let at: number | undefined = from;
  for (const array of bytes) at = at === undefined ? undefined : unpackSmall(data, at, array);
  for (const [array, length] of rows) {
    at = at === undefined ? undefined : unpackRows(data, at, array, length);
  }
  return at;
}

function fill<P extends Piece>(pieces: P[], headBytes: Buffer, data: Buffer): Batch<P> | { says: string } {
  const head = headOf(headBytes);
  if (head?.faults.length !== pieces.length) return { says: "its head is not one" };
  let at: number | undefined = 0;
  for (const [k, piece] of pieces.entries()) {
    at = at === undefined ? undefined : fillPiece(piece, data, at);
    piece.faults = head.faults[k]!;
  }
  if (at !== data.length) return { says: "it has not the size of what was asked for" };
  const isOdd = pieces.some(
    ({ failed, faults }) => failed.some((f) => f > 1) || failed.reduce((n, f) => n + f, 0) !== faults.length,
  );
  return isOdd ? { says: "its stopped runs and its faults do not fit" } : { worker: head.worker, ms: head.ms, pieces };
}
