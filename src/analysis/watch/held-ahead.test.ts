// Comparisons as of a date: what is held from there on, over what it is measured, and what the record has to do with it.

import { describe, expect, test } from "vitest";
import { executor, planOf } from "../../../test/oracles/watch/small-model.ts";
import { watch } from "./watch.ts";

const MODEL = `
standoff: Two lines
clock: { start: 2000, step: year, steps: 10 }
actors: { A: { foresight: 2 } }
variables:
  level:
    start: normal(0, 1)
    next: level
  gone: { start: 0, next: gone + (A.line is push) }
policies:
  A.line: { options: [hold, push], start: hold, review: 1 }
values:
  A: { gain: { weight: 1, is: (A.line is push) * level } }
questions:
  worth: { ask: What is pushing worth?, compare: A.line, hold: hold, measure: utility(A) }
  pushed: { ask: How often?, compare: A.line, hold: hold, measure: gone, at: 2009 }
  passed: { ask: And before?, compare: A.line, hold: hold, measure: gone, at: 2001 }
`;

describe("comparisons as of a date", async () => {
  const plan = planOf(MODEL, ["2000,level,2,0.01,a", "2003,level,2,0.01,a"]);
  const options = { seed: 3, particles: 300, filters: 2, until: 3 };
  const { ahead } = await watch(plan, plan.model.questions, executor(), options);
  const rowOf = (id: string, hold: string) => {
    const answer = ahead.answers.find((a) => a.question === id);
    return answer?.kind === "comparison" ? answer.rows.find((row) => row.hold === hold)! : undefined;
  };

  test("start from the state that the record implies, over what is left of the clock", () => {
    // Pushing is worth `level`, of which the record knows that it is 2
    expect(rowOf("worth", "push")!.difference).toBeCloseTo(2, 1);
    expect(rowOf("worth", "hold")!.mean).toBe(0);
    expect(ahead.answers.find((a) => a.question === "worth")).toMatchObject({ when: "mean from 2004 on", runs: 600 });
  });

  test("hold from the date on, not before it", () => {
    // Years 2004 to 2008 push in 2009's count, whatever was done until 2003
    expect(rowOf("pushed", "push")!.difference).toBe(5);
  });

  test("leave out a date that has passed", () => {
    expect(ahead.answers.map((a) => a.question)).toEqual(["worth", "pushed"]);
  });
});
