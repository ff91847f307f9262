// What holds of every reading: it is the same each time, its problems are plain data in order, and the hash of a model is
// that of what it means: of every number, of no word about it.

import { describe, expect, test } from "vitest";
import { isScalar, parseDocument, visit } from "yaml";
import { sortProblems } from "../src/base/problem.ts";
import { type ReadResult, readModel } from "../src/language/read-model.ts";
import { dice, mutate } from "./mutations/mutate.ts";
import { shippedFiles } from "./shipped-files.ts";

const FOLDERS = ["models/two-states", "models/crisis", "models/six-party", "perf/six-party-lite"];
const MAIN = "standoff.yaml";

const read = (files: ReadonlyMap<string, string>): ReadResult => readModel(MAIN, (path) => files.get(path));

/** The same files with one of them changed. */
const withFile = (files: ReadonlyMap<string, string>, name: string, text: string) => new Map(files).set(name, text);

const yamlNames = (files: ReadonlyMap<string, string>) => [...files.keys()].filter((n) => n.endsWith(".yaml"));

describe("problems", () => {
  const files = shippedFiles("models/crisis");
  const readings = Array.from({ length: 150 }, (_, i) => {
    const d = dice(11, i);
    return read(withFile(files, MAIN, mutate(files.get(MAIN)!, d, files.get(MAIN)!)));
  });

  test("are plain data: a clone and JSON give them back", () => {
    expect(readings.some((r) => r.problems.length > 5)).toBe(true);
    for (const { problems } of readings) {
      expect(structuredClone(problems)).toEqual(problems);
      expect(JSON.parse(JSON.stringify(problems))).toEqual(problems);
    }
  });

  test("come in the order of their places, each once", () => {
    for (const { problems } of readings) {
      expect(sortProblems(problems)).toEqual(problems);
      const keys = problems.map((p) => `${p.code} ${p.at.file}:${p.at.line}:${p.at.column} ${p.says}`);
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  test("and models too", () => {
    for (const { model } of readings) if (model) expect(structuredClone(model)).toEqual(model);
  });
});

describe.each(FOLDERS)("%s", (folder) => {
  const files = shippedFiles(folder);
  const hash = read(files).model?.hash;

  test("is read the same each time, whatever was read between", () => {
    const first = read(files);
    read(withFile(files, MAIN, "standoff: [\n"));
    read(shippedFiles("models/two-states"));
    expect(read(files)).toEqual(first);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test("has the same hash with other comments, blank lines, line ends and blanks at the end of lines", () => {
    for (const name of yamlNames(files)) {
      const text = files.get(name)!;
      const airy = text.replace(/\n(?=\S)/g, "\n\n# a remark: { of: [no], meaning }\n").replace(/\n/g, "  \r\n");
      expect(read(withFile(files, name, airy)).model?.hash, name).toBe(hash);
    }
  });

  test("and with other labels, notes, titles and wordings", () => {
    let changed = 0;
    for (const name of yamlNames(files)) {
      const document = parseDocument(files.get(name)!);
      visit(document, {
        Pair: (_, pair) => {
          const key = isScalar(pair.key) ? String(pair.key.value) : "";
          if (
            !["label", "note", "ask", "standoff", "title", "says", "publisher"].includes(key) ||
            !isScalar(pair.value)
          )
            return;
          pair.value.value = `another ${key} 77`;
          changed++;
        },
      });
      expect(read(withFile(files, name, String(document))).model?.hash, name).toBe(hash);
    }
    expect(changed).toBeGreaterThan(2);
  });
});

/** Paths whose numbers are words, places in a text, belong to a scenario that is not played, or only hold the model against a record. */
const NO_MEANING =
  /^(standoff|use|sources|scenarios|history|observe|behaviours)\b|\b(label|note|says|ask|cow|name|unit|stance|speaker)$|^claims\.\w+\.at\b/;

/** Every number of a text that means something, as a segment of it. */
function numbersOf(text: string): { from: number; to: number; path: string }[] {
  const found: { from: number; to: number; path: string }[] = [];
  visit(parseDocument(text), {
    Scalar: (key, node, ancestors) => {
      if (key === "key" || !node.range) return;
      const keys = ancestors.flatMap((a) => ("key" in a && isScalar(a.key) ? [String(a.key.value)] : []));
      const path = keys.join(".");
      if (NO_MEANING.test(path)) return;
      const [from, to] = node.range;
      for (const match of text.slice(from, to).matchAll(/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/g)) {
        found.push({ from: from + match.index, to: from + match.index + match[0].length, path });
      }
    },
  });
  return found;
}

/** Another number that is one for certain where the first was: a month stays a month, a year within the clock. */
function another(n: string): string {
  if (n.includes(".")) return String(Number(n) * 0.9);
  const down = n === "12" || n === "31" || Number(n) > 1900;
  return String(Number(n) + (down ? -1 : 1)).padStart(n.length, "0");
}

describe.each([
  ["models/two-states", 1],
  ["models/crisis", 1],
  ["perf/six-party-lite", 8],
  ["models/six-party", 25],
] as const)("%s", (folder, every) => {
  const files = shippedFiles(folder);
  const hash = read(files).model?.hash;

  test("has another hash with any other number", () => {
    let tried = 0;
    for (const name of yamlNames(files)) {
      const text = files.get(name)!;
      for (const { from, to, path } of numbersOf(text).filter((_, i) => i % every === 0)) {
        const edited = text.slice(0, from) + another(text.slice(from, to)) + text.slice(to);
        const { model, problems } = read(withFile(files, name, edited));
        // A date outside the clock is told to be its end, and means that
        if (problems.some((p) => p.code === "out-of-clock")) continue;
        // A number that may not be another (chances that sum to 1) is refused, which is as good
        if (model) expect(model.hash, `${name} ${path}: ${text.slice(from, to)}`).not.toBe(hash);
        if (model) tried++;
      }
    }
    expect(tried).toBeGreaterThan(20);
  });
});
