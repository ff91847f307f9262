// The direction of imports, and that the guard can fail: planted offenders must be seen.

import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { circle, offence } from "./layers/layers.ts";
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

test("no file imports itself by way of others", () => {
  expect(circle(imports)).toBeUndefined();
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
  expect(circle(round)).toEqual(["a", "b", "c", "a"]);
});
