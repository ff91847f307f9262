// Labels as Gambit 17 makes them unique on reading: `x`, `x` become `x_1`, `x_2`; empty ones `_1`, `_2`; the next number
// that is free. We do the same, so that results can be matched, and say so in a warning. Writing escapes quotes and backslashes.

/** The labels, made unique and never empty; `changed` tells whether any had to be renamed. */
export function uniqueLabels(labels: readonly string[]): { labels: string[]; changed: boolean } {
  const seen = new Map<string, number>();
  for (const label of labels) seen.set(label, (seen.get(label) ?? 0) + 1);
  const taken = new Set(seen.keys());
  const lastNumber = new Map<string, number>();
  let changed = false;
  const unique = labels.map((label) => {
    if (label !== "" && seen.get(label) === 1) return label;
    changed = true;
    let number = (lastNumber.get(label) ?? 0) + 1;
    while (taken.has(`${label}_${number}`)) number++;
    lastNumber.set(label, number);
    return `${label}_${number}`;
  });
  return { labels: unique, changed };
}

/** A label in quotes, as .nfg and .efg want it. */
export function quoteLabel(label: string): string {
  return `"${label.replace(/\s+/g, " ").trim().replace(/["\\]/g, "\\$&")}"`;
}
