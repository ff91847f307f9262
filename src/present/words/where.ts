// Where a sentence is read, and what an option is called there: what is a flag on a terminal is a name elsewhere.

export type Where = "terminal" | "page" | "assistant" | "program";

/** `over-lenses` by the place: `--over-lenses` on a terminal, "over lenses" on a page, `over_lenses` for an assistant or a program. */
export function optionName(where: Where, option: string): string {
  if (where === "terminal") return `--${option}`;
  return where === "page" ? option.replaceAll("-", " ") : `\`${option.replaceAll("-", "_")}\``;
}
