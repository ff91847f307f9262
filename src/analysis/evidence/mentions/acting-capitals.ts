// Decides whether a capital city stands for its government. "Nobody in Kuala Lumpur expects it" does, "an insurer in London"
// is a place. In: mentions of a whole text with the words around them. Out: the mentions that act. A capital behind "in" or
// "at" acts where its state is an actor of the text anyway and the phrase in front is not of a private kind.

import type { Mention } from "./mention.ts";

const PLACED = /\b(?:in|at|near|outside|around|across|from|through)\s+$/i;
const PRIVATE =
  /\b(?:insurers?|firms?|compan(?:y|ies)|banks?|bankers?|lawyers?|investors?|traders?|brokers?|professors?|universit(?:y|ies)|institutes?|think[- ]tanks?|scholars?|researchers?|analysts?|diplomats?|correspondents?|reporters?|journalists?|hotels?|restaurants?|conferences?|summits?|meetings?|talks|ceremon(?:y|ies)|museums?|streets?|cafes?|residents?|shops?|markets?|based|born|lives?|lived|living|met|held|hosted|offices?|headquarters|students?|dealers?|consultants?|experts?|embass(?:y|ies)|court|university|school|hospital|airport|port|factory|plant)(?:\s+\S+){0,2}\s+(?:in|at|near|outside|around|across|from|through)\s+$/i;

/** States that are a city: "an analyst in Singapore" tells a place as well. */
const CITY_STATES = new Set(["SGP", "HKG", "MCO", "LUX", "VAT"]);

export function actingCapitals(text: string, mentions: readonly Mention[]): Mention[] {
  const actors = new Set(mentions.filter((m) => m.kind !== "cap").map((m) => m.actor));
  const standing = new Set(
    mentions
      .filter((m) => m.kind === "cap" && !PLACED.test(text.slice(Math.max(0, m.start - 12), m.start)))
      .map((m) => m.actor),
  );
  return mentions.filter((m) => {
    const isCity = m.kind === "cap" || (m.kind === "state" && CITY_STATES.has(m.actor));
    if (!isCity) return true;
    const head = text.slice(Math.max(0, m.start - 60), m.start);
    if (!PLACED.test(head)) return true;
    return !PRIVATE.test(head) && (actors.has(m.actor) || standing.has(m.actor));
  });
}
