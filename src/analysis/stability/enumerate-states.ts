// Which states exist: all ways to take or leave the options, less those that meet an infeasible conjunction, by ascending
// binary value. Not by trying 2^n: options are set from the highest to the lowest, no before yes; a conjunction all but one
// of whose literals hold forces the last one's contrary (unit propagation, Davis, Logemann & Loveland 1962), and a branch
// that cannot be completed is left at once. So the work follows the states that exist.
// Bounded: more than `most` states, or a hopeless search, ends with how far it came.

import type { Conjunction } from "./condition.ts";
import type { StateSet } from "./graph-model.ts";

export type Enumerated = { states: StateSet; cut?: "too-many" | "too-tangled" };

const OPEN = -1;
const MOST_STEPS = 200_000_000;

type Search = {
  options: number;
  rules: { option: Int32Array; yes: Uint8Array }[];
  /** Rules in which an option occurs, and whether it does as a yes. */
  uses: { rule: Int32Array; yes: Uint8Array }[];
  /** Literals of each rule that hold, and that fail. */
  holds: Int32Array;
  fails: Int32Array;
  value: Int8Array;
  trail: Int32Array;
  trailEnd: number;
  steps: number;
};

/** The feasible states of `options` options, at most `most` of them. */
export function enumerateStates(options: number, infeasible: readonly Conjunction[], most: number): Enumerated {
  const width = Math.max(1, Math.ceil(options / 32));
  const search = newSearch(options, infeasible);
  const found = growing(width, most);
  const none = { states: found.take() };
  if (infeasible.some((conjunction) => conjunction.length === 0)) return none;
  for (let r = 0; r < search.rules.length; r++) if (!settle(search, r)) return none;
  if (!follow(search, 0)) return none;
  return walk(search, found);
}

function newSearch(options: number, infeasible: readonly Conjunction[]): Search {
  const uses = Array.from({ length: options }, (): { rule: number[]; yes: number[] } => ({ rule: [], yes: [] }));
  infeasible.forEach((conjunction, r) => {
    for (const { option, yes } of conjunction) {
      uses[option]!.rule.push(r);
      uses[option]!.yes.push(yes ? 1 : 0);
    }
  });
  return {
    options,
    rules: infeasible.map((conjunction) => ({
      option: Int32Array.from(conjunction, (literal) => literal.option),
      yes: Uint8Array.from(conjunction, (literal) => (literal.yes ? 1 : 0)),
    })),
    uses: uses.map(({ rule, yes }) => ({ rule: Int32Array.from(rule), yes: Uint8Array.from(yes) })),
    holds: new Int32Array(infeasible.length),
    fails: new Int32Array(infeasible.length),
    value: new Int8Array(options).fill(OPEN),
    trail: new Int32Array(options),
    trailEnd: 0,
    steps: 0,
  };
}

/** Tries the options from the highest down; `mark[d]` is where the trail stood before the d-th free choice. */
function walk(search: Search, found: ReturnType<typeof growing>): Enumerated {
  const chosen = new Int32Array(search.options);
  const mark = new Int32Array(search.options);
  let depth = 0;
  let option = search.options - 1;
  for (;;) {
    if (search.steps > MOST_STEPS) return { states: found.take(), cut: "too-tangled" };
    while (option >= 0 && search.value[option] !== OPEN) option--;
    let onward = option >= 0;
    if (onward) {
      chosen[depth] = option;
      mark[depth++] = search.trailEnd;
      onward = set(search, option, 0);
    } else if (!found.add(search.value)) return { states: found.take(), cut: "too-many" };
    while (!onward) {
      // Back to the last choice that was a no, and say yes there.
      if (depth === 0) return { states: found.take() };
      option = chosen[depth - 1]!;
      const wasNo = search.value[option] === 0 && search.trail[mark[depth - 1]!] === option;
      undoTo(search, mark[depth - 1]!);
      if (wasNo) onward = set(search, option, 1);
      else depth--;
    }
  }
}

/** Sets an option and all that follows from it; false where that meets a rule. */
function set(search: Search, option: number, value: number): boolean {
  const from = search.trailEnd;
  assign(search, option, value);
  return follow(search, from);
}

/** Draws what follows from all that was set since `from`. */
function follow(search: Search, from: number): boolean {
  for (let next = from; next < search.trailEnd; next++) {
    const { rule } = search.uses[search.trail[next]!]!;
    for (let k = 0; k < rule.length; k++) if (!settle(search, rule[k]!)) return false;
  }
  return true;
}

function assign(search: Search, option: number, value: number): void {
  search.value[option] = value;
  search.trail[search.trailEnd++] = option;
  count(search, option, value, 1);
}

function undoTo(search: Search, end: number): void {
  while (search.trailEnd > end) {
    const option = search.trail[--search.trailEnd]!;
    count(search, option, search.value[option]!, -1);
    search.value[option] = OPEN;
  }
}

function count(search: Search, option: number, value: number, by: number): void {
  const { rule, yes } = search.uses[option]!;
  search.steps += 1 + rule.length;
  for (let k = 0; k < rule.length; k++) (yes[k] === value ? search.holds : search.fails)[rule[k]!]! += by;
}

/** Looks at one rule: false if it is met in full; sets the contrary of its last open literal if all others hold. */
function settle(search: Search, r: number): boolean {
  if (search.fails[r]! > 0) return true;
  const { option, yes } = search.rules[r]!;
  const open = option.length - search.holds[r]!;
  if (open === 0) return false;
  if (open > 1) return true;
  const last = option.findIndex((o) => search.value[o] === OPEN);
  assign(search, option[last]!, 1 - yes[last]!);
  return true;
}

/** States as they are found, in words that grow by doubling; `add` refuses the one past `most`. */
function growing(width: number, most: number) {
  let words = new Uint32Array(width * 64);
  let count = 0;
  return {
    add(value: Int8Array): boolean {
      if (count === most) return false;
      if ((count + 1) * width > words.length) {
        const more = new Uint32Array(Math.min(words.length * 2, Math.max(most, 64) * width));
        more.set(words);
        words = more;
      }
      for (let o = 0; o < value.length; o++) if (value[o] === 1) words[count * width + (o >>> 5)]! |= 1 << (o & 31);
      count++;
      return true;
    },
    take: (): StateSet => ({ count, width, words: words.slice(0, count * width) }),
  };
}
