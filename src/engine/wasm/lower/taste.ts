// Taste (interpreter/taste.ts): moved by the steps since the last review when a policy decides. In: the function that decides, which
// takes the step first. Out: locals with the leaning towards each option, in utility.

import type { FunctionBuilder } from "../encode/function.ts";
import type { Value } from "../encode/graph.ts";
import type { Build } from "./build.ts";
import { expValue } from "./elementary.ts";
import { choose, type Sight } from "./lower-expression.ts";

/** A standard normal of a taste's own stream, at the present `when`. */
export const tasteDraw = (sight: Sight, stream: number, option: number): Value =>
  sight.graph.call(sight.quantile, [sight.uniform!(stream, option)]);

/** Moves a policy's taste in the runs that are due; none where it has no taste. */
export function moveTaste(
  b: Build,
  f: FunctionBuilder,
  policy: number,
  sight: Sight,
  due: Value | undefined,
): number[] {
  const { taste, options } = b.model.policies[policy]!;
  if (!taste) return [];
  const g = f.graph;
  const { taste: first, reviewed } = b.kept.policies[policy]!;
  const at = (k: number) => b.layout.kept(first + k);
  const when = b.layout.kept(reviewed);
  const only = (value: Value, address: number) => (due ? choose(g, value, g.load(address), due) : value);
  const leaning = options.map(() => f.v128());
  const { halfLife } = taste;
  if (halfLife === undefined) {
    const sd = sight.constant(taste.sd);
    f.set(leaning.map((local, k) => ({ local, value: g.binary("mul", sd, g.load(at(k))) })));
    f.store([{ address: when, value: only(sight.time(), when) }]);
    return leaning;
  }
  const since = g.binary("sub", sight.time(), g.load(when));
  const r = expValue(g, g.binary("mul", g.const(-Math.LN2), g.binary("div", since, sight.constant(halfLife))));
  const rest = g.unary("sqrt", g.binary("sub", g.const(1), g.binary("mul", r, r)));
  const moved = options.map((_, k) =>
    g.binary("add", g.binary("mul", r, g.load(at(k))), g.binary("mul", rest, tasteDraw(sight, taste.stream, k))),
  );
  f.set(leaning.map((local, k) => ({ local, value: g.binary("mul", sight.constant(taste.sd), moved[k]!) })));
  f.store([
    ...moved.map((z, k) => ({ address: at(k), value: only(z, at(k)) })),
    { address: when, value: only(sight.time(), when) },
  ]);
  return leaning;
}
