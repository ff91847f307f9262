// Between which numbers a value lies, so that a bound which it never reaches is no operation. Ends are worked out by the operations
// themselves: rounding to nearest keeps order, so what holds of the ends holds of all between them.
// A range says nothing of a value that is not a number: such a value passes every bound as it is.

export type Range = { readonly low: number; readonly high: number };

export const ANY: Range = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
export const ZERO: Range = { low: 0, high: 0 };
/** Of what is no number in any run. */
const NONE: Range = { low: Number.POSITIVE_INFINITY, high: Number.NEGATIVE_INFINITY };

/** From one end to the other. An end that is no number says nothing. */
function span(from: number, to: number): Range {
  const low = Number.isNaN(from) ? Number.NEGATIVE_INFINITY : from;
  const high = Number.isNaN(to) ? Number.POSITIVE_INFINITY : to;
  return low === Number.NEGATIVE_INFINITY && high === Number.POSITIVE_INFINITY ? ANY : { low, high };
}

const spanOf = (a: number, b: number, c: number, d: number) => span(Math.min(a, b, c, d), Math.max(a, b, c, d));

/** Both ranges and what lies between them. */
export const hull = (a: Range, b: Range): Range => span(Math.min(a.low, b.low), Math.max(a.high, b.high));

/** What both say. */
export const both = (a: Range, b: Range): Range => span(Math.max(a.low, b.low), Math.min(a.high, b.high));

export const rangeOf = (value: number): Range => (Number.isNaN(value) ? NONE : span(value, value));

export const negated = (a: Range): Range => span(-a.high, -a.low);
export const sum = (a: Range, b: Range): Range => span(a.low + b.low, a.high + b.high);
export const difference = (a: Range, b: Range): Range => span(a.low - b.high, a.high - b.low);

/** 0 times infinity is no number, and 0 times any number 0. */
const times = (a: number, b: number) => (a === 0 || b === 0 ? 0 : a * b);

export const product = (a: Range, b: Range): Range =>
  spanOf(times(a.low, b.low), times(a.low, b.high), times(a.high, b.low), times(a.high, b.high));

export const quotient = (a: Range, b: Range): Range =>
  b.low > 0 || b.high < 0 ? spanOf(a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high) : ANY;

export const size = (a: Range): Range => (a.low >= 0 ? a : span(0, Math.max(-a.low, a.high)));
