// Small files made for tests, byte by byte: a PDF with a line of text a page (or none), and a zip that stores its parts.
// In: what they hold. Out: bytes. No library writes them, so that the readers are not tested against their own writers.

const latin1 = (text: string) => Uint8Array.from(text, (c) => c.charCodeAt(0));

/** A PDF 1.4; a page of "" has no text at all, as a scan has none. */
export function madePdf(pages: readonly (readonly string[])[]): Uint8Array {
  const objects: string[] = ["", ""];
  const kids: number[] = [];
  for (const lines of pages) {
    const shown = lines.map((line) => `(${line.replace(/[\\()]/g, "\\$&")}) Tj T*`).join("\n");
    const stream = lines.length === 0 ? "" : `BT /F1 12 Tf 14 TL 72 720 Td\n${shown}\nET`;
    objects.push(`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`);
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents ${objects.length} 0 R /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>`,
    );
    kids.push(objects.length);
  }
  objects[0] = "<< /Type /Catalog /Pages 2 0 R >>";
  objects[1] = `<< /Type /Pages /Count ${kids.length} /Kids [${kids.map((k) => `${k} 0 R`).join(" ")}] >>`;
  let body = "%PDF-1.4\n";
  const offsets = objects.map((object, i) => {
    const at = body.length;
    body += `${i + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  return latin1(
    `${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
  );
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** A zip of stored parts; `claimed` lies about the unpacked size of the first. */
export function madeZip(parts: readonly [string, string][], claimed?: number): Uint8Array {
  const out: number[] = [];
  const central: number[] = [];
  const put = (to: number[], value: number, bytes: number) => {
    for (let k = 0; k < bytes; k++) to.push((value >>> (8 * k)) & 0xff);
  };
  for (const [i, [name, content]] of parts.entries()) {
    const data = new TextEncoder().encode(content);
    const size = i === 0 && claimed !== undefined ? claimed : data.length;
    const at = out.length;
    const fields = (to: number[]) => {
      for (const v of [20, 0, 0, 0, 0]) put(to, v, 2);
      put(to, crc32(data), 4);
      put(to, data.length, 4);
      put(to, size, 4);
      put(to, name.length, 2);
      put(to, 0, 2);
    };
    put(out, 0x04034b50, 4);
    fields(out);
    out.push(...latin1(name), ...data);
    put(central, 0x02014b50, 4);
    put(central, 20, 2);
    fields(central);
    for (const v of [0, 0, 0]) put(central, v, 2);
    put(central, 0, 4);
    put(central, at, 4);
    central.push(...latin1(name));
  }
  const end: number[] = [];
  put(end, 0x06054b50, 4);
  for (const v of [0, 0, parts.length, parts.length]) put(end, v, 2);
  put(end, central.length, 4);
  put(end, out.length, 4);
  put(end, 0, 2);
  return Uint8Array.from([...out, ...central, ...end]);
}

export function madeDocx(paragraphs: readonly string[], claimed?: number): Uint8Array {
  const xml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const body = paragraphs.map((p) => `<w:p><w:r><w:t xml:space="preserve">${xml(p)}</w:t></w:r></w:p>`).join("");
  return madeZip(
    [
      [
        "word/document.xml",
        `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`,
      ],
      [
        "[Content_Types].xml",
        '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
      ],
      [
        "_rels/.rels",
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
      ],
    ],
    claimed,
  );
}
