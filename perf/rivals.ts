// The hand-written rivals of six-party-lite: which can run on this machine, and one measurement of each. Each prints a JSON line
// with its name, runs a second and a checksum that proves the same work.

import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const here = new URL("./peers/", import.meta.url).pathname;

export type Measured = { impl: string; runs: number; runs_per_s: number; checksum: number; bits?: string };
export type Rival = { impl: string; measure: () => Measured | undefined };

const has = (tool: string) => spawnSync(tool, ["--version"], { stdio: "ignore" }).status === 0;

function line(command: string, args: readonly string[]): Measured | undefined {
  const done = spawnSync(command, args, { cwd: here, encoding: "utf8", maxBuffer: 1 << 20 });
  if (done.status !== 0) return undefined;
  try {
    return JSON.parse(done.stdout.trim().split("\n").at(-1) ?? "") as Measured;
  } catch {
    return undefined;
  }
}

/** Builds one C rival; undefined where it does not compile here. */
function built(
  compiler: string,
  name: string,
  source: string,
  flags: readonly string[],
  out: string,
): string | undefined {
  const file = join(out, name);
  const args = [
    "-O3",
    "-march=native",
    "-fno-math-errno",
    "-Wno-psabi",
    ...flags,
    `-DIMPL="${name}"`,
    source,
    "-o",
    file,
    "-lm",
  ];
  return spawnSync(compiler, args, { cwd: here, stdio: "ignore" }).status === 0 ? file : undefined;
}

/** All rivals that this machine can play, and the names of those that it cannot. */
export function rivals(runs: number): { found: Rival[]; missing: string[] } {
  const found: Rival[] = [];
  const missing: string[] = [];
  const add = (impl: string, command: string | undefined, args: readonly string[]) => {
    if (command === undefined) missing.push(impl);
    else found.push({ impl, measure: () => line(command, args) });
  };
  const out = mkdtempSync(join(tmpdir(), "standoff-bench-"));
  const clang = ["clang-19", "clang"].find(has);
  const compiler = has("gcc") ? "gcc" : clang;
  // clang makes the faster AVX2 code
  const vector = clang ?? compiler;
  const c = (name: string, by: string | undefined, source: string, flags: string[]) =>
    add(name, by && built(by, name, source, flags, out), [String(runs)]);
  c("c-scalar", compiler, "c/scalar.c", []);
  c("c-avx2", vector, "c/vec.c", ["-DW=4", "-DNAIVE"]);
  c("c-avx2-cones", vector, "c/vec.c", ["-DW=4", "-DCONE"]);
  const node = process.execPath;
  add("wasm-simd-cones", node, ["wasm/run.mjs", "wasm/prebuilt/cones.wasm", String(runs), "wasm-simd-cones"]);
  add("js-tuned", node, ["js/tuned.mjs", String(Math.min(runs, 4000)), "naive", "math"]);
  add("js-plain", node, ["js/plain.mjs", String(Math.min(runs, 200))]);
  const python = ["python3", "/usr/bin/python3"].find(
    (p) => spawnSync(p, ["-c", "import numpy"], { stdio: "ignore" }).status === 0,
  );
  add("numpy", python, ["numpy/bench.py", String(Math.min(runs, 4000)), "2000"]);
  return { found, missing };
}
