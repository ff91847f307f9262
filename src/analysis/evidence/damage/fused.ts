// Finds lost spaces: two words, or two sentences, that run into each other ("in MayChina wanted", "lapse.The", "”is").
// In: a segment of body text. Out: places of zero length, in order. Names that carry a capital inside (ExxonMobil,
// McAllister, iPhone) are not splices, so the second half must be a word of grammar or a name, or the first half a plain word.

import { isName } from "../gazetteer/gazetteer.ts";
import { isFunctionWord } from "../lexicon/function-words.ts";
import { isFiniteVerb } from "../lexicon/verbs.ts";
import type { Span } from "../text/source-text.ts";

const CANDIDATE =
  /(\p{Ll}{2}|\p{N}{2}|\p{Ll}[’']s)(?=\p{Lu}\p{Ll}|[AI]\s)|([”»)])(?=\p{L})|([\p{Ll}\p{N}”’)][.?!])(?=\p{Lu}[\p{Ll} ])/gu;
const HEAD = /[\p{L}\p{M}\p{N}’']+$/u;
const TAIL = /^\p{Lu}[\p{L}\p{M}’']*/u;
const NAME_HEADS =
  /^(?:\p{Ll}{1,2}|Mc|Mac|Fitz|De|Di|Du|La|Le|Van|Von|You|Link|Face|Buzz|Whats|Tik|Pay|Fed|Git|Air|Space|Sky|Net|Black|Blue|Master|Micro|Deep|Power|Quick|Snap|Team|Total|Exxon|Hi|Ko|Ho|Mid|North|South)$/u;
const PLAIN_ENDING = /(?:tion|sion|ment|ness|ity|ance|ence|ship|tem|ism|ogy|ure|age|ies|ers|ors|ing|ed|ly)$/;
/** A word of grammar that lost the space before it, in small letters: "Systemand". */
const SMALL =
  /(?<![\p{L}\p{N}])(\p{L}{2,}(?:tion|sion|ment|ness|ity|ance|ence|ship|tem|ism|ogy|ures?|ies))(and|the|that|with|which|from|have|were|they|after|was|has)(?![\p{L}\p{N}])/gu;

export function findFused(text: string, span: Span): number[] {
  const piece = text.slice(span.start, span.end);
  const places = new Set<number>();
  for (const match of piece.matchAll(CANDIDATE)) {
    const at = match.index + match[0].length;
    if (isLostSpace(piece, at)) places.add(span.start + at);
  }
  for (const match of piece.matchAll(SMALL)) places.add(span.start + match.index + match[1]!.length);
  // Capitals all over are the way of code and of encoded data, not of damaged prose.
  if (places.size > 20 && places.size * 40 > piece.length) return [];
  return [...places].sort((a, b) => a - b);
}

function isLostSpace(piece: string, at: number): boolean {
  const before = piece.slice(Math.max(0, at - 40), at);
  const tail = TAIL.exec(piece.slice(at, at + 40))?.[0] ?? "";
  if (/[”»)]$/.test(before)) return /\p{L}{2}|[aI]\s/u.test(piece.slice(at, at + 2)) && !/^s\b/.test(piece.slice(at));
  if (/[.?!]$/.test(before)) return !/(?:https?:|www\.|@)\S*$/.test(before) && !/\.\p{L}{1,2}\.$/u.test(before);
  const head = HEAD.exec(before)?.[0] ?? "";
  if (inAddress(piece, at)) return false;
  if (NAME_HEADS.test(head)) return isFunctionWord(tail.toLowerCase()) && head.length > 2 && tail.length > 2;
  if (/^\p{N}+$/u.test(head)) return /^\p{N}{2,4}$/u.test(head) && tail.length >= 3;
  if (/^\p{Ll}/u.test(head)) return head.length >= 3;
  if (MONTH.test(head)) return true;
  if (/^[AI]$/.test(tail)) return head.length >= 4 && /^[AI] \p{Ll}/u.test(piece.slice(at, at + 3));
  return isWord(tail) || PLAIN_ENDING.test(head);
}

const MONTH = /^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/;
const OPENERS =
  /^(?:nobody|everyone|everybody|someone|somebody|anyone|nothing|everything|none|neither|both|another|many|most|few|all|one|perhaps|today|yesterday|meanwhile|however|moreover|instead|despite|even|still|only|just)$/;

/** A word that can open a sentence: of grammar, a name that is known, a verb, an adverb. */
function isWord(tail: string): boolean {
  const bare = tail.replace(/[’']s$/, "");
  const lower = bare.toLowerCase();
  return (
    (isFunctionWord(lower) && lower.length > 1) ||
    OPENERS.test(lower) ||
    isName(bare) ||
    isFiniteVerb(lower) ||
    /ly$/.test(lower)
  );
}

function inAddress(piece: string, at: number): boolean {
  const near = piece.slice(Math.max(0, at - 80), at);
  const from = at - near.length + near.lastIndexOf(" ") + 1;
  return /^(?:https?:|www\.|[@#])|[@/]/.test(piece.slice(from, Math.min(piece.length, at + 40)).split(/\s/)[0] ?? "");
}
