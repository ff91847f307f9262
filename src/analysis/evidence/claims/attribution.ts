// Who says it. In: a clause, the mentions in it, who spoke before. Out: the sense (say, promise, expect, deny, rumour), the
// speaker, and where the verb stands; or nothing, and then the author speaks. Rules, in order: "according to X", hearsay
// words, "X said …" and "…, said X", each with a subject that can speak: an actor, a pronoun, or a noun for people who do.

import { isFunctionWord } from "../lexicon/function-words.ts";
import { type Sense, senseOf } from "../lexicon/reporting.ts";
import type { Mention } from "../mentions/mention.ts";
import { between, type Token } from "../text/tokens.ts";
import type { Clause } from "./clauses.ts";

export type Attribution = {
  sense: Sense | "rumour";
  speaker: string;
  /** Index of the verb among the clause's words; -1 where there is none. */
  verb: number;
  /** The words of the clause before the verb are what is said ("…, said X"). */
  trailing: boolean;
};

export type AttributionScene = {
  text: string;
  clause: Clause;
  mentions: readonly Mention[];
  lastSpeaker: string | undefined;
};

const SPEAKERS = new Set(
  "official officials officer officers spokesman spokeswoman spokesperson analyst analysts minister ministers ministry diplomat diplomats army navy military government governments chair company companies operator insurer firm firms witness witnesses villager villagers resident residents source sources expert experts critic critics embassy president premier leader leaders report reports study studies paper papers newspaper newspapers agency commander general admiral lawyer lawyers banker bankers trader traders economist economists scholar scholars researcher researchers engineer engineers official's adviser advisers aide aides senator senators lawmaker lawmakers opposition party police prosecutor prosecutors court commission council committee department pentagon envoy ambassador negotiator negotiators keeper captain farmer farmers fisherman fishermen soldier soldiers worker workers people man woman men women authorities intelligence colonel chief director manager author authors historian historians statement media broadcaster channel survivor survivors student students professor veteran veterans pilot pilots sailor sailors group groups monitors monitor observers observer insiders insider speaker secretary chancellor king crowd protesters activists activist rebels".split(
    " ",
  ),
);
/** Plural nouns too: they say something only in front of an object. */
const NOUN_TOO = new Set(
  "states reports claims notes charges fears doubts hopes estimates forecasts demands cites posts replies pledges promises disputes contests suspects threatens threats report claim note charge fear doubt hope estimate forecast demand dispute contest suspect reject pledge promise".split(
    " ",
  ),
);
const PRONOUNS = new Set(["he", "she", "they", "it", "who"]);
const STOPPERS = new Set(["that", "which", "where", "when", "because", "if", "whether", "after", "before", "as"]);

export function attribution(scene: AttributionScene): Attribution | undefined {
  return hearsay(scene) ?? spoken(scene);
}

const RUMOUR =
  /\b(?:reportedly|allegedly|supposedly|rumou?red to|(?:is|are|was|were) (?:said|reported|alleged|understood|thought) to|reports? (?:emerged|surfaced|suggest(?:ed|s)?|indicate[sd]?|claim(?:ed|s)?)\b)/i;

function hearsay(scene: AttributionScene): Attribution | undefined {
  const { text, clause } = scene;
  const piece = text.slice(clause.start, clause.end);
  const source = /\b(?:according to|in the words of)\s+/i.exec(piece);
  if (source) {
    const from = clause.start + source.index + source[0].length;
    const words = clause.words.filter((w) => w.start >= from);
    const stop = words.findIndex(
      (w, i) => i > 0 && /,/.test(between(text, words[i - 1]!, w)) && !inApposition(words, i),
    );
    const phrase = stop < 0 ? words.slice(0, 10) : words.slice(0, Math.max(stop, 1));
    const actor = lastMention(scene, from, phrase.at(-1)?.end ?? from);
    return { sense: "say", speaker: actor ?? speakerWord(phrase) ?? "reports", verb: -1, trailing: true };
  }
  if (!RUMOUR.test(piece)) return undefined;
  return { sense: "rumour", speaker: "reports", verb: -1, trailing: false };
}

const inApposition = (words: readonly Token[], i: number) => i <= 4 && words[i]!.capital;

function spoken(scene: AttributionScene): Attribution | undefined {
  const { clause } = scene;
  for (let i = 0; i < clause.words.length; i++) {
    const word = clause.words[i]!;
    const sense = word.capital && i > 0 ? undefined : (senseOf(word.lower) ?? called(clause.words, i));
    if (sense === undefined || isParticiple(scene.text, clause.words, i)) continue;
    const after = sense === "say" ? subjectAfter(scene, i) : undefined;
    if (after) return { sense, speaker: after, verb: i, trailing: true };
    const before = subjectBefore(scene, i);
    if (before) return { sense, speaker: before, verb: i, trailing: isTrailing(scene, i) };
  }
  return undefined;
}

/** "calls it a right", "called the plan reckless": a judgement in somebody's mouth; "called for restraint" is an act. */
function called(words: readonly Token[], i: number): Sense | undefined {
  if (!/^calls?$|^called$/.test(words[i]!.lower)) return undefined;
  return /^(?:for|on|off|in|up|by|back|out|to|upon)$/.test(words[i + 1]?.lower ?? "for") ? undefined : "say";
}

