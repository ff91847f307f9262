// Whether a text can be read in the memory that this Node may use. A process that runs out is ended by the engine with a page of
// addresses; so a text that would is refused beforehand, in words. What is kept grows with the sentences (perf/read.md).

import { getHeapStatistics } from "node:v8";
import { EXIT, type Io } from "../../io.ts";

const BYTES_A_CHARACTER = 4;
const BYTES_A_SENTENCE = 2200;
/** Beside the text: the program itself. */
const PROGRAM = 100e6;

/** False, after saying what would help, where the text wants more than there is. */
export function fitsMemory(io: Io, text: string, limit: number = getHeapStatistics().heap_size_limit): boolean {
  const wanted = memoryWanted(text);
  if (wanted <= limit) return true;
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(0)} MB`;
  io.err(
    `standoff: reading this text may take ${megabytes(wanted)} of memory, and Node may use ${megabytes(limit)}: cut it into parts, or allow more with NODE_OPTIONS=--max-old-space-size=${Math.ceil(wanted / 2 ** 20)}\n`,
  );
  io.code = EXIT.refused;
  return false;
}

function memoryWanted(text: string): number {
  let sentences = 0;
  for (const _ of text.matchAll(/[.!?…。！？؟۔।]\s|\n/g)) sentences++;
  return PROGRAM + text.length * BYTES_A_CHARACTER + sentences * BYTES_A_SENTENCE;
}
