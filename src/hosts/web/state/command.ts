// The command that gives the same number as the screen: every host asks one way.

import type { Moved } from "../worker/protocol.ts";

const plain = /^[\w.,/=@:-]+$/;
const quoted = (word: string) => (plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);

export function commandOf(
  folder: string,
  verb: string,
  names: readonly string[],
  about: { moved: Moved; seed: number; runs: number; run?: number | undefined },
): string {
  const { moved, seed, runs, run } = about;
  const words = ["standoff", verb, folder, ...names];
  for (const id of moved.scenarios) words.push("--scenario", id);
  for (const [id, value] of Object.entries(moved.set)) words.push("--set", `${id}=${value}`);
  for (const [id, value] of Object.entries(moved.hold)) words.push("--hold", `${id}=${value}`);
  if (run !== undefined) words.push("--run", String(run));
  else words.push("--runs", String(runs));
  if (seed !== 1) words.push("--seed", String(seed));
  return words.map(quoted).join(" ");
}
