// All damage of one paragraph. In: the paragraph, its sentences with their words, the lost spaces, where persons are named.
// Out: splices in order of place. A sentence that is link text as a whole is an anchor and not a fragment.

import type { Span } from "../text/source-text.ts";
import type { Token } from "../text/tokens.ts";
import { placesWithin, spansWithin } from "../text/within.ts";
import { findAnchors } from "./anchors.ts";
import type { TextDamage } from "./damage.ts";
import { findFragment } from "./fragments.ts";
import { findMissingQuotes } from "./quotes.ts";

export type DamageScene = {
  text: string;
  paragraph: Span;
  nextOpens: boolean;
  sentences: readonly { span: Span; words: readonly Token[] }[];
  fused: readonly number[];
  persons: readonly Span[];
};

export function findDamage(scene: DamageScene): TextDamage[] {
  const { text, fused } = scene;
  const found: TextDamage[] = fused.map((at) => ({ start: at, end: at, kind: "fused" }));
  for (const at of findMissingQuotes(text, scene.paragraph, scene.nextOpens))
    found.push({ start: at, end: at, kind: "quote" });
  for (const { span, words } of scene.sentences) {
    const inside = placesWithin(fused, span.start + 1, span.end);
    const persons = spansWithin(scene.persons, span);
    const anchors = findAnchors({ text, sentence: span, words, fused: inside, persons });
    for (const a of anchors) found.push({ ...a, kind: "anchor" });
    const fragment = findFragment(text, words);
    if (fragment && !anchors.some((a) => a.start <= fragment.start)) found.push({ ...fragment, kind: "fragment" });
  }
  return found.sort((a, b) => a.start - b.start || a.end - b.end);
}
