// XMILE and Vensim models as ours: each played and compared, step by step, with Euler's method written out in the test, or its closed form.

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { play, read } from "../index.ts";
import type { Imported } from "./foreign.ts";
import { readMdl } from "./read-mdl.ts";
import { readXmile } from "./read-xmile.ts";
import { translateEquation } from "./translate-equation.ts";

const oracle = (name: string) => readFileSync(`test/oracles/formats/${name}`, "utf8");

function courseOf({ yaml, problems }: Imported) {
  expect(yaml, JSON.stringify(problems)).toBeDefined();
  const { model, problems: own } = read(yaml!);
  expect(own.filter((p) => p.severity === "error")).toEqual([]);
  const course = play(model!)[0]!.course;
  return (id: string) => course[id] as number[];
}

test("teacup.xmile: 70 + 110 (1 - dt / 10)^n", () => {
  const imported = readXmile(oracle("teacup.xmile"), "teacup.xmile");
  expect([imported.problems, imported.taken]).toEqual([[], 4]);
  const of = courseOf(imported);
  expect(of("cup_temperature")).toHaveLength(241);
  for (const [n, value] of of("cup_temperature").entries())
    expect(Math.abs(value - (70 + 110 * (1 - 0.0125) ** n))).toBeLessThan(1e-9);
  expect(of("time_of_the_model")[240]).toBe(30);
});

test("rooms.xmile: flows, a table, a condition, a step, and a list of what was not taken", () => {
  const imported = readXmile(oracle("rooms.xmile"), "rooms.xmile");
  expect(imported.problems.map((p) => [p.at.line, p.says])).toEqual([
    [15, "`late` was not taken: the function SIN is not supported"],
    [16, "`Belt` was not taken: <conveyor> is not supported"],
    [17, "<module> was not taken"],
  ]);
  const of = courseOf(imported);
  let people = 100;
  for (let year = 1990; year <= 2010; year++) {
    expect(Math.abs(of("people")[year - 1990]! / people - 1)).toBeLessThan(1e-12);
    const x = people / 1000;
    const mortality = x < 0.2 ? 0.02 + (x / 0.2) * 0.01 : 0.03 + ((Math.min(x, 0.4) - 0.2) / 0.2) * 0.05;
    const rate = 0.1 + (year >= 2000 ? 0.02 : 0);
    people += Math.max(0, people * rate * (people > 150 && year >= 1995 ? 0.5 : 1)) - people * mortality;
  }
  expect(of("strange_name")[0]).toBe(4);
});

test("epidemic.mdl: stocks, a table called by name, conditions; a subscript of nothing is listed", () => {
  const imported = readMdl(oracle("epidemic.mdl"), "epidemic.mdl");
  expect(imported.problems).toMatchObject([
    { says: "`by region` was not taken: there is no subscript `region`", at: { line: 36 } },
  ]);
  const of = courseOf(imported);
  let [s, i, r] = [999, 1, 0];
  const fear = (x: number) => (x < 0.1 ? 1 - 2 * x : x < 0.3 ? 0.8 - 1.5 * (x - 0.1) : 0.5 - (x - 0.3) / 7);
  for (let n = 0; n <= 240; n++) {
    const [time, sum] = [n / 4, s + i + r];
    for (const [id, value] of [
      ["susceptible", s],
      ["infected", i],
      ["recovered", r],
    ] as const)
      expect(Math.abs(of(id)[n]! - value)).toBeLessThan(1e-9 * sum);
    const infections = (((time >= 20 && i > 50 ? 3 : 5) * 0.1 * s * i) / 1000) * fear(i / 1000);
    [s, i, r] = [s - infections / 4, i + (infections - i / 5) / 4, r + i / 20];
  }
  expect(of("seen").at(-1)).toBeLessThan(1);
});

