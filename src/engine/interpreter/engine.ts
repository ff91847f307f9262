// What plays a block of runs: the interpreter here, the kernel elsewhere; both give the same bits.
// A block is a pure function of the model and the request. Its arrays are laid out [what][step][run], or [what][run].

import type { CheckedModel, Hold } from "../../language/checked-model.ts";
import { reviewsVary } from "../../language/decides.ts";
import type { Expression } from "../../language/expression.ts";
import { evaluate } from "./evaluate.ts";
import type { Happening } from "./events.ts";
import type { Fault } from "./fault.ts";
import { begin, type Ongoing, playOn, playRun } from "./play-run.ts";
import { type Redraw, redrawOf } from "./redraw.ts";
import { type Setting, withSettings } from "./settings.ts";
import { startState } from "./start.ts";
import { type StateRows, type States, stateRows, type Tilts } from "./states.ts";
import { keptAtStart } from "./taste.ts";

export type BlockRequest = {
  seed: number;
  /** Runs first .. first + count - 1. */
  first: number;
  count: number;
  /** Held beside what the model holds itself. */
  holds: readonly Hold[];
  /** Constants set from outside (settings.ts): levers that are being moved. */
  set?: readonly Setting[] | undefined;
};

/** What is recorded of each run, besides its faults. */
export type Recording = {
  /** Policies whose present option is recorded at each step. */
  policies: readonly number[];
  /** Expressions evaluated on the state of each step. */
  series: readonly Expression[];
  /** Slots of constants recorded once a run. */
  constants: readonly number[];
  /** Policies whose scores are kept at each review: [term or utility]. */
  explained: readonly number[];
  /** Only the last review at or before this step is kept of them: one is quicker than all. */
  reviewAt?: number | undefined;
  /** Stocks recorded after the last step. */
  finals: readonly number[];
  /** Events of which segments record whether they happened at each step. */
  events?: readonly number[] | undefined;
  /** What is seen of choices and events may lean them (states.ts, `Tilts`): an engine for watching. */
  tilted?: boolean | undefined;
};

export const NOTHING_RECORDED: Recording = { policies: [], series: [], constants: [], explained: [], finals: [] };

/** Scores of one policy's options at its reviews, laid out [review][option][term..., switching, utility, chance][run]; NaN where closed. */
export type Explained = { policy: number; reviews: number[]; rows: number; values: Float64Array };

export type Block = {
  first: number;
  count: number;
  steps: number;
  options: Uint8Array;
  series: Float64Array;
  constants: Float64Array;
  explained: Explained[];
  finals: Float64Array;
  /** 1 where the run was stopped: its recorded values are not to be used. */
  failed: Uint8Array;
  faults: Fault[];
};

/** A segment of steps of a block of runs: from its first step where no states are given, else from where these are. */
export type SegmentRequest = Omit<BlockRequest, "set"> & {
  /** Not included. */
  until: number;
  /** Taken over: what comes back may be the same memory. */
  states?: States | undefined;
  /** Other luck for the constants, in the order of `randomKeyOfConstants` (redraw.ts), laid out [which][run]: they are worked out anew. */
  redraw?: Float64Array | undefined;
  /** What was seen of the first step of the segment; the recording must be `tilted`. */
  tilts?: Tilts | undefined;
};

/**
 * What a segment gave: its recorded steps, where its runs stand now, and how likely what was seen was, laid out
 * [policies..., events...][run] (1 where nothing was seen; empty in an engine that is not tilted).
 */
export type Segment = Omit<Block, "explained"> & {
  from: number;
  states: States;
  evidence: Float64Array;
  /** 1 where a recorded event happened: [event][step][run]. */
  events: Uint8Array;
};

export type Engine = {
  name: "interpreter" | "kernel";
  play: (request: BlockRequest) => Block;
  /** Plays on. Played in segments, a run is what it is in one piece; explained scores are not recorded. */
  resume: (request: SegmentRequest) => Segment;
};

export function emptyBlock(model: CheckedModel, recording: Recording, first: number, count: number): Block {
  const steps = model.clock.steps;
  return {
    first,
    count,
    steps,
    options: new Uint8Array(recording.policies.length * steps * count),
    series: new Float64Array(recording.series.length * steps * count),
    constants: new Float64Array(recording.constants.length * count),
    explained: recording.explained.map((slot) => emptyExplained(model, recording, slot, count)),
    finals: new Float64Array(recording.finals.length * count),
    failed: new Uint8Array(count),
    faults: [],
  };
}

/** Rows of a policy's scores at one review: for each option its terms, the switching cost, the utility, the chance, and a taste where it has one. */
export function rowsOf(model: CheckedModel, slot: number): { rows: number; width: number; terms: number } {
  const policy = model.policies[slot]!;
  const terms = model.actors[policy.owner]!.terms.length;
  const width = terms + 3 + (policy.taste ? 1 : 0);
  return { rows: policy.options.length * width, width, terms };
}

