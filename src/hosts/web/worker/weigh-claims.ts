// What the claims of a model do, as `standoff claims` says it: against the rival answers of a question, to the answers, and what rests on none.

import { claimsTable } from "../../../analysis/evidence/tracing/claims-table.ts";
import { modelWeb } from "../../../analysis/evidence/tracing/model-web.ts";
import { assumptionsOf } from "../../../analysis/evidence/tracing/trace.ts";
import type { Executor } from "../../../ensemble/jobs.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { type Column, type Document, heading, lines, sentence, table } from "../../../present/document/document.ts";
import { matrixReport } from "../../../present/evidence/claims-report.ts";
import { count, plural } from "../../../present/words/figures.ts";
import { shortEffect } from "../../../present/words/say-effect.ts";
import { claimEffects } from "../../../tasks/claims/effects.ts";
import { hypothesesOf, isWeighable, playAnswers, weighFutures } from "../../../tasks/claims/matrix-over-futures.ts";
import type { Request } from "./protocol.ts";

type Asked = Extract<Request, { kind: "weigh" }>;
type Playing = { executor: Executor; stopped: () => boolean };

const said = (text: string): Document => ({ parts: [sentence(text)] });

async function matrix(
  model: CheckedModel,
  asked: Asked,
  { executor, stopped }: Playing,
): Promise<Document | undefined> {
  const question = model.questions.find((q) => q.id === asked.question);
  if (!question || !isWeighable(question))
    return said("This question compares held options, which are no rival answers: choose another question above.");
  const { seed, runs } = asked;
  const played = await playAnswers(model, question, executor, { seed, runs, stopped });
  if (stopped()) return undefined;
  if (!played) return said("No future was played whole, so there is nothing to weigh claims against.");
  const happened = hypothesesOf(model, question, played.columns).filter((t) => (t.hypothesis.share ?? 0) > 0);
  if (happened.length < 2)
    return said(`In all ${count(played.runs)} futures the answer is the same, so it has no rival.`);
  return matrixReport(weighFutures(model, question, { played, happened, isAll: false }).page);
}

const COLUMNS: Column[] = [
  { head: "claim" },
  { head: "what it says" },
  { head: "question" },
  { head: "where true, less where false" },
];

async function effects(
  model: CheckedModel,
  asked: Asked,
  { executor, stopped }: Playing,
): Promise<Document | undefined> {
  const { claims, origins } = claimsTable(modelWeb(model), model);
  const moving = [
    ...claims.map((c) => ({ id: c.claim.id, says: c.claim.says, moves: c.moves })),
    ...origins.map((o) => ({ ...o, says: `origin of ${o.claims.join(", ")}` })),
  ];
  const able = moving.filter((c) => c.moves.includes(asked.question));
  const question = model.questions.find((q) => q.id === asked.question);
  if (!question || able.length === 0) return said("No claim can move this answer.");
  const { seed, runs } = asked;
  const ids = able.map((c) => c.id);
  const played = await claimEffects(model, [question], ids, executor, { seed, runs, stopped });
  if (stopped()) return undefined;
  if (!played) return said("No future was played whole, so no effect can be told.");
  const rows = able.flatMap(({ id, says }) => {
    const effect = played.effects.find((e) => e.claim === id);
    const text = effect && shortEffect(effect);
    return text ? [[id, says, question.ask, text]] : [];
  });
  const silent = able.length - rows.length;
  return {
    parts: [
      sentence(
        `${plural(able.length, "claim")} of ${model.claims.length} can move this answer; from ${count(played.runs)} futures, seed ${played.seed}.`,
      ),
      ...(rows.length > 0 ? [table(COLUMNS, rows)] : []),
      ...(silent > 0 ? [sentence(`Of ${silent} no effect can be told from chance.`)] : []),
    ],
  };
}

/** The key assumptions check (US Government, "A Tradecraft Primer", 2009). */
function assumptions(model: CheckedModel): Document {
  const { elements, unsupported, unused } = assumptionsOf(modelWeb(model), model);
  const of = (id: string) => model.claims.find((c) => c.id === id)?.says ?? "";
  return {
    parts: [
      sentence(
        `${unsupported.length} of ${plural(elements, "element")} of this model rest on no claim; ${plural(unused.length, "claim")} of ${model.claims.length} are used by nothing.`,
      ),
      heading("Rest on no claim"),
      lines(unsupported.map((e) => `${e.kind} ${e.id.replace(/^weight of /, "")} (${e.at.file}:${e.at.line})`)),
      heading("Used by nothing"),
      lines(unused.map((id) => `${id}: ${of(id)}`)),
    ],
  };
}

export async function weighClaims(model: CheckedModel, asked: Asked, playing: Playing): Promise<Document | undefined> {
  switch (asked.what) {
    case "matrix":
      return matrix(model, asked, playing);
    case "effects":
      return effects(model, asked, playing);
    case "assumptions":
      return assumptions(model);
  }
}
