// `standoff foresight`: one actor's horizon raised, its level changed or its beliefs corrected, under the same luck.

import { nearestName } from "../../../base/nearest-name.ts";
import { compareScenarios, type ScenarioRow, type ScenariosCompared } from "../../../ensemble/compare-scenarios.ts";
import type { CheckedModel } from "../../../language/checked-model.ts";
import { decides } from "../../../language/decides.ts";
import type { Departures } from "../../../language/names/departures.ts";
import { csvLine } from "../../../present/document/csv.ts";
import { envelope } from "../../../present/document/envelope.ts";
import type { Forms } from "../../../present/document/forms.ts";
import {
  type ForesightResult,
  type ForesightRow,
  foresightReport,
  sayForesight,
} from "../../../present/explain/foresight-report.ts";
import { departuresOf } from "../../../tasks/source.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { openModel } from "../open-model.ts";
import { give, mayWrite, type OutputSettings } from "../output.ts";
import { playing } from "../playing.ts";
import { addDepartures, addLuck, addOutput, addVoice, type Settings } from "../settings.ts";
import { targetOf } from "../targets.ts";

type ForesightSettings = Settings &
  OutputSettings & { steps: number[]; levels: number[]; correctBeliefs: boolean; measure: string[] };

const RUNS = 1_000;
const STEPS = [0, 3, 6, 12, 24, 60];

const numbers = (text: string) => text.split(",").map((n) => Number(n.trim()));

type Variant = Pick<ForesightRow, "label" | "horizon" | "level" | "corrected">;

