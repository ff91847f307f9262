import { describe, expect, test } from "vitest";
import { writtenModel } from "../../../test/read-shipped.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import type { Departures } from "../../language/names/departures.ts";
import { playRun, type RunOptions } from "./play-run.ts";

/** The values of a cell, or the options of a policy, at each recorded step of a run. */
function course(model: CheckedModel, id: string, run = 0, seed = 1, options: RunOptions = {}): (number | string)[] {
  const seen: (number | string)[] = [];
  const cell = [...model.stocks, ...model.derived].findIndex((c) => c.id === id);
  const policy = model.policies.findIndex((p) => p.id === id);
  playRun(model, seed, run, {
    ...options,
    see: (p) => seen.push(policy >= 0 ? model.policies[policy]!.options[p.options[policy]!]!.id : p.cells[cell]!),
  });
  return seen;
}

const HEAD = "standoff: Played\nclock: { start: 2024-01, step: month, steps: STEPS }\n";
const model = (text: string, steps = 4, departures: Departures = {}) =>
  writtenModel(
    HEAD.replace("STEPS", `${steps}`) + (/^actors:/m.test(text) ? text : `actors: { A: {} }\n${text}`),
    departures,
  );

describe("stocks and derived values", () => {
  test("all stocks move together, from one picture", () => {
    const m = model("variables:\n  a: { start: 1, next: b }\n  b: { start: 2, next: a }\n  sum: { is: a + 10 * b }\n");
    expect(course(m, "a")).toEqual([1, 2, 1, 2]);
    expect(course(m, "sum")).toEqual([21, 12, 21, 12]);
  });

  test("derived values follow within the step, in whatever order they are written", () => {
    const m = model(
      "variables:\n  late: { is: early * 2 }\n  early: { is: stock + 1 }\n  stock: { start: 0, next: stock + late }\n",
    );
    expect(course(m, "stock")).toEqual([0, 2, 8, 26]);
    expect(course(m, "late")).toEqual([2, 6, 18, 54]);
  });

  test("bounds hold at the start and after each step: the least first, then the most", () => {
    const m = model(
      "parameters: { top: 3 }\nvariables:\n  a: { start: -5, next: a + 2, min: 0, max: top }\n  b: { start: 9, next: b - 4, min: 0, max: top }\n",
    );
    expect(course(m, "a")).toEqual([0, 2, 3, 3]);
    expect(course(m, "b")).toEqual([3, 0, 0, 0]);
  });

  test("starting values may read each other, and derived values, in any order", () => {
    const m = model(
      "variables:\n  a: { start: twice + 1, next: a }\n  twice: { is: 2 * b }\n  b: { start: 5, next: b }\n",
    );
    expect(course(m, "a")).toEqual([11, 11, 11, 11]);
  });

  test("the run ends with what the stocks would be a step after the last", () => {
    const m = model("variables:\n  a: { start: 1, next: a * 2 }\n");
    expect([...playRun(m, 1, 0).final]).toEqual([16]);
  });
});

describe("memory", () => {
  test("x[t-1] is the value a step ago, and before the start the value at the start", () => {
    const m = model("variables:\n  a: { start: 5, next: a * 2 }\n  ago:\n    is: a[t-1]\n  ago3:\n    is: a[t-3]\n", 6);
    expect(course(m, "a")).toEqual([5, 10, 20, 40, 80, 160]);
    expect(course(m, "ago")).toEqual([5, 5, 10, 20, 40, 80]);
    expect(course(m, "ago3")).toEqual([5, 5, 5, 5, 10, 20]);
  });

  test("a lag of a derived value is its value as it was recorded", () => {
    const m = model(
      'variables:\n  a: { start: 0, next: a + 1 }\n  d: { is: 10 * a }\n  before: { is: "delay(d, 1)" }\n',
    );
    expect(course(m, "before")).toEqual([0, 0, 10, 20]);
  });

  test("a lag of a choice tells what was chosen", () => {
    const m = model(
      'policies: { A.do: { options: [be, go], start: be, review: never } }\nvariables:\n  was: { is: "delay(A.do is go, 1)" }\nscenarios: { s: { hold: { A.do: [{ option: go, from: 2024-02, until: 2024-03 }, { option: be, from: 2024-03 }] } } }\n',
      4,
      { scenarios: ["s"] },
    );
    expect(course(m, "was")).toEqual([0, 0, 1, 0]);
  });

  test("smooth closes 1/steps of the gap each step", () => {
    const m = model(
      'variables:\n  a: { start: 0, next: 16 }\n  s: { is: "smooth(a, 4)" }\n  from: { is: "smooth(a, 2, 8)" }\n  quick: { is: "smooth(a, 0)" }\n',
      5,
    );
    // s(t+1) = s(t) + (a(t) - s(t)) / 4
    expect(course(m, "s")).toEqual([0, 0, 4, 7, 9.25]);
    expect(course(m, "from")).toEqual([8, 4, 10, 13, 14.5]);
    // shorter than a step is a step: a plain lag
    expect(course(m, "quick")).toEqual([0, 0, 16, 16, 16]);
  });
});

