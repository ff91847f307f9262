// Numbers as a person reads them: two figures for a probability, never 0 or 100 per cent; three for a quantity.
// No locale: the same text on every machine.

/** `10,000`. */
export function count(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A probability without its sign, two figures: `68`, `4.7`, `under 1`, `over 99`. */
export function points(p: number): string {
  if (Number.isNaN(p)) return "unknown";
  if (p < 0.01) return "under 1";
  if (p > 0.99) return "over 99";
  return p < 0.0995 ? (p * 100).toFixed(1).replace(/\.0$/, "") : (p * 100).toFixed(0);
}

/** `68 %`, `under 1 %`. */
export const percent = (p: number) => `${points(p)} %`;

/** Half the width of an interval in points, one figure below one: `1`, `0.4`. */
export function plusMinus(half: number): string {
  const hundred = half * 100;
  if (hundred < 0.05) return "under 0.1";
  return hundred < 0.95 ? hundred.toFixed(1) : hundred.toFixed(0);
}

/** A quantity in three figures: `62.4`, `0.0123`, `1,240`, `1.2e+7`. */
export function quantity(x: number): string {
  if (!Number.isFinite(x)) return "unknown";
  const size = Math.abs(x);
  if (size === 0) return "0";
  if (size >= 1e7 || size < 1e-4) return x.toExponential(2);
  if (size >= 1000) return x < 0 ? `-${count(size)}` : count(size);
  const digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4;
  return x.toFixed(digits);
}

/** A difference, with its sign: `+0.38`. */
export const signed = (x: number) => (x >= 0 ? `+${quantity(x)}` : quantity(x));
