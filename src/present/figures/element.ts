// A picture as data: elements that a page turns into its own nodes and a brief into text. No DOM, no React, no style sheet of a
// page: colours are names of a palette (`--c1`), so that one picture serves light, dark and print.
// Text stays text: `svgText` escapes it, a page sets it as a text node.

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

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (c) => ENTITIES[c]!);

function markText(m: Mark | string): string {
  if (typeof m === "string") return escaped(m);
  const at = Object.entries(m.at).map(([name, value]) => ` ${name}="${escaped(String(value))}"`);
  return `<${m.tag}${at.join("")}>${m.inside.map(markText).join("")}</${m.tag}>`;
}

/** A file of its own: the palette's colours are laid in, light paper. */
export function svgText(figure: Figure): string {
  const { width, height } = figure;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" font-family="system-ui, sans-serif" font-size="12">`;
  const colours = `<style>${LIGHT_PALETTE}</style>`;
  const about = `<title>${escaped(figure.title)}</title><desc>${escaped(figure.says)}</desc>`;
  const paper = `<rect width="${width}" height="${height}" fill="var(--paper)"/>`;
  return `${head}${about}${colours}${paper}${figure.marks.map(markText).join("")}</svg>\n`;
}

/**
 * Eight colours that stay apart for colour-blind eyes (Okabe & Ito 2008, darkened where they stand on white), in the order of
 * options. Never alone: a label, a dash or a hatch goes with each.
 */
export const LIGHT_COLOURS = [
  "#0b5fa5",
  "#c8500a",
  "#00785a",
  "#a64d8b",
  "#8a6d00",
  "#3d8fc4",
  "#5c5c5c",
  "#7a3b12",
] as const;

const LIGHT_PALETTE = `:root{${LIGHT_COLOURS.map((c, i) => `--c${i + 1}:${c}`).join(";")};--paper:#fff;--ink:#1c1f23;--quiet:#5b6470;--rule:#d9dde2;--base:#8a929c}`;

/** The colour of the k-th option. */
export const colourOf = (k: number): string => `var(--c${(k % LIGHT_COLOURS.length) + 1})`;

/** Dashes that go with the colours on lines. */
const DASHES = ["none", "6 3", "2 2.5", "9 3 2 3", "12 4", "4 2 1 2", "1 3", "8 2 2 2 2 2"] as const;
export const dashOf = (k: number): string => DASHES[k % DASHES.length]!;
