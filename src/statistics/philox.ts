// Philox4x32-10, the counter-based generator of Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as
// 1, 2, 3", SC'11. In: a key and a counter of 32-bit words. Out: a block of four words, or one uniform.
// Pure: the same words in give the same words out, anywhere and in any order; nothing is remembered between calls.
// The high half of a product is put together from 16-bit halves, as neither BigInt nor allocation would be fast enough.

const MULTIPLIER_0 = 0xd2511f53;
const MULTIPLIER_1 = 0xcd9e8d57;
const WEYL_0 = 0x9e3779b9;
const WEYL_1 = 0xbb67ae85;

/** The upper 32 bits of the unsigned product m * x, as an int32. */
function highProduct(m: number, x: number): number {
  const mLow = m & 0xffff;
  const mHigh = m >>> 16;
  const xLow = x & 0xffff;
  const xHigh = x >>> 16;
  const across = Math.imul(mHigh, xLow) + (Math.imul(mLow, xLow) >>> 16);
  const down = Math.imul(mLow, xHigh) + (across & 0xffff);
  return (Math.imul(mHigh, xHigh) + (across >>> 16) + (down >>> 16)) | 0;
}

/** Writes the block of Philox4x32-10 (Salmon et al. 2011) for a key and a counter into `out[0..3]`. */
export function philoxBlock(
  key0: number,
  key1: number,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  out: Uint32Array,
): void {
  let [k0, k1, x0, x1, x2, x3] = [key0 | 0, key1 | 0, c0 | 0, c1 | 0, c2 | 0, c3 | 0];
  for (let round = 0; round < 10; round++) {
    const high0 = highProduct(MULTIPLIER_0, x0);
    const high1 = highProduct(MULTIPLIER_1, x2);
    const low0 = Math.imul(MULTIPLIER_0, x0);
    x0 = high1 ^ x1 ^ k0;
    x1 = Math.imul(MULTIPLIER_1, x2);
    x2 = high0 ^ x3 ^ k1;
    x3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}

/**
 * One uniform of 52 bits, never 0 or 1: words 0 and 1 of the Philox4x32-10 block with key (seed, run) and
 * counter (stream, when, k, 0), as (((w0 >> 6) << 26 | (w1 >> 6)) + 0.5) * 2^-52 (docs/meaning.md, "Numbers").
 */
export function uniform(seed: number, run: number, stream: number, when: number, k: number): number {
  let k0 = seed | 0;
  let k1 = run | 0;
  let x0 = stream | 0;
  let x1 = when | 0;
  let x2 = k | 0;
  let x3 = 0;
  for (let round = 0; round < 9; round++) {
    const high0 = highProduct(MULTIPLIER_0, x0);
    const high1 = highProduct(MULTIPLIER_1, x2);
    const low0 = Math.imul(MULTIPLIER_0, x0);
    x0 = high1 ^ x1 ^ k0;
    x1 = Math.imul(MULTIPLIER_1, x2);
    x2 = high0 ^ x3 ^ k1;
    x3 = low0;
    k0 = (k0 + WEYL_0) | 0;
    k1 = (k1 + WEYL_1) | 0;
  }
  // Of the tenth round only words 0 and 1 are wanted.
  const word0 = highProduct(MULTIPLIER_1, x2) ^ x1 ^ k0;
  const word1 = Math.imul(MULTIPLIER_1, x2);
  return ((word0 >>> 6) * 67108864 + (word1 >>> 6) + 0.5) * 2 ** -52;
}
