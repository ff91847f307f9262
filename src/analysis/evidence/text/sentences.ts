// Cuts a paragraph into sentences. In: a segment, and the places in it where a space was lost. Out: exact segments without
// white space at either side. Own rules rather than Intl.Segmenter: the same cuts in every engine, and garbled texts need a
// cut before a small letter ("visited Pyongyang. one month later"), which Unicode's rules (UAX 29, SB8) forbid.

import { isFunctionWord, PRONOUNS, SUBORDINATORS } from "../lexicon/function-words.ts";
import { isFiniteVerb, maybeVerb } from "../lexicon/verbs.ts";
import { splitsPair } from "./code-points.ts";
import type { Span } from "./source-text.ts";
import { type Token, tokens } from "./tokens.ts";

const END = /[.!?…]+(?:["”’»)\]]|\[\d{1,3}\])*(?=\s|$)|[。！？]+[”’」』）]*|[؟۔।](?=\s|$)/gu;
/** Never end a sentence: a name or a number follows. */
const TITLES =
  /(?:^|[\s(“‘"'])(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Cmdr|Adm|Sgt|Rev|Hon|Sen|Rep|Gov|Pres|St|Mt|Ft|Sr|No|Nos|Art|Fig|Figs|Vol|pp|p|vs|v|cf|e\.g|i\.e|approx|ca|al)\.$/;
/** End one only where a capital on a word of grammar follows. */
const ABBREVIATIONS =
  /(?:^|[\s(“‘"'])(?:(?:\p{Lu}\.)+|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Inc|Ltd|Co|Corp|Bros|Jr|Sr|etc|a\.m|p\.m|Ave|Rd|dept|est|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Ph\.D)\.$|(?:\p{Lu}\.){2,}$/u;

function endsSentence(text: string, from: number, end: number, to: number): boolean {
  const head = text.slice(Math.max(from, end - 24), end);
  const rest = text.slice(end, Math.min(to, end + 48)).trimStart();
  if (rest === "") return true;
  if (TITLES.test(head)) return false;
  const next = /^["“‘'«([]*([\p{L}\p{N}]+)/u.exec(rest)?.[1] ?? "";
  const small = /^\p{Ll}/u.test(next);
  if (/[.]["”’»)\]]*$/.test(head) && ABBREVIATIONS.test(head.replace(/["”’»)\]]+$/, ""))) {
    if (/(?:^|\s)\p{Lu}\.$/u.test(head)) return false;
    return !small && next.length > 1 && isFunctionWord(next.toLowerCase()) && !/^\p{N}/u.test(next);
  }
  if (!small) return !/^[,;:]/.test(rest);
  return /(?:\p{L}{3}|\p{N})\.$/u.test(head) && !/\.\.\.$|…$/.test(head);
}

/** Does a new statement begin where the space was lost? */
function beginsStatement(text: string, from: number, cut: number, to: number): boolean {
  if (/[.!?]["”’)]*$/.test(text.slice(Math.max(from, cut - 3), cut))) return true;
  const [next] = tokens(text, { start: cut, end: Math.min(to, cut + 40) });
  if (!next?.capital) return false;
  const head = tokens(text, { start: Math.max(from, cut - 1000), end: cut });
  const finite = head.some((t) => isFiniteVerb(t.lower)) || head.slice(1).some((t) => !t.capital && maybeVerb(t.lower));
  const opens = head[0] !== undefined && SUBORDINATORS.has(head[0].lower);
  if (opens) return hasMainVerb(text, head);
  // "Freedom of navigation patrolsThey": a pronoun takes the link text up again, so both are one sentence.
  return finite || !PRONOUNS.has(next.lower);
}

/** After "While …, " a verb in the part behind the comma makes the statement whole. */
function hasMainVerb(text: string, head: readonly Token[]): boolean {
  const start = head[0]!.start;
  const end = head.at(-1)!.end;
  const comma = text.slice(start, end).lastIndexOf(",");
  if (comma < 0) return false;
  return head.some((t) => t.start > start + comma && isFiniteVerb(t.lower));
}

export function splitSentences(text: string, span: Span, fused: readonly number[]): Span[] {
  const ends: number[] = [];
  const piece = text.slice(span.start, span.end);
  const stops = [...piece.matchAll(END)].map((m) => span.start + m.index + m[0].length);
  let from = span.start;
  const lostSpaces = new Set(fused);
  for (const at of [...new Set([...stops, ...fused])].sort((a, b) => a - b)) {
    if (at <= from || at > span.end) continue;
    const lost = lostSpaces.has(at);
    if (!(lost ? beginsStatement(text, from, at, span.end) : endsSentence(text, from, at, span.end))) continue;
    ends.push(at);
    from = at;
  }
  return cutAt(text, span, ends);
}

/** No sentence is longer: a run without an end (a table, a hostile text) is cut at white space, so that nothing hangs. */
const LONGEST = 3000;

function cutAt(text: string, span: Span, ends: readonly number[]): Span[] {
  const out: Span[] = [];
  let from = span.start;
  for (const end of [...ends, span.end]) {
    let start = from;
    let stop = end;
    while (start < stop && /\s/.test(text[start]!)) start++;
    while (stop > start && /\s/.test(text[stop - 1]!)) stop--;
    while (stop - start > LONGEST) {
      const space = start + text.slice(start, start + LONGEST + 1).lastIndexOf(" ");
      const cut = space > start ? space : start + LONGEST + (splitsPair(text, start + LONGEST) ? 1 : 0);
      out.push({ start, end: cut });
      start = space > start ? space + 1 : cut;
    }
    if (stop > start) out.push({ start, end: stop });
    from = end;
  }
  return out;
}
