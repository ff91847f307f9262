// `standoff watch --rivals`: the model as it is and its lenses, held against one record by their evidence.

import { watchPlan } from "../../../../analysis/watch/plan.ts";
import { compareRivals, type Rival } from "../../../../analysis/watch/rivals.ts";
import { csvLine } from "../../../../present/document/csv.ts";
import { envelope } from "../../../../present/document/envelope.ts";
import { RIVAL_COLUMNS, rivalRows, rivalsReport } from "../../../../present/watch/rivals-report.ts";
import { AS_IS } from "../../../../tasks/source.ts";
import { EXIT, type Io } from "../../io.ts";
import { give, type OutputSettings } from "../../output.ts";
import { going } from "../../playing.ts";
import type { Settings } from "../../settings.ts";
import { asOfStep } from "./as-of.ts";
import type { OpenWatched } from "./open-watched.ts";

const PARTICLES = 1_000;
const REPEATS = 4;

/** The scenarios to compare: those named, or all lenses; and the model as it is. Undefined after a wrong name was said. */
function rivalsOf(io: Io, opened: OpenWatched, named: readonly string[]): Rival[] | undefined {
  const { model, record } = opened;
  const lenses = model.scenarios.filter((s) => s.lens).map((s) => s.id);
  const ids = named.length > 0 ? named.filter((id) => id !== AS_IS) : lenses;
  const plain: Rival = { id: AS_IS, label: "the model as it is", plan: watchPlan(model, record) };
  const rivals: Rival[] = [plain];
  for (const id of ids) {
    const read = opened.again([id]);
    if (!read) return undefined;
    const label = model.scenarios.find((s) => s.id === id)?.label ?? id;
    // How the record is read must be resolved for this very model: its constants may stand elsewhere
    const own = opened.recordOf(read);
    if (!own) return undefined;
    rivals.push({ id, label, plan: watchPlan(read, own) });
  }
  if (rivals.length > 1) return rivals;
  io.err("standoff: this model has no lenses to compare; name scenarios: --rivals id,id\n");
  io.code = EXIT.usage;
  return undefined;
}

export async function runRivals(
  io: Io,
  opened: OpenWatched,
  named: readonly string[],
  settings: Settings & OutputSettings & { asOf?: string; repeats?: number },
): Promise<void> {
  const rivals = rivalsOf(io, opened, named);
  if (!rivals) return;
  const until = asOfStep(io, rivals[0]!.plan, settings.asOf);
  if (until === undefined) return;
  const { seed } = settings;
  const particles = settings.runs ?? PARTICLES;
  const repeats = settings.repeats ?? REPEATS;
  const found = await going(io, settings, ({ executor, progress, stopped }) =>
    compareRivals(rivals, executor, { seed, particles, repeats, until, onProgress: progress.at, stopped }),
  );
  if (!found) {
    io.err("Stopped: the readings were not all held against the record.\n");
    return;
  }
  const report = { rivals: found, seed, particles, repeats };
  const head = envelope("rivals", opened.model, { seed, runs: particles, failed: 0 });
  give(io, settings, {
    document: () => rivalsReport(report),
    json: () => ({ ...head, repeats, rivals: found }),
    jsonl: () => found.map((r) => ({ ...head, ...r })),
    csv: () => csvLine(RIVAL_COLUMNS) + rivalRows(report).map(csvLine).join(""),
  });
}
