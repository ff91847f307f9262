// Files that are meant to hurt: huge, deep, twisted, endless. Each gets a clear problem, or is read; none throws, hangs or
// eats the memory. Time is the processor's, not the clock's, so that a busy machine does not fail the test.

import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { playRun } from "../src/engine/interpreter/play-run.ts";
import { findModel, isFound } from "../src/hosts/files/model-folder.ts";
import type { ReadResult } from "../src/language/read-model.ts";
import { readModel } from "../src/language/read-model.ts";

/** Two seconds on a machine of its own, and half as much again for one that others use. */
const MOST_MS = 3000;
/** Kilobytes that all of it together may add to what the process has. */
const MOST_KB = 1_500_000;

const SIZE = 240_000;
const HEAD = "standoff: x\nclock: { start: 2024, step: year, steps: 2 }\nactors: { A: {} }\n";

const fill = (text: string, size = SIZE) => text.repeat(Math.floor(size / text.length));
const list = (count: number, of: (i: number) => string, join = "\n") =>
  Array.from({ length: count }, (_, i) => of(i)).join(join);
const noise = (letters: string, length: number) =>
  list(length, (i) => letters[(i * 7919 + i * i * 31) % letters.length]!, "");

const members = list(900, (i) => `m${i}`, ", ");

