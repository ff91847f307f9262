// A stock-and-flow model as read from its file: stocks, flows, auxiliaries and tables as text, with their lines.

import type { Dialect } from "./equation-parts.ts";

export type Points = (readonly [number, number])[];

export type Element = {
  kind: "stock" | "flow" | "aux" | "table";
  name: string;
  line: number;
  /** The equation; of a stock its start. */
  equation: string;
  /** Of a stock: names of flows, or the net rate as an equation. */
  inflows?: string[];
  outflows?: string[];
  rate?: string;
  /** The equation goes through this table, or it is one that others call. */
  points?: Points;
  /** Of an array: dimensions or members, as written; the dimensions of the whole; an equation a member where each has its own. */
  subscripts?: string[];
  family?: string[];
  cells?: string[];
  unit?: string;
  note?: string;
  /** Not below zero. */
  nonNegative?: boolean;
  /** Known to be beyond us, and why. */
  cannot?: string;
};

/** Members by dimension. */
export type Dimensions = ReadonlyMap<string, readonly string[]>;

export type StockFlow = {
  title: string;
  dialect: Dialect;
  start: number;
  stop: number;
  dt: number;
  timeUnit: string;
  dimensions: Dimensions;
  elements: Element[];
};
