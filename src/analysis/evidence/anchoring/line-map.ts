// Where the lines of an old text stand in a new one. In: both texts. Out: for a position of the old text, its place in the new
// one, where it lies in a line that both have once and in the same order (the anchors of patience diff, Bram Cohen), or in a
// line right beside such a one. Only a hint: who uses it compares the words that stand there.

type Line = { start: number; text: string };

function linesOf(text: string): Line[] {
  const out: Line[] = [];
  let start = 0;
  for (const part of text.split("\n")) {
    out.push({ start, text: part });
    start += part.length + 1;
  }
  return out;
}

/** Lines that occur once in each, as pairs of indices, thinned to the longest rising sequence. */
function commonLines(old: readonly Line[], now: readonly Line[]): [number, number][] {
  const once = (lines: readonly Line[]) => {
    const seen = new Map<string, number>();
    for (const [i, line] of lines.entries())
      if (line.text.trim() !== "") seen.set(line.text, seen.has(line.text) ? -1 : i);
    return seen;
  };
  const later = once(now);
  const pairs: [number, number][] = [];
  for (const [text, i] of once(old)) {
    const j = later.get(text) ?? -1;
    if (i >= 0 && j >= 0) pairs.push([i, j]);
  }
  return longestRising(pairs.sort((a, b) => a[0] - b[0]));
}

function longestRising(pairs: readonly [number, number][]): [number, number][] {
  const tails: number[] = [];
  const previous: number[] = [];
  for (const [k, [, j]] of pairs.entries()) {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]!]![1] < j) low = middle + 1;
      else high = middle;
    }
    previous[k] = low > 0 ? tails[low - 1]! : -1;
    tails[low] = k;
  }
  const chain: [number, number][] = [];
  for (let k = tails.at(-1) ?? -1; k >= 0; k = previous[k]!) chain.unshift(pairs[k]!);
  return chain;
}

/** A function from positions of the old text to likely positions in the new one (UTF-16 units). */
export function lineMap(old: string, now: string): (unit: number) => number {
  const before = linesOf(old);
  const after = linesOf(now);
  const steps = commonLines(before, after).map(([i, j]) => ({
    from: before[i]!.start,
    shift: after[j]!.start - before[i]!.start,
  }));
  return (unit) => {
    let shift = 0;
    for (const step of steps) {
      if (step.from > unit) break;
      shift = step.shift;
    }
    return Math.max(0, Math.min(now.length, unit + shift));
  };
}
