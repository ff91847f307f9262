// What a program that imports Standoff does: text to model, model to future, model to answers.

import fc from "fast-check";
import { expect, test } from "vitest";
import { shippedFiles } from "../../../test/shipped-files.ts";
import { ask, play, read } from "../../index.ts";

const files = Object.fromEntries(shippedFiles("models/two-states"));
const model = read(files).model!;

test("one text, or files by path; departures laid over; problems as data", () => {
  expect(read(files).problems).toEqual([]);
  expect(read(files, { set: [["CHN.foresight", "24"]] }).model!.hash).not.toBe(model.hash);
  const { model: none, problems } = read(
    "standoff: Half\nclock: { start: 2024-01, step: month, steps: 6 }\nactors: 5\n",
  );
  expect(none).toBeUndefined();
  expect(problems[0]).toMatchObject({ severity: "error", at: { file: "standoff.yaml", line: 3 } });
  expect(read({}).problems[0]!.code).toBe("no-file");
});

test("a future is the same alone and among others", () => {
  const many = play(model, { seed: 4, runs: 300 });
  const [alone] = play(model, { seed: 4, run: 299 });
  expect(many).toHaveLength(300);
  expect(many[299]).toEqual(alone);
  expect(alone!.dates).toHaveLength(60);
  expect(alone!.course["CHN.korea"]![0]).toBe("patience");
  expect(alone!.course.arsenal![0]).toBeGreaterThan(30);
});

test("questions by id, with the sentence; a name that is none is refused, with the nearest", async () => {
  const { answers, runs, failed } = await ask(model, { questions: ["china"], runs: 512 });
  expect([runs, failed, answers.length]).toEqual([512, 0, 1]);
  expect(answers[0]!.says).toMatch(/^Patience .*is likely: \d\d % \(\+\/- 4, 512 futures, seed 1\) in July 2026/);
  const { refused } = await ask(model, { questions: ["chine"] });
  expect(refused).toBe("this model has no question `chine`; did you mean `china`?");
  const known = model.questions.map((q) => q.id);
  const other = fc.string().filter((name) => !known.includes(name));
  const isRefused = async (name: string) => (await ask(model, { questions: [name] })).refused?.includes(name) === true;
  await fc.assert(fc.asyncProperty(other, isRefused));
});

test("a signal ends the play: the answers rest on what was played by then", async () => {
  const signal = { aborted: false };
  const onProgress = (played: number) => {
    signal.aborted = played >= 512;
  };
  const { runs, answers } = await ask(model, { questions: ["china"], runs: 100_000, signal, onProgress });
  expect([runs, answers.length]).toEqual([512, 1]);
});

test("too many stopped futures: no answer, only that", async () => {
  const broken = read(
    "standoff: Broken\nclock: { start: 2024-01, step: month, steps: 12 }\nactors: { AAA: { name: A } }\n" +
      "variables: { x: { start: 1, next: 1 / (5 - t) } }\nquestions: { q: { ask: How much?, about: x } }\n",
  ).model!;
  const { answers, refused } = await ask(broken, { runs: 256 });
  expect([answers.length, refused]).toEqual([0, expect.stringMatching(/256 of 256 futures were stopped/)]);
  expect(play(broken)[0]).toMatchObject({ course: {}, failed: { id: "x" } });
});
