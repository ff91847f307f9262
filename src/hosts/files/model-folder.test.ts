// Sources of a model on the disk that are not plain UTF-8: their hash is of their bytes, their positions are of the text that was read.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { newFolder, within } from "../../../test/cli/run-standoff.ts";
import { sha256Hex } from "../../statistics/sha256.ts";

const WORDS = "Café owners say that the strait is closed.";

function modelOn(bytes: Uint8Array, sha256: string, end: number): string {
  const folder = join(newFolder(), "mine");
  mkdirSync(folder);
  writeFileSync(join(folder, "wire.txt"), bytes);
  writeFileSync(
    join(folder, "standoff.yaml"),
    `standoff: Bytes
clock: { start: 2025-01, step: month, steps: 2 }
sources:
  wire: { title: A wire, file: wire.txt, sha256: ${sha256} }
claims:
  closed: { says: The strait is closed, source: wire, at: { start: 21, end: ${end} }, stance: reported, credence: 0.5 }
parameters:
  price: { when: closed, then: 2, else: 1 }
questions:
  price: { ask: What is the price?, about: price, at: 2025-02 }
`,
  );
  return folder;
}

const latin1 = Uint8Array.from([...WORDS].map((c) => c.charCodeAt(0)));
const cases: [string, Uint8Array][] = [
  ["plain UTF-8", new TextEncoder().encode(WORDS)],
  ["UTF-8 with a byte order mark", new TextEncoder().encode(`\ufeff${WORDS}`)],
  ["Windows-1252", latin1],
  ["UTF-16", Uint8Array.from([0xff, 0xfe, ...Buffer.from(WORDS, "utf16le")])],
];

describe.each(cases)("a source in %s", (_, bytes) => {
  it("is known by the hash of its bytes, and quoted where its positions point", async () => {
    const folder = modelOn(bytes, sha256Hex(bytes), WORDS.length);
    expect((await within(["check", folder])).out).not.toMatch(/hash|source/);
    const { out } = await within(["trace", folder, "price"]);
    expect(out.replace(/\s+/g, " ")).toContain("“the strait is closed.”");
  });
  it("is another text where its bytes differ, and its end is that of its text", async () => {
    const other = modelOn(bytes, sha256Hex("something else"), WORDS.length);
    expect((await within(["check", other])).out).toContain("its hash differs");
    const beyond = modelOn(bytes, sha256Hex(bytes), WORDS.length + 1);
    expect((await within(["check", beyond])).out).toContain("lies outside its source");
  });
});

it("a model that comes with Standoff and is not here: how to come by it", async () => {
  expect((await within(["ask", "elsewhere/two-states"])).err).toBe(
    "standoff: there is no folder or file `elsewhere/two-states`; the model of this name comes with Standoff: `standoff new two-states --from two-states` makes a copy\n",
  );
  expect((await within(["check", newFolder()])).err).toMatch(/so it is not a model; `standoff new mine` makes one\n$/);
});
