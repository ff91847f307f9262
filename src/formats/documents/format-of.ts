// Which kind of file is it? Its first bytes tell; the name only where they leave it open. In: bytes and name. Out: a format
// that is read, or what to say about one that is not.

export type FileFormat = "txt" | "html" | "pdf" | "docx";
export type NotRead = { says: string; mend?: string };

const starts = (bytes: Uint8Array, signature: readonly number[], at = 0) =>
  signature.every((b, i) => bytes[at + i] === b);
const ascii = (text: string) => [...text].map((c) => c.charCodeAt(0));

const PICTURES: [readonly number[], string][] = [
  [[0x89, 0x50, 0x4e, 0x47], "a PNG picture"],
  [[0xff, 0xd8, 0xff], "a JPEG picture"],
  [ascii("GIF8"), "a GIF picture"],
  [ascii("II*\0"), "a TIFF picture"],
  [ascii("MM\0*"), "a TIFF picture"],
];

export function formatOf(bytes: Uint8Array, name: string): FileFormat | NotRead {
  const picture = PICTURES.find(([signature]) => starts(bytes, signature));
  if (picture)
    return { says: `it is ${picture[1]}, and has no text`, mend: "run it through OCR first and give the text" };
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  if (head.includes("%PDF-")) return "pdf";
  if (starts(bytes, [0x50, 0x4b, 0x03, 0x04])) return zipFormat(bytes);
  if (starts(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    return { says: "it is an old Office file (.doc), which is not read", mend: "save it as .docx or .txt" };
  if (head.startsWith("{\\rtf"))
    return { says: "it is rich text (.rtf), which is not read", mend: "save it as .docx or .txt" };
  if (starts(bytes, [0x1f, 0x8b])) return { says: "it is compressed (gzip)", mend: "unpack it first" };
  const plain = head
    .replace(/\0/g, "")
    .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, "")
    .trimStart();
  if (/^(?:<!doctype html|<html|<head|<body|<\?xml[^>]*\?>\s*(?:<!doctype html|<html))/i.test(plain)) return "html";
  if (/\.(?:html?|xhtml)$/i.test(name) && /<[a-z!]/i.test(plain)) return "html";
  return "txt";
}

/** A .docx is a zip with word/ in it; its list of names stands at the end. */
function zipFormat(bytes: Uint8Array): FileFormat | NotRead {
  const tail = new TextDecoder("latin1").decode(bytes.subarray(Math.max(0, bytes.length - 200_000)));
  if (tail.includes("word/document.xml") || tail.includes("word/")) return "docx";
  if (tail.includes("content.xml"))
    return { says: "it is an OpenDocument file, which is not read", mend: "save it as .docx or .txt" };
  return { says: "it is a zip file and no Word file", mend: "unpack it and give the text itself" };
}
