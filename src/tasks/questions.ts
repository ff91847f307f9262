// The questions of a model that a request names.

import { nearestName } from "../base/nearest-name.ts";
import type { CheckedModel, Question } from "../language/checked-model.ts";
import { type Refusal, refuse } from "./task.ts";

/** Those named, in the model's order; all where none is. */
export function questionsNamed(model: CheckedModel, names: readonly string[] = []): Question[] | Refusal {
  const known = model.questions.map((q) => q.id);
  const wrong = names.find((name) => !known.includes(name));
  if (wrong !== undefined) {
    const near = nearestName(wrong, known);
    const mend = near ? `did you mean \`${near}\`?` : `it has: ${known.join(", ") || "none"}`;
    return refuse("usage", `this model has no question \`${wrong}\`; ${mend}`);
  }
  if (known.length === 0)
    return refuse("model", "this model asks nothing; write at least one question under `questions`");
  return names.length === 0 ? model.questions : model.questions.filter((q) => names.includes(q.id));
}
