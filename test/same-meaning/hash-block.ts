// All bits of a block as one word, so that blocks can be compared across threads and browsers without sending them.
// FNV-1a over 32-bit words, twice with different starts. Any NaN counts as one NaN; of a failed run only its fault counts.
// A mean is no test of this: it hides the last bits (findings of the study).

import type { Block } from "../../src/engine/interpreter/engine.ts";

type Hash = { word: (x: number) => void; float: (x: number) => void; text: () => string };

function newHash(): Hash {
  let [a, b] = [0x811c9dc5, 0x1b873593];
  const float = new Float64Array(1);
  const words = new Uint32Array(float.buffer);
  const word = (x: number) => {
    a = Math.imul(a ^ x, 0x01000193);
    a ^= a >>> 15;
    b = Math.imul(b ^ x, 0x85ebca6b);
    b ^= b >>> 13;
  };
  return {
    word,
    float: (x) => {
      float[0] = Number.isNaN(x) ? Number.NaN : x;
      if (Number.isNaN(x)) word(0x7ff80000);
      else {
        word(words[0]!);
        word(words[1]!);
      }
    },
    text: () => [a, b].map((x) => (x >>> 0).toString(16).padStart(8, "0")).join(""),
  };
}

export function hashBlock(block: Block): string {
  const hash = newHash();
  const { count, failed } = block;
  const add = (values: ArrayLike<number>, put: (x: number) => void) => {
    hash.word(values.length);
    for (let at = 0; at < values.length; at++) if (!failed[at % count]) put(values[at]!);
  };
  for (const x of failed) hash.word(x);
  add(block.options, hash.word);
  for (const values of [block.series, block.constants, block.finals]) add(values, hash.float);
  for (const { values } of block.explained) add(values, hash.float);
  for (const { run, step, id, value } of block.faults) {
    for (const char of `${run} ${step} ${id} ${value}`) hash.word(char.codePointAt(0)!);
  }
  return hash.text();
}
