// The command line in whole processes: what is printed where, exit codes, and that nothing a person types gives a stack trace.

import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { newFolder, standoff, start, within } from "./cli/run-standoff.ts";

const TWO = "models/two-states";

describe("ask", () => {
  test("a hold outside the clock holds nothing, and says so", async () => {
    const hold = ["--hold", "CHN.korea=coerce@2050-01"];
    const { code, err } = await within([
      "ask",
      "models/two-states",
      "china",
      "--runs",
      "64",
      "--workers",
      "1",
      ...hold,
    ]);
    expect(err).toMatch(/^--hold {2}warning: 2050-01 lies outside the clock .*nothing is held\n/);
    expect(code).toBe(0);
  });

  test("one question: the sentence, confidence apart, nothing on stderr", async () => {
    const { code, out, err } = await standoff(["ask", TWO, "china", "--runs", "512"]);
    expect(out.split("\n")[0]).toMatch(
      /^Patience \(wait and shelter\) is likely: \d\d % \(\+\/- 4, 512 futures, seed 1\) in July 2026/,
    );
    expect(out).toMatch(
      /\nConfidence low: 1 of 2 claims disputed, one source; sampling error up to 4 points; [^.]+\.\n$/,
    );
    expect([code, err]).toEqual([0, ""]);
  });

  test("--json has the documented shapes, whatever the number of workers", async () => {
    const of = (workers: string) => within(["ask", TWO, "--runs", "600", "--json", "--workers", workers]);
    const [one, two] = await Promise.all([of("1"), of("2")]);
    expect(two.out).toBe(one.out);
    const json = JSON.parse(one.out);
    expect(json).toMatchObject({
      schema: "standoff/ask/1",
      model: { title: "Two states and a bomb" },
      seed: 1,
      runs: 600,
      failed: 0,
    });
    expect(json.model.hash).toMatch(/^[0-9a-f]{64}$/);
    const { china, test: event, arsenal, cost } = json.answers;
    expect(Object.keys(china)).toEqual(["patience", "coerce", "embrace"]);
    expect(Object.keys(china.patience)).toEqual(["p", "se", "words"]);
    expect(china.patience.p + china.coerce.p + china.embrace.p).toBeCloseTo(1, 12);
    expect(Object.keys(event)).toEqual(["p", "se", "words", "byDate"]);
    expect(event.byDate).toHaveLength(60);
    expect(Object.keys(arsenal)).toEqual(["mean", "se", "q05", "q25", "q50", "q75", "q95"]);
    expect(cost.rows[1]).toMatchObject({
      hold: "coerce",
      difference: expect.any(Number),
      low: expect.any(Number),
      best: expect.any(Number),
    });
  });

  test("levers, scenarios and holds are said to be changes, and change the answer", async () => {
    const words = [
      "ask",
      TWO,
      "china",
      "--runs",
      "256",
      "--json",
      "--scenario",
      "doubter",
      "--set",
      "CHN.foresight=24",
    ];
    const json = JSON.parse((await within([...words, "--hold", "PRK.bomb=freeze@2025-01"])).out);
    expect(json.changed).toEqual(["doubter", "CHN.foresight=24", "hold PRK.bomb=freeze@2025-01"]);
  });

  test("--within plays until the interval is narrow enough", async () => {
    const { out } = await within(["ask", TWO, "china", "--within", "2pt", "--json"]);
    const { runs, answers } = JSON.parse(out);
    expect(1.96 * answers.china.patience.se).toBeLessThan(0.0205);
    expect(runs).toBeGreaterThan(1024);
    expect(runs % 256).toBe(0);
  });

  test("--require decides the exit code and says why on stderr", async () => {
    const words = ["ask", TWO, "china", "--runs", "256", "-q"];
    const held = await within([...words, "--require", "patience > 0.5"]);
    const failed = await within([...words, "--require", "coerce > 50%"]);
    expect([held.code, failed.code]).toEqual([0, 1]);
    expect(failed.err).toMatch(/^required coerce > 50%: it is 0\.0\d+, so this fails\n$/);
    expect(failed.out).toContain("Patience");
  });

  test("-o picks the form by the ending and refuses what it cannot write before playing", async () => {
    const folder = newFolder();
    const ask = (file: string) => within(["ask", TWO, "--runs", "256", "-o", join(folder, file)]);
    const [html, csv, parquet, odd] = await Promise.all([ask("a.html"), ask("a.csv"), ask("a.parquet"), ask("a.xyz")]);
    expect([html.code, csv.code, parquet.code, odd.code]).toEqual([0, 0, 2, 2]);
    expect(readFileSync(join(folder, "a.html"), "utf8")).toMatch(/^<!doctype html>[\s\S]*So, what will China do\?/);
    expect(readFileSync(join(folder, "a.csv"), "utf8")).toMatch(
      /^question,of,date,number,value,se,low,high\nchina,patience,2026-07,p,0\.\d+/,
    );
    expect(parquet.err).toMatch(/only the futures of `play` are written as Parquet/);
    expect(existsSync(join(folder, "a.parquet"))).toBe(false);
    expect(odd.err).toMatch(/must end in \.json, /);
  });

  test("an answer that rests on too many stopped futures is refused with the way to see one", async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, "standoff.yaml"),
      "standoff: Broken\nclock: { start: 2024-01, step: month, steps: 12 }\nactors: { AAA: { name: A } }\n" +
        "variables: { x: { start: 1, next: 1 / (5 - t) } }\nquestions: { q: { ask: How much?, about: x } }\n",
    );
    const { code, out, err } = await within(["ask", folder, "--runs", "256"]);
    expect([code, out]).toEqual([3, ""]);
    expect(err).toMatch(
      /No answer: 256 of 256 futures were stopped: in future 0 `x` became infinite, 2024-\d\d \(standoff\.yaml:4\)/,
    );
    expect(err).toMatch(/See it with: standoff play .* --run 0 --seed 1/);
  });
});

