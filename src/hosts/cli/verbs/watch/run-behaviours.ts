// `standoff watch --behaviours`: what the model must do, as a table of pass, miss and figure. Behaviours with scenarios of their own are
// played under these; `--pin` holds policies to the record.

import { type BehaviourResult, checkBehaviours } from "../../../../analysis/watch/behaviours.ts";
import { holdsOf, recordedPolicies } from "../../../../analysis/watch/pin.ts";
import { csvLine } from "../../../../present/document/csv.ts";
import { envelope } from "../../../../present/document/envelope.ts";
import { BEHAVIOUR_COLUMNS, behaviourRows, behavioursReport } from "../../../../present/watch/behaviours-report.ts";
import { EXIT, type Io } from "../../io.ts";
import { give, type OutputSettings } from "../../output.ts";
import { going } from "../../playing.ts";
import type { Settings } from "../../settings.ts";
import type { OpenWatched } from "./open-watched.ts";

const RUNS = 2_000;

/** Slots of the policies to be pinned; undefined after a wrong name was said. `all` is every policy of the record. */
function pinnedOf(io: Io, { model, record }: OpenWatched, names: readonly string[]): number[] | undefined {
  const recorded = recordedPolicies(record);
  if (names.includes("all")) return recorded;
  const known = recorded.map((slot) => model.policies[slot]!.id);
  const wrong = names.find((name) => !known.includes(name));
  if (wrong === undefined) return names.map((name) => model.policies.findIndex((p) => p.id === name));
  io.err(`standoff: the record says nothing of a policy \`${wrong}\`; --pin takes all, or: ${known.join(", ")}\n`);
  io.code = EXIT.usage;
  return undefined;
}

export async function runBehaviours(
  io: Io,
  opened: OpenWatched,
  settings: Settings & OutputSettings & { pin: string[] },
): Promise<void> {
  const { model, record } = opened;
  if (model.behaviours.length === 0) {
    io.err("standoff: this model says nothing of what it must do; write `behaviours` (docs/watch.md)\n");
    io.code = EXIT.wrong;
    return;
  }
  const pins = pinnedOf(io, opened, settings.pin);
  if (!pins) return;
  const { seed } = settings;
  const runs = settings.runs ?? RUNS;
  const groups = [...Map.groupBy(model.behaviours, (b) => b.scenario.join(" ")).values()];
  const found = await going(io, settings, async ({ executor, progress, stopped }) => {
    const results: BehaviourResult[] = [];
    for (const [k, group] of groups.entries()) {
      if (stopped()) break;
      const scenario = group[0]!.scenario;
      const played = scenario.length === 0 ? model : opened.again(scenario);
      if (!played) return undefined;
      const own = group.map((b) => played.behaviours.find((other) => other.id === b.id)!);
      const onProgress = (at: number) => progress.at(k * runs + at, groups.length * runs);
      const holds = holdsOf(played, opened.recordOf(played) ?? record, pins);
      results.push(...(await checkBehaviours(played, own, executor, { seed, runs, holds, onProgress, stopped })));
    }
    return results;
  });
  if (!found) return;
  const order = model.behaviours.map((b) => b.id);
  const results = found.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  const report = { results, seed, runs, pinned: pins.map((slot) => model.policies[slot]!.id) };
  const head = envelope("behaviours", model, { seed, runs, failed: runs - Math.min(...results.map((r) => r.runs)) });
  give(io, settings, {
    document: () => behavioursReport(report),
    json: () => ({ ...head, pinned: report.pinned, behaviours: results }),
    jsonl: () => results.map((r) => ({ ...head, ...r })),
    csv: () => csvLine(BEHAVIOUR_COLUMNS) + behaviourRows(report).map(csvLine).join(""),
  });
}
