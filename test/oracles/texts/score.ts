// The scorer of cases/texts, rewritten: pairs predictions with gold one to one, best first, and counts a layer.
// In: gold and prediction in `standoff-evidence-gold/1`, offsets in code points. Out: true positives, gold and predicted counts.
// Same rules as shared/cases/texts/score.mjs (README.md there), micro-averaged over the pairs; score.test.ts compares the two where both are there.

export type Span = { start: number; end: number };
export type GoldClaim = Span & {
  stance: string;
  speaker: string;
  deniedBy?: string[];
  negated?: boolean;
  causal?: boolean;
  garbled?: boolean;
};
export type Gold = {
  format: string;
  offsets: string;
  sha256: string;
  length: number;
  sentences: Span[];
  junk: (Span & { kind: string })[];
  splices: (Span & { kind: string })[];
  mentions: (Span & { actor: string; kind: string })[];
  dates: (Span & { value: string })[];
  cues: (Span & { kind: string })[];
  claims: GoldClaim[];
};
export type Tally = { tp: number; gold: number; pred: number };
export type Share = { ok: number; n: number };
export type Score = { layers: Map<string, Tally>; shares: Map<string, Share> };

const over = (a: Span, b: Span) => Math.min(a.end, b.end) - Math.max(a.start, b.start);
const iou = (a: Span, b: Span) => {
  const o = Math.max(0, over(a, b));
  return o / (a.end - a.start + (b.end - b.start) - o || 1);
};

/** Greedy one-to-one pairing, best score first; a score of 0 is no match. */
export function pair<A, B>(gold: readonly A[], pred: readonly B[], score: (a: A, b: B) => number): [A, B][] {
  const candidates: [number, number, number][] = [];
  for (const [i, g] of gold.entries())
    for (const [j, p] of pred.entries()) {
      const s = score(g, p);
      if (s > 0) candidates.push([s, i, j]);
    }
  candidates.sort((x, y) => y[0] - x[0] || x[1] - y[1] || x[2] - y[2]);
  const goldTaken = new Set<number>();
  const predTaken = new Set<number>();
  const pairs: [A, B][] = [];
  for (const [, i, j] of candidates) {
    if (goldTaken.has(i) || predTaken.has(j)) continue;
    goldTaken.add(i);
    predTaken.add(j);
    pairs.push([gold[i]!, pred[j]!]);
  }
  return pairs;
}

function scoreSpans(g: Gold, p: Gold, score: Score): void {
  const exact = (a: Span, b: Span) => (a.start === b.start && a.end === b.end ? 1 : 0);
  tally(score, "sentences", pair(g.sentences, p.sentences, exact).length, g.sentences, p.sentences);
  const junk = pair(g.junk, p.junk, (a, b) => (iou(a, b) >= 0.5 ? iou(a, b) : 0));
  tally(score, "furniture", junk.length, g.junk, p.junk);
  const near = pair(g.splices, p.splices, (a, b) =>
    over(a, b) >= -3 ? 1 + iou(a, b) + (a.kind === b.kind ? 1 : 0) : 0,
  );
  tally(score, "splices", near.length, g.splices, p.splices);
  const sameActor = (a: { actor: string; kind: string }, b: { actor: string; kind: string }) =>
    a.actor === b.actor || (a.kind === "org" && b.kind === "org");
  const mentions = pair(g.mentions, p.mentions, (a, b) => (over(a, b) > 0 && sameActor(a, b) ? iou(a, b) : 0));
  tally(score, "mentions", mentions.length, g.mentions, p.mentions);
  const dates = pair(g.dates, p.dates, (a, b) => (over(a, b) > 0 ? iou(a, b) : 0));
  tally(score, "dates", dates.length, g.dates, p.dates);
  share(score, "date value", dates.filter(([a, b]) => a.value === b.value).length, dates.length);
  share(score, "furniture kind", junk.filter(([a, b]) => a.kind === b.kind).length, junk.length);
  const cues = pair(g.cues, p.cues, (a, b) => (a.kind === b.kind && over(a, b) > 0 ? iou(a, b) : 0));
  tally(score, "cues", cues.length, g.cues, p.cues);
}

function scoreClaims(g: Gold, p: Gold, score: Score): void {
  const pairs = pair(g.claims, p.claims, (a, b) => (iou(a, b) >= 0.5 ? iou(a, b) : 0));
  tally(score, "claims", pairs.length, g.claims, p.claims);
  const same = pairs.filter(([a, b]) => a.stance === b.stance);
  tally(score, "claims with stance", same.length, g.claims, p.claims);
  share(
    score,
    "attributed or not",
    pairs.filter(([a, b]) => (a.speaker === "author") === (b.speaker === "author")).length,
    pairs.length,
  );
  const states = pairs.filter(([a]) => /^[A-Z]{3}$/.test(a.speaker));
  share(score, "speaker, states", states.filter(([a, b]) => a.speaker === b.speaker).length, states.length);
  const has = (claims: GoldClaim[], key: "deniedBy" | "negated" | "causal") => claims.filter((c) => c[key]);
  const denied = pairs.filter(([a, b]) => a.deniedBy?.some((who) => b.deniedBy?.includes(who)));
  tally(score, "denied by", denied.length, has(g.claims, "deniedBy"), has(p.claims, "deniedBy"));
  for (const key of ["negated", "causal"] as const)
    tally(score, key, pairs.filter(([a, b]) => a[key] && b[key]).length, has(g.claims, key), has(p.claims, key));
  for (const stance of ["asserted", "opinion", "reported", "denied", "forecast", "question"]) {
    const of = (claims: GoldClaim[]) => claims.filter((c) => c.stance === stance);
    tally(score, `stance ${stance}`, same.filter(([a]) => a.stance === stance).length, of(g.claims), of(p.claims));
  }
}

function tally(score: Score, layer: string, tp: number, gold: readonly unknown[], pred: readonly unknown[]): void {
  const t = score.layers.get(layer) ?? { tp: 0, gold: 0, pred: 0 };
  score.layers.set(layer, { tp: t.tp + tp, gold: t.gold + gold.length, pred: t.pred + pred.length });
}

function share(score: Score, name: string, ok: number, n: number): void {
  const s = score.shares.get(name) ?? { ok: 0, n: 0 };
  score.shares.set(name, { ok: s.ok + ok, n: s.n + n });
}

/** Scores pairs of gold and prediction; a prediction made from another text is our own bug. */
export function scoreTexts(pairs: readonly [Gold, Gold][]): Score {
  const score: Score = { layers: new Map(), shares: new Map() };
  for (const [gold, predicted] of pairs) {
    if (gold.sha256 !== predicted.sha256) throw new Error("the prediction was made from another text");
    scoreSpans(gold, predicted, score);
    scoreClaims(gold, predicted, score);
  }
  return score;
}

export function f1(t: Tally): number {
  return t.gold + t.pred === 0 ? 1 : (2 * t.tp) / (t.gold + t.pred);
}
