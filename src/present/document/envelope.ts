// What every JSON result of an ensemble begins with.

import type { CheckedModel } from "../../language/checked-model.ts";

export function envelope(verb: string, model: CheckedModel, asked: { seed: number; runs: number; failed: number }) {
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