describe("check", () => {
  test("shipped models are without problems", async () => {
    const { code, out } = await within(["check", "models/crisis"]);
    expect([code, out]).toEqual([0, "no problems\n"]);
  });

  const wrong =
    "standoff: Wrong\nclock: { start: 2024-07, step: month, steps: 12 }\nactors:\n  CHN: { name: China, foresight: uniform(3, 18) }\n" +
    "variables:\n  arsenal: { start: 5, next: arsenal + 1 }\n  threat:\n    is: arsenel / 50\n";

  test("all problems at once with line, carets and mend; exit 1", async () => {
    const folder = newFolder();
    writeFileSync(join(folder, "standoff.yaml"), wrong);
    const { code, out, err } = await standoff(["check"], { cwd: folder });
    expect([code, err]).toEqual([1, ""]);
    expect(out).toContain(
      "standoff.yaml:8:9  unknown name `arsenel`\n   8 |     is: arsenel / 50\n     |         ^^^^^^^ did you mean `arsenal`?",
    );
    expect(out).toContain("standoff.yaml:4:34  a comma inside { } ends the value, so `uniform(3, 18)` was cut");
    expect(out).toMatch(/\n2 errors\n$/);
  });

  test("--fix quotes cut values, says what it changed, and leaves the rest", async () => {
    const folder = newFolder();
    const file = join(folder, "standoff.yaml");
    writeFileSync(file, wrong);
    const { code, out } = await within(["check", "--fix", folder]);
    expect(code).toBe(1);
    expect(out).toContain(`${file}:4  mended: now "uniform(3, 18)"`);
    expect(out).toMatch(/\n1 error\n$/);
    expect(readFileSync(file, "utf8")).toBe(wrong.replace("uniform(3, 18)", '"uniform(3, 18)"'));
  });

  test("--json carries problems as data", async () => {
    const { code, out } = await standoff(["check", "-", "--json"], { input: wrong });
    expect(code).toBe(1);
    const json = JSON.parse(out);
    expect(json).toMatchObject({ schema: "standoff/check/1", model: null, errors: 2, warnings: 0 });
    expect(json.problems.map((p: { code: string }) => p.code)).toEqual(["cut-by-comma", "unknown-name"]);
  });

  test("a fault that only a scenario brings is found too", async () => {
    const model = readFileSync(join("models/two-states", "standoff.yaml"), "utf8").replace(
      "hold: { CHN.korea: coerce }",
      "hold: { CHN.korea: coerze }",
    );
    const { code, out } = await standoff(["check", "-"], { input: model });
    expect(code).toBe(1);
    expect(out).toMatch(/has no option `coerze` \(under the scenario `coercion`\)\n.*\n.*\n.*did you mean `coerce`\?/);
  });

  test("a symbolic link does not lead out of the folder", async () => {
    const folder = newFolder();
    const model = join(folder, "model");
    mkdirSync(model);
    mkdirSync(join(folder, "secret"));
    writeFileSync(join(folder, "secret", "x.yaml"), "parameters: { hidden: 42 }\n");
    symlinkSync(join(folder, "secret", "x.yaml"), join(model, "x.yaml"));
    const text =
      "standoff: Link\nuse: [x.yaml]\nclock: { start: 2024-01, step: month, steps: 2 }\nactors: { AAA: { name: A } }\n";
    writeFileSync(join(model, "standoff.yaml"), text);
    const { code, out } = await within(["check", model]);
    expect(code).toBe(1);
    expect(out).toMatch(/there is no file `x\.yaml`, or it cannot be read/);
  });
});

