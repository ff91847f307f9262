// `--require 'patience > 0.5'`: a condition on a number of the answers, for scripts and CI. In: its text, the answers.
// Out: whether it holds, in words; or what is wrong with how it is written.
// Names: an option or a held option, a question, or both with a dot (`china.patience`, `bombs.q95`, `cost.broker`).

import { assertNever } from "../../base/invariant.ts";
import { nearestName } from "../../base/nearest-name.ts";
import type { Answer } from "../../ensemble/answers.ts";

export type Required = { says: string } & ({ holds: boolean } | { wrong: true });

const HOLDS: Record<string, (a: number, b: number) => boolean> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** The numbers of one answer by name; the bare question is the first number a person means by it. */
function numbersOf(answer: Answer): [string, number][] {
  switch (answer.kind) {
    case "options":
      return answer.options.map((o) => [o.id, o.p]);
    case "event":
      return [["", answer.p]];
    case "quantity": {
      const { mean, q05, q25, q50, q75, q95 } = answer;
      return [["", mean], ...Object.entries({ mean, q05, q25, q50, q75, q95 })];
    }
    case "comparison":
      return answer.rows.flatMap((r): [string, number][] => [
        [r.hold, r.difference],
        [`${r.hold}.best`, r.best],
        [`${r.hold}.mean`, r.mean],
        [`${r.hold}.regret`, r.regret],
      ]);
    default:
      return assertNever(answer);
  }
}

/** Names → numbers. A short name belongs to the first question that has it. */
function namesOf(answers: readonly Answer[]): Map<string, number> {
  const names = new Map<string, number>();
  for (const answer of answers) {
    for (const [name, value] of numbersOf(answer))
      names.set(name === "" ? answer.question : `${answer.question}.${name}`, value);
  }
  for (const answer of answers) {
    for (const [name, value] of numbersOf(answer)) if (name !== "" && !names.has(name)) names.set(name, value);
  }
  return names;
}

export function requireOf(text: string, answers: readonly Answer[]): Required {
  const [, name, operator, number, sign] = /^\s*([\w.]+)\s*(<=|>=|<|>)\s*(-?\d*\.?\d+)\s*(%?)\s*$/.exec(text) ?? [];
  if (name === undefined || operator === undefined) {
    return { wrong: true, says: `--require cannot read \`${text}\`; write it like 'patience > 0.5'` };
  }
  const names = namesOf(answers);
  const value = names.get(name);
  if (value === undefined) {
    const near = nearestName(name, names.keys());
    const mend =
      near === undefined ? `known here: ${[...names.keys()].slice(0, 12).join(", ")}` : `did you mean \`${near}\`?`;
    return { wrong: true, says: `--require knows no answer \`${name}\`; ${mend}` };
  }
  const wanted = Number(number) / (sign === "%" ? 100 : 1);
  const holds = HOLDS[operator]!(value, wanted);
  return {
    holds,
    says: `required ${text.trim()}: it is ${Number(value.toPrecision(4))}${holds ? "" : ", so this fails"}`,
  };
}
