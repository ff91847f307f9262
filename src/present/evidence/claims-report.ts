// Claims at work as documents: the table of a model's claims, and the matrix of an analysis of competing hypotheses beside the model's own answer.

import type { Matrix } from "../../analysis/evidence/weighing/matrix.ts";
import { type Column, type Document, heading, lines, type Part, sentence, table } from "../document/document.ts";
import { count, decimalsFor, fixed, nameInWords, percent, plural, quantity } from "../words/figures.ts";

const right = "right" as const;

export type ClaimLine = {
  id: string;
  says: string;
  credence?: number | undefined;
  /** Its credence where its origin is unreliable. */
  otherwise?: number | undefined;
  grade?: string | undefined;
  origin?: string | undefined;
  place: string;
  decides: number;
  reasonOf: number;
  moves: readonly { question: string; effect?: string }[];
};

export type OriginLine = {
  id: string;
  grade?: string | undefined;
  reliable?: number | undefined;
  claims: readonly string[];
  moves: readonly { question: string; effect?: string }[];
};

export type ClaimsPage = {
  title: string;
  /** How many questions the model has. */
  questions: number;
  claims: readonly ClaimLine[];
  origins: readonly OriginLine[];
  copies: readonly { left: string; right: string }[];
  /** Effects were played: so many futures. */
  played?: { runs: number; seed: number };
  words: boolean;
};

const MOST_NAMED = 3;

/** Answers by name where they are few; what was played and told by its size. */
function movesText(moves: ClaimLine["moves"], page: ClaimsPage): string {
  const told = moves.filter((m) => m.effect).map((m) => `${m.question}: ${m.effect}`);
  if (page.played) return told.join("; ") || (moves.length > 0 ? "nothing that can be told from chance" : "");
  if (moves.length <= MOST_NAMED) return moves.map((m) => m.question).join(", ");
  return moves.length === page.questions
    ? `all ${moves.length} answers`
    : `${moves.length} of ${page.questions} answers`;
}

function credenceText({ credence, otherwise }: ClaimLine): string {
  if (credence === undefined) return "";
  return `${quantity(credence)}${otherwise === undefined ? "" : `, else ${quantity(otherwise)}`}`;
}

function usedText({ decides, reasonOf }: ClaimLine): string {
  const parts = [decides > 0 ? `decides ${decides}` : "", reasonOf > 0 ? `reason of ${reasonOf}` : ""];
  return parts.filter((p) => p).join(", ") || "nothing";
}

export function claimsReport(page: ClaimsPage): Document {
  const graded = page.claims.some((c) => c.grade !== undefined);
  const shared = page.origins.length > 0;
  const columns: Column[] = [
    { head: "claim" },
    { head: "credence", align: right },
    ...(graded ? [{ head: "grade" }] : []),
    ...(shared ? [{ head: "origin" }] : []),
    { head: "source" },
    { head: "used by" },
    { head: "moves" },
  ];
  const rows = page.claims.map((c) => [
    c.id,
    credenceText(c),
    ...(graded ? [c.grade ?? ""] : []),
    ...(shared ? [c.origin ?? ""] : []),
    c.place,
    usedText(c),
    movesText(c.moves, page),
  ]);
  const idle = page.claims.filter((c) => c.moves.length === 0).length;
  const parts: Part[] = [
    sentence(
      page.claims.length === 0
        ? "This model rests on no claim."
        : `${page.title}: ${plural(page.claims.length, "claim")}, of which ${count(page.claims.length - idle)} can move an answer.`,
    ),
  ];
  if (rows.length > 0) parts.push(table(columns, rows));
  if (page.words) parts.push(heading("What they say"), lines(page.claims.map((c) => `${c.id}: ${c.says}`)));
  if (shared) parts.push(...originParts(page));
  if (page.copies.length > 0)
    parts.push(
      heading(
        "Perhaps one report: half of their words in common, from different sources, and no origin that they share",
      ),
      lines(page.copies.map((c) => `${c.left} and ${c.right}`)),
    );
  if (page.played)
    parts.push(
      sentence(
        `Effects from ${count(page.played.runs)} futures, seed ${page.played.seed}: the answer where true, less the answer where false.`,
      ),
    );
  return { parts };
}

function originParts(page: ClaimsPage): Part[] {
  const rows = page.origins.map((o) => [
    o.id,
    o.reliable === undefined ? "" : quantity(o.reliable),
    o.grade ?? "",
    o.claims.join(", ") || "none",
    movesText(o.moves, page),
  ]);
  return [
    heading("Origins: reliable or not once a run, for all of their claims"),
    table(
      [
        { head: "origin" },
        { head: "reliable", align: right },
        { head: "grade" },
        { head: "claims" },
        { head: "moves" },
      ],
      rows,
    ),
  ];
}

export type MatrixPage = {
  ask: string;
  matrix: Matrix;
  /** "marks": a person's own. */
  by: "futures" | "lenses" | "marks";
  /** Claims that cannot move this answer and were left out. */
  left: number;
  played?: { runs: number; seed: number } | undefined;
};

