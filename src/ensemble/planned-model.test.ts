import { describe, expect, it } from "vitest";
import { interpreter } from "../engine/interpreter/engine.ts";
import { readModel } from "../language/read-model.ts";
import { type FormAsked, type FormPlan, planForm } from "./form-plan.ts";
import { makeEngine } from "./make-engine.ts";
import { playHere } from "./play-here.ts";
import { playForm } from "./strategic-form.ts";

// The alarm rings when the clock shows the third month and never again; A has 1 a step while it rests, 5 while it fights after the
// alarm, -3 while it fights before it. B arms once and for all
const TEXT = `standoff: Known
clock: { start: 2024-01, step: month, steps: 10 }
actors: { A: { foresight: 4, precision: 2, level: 2 }, B: { foresight: 2, precision: 2, level: 2 } }
parameters: { luck: { is: "normal(0, 1)" } }
variables:
  seen: { start: 0, next: seen + noise(0.1) }
  heard: { is: seen * 0 + luck }
  late: { start: 0, next: late }
policies:
  A.line: { options: [rest, fight], start: rest, review: 3 }
  B.arms: { options: [none, armed], start: none, review: 2, once: [armed] }
values:
  A: { gain: { weight: 1, is: "if A.line is rest then 1 else if late > 0 then 5 else -3" } }
  B: { gain: { weight: 1, is: "(B.arms is armed) * (1 + heard * 0) + (A.line is fight)" } }
events:
  alarm: { at: 2024-03, set: { late: 1 } }
`;

function modelOf(text: string) {
  const read = readModel("standoff.yaml", (file) => (file === "standoff.yaml" ? text : undefined), {});
  expect(read.problems.filter((p) => p.severity === "error")).toEqual([]);
  return read.model!;
}

function planned(model: ReturnType<typeof modelOf>, asked: Partial<FormAsked>): FormPlan {
  const plan = planForm(model, { actors: [], policies: [], runs: 16, ...asked });
  if ("refused" in plan) throw new Error(plan.refused);
  return plan;
}

const ids = (plan: FormPlan) => plan.players.map((player) => player.strategies.map((strategy) => strategy.id));

describe("conditional plans", () => {
  it("are an option before an event and another after it; what is taken once is not left", () => {
    const model = modelOf(TEXT);
    const both = ["A.line", "B.arms"].map((policy) => ({ policy, event: "alarm" }));
    expect(ids(planned(model, { plans: both }))).toEqual([
      ["rest", "fight", "rest>fight", "fight>rest"],
      ["none", "armed", "none>armed"],
    ]);
  });

  it.each([
    ["the interpreter", interpreter],
    ["the kernel", makeEngine],
  ])("are played as written by %s", async (_, engine) => {
    const model = modelOf(TEXT);
    const plan = planned(model, { plans: [{ policy: "A.line", event: "alarm" }], policies: ["B.arms"] });
    expect(ids(plan)).toEqual([
      ["none", "armed"],
      ["rest", "fight", "rest>fight", "fight>rest"],
    ]);
    const { form } = await playForm(model, plan, playHere(engine), { seed: 1, runs: 16 });
    const payoffs = [...form!.values.subarray(0, 16)];
    const ofA = (q: number) => payoffs[q * 2 + 1];
    // Steps 0 to 2 before the change (the event comes after the decision of its step), 3 to 9 after it
    expect([0, 2, 4, 6].map(ofA)).toEqual([1, (2 * -3 + 8 * 5) / 10, (3 * 1 + 7 * 5) / 10, (2 * -3 + 5 + 7 * 1) / 10]);
    const ofB = (q: number) => payoffs[q * 2];
    expect([4, 5].map(ofB)).toEqual([7 / 10, (10 + 7) / 10]);
    // By itself A follows no plan: its time is spent on its options alone
    expect(form!.own[1]!.shares[0]! + form!.own[1]!.shares[1]!).toBeCloseTo(1);
    expect(form!.own[1]!.shares.slice(2)).toEqual([0, 0]);
  });

  it("leave the luck and everything else as they are", async () => {
    const model = modelOf(TEXT);
    const held = planned(model, {});
    const both = planned(model, { plans: ["A.line", "B.arms"].map((policy) => ({ policy, event: "alarm" })) });
    const [plain, with4] = await Promise.all(
      [held, both].map((plan) => playForm(model, plan, playHere(interpreter), { seed: 5, runs: 24 })),
    );
    const cell = (form: typeof plain, q: number, i: number) => form!.form!.values[q * 2 + i];
    // rest, fight x none, armed stand at the same places of a table of four rows
    for (const [q, p] of [
      [0, 0],
      [1, 1],
      [2, 4],
      [3, 5],
    ] as const) {
      for (const i of [0, 1]) expect(cell(with4, p, i)).toBe(cell(plain, q, i));
    }
    expect(with4!.form!.own.map(({ mean }) => mean)).toEqual(plain!.form!.own.map(({ mean }) => mean));
  });

  it("are refused with words where policy, event or option is unknown", () => {
    const model = modelOf(TEXT);
    const why = (asked: Partial<FormAsked>) => {
      const plan = planForm(model, { actors: [], policies: [], runs: 16, ...asked });
      return "refused" in plan ? plan.refused : "";
    };
    expect(why({ plans: [{ policy: "A.lime", event: "alarm" }] })).toContain("did you mean `A.line`?");
    expect(why({ plans: [{ policy: "A.line", event: "alarms" }] })).toContain("did you mean `alarm`?");
    expect(why({ among: [{ policy: "A.line", options: ["rest", "figth"] }] })).toContain("did you mean `fight`?");
    const twice = [{ policy: "A.line", event: "alarm" }];
    expect(why({ plans: [...twice, ...twice] })).toContain("one event only");
  });
});
