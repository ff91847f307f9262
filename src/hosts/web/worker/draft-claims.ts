// Drafts of claims from a text, by the rules of `standoff read`: what it claims, who says it, where; what of it looks like boilerplate or damage;
// and what does not fit with the model. In: a text, a model. Out: plain data. It comes in a script of its own, with the gazetteer.

import { readText } from "../../../analysis/evidence/read-text.ts";
import { lineAt, sourceText } from "../../../analysis/evidence/text/source-text.ts";
import { claimRecords, type SourceNote, sourceIdFrom } from "../../../formats/evidence/claim-record.ts";
import { claimsYaml } from "../../../formats/evidence/claims-yaml.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { againstModel, contradictionsIn, toldClaims } from "../../../tasks/claims/against-model.ts";
import type { Drafts, TextTaken } from "./protocol.ts";

/** A name that no other text of the model has. */
function idFor(model: CheckedModel | undefined, { name, sha256 }: TextTaken): string {
  const stem = sourceIdFrom(name);
  const isFree = (id: string) => !model?.sources.some((s) => s.id === id && s.sha256 !== sha256);
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}_${n}`;
    if (isFree(id)) return id;
  }
}

export function draftClaims(
  model: CheckedModel | undefined,
  taken: TextTaken,
  read: (path: string) => string | undefined,
): Drafts {
  const source = sourceText(taken.text, taken.sha256);
  const history = model?.history === undefined ? undefined : read(model.history);
  const against = model && againstModel(model, history, taken.sha256);
  const published = taken.published ?? against?.published;
  const reading = readText(source, published === undefined ? {} : { published });
  const records = claimRecords(source, reading);
  const note: SourceNote = {
    id: idFor(model, taken),
    title: taken.title ?? taken.name,
    sha256: taken.sha256,
    ...(reading.published !== undefined && { published: reading.published }),
    ...(taken.drawnOut && { note: `the text drawn out of ${taken.name}` }),
  };
  const lineOf = (at: number) => lineAt(source, source.points.toUnits(at)).number;
  const contradictions = contradictionsIn(toldClaims(records, reading), reading.published, against);
  return {
    yaml: [...claimsYaml(records, note)].join(""),
    claims: records.map(({ id, quote, start, end, line, stance, speaker, deniedBy = [], garbled = false }) => ({
      id,
      says: quote.exact,
      start,
      end,
      line,
      stance,
      speaker,
      deniedBy,
      isGarbled: garbled,
      doubts: contradictions.filter((c) => c.claim === id).map((c) => c.says),
    })),
    boilerplate: reading.junk.length,
    damaged: [...new Set(reading.splices.map((s) => lineOf(s.start)))],
  };
}
