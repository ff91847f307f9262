// Readings of one model under moved levers, kept for a while: undo and redo find theirs again. The reader comes when it is first needed.

import type { Executor } from "../../../ensemble/jobs.ts";
import { moveLevers, type ShortWay } from "./move-levers.ts";
import type { Files, Moved, Reading } from "./protocol.ts";

const KEPT = 24;

const reader = async () => (await import("./reader.ts")).readModel;

export type MovedReading = Reading & { on?: ShortWay["on"] };

export const isMoved = (m: Moved) =>
  m.scenarios.length > 0 || Object.keys(m.set).length > 0 || Object.keys(m.hold).length > 0;

/** One text for one state of the levers, whatever order they were moved in. */
export function keyOf(m: Moved): string {
  if (!isMoved(m)) return "";
  const sorted = (record: Moved["set"]) => Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([m.scenarios, sorted(m.set), sorted(m.hold)]);
}

/** An executor for a reading: jobs of the moved model go to the engine that is warm already, where that means the same. */
export function executorOf({ model, on }: MovedReading, executor: Executor): Executor {
  if (!on) return executor;
  const play: Executor["play"] = (job) =>
    executor.play(
      job.model === model ? { ...job, model: on.model, set: on.set, holds: [...on.holds, ...job.holds] } : job,
    );
  return { name: executor.name, play };
}

export type Readings = {
  base: Reading;
  under: (moved: Moved) => Promise<MovedReading>;
  /** Read under more scenarios, and with another length of the clock. */
  again: (moved: Moved, scenarios: readonly string[], steps?: number) => Promise<Reading>;
  /** A text beside the model: a record. */
  text: (path: string) => string | undefined;
};

/** `given`: what reading these files gives, where somebody has done it already. */
export async function readings(main: string, files: Files, given?: Reading): Promise<Readings> {
  const read = (path: string) => (Object.hasOwn(files, path) ? files[path] : undefined);
  const kept = new Map<string, Promise<MovedReading>>();
  const base: Reading = given ?? (await reader())(main, read);

  async function again({ scenarios, set, hold }: Moved, more: readonly string[], steps?: number): Promise<Reading> {
    const readModel = await reader();
    const levers = { set: Object.entries(set), hold: Object.entries(hold) };
    const { model, problems } = readModel(main, read, { scenarios: [...more, ...scenarios], ...levers, steps });
    return { model, problems };
  }

  async function reading(moved: Moved): Promise<MovedReading> {
    const short = moved.scenarios.length === 0 && base.model ? moveLevers(base.model, moved) : undefined;
    return short ? { ...short, problems: [] } : again(moved, []);
  }

  return {
    base,
    text: read,
    again,
    under: async (moved) => {
      if (!isMoved(moved)) return base;
      const key = keyOf(moved);
      const found = kept.get(key) ?? reading(moved);
      kept.delete(key);
      kept.set(key, found);
      if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
      return found;
    },
  };
}
