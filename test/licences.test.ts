// What the package rests on: every dependency has a licence that may be passed on with an Apache-2.0 program, comes from the registry
// with a hash, and runs nothing when it is installed unless it is named here.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

type Locked = {
  version?: string;
  license?: string;
  resolved?: string;
  integrity?: string;
  dev?: boolean;
  optional?: boolean;
  hasInstallScript?: boolean;
};

const lock = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")) as {
  packages: Record<string, Locked>;
};
const { "": own, ...others } = lock.packages;
const packages = Object.entries(others).map(([path, locked]) => ({
  name: path.replace(/^.*node_modules\//, ""),
  ...locked,
}));

/** Free of conditions on those who use the result. MPL-2.0 binds changed files of that package alone. */
const FINE = new Set([
  "MIT",
  "ISC",
  "0BSD",
  "BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "MPL-2.0",
  "Zlib",
  "BlueOak-1.0.0",
  "CC0-1.0",
  "Unlicense",
  "Python-2.0",
]);

/** "(MIT OR GPL-3.0)": one fine choice is enough; "AND": all must be. */
function isFine(licence: string): boolean {
  const bare = licence.replace(/^\((.*)\)$/, "$1");
  if (bare.includes(" AND ")) return bare.split(" AND ").every(isFine);
  return bare.split(" OR ").some((one) => FINE.has(one));
}

/** Run at installation: what it does was read. The first puts Node's binary in place; the second looks for a built part. */
const MAY_RUN = ["node", "msgpackr-extract", "fsevents"];

test.each([
  ["MIT", true],
  ["(MIT OR GPL-3.0-or-later)", true],
  ["(MIT AND Zlib)", true],
  ["GPL-3.0", false],
  ["MIT AND GPL-3.0", false],
  ["UNLICENSED", false],
])("%s: %s", (licence, fine) => {
  expect(isFine(licence)).toBe(fine);
});

test("every dependency's licence is on the list", () => {
  expect(packages.length).toBeGreaterThan(100);
  const odd = packages.filter(({ license }) => license === undefined || !isFine(license));
  expect(odd.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
});

test("every dependency is locked by a hash", () => {
  expect(packages.filter(({ integrity }) => !integrity?.startsWith("sha512-")).map(({ name }) => name)).toEqual([]);
});

test("nothing runs at installation that is not named here", () => {
  const run = packages.filter((p) => p.hasInstallScript).map(({ name }) => name);
  expect(run.filter((name) => !MAY_RUN.includes(name))).toEqual([]);
});

test("versions are exact, so that an installation is what was tested", () => {
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
    readFileSync(new URL("../package.json", import.meta.url), "utf8"),
  ) as Record<string, Record<string, string>>;
  const wanted = { ...dependencies, ...devDependencies, ...optionalDependencies };
  expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  expect(own).toBeDefined();
});
