// A recording that leaves nothing out: every policy, every cell, every formula that nothing else shows, every constant,
// every score of every option.

import type { Recording } from "../../src/engine/interpreter/engine.ts";
import type { CheckedModel } from "../../src/language/checked-model.ts";
import { decides } from "../../src/language/decides.ts";
import type { Expression } from "../../src/language/expression.ts";

/** An expression with words for it, so that a difference can be said. */
export type Watched = { says: string; e: Expression };

function questionParts(model: CheckedModel): Watched[] {
  return model.questions.flatMap((q): Watched[] => {
    if (q.kind === "event") return [{ says: `the event of question ${q.id}`, e: q.when }];
    if (q.kind === "quantity") return [{ says: `the quantity of question ${q.id}`, e: q.of }];
    if (q.kind === "comparison") return [{ says: `the measure of question ${q.id}`, e: q.measure }];
    return [];
  });
}

export function watched(model: CheckedModel): Watched[] {
  const cells = [...model.stocks, ...model.derived];
  return [
    ...cells.map(({ id }, slot): Watched => ({ says: id, e: { kind: "cell", slot } })),
    ...model.terms.map(({ id, is }): Watched => ({ says: `the value ${id}`, e: is })),
    ...model.policies.flatMap((policy) =>
      policy.options.flatMap(({ id, only }): Watched[] =>
        only ? [{ says: `whether ${policy.id} may be ${id}`, e: only }] : [],
      ),
    ),
    ...questionParts(model),
  ];
}

export function recordAll(model: CheckedModel): Recording {
  return {
    policies: model.policies.map((_, slot) => slot),
    series: watched(model).map(({ e }) => e),
    constants: model.constants.map((_, slot) => slot),
    explained: model.policies.flatMap((policy, slot) => (decides(policy) ? [slot] : [])),
    finals: model.stocks.map((_, slot) => slot),
  };
}
