// The options of an ordinal model and who owns them: `USA.blockade: Blockade` (the dot is ownership), `blockade: { owner: USA }`,
// `CHN.korea: [patience, coerce]` (a choice: one course at a time, each an option of its own). Then `irreversible`: what stays
// so once it holds (`USA.air_strike`, `not FIRM.delay`, `PRK.bomb is armed`).

import type { GraphOption } from "../../analysis/stability/graph-model.ts";
import { NAME, namesOf, WORDS } from "../../analysis/stability/parse-condition.ts";
import { nearestName } from "../../base/nearest-name.ts";
import {
  complain,
  entriesOf,
  itemsOf,
  type Reading,
  refuseOtherKeys,
  type Tree,
  type TreeEntry,
  textOf,
  under,
} from "../../language/text/written-tree.ts";
import { readCondition } from "./read-preference.ts";

const MOST_OPTIONS = 256;

export function readOptions(reading: Reading, root: Tree, actors: readonly string[]): GraphOption[] {
  const entries = entriesOf(reading, under(root, "options"), "`options`");
  const options = entries.flatMap((entry) => readOption(reading, entry, actors));
  if (options.length > MOST_OPTIONS) {
    complain(reading, entries[0]!, {
      code: "too-many-options",
      says: `${options.length} options; ${MOST_OPTIONS} can be`,
    });
    return [];
  }
  for (const item of itemsOf(reading, under(root, "irreversible"), "`irreversible`")) fix(reading, item, options);
  return options;
}

function readOption(reading: Reading, entry: TreeEntry, actors: readonly string[]): GraphOption[] {
  const { key: id, value } = entry;
  if (!NAME.test(id) || WORDS.has(id)) {
    const mend = "a name begins with a letter and has letters, digits, `_`, `-`, and one dot after its owner";
    complain(reading, entry, { code: "bad-name", says: `\`${id}\` cannot be an option's name`, mend });
    return [];
  }
  if (value.kind === "map") refuseOtherKeys(reading, value, ["label", "owner", "courses", "note"], "an option");
  const owner = ownerOf(reading, entry, actors);
  const courses = value.kind === "list" ? value : under(value, "courses");
  const label = labelOf(reading, value, id);
  if (!courses) return [{ id, label, owner, moves: "reversible" }];
  const names = itemsOf(reading, courses, "`courses`").map((item) => courseOf(reading, item));
  if (names.length < 2 || new Set(names).size < names.length) {
    complain(reading, courses, {
      code: "bad-choice",
      says: `the choice \`${id}\` needs two different courses at least`,
    });
    return [];
  }
  return names.map((name) => ({
    id: `${id}=${name}`,
    label: `${label}: ${name}`,
    owner,
    moves: "reversible",
    choice: { of: id, value: name },
  }));
}

function courseOf(reading: Reading, item: Tree): string {
  const name = textOf(reading, item, "a course") ?? "";
  if (NAME.test(name) && !WORDS.has(name)) return name;
  const mend = "a name begins with a letter and has letters, digits, `_` and `-`";
  complain(reading, item, { code: "bad-name", says: `\`${name}\` cannot be a course's name`, mend });
  return "";
}

function labelOf(reading: Reading, value: Tree, id: string): string {
  if (value.kind === "scalar") return value.value === null ? id : String(value.value);
  return textOf(reading, under(value, "label"), "`label`") ?? id;
}

function ownerOf(reading: Reading, entry: TreeEntry, actors: readonly string[]): number {
  const said = under(entry.value, "owner");
  const written = textOf(reading, said, "`owner`");
  const dot = entry.key.indexOf(".");
  const name = written ?? (dot > 0 ? entry.key.slice(0, dot) : undefined);
  const slot = name === undefined ? -1 : actors.indexOf(name);
  if (slot >= 0) return slot;
  const near = name && nearestName(name, actors);
  const says = name
    ? `\`${entry.key}\` belongs to \`${name}\`, who is no actor`
    : `\`${entry.key}\` is owned by nobody`;
  const mend = near ? `did you mean \`${near}\`?` : "say `ACTOR.option`, or `owner: ACTOR` under it";
  complain(reading, said ?? entry, { code: "option-without-owner", says, mend });
  return 0;
}

/** One line of `irreversible`: a single option, taken or not. */
function fix(reading: Reading, item: Tree, options: GraphOption[]): void {
  const condition = readCondition(reading, item, namesOf(options));
  if (!condition) return;
  const [literal] = condition.when[0] ?? [];
  const option = literal && options[literal.option];
  if (!option || condition.when.length !== 1 || condition.when[0]!.length !== 1) {
    const mend = "`X` for what stays taken, `not X` for what stays dropped";
    complain(reading, item, { code: "bad-irreversible", says: "one option is wanted here, taken or not", mend });
    return;
  }
  const moves = literal.yes ? "only-no-to-yes" : "only-yes-to-no";
  if (option.moves !== "reversible" && option.moves !== moves) {
    const says = `\`${option.id}\` could then neither be taken nor dropped`;
    complain(reading, item, { code: "never-moves", says, mend: "keep one of the two lines" });
    return;
  }
  option.moves = moves;
}
