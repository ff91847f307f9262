// The direction of imports, and that the guard can fail: planted offenders must be seen.

import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { cycle, offence } from "./layers/layers.ts";
import { importsOf, sourcesIn } from "./layers/read-imports.ts";

const SRC = fileURLToPath(new URL("../src", import.meta.url));
const sources = sourcesIn(SRC);
const imports = [...sources].flatMap(([file, text]) => importsOf(file, text));

test("every source is seen, and its imports", () => {
  expect(sources.size).toBeGreaterThan(150);
  expect(imports.length).toBeGreaterThan(sources.size);
  expect(imports).toContainEqual(
    expect.objectContaining({ from: "src/ensemble/ask.ts", to: "src/language/checked-model.ts" }),
  );
});

test("a folder imports from lower ranks alone, and lenses never from each other", () => {
  const shipped = imports.filter(({ from }) => !/\.test\.tsx?$/.test(from));
  expect(shipped.flatMap((i) => offence(i) ?? [])).toEqual([]);
});

test("no file imports itself by way of others, types included", () => {
  expect(cycle(imports)).toBeUndefined();
});

test("planted cycles are seen, however they are written", () => {
  const back = [
    `import { b } from "./b.ts";`,
    `import type { B } from "./b.ts";`,
    `import { type B } from "./b.ts";`,
    `export type { B } from "./b.ts";`,
    `export * from "./b.ts";`,
    `import "./b.ts";`,
    `type B = import("./b.ts").B;`,
    `const b = await import("./b.ts");`,
    `new Worker(new URL("./b.ts", import.meta.url));`,
  ];
  for (const text of back) {
    const two = [
      ...importsOf("src/base/a.ts", text),
      ...importsOf("src/base/b.ts", `import type { A } from "./a.ts";`),
    ];
    expect(cycle(two), text).toEqual(["src/base/a.ts", "src/base/b.ts", "src/base/a.ts"]);
  }
  // Two ways to one file are no cycle
  const diamond = ["a b", "a c", "b d", "c d"].map((pair) => pair.split(" ") as [string, string]);
  expect(cycle(diamond.map(([from, to]) => ({ from, to, line: 1 })))).toBeUndefined();
});

test("in the page, imports run from the view to the state and to the worker, never back", () => {
  const planted = (file: string, text: string) =>
    importsOf(`src/hosts/web/${file}`, text).map((found) => offence(found) ?? "allowed");
  const refused = (file: string, text: string) =>
    expect(planted(file, text)[0], `${file}: ${text}`).toMatch(/knows nothing of/);
  refused("worker/a.ts", `import { store } from "../state/store.ts";`);
  refused("worker/a.ts", `import type { A } from "../ui/app.tsx";`);
  refused("state/a.ts", `import type { A } from "../ui/parts/figure.tsx";`);
  refused("state/a.ts", `const b = import("../ui/tabs/map.tsx");`);
  refused("ui/parts/a.tsx", `import { Why } from "../tabs/why.tsx";`);
  refused("ui/tabs/a.tsx", `import { App } from "../app.tsx";`);
  refused("ui/app.tsx", `import "../main.ts";`);
  expect(planted("ui/tabs/a.tsx", `import { a } from "../../state/store.ts";`)).toEqual(["allowed"]);
  expect(planted("state/a.ts", `import type { A } from "../worker/protocol.ts";`)).toEqual(["allowed"]);
});

test("planted offenders are rejected", () => {
  const planted = (file: string, text: string) => importsOf(file, text).map(offence);
  expect(planted("src/language/x.ts", `import { run } from "../engine/interpreter/play-run.ts";`)).toEqual([
    "src/language/x.ts:1 imports src/engine/interpreter/play-run.ts, which is not below it",
  ]);
  expect(planted("src/base/x.ts", `// why\nimport type { A } from\n  "../statistics/philox.ts";`)[0]).toMatch(
    /x\.ts:2 .*not below/,
  );
  expect(planted("src/analysis/games/x.ts", `export { a } from "../stability/a.ts";`)[0]).toMatch(
    /do not know each other/,
  );
  expect(planted("src/present/x.ts", `const w = import("../hosts/engine.ts");`)[0]).toMatch(/not below/);
  expect(planted("src/ensemble/x.ts", `import { y } from "../helpers/y.ts";`)[0]).toMatch(/without a rank/);
  expect(planted("src/engine/wasm/x.ts", `import { a } from "../language/a.ts"; // import "../hosts/a.ts"`)).toEqual([
    undefined,
  ]);
  const round = [
    { from: "a", to: "b", line: 1 },
    { from: "b", to: "c", line: 1 },
    { from: "c", to: "a", line: 1 },
  ];
  expect(cycle(round)).toEqual(["a", "b", "c", "a"]);
});
