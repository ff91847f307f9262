// A graph model in the plain JSON structure of test/oracles/gmcr (README.md, "Fields"): options, decisionMakers with
// statements and ranking, infeasible. Out: the written model; `states`, `moves` and `expected` are for tests and not read.

import type { Conjunction } from "../../analysis/stability/condition.ts";
import type { GraphOption, OptionMoves } from "../../analysis/stability/graph-model.ts";
import type {
  OrdinalModel,
  Statement,
  WrittenActor,
  WrittenCondition,
} from "../../analysis/stability/ordinal-model.ts";
import {
  complain,
  entriesOf,
  hasErrors,
  itemsOf,
  placeIn,
  type Reading,
  type Tree,
  textOf,
  under,
} from "../../language/text/written-tree.ts";
import type { ReadOrdinal } from "./read-ordinal.ts";
import { readRanking } from "./read-preference.ts";

const MOVES: readonly OptionMoves[] = ["reversible", "only-no-to-yes", "only-yes-to-no"];

export function readCase(reading: Reading, tree: Tree): ReadOrdinal {
  const need = (map: Tree, key: string): Tree | undefined => {
    const value = under(map, key);
    if (!value)
      complain(reading, { from: map.from, to: map.from + 1 }, { code: "missing-key", says: `\`${key}\` is missing` });
    return value;
  };
  const makers = itemsOf(reading, need(tree, "decisionMakers"), "`decisionMakers`");
  const ids = makers.map((maker) => textOf(reading, need(maker, "id"), "`id`") ?? "");
  const options = itemsOf(reading, need(tree, "options"), "`options`").map((item) => readOption(reading, item, ids));
  const infeasible = itemsOf(reading, under(tree, "infeasible"), "`infeasible`");
  const written: OrdinalModel = {
    title: textOf(reading, under(tree, "title"), "`title`") ?? "",
    actors: makers.map((maker, k) => readMaker(reading, maker, ids[k]!, options)),
    options,
    infeasible: infeasible.map((item) => readAny(reading, item, [item], options)),
    coalesce: [],
    coalitions: [],
    at: placeIn(reading, { from: tree.from, to: tree.from + 1 }),
  };
  return hasErrors(reading.problems) ? { problems: reading.problems } : { written, problems: reading.problems };
}

function readOption(reading: Reading, item: Tree, actors: string[]): GraphOption {
  const id = textOf(reading, under(item, "id"), "`id`") ?? "";
  const owner = textOf(reading, under(item, "owner"), "`owner`");
  const moves = textOf(reading, under(item, "moves"), "`moves`") ?? "reversible";
  const slot = actors.indexOf(owner ?? "");
  if (slot < 0) {
    const says = owner ? `\`${id}\` belongs to \`${owner}\`, who is no decision maker` : `\`${id}\` is owned by nobody`;
    complain(reading, under(item, "owner") ?? item, { code: "option-without-owner", says });
  }
  const known = MOVES.find((word) => word === moves);
  if (!known) {
    complain(reading, under(item, "moves")!, {
      code: "bad-direction",
      says: `\`${moves}\` is no direction`,
      mend: MOVES.join(", "),
    });
  }
  const label = textOf(reading, under(item, "label"), "`label`") ?? id;
  return { id, label, owner: Math.max(0, slot), moves: known ?? "reversible" };
}

function readMaker(reading: Reading, maker: Tree, id: string, options: GraphOption[]): WrittenActor {
  const ranking = under(maker, "ranking");
  const from = textOf(reading, under(maker, "preferenceFrom"), "`preferenceFrom`");
  const statements = itemsOf(reading, under(maker, "statements"), "`statements`").map((item): Statement => {
    const any = itemsOf(reading, under(item, "any"), "`any`");
    return { ...readAny(reading, item, any, options), much: false, unknown: false };
  });
  const unseen = itemsOf(reading, under(maker, "doesNotPerceive"), "`doesNotPerceive`");
  return {
    id,
    name: textOf(reading, under(maker, "name"), "`name`") ?? id,
    preference: {
      governs: ranking && from !== "statements" ? "ranking" : "statements",
      statements,
      ...(ranking ? { ranking: readRanking(reading, ranking) } : {}),
      at: placeIn(reading, ranking ?? under(maker, "statements") ?? maker),
    },
    unseen: unseen.map((item) => readAny(reading, item, [item], options)),
  };
}

/** `[{ "withdraw": true, "escalate": false }, …]`: at least one of them holds. */
function readAny(reading: Reading, whole: Tree, members: Tree[], options: GraphOption[]): WrittenCondition {
  const when = members.map((member) => readConjunction(reading, member, options));
  const says = when.map((conjunction) => sayConjunction(conjunction, options)).join(" or ");
  return { says, when, at: placeIn(reading, whole) };
}

function readConjunction(reading: Reading, member: Tree, options: GraphOption[]): Conjunction {
  return entriesOf(reading, member, "a condition").flatMap((entry) => {
    const option = options.findIndex((one) => one.id === entry.key);
    const value = entry.value.kind === "scalar" ? entry.value.value : undefined;
    if (option < 0) complain(reading, entry, { code: "bad-condition", says: `unknown option \`${entry.key}\`` });
    else if (typeof value !== "boolean")
      complain(reading, entry.value, { code: "wrong-kind", says: "true or false is wanted here" });
    else return [{ option, yes: value }];
    return [];
  });
}

/** A conjunction in the words of the model language. */
export function sayConjunction(conjunction: Conjunction, options: readonly GraphOption[]): string {
  if (conjunction.length === 0) return "true";
  return conjunction
    .map(({ option, yes }) => (yes ? "" : "not ") + (options[option]?.id ?? `option ${option}`))
    .join(" and ");
}