describe("play", () => {
  test("one future as a chronicle, the same bytes alone, in an ensemble and with any workers", async () => {
    const run = (...more: string[]) => within(["play", TWO, "--run", "17", "--seed", "4", ...more]);
    const [alone, one, two] = await Promise.all([
      run("--json"),
      run("--json", "--runs", "600", "--workers", "1"),
      run("--json", "--runs", "600", "--workers", "2"),
    ]);
    expect(one.out).toBe(alone.out);
    expect(two.out).toBe(alone.out);
    const { out } = await run();
    expect(out).toMatch(/^Two states and a bomb: future 17 of seed 4, July 2024 to June 2029\n/);
    expect(out).toMatch(/^2\d{3}-\d\d {2}China turns from \w+ to /m);
    expect(out).toMatch(/^ {2}North Korea keeps build \d+ times/m);
  });

  test("futures as data: the rows of an ensemble are the rows of its runs", async () => {
    const folder = newFolder();
    const [whole, one] = [join(folder, "all.csv"), join(folder, "one.csv")];
    const all = await within(["play", TWO, "--runs", "300", "--seed", "4", "-o", whole]);
    await within(["play", TWO, "--run", "299", "--seed", "4", "-o", one]);
    expect(all.out).toBe(`300 futures of 60 months -> ${whole}\n`);
    const rows = readFileSync(whole, "utf8").split("\n");
    expect(rows[0]).toMatch(/^run,date,PRK\.bomb,CHN\.korea,arsenal,/);
    expect(rows.filter((row) => row.startsWith("299,"))).toEqual(
      readFileSync(one, "utf8").trimEnd().split("\n").slice(1),
    );
  });

  test("at a glance, narrowed to names and a date; wrong names get the nearest", async () => {
    const good = await within([
      "play",
      "models/crisis",
      "--runs",
      "256",
      "--only",
      "mobilised,VSK.forces",
      "--at",
      "2031-03-10",
    ]);
    expect(good.out).toMatch(/mobilised\[VSK\]/);
    expect(good.out).not.toMatch(/hotline/);
    const bad = await within(["play", "models/crisis", "--only", "mobilized"]);
    expect([bad.code, bad.err]).toEqual([
      2,
      "standoff: there is no policy or variable `mobilized`; did you mean `mobilised`?\n",
    ]);
  });

  test("Ctrl-C keeps what is played, exits 130, and the same command continues to the same bytes", async () => {
    const folder = newFolder();
    const [file, fresh] = [join(folder, "f.csv"), join(folder, "fresh.csv")];
    const words = (runs: number, to: string) => [
      "play",
      TWO,
      "--runs",
      String(runs),
      "-o",
      to,
      "--only",
      "CHN.korea,arsenal",
    ];
    const { child, ended } = start(words(2_000_000, file));
    const begun = () => existsSync(file) && statSync(file).size > 1_000_000;
    while (!begun() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGINT");
    const { code, err } = await ended;
    expect(code).toBe(130);
    expect(err).toMatch(/^Stopped after [\d,]+ futures \(the same command continues\)\.\n$/);
    const { runs } = JSON.parse(readFileSync(`${file}.standoff`, "utf8"));
    const more = await standoff(words(runs + 300, file));
    expect([more.code, more.err]).toEqual([
      0,
      expect.stringMatching(/^Continuing .*f\.csv: [\d,]+ futures are in it already\n$/),
    ]);
    expect(existsSync(`${file}.standoff`)).toBe(false);
    await standoff(words(runs + 300, fresh));
    expect(readFileSync(file).equals(readFileSync(fresh))).toBe(true);
  });
});

describe("compare", () => {
  test("scenarios under the same luck, with what each changed", async () => {
    const words = ["compare", TWO, "as-is", "far-sighted", "coercion", "--measure", "utility(CHN)", "--runs", "512"];
    const [text, json] = await Promise.all([within(words), within([...words, "--json"])]);
    expect(text.out).toMatch(/scenario +utility\(CHN\) +difference \(same luck\) +best in\n/);
    expect(text.out).toContain("far_sighted (A China that looks three years ahead): CHN.foresight 3 to 18 -> 36");
    const { rows, measure, baseline } = JSON.parse(json.out);
    expect([measure, baseline, rows.length]).toEqual(["utility(CHN)", "as-is", 3]);
    expect(rows[0]).toMatchObject({ scenario: "as-is", difference: 0, changed: [] });
    expect(rows[1].low).toBeLessThan(rows[1].difference);
    expect(rows[2].changed).toEqual([{ name: "CHN.korea", before: "free", after: "held to coerce" }]);
  });

  test("a scenario against itself differs by nothing: the luck is the same", async () => {
    const { out } = await within([
      "compare",
      TWO,
      "doubter",
      "doubter+doubter",
      "--runs",
      "256",
      "--json",
      "--measure",
      "arsenal",
    ]);
    expect(JSON.parse(out).rows[1]).toMatchObject({ difference: 0, low: 0, high: 0 });
  });

  test("a measure that is wrong, or a choice, is said as such", async () => {
    const of = (measure: string) => within(["compare", TWO, "coercion", "--measure", measure]);
    const [unknown, choice] = await Promise.all([of("arsenel"), of("CHN.korea")]);
    expect(unknown).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^--measure {2}unknown name `arsenel`\n.*did you mean `arsenal`\?/),
    });
    expect(choice).toMatchObject({
      code: 2,
      err: expect.stringMatching(/is a choice, not a number; write for instance 'CHN\.korea is /),
    });
  });
});

