// One future, told, in every form.

import type { CheckedModel } from "../../language/checked-model.ts";
import { envelope } from "../document/envelope.ts";
import type { Forms } from "../document/forms.ts";
import type { Chronicle } from "./chronicle.ts";
import { sayChronicle } from "./say-chronicle.ts";

type One = {
  model: CheckedModel;
  seed: number;
  chronicle: Chronicle;
  dates: string[];
  future: object;
  csv: string;
};

export function playedForms({ model, seed, chronicle, dates, future, csv }: One, whole: boolean): Forms {
  const head = envelope("play", model, { seed, runs: 1, failed: chronicle.fault ? 1 : 0 });
  return {
    document: () => sayChronicle(model, chronicle, whole),
    json: () => ({ ...head, ...chronicle, dates, future }),
    jsonl: () => [{ ...head, dates }, future],
    csv: () => csv,
  };
}
