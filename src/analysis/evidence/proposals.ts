// Claims that a language model proposed, checked against the text. In: proposals (a quotation and what it is said to be) and
// the source. Out: claims whose words stand in the text, letter for letter save for white space, and the refused ones with the
// reason. A proposal is never trusted: not its place, and not its words.

import { type Claim, STANCES, type Stance } from "./claims/claim.ts";
import type { SourceText } from "./text/source-text.ts";

export type Proposal = { quote: string; stance: string; speaker?: string };
export type RefusedProposal = { quote: string; says: string };

export function verifyProposals(
  source: SourceText,
  proposals: readonly Proposal[],
): { claims: Claim[]; refused: RefusedProposal[] } {
  const claims: Claim[] = [];
  const refused: RefusedProposal[] = [];
  for (const proposal of proposals) {
    const places = placesOf(source.text, proposal.quote);
    const refuse = (says: string) => refused.push({ quote: proposal.quote.slice(0, 200), says });
    if (!(STANCES as readonly string[]).includes(proposal.stance)) refuse(`\`${proposal.stance}\` is no stance`);
    else if (places.length === 0) refuse("these words do not stand in the text");
    else if (places.length > 1) refuse("these words stand in the text more than once");
    else {
      const [start, end] = places[0]!;
      const { toPoints } = source.points;
      claims.push({
        start: toPoints(start),
        end: toPoints(end),
        stance: proposal.stance as Stance,
        speaker: proposal.speaker ?? "author",
      });
    }
  }
  return { claims: claims.sort((a, b) => a.start - b.start), refused };
}

function placesOf(text: string, quote: string): [number, number][] {
  const words = quote
    .trim()
    .split(/\s+/)
    .filter((w) => w !== "");
  if (words.length === 0 || quote.length > 5000) return [];
  const pattern = new RegExp(words.map((w) => w.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")).join("\\s+"), "g");
  const places: [number, number][] = [];
  for (const match of text.matchAll(pattern)) {
    places.push([match.index, match.index + match[0].length]);
    if (places.length > 1) break;
  }
  return places;
}
