// Small whole numbers as few bits each: 0, 1, 2, 4 or 8, whichever is enough for the largest. In: bytes. Out: fewer of them, and back.

const WIDTHS = [0, 1, 2, 4, 8] as const;

/** Bits that are enough for numbers up to `most` (below 256). */
export const bitsFor = (most: number) => WIDTHS.find((width) => most < 2 ** width)!;

export const bitBytes = (length: number, bits: number) => Math.ceil((length * bits) / 8);

export function packBits(numbers: Uint8Array, bits: number): Uint8Array {
  if (bits === 8) return numbers;
  const out = new Uint8Array(bitBytes(numbers.length, bits));
  if (bits === 0) return out;
  const many = 8 / bits;
  for (let i = 0; i < numbers.length; i++) out[Math.floor(i / many)]! |= numbers[i]! << ((i % many) * bits);
  return out;
}

/** Fills `into` from packed bytes. */
export function unpackBits(packed: Uint8Array, bits: number, into: Uint8Array): void {
  if (bits === 0) into.fill(0);
  else if (bits === 8) into.set(packed.subarray(0, into.length));
  else {
    const many = 8 / bits;
    const mask = 2 ** bits - 1;
    for (let i = 0; i < into.length; i++) into[i] = (packed[Math.floor(i / many)]! >> ((i % many) * bits)) & mask;
  }
}
