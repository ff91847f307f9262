// The text of a Word file, by mammoth: one line a paragraph. Before it is unpacked, its own list of contents says how large it
// will be: a small file that claims to hold gigabytes is refused. Pictures, links and macros are left alone.

import mammoth from "mammoth";
import type { Drawn } from "./drawn.ts";
import { say } from "./say.ts";

const MOST_UNPACKED = 300_000_000;

export async function drawDocx(bytes: Uint8Array, name: string): Promise<Drawn> {
  const unpacked = unpackedSize(bytes);
  if (unpacked === undefined) return { problems: [broken(name)] };
  if (unpacked > MOST_UNPACKED)
    return {
      problems: [
        say.error(
          "docx-bomb",
          name,
          `it would unpack to ${Math.round(unpacked / 1e6)} MB`,
          "save it anew without pictures, or as .txt",
        ),
      ],
    };
  try {
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
    const text = value.replace(/\n{2,}/g, "\n");
    if (text.trim() === "") return { problems: [say.error("text-empty", name, "it has no text")] };
    return { text, problems: [] };
  } catch {
    return { problems: [broken(name)] };
  }
}

const broken = (name: string) =>
  say.error("docx-broken", name, "it is damaged, or no Word file", "open it in a word processor and save it anew");

/** Sum of the unpacked sizes in the zip's central directory (PKWARE APPNOTE 4.3.12); undefined where there is none. */
function unpackedSize(bytes: Uint8Array): number | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const floor = Math.max(0, end - 65_535);
  while (end >= floor && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < floor) return undefined;
  let at = view.getUint32(end + 16, true);
  let sum = 0;
  for (let k = view.getUint16(end + 10, true); k > 0; k--) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined;
    sum += view.getUint32(at + 24, true);
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return sum;
}
