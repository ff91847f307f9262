// The model that a text is read against: opened, with its record. In: a model's folder and the text's hash.
// Out: what contradicts it, asked claim by claim; or "failed", with the reason said.

import { type Against, againstModel } from "../../../../tasks/claims/against-model.ts";
import type { Io } from "../../io.ts";
import { openModel } from "../../open-model.ts";

export function openAgainst(named: string, sha256: string, io: Io): Against | "failed" {
  const opened = openModel(named, {}, io);
  if (!opened) return "failed";
  const { model, folder } = opened;
  const history = model.history === undefined ? undefined : folder.read(model.history);
  if (model.history !== undefined && history === undefined)
    io.err(`warning: ${folder.show(model.history)} is not there; the model's facts are read without its history\n`);
  return againstModel(model, history, sha256);
}
