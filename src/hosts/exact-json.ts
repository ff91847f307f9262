// Plain data as JSON text and back, bit for bit: whole numbers of any size, and the numbers that JSON cannot say (-0, infinities, no
// number). In: data without functions, classes or cycles. Out: text that is the same for the same data.
// An object may not use the key `$number` or `$whole` for itself: no data of ours does.

const special = (n: number) => Object.is(n, -0) || !Number.isFinite(n);

function replace(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return { $whole: String(value) };
  if (typeof value === "number" && special(value)) return { $number: Object.is(value, -0) ? "-0" : String(value) };
  return value;
}

function revive(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if ("$whole" in value && typeof value.$whole === "string") return BigInt(value.$whole);
  if ("$number" in value && typeof value.$number === "string") return Number(value.$number);
  return value;
}

export const toExactJson = (data: unknown): string => JSON.stringify(data, replace);

/** Throws on what is no JSON. */
export const fromExactJson = (text: string): unknown => JSON.parse(text, revive);
