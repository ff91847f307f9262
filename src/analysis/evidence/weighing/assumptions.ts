// The key assumptions check (US Government, "A Tradecraft Primer", 2009): what of a model rests on no claim, and which claims
// nothing uses. In: elements with the claims they name, as plain data. Out: two lists of ids, in the order given.

export type Element = { id: string; because: readonly string[] };

export function keyAssumptions(
  elements: readonly Element[],
  claims: readonly string[],
): { unsupported: string[]; unused: string[] } {
  const used = new Set(elements.flatMap((e) => e.because));
  return {
    unsupported: elements.filter((e) => e.because.length === 0).map((e) => e.id),
    unused: claims.filter((id) => !used.has(id)),
  };
}
