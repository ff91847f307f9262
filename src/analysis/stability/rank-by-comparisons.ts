// Comparisons of states (`9 > 3 ~ 4 >> 1`) to preferences: ties join states, better-than steps are followed as far as they
// lead, and two states that no chain joins stay unknown. A chain that comes back to its start is refused, the whole circle
// named. Out: a ranking where all pairs are known and strength follows tiers, a table of pairs otherwise.

import type { Problem } from "../../base/problem.ts";
import { BETTER, MUCH_BETTER, type Preference, TIED, UNKNOWN } from "./graph-model.ts";
import type { Comparison } from "./ordinal-model.ts";
import type { Ranked } from "./rank-by-statements.ts";

type Step = { to: number; much: boolean; said: Comparison };

type Classes = { of: Int32Array; members: number[][]; steps: Step[][] };

export function rankByComparisons(comparisons: readonly Comparison[], count: number): Ranked {
  const problems: Problem[] = comparisons.flatMap((said) =>
    [said.better, said.worse].filter((id) => !(id >= 1 && id <= count)).map((id) => noSuchState(id, count, said)),
  );
  if (problems.length > 0) return { problems };
  const classes = classesOf(comparisons, count);
  const order = orderOf(classes);
  if (order.circle) return { problems: [circleProblem(order.circle)] };
  return { preference: simplest(tableOf(classes, order.worstFirst, count), count), problems };
}

function noSuchState(id: number, count: number, said: Comparison): Problem {
  return {
    code: "no-such-state",
    severity: "error",
    at: said.at,
    says: `there is no state ${id}`,
    mend: `states are numbered 1 to ${count}`,
  };
}

function circleProblem(circle: Step[]): Problem {
  const said = circle.map((step) => step.said);
  const chain = said.map((one) => `${one.better} ${one.sign} ${one.worse}`).join(", ");
  return {
    code: "preferences-cycle",
    severity: "error",
    at: said[0]!.at,
    says: `these preferences run in a circle: ${chain}`,
    mend: "drop one of them, or say `~` for states that are liked alike",
    also: said.slice(1).map((one) => ({ at: one.at, says: "and this one" })),
  };
}

function classesOf(comparisons: readonly Comparison[], count: number): Classes {
  const parent = Int32Array.from({ length: count }, (_, s) => s);
  const root = (s: number): number => {
    let r = s;
    while (parent[r] !== r) r = parent[r]!;
    parent[s] = r;
    return r;
  };
  for (const { sign, better, worse } of comparisons) if (sign === "~") parent[root(worse - 1)] = root(better - 1);
  const of = Int32Array.from({ length: count }, (_, s) => root(s));
  const members: number[][] = Array.from({ length: count }, () => []);
  const steps: Step[][] = Array.from({ length: count }, () => []);
  of.forEach((c, s) => {
    members[c]!.push(s);
  });
  for (const said of comparisons) {
    if (said.sign === "~") continue;
    steps[of[said.better - 1]!]!.push({ to: of[said.worse - 1]!, much: said.sign === ">>", said });
  }
  return { of, members, steps };
}

/** Classes so that every step leads to one already listed; or the steps of a circle. By depth first search, no recursion. */
function orderOf(classes: Classes): { worstFirst: number[]; circle?: Step[] } {
  const worstFirst: number[] = [];
  const state = new Uint8Array(classes.of.length);
  for (let c = 0; c < state.length; c++) {
    if (state[c] !== 0 || classes.members[c]!.length === 0) continue;
    const path: { at: number; next: number; by?: Step }[] = [{ at: c, next: 0 }];
    state[c] = 1;
    while (path.length > 0) {
      const top = path[path.length - 1]!;
      const step = classes.steps[top.at]![top.next++];
      if (!step) {
        state[top.at] = 2;
        worstFirst.push(top.at);
        path.pop();
      } else if (state[step.to] === 1) {
        const from = path.findIndex((one) => one.at === step.to);
        return { worstFirst, circle: [...path.slice(from + 1).map((one) => one.by!), step] };
      } else if (state[step.to] === 0) {
        state[step.to] = 1;
        path.push({ at: step.to, next: 0, by: step });
      }
    }
  }
  return { worstFirst };
}

function tableOf(classes: Classes, worstFirst: number[], count: number): Int8Array {
  const strength = new Int8Array(count * count);
  for (const c of worstFirst) {
    for (const { to, much } of classes.steps[c]!) {
      const row = c * count;
      strength[row + to] = Math.max(strength[row + to]!, much ? MUCH_BETTER : BETTER);
      for (let d = 0; d < count; d++) {
        const onward = strength[to * count + d]!;
        if (onward > 0) strength[row + d] = Math.max(strength[row + d]!, onward, much ? MUCH_BETTER : BETTER);
      }
    }
  }
  const of = new Int8Array(count * count);
  for (let s = 0; s < count; s++) {
    for (let t = 0; t < count; t++) {
      const [a, b] = [classes.of[s]!, classes.of[t]!];
      const step = strength[a * count + b]! - strength[b * count + a]!;
      of[s * count + t] = a === b ? TIED : step === 0 ? UNKNOWN : step;
    }
  }
  return of;
}

/** A ranking if the table is one: every pair known, and strength a matter of tiers. */
function simplest(of: Int8Array, count: number): Preference {
  if (of.includes(UNKNOWN)) return { kind: "pairs", of };
  const better = Int32Array.from({ length: count }, (_, s) => {
    let n = 0;
    for (let t = 0; t < count; t++) if (of[t * count + s]! > 0) n++;
    return n;
  });
  const much = Int32Array.from({ length: count }, (_, s) => {
    let n = 0;
    for (let t = 0; t < count; t++) if (of[t * count + s] === MUCH_BETTER) n++;
    return n;
  });
  const places = [...new Set(better)].sort((a, b) => a - b);
  const rank = better.map((n) => places.indexOf(n));
  if (!of.includes(MUCH_BETTER)) return { kind: "ranked", rank };
  const tiered = of.every((step, k) => (Math.abs(step) === 2) === (much[Math.floor(k / count)] !== much[k % count]));
  return tiered ? { kind: "ranked", rank, tier: much } : { kind: "pairs", of };
}
