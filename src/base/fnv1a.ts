// FNV-1a, 32 bits, of a text's UTF-8 bytes (Fowler, Noll & Vo; draft-eastlake-fnv): the stable hash that names a stream of
// luck (semantics.md, "Numbers"). UTF-8 is written by hand, since the core knows neither DOM nor Node types.
// A lone surrogate counts as U+FFFD, as TextEncoder has it.

const OFFSET = 0x811c9dc5;
const PRIME = 16777619;

function addPoint(hash: number, point: number): number {
  if (point < 0x80) return Math.imul(hash ^ point, PRIME);
  let h = hash;
  if (point < 0x800) h = Math.imul(h ^ (0xc0 | (point >> 6)), PRIME);
  else {
    if (point < 0x10000) h = Math.imul(h ^ (0xe0 | (point >> 12)), PRIME);
    else {
      h = Math.imul(h ^ (0xf0 | (point >> 18)), PRIME);
      h = Math.imul(h ^ (0x80 | ((point >> 12) & 0x3f)), PRIME);
    }
    h = Math.imul(h ^ (0x80 | ((point >> 6) & 0x3f)), PRIME);
  }
  return Math.imul(h ^ (0x80 | (point & 0x3f)), PRIME);
}

/** The FNV-1a 32 hash of the UTF-8 bytes of `text`, as an unsigned number. */
export function fnv1a(text: string): number {
  let hash = OFFSET;
  for (const character of text) {
    const point = character.codePointAt(0)!;
    hash = addPoint(hash, point >= 0xd800 && point <= 0xdfff ? 0xfffd : point);
  }
  return hash >>> 0;
}
