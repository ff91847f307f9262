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
    /rooms\.xmile:15 {2}`late` was not taken: the function SIN is not supported; .*\n[\s\S]*8 parts taken, 3 things not: it is a part of the file\n$/,
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

test("a file whose equations go in a circle: the model is given, and said not to read", async () => {
  const file = join(newFolder(), "circle.mdl");
  writeFileSync(file, "a = b + 1 ~~|\nb = a ~~|\n");
  const { code, out, err } = await within(["import", file]);
  expect([code, out]).toEqual([1, expect.stringContaining("is: b + 1")]);
  expect(err).toMatch(/circle\.mdl:1 {2}the model made of it does not read: .*a.*b.* \(its line \d+\)/);
});

test("a cross-impact matrix: what holds under R is what Weimer-Jehle's balances call consistent", async () => {
  const file = "test/oracles/formats/energy.scw";
  const to = join(newFolder(), "energy");
  expect((await within(["import", file, "--to", to])).code).toBe(0);
  type Held = { equilibria: { R: number[] }; states: { label: string }[] };
  const { equilibria, states } = JSON.parse((await within(["stability", to, "--runs", "64", "--json"])).out) as Held;
  const held = equilibria.R.map((state) => states[state - 1]!.label.replaceAll(/\w+\.state: /g, ""));

  const rows = readFileSync(file, "utf8").split("\n");
  const matrix = rows
    .slice(rows.indexOf("A1, A2") + 2, rows.indexOf("A1, A2") + 9)
    .map((r) => r.split(",").map(Number));
  const variants = [
    ["plentiful", "scarce"],
    ["markets", "planning", "none"],
    ["open", "closed"],
  ];
  const first = [0, 2, 5];
  const all = variants.reduce<number[][]>((lists, v) => lists.flatMap((l) => v.map((_, k) => [...l, k])), [[]]);
  const consistent = all.filter((state) =>
    variants.every((options, d) => {
      const balance = options.map((_, k) =>
        state.reduce((sum, l, j) => sum + matrix[first[j]! + l]![first[d]! + k]!, 0),
      );
      return balance[state[d]!] === Math.max(...balance);
    }),
  );
  expect(consistent.length).toBeGreaterThan(1);
  expect(held.sort()).toEqual(consistent.map((s) => s.map((k, d) => variants[d]![k]).join(", ")).sort());
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
  const xmile = await within(["export", "models/two-states", "--as", "xmile", "--hold", "CHN.korea=coerce"]);
  expect([xmile.code, xmile.out]).toEqual([0, expect.stringContaining('<aux name="chn_korea"><eqn>1</eqn>')]);
  const json = JSON.parse((await within(["export", "models/two-states", "--as", "xmile", "--json"])).out);
  expect(json).toMatchObject({ schema: "standoff/export/1", form: "xmile", model: { hash } });
  expect(json.left[0]).toMatchObject({ code: "not-exported", at: { file: "standoff.yaml" } });
  expect(xmile.err).toMatch(/standoff\.yaml:\d+ {2}`PRK\.bomb` is decided by PRK, which XMILE cannot say/);
  const folder = newFolder();
  expect((await within(["export", "models/two-states", "-o", join(folder, "m.dot")])).code).toBe(0);
  expect(readdirSync(folder)).toEqual(["m.dot"]);
  expect(readFileSync(join(folder, "m.dot"), "utf8")).toContain("digraph");
});
