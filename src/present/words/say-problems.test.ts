import { expect, test } from "vitest";
import type { Problem } from "../../base/problem.ts";
import { countProblems, sayProblem } from "./say-problems.ts";

const show = (file: string) => `korea/${file}`;
const at = (line: number, column: number, length: number) => ({ file: "standoff.yaml", line, column, length });
const unknown: Problem = {
  code: "unknown-name",
  severity: "error",
  at: at(2, 11, 7),
  says: "unknown name `arsenel`",
  mend: "did you mean `arsenal`?",
};

test("the place, the sentence, the line, carets, the mend", () => {
  expect(sayProblem(unknown, "x: 1\n  threat: arsenel / 50\n", show)).toBe(
    [
      "korea/standoff.yaml:2:11  unknown name `arsenel`",
      "   2 |   threat: arsenel / 50",
      "     |           ^^^^^^^ did you mean `arsenal`?",
    ].join("\n"),
  );
});

test("a long line is cut around the segment, which the carets still meet", () => {
  const line = `${"a".repeat(300)} arsenel ${"b".repeat(300)}`;
  const [, shown, carets] = sayProblem({ ...unknown, at: at(1, 302, 7) }, line, show).split("\n");
  expect(shown!.length).toBeLessThan(110);
  const from = carets!.indexOf("^");
  expect(shown!.slice(from, from + 7)).toBe("arsenel");
});

test("a lever has no line to show; other places are named", () => {
  const lever = { ...unknown, at: { file: "--set", line: 1, column: 1, length: 3 } };
  expect(sayProblem(lever, undefined, show)).toBe("--set  unknown name `arsenel`\n    did you mean `arsenal`?");
  const twice = { ...unknown, also: [{ at: at(7, 3, 2), says: "the first definition" }] };
  expect(sayProblem(twice, undefined, show)).toContain("\n    korea/standoff.yaml:7:3  the first definition");
});

test("counts", () => {
  const warning: Problem = { ...unknown, severity: "warning" };
  expect([[], [unknown], [warning, warning], [unknown, unknown, warning]].map(countProblems)).toEqual([
    "no problems",
    "1 error",
    "2 warnings",
    "2 errors, 1 warning",
  ]);
});