describe("new and schema", () => {
  test("every beginning plays at once, and nothing is ever overwritten", async () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, "note.txt"), "Two states watch each other.\n");
    const made = await Promise.all([
      standoff(["new", "korea", "--from", "two-states"], { cwd }),
      standoff(["new", "blank"], { cwd }),
      standoff(["new", "text", "--text", "note.txt"], { cwd }),
    ]);
    expect(made.map((m) => m.code)).toEqual([0, 0, 0]);
    expect(made[0]!.out).toBe("Made korea/ (standoff.yaml, 2 actors, 1 source). Next: standoff ask korea china\n");
    for (const folder of ["korea", "blank", "text"]) {
      expect((await standoff(["check", folder], { cwd })).out).toBe("no problems\n");
    }
    expect(readFileSync(join(cwd, "blank/standoff.yaml"), "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(21);
    expect((await standoff(["ask", "blank", "--runs", "256"], { cwd })).code).toBe(0);
    const again = await standoff(["new", "korea", "--blank"], { cwd });
    expect(again).toMatchObject({
      code: 4,
      err: "standoff: `korea` is there already and is not empty; nothing was changed\n",
    });
  });

  test("the schema is one JSON object with every section", async () => {
    const { out } = await within(["schema"]);
    expect(Object.keys(JSON.parse(out).properties)).toEqual(
      expect.arrayContaining(["standoff", "clock", "policies", "scenarios"]),
    );
  });
});

