// Numbers as a person reads them: two figures for a probability, never 0 or 100 per cent; three for a quantity.
// No locale: the same text on every machine.

/** `10,000`. */
export function count(n: number): string {
  return String(Math.round(n)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** A probability in points, two figures, without its sign: `68`, `4.7`, `under 1`, `over 99`. */
export function points(p: number): string {
  if (Number.isNaN(p)) return "unknown";
  if (p < 0.01) return "under 1";
  if (p > 0.99) return "over 99";
  return p < 0.0995 ? (p * 100).toFixed(1).replace(/\.0$/, "") : (p * 100).toFixed(0);
}

/** `68 %`, `under 1 %`. */
export const percent = (p: number) => `${points(p)} %`;

/** Half the width of an interval, in points: `4`, `0.9`. */
export function halfPoints(half: number): string {
  const hundred = half * 100;
  if (Number.isNaN(hundred)) return "unknown";
  if (hundred < 0.05) return "under 0.1";
  return hundred < 0.95 ? hundred.toFixed(1) : hundred.toFixed(0);
}

/** A quantity in three figures: `62.4`, `0.0123`, `1,240`, `1.20e+7`. */
export function quantity(x: number): string {
  if (Number.isNaN(x)) return "unknown";
  const size = Math.abs(x);
  if (size === 0) return "0";
  if (!Number.isFinite(x) || size >= 1e7 || size < 1e-4) return x.toExponential(2);
  if (size >= 999.5) return x < 0 ? `-${count(size)}` : count(size);
  return String(Number(x.toPrecision(3)));
}

/** Decimals of a number that all runs agree on. */
const NO_ERROR_DECIMALS = 2;

/** Decimals that a number known to +/- half deserves: its first uncertain figure is shown, no more. */
export function decimalsFor(half: number): number {
  if (!(Math.abs(half) > 0)) return NO_ERROR_DECIMALS;
  let decimals = 0;
  for (let unit = Math.abs(half); unit < 1 && decimals < 6; unit *= 10) decimals++;
  return decimals;
}

/** With a fixed number of decimals; very large and very small ones as `quantity` has them. */
export function fixed(x: number, decimals: number): string {
  if (!Number.isFinite(x) || Math.abs(x) >= 1e7) return quantity(x);
  if (Math.abs(x) >= 999.5) return quantity(x);
  const text = x.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** A difference with its interval, all with the figures that it deserves: `+0.38 (+0.35 to +0.41)`. */
export function spanOf({ difference, low, high }: { difference: number; low: number; high: number }): string {
  const decimals = decimalsFor((high - low) / 2);
  const sign = (x: number) => (x > 0 ? `+${fixed(x, decimals)}` : fixed(x, decimals));
  return `${sign(difference)} (${sign(low)} to ${sign(high)})`;
}

/** `press_russia` → `press russia`. */
export const nameInWords = (id: string) => id.replaceAll("_", " ");

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `1 error`, `2 errors`. */
export const plural = (n: number, word: string) => `${count(n)} ${word}${n === 1 ? "" : "s"}`;
