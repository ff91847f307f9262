// GMCR+'s `.gmcr` file to the written model (test/oracles/gmcr/FORMAT.md; by our own code). Options are regrouped by decision
// maker, because state numbers refer to that order while conditions count in the file's; which preferences govern is a
// boolean, and the other kind is kept for a round trip. All that FORMAT.md says an importer should say is said.
// Published definitions govern, so coalitions stay several actors here, and are analysed as such.

import { type Condition, type Conjunction, conditionKey } from "../../analysis/stability/condition.ts";
import type { GraphOption } from "../../analysis/stability/graph-model.ts";
import type {
  OrdinalModel,
  Statement,
  WrittenActor,
  WrittenCondition,
} from "../../analysis/stability/ordinal-model.ts";
import {
  complain,
  hasErrors,
  itemsOf,
  nameOfKind,
  placeIn,
  type Reading,
  type Tree,
  textOf,
  under,
} from "../../language/text/written-tree.ts";
import { sayConjunction } from "./read-case.ts";
import type { ReadOrdinal } from "./read-ordinal.ts";
import { readRanking } from "./read-preference.ts";

type Import = {
  reading: Reading;
  options: GraphOption[];
  /** Slot in `options` of the option at each place of the file. */
  slotOf: number[];
};

export function readGmcr(reading: Reading, tree: Tree): ReadOrdinal {
  const makers = itemsOf(reading, need(reading, tree, "decisionMakers"), "`decisionMakers`");
  const options = itemsOf(reading, need(reading, tree, "options"), "`options`");
  const manual = readManual(reading, tree);
  const ids = uniqueIds(makers.map((maker) => textOf(reading, need(reading, maker, "name"), "`name`") ?? "dm"));
  const from = regrouped(reading, options, makers);
  const infeasible = itemsOf(reading, need(reading, tree, "infeasibles"), "`infeasibles`");
  const written: OrdinalModel = {
    title: reading.file.name.replace(/^.*[\\/]/, "").replace(/\.(gmcr|json)$/, ""),
    actors: makers.map((maker, k) => readMaker(from, maker, ids[k]!, manual)),
    options: from.options,
    infeasible: infeasible.flatMap((item) => readCondition(from, item, false) ?? []),
    coalesce: [],
    coalitions: readCoalitions(reading, under(tree, "coalitions"), makers.length),
    at: placeIn(reading, { from: tree.from, to: tree.from + 1 }),
  };
  return hasErrors(reading.problems) ? { problems: reading.problems } : { written, problems: reading.problems };
}

/** A JSON tree that looks like a `.gmcr` rather than like a case of ours. */
export function looksLikeGmcr(tree: Tree): boolean {
  if (under(tree, "infeasibles") || under(tree, "useManualPreferenceRanking")) return true;
  const options = under(tree, "options");
  return options?.kind === "list" && options.items.some((item) => under(item, "permittedDirection") !== undefined);
}

function need(reading: Reading, map: Tree, key: string): Tree | undefined {
  const value = under(map, key);
  if (!value) {
    const mend = map.kind === "map" ? undefined : `a map is wanted here, not ${nameOfKind(map)}`;
    complain(
      reading,
      { from: map.from, to: map.from + 1 },
      { code: "missing-key", says: `\`${key}\` is missing`, mend },
    );
  }
  return value;
}

function readManual(reading: Reading, tree: Tree): boolean {
  const value = under(tree, "useManualPreferenceRanking") ?? under(tree, "useManualPreferenceVectors");
  if (!value) return Boolean(need(reading, tree, "useManualPreferenceRanking"));
  if (value.kind === "scalar" && typeof value.value === "boolean") return value.value;
  complain(reading, value, { code: "wrong-kind", says: "true or false is wanted here" });
  return false;
}

