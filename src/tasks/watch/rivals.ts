// The model as it is and its lenses (or scenarios that are named), held against one record by their evidence. Out: Bayes factors with
// their errors.

import { watchPlan } from "../../analysis/watch/plan.ts";
import { compareRivals, type Rival, type RivalResult } from "../../analysis/watch/rivals.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { optionName } from "../../present/words/where.ts";
import { RUNS, SEED, WATCH } from "../defaults.ts";
import { AS_IS } from "../source.ts";
import { done, isRefused, type Outcome, type Refusal, refuse, type Work } from "../task.ts";
import { asOfStep } from "./as-of.ts";
import type { OpenWatched } from "./open-watched.ts";
import type { Filtering, WatchRequest } from "./request.ts";

export type RivalsWatched = {
  kind: "rivals";
  model: CheckedModel;
  rivals: RivalResult[];
  seed: number;
  particles: number;
  repeats: number;
};

async function rivalOf(opened: OpenWatched, id: string): Promise<Rival | Refusal> {
  const read = await opened.again([id]);
  if (isRefused(read)) return read;
  // How the record is read must be resolved for this very model: its constants may stand elsewhere
  const own = opened.recordOf(read);
  if (!own) return refuse("model", `the record cannot be read under \`${id}\``);
  const label = opened.model.scenarios.find((s) => s.id === id)?.label ?? id;
  return { id, label, plan: watchPlan(read, own) };
}

/** The scenarios to compare: those named, or all lenses; and the model as it is. */
async function rivalsOf(opened: OpenWatched, { rivals: named = [], source }: WatchRequest): Promise<Rival[] | Refusal> {
  const { model, record } = opened;
  const lenses = model.scenarios.filter((s) => s.lens).map((s) => s.id);
  const ids = named.length > 0 ? named.filter((id) => id !== AS_IS) : lenses;
  const rivals: Rival[] = [{ id: AS_IS, label: "the model as it is", plan: watchPlan(model, record) }];
  for (const id of ids) {
    const rival = await rivalOf(opened, id);
    if (isRefused(rival)) return rival;
    rivals.push(rival);
  }
  if (rivals.length > 1) return rivals;
  const option = optionName(source.where, "rivals");
  return refuse("usage", `this model has no lenses to compare; name scenarios: ${option} id,id`);
}

export async function rivalsWatched(
  request: WatchRequest,
  opened: OpenWatched,
  { executor, signal, progress }: Work<Filtering>,
): Promise<Outcome<RivalsWatched>> {
  const rivals = await rivalsOf(opened, request);
  if (isRefused(rivals)) return rivals;
  const until = asOfStep(rivals[0]!.plan, request.asOf, request.source.where);
  if (isRefused(until)) return until;
  const { seed = SEED, runs: particles = RUNS.rivals, repeats = WATCH.filters } = request;
  const stopped = () => signal.aborted;
  const found = await compareRivals(rivals, executor, {
    seed,
    particles,
    repeats,
    until,
    onProgress: progress,
    stopped,
  });
  if (!found) return refuse("stopped", "Stopped: the readings were not all held against the record.");
  return done({ kind: "rivals", model: opened.model, rivals: found, seed, particles, repeats });
}
