// A question asked under moved levers: a glimpse of a few futures at once, then the standard blocks, refined in stages; beside it the
// answer as it is, and the difference between the two in the same luck. In: the model as it is and as it is moved, a worker pool. Out: views,
// each better than the last.
// A new question ends the one before between slices (the worker pool drops its blocks).

import { MOST_FAILED } from "../../../ensemble/ask.ts";
import { BLOCK, type Executor } from "../../../ensemble/jobs.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { confidenceIn, sayConfidence } from "../../../present/answers/confidence.ts";
import { sayAnswer } from "../../../present/answers/say-answer.ts";
import { whatChanged } from "../../../present/answers/what-changed.ts";
import { percent } from "../../../present/words/figures.ts";
import { sayFaults } from "../../../present/words/say-faults.ts";
import { type Ensemble, ensembleOf } from "./ensemble.ts";
import { differenceBetween } from "./outcomes.ts";
import type { AnswerView, AskRequest, DifferenceView } from "./protocol.ts";
import { executorOf, isMoved, keyOf, type MovedReading } from "./readings.ts";
import type { WorkerPool } from "./worker-pool.ts";

/** Futures of the glimpse that is shown while a finger is still on a lever. */
const GLIMPSE = 64;
const STAGES = [BLOCK, 4 * BLOCK, 16 * BLOCK];
const COMPARISON_RUNS = 1_000;
/** Between two views of one stage, in milliseconds. */
const PACE = 160;
const KEPT = 12;

export type Asking = {
  ask: (
    request: AskRequest,
    of: { base: CheckedModel; reading: MovedReading },
    show: (view: AnswerView) => void,
  ) => Promise<void>;
  /** Ends the present question and keeps what is played. */
  stop: () => void;
};

type Sides = { executor: Executor; now: Ensemble; before?: Ensemble | undefined; sameClock: boolean };

const sameClock = (a: CheckedModel, b: CheckedModel) => JSON.stringify(a.clock) === JSON.stringify(b.clock);

function differenceOf({ now, before, sameClock }: Sides): DifferenceView | undefined {
  if (!before) return undefined;
  if (!sameClock)
    return { kind: "unpaired", says: "it has a clock of its own, so its futures cannot be paired with the others" };
  return differenceBetween(now.model, now.question, now.outcomes, before.outcomes);
}

export function asking(workerPool: WorkerPool, revision: () => number, clock: () => number): Asking {
  const kept = new Map<string, Ensemble>();
  let turn = 0;

  function ensemble(model: CheckedModel, key: string, { question, seed, runs }: AskRequest): Ensemble | undefined {
    const asked = model.questions.find((q) => q.id === question);
    if (!asked) return undefined;
    const most = asked.kind === "comparison" ? Math.min(runs, COMPARISON_RUNS) : runs;
    const id = JSON.stringify([revision(), key, question, seed, most]);
    const found = kept.get(id) ?? ensembleOf(model, asked, seed, most);
    kept.delete(id);
    kept.set(id, found);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return found;
  }

  function viewOf(request: AskRequest, sides: Sides, began: number, settled: boolean): AnswerView | undefined {
    const { now, before } = sides;
    const answer = now.answer();
    if (!answer) return undefined;
    const runs = now.played();
    const counts = { runs, failed: now.failed, faults: now.faults };
    const isRefused = now.failed > MOST_FAILED * runs;
    return {
      question: request.question,
      moved: request.moved,
      revision: revision(),
      seed: request.seed,
      runs,
      wanted: now.outcomes.values.length,
      failed: now.failed,
      sentence: isRefused ? "" : sayAnswer(now.model, answer),
      confidence: sayConfidence(confidenceIn(now.model, answer)),
      amber: now.failed > 0 ? sayFaults(now.model, counts) : undefined,
      refused: isRefused
        ? `No answer: ${sayFaults(now.model, counts)}; more than ${percent(MOST_FAILED)} may not.`
        : undefined,
      answer: isRefused ? undefined : answer,
      before: before?.answer(),
      difference: differenceOf(sides),
      changes: before ? whatChanged(before.model, now.model) : [],
      settled,
      engine: workerPool.name,
      seconds: (clock() - began) / 1000,
    };
  }

  async function play(
    request: AskRequest,
    sides: Sides,
    mine: number,
    show: (view: AnswerView) => void,
  ): Promise<void> {
    const { now, before, executor } = sides;
    const began = clock();
    let shown = Number.NEGATIVE_INFINITY;
    const isOld = () => mine !== turn;
    const tell = (settled: boolean) => {
      const view = viewOf(request, sides, began, settled);
      if (view) show(view);
      shown = clock();
    };
    const onBlock = () => {
      if (!isOld() && clock() - shown > PACE) tell(false);
      return isOld();
    };
    const most = now.outcomes.values.length;
    const isQuick = now.question.kind !== "comparison" && now.played() === 0 && most > GLIMPSE;
    if (isQuick && (!before || before.played() >= GLIMPSE)) {
      const glimpse = ensembleOf(now.model, now.question, request.seed, GLIMPSE);
      await glimpse.playTo(GLIMPSE, executor, isOld);
      const view = isOld() ? undefined : viewOf(request, { ...sides, now: glimpse }, began, false);
      if (view) show({ ...view, wanted: most });
    }
    if (now.played() > 0) tell(now.played() >= most);
    for (const stage of [...STAGES.filter((s) => s < most), most]) {
      // What was moved first; what it is compared with catches up, and has mostly been played already
      await now.playTo(stage, executor, onBlock);
      if (!isOld()) await before?.playTo(Math.min(stage, before.outcomes.values.length), workerPool, isOld);
      if (isOld()) return;
      if (stage < most) tell(false);
    }
    tell(true);
  }

  return {
    stop: () => {
      turn++;
      workerPool.drop();
    },
    ask: async (request, { base, reading }, show) => {
      const mine = ++turn;
      workerPool.drop();
      const { model } = reading;
      if (!model) return;
      const now = ensemble(model, keyOf(request.moved), request);
      const before = isMoved(request.moved) ? ensemble(base, "", request) : undefined;
      if (now) {
        const executor = executorOf(reading, workerPool);
        await play(request, { executor, now, before, sameClock: sameClock(base, model) }, mine, show);
      }
    },
  };
}
