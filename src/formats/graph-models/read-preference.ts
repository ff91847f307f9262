// What one actor wants, from a written file: `preferences` (statements, most important first), `ranking` (ids, groups, `much`)
// or `comparisons` (`9 > 3 ~ 4`). Out: the written preference; what is wrong goes to the reading with its place.

import type { Condition } from "../../analysis/stability/condition.ts";
import type {
  Comparison,
  RankGroup,
  Ranking,
  Statement,
  WrittenPreference,
} from "../../analysis/stability/ordinal-model.ts";
import { type Names, parseCondition } from "../../analysis/stability/parse-condition.ts";
import {
  complain,
  itemsOf,
  placeIn,
  placeInText,
  type Reading,
  refuseOtherKeys,
  type Tree,
  under,
} from "../../language/text/written-tree.ts";

export const PREFERENCE_WORDS = ["preferences", "ranking", "comparisons"] as const;

/** The preference that a map holds under one of the three words; undefined where it holds none. */
export function readPreference(reading: Reading, map: Tree, names: Names, who: string): WrittenPreference | undefined {
  const said = PREFERENCE_WORDS.filter((word) => under(map, word));
  const [word, second] = said;
  if (!word) return undefined;
  const tree = under(map, word)!;
  if (second) {
    const says = `${who} has both \`${word}\` and \`${second}\`, and only one can count`;
    complain(reading, under(map, second)!, { code: "two-preferences", says, mend: "keep one of them" });
  }
  const at = placeIn(reading, tree);
  if (word === "ranking") return { governs: "ranking", statements: [], ranking: readRanking(reading, tree), at };
  if (word === "comparisons") {
    return { governs: "comparisons", statements: [], comparisons: readComparisons(reading, tree), at };
  }
  return { governs: "statements", statements: readStatements(reading, tree, names), at };
}

/** A condition in words, or nothing once its faults are noted. */
export function readCondition(
  reading: Reading,
  tree: Tree,
  names: Names,
): { says: string; when: Condition } | undefined {
  if (tree.kind !== "scalar" || typeof tree.value === "number" || tree.value === null) {
    complain(reading, tree, {
      code: "wrong-kind",
      says: "a condition on options is wanted here",
      mend: "like `a and not b`",
    });
    return undefined;
  }
  const says = String(tree.value);
  const { condition, faults } = parseCondition(says, names);
  for (const fault of faults) {
    const at = placeInText(reading, tree, fault.offset, fault.length);
    complain(reading, at, { code: "bad-condition", says: fault.says, mend: fault.mend });
  }
  return condition && { says, when: condition };
}

function readStatements(reading: Reading, tree: Tree, names: Names): Statement[] {
  return itemsOf(reading, tree, "`preferences`").flatMap((item) => {
    const much = under(item, "much");
    const unknown = under(item, "unknown");
    refuseOtherKeys(reading, item, ["much", "unknown"], "a statement");
    if (item.kind === "map" && !much && !unknown) return [];
    const condition = readCondition(reading, much ?? unknown ?? item, names);
    if (!condition) return [];
    if (condition.when.length === 0) {
      const says = `\`${condition.says}\` contradicts itself: no state can meet it`;
      complain(reading, item, { code: "contradicts-itself", says, severity: "warning" });
    }
    return [{ ...condition, much: much !== undefined, unknown: unknown !== undefined, at: placeIn(reading, item) }];
  });
}

/** `[9, 3, much, [5, 6], { unknown: [7, 8] }]`. */
export function readRanking(reading: Reading, tree: Tree): Ranking {
  const groups: RankGroup[] = [];
  const muchBefore: number[] = [];
  for (const item of itemsOf(reading, tree, "a ranking")) {
    if (item.kind === "scalar" && item.value === "much") muchBefore.push(groups.length);
    else groups.push(readGroup(reading, item));
  }
  const at = placeIn(reading, tree);
  if (muchBefore.some((g) => g === 0 || g === groups.length)) {
    complain(reading, tree, { code: "much-at-the-end", says: "`much` belongs between two states of a ranking" });
  }
  return { groups, muchBefore: [...new Set(muchBefore)].filter((g) => g > 0 && g < groups.length), at };
}

function readGroup(reading: Reading, item: Tree): RankGroup {
  const open = under(item, "unknown");
  refuseOtherKeys(reading, item, ["unknown"], "a ranking");
  const list = open ?? item;
  const members = list.kind === "list" ? list.items : list.kind === "scalar" ? [list] : [];
  const group: RankGroup = { states: [], unknown: open !== undefined, places: [] };
  for (const member of members) {
    if (member.kind === "scalar" && typeof member.value === "number") {
      group.states.push(member.value);
      group.places.push(placeIn(reading, member));
    } else {
      const mend = "states by number; equal ones as a group: [5, 6]";
      complain(reading, member, { code: "wrong-kind", says: "the number of a state is wanted here", mend });
    }
  }
  return group;
}

function readComparisons(reading: Reading, tree: Tree): Comparison[] {
  return itemsOf(reading, tree, "`comparisons`").flatMap((item) => {
    const text = item.kind === "scalar" ? String(item.value) : "";
    const parts = text.trim().split(/\s*(>>|>|~)\s*/);
    const at = placeIn(reading, item);
    if (parts.length < 3 || parts.some((part, k) => k % 2 === 0 && !/^\d+$/.test(part))) {
      complain(reading, item, {
        code: "bad-comparison",
        says: `\`${text}\` compares no states`,
        mend: "like `9 > 3 ~ 4 >> 1`",
      });
      return [];
    }
    return parts.flatMap((sign, k): Comparison[] =>
      sign === ">" || sign === ">>" || sign === "~"
        ? [{ better: Number(parts[k - 1]), worse: Number(parts[k + 1]), sign, at }]
        : [],
    );
  });
}
