import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { codePoints, splitsPair } from "./code-points.ts";

describe("positions in code points", () => {
  it("count what the array of characters counts", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const points = [...text];
        const { length, toPoints, toUnits } = codePoints(text);
        expect(length).toBe(points.length);
        let unit = 0;
        const wrong: number[] = [];
        for (let k = 0; k <= points.length; k++) {
          if (toPoints(unit) !== k || toUnits(k) !== unit) wrong.push(k);
          unit += points[k]?.length ?? 0;
        }
        expect(wrong).toEqual([]);
      }),
    );
  });

  it("hold for half pairs too", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const { toPoints, toUnits, length } = codePoints(text);
        const wrong: number[] = [];
        for (let unit = 0; unit <= text.length; unit++)
          if (!splitsPair(text, unit) && toUnits(toPoints(unit)) !== unit) wrong.push(unit);
        expect(wrong).toEqual([]);
        expect(length).toBe([...text].length);
      }),
    );
  });

  it("hold across the blocks of a long text", () => {
    const text = `${"a".repeat(63)}😀${"b".repeat(64)}😀😀 end`;
    const { toPoints, toUnits } = codePoints(text);
    const at = text.indexOf("end");
    expect(toPoints(at)).toBe([...text.slice(0, at)].length);
    expect(toUnits(toPoints(at))).toBe(at);
  });
});
