// A chart as data: elements that a page turns into its own nodes and a file into text. No DOM, no React, no style sheet
// of a page: colours are names of the palette (`--c1`), so that one chart serves light, dark and print.
// Text stays text: `svgText` escapes it, a page sets it as a text node.

import { escapeMarkup } from "../../base/escape-markup.ts";
import { LIGHT_STYLE } from "./palette.ts";

export type Mark = { tag: string; at: Readonly<Record<string, string | number>>; inside: readonly (Mark | string)[] };

export type FigureTable = { columns: readonly string[]; rows: readonly (readonly string[])[] };

export type Figure = {
  /** What it shows, in one line: also its name for a screen reader. */
  title: string;
  /** What a reader who cannot see it is told. */
  says: string;
  width: number;
  height: number;
  marks: readonly Mark[];
  /** The same numbers as a table. */
  table: FigureTable;
};

export const mark = (tag: string, at: Mark["at"], ...inside: readonly (Mark | string)[]): Mark => ({ tag, at, inside });

/** A label; `anchor` as in SVG. */
export const label = (x: number, y: number, text: string, at: Mark["at"] = {}): Mark =>
  mark("text", { x, y, ...at }, text);

/** A coordinate with one decimal: half the bytes, and no difference to an eye. */
export const px = (x: number): number => Math.round(x * 10) / 10;

function markText(m: Mark | string): string {
  if (typeof m === "string") return escapeMarkup(m);
  const at = Object.entries(m.at).map(([name, value]) => ` ${name}="${escapeMarkup(String(value))}"`);
  return `<${m.tag}${at.join("")}>${m.inside.map(markText).join("")}</${m.tag}>`;
}

/** `style`: the palette, and what else the marks' classes need. `fontSize` in pixels. */
export type Drawing = Omit<Figure, "table"> & { style: string; fontSize?: number };

/** A file of its own. */
export function svgFile({ width, height, title, says, marks, style, fontSize = 12 }: Drawing): string {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="${fontSize}">`;
  const about = `<title>${escapeMarkup(title)}</title><desc>${escapeMarkup(says)}</desc>`;
  const paper = `<rect width="${width}" height="${height}" fill="var(--paper)"/>`;
  return `${head}${about}<style>${style}</style>${paper}${marks.map(markText).join("")}</svg>\n`;
}

/** A chart as a file: the palette's colours are laid in, light paper. */
export const svgText = (figure: Figure): string => svgFile({ ...figure, style: LIGHT_STYLE });
