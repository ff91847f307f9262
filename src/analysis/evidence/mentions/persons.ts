// Finds persons who speak for a state, by their title in the text: "Defence Secretary Ramon Dizon-Lao", "Turkey's foreign
// minister, Orhan Celik", "Zhou Bolin, a spokesman for the Chinese foreign ministry". In: words of a paragraph and the names
// already found in it. Out: mentions; later surnames are known by the people remembered, which the caller keeps a text long.
// The state is the one in front of the title, behind "of" or "for", or else the one that the text last had as its subject.

import { TITLES } from "../gazetteer/persons.ts";
import { SURNAME_FIRST } from "../gazetteer/states.ts";
import { isFunctionWord } from "../lexicon/function-words.ts";
import { between, type Token } from "../text/tokens.ts";
import type { Mention } from "./mention.ts";

/** First word of a name as it is written → names that begin with it, and whom they speak for. */
export type People = Map<string, { words: string[]; actor: string }[]>;

const TITLE_WORDS = new Map<string, string[][]>();
for (const title of TITLES.split("|")) {
  const words = title.split(/[\s-]/);
  TITLE_WORDS.set(
    words[0]!,
    [...(TITLE_WORDS.get(words[0]!) ?? []), words].sort((a, b) => b.length - a.length),
  );
}
const PARTICLES = new Set(["al", "el", "bin", "ibn", "de", "van", "von", "der", "da", "la"]);
const NO_NAME = new Set(
  "assembly council staff office house party ministry committee department secretariat court affairs bank and of for or board".split(
    " ",
  ),
);

/** `nameOf` holds, for each word, the name of the gazetteer that covers it. */
export type PersonScene = {
  text: string;
  words: readonly Token[];
  nameOf: readonly (Mention | undefined)[];
  subject: string | undefined;
};

/** The name that covers each word, from names in order. */
export function coverWords(words: readonly Token[], names: readonly Mention[]): (Mention | undefined)[] {
  let k = 0;
  return words.map((word) => {
    while (k < names.length && names[k]!.end <= word.start) k++;
    const name = names[k];
    return name && name.start <= word.start ? name : undefined;
  });
}

export function findPersons(scene: PersonScene, people: People): Mention[] {
  const found: Mention[] = [];
  for (let i = 0; i < scene.words.length; i++) {
    const hit = titled(scene, i) ?? apposed(scene, i) ?? remembered(scene, i, people);
    if (!hit) continue;
    const [from, to] = hit.range;
    const mention: Mention = {
      start: scene.words[from]!.start,
      end: scene.words[to]!.end,
      actor: hit.actor,
      kind: "person",
    };
    if ((found.at(-1)?.end ?? 0) > mention.start) continue;
    found.push(mention);
    remember(people, scene, hit);
    i = Math.max(i, hit.next);
  }
  return found;
}

type Hit = { range: [number, number]; actor: string; next: number };

function titleLength(words: readonly Token[], at: number): number {
  const options = TITLE_WORDS.get(words[at]?.lower ?? "");
  const fit = options?.find((option) => option.every((w, k) => words[at + k]?.lower === w));
  return fit?.length ?? 0;
}

function nameAt(scene: PersonScene, at: number): number {
  const { words, text } = scene;
  let last = at - 1;
  while (last - at < 4) {
    const next = words[last + 1];
    if (!next) break;
    if (last >= at && !/^(?:\s+|-|\.\s+)$/.test(between(text, words[last]!, next))) break;
    if (last >= at && words[last]!.possessive) break;
    const hyphened = last >= at && between(text, words[last]!, next) === "-";
    const particle = PARTICLES.has(next.lower) && words[last + 2]?.capital;
    const joined = hyphened && /^\p{Ll}{2,}$/u.test(next.text);
    if (!particle && !joined && (!next.capital || isFunctionWord(next.lower) || NO_NAME.has(next.lower))) break;
    const name = scene.nameOf[last + 1];
    if (name && name.kind !== "person" && !hyphened) break;
    last++;
  }
  return last;
}

