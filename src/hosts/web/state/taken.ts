// Texts that were taken in on the page: they stand among the texts of the folder under a name of their own, and go when the page closes.

import type { Files } from "../worker/protocol.ts";

const TAKEN = "taken in here, sha256 ";

export const takenAs = (sha256: string) => `${TAKEN}${sha256}`;

/** Those of them among texts: what the folder has comes and goes with it. */
export const takenOf = (texts: Files): Files =>
  Object.fromEntries(Object.entries(texts).filter(([name]) => name.startsWith(TAKEN)));
