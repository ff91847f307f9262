// What a worker and a client must have in common for their bits to be the same: the package's version and the very text of everything
// that decides a result. In: the files of this installation. Out: one short name for them.
// Source and built files differ in text, so they do not mix: a refusal too many is better than a wrong bit.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const SRC = fileURLToPath(new URL("../../", import.meta.url));
/** All that a block of runs is a function of. */
const DECIDING = [
  "base",
  "numbers",
  "language",
  "meaning",
  "kernel",
  "ensemble",
  "surfaces/engine",
  "surfaces/cluster",
];

const isCode = (file: string) => /\.(ts|js)$/.test(file) && !/\.(test|d)\.(ts|js)$/.test(file);

function versionNow(): string {
  const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  const hash = createHash("sha256");
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  for (const file of files.filter(isCode).sort()) {
    if (!DECIDING.some((folder) => file.startsWith(folder))) continue;
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(SRC, file)))
      .update("\0");
  }
  return `${version}-${hash.digest("hex").slice(0, 10)}`;
}

let known: string | undefined;

/** Read once: the files may change under a process that runs, its code does not. */
export function playedVersion(): string {
  known ??= versionNow();
  return known;
}
