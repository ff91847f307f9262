// The table of a model's claims: how far each is believed, where it stands, what uses it, which answers it can move; with --effects, how far.

import { type ClaimsTable, claimsTable } from "../../../../analysis/evidence/tracing/claims-table.ts";
import { modelWeb } from "../../../../analysis/evidence/tracing/model-web.ts";
import { claimAnnotations } from "../../../../formats/evidence/annotations.ts";
import { modelRecords } from "../../../../formats/evidence/model-records.ts";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import { csvLine } from "../../../../present/document/csv.ts";
import type { Forms } from "../../../../present/document/forms.ts";
import {
  type ClaimLine,
  type ClaimsPage,
  claimsReport,
  type OriginLine,
} from "../../../../present/evidence/claims-report.ts";
import { shortEffect } from "../../../../present/words/say-effect.ts";
import type { Effects } from "../../../../tasks/claims/effects.ts";
import type { Io } from "../../io.ts";
import { effectsOf } from "../trace/effects.ts";
import type { Texts } from "../trace/quotes.ts";
import { type ClaimShown, chanceWritten, claimShown, elementShown } from "../trace/result.ts";
import { type ClaimsSettings, luckOf } from "./luck.ts";

type Shown = { table: ClaimsTable; effects: Effects | undefined; claims: ClaimShown[] };

/** Undefined where effects were asked for and nothing could be played. */
export async function tableResult(
  model: CheckedModel,
  texts: Texts,
  settings: ClaimsSettings,
  io: Io,
): Promise<Forms | undefined> {
  const found = claimsTable(modelWeb(model), model);
  const moving = [...found.claims.map((c) => ({ id: c.claim.id, moves: c.moves })), ...found.origins];
  const ids = moving.filter((c) => c.moves.length > 0).map((c) => c.id);
  const plays = settings.effects && ids.length > 0;
  const effects = plays ? await effectsOf(model, model.questions, ids, luckOf(settings), io) : undefined;
  if (plays && !effects) return undefined;
  const shown = { table: found, effects, claims: found.claims.map((c) => claimShown(model, c.claim, texts)) };
  return {
    document: () => claimsReport(pageOf(model, shown, settings.verbose)),
    json: () => jsonOf(model, shown),
    jsonl: () => jsonOf(model, shown).claims,
    csv: () => csvOf(shown),
  };
}

function moves({ effects }: Shown, id: string, questions: readonly string[]): ClaimLine["moves"] {
  return questions.map((question) => {
    const effect = effects?.effects.find((e) => e.claim === id && e.question === question);
    const said = effect && shortEffect(effect);
    return { question, ...(said && { effect: said }) };
  });
}

function placeOf({ source, range, quote }: ClaimShown): string {
  if (source === undefined) return "none";
  return quote ? `${source} line ${quote.line}` : range ? `${source} ${range.start}-${range.end}` : source;
}

function pageOf(model: CheckedModel, shown: Shown, words: boolean): ClaimsPage {
  const claims = shown.table.claims.map((c, i): ClaimLine => {
    const claim = shown.claims[i]!;
    return {
      id: claim.id,
      says: claim.says,
      credence: claim.credence,
      otherwise: claim.otherwise,
      grade: c.grade,
      origin: c.claim.origin,
      place: placeOf(claim),
      decides: c.decides.length,
      reasonOf: c.reasonOf.length,
      moves: moves(shown, claim.id, c.moves),
    };
  });
  const origins = shown.table.origins.map((o): OriginLine => {
    const reliable = chanceWritten(model.constants[o.slot]);
    return { id: o.id, grade: o.grade, reliable, claims: o.claims, moves: moves(shown, o.id, o.moves) };
  });
  const { effects } = shown;
  return {
    title: model.title,
    questions: model.questions.length,
    claims,
    origins,
    copies: shown.table.copies,
    words,
    ...(effects && { played: { runs: effects.runs, seed: effects.seed } }),
  };
}

function jsonOf(model: CheckedModel, { table, effects, claims }: Shown) {
  const of = (id: string) => effects && { effects: effects.effects.filter((e) => e.claim === id) };
  return {
    schema: "standoff/claims/1",
    model: { title: model.title, hash: model.hash },
    ...(model.applied.length > 0 && { changed: model.applied }),
    ...(effects && { seed: effects.seed, runs: effects.runs, failed: effects.failed }),
    claims: table.claims.map((c, i) => ({
      ...claims[i]!,
      decides: c.decides.map(elementShown),
      reasonOf: c.reasonOf.map(elementShown),
      moves: c.moves,
      ...of(c.claim.id),
    })),
    origins: table.origins.map(({ id, grade, claims: own, moves: moved, slot }) => ({
      id,
      reliable: chanceWritten(model.constants[slot]) ?? null,
      ...(grade !== undefined && { grade }),
      claims: own,
      moves: moved,
      ...of(id),
    })),
    copies: table.copies,
  };
}

const COLUMNS = [
  ...["claim", "says", "stance", "speaker", "denied_by", "credence", "grade", "origin", "source", "start", "end"],
  ...["line", "model", "decides", "reason_of", "moves"],
];

function csvOf({ table, claims }: Shown): string {
  const row = (c: ClaimShown, i: number) => {
    const { grade, claim, decides, reasonOf, moves: moved } = table.claims[i]!;
    return csvLine([
      ...[c.id, c.says, c.stance, c.speaker, c.deniedBy.join(" "), c.credence, grade, claim.origin, c.source],
      ...[c.range?.start, c.range?.end, c.quote?.line, `${c.at.file}:${c.at.line}`],
      ...[decides.map((n) => n.id).join(" "), reasonOf.map((n) => n.id).join(" "), moved.join(" ")],
    ]);
  };
  return csvLine(COLUMNS) + claims.map(row).join("");
}

/** The model's claims as W3C Web Annotations: one page a source. */
export function annotationsOf(model: CheckedModel, texts: Texts): string {
  const pages = model.sources.flatMap((source) => {
    const records = modelRecords(model, source, texts.text(source.id));
    return records.length === 0
      ? []
      : [claimAnnotations(records, { id: source.id, title: source.title, sha256: source.sha256 ?? "" })];
  });
  return `${JSON.stringify(pages.length === 1 ? pages[0] : pages, null, 2)}\n`;
}
