// What every JSON result of an ensemble begins with.

import type { CheckedModel } from "../../language/checked-model.ts";

export type Counts = { seed: number; runs: number; failed: number };

export function envelope(verb: string, model: CheckedModel, asked: Counts) {
  const { seed, runs, failed } = asked;
  const changed = model.applied.length > 0 && { changed: model.applied };
  return {
    schema: `standoff/${verb}/1`,
    model: { title: model.title, hash: model.hash },
    ...changed,
    seed,
    runs,
    failed,
  };
}
