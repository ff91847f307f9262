// Prioritised statements to preferences. In: statements, most important first, and the states. Out: a ranking, compared
// statement by statement (lexicographically, so no number of statements is too many); a table of pairs where a statement's
// direction is unknown and decides. Warns of statements that cannot matter: never met, always met, said already, or the
// contrary of a more important one.
// Option prioritising: Hipel, Kilgour, Fang & Peng 1997; Peng, Hipel & Kilgour 1997. Unknown statements: Yu, Hipel, Kilgour & Fang 2016.

import type { Problem } from "../../base/problem.ts";
import { type Condition, whereHolds } from "./condition.ts";
import { BETTER, MUCH_BETTER, type Preference, type StateSet, UNKNOWN } from "./graph-model.ts";
import type { Statement } from "./ordinal-model.ts";

/** A table of pairs is quadratic in the states. */
export const MOST_FOR_PAIRS = 4096;

export type Ranked = { preference?: Preference; problems: Problem[] };

export function rankByStatements(statements: readonly Statement[], states: StateSet): Ranked {
  const problems: Problem[] = [];
  const plain = statements.findIndex((statement) => !statement.much);
  for (const late of plain < 0 ? [] : statements.slice(plain).filter((statement) => statement.much)) {
    const says = `\`much\` stands below a plain statement: what weighs less cannot be much better`;
    problems.push({ code: "much-below", severity: "error", at: late.at, says, mend: "put `much` statements first" });
  }
  problems.push(...idleStatements(statements, states));
  if (problems.some((problem) => problem.severity === "error")) return { problems };
  if (statements.some((statement) => statement.unknown)) return { ...pairsOf(statements, states), problems };
  return { preference: ranked(statements, states), problems };
}

function ranked(statements: readonly Statement[], states: StateSet): Preference {
  let classes: Classes = { of: new Int32Array(states.count), count: 1 };
  let tier: Int32Array | undefined;
  statements.forEach((statement, k) => {
    classes = split(classes, whereHolds(statement.when, states));
    if (statement.much && !statements[k + 1]?.much) tier = classes.of.slice();
  });
  return { kind: "ranked", rank: classes.of, ...(tier ? { tier } : {}) };
}

type Classes = { of: Int32Array; count: number };

/** A ranking by marks, the first the most important. */
export function rankByMarks(marks: readonly Uint8Array[], count: number): Int32Array {
  return marks.reduce(split, { of: new Int32Array(count), count: 1 }).of;
}

/** Each class in two: those that meet the statement before those that do not; no empty class is numbered. */
function split(classes: Classes, marks: Uint8Array): Classes {
  const place = new Int32Array(classes.count * 2);
  for (let s = 0; s < marks.length; s++) place[classes.of[s]! * 2 + (marks[s] ? 0 : 1)] = 1;
  let count = 0;
  for (let p = 0; p < place.length; p++) place[p] = place[p] ? count++ : -1;
  const of = new Int32Array(marks.length);
  for (let s = 0; s < marks.length; s++) of[s] = place[classes.of[s]! * 2 + (marks[s] ? 0 : 1)]!;
  return { of, count };
}

function pairsOf(statements: readonly Statement[], states: StateSet): { preference?: Preference } {
  const { count } = states;
  if (count > MOST_FOR_PAIRS) return {};
  const marks = statements.map((statement) => whereHolds(statement.when, states));
  const of = new Int8Array(count * count);
  for (let s = 0; s < count; s++) {
    for (let t = 0; t < s; t++) {
      const first = marks.findIndex((mark) => mark[s] !== mark[t]);
      if (first < 0) continue;
      const { unknown, much } = statements[first]!;
      const better = (much ? MUCH_BETTER : BETTER) * (marks[first]![s] ? 1 : -1);
      of[s * count + t] = unknown ? UNKNOWN : better;
      of[t * count + s] = unknown ? UNKNOWN : -better;
    }
  }
  return { preference: { kind: "pairs", of } };
}

/** Warnings for statements that move no state. */
function idleStatements(statements: readonly Statement[], states: StateSet): Problem[] {
  const problems: Problem[] = [];
  const seen = new Map<string, { k: number; contrary: boolean }[]>();
  statements.forEach((statement, k) => {
    const marks = whereHolds(statement.when, states);
    const print = fingerprint(marks);
    const say = (code: string, says: string) => problems.push({ code, severity: "warning", at: statement.at, says });
    if (print.met === 0 && statement.when.length > 0)
      say("never-met", `no state meets \`${statement.says}\`: the statement has no effect`);
    else if (print.met === states.count)
      say("always-met", `every state meets \`${statement.says}\`: the statement has no effect`);
    else {
      const before = seen
        .get(print.key)
        ?.find((one) => sameMarks(statements[one.k]!.when, states, marks, one.contrary));
      if (before) sayRepeated(problems, statement, statements[before.k]!, before.contrary);
    }
    for (const contrary of [false, true]) {
      const key = contrary ? print.contraryKey : print.key;
      seen.set(key, [...(seen.get(key) ?? []), { k, contrary }]);
    }
  });
  return problems;
}

function sayRepeated(problems: Problem[], statement: Statement, before: Statement, contrary: boolean): void {
  problems.push({
    code: contrary ? "contradicting-statements" : "said-already",
    severity: "warning",
    at: statement.at,
    says: contrary
      ? `\`${statement.says}\` is the contrary of \`${before.says}\`, which is more important: it is left out`
      : `\`${statement.says}\` says the same as a more important statement: it has no effect`,
    ...(contrary ? { mend: "keep the one that is meant" } : {}),
    also: [{ at: before.at, says: "the more important one" }],
  });
}

function sameMarks(when: Condition, states: StateSet, marks: Uint8Array, contrary: boolean): boolean {
  const others = whereHolds(when, states);
  return others.every((mark, s) => (mark ^ (contrary ? 1 : 0)) === marks[s]);
}

/** A hash of the marks and of their contrary, so that only likely twins are compared mark by mark. */
function fingerprint(marks: Uint8Array): { met: number; key: string; contraryKey: string } {
  let met = 0;
  let h = 0x811c9dc5;
  let g = 0x811c9dc5;
  for (let s = 0; s < marks.length; s++) {
    const mark = marks[s]!;
    met += mark;
    h = Math.imul(h ^ mark, 0x01000193);
    g = Math.imul(g ^ (mark ^ 1), 0x01000193);
  }
  return { met, key: `${h} ${met}`, contraryKey: `${g} ${marks.length - met}` };
}
