// Which auxiliaries of a stock-and-flow model never change, and what they come to: the length of a fixed delay must be known when it is read.

import type { Reading } from "./equation-parts.ts";
import { keyOf } from "./foreign.ts";
import type { Element, StockFlow } from "./stock-flow.ts";
import { translateEquation } from "./translate-equation.ts";

/** A constant that rests on more constants in a row than this is taken for one that may change. */
const MOST_CHAINED = 50;

/** Auxiliaries that never change, by name: a number, or what follows from such. */
export function constantsOf(
  elements: readonly Element[],
  { dialect, start, stop, dt }: StockFlow,
): Reading["constantOf"] {
  const aux = new Map(
    elements.flatMap((e) => (e.kind === "aux" && !e.points && !e.cannot ? [[keyOf(e.name), e]] : [])),
  );
  const found = new Map<string, number | undefined>();
  let deep = 0;
  const constantOf = (name: string): number | undefined => {
    const key = keyOf(name);
    const e = aux.get(key);
    if (!e || found.has(key)) return found.get(key);
    // One that comes back to itself has no value
    found.set(key, undefined);
    if (deep >= MOST_CHAINED) return undefined;
    deep++;
    const made = translateEquation(e.equation, {
      dialect,
      start,
      stop,
      dt,
      time: "time",
      nameOf: keyOf,
      constantOf,
      tableOf: () => undefined,
      remember: () => "memory",
    });
    deep--;
    found.set(key, "value" in made ? made.value : undefined);
    return found.get(key);
  };
  return constantOf;
}
