// The files of a shipped model, by their paths within its folder.

import { readdirSync, readFileSync } from "node:fs";

export function shippedFiles(folder: string): Map<string, string> {
  const root = new URL(`../${folder}/`, import.meta.url);
  const names = readdirSync(root, { recursive: true, encoding: "utf8" });
  return new Map(names.filter((n) => /\.(yaml|txt)$/.test(n)).map((n) => [n, readFileSync(new URL(n, root), "utf8")]));
}
