// What may be a name, and which words are taken by the language.

import type { Place } from "../../base/problem.ts";
import type { Problems } from "../problems.ts";

const PLAIN = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const FAMILY = /^[A-Za-z][A-Za-z0-9_]{0,63}\s*(\[[^\]]*\])?$/;
const POLICY = /^[A-Za-z][A-Za-z0-9_]{0,63}\.[A-Za-z][A-Za-z0-9_]{0,63}$/;
/** A name in the record: a policy's, an event's, a variable's, or one of its own. */
const OBSERVED = /^[A-Za-z][A-Za-z0-9_]{0,63}(\.[A-Za-z][A-Za-z0-9_]{0,63})?\s*(\[[\w ,]*\])?$/;

/** Words of formulas: they cannot name what a formula reads. */
export const KEYWORDS = [
  "if",
  "then",
  "else",
  "is",
  "not",
  "and",
  "or",
  "to",
  "for",
  "in",
  "where",
  "true",
  "false",
  "t",
  "date",
  "actors",
  "owner",
];

/** Levers of every actor (CHN.foresight): a policy of that name would be ambiguous. */
export const ACTOR_WORDS = ["foresight", "precision", "discount", "level", "believes"];

const FORMS: Readonly<Record<string, RegExp>> = {
  policies: POLICY,
  variables: FAMILY,
  parameters: FAMILY,
  observe: OBSERVED,
};

const IN_FORMULAS = ["claims", "parameters", "variables", "sets", "actors"];

/** Says what is wrong with a name; true where something is. */
export function sayBadName(section: string, name: string, at: Place, problems: Problems): boolean {
  const form = FORMS[section] ?? PLAIN;
  const plain = name.replace(/\[.*/, "").trim();
  if (!form.test(name)) {
    if (section === "policies" && PLAIN.test(name)) problems.add("ownerless-policy", at, { name, owner: "" });
    else problems.add("bad-name", at, { name: name.length > 40 ? `${name.slice(0, 40)}…` : name });
    return true;
  }
  const word = section === "policies" ? plain.slice(plain.indexOf(".") + 1) : plain;
  const taken =
    (IN_FORMULAS.includes(section) && KEYWORDS.includes(plain)) ||
    (section === "policies" && ACTOR_WORDS.includes(word));
  if (taken) problems.add("reserved-name", at, { name: word });
  return taken;
}
