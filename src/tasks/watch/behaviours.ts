// What the model must do, judged over its futures: pass, miss and figure. Behaviours with scenarios of their own are played under these;
// policies may be held to the record meanwhile. Where it is stopped, those that were judged by then are the result.

import { type BehaviourResult, checkBehaviours } from "../../analysis/watch/behaviours.ts";
import { holdsOf, recordedPolicies } from "../../analysis/watch/pin.ts";
import type { Behaviour, CheckedModel } from "../../language/checked-model.ts";
import { optionName } from "../../present/words/where.ts";
import { RUNS, SEED } from "../defaults.ts";
import { done, isRefused, type Outcome, type Refusal, refuse, stoppedNote, type Work } from "../task.ts";
import type { OpenWatched } from "./open-watched.ts";
import type { Filtering, WatchRequest } from "./request.ts";

export type BehavioursJudged = {
  kind: "behaviours";
  model: CheckedModel;
  results: BehaviourResult[];
  seed: number;
  runs: number;
  /** Policies held to the record. */
  pinned: string[];
};

/** Slots of the policies that are held to the record. */
function pinnedOf({ model, record }: OpenWatched, { pin = [], source }: WatchRequest): number[] | Refusal {
  const recorded = recordedPolicies(record);
  if (pin.includes("all")) return recorded;
  const known = recorded.map((slot) => model.policies[slot]!.id);
  const wrong = pin.find((name) => !known.includes(name));
  if (wrong === undefined) return pin.map((name) => model.policies.findIndex((p) => p.id === name));
  const option = optionName(source.where, "pin");
  const mend = `${option} takes all, or: ${known.join(", ")}`;
  return refuse("usage", `the record says nothing of a policy \`${wrong}\`; ${mend}`);
}

type Playing = { pins: readonly number[]; seed: number; runs: number };

/** The behaviours that are played under one scenario. */
async function judgeGroup(
  opened: OpenWatched,
  group: readonly Behaviour[],
  { pins, seed, runs }: Playing,
  { executor, signal, progress }: Work<Filtering>,
): Promise<BehaviourResult[] | Refusal> {
  const { scenario } = group[0]!;
  const played = scenario.length === 0 ? opened.model : await opened.again(scenario);
  if (isRefused(played)) return played;
  const own = group.map((b) => played.behaviours.find((other) => other.id === b.id)!);
  const holds = holdsOf(played, opened.recordOf(played) ?? opened.record, pins);
  const onProgress = (at: number) => progress(at, runs);
  return checkBehaviours(played, own, executor, { seed, runs, holds, onProgress, stopped: () => signal.aborted });
}

export async function behavioursJudged(
  request: WatchRequest,
  opened: OpenWatched,
  work: Work<Filtering>,
): Promise<Outcome<BehavioursJudged>> {
  const { model } = opened;
  if (model.behaviours.length === 0)
    return refuse("model", "this model says nothing of what it must do; write `behaviours` (docs/watch.md)");
  const pins = pinnedOf(opened, request);
  if (isRefused(pins)) return pins;
  const { seed = SEED, runs = RUNS.behaviours } = request;
  const groups = [...Map.groupBy(model.behaviours, (b) => b.scenario.join(" ")).values()];
  const results: BehaviourResult[] = [];
  for (const [k, group] of groups.entries()) {
    if (work.signal.aborted) break;
    const progress = (at: number) => work.progress(k * runs + at, groups.length * runs);
    const found = await judgeGroup(opened, group, { pins, seed, runs }, { ...work, progress });
    if (isRefused(found)) return found;
    results.push(...found);
  }
  if (results.length === 0) return refuse("stopped", "Stopped before anything was judged.");
  const order = model.behaviours.map((b) => b.id);
  results.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const pinned = pins.map((slot) => model.policies[slot]!.id);
  return done({ kind: "behaviours", model, results, seed, runs, pinned }, [stoppedNote(work.signal)]);
}
