// Sets of labels as bits, 32 a word.

/** How many bits are set. */
export function bitsOf(words: Uint32Array): number {
  let bits = 0;
  for (let word of words) {
    for (; word !== 0; word &= word - 1) bits++;
  }
  return bits;
}

/** Whether `words` holds every bit of `wanted`. */
export function includesAll(words: Uint32Array, wanted: Uint32Array): boolean {
  for (let k = 0; k < wanted.length; k++) if ((wanted[k]! & ~words[k]!) !== 0) return false;
  return true;
}