function variantsOf(settings: ForesightSettings, base: CheckedModel, actor: number): Variant[] {
  const unit = base.clock.step;
  const own = base.actors[actor]!.level;
  const plural = (n: number) => `${n} ${unit}${n === 1 ? "" : "s"}`;
  const steps = settings.steps;
  const variants: Variant[] = [{ label: "as it is", horizon: undefined, level: own, corrected: false }];
  for (const level of settings.levels) {
    const replies = level === 2 ? ", counts on replies" : "";
    if (level !== own) variants.push({ label: `as it is${replies}`, horizon: undefined, level, corrected: false });
    const shown = level === 2 ? steps.slice(-1) : steps;
    for (const horizon of shown)
      variants.push({ label: `${plural(horizon)}${replies}`, horizon, level, corrected: false });
  }
  if (settings.correctBeliefs && base.actors[actor]!.beliefs.length > 0) {
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

function rowOf(
  io: Io,
  named: string,
  settings: ForesightSettings,
  actor: string,
  v: Variant,
  formulas: readonly string[],
): ScenarioRow | undefined {
  const own = departuresOf(settings);
  const set: [string, string][] = [...(own.set ?? []).map(([k, value]): [string, string] => [k, value])];
  if (v.horizon !== undefined) set.push([`${actor}.foresight`, String(v.horizon)]);
  set.push([`${actor}.level`, String(v.level)]);
  const questions = formulas.map((about, k) => ({ id: `measure_${k}`, fields: { ask: about, about } }));
  const departures: Departures = { ...own, set, questions };
  const read = openModel(named, departures, io)?.model;
  if (!read) return undefined;
  const actors = v.corrected ? read.actors.map((a) => (a.id === actor ? { ...a, beliefs: [] } : a)) : read.actors;
  const model = { ...read, actors, hash: v.corrected ? `${read.hash} ${actor} corrected` : read.hash };
  const measures = formulas.map((_, k) => {
    const q = model.questions.find((question) => question.id === `measure_${k}`);
    return q?.kind === "quantity" ? { of: q.of } : undefined;
  });
  if (measures.some((m) => m === undefined)) {
    io.err("standoff: a measure must come to a number: 'utility(CHN)', 'arsenal'\n");
    io.code = EXIT.usage;
    return undefined;
  }
  return { id: v.label, label: v.label, model, measures: measures as ScenarioRow["measures"] };
}

function resultsOf(
  base: CheckedModel,
  actor: number,
  variants: readonly Variant[],
  formulas: ReturnType<typeof formulasOf>,
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

function giveResult(
  io: Io,
  settings: ForesightSettings,
  base: CheckedModel,
  c: ScenariosCompared,
  result: ForesightResult,
): void {
  const json = () => ({ ...envelope("foresight", base, c), ...result, says: sayForesight(result) });
  const rows = result.rows.flatMap((row) =>
    row.shares.flatMap(({ policy, options }) =>
      options.map((o) => [row.label, policy, o.id, o.share, row.utility.mean, row.utility.difference]),
    ),
  );
  const made: Forms = {
    document: () => foresightReport(result),
    json,
    jsonl: () => result.rows.map((row) => ({ ...envelope("foresight", base, c), ...row })),
    csv: () => csvLine(["variant", "policy", "option", "share", "utility", "difference"]) + rows.map(csvLine).join(""),
  };
  give(io, settings, made);
}

async function foresight(io: Io, words: readonly string[], settings: ForesightSettings): Promise<void> {
  if (!mayWrite(io, settings.output)) return;
  const { named, names } = targetOf(words);
  const base = openModel(named, departuresOf(settings), io)?.model;
  if (!base) return;
  const usage = (says: string) => {
    io.err(`standoff: ${says}\n`);
    io.code = EXIT.usage;
  };
  const ids = base.actors.map((a) => a.id);
  const actor = ids.indexOf(names[0] ?? "");
  if (actor < 0) {
    const near = nearestName(names[0] ?? "", ids);
    return usage(`name an actor of the model${near ? `; did you mean \`${near}\`?` : `: ${ids.join(", ")}`}`);
  }
  if (settings.steps.some((n) => !Number.isInteger(n) || n < 0 || n > 600))
    return usage("--steps takes whole numbers from 0 to 600");
  if (settings.levels.some((n) => n !== 1 && n !== 2)) return usage("--levels takes 1, 2 or both");
  const formulas = formulasOf(base, actor, settings.measure);
  if (formulas.policies.length === 0) return usage(`${ids[actor]} decides nothing in this model`);
  if (settings.correctBeliefs && base.actors[actor]!.beliefs.length === 0)
    io.err(`${base.actors[actor]!.name} believes nothing of its own in this model: there is nothing to correct.\n`);
  const variants = variantsOf(settings, base, actor);
  const rows: ScenarioRow[] = [];
  for (const v of variants) {
    const row = rowOf(io, named, settings, ids[actor]!, v, formulas.all);
    if (!row) return;
    rows.push(row);
  }
  const compared = await playing(io, settings, ({ executor, progress, stopped }) =>
    compareScenarios(rows, executor, {
      seed: settings.seed,
      runs: settings.runs ?? RUNS,
      onProgress: progress.at,
      stopped,
    }),
  );
  if (compared.tables.length === 0) {
    io.err("Stopped before the last row was played, so there is nothing to compare yet.\n");
    return;
  }
  giveResult(io, settings, base, compared, resultsOf(base, actor, variants, formulas, compared));
}

export const addForesight: AddVerb = (program, io) => {
  const command = program
    .command("foresight")
    .description(
      "Raises an actor's horizon, or corrects its beliefs, under the same luck: is it sight, belief or values?",
    )
    .usage("[folder] [actor] [options]")
    .argument("[words...]", "the folder of a model, then an actor")
    .addHelpText("before", "  $ standoff foresight models/six-party CHN --steps 6,24,60 --levels 1,2\n");
  addOutput(addVoice(addLuck(addDepartures(command), RUNS)))
    .option("--steps <list>", `horizons to try (${STEPS.join(",")})`, numbers, STEPS)
    .option("--levels <list>", "1: others as they are now; 2: it counts on their replies", numbers, [1])
    .option("--correct-beliefs", "also: what it believes is put right", false)
    .option(
      "--measure <formula>",
      "another measure beside its utility (may be repeated)",
      (text, all: string[]) => [...all, text],
      [],
    )
    .action((words: string[], settings: ForesightSettings) => foresight(io, words, settings));
};
