// One equilibrium for a game that is too large to search: the end of the logit path (McKelvey & Palfrey 1995: the principal
// branch of a generic game leads to one equilibrium), solved on its support and proved where that can be done.

import { type FoundEquilibrium, rationalised } from "./exact-profile.ts";
import { judgeRoot } from "./search-support.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { floatPayoffs, strategyCounts } from "./strategic-form.ts";
import { supportConditions } from "./support-conditions.ts";
import { certify, newton, slopeBends } from "./support-root.ts";
import type { Support } from "./supports.ts";
import { traceQre } from "./trace-qre.ts";

/** Support profiles times squared unknowns: beyond this the limit is given without a proof. */
const MOST_PROOF = 2e7;

/** Probabilities of the mixing players back in the place of all strategies. */
export function widened(support: Support, mix: readonly Float64Array[], counts: readonly number[]): number[][] {
  let next = 0;
  return support.map((list, i) => {
    const all = new Array<number>(counts[i]!).fill(0);
    const mine = list.length > 1 ? mix[next++]! : Float64Array.of(1);
    list.forEach((s, k) => {
      all[s] = mine[k]!;
    });
    return all;
  });
}

/** The limit of the logit path (McKelvey & Palfrey 1995), polished on its support. */
export function endOfPath(form: StrategicForm): FoundEquilibrium {
  const counts = strategyCounts(form);
  const n = counts.length;
  const floats = floatPayoffs(form);
  const payoffs = counts.map((_, i) => floats.filter((_, at) => at % n === i));
  const { last } = traceQre(form, { lambdas: [], untilRegret: 1e-7, mostSteps: 3000 });
  for (const least of [1e-2, 1e-3, 1e-4, 1e-6]) {
    const support = last.profile.map((list) => list.flatMap((p, s) => (p > least ? [s] : [])));
    if (support.some((list) => list.length === 0)) continue;
    const cells = support.reduce((product, list) => product * list.length, 1);
    const unknowns = support.reduce((sum, list) => sum + list.length - 1, 0);
    if (cells * unknowns * unknowns > MOST_PROOF) continue;
    const conditions = supportConditions(payoffs, counts, support);
    const start = support.flatMap((list, i) =>
      list.length > 1 ? [normalised(list.map((s) => last.profile[i]![s]!))] : [],
    );
    const mix = newton(conditions, start);
    const root = mix && certify(conditions, mix, slopeBends(conditions));
    if (root && judgeRoot(conditions, root) === "yes")
      return rationalised(form, widened(support, root.mix, counts), true);
  }
  return rationalised(form, last.profile, false);
}

function normalised(list: readonly number[]): Float64Array {
  const sum = list.reduce((a, b) => a + b, 0);
  return Float64Array.from(list, (p) => p / sum);
}
