// What a host prints, before it is text, Markdown or HTML: headings, sentences, lines and tables of plain strings.
// In: results worded by the other files of this folder. Out: one of the three forms. No colours, no terminal, no page.

import { escapeMarkup } from "../../base/escape-markup.ts";
import { type Figure, svgText } from "../charts/element.ts";
import { plainText } from "./plain-text.ts";
import { wrap } from "./wrap.ts";

export type Column = { head: string; align?: "left" | "right" };

export type Part =
  | { kind: "heading"; text: string }
  | { kind: "sentence"; text: string }
  /** Lines that stand one below the other; `hang` is the indent of what is wrapped. */
  | { kind: "lines"; lines: readonly string[]; hang: number }
  | { kind: "table"; columns: readonly Column[]; rows: readonly (readonly string[])[] }
  /**
   * A picture: drawn on a page with its table folded under it, its table in Markdown, left out of plain text. `rows`: about so many
   * rows of the table, evenly spread, stand for all in Markdown and in plain text; 0 where other lines say the same.
   */
  | { kind: "figure"; figure: Figure; rows?: number | undefined };

export type Document = { title?: string | undefined; parts: readonly Part[] };

export const heading = (text: string): Part => ({ kind: "heading", text });
export const sentence = (text: string): Part => ({ kind: "sentence", text });
export const lines = (all: readonly string[], hang = 2): Part => ({ kind: "lines", lines: all, hang });
export const table = (columns: readonly Column[], rows: readonly (readonly string[])[]): Part => ({
  kind: "table",
  columns,
  rows,
});

export const figure = (drawn: Figure, rows?: number): Part => ({ kind: "figure", figure: drawn, rows });

/** The table of a figure for text: all rows, or some of them evenly spread, the first and the last among them. */
function figureTable({ figure: { table: all }, rows }: Extract<Part, { kind: "figure" }>) {
  const columns = all.columns.map((head): Column => ({ head }));
  if (rows === undefined || rows >= all.rows.length) return { columns, rows: all.rows };
  const last = all.rows.length - 1;
  const at = Array.from({ length: rows }, (_, k) => Math.round((k * last) / Math.max(1, rows - 1)));
  return { columns, rows: at.map((i) => all.rows[i]!) };
}

/** Rows as aligned lines without trailing blanks. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const all = [columns.map((c) => c.head), ...rows];
  const widths = columns.map((_, k) => Math.max(...all.map((row) => (row[k] ?? "").length)));
  const cell = (row: readonly string[], k: number) =>
    columns[k]!.align === "right" ? (row[k] ?? "").padStart(widths[k]!) : (row[k] ?? "").padEnd(widths[k]!);
  return all.map((row) =>
    columns
      .map((_, k) => cell(row, k))
      .join("  ")
      .trimEnd(),
  );
}

/** Plain text, at most 100 columns wide save for tables. What stands under a heading is indented. */
export function toText(document: Document): string {
  const out: string[] = document.title === undefined ? [] : [document.title, ""];
  let indent = "";
  for (const part of document.parts) {
    if (part.kind === "heading") {
      // A page with a title is long enough for a blank line between its parts; questions and answers are not
      if (document.title !== undefined) out.push("");
      out.push(...wrap(part.text, "", "  "));
      indent = "  ";
    } else if (part.kind === "sentence") out.push(...wrap(part.text, indent, indent));
    else if (part.kind === "lines") {
      const hang = indent + " ".repeat(part.hang);
      for (const line of part.lines) out.push(...(line === "" ? [""] : wrap(line, indent, hang)));
    } else if (part.kind === "table") {
      out.push(...textTable(part.columns, part.rows).map((line) => `${indent}${line}`.trimEnd()));
    } else if (part.rows) {
      const { columns, rows } = figureTable(part);
      out.push(...textTable(columns, rows).map((line) => `${indent}${line}`.trimEnd()));
    }
  }
  return plainText(`${out.join("\n")}\n`);
}

