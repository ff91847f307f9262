// CSV (RFC 4180), read and quoted once for all. In: text. Out: rows of cells, each with its line and column; and back.
// A quoted cell may hold separators, line ends and doubled quotes. Rows without any text are left out. A quote that is
// never closed takes the rest of the text: the cell is `open`, and the caller says so.

export type CsvCell = { text: string; line: number; column: number; open: boolean };

export type CsvRow = { line: number; fields: string[]; open: boolean };

/** `separators`: each character ends a cell. `notes`: a line that begins with `#` is no row. */
export type CsvForm = { separators?: string; notes?: boolean };

type Cursor = { text: string; at: number; line: number; lineStart: number; plain: RegExp };

/** Where a quotation ends that begins at `from`: at its closing mark, or at the end of the text. */
function closing(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at;
  return text.length;
}

/** What stands up to the next separator or line end. */
function plainPart(c: Cursor): string {
  c.plain.lastIndex = c.at;
  const found = c.plain.exec(c.text)![0];
  c.at += found.length;
  return found;
}

/** Steps over a quoted part; its line ends count. */
function quotedPart(c: Cursor): { text: string; open: boolean } {
  const from = c.at + 1;
  const end = closing(c.text, from);
  const inside = c.text.slice(from, end);
  const lastEnd = inside.lastIndexOf("\n");
  if (lastEnd >= 0) {
    c.line += inside.split("\n").length - 1;
    c.lineStart = from + lastEnd + 1;
  }
  const open = end === c.text.length;
  c.at = open ? end : end + 1;
  return { text: inside.replaceAll('""', '"'), open };
}

function cellAt(c: Cursor): CsvCell {
  const begin = { line: c.line, column: c.at - c.lineStart + 1 };
  const { text, open } = c.text[c.at] === '"' ? quotedPart(c) : { text: "", open: false };
  // What stands between a closing quotation mark and the separator is kept as it is
  return { text: `${text}${plainPart(c)}`.trim(), ...begin, open };
}

function rowAt(c: Cursor, separators: string): CsvCell[] {
  const row = [cellAt(c)];
  while (c.at < c.text.length && separators.includes(c.text[c.at]!)) {
    c.at++;
    row.push(cellAt(c));
  }
  if (c.text[c.at] === "\r") c.at++;
  if (c.text[c.at] === "\n") c.at++;
  c.line++;
  c.lineStart = c.at;
  return row;
}

/** Rows of cells with their places. */
export function csvCells(written: string, { separators = ",", notes = false }: CsvForm = {}): CsvCell[][] {
  const text = written.replace(/^\ufeff/, "");
  const c: Cursor = { text, at: 0, line: 1, lineStart: 0, plain: new RegExp(`[^${separators}\\n\\r]*`, "y") };
  const rows: CsvCell[][] = [];
  while (c.at < text.length) {
    const isNote = notes && text[c.at] === "#";
    const row = rowAt(c, separators);
    if (!isNote && row.some((cell) => cell.text !== "")) rows.push(row);
  }
  return rows;
}

/** Rows of fields, as a person's tables have them: lines that begin with `#` are notes. */
export const csvRows = (written: string): CsvRow[] =>
  csvCells(written, { notes: true }).map((cells) => ({
    line: cells[0]!.line,
    fields: cells.map((cell) => cell.text),
    open: cells.some((cell) => cell.open),
  }));

/** A cell as it is written: in quotation marks only where it needs them. */
export const csvQuoted = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
