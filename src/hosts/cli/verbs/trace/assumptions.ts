// The key assumptions check of a model: what a person wrote that rests on no claim, and the claims that nothing uses.

import { type ModelWeb, modelWeb } from "../../../../analysis/evidence/tracing/model-web.ts";
import { assumptionsOf } from "../../../../analysis/evidence/tracing/trace.ts";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import type { Forms } from "../../../../present/document/forms.ts";
import { resultOf } from "./given.ts";
import type { Texts } from "./quotes.ts";
import { type Assumptions, claimShown, elementShown } from "./result.ts";
import { sayAssumptions } from "./say-trace.ts";

export function assumptionsIn(model: CheckedModel, web: ModelWeb, texts: Texts): Assumptions {
  const { elements, unsupported, unused } = assumptionsOf(web, model);
  return {
    elements,
    claims: model.claims.length,
    unsupported: unsupported.map(elementShown),
    unused: unused.map((id) => claimShown(model, model.claims.find((c) => c.id === id)!, texts)),
  };
}

export function assumptionsResult(model: CheckedModel, texts: Texts): Forms {
  const value = assumptionsIn(model, modelWeb(model), texts);
  return resultOf(model, { what: "assumptions", document: sayAssumptions(value), value, claims: value.unused });
}
