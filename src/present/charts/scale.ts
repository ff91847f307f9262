// Numbers to places: a linear scale, and round ticks within a range (steps of 1, 2 or 5 times a power of ten).

export type Scale = (value: number) => number;

export function linear(from: readonly [number, number], to: readonly [number, number]): Scale {
  const [a, b] = from;
  const span = b - a || 1;
  return (value) => to[0] + ((value - a) / span) * (to[1] - to[0]);
}

/** The largest power of ten not above x, without Math.log. */
function powerBelow(x: number): number {
  let power = 1;
  while (power > x) power /= 10;
  while (power * 10 <= x) power *= 10;
  return power;
}

/** About `many` round values between two ends, both ends of the last step included. */
export function ticks(low: number, high: number, many: number): number[] {
  if (!(high > low) || !Number.isFinite(high - low)) return [low];
  const rough = (high - low) / many;
  const power = powerBelow(rough);
  const step = [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough)!;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

/** Places among `steps` steps for at most `many` labels, the first and the last among them where they fit. */
export function spread(steps: number, many: number): number[] {
  if (steps <= many) return Array.from({ length: steps }, (_, t) => t);
  const each = Math.ceil((steps - 1) / (many - 1));
  return Array.from({ length: Math.floor((steps - 1) / each) + 1 }, (_, k) => k * each);
}
