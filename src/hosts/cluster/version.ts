// What a worker and a client must have in common for their bits to be the same: the package's version and the very text of everything
// that decides a result. In: the files of this installation. Out: one short name for them.
// Source and built files differ in text, so they do not mix: a refusal too many is better than a wrong bit.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { invariant } from "../../base/invariant.ts";

const SRC = fileURLToPath(new URL("../../", import.meta.url));
/** All that a block of runs is a function of. */
const DECIDING = ["base/", "statistics/", "language/", "engine/", "ensemble/", "hosts/cluster/"];

const isCode = (file: string) => /\.(ts|js)$/.test(file) && !/\.(test|d)\.(ts|js)$/.test(file);

function versionNow(): string {
  const { version } = JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  const hash = createHash("sha256");
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/"));
  const deciding = (file: string) => DECIDING.some((part) => file.startsWith(part));
  // A part that is moved and not named here anew would go unnoticed
  for (const part of DECIDING)
    invariant(
      files.some((file) => file.startsWith(part)),
      `no code in ${part}`,
    );
  for (const file of files.filter((name) => isCode(name) && deciding(name)).sort()) {
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
