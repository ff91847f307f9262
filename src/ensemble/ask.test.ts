import { expect, test } from "vitest";
import { shippedModel, writtenModel } from "../../test/read-shipped.ts";
import { ask } from "./ask.ts";
import { compareScenarios } from "./compare-scenarios.ts";
import type { Executor, Job } from "./jobs.ts";
import { makeEngine } from "./make-engine.ts";
import { playHere } from "./play-here.ts";

const model = shippedModel("two-states");
const here = playHere(makeEngine);
const questions = (...ids: string[]) => model.questions.filter((q) => ids.includes(q.id));

test("answers come in the order of the questions, and rest on what was played whole", async () => {
  const asked = await ask(model, model.questions, here, { seed: 1, runs: 100, comparisonRuns: 20 });
  expect(asked.answers.map((a) => [a.question, a.runs])).toEqual([
    ["china", 100],
    ["test", 100],
    ["arsenal", 100],
    ["cost", 20],
  ]);
  expect(asked).toMatchObject({ runs: 100, failed: 0, failedShare: 0, stopped: false });
});

test("comparisons of one policy play its rows once, whatever they measure", async () => {
  const two = writtenModel(`
standoff: Two measures
clock: { start: 2024-01, step: month, steps: 4 }
actors: { AAA: { name: A } }
variables: { x: { start: 0, next: x + (AAA.p is up) } }
policies: { AAA.p: { options: [down, up], start: down } }
values: { AAA: { x: { weight: 1, is: x } } }
questions:
  mean: { ask: On average?, compare: AAA.p, hold: down, measure: x }
  last: { ask: At the end?, compare: AAA.p, hold: down, measure: x, at: 2024-04 }
`);
  const jobs: Job[] = [];
  const counting: Executor = {
    name: "counting",
    play: (job) => {
      jobs.push(job);
      return here.play(job);
    },
  };
  const { answers } = await ask(two, two.questions, counting, { seed: 1, runs: 10 });
  expect(jobs).toHaveLength(3);
  // Held up: x is 0 1 2 3
  expect(answers.map((a) => (a.kind === "comparison" ? a.rows.map((r) => r.mean).slice(0, 2) : []))).toEqual([
    [0, 1.5],
    [0, 3],
  ]);
});

test("stopping keeps what is played; a comparison that did not come to its last row is left out", async () => {
  let blocks = 0;
  const stopped = () => ++blocks > 2;
  const asked = await ask(model, questions("china", "cost"), here, { seed: 1, runs: 5000, stopped });
  expect(asked.stopped).toBe(true);
  expect(asked.runs).toBeLessThan(5000);
  expect(asked.answers.map((a) => a.question)).toEqual(["china"]);
});

test("an executor that ends early because it was told to does not make the asking go on for ever", async () => {
  const silent: Executor = {
    name: "silent",
    async *play() {
      // It was aborted before the first block
    },
  };
  const asked = await ask(model, questions("china"), silent, {
    seed: 1,
    runs: 1000,
    within: 0.01,
    stopped: () => true,
  });
  expect(asked).toMatchObject({ runs: 0, stopped: true, answers: [] });
});

test("within a precision: play goes on until every interval is that narrow", async () => {
  const { answers, runs } = await ask(model, questions("test"), here, { seed: 1, runs: 1, within: 0.03 });
  const [answer] = answers;
  expect(answer?.kind === "event" && (answer.high - answer.low) / 2).toBeLessThanOrEqual(0.03);
  expect(runs).toBe(1024);
});

test("the share of stopped futures is said for the ensemble where it is worst", async () => {
  const breaks = writtenModel(`
standoff: It breaks when held
clock: { start: 2024-01, step: month, steps: 4 }
actors: { AAA: { name: A } }
variables: { x: { start: 1, next: x / (1 - (AAA.p is up)) } }
policies: { AAA.p: { options: [down, up], start: down, review: never } }
values: { AAA: { x: { weight: 1, is: x } } }
questions:
  free: { ask: Free?, about: x, at: 2024-04 }
  held: { ask: Held?, compare: AAA.p, hold: down, measure: x }
`);
  const asked = await ask(breaks, breaks.questions, here, { seed: 1, runs: 8 });
  expect(asked).toMatchObject({ runs: 8, failed: 0, failedShare: 1 });
  expect(asked.faults[0]).toMatchObject({ id: "x" });
});

test("scenarios share their luck: a row against itself is zero in every run", async () => {
  const measure = { of: { kind: "cell", slot: 0 } as const };
  const row = (id: string) => ({ id, label: id, model, measures: [measure] });
  const { tables } = await compareScenarios([row("a"), row("b")], here, { seed: 3, runs: 50 });
  expect(tables[0]![1]).toMatchObject({ difference: 0, low: 0, high: 0, best: 0.5, regret: 0 });
});
