import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import { within } from "../../../../test/cli/run-standoff.ts";
import { madePdf } from "../../../../test/oracles/texts/made-files.ts";
import { readModel } from "../../../language/read-model.ts";
import { fitsMemory } from "./read/memory.ts";

const shoal = fileURLToPath(new URL("../../../../test/oracles/texts/dev-shoal.txt", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "standoff-read-"));
const path = (name: string) => join(scratch, name);

const run = (...words: string[]) => within(["read", ...words]);

describe("standoff read", () => {
  it("says what a text claims, and that nothing of it is in a model", async () => {
    const { out, err, code } = await run(shoal);
    expect(code).toBe(0);
    expect(err).toBe("");
    expect(out).toContain("published 2025-03-14");
    expect(out).toContain("12 lines are boilerplate");
    expect(out).toContain("line 12: a space is lost: navigation patrols|They continue twic");
    expect(out).toMatch(
      /^24 sentences that claim something: 7 asserted, .*5 reported.*\. None is in a model until you add it\.$/m,
    );
    expect(out.split("\n").every((line) => line.length <= 170)).toBe(true);
  });
  it("prints the gold format as one JSON object, the text itself left out", async () => {
    const { out } = await run(shoal, "--json");
    const json = JSON.parse(out);
    expect(out.trim().split("\n")).toHaveLength(1);
    expect(json).toMatchObject({
      schema: "standoff/read/1",
      format: "standoff-evidence-gold/1",
      published: "2025-03-14",
      length: 2235,
      problems: [],
    });
    expect(json.claims[1]).toMatchObject({ line: 6, start: 212, end: 294, stance: "asserted", speaker: "author" });
    expect(json.source.sha256).toBe(json.sha256);
    expect(JSON.stringify(json)).not.toContain("Special to the Harbour Review");
  });
  it("writes claims that a model can use as they are, positions checked", async () => {
    writeFileSync(path("shoal.txt"), readFileSync(shoal));
    const { code, err } = await run(path("shoal.txt"), "-o", path("claims.yaml"));
    expect(code).toBe(0);
    expect(err).toContain("written to");
    const files: Record<string, string> = {
      "standoff.yaml": `standoff: A shoal\nclock: { start: 2025-03, step: month, steps: 3 }\nuse: [claims.yaml]\n`,
      "claims.yaml": readFileSync(path("claims.yaml"), "utf8"),
      "shoal.txt": readFileSync(shoal, "utf8"),
    };
    const { model, problems } = readModel("standoff.yaml", (name) => files[name]);
    expect(problems.filter((p) => p.severity === "error")).toEqual([]);
    expect(model!.claims.length).toBeGreaterThanOrEqual(24);
  });
  it.each(["json", "jsonld", "csv", "md", "yml"])("writes .%s", async (ending) => {
    const { code } = await run(shoal, "-q", "-o", path(`claims.${ending}`));
    expect(code).toBe(0);
    const text = readFileSync(path(`claims.${ending}`), "utf8");
    expect(text).toContain("Beijing denies that any of its crews aimed at people.");
    expect(text).not.toContain("Special to the Harbour Review");
  });
  it("keeps the text of a PDF only when asked, and the claims fit it", async () => {
    writeFileSync(path("a.pdf"), madePdf([["Manila says two sailors lost fingers."], ["Beijing denies it."]]));
    const { out, code } = await run(path("a.pdf"), "--json", "--save-text", path("a.txt"));
    expect(code).toBe(0);
    const text = [...readFileSync(path("a.txt"), "utf8")];
    const json = JSON.parse(out);
    expect(json.claims.map((c: { start: number; end: number }) => text.slice(c.start, c.end).join(""))).toEqual([
      "Manila says two sailors lost fingers.",
      "Beijing denies it.",
    ]);
    expect(json.source).toMatchObject({ file: "a.txt", format: "pdf" });
  });
  it("finds earlier claims again, and lists what is lost", async () => {
    await run(shoal, "-q", "-o", path("then.json"));
    const now = `A new first line of this page\n${readFileSync(shoal, "utf8")}`
      .replace("Beijing denies that any of its crews aimed", "Beijing admits that its crews never aimed")
      .replace("steel plates are already on board", "steel plates are now on board");
    writeFileSync(path("now.txt"), now);
    const { out, code } = await run(path("now.txt"), "-q", "--since", path("then.json"));
    expect(code).toBe(0);
    expect(out).toMatch(/Of 24 earlier claims 0 kept their place, 2\d moved, 1 was reworded, 1 is lost\./);
    expect(out).toMatch(/lost beijing_denies.*opposite/);
  });
});

