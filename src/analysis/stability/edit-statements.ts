// The inverse question in the modeller's own terms: which single edit of an actor's prioritised statements (move one up, drop
// one, turn one into its contrary) would make a wanted state stable for it? All are tried; least first by how many states
// the actor would then place on the other side of the wanted one.

import type { Concept } from "./concepts.ts";
import { whereHolds } from "./condition.ts";
import { explain } from "./explain.ts";
import type { GraphModel } from "./graph-model.ts";
import type { Moves } from "./moves.ts";
import type { Statement } from "./ordinal-model.ts";
import { rankByMarks } from "./rank-by-statements.ts";
import { rankOf } from "./stable-states.ts";

export type StatementEdit = {
  actor: number;
  kind: "move-up" | "drop" | "contrary";
  /** The statement, and the one it goes before. */
  statement: number;
  before?: number;
  /** States that the actor would then like better than the wanted one and does not now, or the other way round. */
  size: number;
  /** Actors for whom the state is then not stable. */
  unstableFor: number[];
};

/** Bounds edits x statements x states. */
const MOST_WORK = 300_000_000;

/** All single edits that make the state stable for the actor; undefined where there would be too many to try. */
export function editStatements(
  model: GraphModel,
  moves: readonly Moves[],
  actor: number,
  statements: readonly Statement[],
  state: number,
  concept: Concept,
): StatementEdit[] | undefined {
  const { count } = model.states;
  const n = statements.length;
  if (((n * n) / 2 + 2 * n) * n * count > MOST_WORK || model.arrows || statements.some((one) => one.unknown))
    return undefined;
  const marks = statements.map((statement) => whereHolds(statement.when, model.states));
  const now = rankOf(model, actor);
  return editsOf(marks)
    .flatMap(({ edited, ...edit }): StatementEdit[] => {
      const rank = rankByMarks(edited, count);
      const size = otherSide(now, rank, state);
      if (size === 0) return [];
      const preferences = model.preferences.map((old, k) => (k === actor ? { kind: "ranked" as const, rank } : old));
      const changed = { ...model, preferences };
      if (!explain(changed, moves, actor, state, concept).stable) return [];
      const unstableFor = model.actors
        .map((_, k) => k)
        .filter((k) => !explain(changed, moves, k, state, concept).stable);
      return [{ actor, ...edit, size, unstableFor }];
    })
    .sort((a, b) => a.size - b.size || a.unstableFor.length - b.unstableFor.length);
}

type Edit = Pick<StatementEdit, "kind" | "statement" | "before"> & { edited: Uint8Array[] };

function editsOf(marks: Uint8Array[]): Edit[] {
  return marks.flatMap((own, k): Edit[] => [
    { kind: "drop", statement: k, edited: marks.toSpliced(k, 1) },
    {
      kind: "contrary",
      statement: k,
      edited: marks.with(
        k,
        own.map((mark) => 1 - mark),
      ),
    },
    ...marks.slice(0, k).map((_, before): Edit => {
      const without = marks.toSpliced(k, 1);
      return { kind: "move-up", statement: k, before, edited: without.toSpliced(before, 0, own) };
    }),
  ]);
}

function otherSide(now: Int32Array, then: Int32Array, state: number): number {
  let n = 0;
  for (let t = 0; t < now.length; t++) if (now[t]! < now[state]! !== then[t]! < then[state]!) n++;
  return n;
}
