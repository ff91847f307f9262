// Opens a written graph model (.yaml, .json, .gmcr, or - for standard input): reads it, says all that is wrong on stderr, lists its states.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { buildModel } from "../../../../analysis/stability/build-model.ts";
import type { Conjunction } from "../../../../analysis/stability/condition.ts";
import type { OrdinalModel } from "../../../../analysis/stability/ordinal-model.ts";
import { namesOf, parseCondition } from "../../../../analysis/stability/parse-condition.ts";
import { type Problem, sortProblems } from "../../../../base/problem.ts";
import { MODEL_ENDINGS, readModel } from "../../../../formats/graph-models/read-graph-model.ts";
import { countProblems, sayProblem } from "../../../../present/words/say-problems.ts";
import { EXIT, type Io } from "../../io.ts";
import type { Opener } from "./opened.ts";

export const openWritten: Opener = (named, settings, io) => {
  if (named !== "-" && !MODEL_ENDINGS.some((ending) => named.toLowerCase().endsWith(ending))) return undefined;
  const text = readText(named, io);
  if (text === undefined) return "failed";
  const file = named === "-" ? "standard input" : named;
  const read = readModel(file, text);
  if (!read.written) {
    sayAll(sortProblems(read.problems), file, text, io);
    io.code = EXIT.wrong;
    return "failed";
  }
  const holds = holdsOf(read.written, settings.hold, io);
  if (!holds) return "failed";
  const built = buildModel(read.written, { most: settings.most, holds });
  sayAll(sortProblems([...read.problems, ...built.problems]), file, text, io);
  if (!built.model) {
    io.code = built.problems.some((problem) => problem.code === "too-many-states") ? EXIT.refused : EXIT.wrong;
    return "failed";
  }
  const hash = createHash("sha256").update(text).digest("hex");
  return { model: built.model, views: built.views, written: read.written, hash };
};

function readText(named: string, io: Io): string | undefined {
  try {
    return readFileSync(named === "-" ? 0 : named, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    io.err(
      `standoff: cannot read ${named}${code === "ENOENT" ? ": there is no such file" : code ? ` (${code})` : ""}\n`,
    );
    io.code = EXIT.outside;
    return undefined;
  }
}

function sayAll(problems: readonly Problem[], named: string, text: string, io: Io): void {
  if (problems.length === 0) return;
  const lines = problems.map((problem) =>
    sayProblem(problem, problem.at.file === named ? text : undefined, (file) => file),
  );
  io.err(`${lines.join("\n")}\n${countProblems(problems)}\n`);
}

/** `USA.blockade=no` → a literal that every state must meet. */
function holdsOf(written: OrdinalModel, holds: readonly string[], io: Io): Conjunction | undefined {
  const names = namesOf(written.options);
  const literals: Conjunction = [];
  for (const hold of holds) {
    const [, name = "", value = ""] = /^([^=]+)=(.+)$/.exec(hold) ?? [];
    const isChoice = names.choices.has(name.trim());
    const answer = /^(y|yes|true)$/i.test(value) ? "" : /^(n|no|false)$/i.test(value) ? "not " : undefined;
    const text = isChoice ? `${name} is ${value}` : answer === undefined ? "" : `${answer}${name}`;
    const { condition, faults } = parseCondition(text || "?", names);
    const literal = condition?.[0]?.[0];
    if (!literal) {
      const why = text ? faults[0]?.says : "write it as OPTION=yes or OPTION=no";
      io.err(`standoff: --hold ${hold}: ${why}${faults[0]?.mend && text ? ` (${faults[0].mend})` : ""}\n`);
      io.code = EXIT.usage;
      return undefined;
    }
    literals.push(literal);
  }
  return literals;
}
