// What a formula may name where it stands. References of a description are numbers: `pick` reduces one modulo what is there.

import type { Clock } from "../../src/base/dates.ts";

export type NamedSet = { name: string; members: string[] };

/** A variable or parameter: plain, or a family over sets. */
export type Readable = { name: string; over: NamedSet[]; truth: boolean };

export type PolicyInSight = { name: string; owners: string[]; options: string[] };

/** An index that stands for a member of a set: a family's own, `owner`, or one of `for a in set`. */
export type Binding = { index: string; members: string[] };

export type Sight = {
  clock: Clock;
  /** Variables, parameters, origins and levers such as CHN.foresight. */
  reads: Readable[];
  /** What may be read with a lag: variables. */
  lagged: Readable[];
  claims: string[];
  policies: PolicyInSight[];
  utilities: string[];
  sets: NamedSet[];
  bindings: Binding[];
  /** The family that the formula belongs to: its plain name is the own member. */
  own: string | undefined;
  draws: "once" | "step" | "never";
  /** Drawn once a run: no time, no options, no lags. */
  constant: boolean;
};

export function pick<T>(list: readonly T[], i: number): T | undefined {
  return list.length === 0 ? undefined : list[i % list.length];
}

const within = (members: readonly string[], all: readonly string[]) => members.every((m) => all.includes(m));

/** What may stand for a member of the set: indices that run within it, and its members by name. */
export function membersAt(s: Sight, members: readonly string[]): string[] {
  return [...s.bindings.filter((b) => within(b.members, members)).map((b) => b.index), ...members];
}

/** `tension`, `support[KOR]`, `trust[a, KOR]`: one member of what is read; the own family's own member by its plain name. */
export function reference(readable: Readable, i: number, s: Sight): string {
  if (readable.over.length === 0) return readable.name;
  if (readable.name === s.own && i % 3 !== 0) return readable.name;
  let rest = Math.floor(i / 3);
  const indices = readable.over.map((set) => {
    const choices = membersAt(s, set.members);
    const found = choices[rest % choices.length]!;
    rest = Math.floor(rest / choices.length) + i;
    return found;
  });
  return `${readable.name}[${indices.join(", ")}]`;
}
