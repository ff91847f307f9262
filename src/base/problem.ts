// What is wrong with something that a person wrote: plain data, so that it survives structuredClone, JSON and a worker.
// The sentence and its mend are made where the problem is found; how it is printed is present/'s business.

/** A segment of one file. Lines and columns count from 1, columns and lengths in UTF-16 code units of that line. */
export type Place = { file: string; line: number; column: number; length: number };

export type Severity = "error" | "warning";

export type Problem = {
  /** Stable, kebab-case: `unknown-name`. */
  code: string;
  severity: Severity;
  at: Place;
  /** What is wrong, without a full stop at the end: "unknown name `arsenel`". */
  says: string;
  /** What would mend it: "did you mean `arsenal`?". */
  mend?: string;
  /** Other places that belong to it: the first definition of a name that is defined twice. */
  also?: { at: Place; says: string }[];
};

/** By file, line and column, errors before warnings at one place: parallel work reads the same. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  const rank = (p: Problem) => (p.severity === "error" ? 0 : 1);
  return [...problems].sort(
    (a, b) =>
      (a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : 0) ||
      a.at.line - b.at.line ||
      a.at.column - b.at.column ||
      rank(a) - rank(b),
  );
}