/** A name made into an id: `Local Government` → `local-government`; numbered where two would be equal. */
function uniqueIds(names: readonly string[]): string[] {
  const used = new Set<string>();
  return names.map((name) => {
    const plain = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
    const base = plain.replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^[-\p{N}]+|-+$/gu, "") || "x";
    let id = base;
    for (let k = 2; used.has(id); k++) id = `${base}-${k}`;
    used.add(id);
    return id;
  });
}

/** Places of the file's options in the order of the model, and the owner of each; owned by nobody or by two is said. */
function ownership(
  reading: Reading,
  makers: Tree[],
  options: Tree[],
): { order: number[]; ownerOf: Map<number, number> } {
  const ownerOf = new Map<number, number>();
  makers.forEach((maker, k) => {
    for (const item of itemsOf(reading, need(reading, maker, "options"), "`options`")) {
      const place = placeOfOption(reading, item, options.length);
      if (place === undefined) continue;
      if (ownerOf.has(place)) {
        const says = `option ${place} is owned by two decision makers (or twice by one)`;
        complain(reading, item, { code: "option-with-two-owners", says, mend: "leave it to one of them" });
      } else ownerOf.set(place, k);
    }
  });
  options.forEach((option, place) => {
    if (ownerOf.has(place)) return;
    const mend = "list it under one decision maker";
    complain(reading, option, { code: "option-without-owner", says: `option ${place} is owned by nobody`, mend });
  });
  return { order: [...ownerOf.keys()], ownerOf };
}

function placeOfOption(reading: Reading, item: Tree, count: number): number | undefined {
  const value = item.kind === "scalar" ? item.value : undefined;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value < count) return value;
  const said = item.kind === "scalar" ? String(item.value) : nameOfKind(item);
  const mend = `options are counted from 0 to ${count - 1}`;
  complain(reading, item, { code: "no-such-option", says: `there is no option ${said}`, mend });
  return undefined;
}

const DIRECTIONS: Record<string, GraphOption["moves"]> = {
  both: "reversible",
  fwd: "only-no-to-yes",
  back: "only-yes-to-no",
};

/** Options in the order of their decision makers, inside one in the order of its list. */
function regrouped(reading: Reading, trees: Tree[], makers: Tree[]): Import {
  const { order, ownerOf } = ownership(reading, makers, trees);
  const names = trees.map((tree) => textOf(reading, need(reading, tree, "name"), "`name`") ?? "");
  const moves = trees.map((tree) => readDirection(reading, tree));
  const ids = uniqueIds(names);
  const slotOf: number[] = [];
  const options = order.map((place, slot): GraphOption => {
    slotOf[place] = slot;
    return { id: ids[place]!, label: names[place]!, owner: ownerOf.get(place)!, moves: moves[place]! };
  });
  return { reading, options, slotOf };
}

function readDirection(reading: Reading, tree: Tree): GraphOption["moves"] {
  const said = need(reading, tree, "permittedDirection");
  const direction = textOf(reading, said, "`permittedDirection`") ?? "both";
  const moves = DIRECTIONS[direction];
  if (moves) return moves;
  const says = `\`${direction}\` is no direction`;
  complain(reading, said!, { code: "bad-direction", says, mend: "both, fwd (only taken) or back (only dropped)" });
  return "reversible";
}

function readMaker(from: Import, maker: Tree, id: string, manual: boolean): WrittenActor {
  const { reading } = from;
  const said = need(reading, maker, "preferences");
  const vector = under(maker, "preferenceRanking") ?? under(maker, "preferenceVector");
  if (manual && !vector) need(reading, maker, "preferenceRanking");
  const statements = withoutRepeats(reading, itemsOf(reading, said, "`preferences`"), from);
  const unseen = itemsOf(reading, under(maker, "misperceptions"), "`misperceptions`");
  return {
    id,
    name: textOf(reading, under(maker, "name"), "`name`") ?? id,
    preference: {
      governs: manual ? "ranking" : "statements",
      statements,
      ...(vector ? { ranking: readRanking(reading, vector) } : {}),
      at: placeIn(reading, vector && manual ? vector : (said ?? maker)),
    },
    unseen: unseen.flatMap((item) => readCondition(from, item, false) ?? []),
  };
}

