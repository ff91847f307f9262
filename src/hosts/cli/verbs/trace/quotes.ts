// The sentence behind a claim: the text of its source is opened, its hash compared with the one that the model's positions belong
// to, and the segment cut out. In: a model and, perhaps, texts named by a person. Out: quotations by claim; a text that is absent or another
// gives none, and that is said: positions in another text would point at other words.

import { lineAt, type SourceText, sourceText } from "../../../../analysis/evidence/text/source-text.ts";
import type { CheckedModel, ClaimSource, Source } from "../../../../language/checked-model.ts";
import type { ModelFolder } from "../../../files/model-folder.ts";
import { EXIT, type Io } from "../../io.ts";
import { openText, sayProblems } from "../read/open-text.ts";

export type TextState = "checked" | "unchecked" | "absent" | "differs";

export type Quote = { line: number; exact: string };

export type Texts = {
  state: (source: string) => TextState;
  quote: (claim: ClaimSource) => Quote | undefined;
  /** The text that a source's positions count in, where it is at hand. */
  text: (source: string) => SourceText | undefined;
};

type Opened = { state: TextState; text?: SourceText };
type Hashed = { text: SourceText; hashes: readonly string[] };

/** `named`: source id → path, as a person gave them. undefined: one could not be opened, and the reason was said. */
export async function openTexts(
  model: CheckedModel,
  folder: ModelFolder,
  named: ReadonlyMap<string, string>,
  io: Io,
): Promise<Texts | undefined> {
  const opened = new Map<string, Opened>();
  for (const source of model.sources) {
    const path = named.get(source.id);
    const text = path === undefined ? ownText(source, folder) : await namedText(path, io);
    if (text === "failed") return undefined;
    const one = compared(source, text);
    opened.set(source.id, one);
    if (one.state !== "differs") continue;
    const file = path ?? folder.show(source.file!);
    io.err(
      `warning: ${file} is not the text that the positions of \`${source.id}\` belong to: nothing is quoted from it\n`,
    );
    if (path !== undefined) io.code = EXIT.wrong;
  }
  return {
    state: (id) => opened.get(id)?.state ?? "absent",
    quote: (claim) => quoteOf(claim, opened),
    text: (id) => opened.get(id)?.text,
  };
}

function ownText(source: Source, folder: ModelFolder): Hashed | undefined {
  const read = source.file === undefined ? undefined : folder.read.source?.(source.file);
  return read && { text: sourceText(read.text, read.hashes[0]), hashes: read.hashes };
}

async function namedText(path: string, io: Io): Promise<Hashed | "failed"> {
  const intake = await openText(path, undefined, io);
  if (!intake) return "failed";
  sayProblems(intake.problems, true, io);
  if (intake.taken) {
    const { text, sha256, fileSha256 } = intake.taken;
    return { text: sourceText(text, sha256), hashes: [sha256, fileSha256] };
  }
  io.code = EXIT.wrong;
  return "failed";
}

function compared(source: Source, read: Hashed | undefined): Opened {
  if (!read) return { state: "absent" };
  const { text, hashes } = read;
  if (source.sha256 === undefined) return { state: "unchecked", text };
  return hashes.includes(source.sha256.toLowerCase()) ? { state: "checked", text } : { state: "differs" };
}

function quoteOf(claim: ClaimSource, opened: ReadonlyMap<string, Opened>): Quote | undefined {
  const source = claim.source === undefined ? undefined : opened.get(claim.source)?.text;
  if (!source || !claim.range || claim.range.end > source.points.length) return undefined;
  const [from, to] = [source.points.toUnits(claim.range.start), source.points.toUnits(claim.range.end)];
  return { line: lineAt(source, from).number, exact: source.text.slice(from, to) };
}