describe("usage", () => {
  test("wrong verbs, options and values: exit 2, the nearest one, no stack trace", async () => {
    const cases: [string[], RegExp][] = [
      [["aks"], /^standoff: unknown command 'aks'\n\(Did you mean ask\?\)/],
      [["ask", TWO, "--rnus", "5"], /unknown option '--rnus'\n\(Did you mean --runs\?\)/],
      [["ask", TWO, "--runs", "many"], /A whole number from 1 to/],
      [["ask", TWO, "--within", "1pt", "--runs", "5"], /cannot be used with/],
      [["ask", TWO, "chino"], /no question `chino`; did you mean `china`\?/],
      [
        ["ask", TWO, "--set", "CHN.forsight=3"],
        /^--set {2}there is no lever `CHN\.forsight` to set\n.*did you mean `CHN\.foresight`\?/,
      ],
      [["ask", TWO, "--scenario", "far"], /no scenario is called `far`/],
      [["compare", TWO, "coercio"], /no scenario `coercio`; did you mean `coercion`\?/],
      [["ask", TWO, "--require", "patience >> 1", "--runs", "256"], /--require cannot read/],
    ];
    for (const [words, says] of cases) {
      const { code, err } = await within(words);
      expect([words, code]).toEqual([words, 2]);
      expect(err).toMatch(says);
      expect(err).not.toMatch(/ {4}at /);
    }
  });

  test("what is not there is exit 4", async () => {
    const folder = newFolder();
    const [none, empty, unwritable] = await Promise.all([
      standoff(["check", "no-such-folder"]),
      standoff(["check", folder]),
      standoff(["ask", TWO, "--runs", "256", "-o", "/no/such/folder/a.json"]),
    ]);
    expect(none).toMatchObject({ code: 4, err: "standoff: there is no folder or file `no-such-folder`\n" });
    expect(empty.err).toMatch(/holds no standoff\.yaml, so it is not a model/);
    expect(unwritable).toMatchObject({
      code: 4,
      err: "standoff: cannot write `/no/such/folder/a.json`: no such file or directory\n",
    });
  });

  test("help begins with an example", async () => {
    const [all, ask] = await Promise.all([within(["--help"]), within(["ask", "--help"])]);
    expect([all.code, ask.code]).toEqual([0, 0]);
    expect(all.out).toMatch(/^ {2}\$ standoff ask models\/six-party china\n/);
    expect(ask.out).toMatch(/^ {2}\$ standoff ask /);
  });

  test("colour only when asked for here, where stdout is no terminal", async () => {
    const words = ["ask", TWO, "--runs", "256"];
    const [plain, forced, dumb] = await Promise.all([
      standoff(words),
      standoff(words, { env: { FORCE_COLOR: "1" } }),
      standoff([...words, "--no-color"], { env: { FORCE_COLOR: "1" } }),
    ]);
    expect(plain.out).not.toContain("\u001b");
    expect(forced.out).toContain("\u001b[1mSo, what will China do?\u001b[0m");
    expect(dumb.out).toBe(plain.out);
  });

  test("the folder may be left out where one stands in a model, and one file may be named", async () => {
    const [inside, file] = await Promise.all([
      standoff(["ask", "china", "--runs", "256", "-q"], { cwd: TWO }),
      standoff(["ask", `${TWO}/standoff.yaml`, "china", "--runs", "256", "-q"]),
    ]);
    expect(inside.out).toMatch(/^Patience/);
    expect(file.out).toBe(inside.out);
  });
});