/** A condition that is in the list already is dropped, before any is weighed: the program does so without a word. */
function withoutRepeats(reading: Reading, items: Tree[], from: Import): Statement[] {
  const seen = new Set<string>();
  return items.flatMap((item): Statement[] => {
    const condition = readCondition(from, item, true);
    if (!condition) return [];
    const key = conditionKey(condition.when);
    if (!seen.has(key)) {
      seen.add(key);
      return [{ ...condition, much: false, unknown: false }];
    }
    const says = "this statement stands in the list already: its later place is dropped, as GMCR+ does";
    complain(reading, item, { code: "said-already", says, severity: "warning" });
    return [];
  });
}

/** `[[0, "Y"], [2, "N"]]`, or a compound `{ compound: true, members: [...] }` where that is allowed. */
function readCondition(from: Import, item: Tree, compound: boolean): WrittenCondition | undefined {
  const { reading, options } = from;
  const at = placeIn(reading, item);
  const members = item.kind === "map" ? itemsOf(reading, need(reading, item, "members"), "`members`") : [item];
  if (item.kind === "map" && !compound) {
    const says = "a compound condition cannot stand here";
    complain(reading, item, { code: "compound-not-here", says, mend: "list its members one by one" });
    return undefined;
  }
  if (members.length === 0) return undefined;
  const when: Condition = members.map((member) => readConjunction(from, member));
  return { says: when.map((one) => sayConjunction(one, options)).join(" or "), when, at };
}

function readConjunction(from: Import, member: Tree): Conjunction {
  const { reading, slotOf } = from;
  const used = new Set<number>();
  return itemsOf(reading, member, "a condition").flatMap((pair) => {
    const [place, answer] = pair.kind === "list" ? pair.items : [];
    const said = answer?.kind === "scalar" ? answer.value : undefined;
    const index = place && placeOfOption(reading, place, slotOf.length);
    if (pair.kind !== "list" || pair.items.length !== 2 || (said !== "Y" && said !== "N")) {
      const mend = 'like [0, "Y"]';
      complain(reading, answer ?? pair, { code: "bad-answer", says: 'an option and "Y" or "N" are wanted here', mend });
      return [];
    }
    if (index === undefined || slotOf[index] === undefined) return [];
    if (used.has(index)) {
      complain(reading, pair, {
        code: "option-twice",
        says: `option ${index} stands twice in one condition`,
        mend: "keep one",
      });
      return [];
    }
    used.add(index);
    return [{ option: slotOf[index], yes: said === "Y" }];
  });
}

/** Coalitions of two or more; dropped, and said, where they do not split the decision makers. */
function readCoalitions(reading: Reading, tree: Tree | undefined, makers: number): number[][] {
  const numbers = (item: Tree): number[] =>
    item.kind === "list"
      ? item.items.flatMap(numbers)
      : item.kind === "scalar" && typeof item.value === "number"
        ? [item.value]
        : [-1];
  const coalitions = itemsOf(reading, tree, "`coalitions`").map(numbers);
  if (!tree || coalitions.length === 0) return [];
  const all = coalitions.flat().sort((a, b) => a - b);
  if (all.length !== makers || all.some((k, place) => k !== place)) {
    const says = "these coalitions do not split the decision makers: each belongs to exactly one";
    complain(reading, tree, { code: "coalitions-do-not-split", says, mend: "they are left out", severity: "warning" });
    return [];
  }
  const real = coalitions.filter((members) => members.length > 1);
  if (real.length > 0) {
    const says =
      "GMCR+ joins the members of a coalition into one actor; here they stay apart, and the coalition is analysed beside";
    complain(reading, tree, { code: "coalitions-stay-apart", says, severity: "warning" });
  }
  return real;
}
