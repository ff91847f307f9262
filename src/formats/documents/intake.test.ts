import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { madeDocx, madePdf, madeZip } from "../../../test/oracles/texts/made-files.ts";
import { sha256Hex } from "../../statistics/sha256.ts";
import { MOST_BYTES, takeIn } from "./intake.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
const codes = async (bytes: Uint8Array, name = "a.txt", encoding?: string) =>
  (await takeIn(bytes, name, encoding === undefined ? {} : { encoding })).problems.map((p) => p.code);
const textOf = async (bytes: Uint8Array, name = "a.txt", encoding?: string) =>
  (await takeIn(bytes, name, encoding === undefined ? {} : { encoding })).taken?.text;

describe("plain text", () => {
  it("is untouched, and its hash is of the bytes", async () => {
    const text = "Łódź \r\n é e\u0301 😀 שלום\n\n";
    const { taken, problems } = await takeIn(utf8(text), "a.txt");
    expect(problems).toEqual([]);
    expect(taken).toMatchObject({
      text,
      sha256: sha256Hex(utf8(text)),
      fileSha256: sha256Hex(utf8(text)),
      drawnOut: false,
      format: "txt",
    });
  });
  it("loses a leading byte order mark and nothing else", async () => {
    const { taken } = await takeIn(utf8("\ufeffa\ufeffb"), "a.txt");
    expect(taken!.text).toBe("a\ufeffb");
    expect(taken!.sha256).toBe(sha256Hex(utf8("\ufeffa\ufeffb")));
  });
  it("in another encoding says so, where, and loses nothing", async () => {
    const bytes = Uint8Array.from([...utf8("line one\ncaf"), 0xe9, 0x20, 0x93, 0x94]);
    const { taken, problems } = await takeIn(bytes, "a.txt");
    expect(taken!.text).toBe("line one\ncafé “”");
    expect(taken!.drawnOut).toBe(true);
    expect(problems[0]).toMatchObject({ code: "text-encoding", severity: "warning", at: { line: 2 } });
    expect(problems[0]!.says).toContain("byte 13, e9");
    expect(await textOf(bytes, "a.txt", "iso-8859-2")).toContain("café");
  });
  it("UTF-16, with and without its mark", async () => {
    const le = new Uint8Array(Buffer.from("Beijing denies it.", "utf16le"));
    expect(await textOf(le)).toBe("Beijing denies it.");
    expect(await textOf(Uint8Array.from([0xff, 0xfe, ...le]))).toBe("Beijing denies it.");
    expect(await codes(le)).toEqual(["text-encoding"]);
  });
  it.each([
    ["text-empty", new Uint8Array(0)],
    ["text-binary", Uint8Array.from([65, 66, 0, 0, 67])],
    ["text-too-large", new Uint8Array(MOST_BYTES + 1)],
    ["text-format", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 1, 2])],
    ["text-format", utf8("{\\rtf1 x}")],
    ["text-encoding", utf8("x")],
  ])("%s is refused with a sentence", async (code, bytes) => {
    const { taken, problems } = await takeIn(bytes, "a.txt", code === "text-encoding" ? { encoding: "klingon" } : {});
    expect(taken).toBeUndefined();
    expect(problems).toMatchObject([{ code, severity: "error" }]);
  });
  it.each([
    ["text-lost-characters", "It was \ufffd\ufffd so."],
    ["text-mojibake", "Itâ€™s over, and canâ€™t be helped."],
    ["text-direction", "It \u202eis\u202c over."],
    ["text-control", "It \u0007is over."],
    ["text-no-letters", "123 456"],
  ])("%s is a warning", async (code, text) => {
    const { taken, problems } = await takeIn(utf8(text), "a.txt");
    expect(taken!.text).toBe(text);
    expect(problems.map((p) => p.code)).toContain(code);
  });
  it("any bytes give a text or a problem", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        const { taken, problems } = await takeIn(bytes, "a.txt");
        expect(taken !== undefined || problems.some((p) => p.severity === "error")).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

const PARAGRAPHS = [
  "Turkey sent a survey ship into waters south of Cyprus on 18 September, and two frigates went with her for the whole of the voyage.",
  "Ankara rejects the Greek accusation that the escort was meant as a threat to anyone who sails or drills in those waters.",
  "No shot was fired, and nobody on either side has said what would happen if one were fired by mistake on a dark night.",
];

describe("web pages", () => {
  let asked = 0;
  const server = createServer((_, response) => {
    asked++;
    response.end("x");
  });
  let origin = "";
  beforeAll(async () => {
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((done) => server.close(done)));

  const page = (body: string) =>
    `<!doctype html><html><head><meta charset="utf-8"><title>Drilling under escort</title><meta property="article:published_time" content="2023-10-09T06:00:00Z">
     <script src="${origin}/a.js"></script><link rel=stylesheet href="${origin}/a.css"><base href="${origin}/"></head><body><nav><a href=/>Home</a></nav>${body}</body></html>`;

  it("give the article, a line a block, with title and day; nothing is fetched and nothing runs", async () => {
    const hostile = `<script>globalThis.STANDOFF_RAN = 1; document.write("written by script")</script><img src="${origin}/p.png" onerror="globalThis.STANDOFF_RAN = 2"><iframe src="${origin}/f"></iframe><object data="${origin}/o"></object><p style="display:none">hidden words</p>`;
    const html = page(
      `<article><h1>Drilling under escort</h1>${hostile}${PARAGRAPHS.map((p) => `<p>${p.replace("Cyprus", '<a href="x">Cyprus</a>')}</p>`).join("")}</article>`,
    );
    const { taken, problems } = await takeIn(utf8(html), "page.html");
    expect(problems).toEqual([]);
    expect(taken!.title).toBe("Drilling under escort");
    expect(taken!.published).toBe("2023-10-09");
    expect(taken!.text.split("\n").filter((l) => PARAGRAPHS.includes(l))).toEqual(PARAGRAPHS);
    expect(taken!.text).not.toMatch(/script|hidden words|STANDOFF_RAN/);
    expect(taken!.sha256).toBe(sha256Hex(taken!.text));
    expect(asked).toBe(0);
    expect("STANDOFF_RAN" in globalThis).toBe(false);
  });
  it("may leave out the tags of html, head and body", async () => {
    const { taken } = await takeIn(
      utf8("<!doctype html><title>A wire</title><p>Beijing denies it.</p><p>So does Seoul."),
      "a.html",
    );
    expect(taken).toMatchObject({ text: "Beijing denies it.\nSo does Seoul.\n", title: "A wire" });
  });
  it("without an article give the whole body, and say so", async () => {
    const { taken, problems } = await takeIn(
      utf8("<html><body><p>Beijing denies it.</p><p>Manila does not.</p></body></html>"),
      "p.html",
    );
    expect(taken!.text).toBe("Beijing denies it.\nManila does not.\n");
    expect(problems.map((p) => p.code)).toEqual(["html-whole"]);
  });
  it("in the encoding that they declare", async () => {
    const html = '<html><head><meta charset="iso-8859-2"></head><body><p>Nagy \u00e9s kicsi: \u00b1.</p></body></html>';
    expect(await textOf(new Uint8Array(Buffer.from(html, "latin1")), "p.html")).toContain("Nagy és kicsi: ą.");
  });
  it.each([
    ["text-empty", "<html><body><script>x()</script></body></html>"],
    ["text-empty", "<!doctype html>"],
  ])("%s: a page without words", async (code, html) => expect(await codes(utf8(html), "p.html")).toEqual([code]));
  it("nested two thousand deep are read at once, as a whole", async () => {
    const { taken, problems } = await takeIn(
      utf8(`<html><body>${"<div>".repeat(2000)}<p>Beijing denies it.</p>`),
      "p.html",
    );
    expect(taken?.text).toBe("Beijing denies it.\n");
    expect(problems.map((p) => p.code)).toEqual(["html-whole"]);
  });
  it("nested a hundred thousand deep end in a text or a sentence", async () => {
    const { taken, problems } = await takeIn(
      utf8(`<html><body>${"<div>".repeat(100_000)}Beijing denies it.`),
      "p.html",
    );
    expect(taken?.text.includes("Beijing") || problems[0]?.code === "html-broken").toBe(true);
  });
});

describe("PDF", () => {
  it("gives its text, pages parted", async () => {
    const { taken, problems } = await takeIn(
      madePdf([["Beijing denies it.", "Manila does not."], ["Hanoi waits."]]),
      "a.pdf",
    );
    expect(problems).toEqual([]);
    expect(taken).toMatchObject({
      format: "pdf",
      text: "Beijing denies it.\nManila does not.\n\nHanoi waits.\n",
      drawnOut: true,
    });
  });
  it("a scan is refused, and what would help is said", async () => {
    const { taken, problems } = await takeIn(madePdf([[], []]), "scan.pdf");
    expect(taken).toBeUndefined();
    expect(problems).toMatchObject([{ code: "pdf-scanned", severity: "error" }]);
    expect(problems[0]!.mend).toContain("OCR");
  });
  it("scanned pages among others are named", async () => {
    const { problems } = await takeIn(madePdf([["Beijing denies it."], []]), "a.pdf");
    expect(problems).toMatchObject([{ code: "pdf-scanned-pages", severity: "warning" }]);
    expect(problems[0]!.says).toContain("1 of 2 pages");
  });
  it("damaged: a sentence", async () =>
    expect(await codes(utf8("%PDF-1.4 nothing here"), "a.pdf")).toEqual(["pdf-broken"]));
});

describe("Word", () => {
  it("gives a line a paragraph", async () => {
    const { taken, problems } = await takeIn(madeDocx(["Beijing denies it.", "A < B & 😀"]), "a.docx");
    expect(problems).toEqual([]);
    expect(taken).toMatchObject({ format: "docx", text: "Beijing denies it.\nA < B & 😀\n" });
  });
  it("a file that would unpack to gigabytes is refused unopened", async () =>
    expect(await codes(madeDocx(["x"], 3_000_000_000), "a.docx")).toEqual(["docx-bomb"]));
  it.each([
    ["docx-broken", madeZip([["word/document.xml", "<w"]])],
    ["docx-broken", utf8("PK\u0003\u0004 word/document.xml and no more")],
    ["text-format", madeZip([["readme.txt", "x"]])],
    ["text-format", madeZip([["content.xml", "x"]])],
  ])("%s", async (code, bytes) => expect(await codes(bytes, "a.docx")).toEqual([code]));
});
