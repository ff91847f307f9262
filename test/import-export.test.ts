// `import` and `export` on the command line: what is printed where, exit codes, and that nothing is written unless asked.

import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder, within } from "./cli/run-standoff.ts";

test("import prints the model and says what it left; --to makes a folder that plays, once", async () => {
  const folder = newFolder();
  const printed = await within(["import", "test/oracles/formats/rooms.xmile"]);
  expect([printed.code, printed.out]).toEqual([0, expect.stringMatching(/^# Imported from .*rooms\.xmile/)]);
  expect(printed.err).toMatch(
    /rooms\.xmile:15 {2}`late` was not taken: the function DELAY3 is not supported; .*\n[\s\S]*8 parts taken, 3 things not: it is a part of the file\n$/,
  );
  const to = join(folder, "cup");
  const made = await within(["import", "test/oracles/formats/teacup.xmile", "--to", to]);
  expect(made.out).toBe(
    `Made ${join(to, "standoff.yaml")} (4 parts taken). Next: standoff ask ${to} ask_cup_temperature\n`,
  );
  expect((await within(["ask", to, "--runs", "64"])).out).toMatch(/75\.\d/);
  const again = await within(["import", "test/oracles/formats/teacup.xmile", "--to", to]);
  expect([again.code, again.err]).toEqual([4, expect.stringContaining("nothing was changed")]);
});

test("import of what is no model: exit 1 with the place, exit 4 without a file, and nothing is written", async () => {
  const folder = newFolder();
  const file = join(folder, "x.xmile");
  writeFileSync(file, "<xmile><model>");
  const to = join(folder, "made");
  const cut = await within(["import", file, "--to", to]);
  expect([cut.code, cut.out, existsSync(to)]).toEqual([1, "", false]);
  expect(cut.err).toContain("`<model>` is not closed: the file ends too early");
  expect((await within(["import", join(folder, "none.mdl")])).code).toBe(4);
  expect(JSON.parse((await within(["import", file, "--json"])).out)).toMatchObject({
    schema: "standoff/import/1",
    yaml: null,
  });
});

test("export: pictures in text and citations by hash", async () => {
  const mermaid = (await within(["export", "models/two-states"])).out;
  expect(mermaid).toMatch(/^flowchart LR\n {2}n0\(\["North Korea"\]\)\n/);
  const names = new Set([...mermaid.matchAll(/^ {2}(n\d+)\W/gm)].map((m) => m[1]));
  for (const [, from, to] of mermaid.matchAll(/^ {2}(n\d+) -\.?->? (n\d+)$/gm))
    expect(names.has(from) && names.has(to)).toBe(true);
  expect((await within(["export", "models/two-states", "--as", "dot"])).out).toMatch(
    /^digraph standoff \{[\s\S]*"PRK\.bomb" -> "arsenal";[\s\S]*\}\n$/,
  );
  const bib = (await within(["export", "models/two-states", "--as", "bib", "--author", "A. Analyst"])).out;
  const { hash } = JSON.parse((await within(["check", "models/two-states", "--json"])).out).model;
  expect(bib).toContain(hash);
  expect(bib).toContain("author = {A. Analyst}");
  expect((await within(["export", "models/two-states", "--as", "cff"])).out).toContain(`sha256:${hash}`);
  expect((await within(["export", "models/two-states", "--as", "pdf"])).code).toBe(2);
  const folder = newFolder();
  expect((await within(["export", "models/two-states", "-o", join(folder, "m.dot")])).code).toBe(0);
  expect(readdirSync(folder)).toEqual(["m.dot"]);
  expect(readFileSync(join(folder, "m.dot"), "utf8")).toContain("digraph");
});