describe("equations", () => {
  const said = (text: string, dialect: "xmile" | "vensim" = "xmile") => {
    const made = translateEquation(text, {
      dialect,
      nameOf: (n) => n.toLowerCase().replaceAll(" ", "_"),
      constantOf: () => undefined,
      tableOf: () => undefined,
      time: "time",
      start: 0,
      stop: 10,
      dt: 0.5,
      remember: (start, next) => `[${start}; ${next("it")}]`,
    });
    return "formula" in made ? made.formula : `! ${made.cannot}`;
  };
  test.each([
    ["a - (b - c)", "a - (b - c)"],
    ["a - b - c", "a - b - c"],
    ["-a^2 * b", "-a ^ 2 * b"],
    ["2^-1", "2 ^ (-1)"],
    ["IF a THEN b ELSE c + 1", "if a != 0 then b else c + 1"],
    ["(IF a > 1 THEN b ELSE c) + 1", "(if a > 1 then b else c) + 1"],
    ["a = 1 OR b <> 2 AND NOT c", "a = 1 or b != 2 and not (c != 0)"],
    ["SMTH1(a, 2)", "smooth(a, 4)"],
    ["RAMP(2, 3)", "2 * max(0, time - 3)"],
    ["LOG10(a) { a comment }", "log(a) / 2.302585092994046"],
    ["SMTH1(a, b)", "[a; it + 0.5 * ((a - it) / b)]"],
    ["DELAY1(a, b, 3)", "[3 * b; it + 0.5 * (a - it / b)] / b"],
    ["DELAY(a, 2)", "delay(a, 4)"],
    ["DELAY(a, b)", "! the time of a fixed delay must not change"],
    ["PULSE(a, 3)", "if time >= 3 - 0.25 and time < 3 + 0.5 - 0.25 then a / 0.5 else 0"],
    ["INIT(a * 2)", "[a * 2; it]"],
    ["LOOKUP(a, b)", "! there is no table `a`"],
    ["2 ^ 3 ^ 2", "2 ^ (3 ^ 2)"],
    ["a +", "! it ends too early"],
    ["a ) b", "! `)` stands where the equation should end"],
    ["a[1]", "! `[` is not understood"],
    ["RANDOM(1, 2)", "! the function RANDOM is not supported"],
    ["MIN(1)", "! MIN has 1 arguments"],
    ["", "! there is no equation"],
    [`${"(".repeat(500)}1${")".repeat(500)}`, "! it is nested too deeply"],
  ])("%.30s", (text, formula) => expect(said(text)).toBe(formula));
  test("Vensim's words", () => {
    expect(said("IF THEN ELSE(a b > 1 :OR: c, ZIDZ(x, y), 0)", "vensim")).toBe(
      "if a_b > 1 or c != 0 then (if y = 0 then 0 else x / y) else 0",
    );
  });
});

describe("truncated, foreign and hostile files: a problem with its place, and no model", () => {
  test("cut anywhere", () => {
    for (const [name, importer] of [
      ["rooms.xmile", readXmile],
      ["epidemic.mdl", readMdl],
    ] as const) {
      const text = oracle(name);
      for (let at = 0; at < text.length; at += 37) {
        const { yaml, problems } = importer(text.slice(0, at), name);
        if (yaml === undefined) expect(problems.some((p) => p.severity === "error")).toBe(true);
      }
    }
  });
  test.each([
    ["<html><body/></html>", "it begins with <html>, not with <xmile>"],
    ['<!DOCTYPE x [<!ENTITY a "aaaa">]><xmile/>', "it declares a document type, which is not read"],
    ["<a>".repeat(10_000), "it has too many elements, or too deep ones"],
    ["<xmile><model></xmile>", "`</xmile>` closes nothing that is open"],
    ["", "there is no element in it"],
    ["<xmile><model><variables/></model></xmile>", "there is no stock, flow or auxiliary in it"],
    [`<xmile>${"<".repeat(200_000)}`, "a tag is not well formed"],
    [`<xmile ${"a ".repeat(200_000)}`, "a tag is not well formed"],
  ])("%.40s", (text, says) => {
    const { yaml, problems } = readXmile(text, "x.xmile");
    expect([yaml, problems.at(-1)?.says]).toEqual([undefined, says]);
  });
  test("a small equation that would become a huge one, and a file of delays alone", () => {
    const of = (equation: string) => readMdl(`x = ${equation} ~~|`, "x.mdl").problems.map((p) => p.says);
    expect(of(`${"ZIDZ(2, ".repeat(70)}1${")".repeat(70)}`)).toEqual(["`x` was not taken: it is too long"]);
    const sums = `r: (a1-a100) ~~|\nv[r] = 1 ~~|\nx = ${"SUM(v[r!] * ".repeat(9)}1${")".repeat(9)} ~~|`;
    expect(readMdl(sums, "x.mdl").problems.map((p) => p.says)).toEqual(["`x` was not taken: it is too long"]);
    const wide = "r: (a1-a900) ~~|\nv[r, r, r] = 1 ~~|";
    expect(readMdl(wide, "x.mdl").problems.map((p) => p.says)).toEqual([
      "`v` was not taken: it has more than 5000 members",
    ]);
    const many = Array.from({ length: 500 }, (_, i) => `v${i} = DELAY N(Time, 3, 0, 12) ~~|`).join("\n");
    const { problems } = readMdl(many, "x.mdl");
    expect(problems[0]!.says).toBe("`v416` was not taken: more than 5000 values would be remembered");
  });
  test("Vensim: no equations, braces without end, a name of spaces", () => {
    expect(readMdl("hello", "x.mdl").problems[0]!.says).toMatch(/^it is no \.mdl file/);
    for (const text of [
      `a = ${"{".repeat(1_000_000)} ~ ~ |`,
      `${" a".repeat(500_000)}( ~ ~ |`,
      `x = ${"(1,".repeat(300_000)} ~ ~ |`,
    ]) {
      expect(readMdl(text, "x.mdl").problems.length).toBeGreaterThan(0);
    }
  });
});
