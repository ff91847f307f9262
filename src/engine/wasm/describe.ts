// The compiled kernel in plain lines, for those who want to see what is played: its functions with their sizes, and for each policy
// how far its slice of influence spreads. In: a model and what is recorded. Out: lines of text.

import type { CheckedModel } from "../../language/checked-model.ts";
import { decides } from "../../language/decides.ts";
import type { Recording } from "../interpreter/engine.ts";
import { compile } from "./compile.ts";
import { RUNS_ABREAST } from "./memory.ts";
import { backwardSlice, dependenciesOf, forwardSlice, movedTerms } from "./slices.ts";

function sliceLines(model: CheckedModel): string[] {
  const d = dependenciesOf(model);
  return model.policies.filter(decides).map((policy) => {
    const actor = model.actors[policy.owner]!;
    const felt = backwardSlice(d, actor.terms);
    const slot = model.policies.indexOf(policy);
    const spread = forwardSlice(d, slot).map((cells) => [...cells].filter((c) => felt.has(c)).length);
    const terms = movedTerms(d, actor.terms, forwardSlice(d, slot).at(-1)!, slot).length;
    return `  ${policy.id.padEnd(16)} ${spread.join(", ").padEnd(28)} of ${felt.size} felt; moves ${terms} of ${actor.terms.length} values`;
  });
}

export function describeKernel(model: CheckedModel, recording: Recording): string[] {
  const compiled = compile(model, recording);
  const cells = model.stocks.length + model.derived.length;
  if ("refused" in compiled) return [`The interpreter plays this model: ${compiled.refused}.`];
  const width = Math.max(...compiled.functions.map((f) => f.name.length));
  return [
    `${compiled.bytes.length} bytes of WebAssembly SIMD, ${RUNS_ABREAST} runs abreast, ${Math.round(compiled.layout.bytes / 1024)} kB of memory; ${cells} cells, ${model.terms.length} values.`,
    "",
    "Cells that an option can change and its owner can feel, now and at each step ahead:",
    ...sliceLines(model),
    "",
    `${"function".padEnd(width)}  values   bytes`,
    ...compiled.functions.map(
      (f) => `${f.name.padEnd(width)}  ${String(f.values).padStart(6)}  ${String(f.bytes).padStart(6)}`,
    ),
  ];
}
