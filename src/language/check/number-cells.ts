// Gives cells their final slots: stocks first, then derived variables in dependency order; finds the order of starting values.
// A circle within one step, or among starting values, is said whole.

import type { Derived, Stock } from "../checked-model.ts";
import { cellsOf, type Expression } from "../expression.ts";
import { inOrder } from "../names/order.ts";
import type { Problems } from "../problems.ts";
import type { Cell } from "./check-variables.ts";

export type NumberedCells = {
  stocks: Stock[];
  derived: Derived[];
  startOrder: number[];
  /** Provisional slot → final slot. */
  slot: number[];
};

const MOST_SHOWN = 12;

/** A memory has no name: it is called by what people write. */
const nameOf = (cell: Cell) => (cell.hidden ? `a lag (line ${cell.at.line})` : cell.id);

function sayCycle(code: "cycle" | "start-cycle", cells: Cell[], cycle: number[], problems: Problems): void {
  const ids = cycle.map((i) => nameOf(cells[i]!));
  const also = cycle
    .slice(1, MOST_SHOWN)
    .map((i) => ({ at: cells[i]!.at, says: `\`${nameOf(cells[i]!)}\` is part of it` }));
  problems.add(code, cells[cycle[0]!]!.at, { cycle: [...ids, ids[0]].join(" → ") }, also);
}

/** `cells` in the order of their provisional slots. */
export function numberCells(cells: Cell[], problems: Problems): NumberedCells {
  const derivedSlots = cells.flatMap((cell) => (cell.kind === "derived" ? [cell.slot] : []));
  const place = new Map(derivedSlots.map((slot, i) => [slot, i]));
  const readsNow = (i: number) => {
    const cell = cells[derivedSlots[i]!]!;
    return cell.kind === "derived" ? [...cellsOf(cell.is)].flatMap((slot) => place.get(slot) ?? []) : [];
  };
  const within = inOrder(derivedSlots.length, readsNow);
  for (const cycle of within.cycles) {
    const slots = cycle.map((i) => derivedSlots[i]!);
    sayCycle("cycle", cells, slots, problems);
  }

  const starting = inOrder(cells.length, (i) => cellsOf(startOf(cells[i]!)));
  const said = new Set(within.cycles.flat().map((i) => derivedSlots[i]!));
  for (const cycle of starting.cycles) {
    // A circle within one step is one among starting values too
    if (!cycle.some((i) => said.has(i))) sayCycle("start-cycle", cells, cycle, problems);
  }

  const stockSlots = cells.flatMap((cell) => (cell.kind === "stock" ? [cell.slot] : []));
  const order = [...stockSlots, ...within.order.map((i) => derivedSlots[i]!)];
  const slot: number[] = [];
  order.forEach((old, final) => {
    slot[old] = final;
  });
  const stocks = stockSlots.map((old) => stockOf(cells[old]!));
  const derived = within.order.map((i) => derivedOf(cells[derivedSlots[i]!]!));
  return { stocks, derived, startOrder: starting.order.map((old) => slot[old]!), slot };
}

const startOf = (cell: Cell): Expression => (cell.kind === "stock" ? cell.start : cell.is);

function stockOf(cell: Cell): Stock {
  const { slot: _slot, ...rest } = cell as Extract<Cell, { kind: "stock" }>;
  const { kind: _kind, ...stock } = rest;
  return stock;
}

function derivedOf(cell: Cell): Derived {
  const { slot: _slot, hidden: _hidden, ...rest } = cell as Extract<Cell, { kind: "derived" }>;
  const { kind: _kind, ...derived } = rest;
  return derived;
}
