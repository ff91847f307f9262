// CSV (RFC 4180) as rows of fields, each row with the line on which it begins. Blank lines and lines that begin with # are not rows.
// In: text. Out: rows; a quotation that never closes takes the rest of the text, and is said by the caller.

export type CsvRow = { line: number; fields: string[]; open: boolean };

const QUOTED = /"((?:[^"]|"")*)("|$)/y;
const PLAIN = /[^,\n\r]*/y;

type Cursor = { text: string; at: number; line: number };

function field(c: Cursor): { value: string; open: boolean } {
  const form = c.text[c.at] === '"' ? QUOTED : PLAIN;
  form.lastIndex = c.at;
  const found = form.exec(c.text)!;
  c.at += found[0].length;
  if (form === PLAIN) return { value: found[0].trim(), open: false };
  c.line += found[0].split("\n").length - 1;
  // What stands between a closing quotation mark and the comma is kept as it is
  PLAIN.lastIndex = c.at;
  const rest = PLAIN.exec(c.text)![0];
  c.at += rest.length;
  return { value: `${found[1]!.replaceAll('""', '"')}${rest}`.trim(), open: found[2] === "" };
}

export function csvRows(written: string): CsvRow[] {
  const c: Cursor = { text: written.replace(/^\ufeff/, ""), at: 0, line: 1 };
  const rows: CsvRow[] = [];
  while (c.at < c.text.length) {
    const row: CsvRow = { line: c.line, fields: [], open: false };
    const isNote = c.text[c.at] === "#";
    for (;;) {
      const { value, open } = field(c);
      row.fields.push(value);
      row.open ||= open;
      if (c.text[c.at] !== ",") break;
      c.at++;
    }
    if (c.text[c.at] === "\r") c.at++;
    if (c.text[c.at] === "\n") c.at++;
    c.line++;
    if (!isNote && row.fields.some((f) => f !== "")) rows.push(row);
  }
  return rows;
}
