// The rows of a strategic form: what is held, how far it is played, what it gave. Rows grow: a row of 256 runs asked for 512 is
// played from run 256 on, and a row that was kept before is not played again, so that interrupted work goes on where it stopped.
// In: model, player, seed. Out: rows in the order asked for. Runs are pure in (model, seed, run), so a row that was put together
// of parts has the same bits as one played at once.

import type { CheckedModel } from "../language/checked-model.ts";
import type { CompareOptions } from "./compare-options.ts";
import { type HeldStrategy, idOfChoice } from "./form-plan.ts";
import { BLOCK, type Executor } from "./jobs.ts";
import { type Measure, type PlayedRow, playRow } from "./paired.ts";
import type { PlannedModels } from "./planned-model.ts";

/** Where rows are kept between two starts of the program. */
export type RowStore = {
  /** What was kept, whole from run 0 on. */
  rows: ReadonlyMap<string, PlayedRow>;
  /** Called as soon as runs `first` and on of a row are played whole. */
  keep: (key: string, first: number, part: PlayedRow) => void;
};

/** What is played beside the held options differs between profiles and rows beside them, so the key says which it is. */
export type RowKind = "profile" | "beside";

export type RowAsked = { kind: RowKind; held: readonly HeldStrategy[] };

export type FormRows = {
  /** Undefined where it was stopped before the end. */
  play: (asked: readonly RowAsked[], measures: readonly Measure[], runs: number) => Promise<PlayedRow[] | undefined>;
  /** All rows, in no order that matters. */
  all: () => PlayedRow[];
};

/** Rows that are played at the same time, since few runs make a block or two, and hands would stand idle. */
const AT_ONCE = 8;
/** Runs after which a part of a row is kept: a multiple of BLOCK. */
const PART = 4 * BLOCK;
const SHOWN_FAULTS = 5;

export const keyOf = (model: CheckedModel, { kind, held }: RowAsked) =>
  `${kind} ${held
    .flatMap(({ choices }) => choices)
    .map((choice) => `${model.policies[choice.policy]!.id}=${idOfChoice(model, choice)}`)
    .join(" ")}`;

export function formRows(
  models: PlannedModels,
  player: Executor,
  options: CompareOptions & { store?: RowStore | undefined },
): FormRows {
  const { base } = models;
  const { seed, store } = options;
  const rows = new Map<string, PlayedRow>(store?.rows ?? []);
  const stopped = () => options.stopped?.() ?? false;
  let played = 0;
  let wanted = 0;
  const onBlock = ({ count }: { count: number }) => {
    played += count;
    options.onProgress?.(played, wanted);
    return stopped();
  };
  const playPart = async (held: readonly HeldStrategy[], measures: readonly Measure[], first: number, runs: number) => {
    const { model, holds, set } = models.playing(held);
    return await playRow({ model, measures, holds, set }, player, { seed, runs, first, onBlock });
  };
  const playOne = async (asked: RowAsked, measures: readonly Measure[], runs: number) => {
    const key = keyOf(base, asked);
    for (;;) {
      const before = rows.get(key);
      const first = begunAt(before, runs);
      if (first >= runs) return cutTo(before!, runs);
      if (stopped()) return undefined;
      const wanted = store ? Math.min(PART, runs - first) : runs - first;
      const part = await playPart(asked.held, measures, first, wanted);
      if (part.played < wanted) return undefined;
      store?.keep(key, first, part);
      rows.set(key, first === 0 ? part : joined(cutTo(before!, first), part));
    }
  };
  const missing = (asked: readonly RowAsked[], runs: number) =>
    asked.reduce((sum, one) => sum + runs - begunAt(rows.get(keyOf(base, one)), runs), 0);
  return {
    play: async (asked, measures, runs) => {
      wanted = played + missing(asked, runs);
      const found: PlayedRow[] = [];
      for (let from = 0; from < asked.length; from += AT_ONCE) {
        const some = await Promise.all(asked.slice(from, from + AT_ONCE).map((one) => playOne(one, measures, runs)));
        for (const row of some) {
          if (!row) return undefined;
          found.push(row);
        }
      }
      return found;
    },
    all: () => [...rows.values()],
  };
}

/** The run from which a row has still to be played: parts begin at whole blocks. */
function begunAt(row: PlayedRow | undefined, runs: number): number {
  if (!row) return 0;
  return row.played >= runs ? runs : Math.floor(row.played / BLOCK) * BLOCK;
}

function cutTo(row: PlayedRow, runs: number): PlayedRow {
  if (row.played === runs) return row;
  return {
    values: row.values.map((column) => column.subarray(0, runs)),
    failed: row.failed.subarray(0, runs),
    played: runs,
    faults: row.faults.filter((fault) => fault.run < runs),
  };
}

/** Two parts, one after the other. */
export function joined(before: PlayedRow, part: PlayedRow): PlayedRow {
  const played = before.played + part.played;
  const failed = new Uint8Array(played);
  failed.set(before.failed);
  failed.set(part.failed, before.played);
  const values = before.values.map((column, k) => {
    const both = new Float64Array(played);
    both.set(column);
    both.set(part.values[k]!, before.played);
    return both;
  });
  return { values, failed, played, faults: [...before.faults, ...part.faults].slice(0, SHOWN_FAULTS) };
}
