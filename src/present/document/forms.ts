// One result in every form it has: words, JSON, JSON lines, a table. The host picks one and puts it where it is wanted.

import type { Document } from "./document.ts";

export type Forms = {
  document: () => Document;
  json: () => unknown;
  jsonl: () => unknown[];
  csv: () => string;
};
