// One question put to one reading of a model: futures are added to what is there, in blocks, so that an answer can be shown early and
// refined. After any number of whole blocks it is the answer that `standoff ask --runs N` gives, to the last bit.

import type { Recording } from "../../../engine/interpreter/engine.ts";
import type { Fault } from "../../../engine/interpreter/fault.ts";
import type { Answer } from "../../../ensemble/answers.ts";
import { talliesOf } from "../../../ensemble/ask.ts";
import { compareOptions } from "../../../ensemble/compare-options.ts";
import type { Executor } from "../../../ensemble/jobs.ts";
import type { CheckedModel, Question } from "../../../language/checked-model.ts";
import { keepOutcomes, noOutcomes, type Outcomes } from "./outcomes.ts";

export type Ensemble = {
  model: CheckedModel;
  question: Question;
  outcomes: Outcomes;
  failed: number;
  faults: Fault[];
  /** Futures played for the answer. */
  played: () => number;
  /** Plays on until so many; `onBlock` says true to stop. */
  playTo: (runs: number, executor: Executor, onBlock: () => boolean) => Promise<void>;
  answer: () => Answer | undefined;
};

const SHOWN_FAULTS = 5;

type Plain = Exclude<Question, { kind: "comparison" }>;

function plain(model: CheckedModel, question: Plain, seed: number, most: number): Ensemble {
  const { recording, tallies } = talliesOf(model, [question]);
  const tally = tallies[0]!;
  const outcomes = noOutcomes(most);
  let played = 0;
  const self: Ensemble = {
    model,
    question,
    outcomes,
    failed: 0,
    faults: [],
    played: () => played,
    answer: () => (played === 0 ? undefined : tally.answer()),
    playTo: async (runs, executor, onBlock) => {
      if (runs <= played) return;
      const job = { model, recording, seed, holds: [], first: played, runs: runs - played };
      for await (const block of executor.play(job)) {
        tally.add(block);
        keepOutcomes(question, 0, block, outcomes);
        played += block.count;
        self.failed += block.faults.length;
        self.faults.push(...block.faults.slice(0, SHOWN_FAULTS - self.faults.length));
        if (onBlock()) break;
      }
    },
  };
  return self;
}

/** A comparison is played whole or not at all; what pairs it with other levers is the measure under play as it is. */
function comparison(
  model: CheckedModel,
  question: Extract<Question, { kind: "comparison" }>,
  seed: number,
  most: number,
): Ensemble {
  const recording: Recording = { policies: [], series: [question.measure], constants: [], explained: [], finals: [] };
  const outcomes = noOutcomes(most);
  let answer: Answer | undefined;
  let played = 0;
  const self: Ensemble = {
    model,
    question,
    outcomes,
    failed: 0,
    faults: [],
    played: () => played,
    answer: () => answer,
    playTo: async (runs, executor, onBlock) => {
      if (runs <= played) return;
      let isStopped = false;
      const stopped = () => {
        isStopped ||= onBlock();
        return isStopped;
      };
      const compared = await compareOptions(model, [question], executor, { seed, runs, onProgress: stopped, stopped });
      if (isStopped || compared.answers.length === 0) return;
      for await (const block of executor.play({ model, recording, seed, holds: [], first: 0, runs })) {
        keepOutcomes(question, 0, block, outcomes);
        if (stopped()) return;
      }
      answer = compared.answers[0];
      self.failed = compared.failed;
      self.faults = compared.faults;
      played = runs;
    },
  };
  return self;
}

export function ensembleOf(model: CheckedModel, question: Question, seed: number, most: number): Ensemble {
  return question.kind === "comparison" ? comparison(model, question, seed, most) : plain(model, question, seed, most);
}
