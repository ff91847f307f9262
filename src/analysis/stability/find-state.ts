// The state that a person names: by its id (`6`), its pattern (`YNYN`), or some options (`USSR.withdraw, not USA.blockade`,
// `CHN.korea=patience,PRK.bomb=build`, or any condition). What is not said is open, so the words must fit one state alone.

import { whereHolds } from "./condition.ts";
import { type GraphModel, labelOf, patternOf, statesWhere } from "./graph-model.ts";
import { namesOf, parseCondition } from "./parse-condition.ts";

export type FoundState = { state: number } | { says: string; mend?: string };

export function findState(model: GraphModel, text: string): FoundState {
  const words = text.trim();
  const { count } = model.states;
  if (/^\d+$/.test(words)) {
    const id = Number(words);
    if (id >= 1 && id <= count) return { state: id - 1 };
    return { says: `there is no state ${words}`, mend: `states are numbered 1 to ${count}` };
  }
  if (/^[YN-]+$/.test(words)) return byPattern(model, words);
  return byCondition(model, words);
}

function byPattern(model: GraphModel, pattern: string): FoundState {
  if (pattern.length !== model.options.length) {
    return { says: `\`${pattern}\` has ${pattern.length} letters, and the model ${model.options.length} options` };
  }
  const fits = new Uint8Array(model.states.count);
  for (let s = 0; s < fits.length; s++) {
    const own = patternOf(model, s);
    if ([...pattern].every((letter, o) => letter === "-" || own[o] === "-" || own[o] === letter)) fits[s] = 1;
  }
  return onlyOne(model, fits, pattern);
}

/** `a=b` is `a is b` for a choice and an answer for an option; commas are `and`. */
function byCondition(model: GraphModel, text: string): FoundState {
  const choices = new Set(model.options.flatMap((option) => option.choice?.of ?? []));
  const terms = text.split(",").map((term) => {
    const [, name, value] = /^\s*([^\s=]+)\s*=\s*(\S+)\s*$/.exec(term) ?? [];
    if (!name || !value) return `(${term})`;
    if (/^(y|yes|true|taken)$/i.test(value)) return name;
    if (/^(n|no|false)$/i.test(value)) return `not ${name}`;
    return choices.size > 0 ? `${name} is ${value}` : term;
  });
  const { condition, faults } = parseCondition(terms.join(" and "), namesOf(model.options));
  if (!condition) return { says: faults[0]!.says, ...(faults[0]!.mend ? { mend: faults[0]!.mend } : {}) };
  return onlyOne(model, whereHolds(condition, model.states), text);
}

function onlyOne(model: GraphModel, fits: Uint8Array, text: string): FoundState {
  const found = statesWhere(fits.length, (s) => fits[s]);
  if (found.length === 1) return { state: found[0]! };
  if (found.length === 0) return { says: `no feasible state fits \`${text}\`` };
  const some = found.slice(0, 5).map((s) => `${s + 1} (${labelOf(model, s)})`);
  const more = found.length > 5 ? `, … ${found.length} in all` : "";
  return { says: `\`${text}\` fits more than one state`, mend: `say which: ${some.join("; ")}${more}` };
}
