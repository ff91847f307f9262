// All claims of a model at a glance. In: its web. Out: for each claim what it decides, what names it as a reason, and which answers it can move; for each
// origin the same of all its claims together, since they stand or fall with it.

import type { CheckedModel, ClaimSource } from "../../../language/checked-model.ts";
import { type LikelyCopy, likelyCopies } from "../weighing/origins.ts";
import { keyOf, type ModelWeb, type WebNode } from "./model-web.ts";
import { traceQuestion } from "./trace.ts";

export type ClaimAtWork = {
  claim: ClaimSource;
  /** The Admiralty grade of its origin, else of its source. */
  grade: string | undefined;
  decides: WebNode[];
  reasonOf: WebNode[];
  /** Questions whose answer its truth can move. */
  moves: string[];
};

export type OriginAtWork = { id: string; grade: string | undefined; claims: string[]; moves: string[]; slot: number };

export type ClaimsTable = { claims: ClaimAtWork[]; origins: OriginAtWork[]; copies: LikelyCopy[] };

const inOrder = (model: CheckedModel, ids: ReadonlySet<string>) =>
  model.questions.map((q) => q.id).filter((id) => ids.has(id));

export function gradeOf(model: CheckedModel, claim: ClaimSource): string | undefined {
  const origin = model.constants.find((c) => c.kind === "origin" && c.id === claim.origin);
  return origin?.grade ?? model.sources.find((s) => s.id === claim.source)?.grade;
}

export function claimsTable(web: ModelWeb, model: CheckedModel): ClaimsTable {
  const moved = new Map<string, Set<string>>();
  for (const question of model.questions)
    for (const { claim, moves } of traceQuestion(web, model, keyOf.question(question)))
      if (moves) moved.set(claim, (moved.get(claim) ?? new Set()).add(question.id));
  const nodes = [...web.nodes.values()];
  const claims = model.claims.map((claim): ClaimAtWork => {
    const decides = nodes.filter((n) => n.when.includes(claim.id));
    const reasonOf = nodes.filter((n) => n.because.includes(claim.id) && !n.when.includes(claim.id));
    const moves = inOrder(model, moved.get(claim.id) ?? new Set());
    return { claim, grade: gradeOf(model, claim), decides, reasonOf, moves };
  });
  const origins = model.constants.flatMap((constant, slot): OriginAtWork[] => {
    if (constant.kind !== "origin") return [];
    const own = claims.filter((c) => c.claim.origin === constant.id);
    const moves = inOrder(model, new Set(own.flatMap((c) => c.moves)));
    return [{ id: constant.id, grade: constant.grade, claims: own.map((c) => c.claim.id), moves, slot }];
  });
  const said = model.claims.map(({ id, says, source, origin }) => ({
    id,
    says,
    source: source ?? "",
    ...(origin !== undefined && { origin }),
  }));
  return { claims, origins, copies: likelyCopies(said) };
}