/** Name → the file, and the codes that may be said; an empty list: it is a model. */
const FILES: Record<string, [string, string[]]> = {
  "ten megabytes": [`${HEAD}#${"x".repeat(10_000_000)}`, ["file-too-large"]],
  "opening brackets": [`a: ${fill("[")}`, ["nested-too-deep"]],
  "opening brackets, a line each": [fill("[\n"), ["nested-too-deep"]],
  "opening braces": [fill("{"), ["nested-too-deep"]],
  "closing brackets": [fill("]"), ["not-yaml"]],
  "closing brackets, a line each": [fill("]\n"), ["not-yaml"]],
  "- - - - -": [fill("- "), ["nested-too-deep"]],
  "-\\t-\\t-\\t-": [fill("-\t"), ["nested-too-deep"]],
  "? ? ? ?": [fill("? "), ["nested-too-deep"]],
  "a: a: a:": [fill("a: "), ["nested-too-deep"]],
  "staircase of names": [list(600, (i) => `${" ".repeat(i)}a:`), ["nested-too-deep"]],
  quotes: [fill('"'), ["not-yaml"]],
  "one quote": [`"${fill("a")}`, ["not-yaml"]],
  anchors: [fill("&a "), ["not-yaml"]],
  aliases: [`a: &a x\nb: [${fill("*a, ")}]`, ["alias", "more-problems"]],
  tags: [`a: {${list(12_000, (i) => `k${i}: !t${i} 1`, ", ")}}`, ["tag", "more-problems"]],
  comments: [fill("#\n"), ["missing-key"]],
  documents: [fill("---\n"), ["two-documents", "not-a-map"]],
  directives: [fill("%a\n"), ["not-yaml"]],
  "empty lines": [fill("\n"), ["missing-key"]],
  "carriage returns": [fill("\r"), ["not-a-map"]],
  spaces: [fill(" "), ["missing-key"]],
  "tabs before names": [fill("\ta: 1\n"), ["not-yaml"]],
  "a map without end": [`{${fill("a: 1, ")}`, ["not-yaml"]],
  "byte order marks": [fill("\ufeff"), ["not-a-map"]],
  "half surrogates": [fill("\ud800"), ["not-a-map"]],
  "every small byte": [list(SIZE, (i) => String.fromCharCode(((i * 7919) % 255) + 1), ""), ["not-a-map"]],
  "letters of all alphabets": [
    list(120_000, (i) => String.fromCodePoint(((i * 7919) % 55_000) + 1), ""),
    ["not-a-map"],
  ],
  "unknown sections": [list(15_000, (i) => `k${i}: ${i}`), ["unknown-key", "more-problems"]],
  "the same key": [fill("a: 1\n"), ["same-key-twice", "more-problems"]],
  "a key of a quarter of a million letters": [`? ${"k".repeat(200_000)}\n: 1`, ["unknown-key", "missing-key"]],
  "unknown words of an actor": [
    HEAD.replace("A: {}", `A: {${list(15_000, (i) => `k${i}: 1`, ", ")}}`),
    ["unknown-key", "more-problems"],
  ],
  actors: [
    HEAD.replace(
      "{ A: {} }",
      list(9_000, (i) => `\n  A${i}: {}`, ""),
    ),
    ["model-too-large"],
  ],
  variables: [`${HEAD}variables:\n${list(9_000, (i) => `  v${i}: { is: 1 }`)}`, ["model-too-large"]],
  "a chain of variables, each before what it reads": [
    `${HEAD}variables:\n${list(4_999, (i) => `  v${i}: { is: v${i + 1} + 1 }`)}\n  v4999: { is: 1 }`,
    [],
  ],
  "a circle of five thousand": [
    `${HEAD}variables:\n${list(5_000, (i) => `  v${i}: { is: v${(i + 1) % 5_000} + 1 }`)}`,
    ["cycle"],
  ],
  "unknown names, each near to all": [
    `${HEAD}variables:\n${list(2_400, (i) => `  a_rather_long_name_for_it_${i}: { is: a_rather_long_nome_for_it_${i + 9000} }`)}`,
    ["unknown-name", "more-problems"],
  ],
  claims: [`${HEAD}claims:\n${list(4_000, (i) => `  c${i}: { says: a, credence: 0.5 }`)}`, []],
  events: [
    `${HEAD}variables: { s: { start: 0, next: s } }\nevents:\n${list(3_500, (i) => `  e${i}: { chance: 0.1, set: { s: s + 1 } }`)}`,
    [],
  ],
  scenarios: [
    `${HEAD}parameters: { p: 1 }\nscenarios:\n${list(3_800, (i) => `  e${i}: { parameters: { p: ${i} } }`)}`,
    [],
  ],
  values: [`${HEAD}values:\n  A:\n${list(5_000, (i) => `    v${i}: { weight: 1, is: t }`)}`, ["model-too-large"]],
  "a formula of a hundred thousand brackets": [
    `${HEAD}variables: { x: { is: ${"(".repeat(99_999)} } }`,
    ["formula-too-long"],
  ],
  "a formula ten thousand deep": [
    `${HEAD}variables: { x: { is: ${"(".repeat(9_000)}1${")".repeat(9_000)} } }`,
    ["formula-too-deep"],
  ],
  "formulas of brackets": [
    `${HEAD}variables:\n${list(12, (i) => `  v${i}: { is: "${"(".repeat(19_000)}" }`)}`,
    ["formula-too-deep"],
  ],
  "formulas of noise": [
    `${HEAD}variables:\n${list(12, (i) => `  v${i}: { is: "${noise("()[]+-*/^<>=!.,aif0 ", 19_000)}" }`)}`,
    ["formula-syntax"],
  ],
  "formulas that break off": [
    `${HEAD}variables:\n${list(4_000, (i) => `  v${i}: { is: "a b + ) ( [ is not if" }`)}`,
    ["formula-syntax", "more-problems"],
  ],
  "a formula over a hundred thousand lines": [
    `${HEAD}variables:\n  v:\n    is: >\n${fill("      1 +\n", 200_000)}`,
    ["formula-too-long"],
  ],
  "a unit of spaces": [`${HEAD}parameters: { p: { is: 1, unit: "${" ".repeat(200_000)}" } }`, ["bad-unit"]],
  "ten thousand indices": [
    `${HEAD}variables: { "x[${fill("a in actors,", 120_000)}b in actors]": { is: 1 } }`,
    ["wrong-index"],
  ],
  "a date of digits": [`${HEAD}events: { e: { at: "${"1".repeat(200_000)}" } }`, ["bad-date"]],
  "a number of digits": [`${HEAD}parameters: { p: ${"9".repeat(200_000)} }`, ["out-of-range"]],
  "five thousand members squared": [
    `${HEAD}sets: { m: [${members}] }\nvariables:\n  "x[a in m, b in m]": { is: 1 }`,
    ["model-too-large"],
  ],
  "sums over a large set": [
    `${HEAD}sets: { m: [${members}] }\nvariables:\n${list(200, (i) => `  v${i}: { is: sum(1 for a in m) }`)}`,
    [],
  ],
  "sums within sums": [
    `${HEAD}sets: { m: [${members}] }\nvariables: { v: { is: sum(sum(sum(1 for a in m) for b in m) for c in m) } }`,
    ["model-too-large"],
  ],
  delays: [`${HEAD}variables:\n${list(200, (i) => `  v${i}: { is: "delay(t * ${i}, 600)" }`)}`, ["model-too-large"]],
  "delays within delays": [`${HEAD}variables: { v: { is: "${"delay(".repeat(90)}t${", 100)".repeat(90)}" } }`, []],
  "cut values": [
    `${HEAD}parameters: { ${list(9_000, (i) => `p${i}: max(1, 2)`, ", ")} }`,
    ["cut-by-comma", "more-problems"],
  ],
  beliefs: [
    `${HEAD.replace(
      "{ A: {} }",
      list(100, (i) => `\n  A${i}: { believes: { ${list(100, (k) => `p${k}: 1`, ", ")} } }`, ""),
    )}parameters:\n${list(100, (i) => `  p${i}: 2`)}`,
    [],
  ],
  "conditions of options that are not there": [
    `${HEAD}policies:\n  A.p:\n    options: [a, b]\n    start: a\n    review: never\n    only: {${list(9_000, (i) => `q${i}: true`, ", ")}}`,
    ["unknown-option", "more-problems"],
  ],
  "claims that each member rests on": [
    `${HEAD}claims: { c: { says: a, credence: 0.5 } }\nsets: { m: [${members}] }\nvariables:\n  "v[a in m]": { is: 1, because: [${fill("c, ", 150_000)}c] }`,
    ["same-key-twice", "more-problems"],
  ],
  "a map of members that are none": [
    `${HEAD}sets: { m: [${members}] }\nvariables:\n  "v[a in m]": { start: { ${list(15_000, (i) => `m${i}: 1`, ", ")} }, next: v }`,
    ["unknown-member", "more-problems"],
  ],
  "a file that uses itself": [`${HEAD}use: [${fill("standoff.yaml, ", 200_000)}]`, ["use-loop", "more-problems"]],
  "files that are not there": [`${HEAD}use: [${list(9_000, (i) => `f${i}.yaml`, ", ")}]`, ["no-file", "more-problems"]],
};

/** Every place lies in a file that was read, no sentence is longer than a screen, nothing in it moves a terminal's cursor. */
function checkProblems({ problems, texts }: ReadResult): void {
  for (const { says, mend, at, also } of problems) {
    expect(`${says}${mend ?? ""}`.length).toBeLessThan(1200);
    expect(`${says}${mend ?? ""}`).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
    expect(also?.length ?? 0).toBeLessThan(20);
    const lines = texts.get(at.file)?.split("\n").length;
    expect(at.line).toBeGreaterThan(0);
    expect(at.line).toBeLessThanOrEqual(lines ?? 1);
  }
}

function readWatched(files: (path: string) => string | undefined): { read: ReadResult; ms: number } {
  const before = process.cpuUsage();
  const read = readModel("standoff.yaml", files);
  const { user, system } = process.cpuUsage(before);
  return { read, ms: (user + system) / 1000 };
}

describe("a hostile file", () => {
  const rss = process.resourceUsage().maxRSS;

  test.each(Object.entries(FILES))("%s", (_, [text, codes]) => {
    const { read, ms } = readWatched((path) => (path === "standoff.yaml" ? text : undefined));
    checkProblems(read);
    const found = [...new Set(read.problems.map((p) => p.code))];
    if (codes.length === 0) expect(read.model, JSON.stringify(read.problems.slice(0, 3))).toBeDefined();
    else {
      expect(read.model).toBeUndefined();
      expect(found.filter((code) => !codes.includes(code))).toEqual([]);
      expect(found).toContain(codes[0]);
    }
    expect(ms).toBeLessThan(MOST_MS);
  });

  test("all of them together stay within bounds of memory", () => {
    expect(process.resourceUsage().maxRSS - rss).toBeLessThan(MOST_KB);
  });

  test("a chain of four hundred files ends", () => {
    const { read, ms } = readWatched((path) => {
      const i = Number(/f(\d+)/.exec(path)?.[1] ?? 0);
      return `${i === 0 ? HEAD : ""}use: [f${i + 1}.yaml]\n`;
    });
    expect(read.problems.map((p) => p.code)).toEqual(["too-many-files"]);
    expect(ms).toBeLessThan(MOST_MS);
  });

  test("colours and direction marks in a name do not reach the sentence", () => {
    const text = `${HEAD}sets: { "\\e[31mred\\e[0m\\u202e": [A] }\nvariables: { x: { is: "\\e[2J" } }`;
    const { read } = readWatched(() => text);
    expect(read.problems.map((p) => p.code)).toEqual(["bad-name", "formula-syntax"]);
    checkProblems(read);
  });
});

describe("the ways in which text is written", () => {
  const PLAIN = `${HEAD}variables:\n  x: { start: 1, next: x + 1 }\n  y:\n    is: x *\n      2\n`;
  const hash = readModel("standoff.yaml", () => PLAIN).model?.hash;

  test.each([
    ["with a byte order mark", `\ufeff${PLAIN}`],
    ["with Windows line ends", PLAIN.replaceAll("\n", "\r\n")],
    ["with a document mark and an end", `---\n${PLAIN}...\n`],
    ["without a last line end", PLAIN.trimEnd()],
    ["with tabs after the text", PLAIN.replaceAll("\n", "\t\n").replace("*\t\n", "*\n")],
    ["with names in quotes", PLAIN.replace("standoff:", '"standoff":').replace("x: {", "'x': {")],
  ])("%s it is the same model", (_, text) => {
    const read = readModel("standoff.yaml", () => text);
    expect(read.problems).toEqual([]);
    expect(read.model?.hash).toBe(hash);
  });

  test("a fault has its place behind a byte order mark, Windows line ends and letters of two code units", () => {
    const text = `\ufeff${HEAD}variables:\n  x: { label: 𝒳, is: 1 + lost }\n`.replaceAll("\n", "\r\n");
    const [problem] = readModel("standoff.yaml", () => text).problems;
    expect(problem).toMatchObject({ code: "unknown-name", at: { line: 5, column: 27, length: 4 } });
  });

  test("names and labels may be of any alphabet where people read them, and of ours where formulas do", () => {
    const text = `${HEAD}variables:\n  x: { label: 北京の立場 🛰, is: 1 }\n  ü: { is: 2 }\n`;
    expect(readModel("standoff.yaml", () => text).problems.map((p) => [p.code, p.at.line])).toEqual([["bad-name", 6]]);
  });
});

describe("a model that is hostile to play", () => {
  test.each([
    ["poisson of a huge rate", "draw(poisson(1e300))"],
    ["poisson of a negative rate", "draw(poisson(0 - 1))"],
    ["beta of huge shapes", "draw(beta(1e300, 1e300))"],
    ["beta of tiny shapes", "draw(beta(1e-300, 1e-300))"],
    ["lognormal without bound", "draw(lognormal(1e300, 1))"],
    ["a range that is backwards", "draw(2 to 1)"],
    ["weights of nothing", "draw(choice(0, 0))"],
    ["a chance that is none", "draw(bernoulli(7))"],
    ["a power without bound", "x ^ 1e6 ^ 9"],
    ["the logarithm of nothing", "log(0)"],
    ["division by nothing", "1 / (x - x)"],
    ["the largest of nobody", "max(x for a in actors where t > 9)"],
  ])("%s ends in a number or a fault, at once", (_, formula) => {
    const text = `${HEAD}variables:\n  x: { start: 2, next: "${formula}" }\n`;
    const { model, problems } = readModel("standoff.yaml", () => text);
    expect(problems).toEqual([]);
    const before = process.cpuUsage();
    const run = playRun(model!, 1, 0);
    expect((process.cpuUsage(before).user ?? 0) / 1000).toBeLessThan(1000);
    if (!run.fault) expect(run.final.every(Number.isFinite)).toBe(true);
    else expect(run.fault).toMatchObject({ id: "x", at: { file: "standoff.yaml", line: 5 } });
  });
});

describe("a folder with ways out", () => {
  const root = mkdtempSync(join(tmpdir(), "standoff-hostile-"));
  afterAll(() => rmSync(root, { recursive: true }));
  const secret = `${HEAD}parameters: { secret: 1 }\n`;
  mkdirSync(join(root, "model"));
  mkdirSync(join(root, "other"));
  writeFileSync(join(root, "secret.yaml"), secret);
  writeFileSync(join(root, "other", "standoff.yaml"), secret);
  symlinkSync(join(root, "secret.yaml"), join(root, "model", "link.yaml"));
  symlinkSync(root, join(root, "model", "up"));
  symlinkSync(join(root, "model", "round.yaml"), join(root, "model", "round.yaml"));
  mkdirSync(join(root, "model", "folder.yaml"));

  test.each([
    ["a symbolic link to a file outside", "link.yaml", "no-file"],
    ["a symbolic link to a folder outside", "up/secret.yaml", "no-file"],
    ["a symbolic link to itself", "round.yaml", "no-file"],
    ["a folder that is called a file", "folder.yaml", "no-file"],
    ["a path from the root", join(root, "secret.yaml"), "use-outside"],
    ["a path that climbs", "../secret.yaml", "use-outside"],
    ["a path that climbs out of a folder that is not there", "a/../../secret.yaml", "use-outside"],
  ])("%s is not read", (_, used, code) => {
    writeFileSync(join(root, "model", "standoff.yaml"), `${HEAD}use: ["${used}"]\nvariables: { x: { is: secret } }\n`);
    const found = findModel(join(root, "model"));
    if (!isFound(found)) throw new Error("no model");
    const { problems } = readModel(found.main, found.read);
    expect(problems.map((p) => p.code)).toEqual([code]);
  });

  test("a whole model beside it is", () => {
    writeFileSync(join(root, "model", "standoff.yaml"), `${HEAD.replace("actors: { A: {} }\n", "")}use: [../other]\n`);
    const found = findModel(join(root, "model"));
    if (!isFound(found)) throw new Error("no model");
    expect(readModel(found.main, found.read).problems).toEqual([]);
  });
});
