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

const MOST_DECIMALS = 6;

/** Whether all runs agree on a number, but for what rounding leaves. */
export const isExact = (half: number, x: number) => Math.abs(half) <= 1e-12 * Math.max(1, Math.abs(x));

/** Decimals that a number known to +/- half deserves: its first uncertain figure is shown, no more. Where all runs agree on it, three figures. */
export function decimalsFor(half: number, x = 0): number {
  let decimals = 0;
  const first = isExact(half, x) ? Math.abs(x || 1) / 100 : Math.abs(half);
  for (let unit = first; unit < 1 && decimals < MOST_DECIMALS; unit *= 10) decimals++;
  return decimals;
}

/** Decimals for a column of numbers, each known to +/- half. */
export const decimalsForAll = (numbers: readonly { x: number; half: number }[]) =>
  Math.max(0, ...numbers.map(({ x, half }) => decimalsFor(half, x)));

/** With a fixed number of decimals; very large and very small ones as `quantity` has them. */
export function fixed(x: number, decimals: number): string {
  const size = Math.abs(x);
  if (!(size < 999.5) || (decimals >= MOST_DECIMALS && size < 1e-4)) return quantity(x);
  const text = x.toFixed(decimals);
  return Number(text) === 0 ? text.replace("-", "") : text;
}

/** A difference with its interval, all with the figures that it deserves: `+0.38 (+0.35 to +0.41)`; one number where all runs agree on it. */
export function spanOf({ difference, low, high }: { difference: number; low: number; high: number }): string {
  const half = (high - low) / 2;
  const decimals = decimalsFor(half, difference);
  const sign = (x: number) => (x > 0 ? `+${fixed(x, decimals)}` : fixed(x, decimals));
  if (isExact(half, difference)) return sign(difference);
  return `${sign(difference)} (${sign(low)} to ${sign(high)})`;
}

/** `press_russia` → `press russia`. */
export const nameInWords = (id: string) => id.replaceAll("_", " ");

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** `1 error`, `2 errors`. */
export const plural = (n: number, word: string) => `${count(n)} ${word}${n === 1 ? "" : "s"}`;
