#!/usr/bin/env node
// The command as the package installs it. Written so that an older Node can read it and say what is wanted, instead of failing at a word.
const [major] = process.versions.node.split(".").map(Number);
if (major < 24) {
  process.stderr.write(`standoff: it needs Node 24 or later, and this is ${process.versions.node}\n`);
  process.exitCode = 4;
} else {
  import("../lib/surfaces/cli/main.js");
}
