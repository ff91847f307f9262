// Shares of all runs, quantiles of the first, from blocks with a stopped run in them.

import { expect, test } from "vitest";
import { shippedModel } from "../../test/read-shipped.ts";
import { type Block, interpreter } from "../engine/interpreter/engine.ts";
import { countBlock } from "./counting.ts";
import { quantilesOf } from "./tally.ts";
import { tallyFutures } from "./tally-futures.ts";

test("at each date what all runs chose, and what the first came to", () => {
  const model = shippedModel("two-states");
  const series = [{ kind: "cell", slot: 0 } as const];
  const engine = interpreter(model, { policies: [1], series, constants: [], explained: [], finals: [] });
  const blocks = [0, 10].map((first): Block => {
    const block = engine.play({ seed: 1, first, count: 10, holds: [] });
    return { ...block, failed: block.failed.map((_, i) => (first + i === 2 ? 1 : 0)) };
  });
  const width = model.policies[1]!.options.length;
  const steps = [0, 30];
  const tally = tallyFutures([width], 1, steps, 12);
  for (const block of blocks) tally.take(countBlock(block, tally.countings));
  const runs = blocks
    .flatMap((block) => Array.from({ length: 10 }, (_, i) => ({ block, i })))
    .filter((_, k) => k !== 2);
  expect([tally.runs(), tally.kept()]).toEqual([19, 12]);
  steps.forEach((step, d) => {
    const at = ({ block, i }: (typeof runs)[number]) => step * block.count + i;
    const chosen = runs.map((run) => run.block.options[at(run)]);
    const shares = Array.from({ length: width }, (_, o) => chosen.filter((c) => c === o).length / 19);
    expect(tally.shares(0, d)).toEqual(shares);
    const values = Float64Array.from(runs.slice(0, 12), (run) => run.block.series[at(run)]!);
    expect(tally.quantiles(0, d)).toEqual(quantilesOf(values));
  });
});
