// The text of a PDF, by unpdf (Mozilla's pdf.js without a canvas). Pages are parted by an empty line. A page without text is a
// scan: all of them, and the file is refused with what would help; some, and they are named. Scripts in a PDF are not run (pdf.js compiles nothing since version 5).

import { getDocumentProxy } from "unpdf";
import type { Drawn } from "./drawn.ts";
import { say } from "./say.ts";

type Page = { text: string };

/** pdf.js leaves promises of its own behind that fail beside the one that is waited for: they say nothing that this does not. */
function ignoreStray(reason: unknown): void {
  if (!(reason instanceof Error && /Exception|FormatError/.test(reason.name + reason.message))) throw reason;
}

export async function drawPdf(bytes: Uint8Array, name: string): Promise<Drawn> {
  process.on("unhandledRejection", ignoreStray);
  try {
    return await drawn(bytes, name);
  } finally {
    // They are seen when all that is due now is done
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", ignoreStray);
  }
}

async function drawn(bytes: Uint8Array, name: string): Promise<Drawn> {
  try {
    // pdf.js takes the buffer over, so it gets its own.
    const pdf = await getDocumentProxy(Uint8Array.from(bytes), {
      verbosity: 0,
      disableFontFace: true,
    });
    const pages: Page[] = [];
    for (let n = 1; n <= pdf.numPages; n++) pages.push({ text: await pageText(pdf, n) });
    const title = await titleOf(pdf);
    return { ...fromPages(pages, name), ...(title ? { title } : {}) };
  } catch (error) {
    return { problems: [refusal(error, name)] };
  }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;

async function pageText(pdf: Pdf, n: number): Promise<string> {
  const page = await pdf.getPage(n);
  const content = await page.getTextContent();
  let text = "";
  for (const item of content.items) if ("str" in item) text += item.hasEOL ? `${item.str}\n` : item.str;
  page.cleanup();
  return text.replace(/[ \t]+$/gm, "").trim();
}

async function titleOf(pdf: Pdf): Promise<string | undefined> {
  const { info } = await pdf.getMetadata();
  const title = (info as { Title?: unknown }).Title;
  return typeof title === "string" && title.trim() !== "" ? title.trim() : undefined;
}

function fromPages(pages: readonly Page[], name: string): Drawn {
  const empty = pages.flatMap((p, i) => (p.text === "" ? [i + 1] : []));
  if (empty.length === pages.length)
    return {
      problems: [
        say.error(
          "pdf-scanned",
          name,
          `none of its ${pages.length === 1 ? "pages has" : `${pages.length} pages have`} text: it is a scan or a picture`,
          "run it through OCR first (for instance ocrmypdf) and give that",
        ),
      ],
    };
  const problems =
    empty.length === 0
      ? []
      : [
          say.warning(
            "pdf-scanned-pages",
            name,
            `${empty.length} of ${pages.length} pages have no text and were not read: ${numbers(empty)}`,
          ),
        ];
  return { text: `${pages.map((p) => p.text).join("\n\n")}\n`, problems };
}

const numbers = (list: readonly number[]) => (list.length > 12 ? `${list.slice(0, 12).join(", ")} …` : list.join(", "));

function refusal(error: unknown, name: string) {
  const kind = error instanceof Error ? error.name : "";
  if (kind === "PasswordException")
    return say.error("pdf-locked", name, "it is locked with a password", "open it and save it without one");
  return say.error(
    "pdf-broken",
    name,
    "it is damaged, or no PDF: its pages cannot be found",
    "open it in a PDF reader and save it anew",
  );
}
