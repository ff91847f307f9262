// `foresight`: one actor's horizon raised, its level changed or its beliefs corrected, under the same luck: is it sight, belief or
// values? In: an actor, horizons and levels to try. Out: a row for each variant: shares of its options, its utility, other measures.

import { nearestName } from "../base/nearest-name.ts";
import { compareScenarios, type ScenarioRow, type ScenariosCompared } from "../ensemble/compare-scenarios.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { decides } from "../language/decides.ts";
import type { ForesightResult, ForesightRow } from "../present/explain/foresight-report.ts";
import { optionName, type Where } from "../present/words/where.ts";
import { HORIZONS_TRIED, LEVELS_TRIED, RUNS, SEED } from "./defaults.ts";
import { departuresOf, type OfModel, openModel } from "./source.ts";
import { done, isRefused, type Note, type Refusal, refuse, stoppedNote, type Task } from "./task.ts";

export type ForesightRequest = OfModel & {
  actor?: string | undefined;
  /** Horizons to try. */
  steps?: readonly number[] | undefined;
  /** 1: others as they are now; 2: it counts on their replies. */
  levels?: readonly number[] | undefined;
  /** Also: what it believes is put right. */
  correctBeliefs?: boolean | undefined;
  /** Measures beside its utility. */
  measure?: readonly string[] | undefined;
  seed?: number | undefined;
  runs?: number | undefined;
};

export type ForesightDone = { model: CheckedModel; compared: ScenariosCompared; tried: ForesightResult };

type Tried = { steps: readonly number[]; levels: readonly number[]; correctBeliefs: boolean };

type Variant = Pick<ForesightRow, "label" | "horizon" | "level" | "corrected">;

function variantsOf({ steps, levels, correctBeliefs }: Tried, base: CheckedModel, actor: number): Variant[] {
  const unit = base.clock.step;
  const own = base.actors[actor]!.level;
  const plural = (n: number) => `${n} ${unit}${n === 1 ? "" : "s"}`;
  const variants: Variant[] = [{ label: "as it is", horizon: undefined, level: own, corrected: false }];
  for (const level of levels) {
    const replies = level === 2 ? ", counts on replies" : "";
    if (level !== own) variants.push({ label: `as it is${replies}`, horizon: undefined, level, corrected: false });
    const shown = level === 2 ? steps.slice(-1) : steps;
    for (const horizon of shown)
      variants.push({ label: `${plural(horizon)}${replies}`, horizon, level, corrected: false });
  }
  if (correctBeliefs && base.actors[actor]!.beliefs.length > 0) {
    variants.push({ label: "beliefs corrected", horizon: undefined, level: own, corrected: true });
  }
  return variants;
}

/** What each row measures: the share of each option of the actor's policies, its utility, and what was asked for. */
function formulasOf(base: CheckedModel, actor: number, more: readonly string[]) {
  const policies = base.policies.filter((p) => p.owner === actor && decides(p));
  const shares = policies.flatMap((p) => p.options.map((o) => `${p.id} is ${o.id}`));
  return { policies, all: [...shares, `utility(${base.actors[actor]!.id})`, ...more] };
}

type Formulas = ReturnType<typeof formulasOf>;

/** One variant, read with its levers. */
async function rowOf(
  request: ForesightRequest,
  actor: string,
  v: Variant,
  formulas: readonly string[],
): Promise<ScenarioRow | Refusal> {
  const own = departuresOf(request);
  const set = (own.set ?? []).map(([id, value]): [string, string] => [id, value]);
  if (v.horizon !== undefined) set.push([`${actor}.foresight`, String(v.horizon)]);
  set.push([`${actor}.level`, String(v.level)]);
  const questions = formulas.map((about, k) => ({ id: `measure_${k}`, fields: { ask: about, about } }));
  const opened = await openModel(request.source, { ...own, set, questions });
  if (isRefused(opened)) return opened;
  const read = opened.model;
  const actors = v.corrected ? read.actors.map((a) => (a.id === actor ? { ...a, beliefs: [] } : a)) : read.actors;
  const model = { ...read, actors, hash: v.corrected ? `${read.hash} ${actor} corrected` : read.hash };
  const measures = formulas.map((_, k) => {
    const q = model.questions.find((question) => question.id === `measure_${k}`);
    return q?.kind === "quantity" ? { of: q.of } : undefined;
  });
  if (measures.some((m) => m === undefined))
    return refuse("usage", "a measure must come to a number: 'utility(CHN)', 'arsenal'");
  return { id: v.label, label: v.label, model, measures: measures as ScenarioRow["measures"] };
}