describe("the order of a step", () => {
  // One policy that goes as soon as it may, an event that happens at once, and what each of them sees.
  const ORDER = `
actors: { A: { precision: 1000 } }
variables:
  chosen: { is: A.do is go }
  hit: { start: 0, next: hit }
  saw: { start: 0, next: saw }
  counted: { start: 0, next: counted + chosen }
  seen: { is: 10 * hit + chosen }
policies:
  A.do: { options: [be, go], start: be, review: 2 }
values:
  A: { v: { weight: 1, is: A.do is go } }
events:
  e: { at: 2024-02, set: { hit: 1, saw: 100 * chosen + seen } }
`;
  const m = model(ORDER);

  test("who is due decides on the picture, and the new choice is in what is recorded", () =>
    expect(course(m, "A.do")).toEqual(["go", "go", "go", "go"]));

  test("derived values are recorded as they were before the events, stocks as they were changed", () => {
    expect(course(m, "hit")).toEqual([0, 1, 1, 1]);
    expect(course(m, "seen")).toEqual([1, 1, 11, 11]);
  });

  test("an effect sees derived values with the new choices", () =>
    expect(course(m, "saw")).toEqual([0, 101, 101, 101]));

  test("stocks advance from what was recorded", () => expect(course(m, "counted")).toEqual([0, 1, 2, 3]));
});

describe("reviews and holds", () => {
  const POLICY = (extra: string) => `
actors: { A: { precision: 1000 } }
variables:
  want: { is: if t = 0 or t = 3 then 0 - 1 else 1 }
policies:
  A.do: { options: [be, go], start: be, ${extra} }
values:
  A: { v: { weight: 1, is: want * (A.do is go) } }
scenarios:
  dated: { hold: { A.do: { option: go, from: 2024-01, until: 2024-03 } } }
  later: { hold: { A.do: [{ option: go, from: 2024-02 }, { option: be, from: 2024-04, until: 2024-05 }] } }
`;

  test("an option is looked at every `review` steps, from the first", () => {
    expect(course(model(POLICY("review: 1"), 6), "A.do")).toEqual(["be", "go", "go", "be", "go", "go"]);
    expect(course(model(POLICY("review: 2"), 6), "A.do")).toEqual(["be", "be", "go", "go", "go", "go"]);
    expect(course(model(POLICY("review: 4"), 6), "A.do")).toEqual(["be", "be", "be", "be", "go", "go"]);
    expect(course(model(POLICY("review: never"), 6), "A.do")).toEqual(["be", "be", "be", "be", "be", "be"]);
  });

  test("a hold lasts from its date until, not including, its end; then the option stays until it is looked at", () => {
    const m = model(POLICY("review: 4"), 6, { scenarios: ["dated"] });
    expect(course(m, "A.do")).toEqual(["go", "go", "go", "go", "go", "go"]);
    const often = model(POLICY("review: 1"), 6, { scenarios: ["dated"] });
    expect(course(often, "A.do")).toEqual(["go", "go", "go", "be", "go", "go"]);
  });

  test("of two holds that cover a step the later one has the word", () => {
    const m = model(POLICY("review: 1"), 6, { scenarios: ["later"] });
    expect(course(m, "A.do")).toEqual(["be", "go", "go", "be", "go", "go"]);
    const given = { holds: [{ policy: 0, option: 0, from: 0, until: 6 }] };
    expect(course(m, "A.do", 0, 1, given)).toEqual(["be", "be", "be", "be", "be", "be"]);
  });

  test("a hold is not asked whether its option is open, and a policy that is held does not decide", () => {
    const m = model(POLICY("review: 1, only: { go: t > 99 }"), 4, { hold: [["A.do", "go"]] });
    expect(course(m, "A.do")).toEqual(["go", "go", "go", "go"]);
    expect(playRun(m, 1, 0, { chronicle: true }).decisions).toEqual([]);
  });

  test("`only` closes an option while it does not hold; `once` keeps it for good", () => {
    const want = `
actors: { A: { precision: 1000 } }
policies:
  A.do: { options: [be, go], start: be, review: 1, only: { go: t >= 2 }, once: [go] }
values:
  A: { v: { weight: 1, is: (t < 4) * (A.do is go) - (t >= 4) * (A.do is go) } }
`;
    expect(course(model(want, 6), "A.do")).toEqual(["be", "be", "go", "go", "go", "go"]);
    expect(course(model(want.replace(", once: [go]", ""), 6), "A.do")).toEqual(["be", "be", "go", "go", "be", "be"]);
  });

  test("an option whose condition fails while it is taken is left at the next review", () => {
    const text = `
actors: { A: { precision: 1000 } }
policies:
  A.do: { options: [be, go], start: go, review: 2, only: { go: t < 1 } }
values:
  A: { v: { weight: 1, is: A.do is go } }
`;
    expect(course(model(text), "A.do")).toEqual(["go", "go", "be", "be"]);
  });

  test("where nothing is open, it stays as it is", () => {
    const text = `
actors: { A: {} }
policies:
  A.do: { options: [be, go], start: be, review: 1, only: { go: t > 99, be: t > 99 } }
values:
  A: { v: { weight: 1, is: A.do is go } }
`;
    expect(course(model(text), "A.do")).toEqual(["be", "be", "be", "be"]);
  });
});

