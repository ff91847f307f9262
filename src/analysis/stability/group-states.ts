// Puts states that agree on some options into groups, in time linear in the states: a hash table with open addressing over
// the masked words, no string and no object per state. Groups are numbered by first appearance.

import type { StateSet } from "./graph-model.ts";

export type Groups = { of: Int32Array; count: number };

/** States with equal `words & mask` share a group; those with `skip` get group -1. */
export function groupStates(states: StateSet, mask: Uint32Array, skip?: Uint8Array): Groups {
  const { count, width, words } = states;
  let size = 16;
  while (size < count * 2) size *= 2;
  const slots = new Int32Array(size).fill(-1);
  const of = new Int32Array(count).fill(-1);
  let groups = 0;
  for (let s = 0; s < count; s++) {
    if (skip?.[s]) continue;
    let h = hash(words, s * width, mask) & (size - 1);
    for (;;) {
      const other = slots[h]!;
      if (other < 0) {
        slots[h] = s;
        of[s] = groups++;
        break;
      }
      if (agree(words, s * width, other * width, mask)) {
        of[s] = of[other]!;
        break;
      }
      h = (h + 1) & (size - 1);
    }
  }
  return { of, count: groups };
}

function hash(words: Uint32Array, at: number, mask: Uint32Array): number {
  let h = 0;
  for (let w = 0; w < mask.length; w++) {
    h = Math.imul(h ^ (words[at + w]! & mask[w]!), 0x9e3779b1);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0x85ebca6b);
  return (h ^ (h >>> 13)) >>> 0;
}

function agree(words: Uint32Array, a: number, b: number, mask: Uint32Array): boolean {
  for (let w = 0; w < mask.length; w++) if (((words[a + w]! ^ words[b + w]!) & mask[w]!) !== 0) return false;
  return true;
}

/** Where each group starts when its members are laid side by side: one more entry than groups. */
export function startsOf(of: Int32Array, count: number): Int32Array {
  const starts = new Int32Array(count + 1);
  for (let k = 0; k < of.length; k++) if (of[k]! >= 0) starts[of[k]! + 1]!++;
  for (let g = 0; g < count; g++) starts[g + 1]! += starts[g]!;
  return starts;
}

/** Members laid side by side by group; inside a group in the order of `sequence` (every slot in turn if not given). */
export function layOut(of: Int32Array, starts: Int32Array, sequence?: Int32Array): Int32Array {
  const next = starts.slice(0, -1);
  const order = new Int32Array(starts[starts.length - 1]!);
  for (let k = 0; k < of.length; k++) {
    const member = sequence ? sequence[k]! : k;
    const group = of[member]!;
    if (group >= 0) order[next[group]!++] = member;
  }
  return order;
}
