// FNV-1a, 32 bits, of a text's UTF-8 bytes (Fowler, Noll & Vo; RFC 9923): the stable hash that names a stream of luck
// (docs/meaning.md, "Numbers").

import { utf8ToBytes } from "@noble/hashes/utils.js";

/** The FNV-1a 32 hash of the UTF-8 bytes of `text`, as an unsigned number. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8ToBytes(text)) hash = Math.imul(hash ^ byte, 16777619);
  return hash >>> 0;
}
