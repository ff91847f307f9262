// `standoff check --deep`: a model in which every kind of idle part stands once is told all of them, each with its line and what to do;
// a model without any is told nothing.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { newFolder, within } from "../../../../test/cli/run-standoff.ts";

const IDLE = `standoff: Idle parts
clock: { start: 2024-01, step: month, steps: 6 }
sources: { note: { title: A note } }
claims:
  alone: { says: Nothing names it, source: note, stance: asserted, credence: 0.5 }
  reason: { says: It is a reason, source: note, stance: asserted, credence: 0.5 }
  moot: { says: It turns a number that ends nowhere, source: note, stance: asserted, credence: 0.5 }
  real: { says: It moves the answer, source: note, stance: asserted, credence: 0.5 }
actors: { AAA: { name: A, foresight: 2, precision: 50 } }
parameters:
  unused: { is: 1 to 2 }
  ends: { when: moot, then: 1, else: 2 }
  width: { is: 0.1 to 0.2 }
  gain: { when: real, then: 0.5, else: 0.1 }
variables:
  x: { start: 0, next: x + gain * (AAA.act is go) }
  y: { start: 0, next: y + ends * width }
  heat: { start: 0, next: heat }
policies:
  AAA.act:
    options: [go, stay, never, shut]
    start: go
    review: 2
    only: { shut: x > 1000 }
values:
  AAA:
    good: { weight: 1, is: x + (AAA.act is stay) * 0.3, because: [reason] }
    bad: { weight: -100, is: AAA.act is never }
    fear: { weight: -1, is: heat }
events:
  shock: { chance: 0.2, set: { heat: heat + 1 } }
questions:
  far: { ask: How far?, about: x, at: 2024-06 }
  act: { ask: What does it do?, about: AAA.act, at: 2024-06 }
`;

const deep = async (text: string) => {
  const folder = newFolder();
  writeFileSync(join(folder, "standoff.yaml"), text);
  const { out, code } = await within(["check", "--deep", folder, "--json"]);
  const { problems } = JSON.parse(out) as {
    problems: { code: string; severity: string; says: string; mend?: string; at: { line: number } }[];
  };
  return { problems, code };
};

test("each idle part is named once, with its line and what to do; what works is not", async () => {
  const { problems, code } = await deep(IDLE);
  const lines = IDLE.split("\n");
  const found = problems.map((p) => `${p.code} ${lines[p.at.line - 1]!.trim().split(":")[0]}`).sort();
  expect(found).toEqual(
    [
      "claim-unread alone",
      "claims-cited-alone reason",
      "claim-moves-nothing moot",
      "parameter-moves-nothing width",
      "parameter-unused unused",
      "option-never-open options",
      "option-never-taken options",
      // said by the reader already
      "value-not-moved fear",
    ].sort(),
  );
  expect(problems.every((p) => p.severity === "warning" && (p.mend ?? "").length > 10)).toBe(true);
  expect(code).toBe(0);
});

test("a claim that an actor names as its reason is named", async () => {
  const { problems } = await deep(IDLE.replace("precision: 50 }", "precision: 50, because: [alone] }"));
  expect(problems.filter((p) => p.code === "claim-unread")).toEqual([]);
  expect(problems.find((p) => p.code === "claims-cited-alone")?.says).toContain("alone, reason");
});

test("a value that play alone shows to be unmoved", async () => {
  const text = IDLE.replace("is: heat }", "is: x * y * 0 + heat }");
  const { problems } = await deep(text);
  expect(problems.filter((p) => p.code === "value-unmoved").map((p) => p.says)).toEqual([
    "no choice of AAA moved its value `AAA.fear` within its foresight, in 256 futures: it counts for nothing",
  ]);
});

test("futures that stop are told with the place where the first did", async () => {
  const { problems } = await deep(IDLE.replace("next: x + gain * (AAA.act is go)", "next: x + gain / (1 - gain * 2)"));
  const stopped = problems.find((p) => p.code === "futures-stopped");
  expect(stopped?.says).toMatch(
    /^\d+ of 1024 futures of `Idle parts` stopped; in future \d+ `AAA\.act` became infinite$/,
  );
  expect(stopped?.mend).toMatch(/standoff play --run \d+/);
});

const LEANING = `standoff: Leanings
clock: { start: 2024-01, step: month, steps: 48 }
actors: { AAA: { name: A, precision: 40 } }
policies:
  AAA.act:
    options: [go, stay]
    start: stay
    review: 6
    taste: { sd: 0.4, half_life: 24 }
    switching: 0.1
values:
  AAA:
    good: { weight: 0.1, is: AAA.act is go }
    nothing: { weight: 1, is: 0 * (AAA.act is go) }
questions:
  act: { ask: What does it do?, about: AAA.act, at: 2027-12 }
`;

test("how actors decide: sharp ones with lasting tastes turn to what looks best, and taste explains more than tremble", async () => {
  const folder = newFolder();
  writeFileSync(join(folder, "standoff.yaml"), LEANING);
  const { out } = await within(["check", "--deep", folder, "--json"]);
  const { decided } = JSON.parse(out);
  expect(decided.runs).toBe(512);
  expect(decided.best / decided.changes).toBeGreaterThan(0.9);
  expect(decided.aYear).toEqual([{ policy: "AAA.act", changes: decided.changes / 512 / 4 }]);
  const [act] = decided.variance;
  expect(act.question).toBe("act");
  expect(act.taste).toBeGreaterThan(0.7);
  expect(act.tremble).toBeLessThan(0.4);
  expect(act.rest).toBe(0);
  expect(decided.idle).toEqual(["AAA.nothing"]);
  const told = await within(["check", "--deep", folder]);
  expect(told.out).toMatch(/of course look best to who makes them/);
  expect(told.out).toContain("Values whose weight at 0 moves no answer: AAA.nothing.");
});
