// `fit`: a model learns its uncertain numbers from its record (docs/fit.md). In: which numbers, how it is searched and drawn, and what was
// kept of the same fit before. Out: prior and posterior of each number; where it is stopped, the best so far.

import { type FitDone, learnNumbers } from "../analysis/watch/fit/fit.ts";
import { type FittedNumbers, fittedNumbers, MOST_NUMBERS, uncertainIds } from "../analysis/watch/fit/fitted-numbers.ts";
import { learntFrom } from "../analysis/watch/fit/learnt.ts";
import { watchPlan } from "../analysis/watch/plan.ts";
import { dateOfStep } from "../base/dates.ts";
import { nearestName } from "../base/nearest-name.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import type { FitReport } from "../present/watch/fit-report.ts";
import { optionName, type Where } from "../present/words/where.ts";
import { sha256Hex } from "../statistics/sha256.ts";
import { FIT, RUNS, SEED } from "./defaults.ts";
import type { OfModel } from "./source.ts";
import { done, isRefused, type Refusal, refuse, type Task } from "./task.ts";
import { asOfStep } from "./watch/as-of.ts";
import { type OpenWatched, openWatched } from "./watch/open-watched.ts";
import type { Filtering } from "./watch/request.ts";

/** Where a host keeps what is done while a fit goes on, and finds it again. */
export type Kept = { before: FitDone | undefined; keep: (done: FitDone) => void };

export type FitRequest = OfModel & {
  /** Read the record until this date. */
  until?: string | undefined;
  /** All that are uncertain where none is named. */
  params?: readonly string[] | undefined;
  chains?: number | undefined;
  draws?: number | undefined;
  passes?: number | undefined;
  /** `if2`: the search alone. */
  method?: "pmmh" | "if2" | undefined;
  seed?: number | undefined;
  /** Particles. */
  runs?: number | undefined;
  /** Called with a hash of all that is asked: the same fit has the same. */
  kept?: ((key: string) => Kept) | undefined;
};

/** `written`: the hash of the model's files. */
export type FitResult = { report: FitReport; written: string };

/** The numbers to be learnt. */
function numbersFor(model: CheckedModel, params: readonly string[], where: Where): FittedNumbers | Refusal {
  const option = optionName(where, "params");
  const known = uncertainIds(model);
  const wrong = params.find((id) => !known.includes(id));
  if (wrong !== undefined) {
    const isThere = model.constants.some((c) => c.id === wrong);
    const near = nearestName(wrong, known);
    const mend = isThere ? "it is one number, without a range" : near ? `did you mean \`${near}\`?` : "no such number";
    return refuse("usage", `${option}: \`${wrong}\` cannot be learnt: ${mend}`);
  }
  const fitted = fittedNumbers(model, params.length > 0 ? params : undefined);
  const many = fitted.numbers.length;
  if (many === 0) return refuse("usage", "this model has no number with a range, so there is nothing to learn");
  if (many <= MOST_NUMBERS) return fitted;
  const most = `at most ${MOST_NUMBERS} can be learnt together: name them with ${option}`;
  return refuse("usage", `${many} numbers have a range, and ${most}`);
}

/** The rows of the record that are read, and their hash. */
function recordUntil({ record }: OpenWatched, until: number): FitReport["record"] {
  const rows = record.rows.filter((r) => r.step <= until);
  return { file: record.file, rows: rows.length, hash: sha256Hex(JSON.stringify(rows)) };
}

export const fit: Task<FitRequest, FitResult, Filtering> = async (request, executor, signal, progress) => {
  const opened = await openWatched(request);
  if (isRefused(opened)) return opened;
  const { where } = request.source;
  const plan = watchPlan(opened.model, opened.record);
  const until = asOfStep(plan, request.until, where, "until");
  if (isRefused(until)) return until;
  const fitted = numbersFor(opened.model, request.params ?? [], where);
  if (isRefused(fitted)) return fitted;
  const {
    seed = SEED,
    chains = FIT.chains,
    passes = FIT.passes,
    method = "pmmh",
    runs: particles = RUNS.fit,
  } = request;
  const draws = method === "if2" ? 0 : (request.draws ?? FIT.draws);
  const record = recordUntil(opened, until);
  const asked = { seed, chains, draws, passes, particles, until };
  const ids = fitted.numbers.map((n) => n.id);
  const kept = request.kept?.(sha256Hex(JSON.stringify([plan.model.hash, record.hash, [asked, ids]])));
  const stopped = () => signal.aborted;
  const learnt = await learnNumbers(plan, fitted, executor, { ...asked, ...kept, onProgress: progress, stopped });
  const report: FitReport = {
    ...{ model: plan.model, record, method, seed },
    until: dateOfStep(plan.model.clock, until),
    result: learntFrom(fitted, learnt, seed),
    traces: learnt.searches.flatMap((s) => (s ? [s.trace] : [])),
    setAside: learnt.best.setAside,
    isStopped: learnt.isStopped,
  };
  return done({ report, written: opened.written }, opened.notes);
};
