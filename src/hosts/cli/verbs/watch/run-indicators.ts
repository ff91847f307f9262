// `standoff watch --indicators`: for each question what to watch for in the next steps, from the state that the record implies.

import { spread, stillOpen } from "../../../../analysis/watch/ahead.ts";
import { watchSteps } from "../../../../analysis/watch/filter.ts";
import { observablesOf, watchLists } from "../../../../analysis/watch/indicators.ts";
import type { ParticleSet } from "../../../../analysis/watch/particles.ts";
import { watchPlan } from "../../../../analysis/watch/plan.ts";
import { dateOfStep } from "../../../../base/dates.ts";
import type { Question } from "../../../../language/checked-model.ts";
import { csvLine } from "../../../../present/document/csv.ts";
import { envelope } from "../../../../present/document/envelope.ts";
import { INDICATOR_COLUMNS, indicatorRows, indicatorsReport } from "../../../../present/watch/indicators-report.ts";
import type { Io } from "../../io.ts";
import { give, type OutputSettings } from "../../output.ts";
import { going } from "../../playing.ts";
import type { Settings } from "../../settings.ts";
import { asOfStep } from "./as-of.ts";
import type { OpenWatched } from "./open-watched.ts";

const PARTICLES = 4_000;
const WITHIN = 6;
const SHOWN = 5;

export async function runIndicators(
  io: Io,
  opened: OpenWatched,
  questions: readonly Question[],
  settings: Settings & OutputSettings & { asOf?: string; ahead?: number },
): Promise<void> {
  const plan = watchPlan(opened.model, opened.record);
  const until = asOfStep(io, plan, settings.asOf);
  if (until === undefined) return;
  const { model, record } = plan;
  const { seed } = settings;
  const particles = settings.runs ?? PARTICLES;
  const named = record.observed.flatMap((o) =>
    ["option", "event", "unused", "chance"].includes(o.as) || o.of.kind === "number" ? [] : [{ name: o.id, of: o.of }],
  );
  const lists = await going(io, settings, async ({ executor, progress, stopped }) => {
    let last: ParticleSet | undefined;
    for await (const { particleSet, report } of watchSteps(plan, executor, { seed, particles, until, stopped })) {
      progress.at(report.step + 1, until + 1);
      if (report.step === until) last = spread(model, particleSet, particles, seed);
    }
    if (!last || last.step >= model.clock.steps) return undefined;
    const open = stillOpen(questions, last.step);
    const within = settings.ahead ?? WITHIN;
    return watchLists(model, open, observablesOf(model, named), last, executor, { seed, within, most: SHOWN });
  });
  if (!lists) {
    io.err("Stopped: the record was not read to its end, or nothing comes after it.\n");
    return;
  }
  const report = { model, lists, asOf: dateOfStep(model.clock, until), seed, runs: particles };
  const head = envelope("indicators", model, { seed, runs: particles, failed: 0 });
  give(io, settings, {
    document: () => indicatorsReport(report),
    json: () => ({ ...head, asOf: report.asOf, questions: lists }),
    jsonl: () => lists.map((l) => ({ ...head, ...l })),
    csv: () => csvLine(INDICATOR_COLUMNS) + indicatorRows(report).map(csvLine).join(""),
  });
}
