// What was found wrong with a model, as text and as data. In: problems, each with the scenario that shows it. Out: text, JSON.

import type { HowDecided } from "../../analysis/sensitivity/how-decided.ts";
import type { Problem } from "../../base/problem.ts";
import type { ReadResult } from "../../language/read-model.ts";
import { sayHowDecided } from "./how-decided.ts";
import { countProblems, sayProblem } from "./say-problems.ts";

type Checked = {
  read: ReadResult;
  found: readonly (Problem & { scenario?: string })[];
  decided?: HowDecided | undefined;
};

export type CheckOptions = {
  show: (file: string) => string;
  /** Also what the model is made of. */
  whole?: boolean;
  /** The problems alone. */
  quiet?: boolean;
  /** Puts colour into a problem. */
  paint?: (text: string, severity: Problem["severity"]) => string;
};

/** `Two states: 2 actors, 3 policies, ...`. */
function sayParts({ model }: ReadResult): string {
  if (!model) return "";
  const { actors, policies, stocks, derived, constants, claims, events, questions, scenarios } = model;
  const parts = [
    `${actors.length} actors`,
    `${policies.length} policies`,
    `${stocks.filter((s) => !s.hidden).length} stocks`,
    `${derived.length} derived variables`,
    `${constants.length} uncertain constants`,
    `${claims.length} claims`,
    `${events.length} events`,
    `${questions.length} questions`,
    `${scenarios.length} scenarios`,
  ];
  return `${model.title}: ${parts.join(", ")}\n`;
}

export function checkText({ read, found, decided }: Checked, options: CheckOptions): string {
  const { show, whole, quiet, paint = (text) => text } = options;
  const problems = found.map((p) => {
    const says = p.scenario === undefined ? p.says : `${p.says} (under the scenario \`${p.scenario}\`)`;
    return `${paint(sayProblem({ ...p, says }, read.texts.get(p.at.file), show), p.severity)}\n`;
  });
  const parts = whole ? sayParts(read) : "";
  const how = decided ? sayHowDecided(decided).map((line) => `${line}\n`) : [];
  return `${problems.join("")}${parts}${how.join("")}${quiet ? "" : `${countProblems(found)}\n`}`;
}

export function checkJson({ read, found, decided }: Checked, mended: readonly object[]): object {
  const errors = found.filter((p) => p.severity === "error").length;
  const model = read.model ? { title: read.model.title, hash: read.model.hash } : null;
  const head = { schema: "standoff/check/1", model, errors, warnings: found.length - errors };
  return { ...head, problems: found, mended, ...(decided && { decided }) };
}
