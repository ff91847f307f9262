// What plays a block of runs: the interpreter here, the kernel elsewhere; both give the same bits.
// A block is a pure function of the model and the request. Its arrays are laid out [what][step][run], or [what][run].

import type { CheckedModel, Hold } from "../language/checked-model.ts";
import type { Expression } from "../language/expression.ts";
import { evaluate } from "./evaluate.ts";
import type { Fault } from "./fault.ts";
import { playRun } from "./play-run.ts";
import { type Setting, withSettings } from "./settings.ts";

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
  /** Expressions evaluated on the picture of each step. */
  series: readonly Expression[];
  /** Slots of constants recorded once a run. */
  constants: readonly number[];
  /** Policies whose scores are kept at each review: [term or utility]. */
  explained: readonly number[];
  /** Stocks recorded after the last step. */
  finals: readonly number[];
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

export type Engine = {
  name: "interpreter" | "kernel";
  play: (request: BlockRequest) => Block;
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
    explained: recording.explained.map((slot) => emptyExplained(model, slot, count)),
    finals: new Float64Array(recording.finals.length * count),
    failed: new Uint8Array(count),
    faults: [],
  };
}

/** Rows of a policy's scores at one review: for each option its terms, the switching cost, the utility, the chance. */
export function rowsOf(model: CheckedModel, slot: number): { rows: number; width: number; terms: number } {
  const policy = model.policies[slot]!;
  const terms = model.actors[policy.owner]!.terms.length;
  return { rows: policy.options.length * (terms + 3), width: terms + 3, terms };
}

function emptyExplained(model: CheckedModel, slot: number, count: number): Explained {
  const { review } = model.policies[slot]!;
  const reviews: number[] = [];
  for (let step = 0; review > 0 && step < model.clock.steps; step += review) reviews.push(step);
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
  return { name: "interpreter", play };
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
  for (const kept of block.explained) keepScores(model, kept, result.decisions, i, count);
  if (result.fault) {
    block.failed[i] = 1;
    block.faults.push(result.fault);
  }
}

function keepScores(
  model: CheckedModel,
  kept: Explained,
  decisions: ReturnType<typeof playRun>["decisions"],
  i: number,
  count: number,
) {
  const { width, terms } = rowsOf(model, kept.policy);
  for (const decision of decisions) {
    if (decision.policy !== kept.policy) continue;
    const review = kept.reviews.indexOf(decision.step);
    decision.scores.forEach((score, option) => {
      if (!score.open) return;
      const row = (offset: number) => (review * kept.rows + option * width + offset) * count + i;
      score.terms.forEach((term, k) => {
        kept.values[row(k)] = term;
      });
      kept.values[row(terms)] = -score.switching;
      kept.values[row(terms + 1)] = score.utility;
      kept.values[row(terms + 2)] = score.chance;
    });
  }
}
