// The imports of our own sources, as written: `from "..."`, `import("...")`, and workers named by URL. Types count.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";

export type Import = { from: string; to: string; line: number };

const IMPORT = /(?:\bfrom\s+|\bimport\s*\(?\s*|\bnew URL\(\s*)"(\.{1,2}\/[^"]+\.(?:tsx?|css))"/g;

/** The imports of one file's text. `file` is its path with `/`. */
export function importsOf(file: string, text: string): Import[] {
  // Comments are blanked, so that an example in one is no import; line breaks stay where they were
  const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, " "));
  return [...code.matchAll(IMPORT)].map((match) => ({
    from: file,
    to: posix.normalize(posix.join(posix.dirname(file), match[1]!)),
    line: code.slice(0, match.index).split("\n").length,
  }));
}

/** All sources below a folder. */
export function sourcesIn(root: string): Map<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true });
  return new Map(
    files
      .filter((file) => file.isFile() && /\.tsx?$/.test(file.name))
      .map((file) => {
        const path = join(file.parentPath, file.name);
        return [path.slice(dirname(root).length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")];
      }),
  );
}
