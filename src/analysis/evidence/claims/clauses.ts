// Cuts a sentence into clauses that may say different things. In: the text, a segment, its words. Out: segments with the
// word that joins each to the one before. Only joints outside quotations, followed by a clause with its own verb, count:
// whether two neighbours are one claim is decided later, by what each of them is.

import { senseOf } from "../lexicon/reporting.ts";
import { isAuxiliary, isFiniteVerb, maybeVerb } from "../lexicon/verbs.ts";
import type { Span } from "../text/source-text.ts";
import type { Token } from "../text/tokens.ts";

export type Clause = Span & { joint: string; words: Token[] };

const JOINT =
  /(?<comma>[,;:—–])\s+(?<word>and yet|and|but|yet|though|although|while|whereas|so|or|which is why|because|since|as)\s+(?=\S)|(?<stop>[;:])\s+(?=\S)|\s+(?<plain>but|while|though|although|whereas|and(?=\s+(?:denie[sd]|reject(?:s|ed)|dismisse[sd]|disput(?:es|ed))\b))\s+(?=\S)/giu;

export function clauses(text: string, span: Span, words: readonly Token[]): Clause[] {
  const piece = text.slice(span.start, span.end);
  const cuts: { end: number; start: number; joint: string }[] = [];
  const inQuote = quoted(piece);
  let from = span.start;
  const lead = leadingClause(text, words);
  if (lead) {
    cuts.push(lead);
    from = lead.start;
  }
  for (const match of piece.matchAll(JOINT)) {
    const g = match.groups ?? {};
    const end = span.start + match.index;
    const start = end + match[0].length;
    if (inQuote(match.index) || end <= from) continue;
    const joint = (g.word ?? g.plain ?? g.stop ?? "").toLowerCase();
    if (joint === ":" && text.slice(from, end).split(/\s+/).length < 5) continue;
    if (joint === ":" && !/^[\s“"]*\p{L}/u.test(text.slice(start, start + 4))) continue;
    const left = words.filter((w) => w.start >= from && w.end <= end);
    const right = words.filter((w) => w.start >= start && w.end <= span.end);
    if (!isStatement(left) || !hasOwnSubject(right, joint)) continue;
    cuts.push({ end, start, joint });
    from = start;
  }
  const out: Clause[] = [];
  let start = span.start;
  let joint = "";
  for (const cut of [...cuts, { end: span.end, start: span.end, joint: "" }]) {
    out.push({ start, end: cut.end, joint, words: words.filter((w) => w.start >= start && w.end <= cut.end) });
    start = cut.start;
    joint = cut.joint;
  }
  return out;
}

/** "While A is so, B is": two statements side by side. (If, when and because set conditions: one statement.) */
function leadingClause(
  text: string,
  words: readonly Token[],
): { end: number; start: number; joint: string } | undefined {
  if (
    !/^(?:while|as|although|though|whereas)$/.test(words[0]?.lower ?? "") ||
    /^(?:of|far|long|well|soon|much|if|for|to)$/.test(words[1]?.lower ?? "")
  )
    return undefined;
  for (let k = 3; k + 2 < words.length; k++) {
    if (!/^,\s+$/.test(text.slice(words[k]!.end, words[k + 1]!.start))) continue;
    const left = words.slice(1, k + 1);
    const right = words.slice(k + 1);
    const own = left.some((w, i) => i > 0 && (isFiniteVerb(w.lower) || (!w.capital && maybeVerb(w.lower))));
    if (own && hasOwnSubject(right, "while")) return { end: words[k]!.end, start: words[k + 1]!.start, joint: "while" };
  }
  return undefined;
}

/** True inside a quotation: the writer's joints are outside. */
function quoted(piece: string): (at: number) => boolean {
  const ranges: [number, number][] = [];
  for (const m of piece.matchAll(/“[^”]*”|"[^"]*"|«[^»]*»/g)) ranges.push([m.index, m.index + m[0].length]);
  return (at) => ranges.some(([a, b]) => at > a && at < b);
}

function isStatement(words: readonly Token[]): boolean {
  return words.some((w, i) => isFiniteVerb(w.lower) || (i > 0 && !w.capital && maybeVerb(w.lower)));
}

/** A clause of its own: some words before its first verb, or a modal that opens a new claim ("and may provide"). */
function hasOwnSubject(words: readonly Token[], joint: string): boolean {
  const verb = words.slice(0, 14).findIndex((w) => isFiniteVerb(w.lower));
  if (verb > 0) return true;
  if (verb === 0 && senseOf(words[0]!.lower) === "deny") return true;
  if (verb === 0)
    return isAuxiliary(words[0]!.lower) && /^(?:may|might|could|will|would)$/.test(words[0]!.lower) && joint !== ":";
  return words.slice(1, 8).some((w) => !w.capital && maybeVerb(w.lower));
}
