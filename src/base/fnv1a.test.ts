import { expect, test } from "vitest";
import { fnv1a } from "./fnv1a.ts";

// From the test vectors of the FNV authors (Landon Curt Noll's test_fnv.c).
test.each([
  ["", 0x811c9dc5],
  ["a", 0xe40c292c],
  ["b", 0xe70c2de5],
  ["foobar", 0xbf9cf968],
])("the published vector of %j", (text, expected) => {
  expect(fnv1a(text)).toBe(expected);
});

test.each(["é", "北京", "😀 x", "a\ud800b", "\udc00", "ß߿ࠀ￿𐀀", "CHN.korea"])(
  "the bytes of %j are those of TextEncoder",
  (text) => {
    let expected = 0x811c9dc5;
    for (const byte of new TextEncoder().encode(text)) expected = Math.imul(expected ^ byte, 16777619) >>> 0;
    expect(fnv1a(text)).toBe(expected);
  },
);
