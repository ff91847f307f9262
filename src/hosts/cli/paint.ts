// Colour for a terminal: headings bold, errors red, warnings yellow. Without colour the text is left as it is.

const ESC = "\u001b[";
const wrapIn = (code: number) => (text: string) => `${ESC}${code}m${text}${ESC}0m`;
const bold = wrapIn(1);
const red = wrapIn(31);
const yellow = wrapIn(33);

/** A report: its unindented lines that end in a question mark are headings. */
export function paint(text: string, colour: boolean): string {
  return colour ? text.replace(/^\S.*\?$/gm, (line) => bold(line)) : text;
}

/** Problems: places bold, carets in the colour of their severity. */
export function paintProblem(text: string, severity: "error" | "warning", colour: boolean): string {
  if (!colour) return text;
  const of = severity === "error" ? red : yellow;
  return text
    .replace(/^\S+/, (place) => bold(place))
    .replace(/^( +\| +)(\^+)/gm, (_, before: string, carets: string) => before + of(carets));
}

/** Whether a stream may be coloured: only a terminal, unless asked for; NO_COLOR, TERM=dumb and --no-color switch it off. */
export function mayColour(isTerminal: boolean, env: NodeJS.ProcessEnv, words: readonly string[]): boolean {
  if (words.includes("--no-color")) return false;
  if (env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "") return true;
  if (env.NO_COLOR !== undefined && env.NO_COLOR !== "") return false;
  return isTerminal && env.TERM !== "dumb";
}
