import { describe, expect, test } from "vitest";
import { readModel } from "../read-model.ts";
import { parseUnit, showUnit } from "./check-units.ts";

describe("a unit", () => {
  test.each([
    ["warheads", "warheads"],
    ["1/month", "1/month"],
    ["warheads / month", "warheads/month"],
    ["USD^2 / year^1", "USD^2/year"],
    ["GUSD * year / GUSD", "year"],
    ["km/h/h", "km/h^2"],
    ["% of GDP", "% of GDP"],
    ["€", "€"],
    ["1", "a pure number"],
    ["a/a", "a pure number"],
    ["m^-1", "1/m"],
  ])("%s", (written, shown) => expect(showUnit(parseUnit(written)!)).toBe(shown));

  test.each(["", "2", "3 apples", "a//b", "a/", "^2", "a^b", "a+b", "a".repeat(81), `${" ".repeat(100)}a`])(
    "%j is none",
    (text) => expect(parseUnit(text)).toBeUndefined(),
  );
});

const HEAD = "standoff: Units\nclock: { start: 2024-01, step: month, steps: 2 }\nactors: { A: {} }\n";
const codes = (variables: string) =>
  readModel(
    "standoff.yaml",
    () => `${HEAD}parameters:
  rate: { is: 2, unit: warheads/month }
  daily: { is: 2, unit: warheads/day }
  money: { is: 3, unit: GUSD }
  bare: { is: 3 }
variables:
  arsenal: { start: 50, next: arsenal, unit: warheads }
${variables}`,
  ).problems.map((p) => p.code);

describe("units fit, or are said", () => {
  test.each([
    ["a flow of the clock's step may be added to a stock", "x: { start: 1, next: x + rate, unit: warheads }", []],
    ["one of another step may not", "x: { start: 1, next: x + daily, unit: warheads }", ["unit-clash"]],
    ["nor a flow outside `next`", "x: { is: arsenal + rate }", ["unit-clash"]],
    ["a number fits anything", "x: { is: arsenal * 2 + 3, unit: warheads }", []],
    ["what has no unit fits anything", "x: { is: arsenal + bare, unit: warheads }", []],
    ["a product has the product of units", "x: { is: arsenal * money, unit: GUSD*warheads }", []],
    ["a quotient the quotient", "x: { is: arsenal / arsenal, unit: 1 }", []],
    ["and is compared with what is declared", "x: { is: arsenal / money, unit: GUSD/warheads }", ["unit-clash"]],
    ["branches of if are looked into", "x: { is: if t > 1 then arsenal + money else 0 }", ["unit-clash"]],
    ["and conditions", "x: { is: if arsenal > money then 1 else 0 }", ["unit-clash"]],
    ["and functions that keep a unit", 'x: { is: "max(arsenal, 0)", unit: GUSD }', ["unit-clash"]],
    ["sums over sets keep it too", "x: { is: sum(money for a in actors), unit: warheads }", ["unit-clash"]],
    ["a count has none", "x: { is: count(money > 1 for a in actors), unit: warheads }", []],
    ["and members of a family", "x[a in actors]: { is: { A: arsenal }, unit: GUSD }", ["unit-clash"]],
    ["bounds too", "x: { start: 0, next: x, max: money, unit: warheads }", ["unit-clash"]],
  ])("%s", (_, variable, expected) =>
    expect(codes(`  ${variable.replace("unit: 1 ", 'unit: "1" ')}`)).toEqual(expected),
  );
});
