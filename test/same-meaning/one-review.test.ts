// Scores kept at one review alone are the very scores of that review, in both engines, and no option moves for it.

import { describe, expect, it } from "vitest";
import { interpreter, type Recording } from "../../src/engine/interpreter/engine.ts";
import { kernel } from "../../src/engine/wasm/kernel.ts";
import { shippedModel } from "../read-shipped.ts";
import { recordAll } from "./record-all.ts";

const COUNT = 7;
const request = { seed: 5, first: 2, count: COUNT, holds: [] };

describe.each(["two-states", "crisis"])("one review of %s", (name) => {
  const model = shippedModel(name);
  const whole = recordAll(model);
  const all = interpreter(model, whole).play(request);

  it.each([0, 5, 29])("at or before step %i", (reviewAt) => {
    const recording: Recording = { ...whole, reviewAt };
    const made = kernel(model, recording);
    if ("refused" in made) throw new Error(made.refused);
    for (const engine of [interpreter(model, recording), made.engine]) {
      const block = engine.play(request);
      expect(block.options).toEqual(all.options);
      block.explained.forEach((one, k) => {
        const from = all.explained[k]!;
        const at = from.reviews.findLastIndex((step) => step <= reviewAt);
        const size = from.rows * COUNT;
        expect(one.reviews).toEqual([from.reviews[at]]);
        expect(one.values).toEqual(from.values.slice(at * size, (at + 1) * size));
      });
    }
  });
});