/**
 * The steps at which a policy's scores are kept. Where reviews may differ between runs that is every step (NaN where a run has none), or
 * the one asked for, which then holds each run's last review at or before it.
 */
export function reviewsOf(model: CheckedModel, { reviewAt }: Recording, slot: number): number[] {
  const policy = model.policies[slot]!;
  const { review } = policy;
  const varies = reviewsVary(model, policy);
  if (varies && reviewAt !== undefined) return [Math.min(reviewAt, model.clock.steps - 1)];
  const every = varies ? 1 : review;
  const reviews: number[] = [];
  for (let step = 0; every > 0 && step < model.clock.steps; step += every) reviews.push(step);
  return reviewAt === undefined ? reviews : reviews.filter((step) => step <= reviewAt).slice(-1);
}

function emptyExplained(model: CheckedModel, recording: Recording, slot: number, count: number): Explained {
  const reviews = reviewsOf(model, recording, slot);
  const { rows } = rowsOf(model, slot);
  return { policy: slot, reviews, rows, values: new Float64Array(reviews.length * rows * count).fill(Number.NaN) };
}

/** The reference: run after run, step after step. */
export function interpreter(model: CheckedModel, recording: Recording): Engine {
  const play = ({ seed, first, count, holds, set = [] }: BlockRequest): Block => {
    const block = emptyBlock(model, recording, first, count);
    const played = withSettings(model, set);
    for (let i = 0; i < count; i++) playInto(played, recording, block, i, seed, holds);
    return block;
  };
  const redraw = redrawOf(model);
  const resume = (request: SegmentRequest): Segment => resumeHere(model, recording, request, redraw);
  return { name: "interpreter", play, resume };
}

/** What a segment fills. Its states are those of the request, with constants worked out anew where other luck is given. */
export function emptySegment(
  model: CheckedModel,
  recording: Recording,
  request: SegmentRequest,
  redrawIn: Redraw,
): Segment {
  const { first, count, until, states, redraw } = request;
  if (states && redraw) redrawIn(states, redraw);
  const from = states?.step ?? 0;
  const steps = until - from;
  const values = states?.values ?? new Float64Array(stateRows(model).rows * count);
  return {
    first,
    count,
    from,
    steps,
    options: new Uint8Array(recording.policies.length * steps * count),
    series: new Float64Array(recording.series.length * steps * count),
    constants: new Float64Array(recording.constants.length * count),
    finals: new Float64Array(recording.finals.length * count),
    events: new Uint8Array((recording.events?.length ?? 0) * steps * count),
    failed: new Uint8Array(count),
    faults: [],
    states: { step: until, count, values },
    evidence: new Float64Array(recording.tilted ? (model.policies.length + model.events.length) * count : 0).fill(1),
  };
}

/** Runs that begin under other luck for their constants: the same request, from states before the first step. */
export function begunUnder(model: CheckedModel, request: SegmentRequest, redrawIn: Redraw): SegmentRequest {
  const { seed, first, count, redraw, states: given } = request;
  if (given || !redraw) return request;
  const rows = stateRows(model);
  const states: States = { step: 0, count, values: new Float64Array(rows.rows * count) };
  redrawIn(states, redraw);
  for (let i = 0; i < count; i++) {
    const on = ongoingFrom(model, rows, states, i);
    const kept = keptAtStart(model, { seed, run: first + i, when: 0 });
    const picture = startState(model, on.constants, seed, first + i);
    putStates(model, rows, states, i, { ...on, kept, picture });
  }
  return { ...request, states, redraw: undefined };
}

/** One run of a block's states as a run under way. */
function ongoingFrom(model: CheckedModel, rows: StateRows, { step, count, values }: States, i: number): Ongoing {
  const column = (first: number, many: number) =>
    Float64Array.from({ length: many }, (_, k) => values[(first + k) * count + i]!);
  const constants = column(rows.constants, model.constants.length);
  const cells = new Float64Array(model.stocks.length + model.derived.length);
  cells.set(column(rows.stocks, model.stocks.length));
  return {
    constants,
    believed: rows.believed.map((first) => (first === 0 ? constants : column(first, model.constants.length))),
    picture: {
      constants,
      cells,
      options: Int32Array.from(column(rows.options, model.policies.length)),
      step,
      luck: undefined,
    },
    kept: column(rows.kept, rows.done - rows.kept),
    done: Array.from(column(rows.done, model.events.length), (d) => d !== 0),
  };
}

