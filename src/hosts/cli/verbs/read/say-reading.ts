// A reading as text: the source, what is boilerplate, where the text is damaged, the claims, and how many of each stance.
// Words of the text are a stranger's: control and direction characters never reach the terminal.

import { STANCES } from "../../../../analysis/evidence/claims/claim.ts";
import { lineAt } from "../../../../analysis/evidence/text/source-text.ts";
import { textTable } from "../../../../present/document/document.ts";
import { count } from "../../../../present/words/figures.ts";
import type { Again, ReadResult } from "./result.ts";
import type { ReadSettings } from "./settings.ts";

const WIDEST = 72;
const MOST_ROWS = 200;

/** Harmless on a terminal, on one line, and no longer than `width`. */
export function plainWords(text: string, width: number = WIDEST): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be printed.
  const bare = text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\s]+/g, " ").trim();
  const points = [...bare];
  return points.length <= width
    ? bare
    : `${points
        .slice(0, width - 1)
        .join("")
        .trimEnd()}…`;
}

export function sayReading(result: ReadResult, settings: ReadSettings): string {
  const lines = settings.quiet
    ? []
    : [head(result), ...boilerplate(result), ...damage(result), ...claims(result), ...contradictions(result)];
  if (result.again) lines.push(...again(result.again));
  lines.push(summary(result));
  return `${lines.join("\n")}\n`;
}

function head({ taken, reading, source }: ReadResult): string {
  const published =
    reading.published === undefined ? "day of publication unknown (--published)" : `published ${reading.published}`;
  return `${plainWords(taken.name)}: ${count(reading.length)} characters, ${count(source.lines.length)} lines, sha256 ${taken.sha256.slice(0, 12)}, ${published}`;
}

function tally(kinds: readonly string[]): string {
  const times = new Map<string, number>();
  for (const kind of kinds) times.set(kind, (times.get(kind) ?? 0) + 1);
  return [...times].map(([kind, n]) => `${n} ${kind}`).join(", ");
}

function boilerplate({ reading }: ReadResult): string[] {
  if (reading.junk.length === 0) return [];
  const n = reading.junk.length;
  return [
    `${count(n)} ${n === 1 ? "line is" : "lines are"} boilerplate of the page and not read: ${tally(reading.junk.map((j) => j.kind))}`,
  ];
}

const WHAT: Record<string, string> = {
  anchor: "link text in the sentence",
  fused: "a space is lost",
  quote: "a quotation mark is missing",
  fragment: "the start is cut off",
};

function damage({ reading, source }: ReadResult): string[] {
  const n = reading.splices.length;
  if (n === 0) return [];
  const out = [
    `${count(n)} ${n === 1 ? "place is" : "places are"} damaged; nothing was mended, read the source there:`,
  ];
  for (const damage of reading.splices.slice(0, MOST_ROWS)) {
    const [from, to] = [source.points.toUnits(damage.start), source.points.toUnits(damage.end)];
    const shown =
      damage.start === damage.end
        ? `${source.text.slice(Math.max(0, from - 18), from)}|${source.text.slice(to, to + 18)}`
        : source.text.slice(from, to);
    out.push(`  line ${lineAt(source, from).number}: ${WHAT[damage.kind]}: ${plainWords(shown, 60)}`);
  }
  if (n > MOST_ROWS) out.push(`  and ${count(n - MOST_ROWS)} more (--json has all)`);
  return out;
}

function claims({ records }: ReadResult): string[] {
  if (records.length === 0) return [];
  const columns = [
    { head: "line", align: "right" as const },
    { head: "at" },
    { head: "stance" },
    { head: "speaker" },
    { head: "words" },
  ];
  const rows = records
    .slice(0, MOST_ROWS)
    .map((r) => [
      String(r.line),
      `${r.start}-${r.end}`,
      r.stance,
      plainWords(r.deniedBy ? `${r.speaker}, denied by ${r.deniedBy.join(" ")}` : r.speaker, 32),
      `${r.garbled ? "(damaged) " : ""}${plainWords(r.quote.exact)}`,
    ]);
  const more =
    records.length > MOST_ROWS ? [`and ${count(records.length - MOST_ROWS)} more (-o or --json has all)`] : [];
  return ["", ...textTable(columns, rows), ...more, ""];
}

function contradictions({ contradictions: found, records }: ReadResult): string[] {
  if (found.length === 0) return [];
  const line = (id: string) => records.find((r) => r.id === id)?.line ?? 0;
  return [
    `${found.length} ${found.length === 1 ? "claim does" : "claims do"} not fit, for you to settle:`,
    ...found.map(
      (c) => `  line ${line(c.claim)}: ${c.says}${c.kind === "claims" ? ` (and line ${line(c.other)})` : ""}`,
    ),
    "",
  ];
}

const LOST: Record<string, string> = {
  gone: "its words are gone",
  turned: "the sentence was turned into its opposite",
  numbers: "its numbers changed",
  unclear: "too much of it changed",
};

function again(found: readonly Again[]): string[] {
  const of = (kind: string) => found.filter((f) => f.finding.kind === kind).length;
  const [reworded, lost] = [of("reworded"), of("lost")];
  const out = [
    `Of ${count(found.length)} earlier claims ${of("kept")} kept their place, ${of("moved")} moved, ${reworded} ${reworded === 1 ? "was" : "were"} reworded, ${lost} ${lost === 1 ? "is" : "are"} lost.`,
  ];
  for (const { id, finding } of found) {
    if (finding.kind === "reworded") out.push(`  reworded ${plainWords(id, 40)}: ${plainWords(finding.anchor.exact)}`);
    if (finding.kind === "lost")
      out.push(`  lost ${plainWords(id, 40)}: ${LOST[finding.because]}: ${plainWords(finding.was.exact)}`);
  }
  return [...out, ""];
}

/** "14 sentences that claim something: 9 reported, 3 opinion, 1 denied, 1 question." */
function summary({ records }: ReadResult): string {
  if (records.length === 0) return "No sentence that claims something was found.";
  const each = STANCES.map((stance) => ({ stance, n: records.filter((r) => r.stance === stance).length })).filter(
    (s) => s.n > 0,
  );
  each.sort((a, b) => b.n - a.n);
  const n = records.length;
  const what = n === 1 ? "sentence that claims" : "sentences that claim";
  const none = n === 1 ? "It is not in a model until you add it." : "None is in a model until you add it.";
  return `${count(n)} ${what} something: ${each.map((s) => `${count(s.n)} ${s.stance}`).join(", ")}. ${none}`;
}
