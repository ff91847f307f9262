// Payoffs in forms that are quick to work with and lose nothing: doubles whose order within a player is exact, and integers.
// What is strategically the same (a positive factor, a constant) is dropped; exact payoffs are read from the form again.

import type { Rational } from "./rational.ts";
import { commonDenominator, compare, greatestDivisor } from "./rational.ts";
import type { StrategicForm } from "./strategic-form.ts";

const EXACT = BigInt(Number.MAX_SAFE_INTEGER);

function payoffsOf(form: StrategicForm, player: number): Rational[] {
  const n = form.players.length;
  const mine: Rational[] = [];
  for (let at = player; at < form.payoffs.length; at += n) mine.push(form.payoffs[at]!);
  return mine;
}

/** A player's payoffs by profile, times a positive factor: integers without a common divisor. */
export function integerPayoffs(form: StrategicForm, player: number): bigint[] {
  const payoffs = payoffsOf(form, player);
  const common = commonDenominator(payoffs);
  const scaled = payoffs.map((payoff) => payoff.n * (common / payoff.d));
  let divisor = 0n;
  for (const value of scaled) {
    divisor = greatestDivisor(divisor, value);
    if (divisor === 1n) return scaled;
  }
  return divisor === 0n ? scaled : scaled.map((value) => value / divisor);
}

/** Places in the sorted order of the different values: the way out where integers do not fit a double. */
function ranks(payoffs: readonly Rational[]): Float64Array {
  const order = [...payoffs.keys()].sort((a, b) => compare(payoffs[a]!, payoffs[b]!));
  const rank = new Float64Array(payoffs.length);
  for (let k = 1; k < order.length; k++) {
    const step = compare(payoffs[order[k]!]!, payoffs[order[k - 1]!]!) === 0 ? 0 : 1;
    rank[order[k]!] = rank[order[k - 1]!]! + step;
  }
  return rank;
}

/** A player's payoffs by profile as doubles that compare exactly as the payoffs do. */
export function orderedPayoffs(form: StrategicForm, player: number): Float64Array {
  const payoffs = payoffsOf(form, player);
  if (payoffs.every((payoff) => payoff.d === 1n && payoff.n <= EXACT && payoff.n >= -EXACT)) {
    return Float64Array.from(payoffs, (payoff) => Number(payoff.n));
  }
  const whole = integerPayoffs(form, player);
  const fits = whole.every((value) => value <= EXACT && value >= -EXACT);
  return fits ? Float64Array.from(whole, Number) : ranks(payoffs);
}
