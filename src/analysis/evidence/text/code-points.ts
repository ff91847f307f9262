// Positions in UTF-16 units (what JavaScript slices by) to positions in Unicode code points (what the W3C Web Annotation
// TextPositionSelector counts in) and back. In memory everything is in units; this converts once, at the edge.
// A count is kept every BLOCK units (a sixteenth of the memory of an index); a text without surrogates needs none.

const BLOCK = 64;

export type CodePoints = {
  /** The length of the text in code points. */
  length: number;
  toPoints: (unit: number) => number;
  toUnits: (point: number) => number;
};

const isLead = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isTrail = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;

/** True where a position would cut a surrogate pair in two. */
export function splitsPair(text: string, unit: number): boolean {
  return unit > 0 && unit < text.length && isTrail(text.charCodeAt(unit)) && isLead(text.charCodeAt(unit - 1));
}

export function codePoints(text: string): CodePoints {
  if (!/[\ud800-\udbff][\udc00-\udfff]/.test(text))
    return { length: text.length, toPoints: (unit) => unit, toUnits: (point) => point };
  const before = blockCounts(text);
  const pairsBetween = (from: number, to: number) => {
    let pairs = 0;
    for (let i = from; i < to; i++) if (splitsPair(text, i)) pairs++;
    return pairs;
  };
  const toPoints = (unit: number) => {
    const block = Math.floor(unit / BLOCK);
    return unit - before[block]! - pairsBetween(block * BLOCK, unit);
  };
  const toUnits = (point: number) => {
    let low = 0;
    let high = before.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (middle * BLOCK - before[middle]! <= point) low = middle;
      else high = middle - 1;
    }
    let unit = low * BLOCK;
    let at = unit - before[low]!;
    if (splitsPair(text, unit)) unit++;
    while (at < point && unit < text.length) {
      unit += splitsPair(text, unit + 1) ? 2 : 1;
      at++;
    }
    return unit;
  };
  return { length: toPoints(text.length), toPoints, toUnits };
}

/** Trail units before the start of each block: what a unit position is ahead of its code point position. */
function blockCounts(text: string): Uint32Array {
  const before = new Uint32Array(Math.floor(text.length / BLOCK) + 1);
  let pairs = 0;
  for (let i = 0; i < text.length; i++) {
    if (i % BLOCK === 0) before[i / BLOCK] = pairs;
    if (splitsPair(text, i)) pairs++;
  }
  if (text.length % BLOCK === 0) before[text.length / BLOCK] = pairs;
  return before;
}
