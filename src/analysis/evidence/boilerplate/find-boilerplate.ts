// Flags the lines of a page that are not the author's text: before sentences are cut, so that none begins in a caption.
// In: a source. Out: spans of whole lines with their kind, and the page for who needs the rest. Nothing is removed.

import type { SourceText, Span } from "../text/source-text.ts";
import type { BoilerplateKind } from "./kinds.ts";
import { LINE_RULES } from "./line-rules.ts";
import { type Page, pageOf } from "./page.ts";
import { firstProse, PAGE_RULES } from "./page-rules.ts";

export type Boilerplate = Span & { kind: BoilerplateKind };

export function findBoilerplate(source: SourceText): {
  page: Page;
  boilerplate: Boilerplate[];
  found: Map<number, BoilerplateKind>;
} {
  const page = pageOf(source);
  const found = new Map<number, BoilerplateKind>();
  for (const line of page.lines) {
    const rule = LINE_RULES.find((r) => line.words <= r.most && r.is.test(line.text));
    if (rule) found.set(line.index, rule.kind);
  }
  const surroundings = { ...page, found, firstProse: firstProse(page, found) };
  for (const rule of PAGE_RULES)
    for (const line of page.lines)
      if (!found.has(line.index) && rule.is(line, surroundings)) found.set(line.index, rule.kind);
  const boilerplate = [...found]
    .sort(([a], [b]) => a - b)
    .map(([index, kind]) => ({ start: page.lines[index]!.start, end: page.lines[index]!.end, kind }));
  return { page, boilerplate, found };
}
