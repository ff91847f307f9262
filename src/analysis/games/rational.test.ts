import fc from "fast-check";
import { expect, test } from "vitest";
import {
  add,
  compare,
  divide,
  fromNumber,
  multiply,
  nearestFraction,
  parseRational,
  rational,
  rationalText,
  subtract,
  toNumber,
} from "./rational.ts";

test.each([
  ["7", "7"],
  ["-7", "-7"],
  ["+1", "1"],
  [".5", "1/2"],
  ["-.5", "-1/2"],
  ["1.", "1"],
  ["1e2", "100"],
  ["2.5e-1", "1/4"],
  ["1E3", "1000"],
  [".5e1", "5"],
  ["6/4", "3/2"],
  ["-6/4", "-3/2"],
  ["123456789012345678901234567890", "123456789012345678901234567890"],
])("%s is read as %s", (text, exact) => {
  const value = parseRational(text);
  expect(typeof value === "string" ? value : rationalText(value)).toBe(exact);
});

test.each([
  ["1/2.5", "not-a-number"],
  ["1/-2", "not-a-number"],
  ["0x10", "not-a-number"],
  ["inf", "not-a-number"],
  ["NaN", "not-a-number"],
  ["-", "not-a-number"],
  [".", "not-a-number"],
  ["", "not-a-number"],
  ["1e", "not-a-number"],
  ["1/0", "division-by-zero"],
  ["1/", "division-by-zero"],
  ["1e999999999", "too-long"],
  ["9".repeat(3000), "too-long"],
])("%s is refused: %s", (text, fault) => expect(parseRational(text)).toBe(fault));

const anyRational = fc
  .tuple(fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }), fc.bigInt({ min: 1n, max: 2n ** 80n }))
  .map(([n, d]) => rational(n, d));

test("a field: what is added is subtracted, what is multiplied is divided", () => {
  fc.assert(
    fc.property(anyRational, anyRational, (a, b) => {
      expect(subtract(add(a, b), b)).toEqual(a);
      if (b.n !== 0n) expect(divide(multiply(a, b), b)).toEqual(a);
      expect(compare(a, b)).toBe(-compare(b, a) + 0);
    }),
  );
});

test("a double goes out and comes back, and the nearest double is found", () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      expect(toNumber(fromNumber(x))).toBe(x + 0);
    }),
  );
  expect(toNumber(rational(10n ** 40n, 3n * 10n ** 40n))).toBe(1 / 3);
  expect(toNumber(rational(2n ** 2000n, 2n ** 1999n * 3n))).toBe(2 / 3);
});

test("the nearest fraction", () => {
  expect(rationalText(nearestFraction(1 / 3, 1000))).toBe("1/3");
  expect(rationalText(nearestFraction(-5 / 7, 1000))).toBe("-5/7");
  expect(rationalText(nearestFraction(Math.PI, 200))).toBe("355/113");
  expect(rationalText(nearestFraction(0, 10))).toBe("0");
});
