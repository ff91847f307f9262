import { expect, it } from "vitest";
import { readModel } from "../../../language/read-model.ts";
import { keyOf, modelWeb } from "./model-web.ts";
import { assumptionsOf, traceClaim, traceQuestion } from "./trace.ts";

const TEXT = `standoff: A web
clock: { start: 2024-01, step: month, steps: 3 }
sources:
  wire: { title: A wire report }
claims:
  far: { says: Shells are sent, source: wire, stance: reported, credence: 0.5 }
  near: { says: Income matters, stance: asserted, credence: 0.5 }
  weighed: { says: It wants income, stance: asserted, credence: 0.5 }
  loose: { says: Nothing uses this, stance: asserted, credence: 0.5 }
actors:
  A: { foresight: 2 }
parameters:
  income: { when: far, then: 2, else: 1 }
  alone: { is: 3 }
variables:
  wealth: { start: 0, next: wealth + income, because: [near] }
  apart: { start: 0, next: apart + alone }
policies:
  A.line: { options: { go: go, stay: stay }, start: stay, review: 1 }
values:
  A: { rich: { weight: 1, is: wealth * (A.line is go), because: [weighed] } }
questions:
  line: { ask: What will A do?, about: A.line, at: 2024-03 }
  apart: { ask: How far apart?, about: apart, at: 2024-03 }
`;

const { model, problems } = readModel("standoff.yaml", (name) => (name === "standoff.yaml" ? TEXT : undefined));
const web = () => modelWeb(model!);
const trace = (id: string) => traceQuestion(web(), model!, keyOf.question({ id }));

it("the model is sound", () => expect(problems.filter((p) => p.severity === "error")).toEqual([]));

it("an answer rests on what the actor weighs, through its values, stocks and numbers", () => {
  expect(trace("line").map((r) => [r.claim, r.moves, r.via.map((v) => `${v.how} ${v.node.id}`)])).toEqual([
    ["far", true, ["when income"]],
    ["weighed", false, ["because A.rich"]],
    ["near", false, ["because wealth"]],
  ]);
  expect(trace("apart")).toEqual([]);
});

it("a claim knows what it moves, and which questions feel it", () => {
  const moved = traceClaim(web(), model!, "far");
  expect(moved.when.map((n) => [n.kind, n.id, n.at.line])).toEqual([["parameter", "income", 13]]);
  expect(moved.because).toEqual([]);
  expect(moved.questions).toEqual([{ id: "line", moves: true }]);
  expect(traceClaim(web(), model!, "near").questions).toEqual([{ id: "line", moves: false }]);
  expect(traceClaim(web(), model!, "loose").questions).toEqual([]);
});

it("key assumptions: what rests on no claim, and which claims nothing uses", () => {
  const { unsupported, unused } = assumptionsOf(web(), model!);
  expect(unsupported.map((n) => n.id)).toEqual(["alone", "apart", "A.line"]);
  expect(unused).toEqual(["loose"]);
});
