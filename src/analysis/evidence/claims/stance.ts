// How a clause is meant. In: the clause, its attribution, what is in it. Out: a stance. A guess for a person to settle: between
// asserted and opinion annotators differ as well. First question, then what others say, then what lies ahead, then judgement.

import { isName } from "../gazetteer/gazetteer.ts";
import { judgement } from "../lexicon/evaluation.ts";
import { isFunctionWord } from "../lexicon/function-words.ts";
import { isAuxiliary, isFiniteVerb } from "../lexicon/verbs.ts";
import type { Token } from "../text/tokens.ts";
import type { Attribution } from "./attribution.ts";
import type { Stance } from "./claim.ts";
import type { Clause } from "./clauses.ts";

export type StanceScene = {
  text: string;
  clause: Clause;
  attribution: Attribution | undefined;
  /** Dates and numbers in the clause: what is told, rather than judged, has them. */
  dates: number;
  futureDate: boolean;
  /** The page says that it is opinion. */
  column: boolean;
};

export function stanceOf(scene: StanceScene): Stance {
  const { clause, attribution } = scene;
  const segment = scene.text.slice(clause.start, clause.end);
  if (/\?["”’)]*$/.test(segment) && attribution === undefined) return "question";
  if (attribution) {
    const said = attributed(scene, segment, attribution);
    if (said) return said;
  }
  // What a rule or a treaty lets happen is told, not foretold: "Under a law passed in May, the coast guard may fire".
  if (UNDER_A_RULE.test(segment)) return "asserted";
  // A date after publication told as past has lost its "would" on the way here (weighing/contradictions.ts says so).
  if (scene.futureDate && /\b(?:had|was|were)\b/.test(segment)) return "forecast";
  const modal = modality(scene, clause.words);
  if (modal) return modal;
  return opinionPoints(scene, segment) >= 1.5 ? "opinion" : "asserted";
}

const UNDER_A_RULE =
  /^under (?:an?|the|its|their|that|this|new|existing)\b.{0,40}\b(?:rules?|laws?|deal|pact|treaty|accord|agreement|terms|plan|constitution|charter|decree|order|ceasefire|truce)\b/i;

function attributed(scene: StanceScene, segment: string, by: Attribution): Stance | undefined {
  if (by.sense === "deny") return "denied";
  if (by.speaker === "author") return undefined;
  const content = by.trailing || by.verb < 0 ? scene.clause.words : scene.clause.words.slice(by.verb + 1);
  if (by.sense === "promise" || /[“"«]/.test(segment)) return "reported";
  const warns = by.sense === "expect" || /^(?:warn|caution)/.test(scene.clause.words[by.verb]?.lower ?? "");
  const ahead = futureVerb(content, warns);
  if (ahead >= 0 && !isOwnPromise(content, ahead)) return "forecast";
  if (/\b(?:is|are) (?:expected|likely|unlikely|due|set) to\b/.test(segment)) return "forecast";
  if (by.sense === "expect")
    return /^(?:expect|forecast|predict|anticipat)/.test(scene.clause.words[by.verb]?.lower ?? "")
      ? "forecast"
      : "reported";
  return "reported";
}

const AHEAD = new Set(["will", "would", "won’t", "won't"]);

/** Whose word, with "could" where it warns. "said that the hull will be reinforced": the first will or would that is not about what might have been. */
function futureVerb(words: readonly Token[], warns: boolean): number {
  const at = words.findIndex((w) => AHEAD.has(w.lower) || (warns && /^(?:could|may|might)$/.test(w.lower)));
  if (at < 0) return -1;
  const next = words.slice(at + 1, at + 4).map((w) => w.lower);
  return next[0] === "have" || (next[0] === "not" && next[1] === "have") ? -1 : at;
}

/** "they would not do so": what somebody says of himself is his word, not his forecast. */
function isOwnPromise(words: readonly Token[], at: number): boolean {
  const subject = words.slice(Math.max(0, at - 4), at).map((w) => w.lower);
  const own =
    /\b(?:his|her|its|their|our) (?:\S+ )?(?:troops|forces|army|navy|soldiers|government|country|side|party|company)$/;
  return subject.slice(-2).some((w) => /^(?:they|we|he|she|i)$/.test(w)) || own.test(subject.join(" "));
}

const MODALS = new Set(["will", "would", "could", "may", "might", "won’t", "won't"]);
const STATES = new Set("be believe know want seem feel think like remember understand mean matter".split(" "));
const OPENERS = new Set([
  "that",
  "whether",
  "if",
  "which",
  "who",
  "what",
  "how",
  "where",
  "when",
  "why",
  "until",
  "unless",
  "because",
]);
const EXPECTED = /^(?:likely|unlikely|expected|due|set|poised|bound|scheduled|slated|going|about)$/;

/** Forecast where the main verb looks ahead, opinion where it guesses at what is, nothing where it does neither. */
function modality(scene: StanceScene, words: readonly Token[]): "forecast" | "opinion" | undefined {
  for (const [i, word] of words.entries()) {
    const before = words[i - 1]?.lower ?? "";
    if (/^(?:should|ought|must)$/.test(word.lower) && !isSubordinate(scene.text, words, i)) return "opinion";
    const next = words[i + 1]?.lower ?? "";
    if (MODALS.has(word.lower) && !(word.capital && i > 0)) {
      if (isSubordinate(scene.text, words, i)) continue;
      if (word.lower === "could" && next === "not") return undefined;
      return isAboutNow(scene, words, i) ? "opinion" : "forecast";
    }
    if (
      EXPECTED.test(word.lower) &&
      /^(?:is|are|very|highly|more|most|now|still|be)$/.test(before) &&
      !isSubordinate(scene.text, words, i)
    ) {
      if (/^(?:likely|unlikely)$/.test(word.lower) || next === "to" || (word.lower === "expected" && next !== ""))
        return "forecast";
    }
    if (/^expects?$/.test(word.lower) && !isSubordinate(scene.text, words, i)) return "forecast";
  }
  return undefined;
}

/** Behind an opener that follows the main verb: "It is unclear whether it will be renewed" tells no future. */
function isSubordinate(text: string, words: readonly Token[], at: number): boolean {
  for (let k = at - 1; k >= 0; k--) {
    const word = words[k]!;
    // A verb or a comma on the way back has closed whatever clause was opened before it.
    if (isFiniteVerb(word.lower) || /,/.test(text.slice(word.end, words[k + 1]!.start))) return false;
    if (!OPENERS.has(word.lower)) continue;
    if (word.lower === "that" && (k === 0 || isFunctionWord(words[k - 1]!.lower))) continue;
    return k > 0;
  }
  return false;
}

/** "may believe", "could be inflated", "might have been": a guess at what is, not at what comes. */
function isAboutNow(scene: StanceScene, words: readonly Token[], at: number): boolean {
  const modal = words[at]!.lower;
  const rest = words
    .slice(at + 1, at + 4)
    .map((w) => w.lower)
    .filter((w) => !/^(?:not|well|still|also|even|never|only)$/.test(w));
  if (rest[0] === "have" && /(?:ed|en|been|made|gone|done|come|lost|won|had)$/.test(rest[1] ?? "")) return true;
  if (modal === "will" || modal === "would" || scene.futureDate) return false;
  return STATES.has(rest[0] ?? "");
}

/** Two points make an opinion. A column leans to judgement, dates and numbers lean to telling. */
function opinionPoints(scene: StanceScene, segment: string): number {
  const { words } = scene.clause;
  let points = judgement(words, segment);
  if (scene.column) points += 0.5;
  if (scene.dates > 0) points -= 1;
  if (/\p{N}/u.test(segment)) points -= 0.5;
  if (isGeneric(words)) points += 1;
  if (/^(?:could not|couldn)/.test(segment) || /\bcould(?:n['’]t| not)\b/.test(segment)) points += 1;
  return points;
}

const INDEFINITE = new Set("a an no nothing nobody none every this that it such its".split(" "));

/** "A river is a poor hostage", "Hope is not a fleet", "No such thing exists": no time, no place, and a verb of the present. */
function isGeneric(words: readonly Token[]): boolean {
  const first = words[0]?.lower ?? "";
  const verb = words.findIndex((w) => isFiniteVerb(w.lower));
  if (verb < 1 || verb > 6) return false;
  if (/^(?:nothing|nobody|none)$/.test(first)) return true;
  const is = /^(?:is|are|isn’t|aren’t)$/.test(words[verb]!.lower);
  if (is && verb === 1 && !isName(words[0]!.text) && !isFunctionWord(first)) return true;
  if (is && verb <= 5 && INDEFINITE.has(first)) return true;
  return (
    verb > 1 &&
    /^(?:a|an|no|this|that|such)$/.test(first) &&
    /[^s]s$/.test(words[verb]!.lower) &&
    !isAuxiliary(words[verb]!.lower)
  );
}
