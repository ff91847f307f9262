// Where an answer goes: to stdout as text, as one JSON object, or as JSON lines; or into a file, its form picked by the ending.
// A form that the result does not have is refused before anything is played.

import { writeFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { extname } from "node:path";
import { toHtml, toMarkdown, toText } from "../../present/document/document.ts";
import type { Forms } from "../../present/document/forms.ts";
import { EXIT, type Io } from "./io.ts";
import { paint } from "./paint.ts";

export type OutputSettings = { json: boolean; jsonl?: boolean; output?: string; quiet: boolean };

const ENDINGS = [".json", ".jsonl", ".csv", ".md", ".html"];
const ELSEWHERE: Record<string, string> = {
  ".parquet": "only the futures of `play` are written as Parquet; write .csv or .json here",
  ".svg": "only `game` and `stability` draw one; write .html, .md or .csv here",
};

/** Says why a file cannot be written in the form that its ending asks for; undefined where it can. */
export function refuseOutput(file: string | undefined, endings: readonly string[] = ENDINGS): string | undefined {
  if (file === undefined) return undefined;
  const ending = extname(file).toLowerCase();
  if (endings.includes(ending)) return undefined;
  const known = `the file must end in ${endings.slice(0, -1).join(", ")} or ${endings.at(-1)}`;
  const elsewhere = endings === ENDINGS ? ELSEWHERE[ending] : undefined;
  return elsewhere ?? (ending === "" ? known : `\`${ending}\` is not a form this can be written in; ${known}`);
}

/** Checks `-o` for a verb: false, with the reason said, where it cannot be. */
export function mayWrite(io: Io, file: string | undefined, endings?: readonly string[]): boolean {
  const refused = refuseOutput(file, endings);
  if (refused === undefined) return true;
  io.err(`standoff: cannot write \`${file}\`: ${refused}\n`);
  io.code = EXIT.usage;
  return false;
}

const line = (value: unknown) => `${JSON.stringify(value)}\n`;

function formOf(result: Forms, ending: string): string {
  switch (ending) {
    case ".json":
      return `${JSON.stringify(result.json(), null, 2)}\n`;
    case ".jsonl":
      return result.jsonl().map(line).join("");
    case ".csv":
      return result.csv();
    case ".md":
      return toMarkdown(result.document());
    default:
      return toHtml(result.document());
  }
}

/** What the system said, without its code and its call. */
export const reasonOf = (error: unknown) =>
  error instanceof Error ? error.message.replace(/^[A-Z]+: /, "").replace(/, \w+ '.*$/, "") : String(error);

/** Writes a file; what the system says against it becomes exit 4. */
export function writeText(io: Io, file: string, text: string | Uint8Array): boolean {
  try {
    writeFileSync(file, text);
    return true;
  } catch (error) {
    io.err(`standoff: cannot write \`${file}\`: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
    return false;
  }
}

/** The same of what may be too long for one string. */
export async function writePieces(io: Io, file: string, pieces: Iterable<string>): Promise<boolean> {
  try {
    await writeFile(file, pieces);
    return true;
  } catch (error) {
    io.err(`standoff: cannot write \`${file}\`: ${reasonOf(error)}\n`);
    io.code = EXIT.outside;
    return false;
  }
}

/** Gives a result out as the settings ask. */
export function give(io: Io, settings: OutputSettings, result: Forms): void {
  if (io.take && settings.output === undefined) {
    io.take(result);
    return;
  }
  if (settings.output !== undefined) {
    const written = writeText(io, settings.output, formOf(result, extname(settings.output).toLowerCase()));
    if (written && !settings.quiet && !settings.json) io.out(`Written to ${settings.output}\n`);
    if (!settings.json) return;
  }
  if (settings.json) io.out(line(result.json()));
  else if (settings.jsonl) io.out(result.jsonl().map(line).join(""));
  else io.out(paint(toText(result.document()), io.colour));
}
