import { expect, test } from "vitest";
import { shippedModel, writtenModel } from "../../../test/read-shipped.ts";
import { playRun } from "../../engine/interpreter/play-run.ts";
import { toText } from "../document/document.ts";
import { chronicleOf, reasonOf } from "./chronicle.ts";
import { sayChronicle, sayReason } from "./say-chronicle.ts";

const model = shippedModel("two-states");

test("the parts of a reason sum to the difference in utility against the best other open option", () => {
  const { decisions } = playRun(model, 4, 17, { chronicle: true });
  expect(decisions.length).toBeGreaterThan(20);
  for (const decision of decisions) {
    const { parts, difference, against } = reasonOf(model, decision);
    expect(parts.reduce((sum, p) => sum + p.difference, 0)).toBeCloseTo(difference, 12);
    const others = decision.scores.filter((s, option) => s.open && option !== decision.chosen);
    const best = Math.max(...others.map((s) => s.utility));
    expect(difference).toBeCloseTo(decision.scores[decision.chosen]!.utility - best, 12);
    expect(model.policies[decision.policy]!.options.map((o) => o.id)).toContain(against);
  }
});

test("changes and kept decisions together are all decisions; dates rise", () => {
  const { decisions } = playRun(model, 4, 17, { chronicle: true });
  const told = chronicleOf(model, 4, 17);
  const changes = told.entries.filter((e) => e.kind === "change").length;
  expect(changes + told.kept.reduce((sum, k) => sum + k.times, 0)).toBe(decisions.length);
  const dates = told.entries.map((e) => e.date);
  expect(dates).toEqual(dates.toSorted());
});

test("every question has its answer in this one future", () => {
  const { answers } = chronicleOf(model, 4, 17);
  expect(answers.map((a) => [a.question, typeof a.answer])).toEqual([
    ["china", "string"],
    ["test", "boolean"],
    ["arsenal", "number"],
    ["cost", "number"],
  ]);
});

test("a held choice is told as held, with no reason made up for it", () => {
  const held = shippedModel("two-states", { hold: [["CHN.korea", "coerce@2026-01"]] });
  const told = chronicleOf(held, 1, 0);
  const entry = told.entries.find((e) => e.kind === "held");
  expect(entry).toMatchObject({ date: "2026-01", policy: "CHN.korea", to: "coerce" });
  expect(told.entries.filter((e) => e.kind === "change" && e.policy === "CHN.korea" && e.date >= "2026-01")).toEqual(
    [],
  );
});

test("a choice against the actor's own reckoning says so", () => {
  const parts = [
    { term: "price", difference: -0.3 },
    { term: "change", difference: -0.2 },
    { term: "buffer", difference: 0.08 },
  ];
  expect(sayReason({ against: "patience", parts, difference: -0.42 })).toBe(
    "though patience looked better (price -0.3, cost of changing -0.2, buffer +0.08)",
  );
  expect(sayReason({ against: "coerce", parts: parts.slice(2), difference: 0.08 })).toBe("buffer +0.08 against coerce");
  expect(sayReason({ parts: [], difference: 0 })).toBe("nothing else was open");
});

test("the text keeps within 100 columns", () => {
  const text = toText(sayChronicle(model, chronicleOf(model, 4, 17), true));
  expect(Math.max(...text.split("\n").map((l) => l.length))).toBeLessThanOrEqual(100);
  expect(text).toContain("China turns from patience to embrace");
});

test("a future that stops says what stopped it, and where", () => {
  const broken = writtenModel(`
standoff: Broken
clock: { start: 2024-01, step: month, steps: 12 }
actors: { AAA: { name: A } }
variables: { x: { start: 1, next: 1 / (5 - t) } }
`);
  const told = chronicleOf(broken, 1, 0);
  expect(told.fault).toMatchObject({ id: "x", value: "infinite", at: { file: "standoff.yaml", line: 5 } });
  expect(toText(sayChronicle(broken, told))).toMatch(/Stopped here: `x` became infinite \(standoff\.yaml:5\)/);
});
