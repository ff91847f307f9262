// States that somebody else lists (a played model's option profiles) put into the order and the bits of a graph model.
// In: how many there are, and which options each takes. Out: the states ascending by binary value, and where each went;
// two equal ones become one.

import type { StateSet } from "./graph-model.ts";

export type PackedStates = {
  states: StateSet;
  /** Slot in `states` of each listed state. */
  slotOf: Int32Array;
};

export function packStates(
  options: number,
  count: number,
  isTaken: (listed: number, option: number) => boolean,
): PackedStates {
  const width = Math.max(1, Math.ceil(options / 32));
  const listed = new Uint32Array(count * width);
  for (let k = 0; k < count; k++) {
    for (let o = 0; o < options; o++) if (isTaken(k, o)) listed[k * width + (o >>> 5)]! |= 1 << (o & 31);
  }
  const compare = (a: number, b: number): number => {
    for (let w = width - 1; w >= 0; w--) {
      const difference = listed[a * width + w]! - listed[b * width + w]!;
      if (difference !== 0) return difference;
    }
    return 0;
  };
  const order = Int32Array.from({ length: count }, (_, k) => k).sort(compare);
  const slotOf = new Int32Array(count);
  const words = new Uint32Array(count * width);
  let slots = 0;
  order.forEach((k, place) => {
    if (place === 0 || compare(order[place - 1]!, k) !== 0) {
      words.set(listed.subarray(k * width, (k + 1) * width), slots * width);
      slots++;
    }
    slotOf[k] = slots - 1;
  });
  return { states: { count: slots, width, words: words.slice(0, slots * width) }, slotOf };
}
