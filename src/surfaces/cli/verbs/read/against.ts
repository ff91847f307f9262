// The model that a text is read against: opened, its dated facts and claims made ready. In: a model's folder and the text's hash.
// Out: what contradicts them, asked claim by claim; or "failed", with the reason said.

import { againstClaims } from "../../../../lenses/evidence/weighing/against-claims.ts";
import {
  againstFacts,
  type Contradiction,
  type ToldClaim,
} from "../../../../lenses/evidence/weighing/contradictions.ts";
import { modelFacts, readHistory } from "../../../../lenses/evidence/weighing/model-facts.ts";
import { againstCounts } from "../../../../lenses/evidence/weighing/told-counts.ts";
import type { Io } from "../../io.ts";
import { openModel } from "../../open-model.ts";

export type Against = {
  /** When the model says that this very text was published. */
  published: string | undefined;
  contradictions: (told: readonly ToldClaim[], published: string | undefined) => Contradiction[];
};

export function openAgainst(named: string, sha256: string, io: Io): Against | "failed" {
  const opened = openModel(named, {}, io);
  if (!opened) return "failed";
  const { model, folder } = opened;
  const history = model.history === undefined ? undefined : folder.read(model.history);
  if (model.history !== undefined && history === undefined)
    io.err(`warning: ${folder.show(model.history)} is not there; the model's facts are read without its history\n`);
  const facts = modelFacts(model, readHistory(history ?? ""));
  const here = model.sources.find((source) => source.sha256 === sha256);
  return {
    published: here?.published,
    contradictions: (told, published) => [
      ...againstFacts(told, facts, published),
      ...againstCounts(told, model, published),
      ...againstClaims(told, model.claims, here?.id),
    ],
  };
}
