import { expect, test } from "vitest";
import { philoxBlock, uniform } from "./philox.ts";

// Every `philox4x32 10` line of kat_vectors in Random123 1.14 (D. E. Shaw Research): counter, key, expected words.
const KNOWN_ANSWERS = [
  "00000000 00000000 00000000 00000000 00000000 00000000   6627e8d5 e169c58d bc57ac4c 9b00dbd8",
  "ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff   408f276d 41c83b0e a20bc7c6 6d5451fd",
  "243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0   d16cfe09 94fdcceb 5001e420 24126ea1",
];

test.each(KNOWN_ANSWERS)("Random123's known answer %s", (line) => {
  const [c0, c1, c2, c3, k0, k1, ...expected] = line.split(/ +/).map((word) => Number.parseInt(word, 16));
  const out = new Uint32Array(4);
  philoxBlock(k0!, k1!, c0!, c1!, c2!, c3!, out);
  expect([...out]).toEqual(expected);
});

test("the high products are right for awkward words: against BigInt", () => {
  const mask = 0xffffffffn;
  const slow = (key: number[], counter: number[]) => {
    let [k0, k1] = key.map(BigInt) as [bigint, bigint];
    let x = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
    for (let round = 0; round < 10; round++) {
      const a = x[0] * 0xd2511f53n;
      const b = x[2] * 0xcd9e8d57n;
      x = [(b >> 32n) ^ x[1] ^ k0, b & mask, (a >> 32n) ^ x[3] ^ k1, a & mask];
      k0 = (k0 + 0x9e3779b9n) & mask;
      k1 = (k1 + 0xbb67ae85n) & mask;
    }
    return x.map(Number);
  };
  const words = [0, 1, 0xffff, 0x10000, 0x7fffffff, 0x80000000, 0xffff0000, 0xffffffff];
  const out = new Uint32Array(4);
  for (const a of words)
    for (const b of words) {
      philoxBlock(a, b, b, a, a ^ b, 7, out);
      expect([...out]).toEqual(slow([a, b], [b, a, (a ^ b) >>> 0, 7]));
    }
});

test("a uniform is the 52 bits of words 0 and 1, exactly", () => {
  const out = new Uint32Array(4);
  for (const [seed, run, stream, when, k] of [
    [42, 0, 0x811c9dc5, 0, 0],
    [0xffffffff, 4294967295, 0xffffffff, 61, 3],
    [0, 0, 0, 0, 0],
  ] as const) {
    philoxBlock(seed, run, stream, when, k, 0, out);
    const bits = (BigInt(out[0]! >>> 6) << 26n) | BigInt(out[1]! >>> 6);
    const u = uniform(seed, run, stream, when, k);
    expect(BigInt(u * 2 ** 53)).toBe(2n * bits + 1n);
    expect(u).toBeGreaterThan(0);
    expect(u).toBeLessThan(1);
  }
});

test("10,000 uniforms fill 100 bins evenly and neighbours do not go together", () => {
  const bins = new Float64Array(100);
  const count = 10_000;
  let [sum, lagged, before] = [0, 0, 0.5];
  for (let run = 0; run < count; run++) {
    const u = uniform(7, run, 12345, 1, 0);
    bins[Math.floor(u * 100)]! += 1;
    sum += u;
    lagged += (u - 0.5) * (before - 0.5);
    before = u;
  }
  const chiSquare = bins.reduce((total, seen) => total + (seen - 100) ** 2 / 100, 0);
  // 99 degrees of freedom: mean 99, standard deviation 14.07; four of them either side.
  expect(Math.abs(chiSquare - 99)).toBeLessThan(4 * Math.sqrt(2 * 99));
  expect(Math.abs(sum / count - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / count));
  expect(Math.abs(lagged / count)).toBeLessThan(4 / 12 / Math.sqrt(count));
});
