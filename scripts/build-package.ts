// What `npm pack` packs, made from the sources: lib/ (JavaScript with declarations for what other programs may use), the page in dist/web,
// and the JSON Schema. Node does not strip types inside node_modules, so the package cannot be the sources themselves.
// Paths keep their depth: lib/hosts/cli/main.js finds models/ and package.json where src/hosts/cli/main.ts does.

import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureWeb } from "../src/hosts/web/build.ts";
import { jsonSchema } from "../src/language/shape/sections.ts";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LIB = join(ROOT, "lib");

/** A declaration names its neighbours as the JavaScript beside it does, so that every way to resolve finds them. */
function mendDeclarations(): void {
  for (const name of readdirSync(LIB, { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".d.ts")) continue;
    const file = join(LIB, name);
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replaceAll(/(["']\.{1,2}\/[^"']*)\.tsx?(["'])/g, "$1.js$2"));
  }
}

/** The core alone has declarations: surfaces are promised to nobody. */
const DECLARATIONS = [
  "--noEmit",
  "false",
  "--emitDeclarationOnly",
  "--declaration",
  "--rootDir",
  "src",
  "--outDir",
  "lib",
];

function build(): number {
  rmSync(LIB, { recursive: true, force: true });
  const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
  for (const words of [
    ["-p", "tsconfig.build.json"],
    ["-p", "tsconfig.core.json", ...DECLARATIONS],
  ]) {
    const compiled = spawnSync(process.execPath, [tsc, ...words], { cwd: ROOT, stdio: "inherit" });
    if (compiled.status !== 0) return 1;
  }
  mendDeclarations();
  writeFileSync(join(LIB, "standoff.schema.json"), `${JSON.stringify(jsonSchema(), null, 2)}\n`);
  return ensureWeb((text) => process.stderr.write(text)) ? 0 : 1;
}

process.exitCode = build();
