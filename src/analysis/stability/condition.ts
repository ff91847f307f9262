// Conditions on the options of a state: a condition holds where ANY of its conjunctions does, a conjunction where ALL of its
// literals do. That is what GMCR+ stores, so formulas (parse-condition.ts) are brought into this form once, on reading.
// No conjunction at all never holds; an empty conjunction always does.

import type { StateSet } from "./graph-model.ts";

/** One option, and whether it is to be taken. */
type Literal = { option: number; yes: boolean };

export type Conjunction = Literal[];

export type Condition = Conjunction[];

/** A condition may hold this many conjunctions; more comes only from formulas that nobody can read. */
const MOST_CONJUNCTIONS = 500;

/** Both at once; undefined where that grows past bounds. Conjunctions that contradict themselves fall away. */
export function both(a: Condition, b: Condition): Condition | undefined {
  if (a.length * b.length > MOST_CONJUNCTIONS * 4) return undefined;
  return either(
    a.flatMap((left) => b.flatMap((right) => joined(left, right) ?? [])),
    [],
  );
}

/** One or the other, each conjunction once, those implied by a shorter one dropped. */
export function either(a: Condition, b: Condition): Condition | undefined {
  const kept = new Map<string, Conjunction>();
  for (const conjunction of [...a, ...b]) kept.set(keyOf(conjunction), conjunction);
  const all = [...kept.values()];
  if (all.length > MOST_CONJUNCTIONS) return undefined;
  return all.filter((c) => !all.some((other) => other.length < c.length && implies(c, other)));
}

function joined(a: Conjunction, b: Conjunction): Conjunction[] | undefined {
  const all = new Map(a.map((literal) => [literal.option, literal]));
  for (const literal of b) {
    const before = all.get(literal.option);
    if (before && before.yes !== literal.yes) return undefined;
    all.set(literal.option, literal);
  }
  return [[...all.values()].sort((x, y) => x.option - y.option)];
}

function implies(longer: Conjunction, shorter: Conjunction): boolean {
  return shorter.every((s) => longer.some((l) => l.option === s.option && l.yes === s.yes));
}

/** The same for equal conjunctions, whatever the order they were written in. */
function keyOf(conjunction: Conjunction): string {
  return [...conjunction]
    .sort((x, y) => x.option - y.option)
    .map((literal) => (literal.yes ? "+" : "-") + literal.option)
    .join(" ");
}

export function conditionKey(condition: Condition): string {
  return condition.map(keyOf).sort().join(" | ");
}

type Masks = { mask: Uint32Array; value: Uint32Array };

function masksOf(conjunction: Conjunction, width: number): Masks {
  const mask = new Uint32Array(width);
  const value = new Uint32Array(width);
  for (const { option, yes } of conjunction) {
    mask[option >>> 5]! |= 1 << (option & 31);
    if (yes) value[option >>> 5]! |= 1 << (option & 31);
  }
  return { mask, value };
}

/** 1 for each state in which the condition holds. */
export function whereHolds(condition: Condition, states: StateSet): Uint8Array {
  const { count, width, words } = states;
  const marks = new Uint8Array(count);
  for (const conjunction of condition) {
    const { mask, value } = masksOf(conjunction, width);
    for (let s = 0; s < count; s++) {
      if (marks[s]) continue;
      let w = 0;
      while (w < width && ((words[s * width + w]! & mask[w]!) ^ value[w]!) === 0) w++;
      if (w === width) marks[s] = 1;
    }
  }
  return marks;
}
