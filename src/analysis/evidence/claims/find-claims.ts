// Drafts the claims of one sentence. In: the sentence with everything found in it. Out: claims in order, and who spoke last.
// Neighbouring clauses are one claim where they share stance and speaker; link text and cut-off starts belong to none.

import type { Cue } from "../cues/find-cues.ts";
import type { TextDamage } from "../damage/damage.ts";
import type { FoundDate } from "../dates/find-dates.ts";
import { isFiniteAt, maybeVerb } from "../lexicon/verbs.ts";
import type { Mention } from "../mentions/mention.ts";
import type { Span } from "../text/source-text.ts";
import type { Token } from "../text/tokens.ts";
import { type Attribution, attribution } from "./attribution.ts";
import type { Claim } from "./claim.ts";
import { type Clause, clauses } from "./clauses.ts";
import { type DisputedTail, disputedTail } from "./denials.ts";
import { stanceOf } from "./stance.ts";

export type ClaimScene = {
  text: string;
  sentence: Span;
  words: readonly Token[];
  mentions: readonly Mention[];
  dates: readonly FoundDate[];
  cues: readonly Cue[];
  splices: readonly TextDamage[];
  lastSpeaker: string | undefined;
  column: boolean;
  published: string | undefined;
};

type Draft = Claim & { joint: string; attributed: Attribution | undefined };

export function findClaims(scene: ClaimScene): { claims: Claim[]; lastSpeaker: string | undefined } {
  const body = authorsPart(scene);
  const words = scene.words.filter((w) => w.start >= body.start && w.end <= body.end);
  if (words.length < 2 || !saysSomething(scene, words))
    return { claims: wordAlone(scene, body, words), lastSpeaker: scene.lastSpeaker };
  const tail = disputedTail(scene.text, body, scene.mentions);
  const main: Span = tail ? { start: body.start, end: tail.mainEnd } : body;
  let speaker = scene.lastSpeaker;
  const drafts: Draft[] = [];
  for (const clause of clauses(
    scene.text,
    main,
    words.filter((w) => w.end <= main.end),
  )) {
    const draft = draftOf(scene, clause, drafts.at(-1), speaker);
    drafts.push(draft);
    if (draft.speaker !== "author" && draft.speaker !== "reports") speaker = draft.speaker;
  }
  const claims = joinAlike(drafts).map((d) => finish(scene, d));
  if (tail) applyTail(claims, tail);
  return { claims, lastSpeaker: speaker };
}

/** The sentence without link text or a cut-off start in front, and without link text as a whole. */
function authorsPart(scene: ClaimScene): Span {
  let { start, end } = scene.sentence;
  for (const s of scene.splices) {
    if (s.kind !== "anchor" && s.kind !== "fragment") continue;
    if (s.start <= start + 1 && s.end > start) start = Math.min(end, s.end);
  }
  while (start < end && /[\s,;:]/.test(scene.text[start]!)) start++;
  return { start, end };
}

/** Something outside the link text has a verb. */
function saysSomething(scene: ClaimScene, words: readonly Token[]): boolean {
  const anchors = scene.splices.filter((s) => s.kind === "anchor");
  const own = words.filter((w) => !anchors.some((a) => w.start >= a.start && w.end <= a.end));
  return own.some(
    (_, i) => isFiniteAt(own, i) || (i > 0 && own.length > 6 && maybeVerb(own[i]!.lower) && !own[i]!.capital),
  );
}

/** "Unlikely." says too little to be a claim, "Is it?" is a question. */
function wordAlone(scene: ClaimScene, body: Span, words: readonly Token[]): Claim[] {
  if (words.length === 0 || body.start > scene.sentence.start) return [];
  return /\?$/.test(scene.text.slice(body.start, body.end)) ? [{ ...body, stance: "question", speaker: "author" }] : [];
}

