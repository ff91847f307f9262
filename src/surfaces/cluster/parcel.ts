// Answers as bytes, for the way back. In: the pieces of one lot. Out: bytes with their own checksum, and back again.
// What comes back is judged: its checksum, the size it may unpack to, and every length against what was asked for.

import { createHash } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { z } from "zod";
import { fromExactJson, toExactJson } from "../exact-json.ts";
import { packRows, unpackRows } from "./doubles.ts";
import { arraysOf, type Piece, pieceBytes } from "./piece.ts";

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

export type Parcel<P extends Piece = Piece> = { worker: string; ms: number; pieces: P[] };

function packed(piece: Piece): Uint8Array[] {
  const { bytes, rows } = arraysOf(piece);
  return [...bytes, ...rows.flatMap(([data, length]) => packRows(data, length))];
}

export function toParcel({ worker, ms, pieces }: Parcel): Buffer {
  const head = Buffer.from(toExactJson({ worker, ms, faults: pieces.map((p) => p.faults) }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const data = zstdCompressSync(Buffer.concat([length, head, ...pieces.flatMap(packed)]), {
    params: { [constants.ZSTD_c_compressionLevel]: LEVEL },
  });
  return Buffer.concat([createHash("sha256").update(data).digest(), data]);
}

/** Fills empty pieces, those that were asked for, or says what is wrong with the bytes. */
export function fromParcel<P extends Piece>(bytes: Buffer, empty: P[]): Parcel<P> | { says: string } {
  const sent = bytes.subarray(SUM);
  if (!createHash("sha256").update(sent).digest().equals(bytes.subarray(0, SUM))) {
    return { says: "its checksum does not fit" };
  }
  const size = empty.reduce((n, piece) => n + pieceBytes(piece), 0);
  let data: Buffer;
  try {
    // A row that is not listed has one byte more than its numbers
    data = zstdDecompressSync(sent, { maxOutputLength: 2 * size + MOST_HEAD });
  } catch {
    return { says: "it cannot be unpacked" };
  }
  const length = data.length >= 4 ? data.readUInt32LE(0) : Number.POSITIVE_INFINITY;
  if (data.length < 4 + length) return { says: "it has not the size of what was asked for" };
  return fill(empty, data.subarray(4, 4 + length), data.subarray(4 + length));
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
  for (const array of bytes) {
    if (at + array.length > data.length) return undefined;
    array.set(data.subarray(at, at + array.length));
    at += array.length;
  }
  for (const [array, length] of rows) {
    at = at === undefined ? undefined : unpackRows(data, at, array, length);
  }
  return at;
}

function fill<P extends Piece>(pieces: P[], headBytes: Buffer, data: Buffer): Parcel<P> | { says: string } {
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
