// Writes the made parts of docs/language.md anew: `node scripts/write-language-reference.ts`. A test says when they are behind.

import { readFileSync, writeFileSync } from "node:fs";
import { PAGE, withReference } from "./language-reference.ts";

writeFileSync(PAGE, withReference(readFileSync(PAGE, "utf8")));
