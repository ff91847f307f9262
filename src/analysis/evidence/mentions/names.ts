// Finds the names of the gazetteer in a row of words: states, adjectives, capitals, organisations, known leaders.
// In: the text and its words. Out: mentions, longest name first, none overlapping. Places that do not act are left out: seas,
// straits, newspapers, universities, treaties named after a city (a capital's own case is decided in acting-capitals.ts).

import { type Entry, entriesFrom } from "../gazetteer/gazetteer.ts";
import { between, type Token } from "../text/tokens.ts";
import type { Mention } from "./mention.ts";

const AFTER_PLACE = new Set(
  "sea seas ocean gulf strait straits channel canal peninsula desert bay basin plate river lake island mountains trench times post herald tribune university institute college daily review street avenue airport airlines airways square exchange affairs relations news telegraph journal gazette standard today".split(
    " ",
  ),
);
const AFTER_CAPITAL = new Set(
  "group format summit protocols agreements agreement accord accords protocol convention declaration treaty conference pact d.c state based born listed headquartered consensus club process school marathon olympics games museum".split(
    " ",
  ),
);
const CONTINENT = new Set(["latin", "south", "north", "central", "captain", "miss", "bank", "voice"]);
/** Also given names, surnames or common words: not a state where another capital word leads them. */
const ALSO_NAMES = new Set([
  "Georgia",
  "Jordan",
  "Chad",
  "Israel",
  "Sofia",
  "Paris",
  "Lima",
  "Santiago",
  "Wellington",
  "London",
  "Washington",
  "Lincoln",
  "Vienna",
  "Rome",
  "Juba",
  "Riga",
  "Dakar",
  "Kuwait",
  "Holland",
  "Colombo",
  "Wagner",
  "Quad",
  "Shell",
]);

export function findNames(text: string, words: readonly Token[]): Mention[] {
  const found: Mention[] = [];
  for (let i = 0; i < words.length; i++) {
    const hit = entriesFrom(words[i]!.text).find((e) => fits(text, words, i, e));
    if (!hit) continue;
    const last = i + hit.words.length - 1;
    if (acts(text, words, i, last, hit))
      found.push({ start: words[i]!.start, end: wordEnd(text, words[last]!, hit), actor: hit.actor, kind: hit.kind });
    i = last;
  }
  return found;
}

function fits(text: string, words: readonly Token[], at: number, entry: Entry): boolean {
  for (let k = 1; k < entry.words.length; k++) {
    const word = words[at + k];
    if (!word || word.text !== entry.words[k] || !/^[\s.,-]{1,3}$/.test(between(text, words[at + k - 1]!, word)))
      return false;
  }
  return true;
}

/** "N. Korea" and "OPEC+" are spelled with signs that are no part of a word. */
function wordEnd(text: string, last: Token, entry: Entry): number {
  return entry.name.endsWith("+") && text[last.end] === "+" ? last.end + 1 : last.end;
}

function acts(text: string, words: readonly Token[], first: number, last: number, entry: Entry): boolean {
  const before = words[first - 1];
  const after = words[last + 1];
  const spaceAfter =
    after !== undefined && /^\s+$/.test(between(text, words[last]!, after)) && !words[last]!.possessive;
  if (spaceAfter && after.capital && AFTER_PLACE.has(after.lower)) return false;
  if (
    entry.kind === "cap" &&
    after !== undefined &&
    /^[\s,-]+$/.test(between(text, words[last]!, after)) &&
    AFTER_CAPITAL.has(after.lower)
  )
    return false;
  if (before && between(text, before, words[first]!) === "-" && before.capital && !isPrefix(before)) return false;
  const joined = before !== undefined && /^\s+$/.test(between(text, before, words[first]!));
  if (entry.name === "America" && joined && CONTINENT.has(before.lower)) return false;
  if (joined && ALSO_NAMES.has(entry.name) && before.capital && !before.possessive && isGivenName(before)) return false;
  return true;
}

/** "Anti-Russian", "US-China", but not the second half of a surname. */
function isPrefix(word: Token): boolean {
  return (
    /^(?:anti|pro|non|pan|ex|post|pre|cross|inter|trans|former|north|south|east|west|all)$/.test(word.lower) ||
    entriesFrom(word.text).length > 0 ||
    word.text === word.text.toUpperCase()
  );
}

const NOT_GIVEN =
  /^(?:The|In|And|But|As|By|For|From|With|While|If|When|Because|Since|After|Before|That|Yet|Both|Even|Of|To|At|On|Although|Though|Only|Now|Then|Like|Unlike|Mr|Former|Late)$/;

function isGivenName(word: Token): boolean {
  return !NOT_GIVEN.test(word.text) && entriesFrom(word.text).length === 0 && /^\p{Lu}\p{Ll}+$/u.test(word.text);
}
