// Was a sentence turned into its opposite? In: the old and the new wording. Out: yes, where the words of negation do not
// balance, or a word was exchanged for its opposite. Such a sentence is not the same sentence, however alike it looks.
// A double negation by other words ("not unlikely" for "likely") counts as turned: a person must look.

const NEGATIONS =
  /^(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|hardly|barely|scarcely|unable|fails?|failed|refuses?|refused|denie[sd]|deny|rejects?|rejected|lacks?|lacked)$|n['’]t$/;

const OPPOSITES: Record<string, string> = {};
for (const pair of `
  increase decrease|increases decreases|increased decreased|increasing decreasing|rise fall|rises falls|rose fell|rising falling|raise lower|raised lowered
  accept refuse|accepted refused|support oppose|supports opposes|supported opposed|likely unlikely|possible impossible|able unable|willing unwilling
  legal illegal|lawful unlawful|stable unstable|effective ineffective|safe unsafe|certain uncertain|clear unclear|known unknown|ready unready
  more less|more fewer|most least|strong weak|stronger weaker|strengthen weaken|strengthens weakens|strengthened weakened|win lose|wins loses|won lost
  before after|above below|over under|inside outside|with without|allow forbid|allowed forbade|allows forbids|allow ban|allowed banned|begin end|began ended|start stop|started stopped|starts stops
  open closed|opened closed|advance retreat|advanced retreated|admit deny|admits denies|admitted denied|confirm deny|confirmed denied|confirms denies|agree disagree|agreed disagreed|agrees disagrees
  always never|all none|everyone nobody|everything nothing|better worse|best worst|high low|higher lower|success failure|succeed fail|succeeded failed|include exclude|included excluded
  deploy withdraw|deployed withdrew|arm disarm|armed disarmed|join leave|joined left|true false|right wrong|guilty innocent|friend enemy|ally adversary|peace war|buy sell|bought sold|import export|imports exports`
  .trim()
  .split(/[|\n]\s*/)) {
  const [a, b] = pair.trim().split(" ");
  OPPOSITES[`${a} ${b}`] = "";
  OPPOSITES[`${b} ${a}`] = "";
}

const words = (text: string) => text.toLowerCase().match(/[\p{L}\p{M}]+(?:['’]\p{L}+)*/gu) ?? [];

export function polarityTurned(before: string, after: string): boolean {
  const old = words(before);
  const now = words(after);
  const negations = (list: readonly string[]) => list.filter((w) => NEGATIONS.test(w)).length;
  if (negations(old) % 2 !== negations(now) % 2) return true;
  const gone = minus(old, now);
  const come = minus(now, old);
  return gone.some((a) => come.some((b) => `${a} ${b}` in OPPOSITES));
}

/** The words of `left` that `right` does not use as often. */
function minus(left: readonly string[], right: readonly string[]): string[] {
  const spare = new Map<string, number>();
  for (const w of right) spare.set(w, (spare.get(w) ?? 0) + 1);
  return left.filter((w) => {
    const n = spare.get(w) ?? 0;
    if (n > 0) spare.set(w, n - 1);
    return n === 0;
  });
}
