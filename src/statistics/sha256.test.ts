import { expect, test } from "vitest";
import { sha256Hex } from "./sha256.ts";

// The examples of FIPS 180-2, appendix B, and the empty message.
test.each([
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
  ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
])("the published digest of %.10s", (text, expected) => {
  expect(sha256Hex(text)).toBe(expected);
  expect(sha256Hex(new TextEncoder().encode(text))).toBe(expected);
});

test("a text counts as its UTF-8 bytes", () => {
  expect(sha256Hex("北京")).toBe(sha256Hex(Uint8Array.of(0xe5, 0x8c, 0x97, 0xe4, 0xba, 0xac)));
});

test("a lone surrogate counts as U+FFFD", () => {
  for (const text of ["a\ud800b", "\udc00", "\ud83d"]) {
    expect(sha256Hex(text)).toBe(sha256Hex(text.toWellFormed()));
  }
});
