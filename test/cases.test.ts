// Runs the case files of test/cases: models in the language, with what the reader must say of them or what they must answer.
// A case file holds cases, each begun by `=== title`; a case may have several files, each begun by `--- name`.
//   #! code words            on a line: this problem is said of this line (its sentence or mend has the words); on a line of its
//                            own: somewhere in this file
//   #!! code words           on a line of its own: somewhere outside the files (a lever)
//   #: set CHN.foresight=3   a departure: set, hold or scenario
//   # formula @ step → value what the formula is at a step of run 0 with seed 1 (a policy: its option)
//   # fault → id             run 0 stops, at this variable
//   <<1000 * text>> repeats a text; <<1000 # text>> numbers its copies where it has a #.
// Exactly the problems that are expected may be found, and a case that checks nothing fails.

import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { dateOfStep } from "../src/base/dates.ts";
import { evaluate } from "../src/engine/interpreter/evaluate.ts";
import { playRun } from "../src/engine/interpreter/play-run.ts";
import { PROBLEMS } from "../src/language/problems.ts";
import { type ReadResult, readModel } from "../src/language/read-model.ts";
import { type Case, readCases } from "./cases/read-cases.ts";

const folder = new URL("./cases/", import.meta.url);
const MAIN = "standoff.yaml";

const all = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .sort()
  .map((name) => ({ name, cases: readCases(readFileSync(new URL(name, folder), "utf8")) }));

function read(c: Case, asked?: { about: string; at: string }): ReadResult {
  const questions = asked ? [{ id: "asked_by_the_case", fields: { ask: asked.about, ...asked } }] : [];
  return readModel(MAIN, (path) => c.files.get(path), { ...c.departures, questions });
}

/** The problems as `file:line code`, to compare; those outside the files and those without a line have no line. */
function checkProblems(c: Case): void {
  const left = [...c.expected];
  const unexpected: string[] = [];
  for (const { code, at, says, mend } of read(c).problems) {
    const sentence = `${says}; ${mend ?? ""}`;
    const found = left.findIndex(
      (e) =>
        e.code === code &&
        (e.file ?? at.file) === at.file &&
        (e.line ?? at.line) === at.line &&
        sentence.includes(e.words),
    );
    if (found < 0) unexpected.push(`${at.file}:${at.line} ${code}: ${sentence}`);
    else left.splice(found, 1);
  }
  expect({ unexpected, missing: left }).toEqual({ unexpected: [], missing: [] });
}

function answerOf(c: Case, formula: string, step: number): string {
  const { model: plain } = read(c);
  if (!plain) return "no model";
  const { model, problems } = read(c, { about: formula, at: dateOfStep(plain.clock, step) });
  const question = model?.questions.find((q) => q.id === "asked_by_the_case");
  if (!model || !question) return problems.map((p) => p.says).join("; ");
  let answer = "not reached";
  playRun(model, 1, 0, {
    see: (p) => {
      if (p.step !== step) return;
      if (question.kind === "options")
        answer = model.policies[question.policy]!.options[p.options[question.policy]!]!.id;
      if (question.kind === "quantity") answer = String(evaluate(question.of, p));
    },
  });
  return answer;
}

const isNumber = (text: string) => Number.isFinite(Number(text));

function checkAnswer(c: Case, { formula, step, value }: Case["answers"][number]): void {
  const answer = answerOf(c, formula, step);
  // A case says a value to the digits it is written with
  if (!isNumber(value) || !isNumber(answer))
    expect(`${formula} @ ${step} → ${answer}`).toBe(`${formula} @ ${step} → ${value}`);
  else
    expect(Number(answer), `${formula} @ ${step}`).toBeCloseTo(Number(value), (value.split(".")[1] ?? "").length + 2);
}

for (const { name, cases } of all) {
  describe(`test/cases/${name}`, () => {
    test.each(cases.map((c) => [c.title, c] as const))("%s", (_, c) => {
      expect(c.expected.length + c.answers.length + c.faults.length, "a case must check something").toBeGreaterThan(0);
      checkProblems(c);
      for (const answer of c.answers) checkAnswer(c, answer);
      for (const id of c.faults) expect(playRun(read(c).model!, 1, 0).fault?.id).toBe(id);
    });
  });
}

test("every problem of the language has a case", () => {
  const shown = new Set(all.flatMap(({ cases }) => cases.flatMap((c) => c.expected.map((e) => e.code))));
  expect(Object.keys(PROBLEMS).filter((code) => !shown.has(code))).toEqual([]);
});

test("no case expects a problem that there is not", () => {
  const unknown = all.flatMap(({ cases }) => cases.flatMap((c) => c.expected.map((e) => e.code)));
  expect(unknown.filter((code) => !Object.hasOwn(PROBLEMS, code))).toEqual([]);
});

describe("the runner", () => {
  const head = "=== planted\nstandoff: x\nclock: { start: 2024, step: year, steps: 2 }\n";

  test("fails a case that expects what is not there, and one that leaves something unsaid", () => {
    const [wants, silent] = [
      `${head}#! cycle\nactors: { A: {} }\n`,
      `${head}actors: { A: {} }\nvariables: { x: { is: y } }\n# x @ 0 → 0\n`,
    ];
    for (const text of [wants, silent]) expect(() => checkProblems(readCases(text)[0]!)).toThrow();
  });

  test("fails a wrong answer", () => {
    const [c] = readCases(`${head}actors: { A: {} }\nvariables: { x: { is: 1 } }\n# x @ 0 → 2\n`);
    expect(() => checkAnswer(c!, c!.answers[0]!)).toThrow();
  });

  test("reads the parts of a case", () => {
    const [c] = readCases(
      "=== a title\n#: hold A.b=c@2024..2025\nx: <<2 # k#,>> #! cycle some words\n--- other.yaml\n# x @ 3 → -1.5\n#!! bad-name\n",
    );
    expect(c).toEqual({
      title: "a title",
      files: new Map([
        [MAIN, "#: hold A.b=c@2024..2025\nx: k1,k2, #! cycle some words\n"],
        ["other.yaml", "# x @ 3 → -1.5\n#!! bad-name\n"],
      ]),
      departures: { scenarios: [], set: [], hold: [["A.b", "c@2024..2025"]] },
      expected: [
        { code: "cycle", words: "some words", file: MAIN, line: 2 },
        { code: "bad-name", words: "", file: undefined, line: undefined },
      ],
      answers: [{ formula: "x", step: 3, value: "-1.5" }],
      faults: [],
    });
  });
});
