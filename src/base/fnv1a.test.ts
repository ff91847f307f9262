import { expect, test } from "vitest";
import { fnv1a } from "./fnv1a.ts";

// The first three from the test vectors of the FNV authors (Landon Curt Noll's test_fnv.c).
test.each([
  ["", 0x811c9dc5],
  ["a", 0xe40c292c],
  ["foobar", 0xbf9cf968],
  // The two UTF-8 bytes c3 a9, by hand.
  ["é", Math.imul(Math.imul(0x811c9dc5 ^ 0xc3, 16777619) ^ 0xa9, 16777619) >>> 0],
])("the hash of %j", (text, expected) => expect(fnv1a(text)).toBe(expected));
