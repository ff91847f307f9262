// SHA-256 (FIPS 180-4) by the audited @noble/hashes: the same in Node, workers and the browser, and at once, which the
// browser's own digest is not. In: bytes, or a text, which counts as its UTF-8 bytes. Out: 64 hex digits.

import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

export const sha256Hex = (content: Uint8Array | string): string =>
  bytesToHex(sha256(typeof content === "string" ? utf8ToBytes(content) : content));
