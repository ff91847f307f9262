// What the editor knows of names: for completion, and for the line that a pointer brings up. Read from the last good model and from the
// language's own table of functions; the sections are named here in few words, and a test holds them to the language's (the page does without
// the reader's schemas).

import type { CheckedModel } from "../../../../language/checked-model.ts";
import { DISTRIBUTIONS, FUNCTIONS } from "../../../../language/formula/functions.ts";
import { sayExpression } from "../../../../present/words/say-expression.ts";

export type Named = {
  label: string;
  type: "variable" | "constant" | "function" | "class" | "keyword" | "property";
  detail: string;
  info: string;
};

const KEYS: Record<string, string> = {
  standoff: "the title",
  clock: "when it starts, how long a step is, how many there are",
  use: "files merged in order",
  sources: "texts that the model rests on",
  origins: "claims of one origin stand or fall together",
  claims: "what the sources say",
  actors: "who decides",
  sets: "named lists of members",
  parameters: "uncertain constants; sampled once a run",
  variables: "stocks (start, next) and derived (is)",
  policies: "who chooses what",
  values: "what an actor wants",
  events: "what may happen",
  questions: "what the model is asked",
  scenarios: "named departures",
  history: "a file of dated observations",
  observe: "how the record relates to the model",
  behaviours: "what the model must do if it is any good",
  because: "the claims that it rests on",
  credence: "probability that it is true; sampled once a run",
  foresight: "how many steps ahead it looks; 0 sees the present alone",
  precision: "how sharply it picks (lambda of the logit)",
  discount: "how it discounts, a step",
  believes: "what it takes to be true where that differs",
  review: "steps between decisions",
  switching: "cost in utility of changing course",
  only: "an option is open only while this holds",
  once: "options that cannot be left again",
};

const family = (id: string) => id.replace(/\[.*$/, "");

function ofModel(model: CheckedModel): Named[] {
  const unit = (u: string | undefined) => (u === undefined ? "" : ` [${u}]`);
  const cells = [...model.stocks.filter((s) => !s.hidden), ...model.derived].map(
    (c): Named => ({
      label: family(c.id),
      type: "variable",
      detail: `${"next" in c ? "stock" : "derived"}${unit(c.unit)}`,
      info: `${c.label ?? ""}${c.label ? ". " : ""}${"next" in c ? `next: ${sayExpression(model, c.next)}` : sayExpression(model, c.is)}`,
    }),
  );
  const constants = model.constants
    .filter((c) => c.kind === "parameter" || c.kind === "claim" || c.kind === "origin")
    .map(
      (c): Named => ({
        label: family(c.id),
        type: "constant",
        detail: `${c.kind}${unit(c.unit)}`,
        info: c.label ?? model.claims.find((m) => m.id === c.id)?.says ?? sayExpression(model, c.value),
      }),
    );
  const policies = model.policies.map(
    (p): Named => ({
      label: p.id,
      type: "class",
      detail: "choice",
      info: `${p.label ?? ""} ${p.options.map((o) => o.id).join(", ")}`.trim(),
    }),
  );
  const options = model.policies.flatMap((p) =>
    p.options.map((o): Named => ({ label: o.id, type: "keyword", detail: `option of ${p.id}`, info: o.label })),
  );
  const actors = model.actors.map((a): Named => ({ label: a.id, type: "class", detail: "actor", info: a.name }));
  return [...cells, ...constants, ...policies, ...options, ...actors];
}

export function namesFor(model: CheckedModel | undefined): Named[] {
  const functions = Object.entries({ ...FUNCTIONS, ...DISTRIBUTIONS }).map(
    ([label, f]): Named => ({ label, type: "function", detail: f.takes, info: `${f.says}: ${f.example}` }),
  );
  const keys = Object.entries(KEYS).map(([label, info]): Named => ({ label, type: "property", detail: "", info }));
  const all = [...(model ? ofModel(model) : []), ...functions, ...keys];
  const seen = new Set<string>();
  return all.filter((n) => {
    const key = `${n.label} ${n.detail}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
