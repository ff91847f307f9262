// Sets of states as rows of bits, one row a state: for what is quadratic anyway (unknown preferences, coalitions).

export type BitRows = { count: number; width: number; words: Uint32Array };

export function newRows(count: number, rows = count): BitRows {
  const width = Math.max(1, Math.ceil(count / 32));
  return { count, width, words: new Uint32Array(rows * width) };
}

export function setBit(rows: BitRows, row: number, bit: number): void {
  rows.words[row * rows.width + (bit >>> 5)]! |= 1 << (bit & 31);
}

export function hasBit(rows: BitRows, row: number, bit: number): boolean {
  return ((rows.words[row * rows.width + (bit >>> 5)]! >>> (bit & 31)) & 1) === 1;
}

/** Row a of one and row b of another share a member. */
export function meet(one: BitRows, a: number, other: BitRows, b: number): boolean {
  for (let w = 0; w < one.width; w++) {
    if ((one.words[a * one.width + w]! & other.words[b * other.width + w]!) !== 0) return true;
  }
  return false;
}

/** Every member of row a of one is in row b of the other. */
export function within(one: BitRows, a: number, other: BitRows, b: number): boolean {
  for (let w = 0; w < one.width; w++) {
    if ((one.words[a * one.width + w]! & ~other.words[b * other.width + w]!) !== 0) return false;
  }
  return true;
}

export function membersOf(rows: BitRows, row: number): number[] {
  const members: number[] = [];
  for (let w = 0; w < rows.width; w++) {
    let word = rows.words[row * rows.width + w]!;
    while (word !== 0) {
      const low = word & -word;
      members.push(w * 32 + (31 - Math.clz32(low)));
      word ^= low;
    }
  }
  return members;
}
