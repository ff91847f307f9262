// The colours of every chart, on the page and in files: eight that stay apart for colour-blind eyes (Okabe & Ito 2008,
// darkened on white, lightened on black), in the order of options, and the greys. Marks name them: `var(--c1)`.
// A colour never stands alone: a label, a dash or a hatch goes with each. The page's tokens.css has the same colours.

export const LIGHT = {
  c1: "#0b5fa5",
  c2: "#b8480a",
  c3: "#00735a",
  c4: "#96437d",
  c5: "#7a5f00",
  c6: "#2a7bab",
  c7: "#555555",
  c8: "#7a3b12",
  ink: "#1b1e23",
  quiet: "#545c67",
  rule: "#dcdfe2",
  base: "#808893",
} as const;

type Palette = Record<keyof typeof LIGHT, string>;

export const DARK: Palette = {
  c1: "#6cb4ee",
  c2: "#f08c4a",
  c3: "#4cc3a0",
  c4: "#d98fc3",
  c5: "#d4b343",
  c6: "#93d0f5",
  c7: "#b5b5b5",
  c8: "#cf9a74",
  ink: "#e7e9ec",
  quiet: "#a5adb8",
  rule: "#32383f",
  base: "#848d98",
};

/** What a file is drawn on; the page has its own. */
export const LIGHT_PAPER = "#ffffff";
const DARK_PAPER = "#15181c";

const rootOf = (palette: Palette, paper: string) =>
  `:root{${Object.entries({ ...palette, paper })
    .map(([name, value]) => `--${name}:${value}`)
    .join(";")}}`;

/** For a file that is always on white paper. */
export const LIGHT_STYLE = rootOf(LIGHT, LIGHT_PAPER);
/** For a file that follows its reader's light or dark page. */
export const FOLLOWING_STYLE = `${LIGHT_STYLE}@media(prefers-color-scheme:dark){${rootOf(DARK, DARK_PAPER)}}`;

const COLOURS = 8;
/** The colour of the k-th option or actor. */
export const colourOf = (k: number): string => `var(--c${(k % COLOURS) + 1})`;

/** Dashes that go with the colours on lines. */
const DASHES = ["none", "6 3", "2 2.5", "9 3 2 3", "12 4", "4 2 1 2", "1 3", "8 2 2 2 2 2"] as const;
export const dashOf = (k: number): string => DASHES[k % DASHES.length]!;
