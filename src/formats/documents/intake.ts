// Takes a file in: bytes of a text, a web page, a PDF or a Word file become the untouched text that positions count in.
// In: bytes and a name. Out: text, hashes and what must be said about them; or problems, never an exception. For plain UTF-8
// the hash is of the bytes; for anything else it is of the text that was drawn out, and the file's own hash stands beside it.
// Nothing is fetched and nothing is run, whatever the file says.

import type { Problem } from "../../base/problem.ts";
import { sha256Hex } from "../../statistics/sha256.ts";
import { damageIn } from "./damage.ts";
import { decodeText } from "./decode-text.ts";
import type { Drawn } from "./drawn.ts";
import { type FileFormat, formatOf } from "./format-of.ts";
import { say } from "./say.ts";

export type Taken = {
  name: string;
  format: FileFormat;
  text: string;
  /** The hash that positions belong to: of the bytes of plain UTF-8, else of the text's UTF-8. */
  sha256: string;
  fileSha256: string;
  title?: string;
  published?: string;
  /** The text is not the file itself: it must be kept beside a model for its positions to be checked. */
  drawnOut: boolean;
};

export type Intake = { taken?: Taken; problems: Problem[] };

/** Larger files are refused before they are looked into. */
export const MOST_BYTES = 64_000_000;

export async function takeIn(bytes: Uint8Array, name: string, options: { encoding?: string } = {}): Promise<Intake> {
  if (bytes.length > MOST_BYTES)
    return {
      problems: [
        say.error(
          "text-too-large",
          name,
          `it has ${Math.round(bytes.length / 1e6)} MB, and the reader takes 64`,
          "cut it into parts, a chapter each",
        ),
      ],
    };
  if (bytes.length === 0) return { problems: [say.error("text-empty", name, "it is empty")] };
  const format = formatOf(bytes, name);
  if (typeof format !== "string") return { problems: [say.error("text-format", name, format.says, format.mend)] };
  const fileSha256 = sha256Hex(bytes);
  if (format === "txt") {
    const { text, plain, problems } = decodeText(bytes, name, options.encoding);
    if (text === undefined) return { problems };
    const taken: Taken = {
      name,
      format,
      text,
      sha256: plain ? fileSha256 : sha256Hex(text),
      fileSha256,
      drawnOut: !plain,
    };
    return { taken, problems: [...problems, ...damageIn(text, name)] };
  }
  const drawn = await draw(format, bytes, name, options.encoding);
  if (drawn.text === undefined) return { problems: drawn.problems };
  const { text, title, published } = drawn;
  const taken: Taken = {
    name,
    format,
    text,
    sha256: sha256Hex(text),
    fileSha256,
    drawnOut: true,
    ...(title ? { title } : {}),
    ...(published ? { published } : {}),
  };
  return { taken, problems: [...drawn.problems, ...damageIn(text, name)] };
}

/** The libraries are loaded only where their format is met: they are large. */
async function draw(
  format: Exclude<FileFormat, "txt">,
  bytes: Uint8Array,
  name: string,
  encoding: string | undefined,
): Promise<Drawn> {
  switch (format) {
    case "html":
      return (await import("./draw-html.ts")).drawHtml(bytes, name, encoding);
    case "pdf":
      return (await import("./draw-pdf.ts")).drawPdf(bytes, name);
    case "docx":
      return (await import("./draw-docx.ts")).drawDocx(bytes, name);
  }
}