const markdownCell = (text: string) => text.replace(/[\\`*_[\]<>|#]/g, "\\$&");

function markdownTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const row = (cells: readonly string[]) => `| ${columns.map((_, k) => markdownCell(cells[k] ?? "")).join(" | ")} |`;
  const rule = `|${columns.map((c) => (c.align === "right" ? "---:" : "---")).join("|")}|`;
  return [row(columns.map((c) => c.head)), rule, ...rows.map(row)];
}

export function toMarkdown(document: Document): string {
  const out: string[] = document.title === undefined ? [] : [`# ${markdownCell(document.title)}`, ""];
  for (const part of document.parts) {
    if (part.kind === "heading") out.push(`## ${markdownCell(part.text)}`, "");
    else if (part.kind === "sentence") out.push(markdownCell(part.text), "");
    else if (part.kind === "lines") {
      out.push(...part.lines.filter((line) => line !== "").map((line) => `- ${markdownCell(line)}`), "");
    } else if (part.kind === "table") out.push(...markdownTable(part.columns, part.rows), "");
    else if (part.rows !== 0) {
      const { columns, rows } = figureTable(part);
      out.push(...markdownTable(columns, rows), "");
    }
  }
  return `${out.join("\n").trimEnd()}\n`;
}

/** Text of a person's reading: names between backticks are set as names, and a number keeps its sign. */
const prose = (text: string) =>
  escapeMarkup(text)
    .replace(/`([^`]*)`/g, "<code>$1</code>")
    .replace(/(\d) %/g, "$1\u00a0%");

const STYLE =
  "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}" +
  "table{border-collapse:collapse}td,th{padding:.2rem .8rem;border-bottom:1px solid #8886;text-align:left}.n{text-align:right}figure{margin:.6rem 0}summary{font-size:.85rem;cursor:pointer}svg{max-width:100%;height:auto}@page{size:A4;margin:14mm}" +
  "@media print{details{display:none}body{font-size:10pt;line-height:1.35;margin:0;max-width:none}h1{font-size:15pt;margin:.2rem 0}h2{font-size:11pt;margin:.5rem 0 .1rem}p,ul{margin:.15rem 0}td,th{padding:.1rem .6rem}}";

function htmlTable(part: Extract<Part, { kind: "table" }>): string {
  const cells = (row: readonly string[], tag: "td" | "th") =>
    part.columns
      .map((c, k) => `<${tag}${c.align === "right" ? ' class="n"' : ""}>${escapeMarkup(row[k] ?? "")}</${tag}>`)
      .join("");
  const head = `<tr>${cells(
    part.columns.map((c) => c.head),
    "th",
  )}</tr>`;
  return `<table>\n${[head, ...part.rows.map((row) => `<tr>${cells(row, "td")}</tr>`)].join("\n")}\n</table>`;
}

/** The picture, and under it all its numbers, folded. */
function htmlFigure(part: Extract<Part, { kind: "figure" }>): string {
  const drawn = svgText(part.figure).trim();
  const { columns, rows } = figureTable({ ...part, rows: undefined });
  const numbers = htmlTable({ kind: "table", columns, rows });
  return `<figure>${drawn}<details><summary>The numbers of this picture</summary>${numbers}</details></figure>`;
}

/** One page that stands by itself: no script, no network. */
export function toHtml(document: Document): string {
  const title = escapeMarkup(document.title ?? "Standoff");
  const body = document.parts.map((part) => {
    if (part.kind === "heading") return `<h2>${escapeMarkup(part.text)}</h2>`;
    if (part.kind === "sentence") return `<p>${prose(part.text)}</p>`;
    if (part.kind === "table") return htmlTable(part);
    if (part.kind === "figure") return htmlFigure(part);
    const items = part.lines.filter((line) => line !== "").map((line) => `<li>${prose(line)}</li>`);
    return `<ul>\n${items.join("\n")}\n</ul>`;
  });
  const head = `<meta charset="utf-8">\n<title>${title}</title>\n<style>${STYLE}</style>`;
  return `<!doctype html>\n<html lang="en">\n<head>\n${head}\n</head>\n<body>\n<h1>${title}</h1>\n${body.join("\n")}\n</body>\n</html>\n`;
}
