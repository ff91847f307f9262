#!/usr/bin/env node
// The command as the package installs it. Written so that an older Node can read it and say what is wanted, instead of failing at a word.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 17)) {
  process.stderr.write(`standoff: it needs Node 22.17 or later, and this is ${process.versions.node}\n`);
  process.exitCode = 4;
} else {
  import("../lib/hosts/cli/main.js");
}
