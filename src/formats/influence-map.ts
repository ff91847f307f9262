// An influence map, whichever tool drew it: concepts, and how strongly one moves another.

export type Link = { from: number; to: number; weight: number };
export type InfluenceMap = { names: string[]; links: Link[] };

function decodedOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** A name that was encoded for an address: once, or twice as Loopy does. */
export const decoded = (text: string) => decodedOnce(decodedOnce(text));