describe("claims leave and come back by the command line", () => {
  it.each(["json", "jsonld"])("as .%s, the same claims", async (ending) => {
    await run(shoal, "-q", "-o", path(`out.${ending}`));
    const first = JSON.parse((await run(shoal, "--json")).out);
    const back = JSON.parse((await run(shoal, "--take", path(`out.${ending}`), "--json")).out);
    const bare = (claims: Record<string, unknown>[]) =>
      claims.map(({ id, start, end, stance, speaker, quote }) => ({ id, start, end, stance, speaker, quote }));
    expect(bare(back.claims)).toEqual(bare(first.claims));
  });
  it("of another tool, by quotation; by position alone only where the text is that very one", async () => {
    const { source } = JSON.parse((await run(shoal, "--json")).out);
    const by = (target: object, id: string) => ({ id, type: "Annotation", body: "reported", target });
    const position = { type: "TextPositionSelector", start: 383, end: 436 };
    const page = {
      type: "AnnotationPage",
      items: [
        by(
          { source: "https://a.example", selector: { type: "TextQuoteSelector", exact: "two sailors lost fingers" } },
          "https://a.example/#9-a",
        ),
        by({ source: `urn:sha256:${source.sha256}`, selector: position }, "b"),
        by({ source: "https://a.example", selector: position }, "c"),
      ],
    };
    writeFileSync(path("other.jsonld"), JSON.stringify(page));
    const { out, code } = await run(shoal, "--take", path("other.jsonld"), "-o", path("other.yaml"), "--json");
    expect(code).toBe(0);
    const { claims, again } = JSON.parse(out);
    expect(claims.map((c: { id: string; quote: { exact: string } }) => [c.id, c.quote.exact])).toEqual([
      ["c9_a", "two sailors lost fingers"],
      ["b", "Beijing denies that any of its crews aimed at people."],
    ]);
    expect(again.map((a: { finding: { kind: string } }) => a.finding.kind)).toEqual(["moved", "kept", "lost"]);
    expect(readFileSync(path("other.yaml"), "utf8")).toContain("  c9_a:");
  });
});

