// An engine as it travels: the played part of a model, what is to be recorded, and what of that is counted, as one text, named by its
// hash. It is sent once.

import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { CheckedModel } from "../../language/checked-model.ts";
import { fromExactJson, toExactJson } from "../exact-json.ts";
import { sha256 } from "./job.ts";
import { playedOf, playedPartOf } from "./model-shape.ts";
import type { Played } from "./piece.ts";

export type EngineText = { hash: string; packed: Buffer };

/** Characters of an engine, at most: the largest model that the reader takes is well under it. */
const MOST_TEXT = 64_000_000;

/** Names engines by their text; each is put into text once. */
export function engineTexts(): (played: Played) => EngineText {
  const known = new WeakMap<CheckedModel, Map<string, EngineText>>();
  return ({ model, recording, countings }) => {
    const ofModel = known.get(model) ?? new Map<string, EngineText>();
    known.set(model, ofModel);
    const key = toExactJson({ recording, countings });
    const before = ofModel.get(key);
    if (before) return before;
    const text = toExactJson({ model: playedPartOf(model), recording, countings });
    const packed = zstdCompressSync(text, { params: { [constants.ZSTD_c_compressionLevel]: 6 } });
    const made = { hash: sha256(text), packed };
    ofModel.set(key, made);
    return made;
  };
}

/** The engine of that hash, or what is wrong with the bytes. */
export function readEngine(hash: string, packed: Buffer): Played | { says: string } {
  try {
    const text = zstdDecompressSync(packed, { maxOutputLength: MOST_TEXT });
    if (sha256(text) !== hash) return { says: "it is not what its hash says" };
    return playedOf(fromExactJson(text.toString()));
  } catch (error) {
    return { says: error instanceof RangeError ? "it is too deep or too large" : "it cannot be unpacked" };
  }
}
