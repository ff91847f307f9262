// `npm run supply`: what this package is made of, for those who must know: a CycloneDX list of all dependencies (sbom.json), and whether
// the registry's signatures of them are right. Where the registry cannot be reached or signs nothing, that is said, and is no failure.

import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";

const file = process.argv[2] ?? "sbom.json";
const npm = (words: string[]) =>
  spawnSync("npm", words, { encoding: "utf8", timeout: 120_000, maxBuffer: 100_000_000 });

const bom = npm(["sbom", "--sbom-format", "cyclonedx", "--omit", "dev"]);
if (bom.status === 0) {
  const { components } = JSON.parse(bom.stdout) as { components: unknown[] };
  writeFileSync(file, bom.stdout);
  console.log(`${components.length} packages -> ${file}`);
} else {
  console.log(`no list of packages: ${bom.stderr.split("\n")[0]}`);
  process.exitCode = 1;
}

const audit = npm(["audit", "signatures"]);
const said = `${audit.stdout}\n${audit.stderr}`;
if (audit.status === 0) console.log(audit.stdout.trim());
else if (/invalid|tamper/i.test(said)) {
  console.log(said.trim());
  process.exitCode = 1;
} else console.log("signatures: left out, the registry that is used here gives none");
