// The part of a sorted list of places that lies in a segment, by bisection: a text may have a lost space in every word.

import type { Span } from "./source-text.ts";

function firstAtLeast(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Places p with from <= p <= to. */
export function placesWithin(sorted: readonly number[], from: number, to: number): number[] {
  return sorted.slice(firstAtLeast(sorted, from), firstAtLeast(sorted, to + 1));
}

/** Spans (sorted by start, not overlapping much) that begin in the segment. */
export function spansWithin<T extends Span>(sorted: readonly T[], segment: Span): T[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]!.start < segment.start) low = middle + 1;
    else high = middle;
  }
  const found: T[] = [];
  for (let i = low; i < sorted.length && sorted[i]!.start < segment.end; i++) found.push(sorted[i]!);
  return found;
}
