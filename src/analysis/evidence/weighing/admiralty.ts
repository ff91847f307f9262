// The Admiralty grade of a source and its report: a letter for the source's reliability, a digit for the report's credibility
// (NATO AJP-2.1 and STANAG 2511; US FM 2-22.3, appendix B). In: a grade as written. Out: its two parts with their words.
// The two are judged apart: a reliable source may pass on what is improbable. No probability follows from a grade by itself.

export const RELIABILITY = {
  A: "completely reliable",
  B: "usually reliable",
  C: "fairly reliable",
  D: "not usually reliable",
  E: "unreliable",
  F: "reliability cannot be judged",
} as const;

export const CREDIBILITY = {
  1: "confirmed by other sources",
  2: "probably true",
  3: "possibly true",
  4: "doubtful",
  5: "improbable",
  6: "truth cannot be judged",
} as const;

export type Grade = {
  letter: keyof typeof RELIABILITY;
  digit: keyof typeof CREDIBILITY;
  source: string;
  report: string;
};

/** `B2`, `b-2` or `B 2`; undefined where it is no grade. */
export function readGrade(written: string): Grade | undefined {
  const match = /^\s*([A-F])[\s/-]*([1-6])\s*$/i.exec(written);
  if (!match) return undefined;
  const letter = match[1]!.toUpperCase() as Grade["letter"];
  const digit = Number(match[2]) as Grade["digit"];
  return { letter, digit, source: RELIABILITY[letter], report: CREDIBILITY[digit] };
}

/**
 * What a grade weighs in an analysis of competing hypotheses, where credibility is low, medium or high: high for A1 to B2, low where either part
 * is poor (D or E, 4 or 5), else medium; F and 6 say that nothing can be judged, and move nothing.
 */
export function credibilityOf(written: string | undefined): "low" | "medium" | "high" {
  const grade = written === undefined ? undefined : readGrade(written);
  if (!grade) return "medium";
  if ("DE".includes(grade.letter) || grade.digit === 4 || grade.digit === 5) return "low";
  return "AB".includes(grade.letter) && grade.digit <= 2 ? "high" : "medium";
}

/** "B2: usually reliable source, probably true". */
export function sayGrade(grade: Grade): string {
  return `${grade.letter}${grade.digit}: ${grade.letter === "F" ? "source's reliability cannot be judged" : `${grade.source} source`}, ${grade.report}`;
}
