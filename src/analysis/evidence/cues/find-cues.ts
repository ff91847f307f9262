// Finds the words that tell how a statement is meant: reporting, denial, modality, negation, cause. In: a sentence.
// Out: spans by kind, longest wording first. A cue is a hint for a person and for claims/; alone it decides nothing.

import { DENY_FORMS, REPORT_FORMS } from "../lexicon/reporting.ts";
import type { Span } from "../text/source-text.ts";

export type CueKind = "reporting" | "denial" | "modality" | "negation" | "cause";
export type Cue = Span & { kind: CueKind };

const any = (wordings: string) =>
  new RegExp(
    `(?<!\\w)(?:${wordings
      .trim()
      .split(/\s*\n\s*/)
      .join("|")})(?!\\w)`,
    "gi",
  );

const CUES: readonly { kind: CueKind; is: RegExp }[] = [
  {
    kind: "denial",
    is: any(`
      declin(?:es|ed|ing) to (?:comment|say|confirm)
      refus(?:es|ed|ing) to (?:comment|confirm)
      an? (?:charge|accusation|allegation|claim|assertion)(?: that| which)?
      call(?:s|ed) (?:it )?(?:["“‘][^"”’]{2,40}["”’]|baseless|false|absurd|a lie|nonsense|fabricated)
      (?:has|have|had) (?:repeatedly )?denied
      ${DENY_FORMS}`),
  },
  {
    kind: "reporting",
    is: any(`
      according to
      reports? (?:emerged|surfaced|suggest(?:ed)?|sa(?:y|id)|claim(?:ed)?|indicate)(?: that)?
      (?:is|are|was|were) (?:said|reported|rumou?red|alleged|thought|understood) to
      reportedly
      allegedly
      supposedly
      (?:has|have|had) (?:repeatedly |publicly |again |also )?(?:${REPORT_FORMS})(?: that)?
      ${REPORT_FORMS}`),
  },
  {
    kind: "modality",
    is: any(`
      will (?:probably|likely|almost certainly|surely|perhaps|possibly)
      will
      would
      could(?! not|n['’]t)
      may
      might
      (?:is|are|was|were) (?:highly |very )?(?:un)?likely
      (?:is|are|was|were) (?:due|set|poised|expected) to
      (?:un)?likely
      perhaps
      possibly
      probably
      presumably
      apparently
      potential(?:ly)?
      seem(?:s|ed|ingly)?
      appear(?:s|ed)? to
      expect(?:s|ed|ing)?
      should
      must
      suddenly seems`),
  },
  {
    kind: "negation",
    is: any(`
      no longer
      neither
      nor
      never
      not
      none
      without
      cannot
      can['’]t
      could(?:n['’]t| not)
      (?:do|does|did|is|are|was|were|has|have|had|wo|would|should)n['’]t
      unable
      unclear
      no(?= [a-z])`),
  },
  {
    kind: "cause",
    is: any(`
      because(?: of)?
      due to
      as a (?:result|consequence)(?: of)?
      in response to
      in turn [a-z]+
      thanks to
      owing to
      therefore
      consequently
      (?:lead|leads|led|leading) to
      result(?:s|ed|ing)? (?:in|from)
      caus(?:e|es|ed|ing)
      creat(?:e|es|ed|ing)
      forc(?:e|es|ed|ing)(?= [a-z])
      allow(?:s|ed|ing)
      enabl(?:e|es|ed|ing)
      mak(?:e|es|ing)(?= [a-z])
      fuel(?:s|led|ed|ling)?(?= [a-z])
      (?:has|have) kept
      trigger(?:s|ed|ing)
      prompt(?:s|ed|ing)
      provok(?:e|es|ed|ing)
      drove
      (?:has |have )?(?:further )?complicated
      opened a
      delay(?:s|ed|ing)?
      stems? from`),
  },
];

export function findCues(text: string, sentence: Span): Cue[] {
  const piece = text.slice(sentence.start, sentence.end);
  const found: Cue[] = [];
  for (const { kind, is } of CUES)
    for (const match of piece.matchAll(is)) {
      if (match[0] === "May" || (match[0] === "Will" && match.index > 0)) continue;
      const start = sentence.start + match.index;
      found.push({ start, end: start + match[0].length, kind });
    }
  return withoutOverlap(found);
}

/** Denial stands before reporting: "rejects" is no mere saying. Within a kind nothing overlaps by construction. */
function withoutOverlap(found: readonly Cue[]): Cue[] {
  const denials = found.filter((c) => c.kind === "denial");
  return found
    .filter((c) => c.kind !== "reporting" || !denials.some((d) => d.start < c.end && d.end > c.start))
    .sort((a, b) => a.start - b.start || a.end - b.end);
}
