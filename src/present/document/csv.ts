// Rows as CSV (RFC 4180, but \n): quoted only where needed. A cell that a spreadsheet would run as a formula is text here,
// since names come from a stranger's model: it gets a leading apostrophe.

import { csvQuoted } from "../../base/csv.ts";

const cell = (value: string | number | null | undefined): string => {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "";
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return csvQuoted(safe);
};

export const csvLine = (cells: readonly (string | number | null | undefined)[]) => `${cells.map(cell).join(",")}\n`;
