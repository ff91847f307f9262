// Arrays of a piece as bytes. Most rows of a block hold few values (what happened is 0 or 1), and are a short list of them and some bits a
// place; the others are as they are, since numbers that are luck cannot be packed. Bits are kept, whatever they mean. Cheap enough that the
// queue costs little beside the playing.

import { bitBytes, bitsFor, packBits, unpackBits } from "./bits.ts";

const MOST_VALUES = 16;

const lows = (row: Float64Array) => new Uint32Array(row.buffer, row.byteOffset, row.length * 2);

/** The places of a row in the list of its values, or undefined where there are too many of them. */
function listed(row: Float64Array): { values: Float64Array; places: Uint8Array } | undefined {
  const bits = lows(row);
  const [low, high] = [new Uint32Array(MOST_VALUES), new Uint32Array(MOST_VALUES)];
  const places = new Uint8Array(row.length);
  let known = 0;
  for (let i = 0; i < row.length; i++) {
    const l = bits[2 * i];
    const h = bits[2 * i + 1];
    let k = 0;
    while (k < known && (low[k] !== l || high[k] !== h)) k++;
    if (k === known) {
      if (known === MOST_VALUES) return undefined;
      low[known] = l!;
      high[known++] = h!;
    }
    places[i] = k;
  }
  const values = new Float64Array(known);
  const out = lows(values);
  for (let k = 0; k < known; k++) {
    out[2 * k] = low[k]!;
    out[2 * k + 1] = high[k]!;
  }
  return { values, places };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Float64Array) => new Uint8Array(buffer, byteOffset, byteLength);

/** Rows of `length` numbers each: for each how many values are listed (0: none), then those and the places, or the row. */
export function packRows(data: Float64Array, length: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += length) {
    const row = data.subarray(at, at + length);
    const short = listed(row);
    if (short) {
      const { values, places } = short;
      parts.push(Uint8Array.of(values.length), bytesOf(values), packBits(places, bitsFor(values.length - 1)));
    } else parts.push(Uint8Array.of(0), bytesOf(row));
  }
  return parts;
}

/** Fills a row from a list of values and places; gives the place after them, or undefined where they do not fit. */
function unlist(bytes: Uint8Array, from: number, known: number, row: Float64Array): number | undefined {
  const bits = bitsFor(known - 1);
  const at = from + 8 * known;
  const end = at + bitBytes(row.length, bits);
  if (end > bytes.length) return undefined;
  const values = new Float64Array(known);
  bytesOf(values).set(bytes.subarray(from, at));
  const places = new Uint8Array(row.length);
  unpackBits(bytes.subarray(at, end), bits, places);
  const [source, out] = [lows(values), lows(row)];
  for (let i = 0; i < row.length; i++) {
    const k = places[i]!;
    if (k >= known) return undefined;
    out[2 * i] = source[2 * k]!;
    out[2 * i + 1] = source[2 * k + 1]!;
  }
  return end;
}

/** Fills `into` from bytes at a place; gives the place after them, or undefined where they do not fit. */
export function unpackRows(bytes: Uint8Array, from: number, into: Float64Array, length: number): number | undefined {
  let at: number | undefined = from;
  for (let first = 0; first < into.length && at !== undefined; first += length) {
    const row = into.subarray(first, first + length);
    const known: number | undefined = bytes[at++];
    if (known === undefined || known > MOST_VALUES) return undefined;
    if (known > 0) at = unlist(bytes, at, known, row);
    else {
      const end: number = at + row.byteLength;
      if (end > bytes.length) return undefined;
      bytesOf(row).set(bytes.subarray(at, end));
      at = end;
    }
  }
  return at;
}

/** Small numbers: how many bits each, then those. */
export function packSmall(data: Uint8Array): Uint8Array[] {
  const bits = bitsFor(data.reduce((most, n) => Math.max(most, n), 0));
  return [Uint8Array.of(bits), packBits(data, bits)];
}

export function unpackSmall(bytes: Uint8Array, from: number, into: Uint8Array): number | undefined {
  const bits = bytes[from];
  if (bits === undefined || bitsFor(2 ** bits - 1) !== bits) return undefined;
  const end = from + 1 + bitBytes(into.length, bits);
  if (end > bytes.length) return undefined;
  unpackBits(bytes.subarray(from + 1, end), bits, into);
  return end;
}
