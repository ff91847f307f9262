// Games drawn at random by seed, for tests and benchmarks: whole payoffs from -range to range, the luck of (seed, game).

import { uniform } from "../../statistics/philox.ts";
import { rational } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";
import { profileCount } from "./strategic-form.ts";

export function randomGame(seed: number, game: number, counts: readonly number[], range: number): StrategicForm {
  const n = counts.length;
  const draw = (k: number) => BigInt(Math.floor(uniform(seed, game, 0, 0, k) * (2 * range + 1)) - range);
  const payoffs = Array.from({ length: profileCount(counts) * n }, (_, k) => rational(draw(k)));
  const players = counts.map((count, i) => {
    const label = `P${i + 1}`;
    const letter = String.fromCharCode(97 + i);
    const strategies = Array.from({ length: count }, (_, s) => ({
      id: `${letter}${s + 1}`,
      label: `${letter}${s + 1}`,
    }));
    return { id: label, label, strategies };
  });
  return { title: `Random ${counts.join(" x ")}, seed ${seed}, game ${game}`, players, payoffs };
}
