// Writes the made parts of docs/library.md anew: `node scripts/write-library-reference.ts`. A test says when they are behind.

import { readFileSync, writeFileSync } from "node:fs";
import { LIBRARY_PAGE, withLibrary } from "./library-reference.ts";

writeFileSync(LIBRARY_PAGE, withLibrary(readFileSync(LIBRARY_PAGE, "utf8")));