/** "seen by", "was expected", "having denied": no clause of saying; "had denied", "has warned" is. */
function isParticiple(text: string, words: readonly Token[], i: number): boolean {
  const before = words[i - 1]?.lower ?? "";
  const word = words[i]!.lower;
  if (/^(?:never|not|n't|nor|cannot|hardly)$/.test(before)) return true;
  if (i > 0 && /-$/.test(between(text, words[i - 1]!, words[i]!))) return true;
  if (
    NOUN_TOO.has(word) &&
    !/^(?:that|it|its|he|she|they|the|a|an|his|her|their|there|this|no|both|two|talk)$/.test(words[i + 1]?.lower ?? "")
  )
    return true;
  if (/^(?:to|a|an|the|his|her|its|their|of|in|no|any|this|these|those|many|more|some)$/.test(before)) return true;
  if (/ing$/.test(word)) return true;
  return /ed$|^said$|^told$/.test(word) && /^(?:is|are|was|were|be|been|being|not)$/.test(before);
}

/** The subject: going back from the verb to the start of its own clause. */
function subjectBefore(scene: AttributionScene, verb: number): string | undefined {
  const { clause, text } = scene;
  let noun: string | undefined;
  const last = clause.words[verb - 1];
  if (
    last?.capital &&
    !mentionAt(scene, last) &&
    !SPEAKERS.has(last.lower) &&
    !isFunctionWord(last.lower) &&
    last.lower !== "i"
  ) {
    const named = namedSubject(scene, verb);
    if (named !== undefined) return named;
  }
  for (let k = relativeBefore(scene, verb) - 1; k >= Math.max(0, verb - 16); k--) {
    const word = clause.words[k]!;
    const gap = between(text, word, clause.words[k + 1]!);
    if (/[“"”:;]/.test(gap) && k < verb - 1) break;
    if (/,/.test(gap) && noun !== undefined && !reachesBack(scene, k, verb)) break;
    const mention = mentionAt(scene, word);
    if (mention) return mention.actor;
    if (PRONOUNS.has(word.lower)) {
      if (word.lower === "who") continue;
      return /^it$/.test(word.lower) && noun === undefined && scene.lastSpeaker === undefined
        ? undefined
        : (scene.lastSpeaker ?? word.lower);
    }
    if (SPEAKERS.has(word.lower)) noun ??= word.lower;
    if ((word.lower === "i" || word.lower === "we") && k >= verb - 3) return "author";
    if (STOPPERS.has(word.lower) && noun === undefined && k < verb - 1) break;
  }
  return noun ?? namedSubject(scene, verb);
}

/** "Oman, which hosts American ships, said": where the insertion that a comma closes before the verb is a relative clause, its place; else the verb's. */
function relativeBefore(scene: AttributionScene, verb: number): number {
  const { words } = scene.clause;
  if (verb < 2 || !reachesBack(scene, verb - 2, verb)) return verb;
  for (let k = verb - 2; k > Math.max(0, verb - 16); k--) {
    if (!/,/.test(between(scene.text, words[k - 1]!, words[k]!))) continue;
    return /^(?:which|who|whose|where)$/.test(words[k]!.lower) ? k : verb;
  }
  return verb;
}

/** "two officers, who …, said" and "Its chair, Malaysia, insists": a comma before the verb closes an insertion. */
function reachesBack(scene: AttributionScene, k: number, verb: number): boolean {
  const { words } = scene.clause;
  return verb - k > 1 && /,/.test(between(scene.text, words[verb - 1]!, words[verb]!));
}

/** A name that no list knows ("Persaud-Boyce added", "Calder & Rowe, estimates"): capitals just before the verb. */
function namedSubject(scene: AttributionScene, verb: number): string | undefined {
  const { clause, text } = scene;
  const last = clause.words[verb - 1];
  if (!last?.capital || !/^[\s,’'s]*$/.test(between(text, last, clause.words[verb]!))) return undefined;
  let first = verb - 1;
  while (
    first > 0 &&
    clause.words[first - 1]!.capital &&
    /^(?:\s+|-|\s*&\s*|\.\s+)$/.test(between(text, clause.words[first - 1]!, clause.words[first]!))
  )
    first--;
  return text.slice(clause.words[first]!.start, last.end);
}

/** "…," said one officer. */
function subjectAfter(scene: AttributionScene, verb: number): string | undefined {
  const { clause, text } = scene;
  const head = text.slice(clause.start, clause.words[verb]!.start);
  if (!/[,?!.]["”’]?\s*$/.test(head)) return undefined;
  const phrase = clause.words.slice(verb + 1, verb + 9);
  if (phrase.length === 0) return undefined;
  const actor = phrase.map((w) => mentionAt(scene, w)?.actor).find((a) => a !== undefined);
  return actor ?? speakerWord(phrase) ?? (phrase[0]!.capital ? phrase[0]!.text : undefined);
}

function isTrailing(scene: AttributionScene, verb: number): boolean {
  return verb >= scene.clause.words.length - 3 && verb > 3;
}

function mentionAt(scene: AttributionScene, word: Token): Mention | undefined {
  return scene.mentions.find((m) => m.start <= word.start && m.end >= word.end);
}

function lastMention(scene: AttributionScene, from: number, to: number): string | undefined {
  return scene.mentions.find((m) => m.start >= from && m.end <= to)?.actor;
}

function speakerWord(words: readonly Token[]): string | undefined {
  return words.find((w) => SPEAKERS.has(w.lower))?.lower;
}