/** Title, then name: perhaps with "of STATE" and a comma between. */
function titled(scene: PersonScene, at: number): Hit | undefined {
  const { words, text } = scene;
  const length = titleLength(words, at);
  if (length === 0) return undefined;
  let from = at + length;
  if (words[from] === undefined) return undefined;
  let gap = between(text, words[from - 1]!, words[from]!);
  let state = stateBefore(scene, at);
  if (/^\s+$/.test(gap) && (words[from]!.lower === "of" || words[from]!.lower === "for")) {
    const inside = scene.nameOf.slice(from + 1, from + 4).find((m) => m !== undefined);
    const behind = inside ? words.findIndex((w) => w.start >= inside.end) : -1;
    if (!inside || behind < 0) return undefined;
    state = inside.actor;
    from = behind;
    gap = between(text, words[from - 1]!, words[from]!);
  }
  if (!/^(?:\s+|,\s+|\.\s+)$/.test(gap) || words[from - 1]!.possessive) return undefined;
  const to = nameAt(scene, from);
  if (to < from || (gap.startsWith(",") && to === from)) return undefined;
  const known = scene.nameOf[from];
  const actor = known?.kind === "person" ? known.actor : (state ?? scene.subject);
  return actor ? { range: [from, to], actor, next: to } : undefined;
}

/** The state just in front of a title, with only other words of the title between. */
function stateBefore(scene: PersonScene, at: number): string | undefined {
  for (let back = 1; back <= 6; back++) {
    const word = scene.words[at - back];
    if (!word) return undefined;
    const name = scene.nameOf[at - back];
    if (name && name.kind !== "person") return name.actor;
    if (
      !word.capital &&
      ![
        "foreign",
        "defence",
        "defense",
        "deputy",
        "interior",
        "army",
        "former",
        "prime",
        "chief",
        "vice",
        "energy",
        "finance",
        "trade",
      ].includes(word.lower)
    )
      return undefined;
    if (/[,.;:]/.test(between(scene.text, word, scene.words[at - back + 1]!))) return undefined;
  }
  return undefined;
}

/** Name, comma, title, and a state within the apposition. */
function apposed(scene: PersonScene, at: number): Hit | undefined {
  const { words, text } = scene;
  if (!words[at]!.capital || isFunctionWord(words[at]!.lower)) return undefined;
  const to = nameAt(scene, at);
  const next = words[to + 1];
  if (to <= at || !next || !/^,\s+$/.test(between(text, words[to]!, next))) return undefined;
  let titleFound = false;
  let actor: string | undefined;
  for (let k = to + 1; k < Math.min(words.length, to + 13); k++) {
    if (k > to + 1 && /[,.;:]/.test(between(text, words[k - 1]!, words[k]!))) break;
    if (titleLength(words, k) > 0) titleFound = true;
    const name = scene.nameOf[k];
    if (name && name.kind !== "person") actor ??= name.actor;
  }
  return titleFound && actor ? { range: [at, to], actor, next: to } : undefined;
}

function remembered(scene: PersonScene, at: number, people: People): Hit | undefined {
  const options = people.get(scene.words[at]!.text);
  const fit = options?.find((o) => o.words.every((w, k) => scene.words[at + k]?.text === w));
  if (!fit) return undefined;
  const to = at + fit.words.length - 1;
  return { range: [at, to], actor: fit.actor, next: to };
}

function remember(people: People, scene: PersonScene, hit: Hit): void {
  const words = scene.words.slice(hit.range[0], hit.range[1] + 1);
  const add = (name: readonly Token[]) => {
    const key = name[0]!.text;
    const known = people.get(key) ?? [];
    const spelled = name.map((w) => w.text);
    if (known.some((o) => o.words.join(" ") === spelled.join(" "))) return;
    people.set(
      key,
      [...known, { words: spelled, actor: hit.actor }].sort((a, b) => b.words.length - a.words.length),
    );
  };
  add(words);
  let surname = words.length - 1;
  while (surname > 0 && between(scene.text, words[surname - 1]!, words[surname]!) === "-") surname--;
  if (words[surname]!.text.length > 2 || words.length === 1) add(words.slice(surname));
  if (SURNAME_FIRST.has(hit.actor) && words.length > 1) add(words.slice(0, 1));
}
