// Bytes to text. UTF-8 is taken as it is, less a leading byte order mark; UTF-16 by its mark or by its zeros. Other bytes are
// read as the caller says, else as Windows-1252, which loses none of them, and a warning tells what was done and where the
// first byte stands that is not UTF-8. Nothing is normalised: CR LF stays two characters.

import type { Problem } from "../../base/problem.ts";
import { say } from "./say.ts";

/** `plain`: the text is the file's UTF-8, so positions hold for the file itself. */
export type Decoded = { text?: string; plain: boolean; problems: Problem[] };

export function decodeText(bytes: Uint8Array, name: string, encoding?: string): Decoded {
  if (encoding !== undefined) return asTold(bytes, name, encoding);
  const utf16 = utf16Of(bytes);
  if (utf16) {
    const text = decode(bytes, utf16);
    return {
      text,
      plain: false,
      problems: [
        say.warning(
          "text-encoding",
          name,
          `it is ${utf16.toUpperCase()}: positions are of the text drawn out of it, not of the file`,
        ),
      ],
    };
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0)
    return {
      plain: false,
      problems: [
        say.error(
          "text-binary",
          name,
          `it is no text: byte ${zero + 1} is zero`,
          "give a text, a web page, a PDF or a Word file",
        ),
      ],
    };
  const text = strict(bytes);
  if (text !== undefined) return { text, plain: true, problems: [] };
  return guess(bytes, name);
}

function asTold(bytes: Uint8Array, name: string, encoding: string): Decoded {
  const decoder = decoderOf(encoding);
  if (!decoder)
    return {
      plain: false,
      problems: [
        say.error(
          "text-encoding",
          name,
          `no encoding is called \`${encoding}\``,
          "for instance windows-1252, iso-8859-2, koi8-r, gb18030, utf-16le",
        ),
      ],
    };
  const text = decoder.decode(bytes);
  const isUtf8 = decoder.encoding === "utf-8";
  const lost = isUtf8 && strict(bytes) === undefined;
  const problems = lost
    ? [say.warning("text-encoding", name, "it is not UTF-8 throughout: bytes that are not became U+FFFD")]
    : [];
  return { text, plain: isUtf8 && !lost, problems };
}

function decoderOf(encoding: string): TextDecoder | undefined {
  try {
    return new TextDecoder(encoding);
  } catch {
    return undefined;
  }
}

const decode = (bytes: Uint8Array, encoding: string) => new TextDecoder(encoding).decode(bytes);

/** A leading byte order mark is dropped by the decoder; a second one stays. */
function strict(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** By its mark, or by a zero in nearly every other byte. */
function utf16Of(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const head = bytes.subarray(0, 2000);
  if (head.length < 16) return undefined;
  let even = 0;
  let odd = 0;
  for (const [i, b] of head.entries()) if (b === 0) i % 2 === 0 ? even++ : odd++;
  const half = head.length / 2;
  if (odd > half * 0.7 && even === 0) return "utf-16le";
  return even > half * 0.7 && odd === 0 ? "utf-16be" : undefined;
}

function guess(bytes: Uint8Array, name: string): Decoded {
  const bad = firstBad(bytes);
  let line = 1;
  for (let i = 0; i < bad; i++) if (bytes[i] === 10) line++;
  const hex = bytes[bad]!.toString(16).padStart(2, "0");
  const text = decode(bytes, "windows-1252");
  const says = `it is not UTF-8 (byte ${bad + 1}, ${hex}, on line ${line}); it was read as Windows-1252`;
  return {
    text,
    plain: false,
    problems: [
      say.warning("text-encoding", name, says, "if letters look wrong, name the encoding: --encoding iso-8859-2", line),
    ],
  };
}

/** A sound prefix may end in a character that is not finished: then its first byte is the one to blame. */
function startOfUnfinished(bytes: Uint8Array, end: number): number {
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = bytes[end - back]!;
    if (byte < 0x80) return end;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? end - back : end;
  }
  return end;
}

/** The first byte at which UTF-8 breaks off (RFC 3629), by bisection over whole prefixes. */
function firstBad(bytes: Uint8Array): number {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const sound = (end: number) => {
    try {
      decoder.decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    } finally {
      try {
        decoder.decode();
      } catch {
        // An unfinished character at the end of a sound prefix: the decoder is fresh again.
      }
    }
  };
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sound(middle)) low = middle;
    else high = middle - 1;
  }
  return Math.min(startOfUnfinished(bytes, low), bytes.length - 1);
}
