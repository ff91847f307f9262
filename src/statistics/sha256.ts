// SHA-256 (FIPS 180-4) by the audited @noble/hashes: the same in Node, workers and the browser, and at once, which the
// browser's own digest is not. In: bytes, or a text, which counts as its UTF-8 bytes. Out: 64 hex digits.

import { sha256 } from "@noble/hashes/sha2.js";
import { utf8Bytes } from "../base/utf8.ts";

export function sha256Hex(content: Uint8Array | string): string {
  const digest = sha256(typeof content === "string" ? utf8Bytes(content) : content);
  let hex = "";
  for (const byte of digest) hex += byte.toString(16).padStart(2, "0");
  return hex;
}