const MARKED_BY: Record<MatrixPage["by"], string> = {
  futures: "A mark is the chance that the claim is true in the futures where the hypothesis holds",
  lenses: "A mark is the chance that the claim is true under the lens",
  marks: "The marks are your own",
};
const BANDS = "II under 5 %, I under 45, N under 55, C under 95, CC above (ICD 203's bands)";

/** The widest gap within one mark: what comes nearest to telling them apart. */
function widest({ claims }: Matrix): string {
  const gaps = claims.flatMap(({ id, chances }) => {
    const known = (chances ?? []).filter((c) => c !== undefined);
    const [least, most] = [Math.min(...known), Math.max(...known)];
    return known.length > 1 && most - least >= 0.005 ? [{ id, least, most }] : [];
  });
  const [first] = gaps.sort((a, b) => b.most - b.least - (a.most - a.least));
  return first ? `; nearest comes ${first.id}, true in ${percent(first.least)} to ${percent(first.most)}` : "";
}

/** Whether no claim is likelier under one hypothesis than it is at all. */
const noneTells = ({ claims, hypotheses }: Matrix) =>
  claims.every((c) => hypotheses.every((_, k) => [1, undefined].includes(c.ratios?.[k])));

export function sayMatrix({ matrix, by }: MatrixPage): string {
  const { least, hypotheses } = matrix;
  const named = least.map(nameInWords);
  const first = [...hypotheses].sort((a, b) => (b.share ?? 0) - (a.share ?? 0))[0];
  if (by === "futures" && noneTells(matrix))
    return "No claim is likelier under one answer than under another, as far as these futures can tell: none tells them apart.";
  if (matrix.claims.every((c) => c.diagnosticity === 0))
    return `No claim has another mark under one hypothesis than under another, so none tells them apart${widest(matrix)}.`;
  const most =
    first?.share === undefined || by === "lenses"
      ? ""
      : ` The model itself finds ${nameInWords(first.id)} likeliest, ${percent(first.share)}.`;
  if (least.length > 1)
    return `Least speaks against ${named.slice(0, -1).join(", ")} and ${named.at(-1)}, alike.${most}`;
  return `Least speaks against ${named[0]}.${most}`;
}

export function matrixReport(page: MatrixPage): Document {
  const { matrix, by } = page;
  const { hypotheses, claims } = matrix;
  const cell = (claim: Matrix["claims"][number], k: number) => {
    const ratio = claim.ratios?.[k];
    const chance = claim.chances?.[k];
    if (ratio !== undefined) return `${claim.marks[k]} x${fixed(ratio, 2)}`;
    return chance === undefined ? claim.marks[k]! : `${claim.marks[k]} ${fixed(chance, 2)}`;
  };
  const graded = claims.some((c) => c.credibility !== "medium" || (c.relevance ?? "medium") !== "medium");
  const rows: string[][] = claims.map((c) => [
    `${c.id}${c.linchpin ? " *" : ""}`,
    ...(graded ? [c.credibility] : []),
    ...hypotheses.map((_, k) => cell(c, k)),
    String(c.diagnosticity),
  ]);
  const foot = (head: string, of: (h: Matrix["hypotheses"][number]) => string) => [
    head,
    ...(graded ? [""] : []),
    ...hypotheses.map(of),
    "",
  ];
  rows.push(foot("inconsistency", (h) => fixed(h.inconsistency, 1)));
  if (hypotheses.some((h) => h.share !== undefined)) rows.push(foot("the model", (h) => shareText(h)));
  if (hypotheses.some((h) => h.answer !== undefined)) rows.push(foot("its answer", (h) => h.answer ?? ""));
  const columns: Column[] = [
    { head: "claim" },
    ...(graded ? [{ head: "credible" }] : []),
    ...hypotheses.map((h) => ({ head: nameInWords(h.id), align: right })),
    { head: "tells apart", align: right },
  ];
  const parts: Part[] = [heading(page.ask), sentence(sayMatrix(page)), table(columns, rows)];
  const notes = [...(by === "futures" ? [RATIO] : []), `${MARKED_BY[by]}${by === "marks" ? "" : `: ${BANDS}`}.`, SCORE];
  if (claims.some((c) => c.linchpin))
    notes.push("* Without this claim another hypothesis would have the least against it.");
  if (page.left > 0)
    notes.push(
      `${plural(page.left, "other claim")} cannot move this answer and ${page.left === 1 ? "is" : "are"} left out.`,
    );
  if (page.played) notes.push(`${count(page.played.runs)} futures, seed ${page.played.seed}.`);
  parts.push(lines(notes));
  return { parts };
}

const RATIO =
  "x1.20: the claim is 1.2 times as likely to be true where the hypothesis holds as it is at all, P(claim | hypothesis) / P(claim); 1.00 where chance alone could do it.";

const SCORE =
  "Inconsistency sums what speaks against (I 1, II 2, times 0.7 or 1.4 for low or high credibility); claims of one origin count once. The least stands, not the best confirmed.";

const shareText = ({ share, se }: Matrix["hypotheses"][number]) => {
  if (share === undefined) return "";
  return se === undefined || se === 0
    ? percent(share)
    : `${percent(share)} +/- ${fixed(196 * se, Math.min(1, decimalsFor(1.96 * se)))}`;
};