function putStates(model: CheckedModel, rows: StateRows, { count, values }: States, i: number, on: Ongoing): void {
  const put = (first: number, many: number, value: (k: number) => number) => {
    for (let k = 0; k < many; k++) values[(first + k) * count + i] = value(k);
  };
  put(rows.constants, model.constants.length, (k) => on.constants[k]!);
  rows.believed.forEach((first, actor) => {
    if (first > 0) put(first, model.constants.length, (k) => on.believed[actor]![k]!);
  });
  put(rows.stocks, model.stocks.length, (k) => on.picture.cells[k]!);
  put(rows.options, model.policies.length, (k) => on.picture.options[k]!);
  put(rows.kept, rows.done - rows.kept, (k) => on.kept[k]!);
  put(rows.done, model.events.length, (k) => (on.done[k] ? 1 : 0));
}

function resumeHere(model: CheckedModel, recording: Recording, asked: SegmentRequest, redraw: Redraw): Segment {
  const request = begunUnder(model, asked, redraw);
  const { seed, first, count, until, holds, states, tilts } = request;
  const rows = stateRows(model);
  const segment = emptySegment(model, recording, request, redraw);
  for (let i = 0; i < count; i++) {
    const on = states ? ongoingFrom(model, rows, states, i) : begin(model, seed, first + i);
    const see = (p: Ongoing["picture"], happened: readonly Happening[]) =>
      recordStep(recording, segment, i, p, happened);
    if (tilts) {
      const seen = playOn(model, on, seed, first + i, segment.from + 1, { holds, see, tilts }).evidence;
      seen.forEach((value, k) => {
        segment.evidence[k * count + i] = value;
      });
    }
    playOn(model, on, seed, first + i, until, { holds, see });
    recording.constants.forEach((slot, k) => {
      segment.constants[k * count + i] = on.constants[slot]!;
    });
    recording.finals.forEach((slot, k) => {
      segment.finals[k * count + i] = on.picture.cells[slot]!;
    });
    putStates(model, rows, segment.states, i, on);
    if (!on.fault) continue;
    segment.failed[i] = 1;
    segment.faults.push(on.fault);
  }
  return segment;
}

function recordStep(
  recording: Recording,
  into: Segment,
  i: number,
  p: Ongoing["picture"],
  happened: readonly Happening[],
): void {
  const { steps, count, from } = into;
  recording.policies.forEach((policy, k) => {
    into.options[(k * steps + p.step - from) * count + i] = p.options[policy]!;
  });
  recording.series.forEach((e, k) => {
    into.series[(k * steps + p.step - from) * count + i] = evaluate(e, p);
  });
  recording.events?.forEach((event, k) => {
    into.events[(k * steps + p.step - from) * count + i] = happened.some((h) => h.event === event) ? 1 : 0;
  });
}

function playInto(
  model: CheckedModel,
  recording: Recording,
  block: Block,
  i: number,
  seed: number,
  holds: readonly Hold[],
) {
  const { steps, count } = block;
  const result = playRun(model, seed, block.first + i, {
    holds,
    chronicle: recording.explained.length > 0,
    see: (p) => {
      recording.policies.forEach((policy, k) => {
        block.options[(k * steps + p.step) * count + i] = p.options[policy]!;
      });
      recording.series.forEach((e, k) => {
        block.series[(k * steps + p.step) * count + i] = evaluate(e, p);
      });
    },
  });
  recording.constants.forEach((slot, k) => {
    block.constants[k * count + i] = result.constants[slot]!;
  });
  recording.finals.forEach((slot, k) => {
    block.finals[k * count + i] = result.final[slot] ?? Number.NaN;
  });
  for (const kept of block.explained) keepScores(model, recording, kept, result.decisions, i, count);
  if (result.fault) {
    block.failed[i] = 1;
    block.faults.push(result.fault);
  }
}

function keepScores(
  model: CheckedModel,
  { reviewAt }: Recording,
  kept: Explained,
  decisions: ReturnType<typeof playRun>["decisions"],
  i: number,
  count: number,
) {
  const { width, terms } = rowsOf(model, kept.policy);
  for (const decision of decisions) {
    if (decision.policy !== kept.policy) continue;
    const isLast = reviewAt !== undefined && reviewsVary(model, model.policies[kept.policy]!);
    const review = isLast ? (decision.step <= kept.reviews[0]! ? 0 : -1) : kept.reviews.indexOf(decision.step);
    if (review < 0) continue;
    decision.scores.forEach((score, option) => {
      const row = (offset: number) => (review * kept.rows + option * width + offset) * count + i;
      if (!score.open) {
        for (let k = 0; k < width; k++) kept.values[row(k)] = Number.NaN;
        return;
      }
      score.terms.forEach((term, k) => {
        kept.values[row(k)] = term;
      });
      kept.values[row(terms)] = -score.switching;
      kept.values[row(terms + 1)] = score.utility;
      kept.values[row(terms + 2)] = score.chance;
      if (score.taste !== undefined) kept.values[row(terms + 3)] = score.taste;
    });
  }
}
