// Rows of numbers as bytes. Most rows of a block hold few values (what happened is 0 or 1), and are a short list of them and one byte a
// place; the others are as they are. Bits are kept, whatever they mean. Cheap enough that the queue costs little beside the playing.

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

/** Bytes of rows of `length` numbers each: for each row how many values are listed (0: none), then those, then the row. */
export function packRows(data: Float64Array, length: number): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < data.length; at += length) {
    const row = data.subarray(at, at + length);
    const short = listed(row);
    if (short) parts.push(Uint8Array.of(short.values.length), bytesOf(short.values), short.places);
    else parts.push(Uint8Array.of(0), bytesOf(row));
  }
  return parts;
}

/** Fills `into` from bytes at a place; gives the place after them, or undefined where they do not fit. */
export function unpackRows(bytes: Uint8Array, from: number, into: Float64Array, length: number): number | undefined {
  let at = from;
  for (let row = 0; row < into.length; row += length) {
    const known = bytes[at++];
    if (known === undefined || known > MOST_VALUES) return undefined;
    const size = 8 * (known === 0 ? length : known);
    if (at + size + (known === 0 ? 0 : length) > bytes.length) return undefined;
    if (known === 0) bytesOf(into).set(bytes.subarray(at, at + size), row * 8);
    else {
      const values = new Float64Array(known);
      bytesOf(values).set(bytes.subarray(at, at + size));
      const bits = lows(values);
      const out = lows(into);
      for (let i = 0; i < length; i++) {
        const k = bytes[at + size + i]!;
        if (k >= known) return undefined;
        out[2 * (row + i)] = bits[2 * k]!;
        out[2 * (row + i) + 1] = bits[2 * k + 1]!;
      }
      at += length;
    }
    at += size;
  }
  return at;
}
