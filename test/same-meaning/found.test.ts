// Models in which the long form once found the kernel and the interpreter apart, made small: each stays, with what was wrong.

import { expect, it } from "vitest";
import { interpreter } from "../../src/engine/interpreter/engine.ts";
import { readModel } from "../../src/language/read-model.ts";
import { compareEngines } from "./compare-engines.ts";
import { recordAll } from "./record-all.ts";
import { countingKernel } from "./with-kernel.ts";
import { type Yaml, yamlText } from "./yaml-text.ts";

type Sections = { [key: string]: Yaml };

const around = (sections: Sections): string =>
  yamlText({
    standoff: "Found",
    clock: { start: "2024-07", step: "month", steps: 4 },
    actors: { CHN: { foresight: 3, discount: 0.9 } },
    policies: { "CHN.line": { options: ["hold", "push"], start: "hold" } },
    ...sections,
  });

const FOUND: [string, Sections][] = [
  [
    "a stock whose next is time itself, read in the same step of a projection: it read the time of the step after",
    { values: { CHN: { w: { weight: 1, is: "delay(t, 1) + 0.1 * (CHN.line is push)" } } } },
  ],
  [
    "a stock that starts as not a number and is a number from then on: its fault went unseen",
    { variables: { v: { start: "(0 - 1) ^ uniform(0, 1)", next: "1" } } },
  ],
];

it.each(FOUND)("%s", (_, sections) => {
  const { model, problems } = readModel("m.yaml", () => around(sections));
  if (!model) throw new Error(problems.map((p) => p.says).join("; "));
  const kernel = countingKernel();
  const recording = recordAll(model);
  const engines = [interpreter(model, recording), kernel.make(model, recording)] as const;
  const requests = [{ seed: 7, first: 3, count: 9, holds: [] }];
  expect(compareEngines(...engines, model, recording, requests)).toEqual([]);
  expect(kernel.compiled).toBe(1);
});