describe("bad input of standoff read", () => {
  it("each with a sentence and an exit code, never a stack trace", async () => {
    writeFileSync(path("scan.pdf"), madePdf([[]]));
    writeFileSync(path("zero.txt"), "");
    writeFileSync(path("no.json"), "{");
    const cases: [string[], number, string][] = [
      [[path("nowhere.txt")], 4, "no such file"],
      [[scratch], 4, "it is a folder"],
      [[path("scan.pdf")], 1, "it is a scan"],
      [[path("zero.txt")], 1, "it is empty"],
      [[shoal, "-o", path("x.parquet")], 2, "cannot write"],
      [[shoal, "-o", path("no/such/folder/x.json")], 4, "cannot write"],
      [[shoal, "--published", "soon"], 2, "2024-07-08"],
      [[shoal, "--since", path("no.json")], 1, "no JSON"],
      [[shoal, "--encoding", "klingon"], 1, "no encoding"],
      [[shoal, "--propose"], 2, "STANDOFF_READER_URL"],
      [[], 2, "text"],
    ];
    for (const [words, code, says] of cases) {
      const ran = await run(...words);
      expect(ran.code, words.join(" ")).toBe(code);
      expect(ran.err).toContain(says);
      expect(ran.err).not.toMatch(/\n\s+at /);
    }
  });
  it("a refused text is JSON too where JSON was asked for", async () => {
    const { out, code } = await run(path("zero.txt"), "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out).problems).toMatchObject([{ code: "text-empty" }]);
  });
  it("words of a hostile text never steer the terminal", async () => {
    writeFileSync(
      path("esc.txt"),
      "China said \u001b[2J\u001b]0;x\u0007 it \u202eis over\u202c on Monday, and nobody asked why it was.\n",
    );
    const { out } = await run(path("esc.txt"));
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be printed.
    expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202a-\u202e]/);
  });
  it.each([
    ["emoji and combining marks", "🧨🇰🇵 e\u0301e\u0301 — ", ""],
    ["right-to-left words", "בייג׳ינג מכחישה. الصين تنفي ذلك. ", " שלום"],
    ["zero-width and direction marks", "\u200e\u200f\u2067x\u2069 ", "\u200f"],
    ["CR LF", "A first line of it stands here.\r\n\r\n", "\r\n"],
  ])("%s around a claim leave its position exact", async (_, before, after) => {
    const words = "Beijing denies that any of its crews aimed at people.";
    const text = `${before}${words}${after}`;
    writeFileSync(path("around.txt"), text);
    const { claims } = JSON.parse((await run(path("around.txt"), "--json")).out);
    const told = claims.filter((c: { stance: string }) => c.stance === "denied");
    expect(told).toHaveLength(1);
    expect([...text].slice(told[0].start, told[0].end).join("")).toContain(words);
  });
  it("a text in another encoding is said, and its positions are of the text kept", async () => {
    const words = "Le café says that “Beijing denies it” on Monday.";
    const latin = Buffer.from(words.replace("“", "\u0093").replace("”", "\u0094"), "latin1");
    writeFileSync(path("latin.txt"), latin);
    const { out, err, code } = await run(path("latin.txt"), "--json", "--save-text", path("kept.txt"));
    expect(code).toBe(0);
    expect(err).toContain("it is not UTF-8");
    const [claim] = JSON.parse(out).claims;
    expect([...readFileSync(path("kept.txt"), "utf8")].slice(claim.start, claim.end).join("")).toContain(
      "“Beijing denies it”",
    );
  });
  it("a hostile page: nothing is run or fetched, nothing of its scripts is read", async () => {
    let asked = 0;
    const server = createServer((_, response) => {
      asked++;
      response.end("China said that it was fetched.");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    writeFileSync(
      path("hostile.html"),
      `<!doctype html><base href="${at}/"><link rel=stylesheet href=a.css><script src=b.js></script><script>globalThis.ran = 1; document.write("China said that it ran.")</script>
<body onload="globalThis.ran=1"><iframe src=c.html></iframe><img src=d.png onerror="globalThis.ran=1"><object data=e></object><p>Beijing denies that any of its crews aimed at people.</p><svg><script>globalThis.ran=1</script></svg><meta http-equiv=refresh content="0;url=${at}"></body>`,
    );
    const { out, code } = await run(path("hostile.html"), "--json");
    await new Promise((done) => server.close(done));
    expect([code, asked, (globalThis as { ran?: number }).ran]).toEqual([0, 0, undefined]);
    expect(JSON.parse(out).claims.map((c: { quote: { exact: string } }) => c.quote.exact)).toEqual([
      "Beijing denies that any of its crews aimed at people.",
    ]);
  });
  it("more than it takes is refused by its size", async () => {
    writeFileSync(path("large.txt"), "");
    truncateSync(path("large.txt"), 65_000_000);
    const { err, code } = await run(path("large.txt"));
    expect(code).toBe(1);
    expect(err).toContain("65 MB, and the reader takes 64");
  });
  it("what would not fit into memory is refused with what would help", () => {
    const io = { out: () => {}, err: vi.fn(), watched: false, colour: false, code: 0 };
    const text = "Iran said no. ".repeat(100_000);
    expect(fitsMemory(io, text, 500e6)).toBe(true);
    expect(fitsMemory(io, text, 200e6)).toBe(false);
    expect(io.code).toBe(3);
    expect(io.err.mock.calls[0]![0]).toMatch(/may take 326 MB .* use 200 MB: cut it .*--max-old-space-size=311/);
  });
  it("a text without claims says so", async () => {
    writeFileSync(path("none.txt"), "Tulips\n");
    expect((await run(path("none.txt"))).out).toContain("No sentence that claims something was found.");
  });
});

describe("claims that a language model proposes", () => {
  afterEach(() => vi.unstubAllEnvs());
  async function served(
    answer: unknown,
    status = 200,
  ): Promise<{ out: string; err: string; code: number; body: string }> {
    let body = "";
    const server = createServer((request, response) => {
      request.on("data", (part) => {
        body += part;
      });
      request.on("end", () => {
        response.writeHead(status, { "content-type": "application/json" });
        response.end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    vi.stubEnv("STANDOFF_READER_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/`);
    vi.stubEnv("STANDOFF_READER_MODEL", "test");
    const ran = await run(shoal, "--json", "--propose");
    await new Promise((done) => server.close(done));
    return { ...ran, body };
  }
  const answerOf = (claims: unknown) => ({
    choices: [{ message: { content: `Here: ${JSON.stringify({ claims })}` } }],
  });

  it("are taken where their words stand in the text, and refused where not", async () => {
    const { out, body } = await served(
      answerOf([
        { quote: "each side may believe that the other will blink first", stance: "opinion" },
        { quote: "the reef will be Chinese by 2030", stance: "forecast", speaker: "CHN" },
      ]),
    );
    const json = JSON.parse(out);
    expect(
      json.claims.filter(
        (c: { quote: { exact: string } }) => c.quote.exact === "each side may believe that the other will blink first",
      ),
    ).toHaveLength(1);
    expect(json.refused).toMatchObject([{ quote: "the reef will be Chinese by 2030" }]);
    expect(JSON.parse(body).model).toBe("test");
  });
  it.each([
    ["its answer has another form", { nothing: 1 }, 200],
    ["it answered no JSON", { choices: [{ message: { content: "I would rather not." } }] }, 200],
    ["it answered 500", {}, 500],
  ])("without a usable answer the rules read alone: %s", async (why, answer, status) => {
    const { out, err, code } = await served(answer, status);
    expect(code).toBe(0);
    expect(err).toContain(why);
    expect(JSON.parse(out).claims).toHaveLength(24);
  });
});
