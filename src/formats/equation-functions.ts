// The functions of XMILE (1.0, section 3.5) and Vensim (reference manual), said in ours. What smooths, delays or samples becomes the stocks
// that these manuals define it by, under Euler's method, so its numbers are theirs. Random functions have no place in a formula that
// is reckoned anew each step, and trigonometry no word here: both are told as not supported.

import {
  both,
  Cannot,
  call,
  choose,
  inside,
  number,
  type Part,
  plain,
  type Reading,
  raised,
} from "./equation-parts.ts";

export type ForeignFunction = { takes: [number, number]; make: (parts: Part[], reading: Reading) => Part };

const MOST_STAGES = 12;
const ZERO = number(0);
const minus = (a: Part, b: Part) => both(a, "-", b);
const plus = (a: Part, b: Part) => both(a, "+", b);
const times = (a: Part, b: Part) => both(a, "*", b);
const over = (a: Part, b: Part) => both(a, "/", b);

/** A stock whose next value is itself plus dt times a rate that may read it. */
const level = (r: Reading, start: Part, rate: (id: Part) => Part): Part =>
  plain(r.remember(start.text, (id) => plus(plain(id), times(number(r.dt), rate(plain(id)))).text));

const stagesOf = (order: Part): number => {
  const n = order.value;
  if (n === undefined || !Number.isInteger(n) || n < 1 || n > MOST_STAGES)
    throw new Cannot(`its order must be a whole number from 1 to ${MOST_STAGES}, and not change`);
  return n;
};

const stageTime = (time: Part, stages: number) => (stages === 1 ? time : over(time, number(stages)));

/** Each stage closes its share of the gap to the one before. */
function smoothed(x: Part, time: Part, stages: number, start: Part, r: Reading): Part {
  const steps = Number(time.text) / r.dt;
  if (stages === 1 && steps >= 1) return call("smooth", x, number(steps), ...(start === x ? [] : [start]));
  let stage = x;
  for (let n = 0; n < stages; n++) {
    const before = stage;
    stage = level(r, start, (id) => over(minus(before, id), stageTime(time, stages)));
  }
  return stage;
}

/** Each stage holds what has come in and not yet gone out, and lets go of it at its own pace: nothing is lost. */
function delayed(x: Part, time: Part, stages: number, start: Part, r: Reading): Part {
  let out = x;
  const pace = stageTime(time, stages);
  for (let n = 0; n < stages; n++) {
    const before = out;
    const held = level(r, times(start, pace), (id) => minus(before, over(id, pace)));
    out = over(held, pace);
  }
  return out;
}

/** The value a fixed time ago; before that there is any, the start. */
function pipeline(x: Part, time: Part, start: Part, r: Reading): Part {
  if (time.value === undefined) throw new Cannot("the time of a fixed delay must not change");
  const steps = Math.max(1, Math.round(time.value / r.dt));
  const past = call("delay", x, number(steps));
  return start === x ? past : choose(both(plain("t"), "<", number(steps)), start, past);
}

const ratio = (a: Part, b: Part, otherwise: Part) => choose(both(b, "=", ZERO), otherwise, over(a, b));

/** The average that TREND and FORECAST look back on. */
const average = (x: Part, time: Part, trend: Part, r: Reading) =>
  level(r, over(x, plus(number(1), times(trend, time))), (id) => over(minus(x, id), time));

const whole = (x: Part) => choose(both(x, "<", ZERO), plain(`-floor(-${inside(x, 7)})`), call("floor", x));

// A moment between two steps counts as the nearer one: nothing hangs on the last digit of a time
const isFrom = (at: Part, r: Reading) => both(plain(r.time), ">=", minus(at, number(r.dt / 2)));
const isBefore = (at: Part, r: Reading) => both(plain(r.time), "<", minus(at, number(r.dt / 2)));
const and = (a: Part, b: Part) => both(a, "and", b);

/** How far into its present round a step's middle is, of rounds that begin at `first`. */
function into(first: Part, round: Part, r: Reading): Part {
  const since = plus(minus(plain(r.time), first), number(r.dt / 2));
  return minus(since, times(round, call("floor", over(since, round))));
}

/** Vensim: 1 for a time. XMILE: an amount within one step, and perhaps again each interval. */
function pulse(parts: Part[], r: Reading): Part {
  const [first, second, interval] = parts;
  if (r.dialect === "vensim") {
    if (!second) throw new Cannot("PULSE has 1 arguments");
    const width = call("max", second, number(r.dt));
    return choose(and(isFrom(first!, r), isBefore(plus(first!, width), r)), number(1), ZERO);
  }
  const at = second ?? number(r.start);
  const begun = isFrom(at, r);
  const isNow =
    interval && interval.value !== 0
      ? both(into(at, interval, r), "<", number(r.dt))
      : isBefore(plus(at, number(r.dt)), r);
  return choose(and(begun, isNow), over(first!, number(r.dt)), ZERO);
}