// Claims, parameters, starts, noise, events and choices with luck of every kind.
const LUCK = `
claims: { c: { says: a, credence: 0.5 } }
actors: { A: { foresight: 1 to 5, precision: 1 } }
parameters:
  p: 1 to 2
  q: { when: c, then: 3 to 4, else: 1 to 2 }
variables:
  x: { start: 40 to 60, next: x + noise(p) + q * (A.do is go), min: 0 }
  hits: { start: 0, next: hits }
policies:
  A.do: { options: [be, go], start: be, review: 2, switching: 0 to 0.1 }
values:
  A: { v: { weight: 0.5 to 1, is: x / 50 } }
events:
  e: { chance: 0.3, set: { hits: hits + 1, x: "x * draw(uniform(0.9, 1))" }, repeats: true }
`;

describe("luck", () => {
  const m = model(LUCK, 12);

  test("a run alone is the same run: in any order, from a copy of the model, however much of it is watched", () => {
    const first = [0, 1, 2, 3].map((run) => course(m, "x", run));
    const back = [3, 2, 1, 0].map((run) => course(structuredClone(m), "x", run, 1, { chronicle: true })).reverse();
    expect(back).toEqual(first);
    expect(new Set(first.map((c) => c.join())).size).toBe(4);
  });

  test("another seed is another luck", () => expect(course(m, "x", 0, 2)).not.toEqual(course(m, "x", 0, 1)));

  test("two scenarios share it: what is not moved stays to the bit", () => {
    const held = model(LUCK, 12, { hold: [["A.do", "be"]] });
    const [free, bound] = [m, held].map((model) => playRun(model, 7, 3));
    expect(bound!.constants).toEqual(free!.constants);
    // Without q the difference between two held options is nothing but q
    const go = model(LUCK, 12, { hold: [["A.do", "go"]], set: [["q", "0"]] });
    const be = model(LUCK, 12, { hold: [["A.do", "be"]], set: [["q", "0"]] });
    expect(course(go, "x", 3, 7)).toEqual(course(be, "x", 3, 7));
  });

  test("what one thing draws does not depend on what else the model has", () => {
    const more = model(
      LUCK.replace("parameters:", "parameters:\n  before: 1 to 9").replace(
        "variables:",
        "variables:\n  other: { start: 1 to 2, next: other + noise(1) }",
      ),
      12,
    );
    expect(course(more, "x")).toEqual(course(m, "x"));
  });
});

describe("a value that is no number", () => {
  test.each([
    ["of a stock", "x: { start: 3, next: log(x - t) }", { id: "x", step: 3, value: "not a number", at: { line: 5 } }],
    ["of a derived value", "d: { is: 1 / (2 - t) }", { id: "d", step: 2, value: "infinite" }],
    ["of a start", "x: { start: 1 / t, next: 1 }", { id: "x", step: 0, value: "infinite" }],
    ["after the last step", "x: { start: 1, next: x / (3 - t) }", { id: "x", step: 4, value: "infinite" }],
  ])("%s stops the run there, and says where it was made", (_, variable, fault) => {
    const run = playRun(model(`variables:\n  ${variable}\n`), 6, 2);
    expect(run.fault).toMatchObject({ seed: 6, run: 2, ...fault });
  });

  test("of a constant, a belief, and an option's worth", () => {
    const fault = (text: string) => playRun(model(text), 1, 0).fault;
    expect(fault("parameters: { p: 2 to 1 }\n")).toMatchObject({ id: "p", step: 0, value: "not a number" });
    expect(fault("actors: { A: { believes: { p: 2 to 1 } } }\nparameters: { p: 1 }\n")).toMatchObject({
      id: "p",
      step: 0,
    });
    const worth = `
actors: { A: {} }
policies: { A.do: { options: [be, go], start: be } }
values: { A: { v: { weight: 1, is: 1 / (A.do is be) } } }
`;
    expect(fault(worth)).toMatchObject({ id: "A.do", step: 0, value: "infinite" });
  });

  test("what was recorded before it stays, and nothing after", () =>
    expect(course(model("variables:\n  x: { start: 3, next: log(x - t) }\n"), "x")).toHaveLength(3));
});