function draftOf(scene: ClaimScene, clause: Clause, before: Draft | undefined, lastSpeaker: string | undefined): Draft {
  const mentions = scene.mentions.filter((m) => m.start >= clause.start && m.end <= clause.end);
  const dates = scene.dates.filter((d) => d.start >= clause.start && d.end <= clause.end);
  let said = attribution({ text: scene.text, clause, mentions, lastSpeaker });
  if (!said && lastSpeaker !== undefined && isQuotation(scene.text, clause))
    said = { sense: "say", speaker: lastSpeaker, verb: -1, trailing: true };
  if (!said && before && goesOn(clause, before)) said = { ...before.attributed!, verb: -1, trailing: true };
  const futureDate = dates.some(
    (d) => scene.published !== undefined && d.value.slice(0, 4) > "0" && d.value > scene.published,
  );
  const guess = stanceOf({
    text: scene.text,
    clause,
    attribution: said,
    dates: dates.length,
    futureDate,
    column: scene.column,
  });
  const stance =
    (guess === "asserted" || guess === "opinion") && before?.stance === "forecast" && takesUp(clause)
      ? "forecast"
      : guess;
  const speaker =
    said && stance !== "asserted" && stance !== "opinion" && stance !== "question" ? said.speaker : "author";
  return { start: clause.start, end: clause.end, stance, speaker, joint: clause.joint, attributed: said };
}

/** A sentence that is a quotation and nothing else goes on with who spoke last. */
function isQuotation(text: string, clause: Clause): boolean {
  return /^(?:“[^”]*”|"[^"]*"|‘[^’]*’)$/.test(text.slice(clause.start, clause.end));
}

/** "A blockade would …, and those in turn raise …": what follows from a forecast is one. */
function takesUp(clause: Clause): boolean {
  return (
    /^(?:and|so)$/.test(clause.joint) &&
    /^(?:this|that|these|those|it|they|both|which|may|might|could|would|will)$/.test(clause.words[0]?.lower ?? "")
  );
}

/** "X said A and B": the second part is X's word too, unless the author contrasts it or the report was mere hearsay. */
function goesOn(clause: Clause, before: Draft): boolean {
  const said = before.attributed;
  return (
    said !== undefined &&
    said.verb >= 0 &&
    !said.trailing &&
    /^(?:and|or|because)$/.test(clause.joint) &&
    said.sense !== "deny"
  );
}

/** ", so" opens a consequence, which is a claim of its own even where both are told. */
function joinAlike(drafts: readonly Draft[]): Draft[] {
  const out: Draft[] = [];
  for (const draft of drafts) {
    const last = out.at(-1);
    if (last && areOne(last, draft)) {
      last.end = draft.end;
      if (draft.stance === "opinion") last.stance = "opinion";
    } else out.push({ ...draft });
  }
  return out;
}

/** Told and judged in one breath ("they wanted to, but they were ineffective") is one judgement. */
function areOne(left: Draft, right: Draft): boolean {
  if (right.joint === "so" || right.joint === ":" || left.speaker !== right.speaker) return false;
  if (left.stance === right.stance) return true;
  const own = (d: Draft) => d.stance === "asserted" || d.stance === "opinion";
  return own(left) && own(right) && /^(?:and|but|or|yet)$/.test(right.joint);
}

function finish(scene: ClaimScene, draft: Draft): Claim {
  const within = (s: Span) => s.start >= draft.start && s.end <= draft.end;
  const negated =
    scene.cues.some((c) => c.kind === "negation" && within(c)) ||
    /^(?:nothing|nobody|none)\b/i.test(scene.text.slice(draft.start, draft.start + 8));
  const causal = scene.cues.some((c) => c.kind === "cause" && within(c));
  const garbled = scene.splices.some((s) => within(s) && s.start > draft.start && s.end < draft.end);
  return {
    start: draft.start,
    end: draft.end,
    stance: draft.stance,
    speaker: draft.speaker,
    ...(negated ? { negated } : {}),
    ...(causal ? { causal } : {}),
    ...(garbled ? { garbled } : {}),
  };
}

/** What others dispute rests on somebody's word: stated by the author, it is reported at most. */
function applyTail(claims: Claim[], tail: DisputedTail): void {
  const last = claims.at(-1);
  if (!last) return;
  if (tail.ownClaim) {
    claims.push({ ...tail.ownClaim, stance: "denied", speaker: tail.deniedBy[0] ?? "others" });
    return;
  }
  if (tail.deniedBy.length > 0) last.deniedBy = tail.deniedBy;
  if (last.stance === "asserted" || last.stance === "opinion") last.stance = "reported";
}