function resultsOf(
  base: CheckedModel,
  actor: number,
  variants: readonly Variant[],
  formulas: Formulas,
  c: ScenariosCompared,
): ForesightResult {
  const figure = (k: number, row: number) => c.tables[k]![row]!;
  const rows = variants.map((v, row): ForesightRow => {
    let k = 0;
    const shares = formulas.policies.map((p) => ({
      policy: p.id,
      options: p.options.map((o) => ({ id: o.id, share: figure(k++, row).mean })),
    }));
    const utility = figure(k++, row);
    const measures = formulas.all.slice(k).map((measure, m) => ({ measure, ...figure(k + m, row) }));
    return { ...v, shares, utility, measures };
  });
  const { id, name } = base.actors[actor]!;
  return { actor: id, name, runs: c.runs - c.failed, unit: base.clock.step, rows };
}

/** The actor's slot. */
function actorOf(base: CheckedModel, name = ""): number | Refusal {
  const ids = base.actors.map((a) => a.id);
  const slot = ids.indexOf(name);
  if (slot >= 0) return slot;
  const near = nearestName(name, ids);
  return refuse("usage", `name an actor of the model${near ? `; did you mean \`${near}\`?` : `: ${ids.join(", ")}`}`);
}

/** What is wrong with the horizons and levels that are to be tried. */
function wrongIn({ steps, levels }: Tried, where: Where): Refusal | undefined {
  if (steps.some((n) => !Number.isInteger(n) || n < 0 || n > 600))
    return refuse("usage", `${optionName(where, "steps")} takes whole numbers from 0 to 600`);
  if (levels.some((n) => n !== 1 && n !== 2))
    return refuse("usage", `${optionName(where, "levels")} takes 1, 2 or both`);
  return undefined;
}

function believesNothing(base: CheckedModel, actor: number, { correctBeliefs }: Tried): Note | undefined {
  const { name, beliefs } = base.actors[actor]!;
  if (!correctBeliefs || beliefs.length > 0) return undefined;
  const says = `${name} believes nothing of its own in this model: there is nothing to correct.`;
  return { kind: "warning", says };
}

async function rowsOf(request: ForesightRequest, actor: string, variants: readonly Variant[], all: readonly string[]) {
  const rows: ScenarioRow[] = [];
  for (const v of variants) {
    const row = await rowOf(request, actor, v, all);
    if (isRefused(row)) return row;
    rows.push(row);
  }
  return rows;
}

export const foresight: Task<ForesightRequest, ForesightDone> = async (request, executor, signal, progress) => {
  const { source, seed = SEED, runs = RUNS.foresight, measure = [] } = request;
  const { steps = HORIZONS_TRIED, levels = LEVELS_TRIED, correctBeliefs = false } = request;
  const opened = await openModel(source, departuresOf(request));
  if (isRefused(opened)) return opened;
  const base = opened.model;
  const actor = actorOf(base, request.actor);
  if (isRefused(actor)) return actor;
  const tried = { steps, levels, correctBeliefs };
  const wrong = wrongIn(tried, source.where);
  if (wrong) return wrong;
  const formulas = formulasOf(base, actor, measure);
  const { id } = base.actors[actor]!;
  if (formulas.policies.length === 0) return refuse("usage", `${id} decides nothing in this model`);
  const variants = variantsOf(tried, base, actor);
  const rows = await rowsOf(request, id, variants, formulas.all);
  if (isRefused(rows)) return rows;
  const stopped = () => signal.aborted;
  const compared = await compareScenarios(rows, executor, { seed, runs, onProgress: progress, stopped });
  if (compared.tables.length === 0)
    return refuse("stopped", "Stopped before the last row was played, so there is nothing to compare yet.");
  const found = resultsOf(base, actor, variants, formulas, compared);
  const notes = [...opened.notes, believesNothing(base, actor, tried), stoppedNote(signal)];
  return done({ model: base, compared, tried: found }, notes);
};
