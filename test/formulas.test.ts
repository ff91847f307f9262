// One list of all formulas (language/formulas.ts), and what stands on it: explain, trace and the claims in use agree on what a value
// rests on. Held over generated models, and over the places that were once forgotten.

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { keyOf, modelWeb } from "../src/analysis/evidence/tracing/model-web.ts";
import { traceQuestion } from "../src/analysis/evidence/tracing/trace.ts";
import type { CheckedModel } from "../src/language/checked-model.ts";
import type { Expression } from "../src/language/expression.ts";
import { claimsInUse, claimsOfTerm, claimsRead, formulasOf, isExpression } from "../src/language/formulas.ts";
import { writtenModel } from "./read-shipped.ts";
import { caseDescription } from "./same-meaning/describe-model.ts";
import { readingsOf } from "./same-meaning/play-case.ts";

const generated = caseDescription
  .map((d) => readingsOf(d).flatMap(({ result }) => result.model ?? []))
  .filter((models) => models.length > 0);

/** Every expression in plain data, without those inside another. */
function expressionsIn(data: unknown): Expression[] {
  if (typeof data !== "object" || data === null) return [];
  if (!Array.isArray(data) && isExpression(data)) return [data];
  return Object.values(data).flatMap(expressionsIn);
}

test("the list misses no expression of a model, and has none twice", () => {
  fc.assert(
    fc.property(generated, (models) => {
      for (const model of models) {
        const listed = formulasOf(model).map(({ expression }) => expression);
        expect(new Set(listed)).toEqual(new Set(expressionsIn(model)));
        expect(listed).toHaveLength(expressionsIn(model).length);
      }
    }),
    { numRuns: 150, seed: 1 },
  );
});

/** Claims that trace finds under a value: those that it names, and those behind it by way of constants alone. */
function tracedUnder(model: CheckedModel, term: number): Set<string> {
  const web = modelWeb(model);
  const keys = new Set([keyOf.term(term)]);
  for (const key of keys)
    for (const next of web.nodes.get(key)!.reads)
      if (next.startsWith("constant ") && web.nodes.has(next)) keys.add(next);
  const nodes = [...keys].map((key) => web.nodes.get(key)!);
  return new Set([...web.nodes.get(keyOf.term(term))!.because, ...nodes.flatMap(({ when }) => when)]);
}

test("explain, trace and the claims in use agree", () => {
  fc.assert(
    fc.property(generated, (models) => {
      for (const model of models) {
        const used = new Set([...claimsInUse(model)].map((slot) => model.constants[slot]!.id));
        const hung = new Set([...modelWeb(model).nodes.values()].flatMap(({ when }) => when));
        expect([...hung].sort()).toEqual([...used].filter((id) => hung.has(id)).sort());
        model.terms.forEach((term, slot) => {
          const rests = claimsOfTerm(model, slot);
          expect(new Set(rests)).toEqual(tracedUnder(model, slot));
          for (const id of rests) if (!term.because.includes(id)) expect(used).toContain(id);
        });
      }
    }),
    { numRuns: 150, seed: 2 },
  );
});

describe("places that were once forgotten", () => {
  const model = (part: string) =>
    writtenModel(`
standoff: Bounds
clock: { start: 2024-01, step: month, steps: 6 }
sources: { s: { title: A text } }
claims:
  deep: { says: The store is deep, source: s, speaker: author, stance: asserted, credence: 0.5 }
actors:
  A: { name: A, foresight: 2 }
policies:
  A.do: { options: [fill, wait], start: wait, review: 1 }
${part}
questions:
  much: { ask: How much?, about: store, at: 2024-06 }
`);
  const values = `
values:
  A:
    full: { weight: 1, is: store }`;
  const places: [string, string][] = [
    [
      "a claim read in a stock's max alone",
      `variables:\n  store: { start: 0, next: store + (A.do is fill), min: 0, max: 1 + 4 * deep }${values}`,
    ],
    [
      "a parameter with a claim, read in a max alone",
      `parameters:\n  room: { when: deep, then: 4, else: 1 }\nvariables:\n  store: { start: 0, next: store + (A.do is fill), min: 0, max: room }${values}`,
    ],
    [
      "a weight whose formula reads a claim",
      `variables:\n  store: { start: 0, next: store + (A.do is fill), min: 0, max: 9 }\nvalues:\n  A:\n    full: { weight: if deep then 2 to 3 else 0, is: store }`,
    ],
  ];

  test.each(places)("%s", (name, part) => {
    const found = model(part);
    expect([...claimsInUse(found)].map((slot) => found.constants[slot]!.id)).toEqual(["deep"]);
    expect(traceQuestion(modelWeb(found), found, keyOf.question({ id: "much" }))).toMatchObject([
      { claim: "deep", moves: true },
    ]);
    if (name.startsWith("a weight")) expect(claimsOfTerm(found, 0)).toEqual(["deep"]);
    else expect(claimsRead(found, [found.stocks[0]!.max!])).toEqual(["deep"]);
  });
});
