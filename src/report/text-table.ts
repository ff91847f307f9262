// Rows as aligned text: the first column to the left, the others as asked. In: cells as text. Out: lines without trailing blanks.

export type Column = { head: string; align?: "left" | "right" };

export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const all = [columns.map((c) => c.head), ...rows];
  const widths = columns.map((_, k) => Math.max(...all.map((row) => (row[k] ?? "").length)));
  return all.map((row) =>
    columns
      .map(({ align }, k) =>
        align === "right" ? (row[k] ?? "").padStart(widths[k]!) : (row[k] ?? "").padEnd(widths[k]!),
      )
      .join("  ")
      .trimEnd(),
  );
}