export const FUNCTIONS: Readonly<Record<string, ForeignFunction>> = {
  min: { takes: [2, 64], make: (p) => call("min", ...p) },
  max: { takes: [2, 64], make: (p) => call("max", ...p) },
  abs: { takes: [1, 1], make: (p) => call("abs", ...p) },
  sqrt: { takes: [1, 1], make: (p) => call("sqrt", ...p) },
  exp: { takes: [1, 1], make: (p) => call("exp", ...p) },
  ln: { takes: [1, 1], make: (p) => call("log", ...p) },
  log10: { takes: [1, 1], make: ([x]) => over(call("log", x!), number(Math.LN10)) },
  log: { takes: [2, 2], make: ([x, base]) => over(call("log", x!), call("log", base!)) },
  power: { takes: [2, 2], make: ([a, b]) => raised(a!, b!) },
  int: { takes: [1, 1], make: (p) => call("floor", ...p) },
  integer: { takes: [1, 1], make: ([x]) => whole(x!) },
  modulo: { takes: [2, 2], make: ([a, b]) => minus(a!, times(b!, whole(over(a!, b!)))) },
  quantum: { takes: [2, 2], make: ([x, by]) => choose(both(by!, "<=", ZERO), x!, times(by!, whole(over(x!, by!)))) },
  game: { takes: [1, 1], make: ([x]) => x! },
  step: {
    takes: [2, 2],
    make: ([h, at], r) => choose(isFrom(at!, r), h!, ZERO),
  },
  ramp: {
    takes: [2, 3],
    make: ([slope, from, until], r) => {
      const now = until ? call("min", plain(r.time), until) : plain(r.time);
      return times(slope!, call("max", ZERO, minus(now, from!)));
    },
  },
  pulse: { takes: [1, 3], make: pulse },
  "pulse train": {
    takes: [4, 4],
    make: ([first, width, round, end], r) => {
      const isOn = both(into(first!, round!, r), "<", width!);
      return choose(and(and(isFrom(first!, r), isBefore(end!, r)), isOn), number(1), ZERO);
    },
  },
  "if then else": { takes: [3, 3], make: ([test, yes, no]) => choose(test!, yes!, no!) },
  zidz: { takes: [2, 2], make: ([a, b]) => ratio(a!, b!, ZERO) },
  xidz: { takes: [3, 3], make: ([a, b, x]) => ratio(a!, b!, x!) },
  safediv: { takes: [2, 3], make: ([a, b, x]) => ratio(a!, b!, x ?? ZERO) },
  initial: { takes: [1, 1], make: ([x], r) => plain(r.remember(x!.text, (id) => id)) },
  init: { takes: [1, 1], make: ([x], r) => plain(r.remember(x!.text, (id) => id)) },
  previous: { takes: [2, 2], make: ([x, start], r) => plain(r.remember(start!.text, () => x!.text)) },
  "sample if true": {
    takes: [3, 3],
    make: ([test, x, start], r) => {
      const kept = plain(r.remember(start!.text, (id) => choose(test!, x!, plain(id)).text));
      return choose(test!, x!, kept);
    },
  },
  smth1: { takes: [2, 3], make: ([x, time, start], r) => smoothed(x!, time!, 1, start ?? x!, r) },
  smth3: { takes: [2, 3], make: ([x, time, start], r) => smoothed(x!, time!, 3, start ?? x!, r) },
  smthn: { takes: [3, 4], make: ([x, time, n, start], r) => smoothed(x!, time!, stagesOf(n!), start ?? x!, r) },
  smooth: { takes: [2, 2], make: ([x, time], r) => smoothed(x!, time!, 1, x!, r) },
  smoothi: { takes: [3, 3], make: ([x, time, start], r) => smoothed(x!, time!, 1, start!, r) },
  smooth3: { takes: [2, 2], make: ([x, time], r) => smoothed(x!, time!, 3, x!, r) },
  smooth3i: { takes: [3, 3], make: ([x, time, start], r) => smoothed(x!, time!, 3, start!, r) },
  "smooth n": { takes: [4, 4], make: ([x, time, start, n], r) => smoothed(x!, time!, stagesOf(n!), start!, r) },
  delay1: { takes: [2, 3], make: ([x, time, start], r) => delayed(x!, time!, 1, start ?? x!, r) },
  delay1i: { takes: [3, 3], make: ([x, time, start], r) => delayed(x!, time!, 1, start!, r) },
  delay3: { takes: [2, 3], make: ([x, time, start], r) => delayed(x!, time!, 3, start ?? x!, r) },
  delay3i: { takes: [3, 3], make: ([x, time, start], r) => delayed(x!, time!, 3, start!, r) },
  delayn: { takes: [3, 4], make: ([x, time, n, start], r) => delayed(x!, time!, stagesOf(n!), start ?? x!, r) },
  "delay n": { takes: [4, 4], make: ([x, time, start, n], r) => delayed(x!, time!, stagesOf(n!), start!, r) },
  delay: { takes: [2, 3], make: ([x, time, start], r) => pipeline(x!, time!, start ?? x!, r) },
  "delay fixed": { takes: [3, 3], make: ([x, time, start], r) => pipeline(x!, time!, start!, r) },
  trend: {
    takes: [2, 3],
    make: ([x, time, trend], r) => {
      const mean = average(x!, time!, trend ?? ZERO, r);
      return ratio(minus(x!, mean), times(time!, call("abs", mean)), ZERO);
    },
  },
  forecast: { takes: [3, 3], make: ([x, time, horizon], r) => forecast(x!, time!, horizon!, ZERO, r) },
  forcst: { takes: [3, 4], make: ([x, time, horizon, trend], r) => forecast(x!, time!, horizon!, trend ?? ZERO, r) },
};

function forecast(x: Part, time: Part, horizon: Part, trend: Part, r: Reading): Part {
  const mean = average(x, time, trend, r);
  return times(x, plus(number(1), times(ratio(minus(x, mean), times(time, mean), ZERO), horizon)));
}
