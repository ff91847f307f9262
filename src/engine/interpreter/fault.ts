// A value that turned non-finite: it stops that run alone, and says where it came from and how to see it again.

import type { Place } from "../../base/problem.ts";

export type Fault = {
  seed: number;
  run: number;
  step: number;
  /** The variable, policy or constant that is not finite. */
  id: string;
  value: "not a number" | "infinite";
  /** The line of the model that made it. */
  at: Place;
};

export function faultOf(seed: number, run: number, step: number, of: { id: string; at: Place }, value: number): Fault {
  return { seed, run, step, id: of.id, value: Number.isNaN(value) ? "not a number" : "infinite", at: of.at };
}
