// An ordinal model in the project's own style (YAML), its words those of the model language:
//   standoff, actors (name, preferences | ranking | comparisons, unseen, believes), options (the dot is ownership; a list is
//   a choice of one course), infeasible, irreversible, coalesce, coalitions, start.
// Out: the written model and all that is wrong with it, each with its place. Nothing is enumerated here.

import type {
  OrdinalModel,
  WrittenActor,
  WrittenBelief,
  WrittenCondition,
  WrittenPreference,
} from "../../analysis/stability/ordinal-model.ts";
import { type Names, namesOf } from "../../analysis/stability/parse-condition.ts";
import { nearestName } from "../../base/nearest-name.ts";
import type { Problem } from "../../base/problem.ts";
import {
  complain,
  entriesOf,
  hasErrors,
  itemsOf,
  placeIn,
  type Reading,
  refuseOtherKeys,
  type Tree,
  type TreeEntry,
  textOf,
  under,
} from "../../language/text/written-tree.ts";
import { readOptions } from "./read-options.ts";
import { PREFERENCE_WORDS, readCondition, readPreference } from "./read-preference.ts";
import { readYamlTree } from "./read-yaml-tree.ts";

export type ReadOrdinal = { written?: OrdinalModel; problems: Problem[] };

const SECTIONS = [
  "standoff",
  "note",
  "actors",
  "options",
  "infeasible",
  "irreversible",
  "coalesce",
  "coalitions",
  "start",
];
const ACTOR_WORDS = ["name", "note", ...PREFERENCE_WORDS, "unseen", "believes"];

export function readOrdinal(file: string, text: string): ReadOrdinal {
  const { reading, tree } = readYamlTree(file, text);
  const { problems } = reading;
  if (!tree) {
    if (!hasErrors(problems))
      complain(reading, { from: 0, to: 1 }, { code: "empty-file", says: "this file holds no model" });
    return { problems };
  }
  refuseOtherKeys(reading, tree, SECTIONS, "an ordinal model");
  const actors = entriesOf(reading, under(tree, "actors"), "`actors`");
  const options = readOptions(
    reading,
    tree,
    actors.map((entry) => entry.key),
  );
  for (const needed of ["actors", "options"]) {
    if (under(tree, needed)) continue;
    complain(
      reading,
      { from: tree.from, to: tree.from + 1 },
      { code: "missing-key", says: `an ordinal model needs \`${needed}\`` },
    );
  }
  const names = namesOf(options);
  const written: OrdinalModel = {
    title: textOf(reading, under(tree, "standoff"), "`standoff`") ?? "",
    actors: actors.map((entry) => readActor(reading, entry, actors, names)),
    options,
    infeasible: readConditions(reading, under(tree, "infeasible"), names, "`infeasible`"),
    coalesce: readConditions(reading, under(tree, "coalesce"), names, "`coalesce`"),
    coalitions: readCoalitions(reading, under(tree, "coalitions"), actors),
    ...readStart(reading, under(tree, "start")),
    at: placeOfSection(reading, tree, "options"),
  };
  return hasErrors(problems) ? { problems } : { written, problems };
}

function placeOfSection(reading: Reading, tree: Tree, key: string) {
  const entry = tree.kind === "map" ? tree.entries.find((one) => one.key === key) : undefined;
  return placeIn(reading, entry ?? { from: 0, to: 1 });
}

function readStart(reading: Reading, tree: Tree | undefined): Pick<OrdinalModel, "start"> {
  const says = textOf(reading, tree, "`start`");
  return says === undefined || !tree ? {} : { start: { says, at: placeIn(reading, tree) } };
}

function readActor(reading: Reading, entry: TreeEntry, actors: TreeEntry[], names: Names): WrittenActor {
  const { key: id, value } = entry;
  const map: Tree = value.kind === "scalar" ? { ...value, kind: "map", entries: [] } : value;
  entriesOf(reading, map, `actor \`${id}\``);
  refuseOtherKeys(reading, map, ACTOR_WORDS, "an actor");
  const believes = readBelief(reading, under(map, "believes"), actors, names);
  return {
    id,
    name: nameOf(reading, value, id),
    preference: readPreference(reading, map, names, `actor \`${id}\``) ?? indifferent(reading, entry),
    unseen: readConditions(reading, under(map, "unseen"), names, "`unseen`"),
    ...(believes ? { believes } : {}),
  };
}

/** `USA: United States` says the name alone. */
function nameOf(reading: Reading, value: Tree, id: string): string {
  if (value.kind === "scalar") return value.value === null ? id : String(value.value);
  return textOf(reading, under(value, "name"), "`name`") ?? id;
}

function indifferent(reading: Reading, entry: TreeEntry): WrittenPreference {
  const says = `\`${entry.key}\` has no preferences: every state is alike to it, and stable`;
  const mend = "add `preferences`, a `ranking` or `comparisons`";
  complain(reading, entry, { code: "no-preferences", says, mend, severity: "warning" });
  return { governs: "statements", statements: [], at: placeIn(reading, entry) };
}

function readConditions(reading: Reading, tree: Tree | undefined, names: Names, what: string): WrittenCondition[] {
  return itemsOf(reading, tree, what).flatMap((item) => {
    const condition = readCondition(reading, item, names);
    return condition ? [{ ...condition, at: placeIn(reading, item) }] : [];
  });
}

/** `believes: { actors: { syria: { preferences: [...] } }, infeasible: [...] }` */
function readBelief(
  reading: Reading,
  tree: Tree | undefined,
  actors: TreeEntry[],
  names: Names,
): WrittenBelief | undefined {
  if (!tree) return undefined;
  entriesOf(reading, tree, "`believes`");
  refuseOtherKeys(reading, tree, ["actors", "infeasible"], "`believes`");
  const preferences: (WrittenPreference | undefined)[] = actors.map(() => undefined);
  for (const entry of entriesOf(reading, under(tree, "actors"), "`actors`")) {
    const slot = slotOfActor(reading, entry, entry.key, actors);
    refuseOtherKeys(reading, entry.value, [...PREFERENCE_WORDS], "what an actor believes of another");
    if (slot >= 0) preferences[slot] = readPreference(reading, entry.value, names, `\`${entry.key}\``);
  }
  const infeasible = readConditions(reading, under(tree, "infeasible"), names, "`infeasible`");
  return { preferences, infeasible, at: placeIn(reading, tree) };
}

function slotOfActor(reading: Reading, part: { from: number; to: number }, id: string, actors: TreeEntry[]): number {
  const slot = actors.findIndex((actor) => actor.key === id);
  if (slot < 0) {
    const near = nearestName(
      id,
      actors.map((actor) => actor.key),
    );
    const mend = near ? `did you mean \`${near}\`?` : `known: ${actors.map((actor) => actor.key).join(", ")}`;
    complain(reading, part, { code: "unknown-actor", says: `unknown actor \`${id}\``, mend });
  }
  return slot;
}

function readCoalitions(reading: Reading, tree: Tree | undefined, actors: TreeEntry[]): number[][] {
  return itemsOf(reading, tree, "`coalitions`").map((item) => {
    const members = itemsOf(reading, item, "a coalition").map((member) => {
      const id = textOf(reading, member, "a member of a coalition");
      return id === undefined ? -1 : slotOfActor(reading, member, id, actors);
    });
    return [...new Set(members)].filter((slot) => slot >= 0).sort((a, b) => a - b);
  });
}
