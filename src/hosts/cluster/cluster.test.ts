// What passes through the queue, without a queue: addresses that are let in, jobs and batches that come back as they were or are refused.

import { createHash } from "node:crypto";
import { zstdCompressSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { jobOf, modelNamed } from "../../../test/chaos/hands.ts";
import { type Block, interpreter } from "../../engine/interpreter/engine.ts";
import { type Counting, countBlock } from "../../ensemble/counting.ts";
import { blocksOf } from "../../ensemble/jobs.ts";
import { makeEngine } from "../../ensemble/make-engine.ts";
import { addressOf, PASSWORD } from "./address.ts";
import { fromBatch, toBatch } from "./batch.ts";
import { engineTexts, readEngine } from "./engine-text.ts";
import { lotId, lotOf, lotText, readLot } from "./job.ts";
import { playedPartOf } from "./model-shape.ts";
import { asBlocks, asCounted, type Form, type Piece, type Played, samePiece } from "./piece.ts";
import { playedVersion } from "./version.ts";

describe("an address", () => {
  it.each([
    ["redis://127.0.0.1", {}],
    ["redis://localhost:7000/3", {}],
    ["redis://[::1]:6379", {}],
    ["rediss://queue.example", {}],
    ["redis://:secret@10.0.0.5", {}],
    ["redis://10.0.0.5", { [PASSWORD]: "secret" }],
  ])("%s is let in, and never shows a password", (text, env) => {
    const address = addressOf(text, env);
    expect(address).toMatchObject({ shown: expect.stringMatching(/^rediss?:\/\/[^@]+:\d+$/) });
    expect("shown" in address && address.shown).not.toContain("secret");
  });
  it.each([
    ["redis://10.0.0.5", /neither password nor TLS/],
    ["redis://queue.example:6379", /neither password nor TLS/],
    ["redis://127.0.0.1.evil.example", /neither password nor TLS/],
    ["http://127.0.0.1", /named by the URL/],
    ["127.0.0.1:6379", /named by the URL/],
    ["", /named by the URL/],
    ["redis://127.0.0.1/many", /no database number/],
  ])("%s is refused, in words", (text, says) => {
    expect(addressOf(text, {})).toMatchObject({ says: expect.stringMatching(says) });
  });
});

const model = modelNamed("two-states");
const job = { ...jobOf(model, 300), holds: [{ policy: 0, option: 1, from: 0, until: Number.POSITIVE_INFINITY }] };
const engine = interpreter(model, { ...job.recording, explained: [0] });
const blocks = [0, 256].map((first) => engine.play({ seed: 1, first, count: first ? 44 : 256, holds: job.holds }));
const asked: Played = { model, recording: { ...job.recording, explained: [0] } };
const countings: Counting[] = [
  { kind: "options", at: 1, width: model.policies[1]!.options.length },
  { kind: "event", at: 0 },
  { kind: "mean", at: 1 },
  { kind: "value", at: 2, step: 7 },
  { kind: "course", at: 3, before: 200 },
];

describe("a lot", () => {
  const text = lotText(lotOf(job, "a".repeat(64), "v", 256, 44));
  it("comes back as it was, with one id for the same thing", () => {
    expect(readLot(text)).toMatchObject({ first: 256, count: 44, holds: job.holds });
    expect(lotId(text)).toBe(lotId(lotText(lotOf({ ...job }, "a".repeat(64), "v", 256, 44))));
  });
  it.each([
    ["no text", 3],
    ["no JSON", "{"],
    ["a key more", text.replace("{", '{"run":"rm",')],
    ["a run between blocks", text.replace('"first":256', '"first":257')],
    ["too many runs", text.replace('"count":44', '"count":99999999')],
    ["a hash that is a path", text.replace(/a{64}/, "../../etc/passwd")],
    ["a seed that is none", text.replace('"seed":1', '"seed":-1')],
  ])("with %s is refused", (_, data) => {
    expect(readLot(data)).toMatchObject({ says: expect.any(String) });
  });
});

describe("an engine", () => {
  it("travels as its hash says, and plays the same bits without what only people read", () => {
    const { hash, packed } = engineTexts()({ ...job, countings });
    const read = readEngine(hash, packed);
    if ("says" in read) throw new Error(read.says);
    expect(read.model).toEqual(JSON.parse(JSON.stringify(playedPartOf(model))));
    expect(read.model.sources).toEqual([]);
    expect(read.countings).toEqual(countings);
    const request = { seed: 3, first: 0, count: 64, holds: [] };
    const there = makeEngine(read.model, read.recording).play(request);
    expect(samePiece(there, makeEngine(model, job.recording).play(request))).toBe(true);
  });
  it("is refused under another's hash, and with a shape that is none", () => {
    const texts = engineTexts();
    const { hash, packed } = texts(job);
    expect(texts({ ...job, countings }).hash).not.toBe(hash);
    expect(readEngine("0".repeat(64), packed)).toMatchObject({ says: expect.stringMatching(/hash/) });
    const deep = { ...model, clock: { ...model.clock, steps: 1e9 } };
    const bad = texts({ ...job, model: deep });
    expect(readEngine(bad.hash, bad.packed)).toMatchObject({ says: expect.stringMatching(/clock.steps/) });
  });
});

const emptyOf = (form: Form<Piece>, count = 300) => blocksOf(0, count).map((r) => form.empty(r.first, r.count));

describe.each([
  ["blocks", asBlocks(asked), asBlocks(job)],
  ["what was counted", asCounted(asked, countings), asCounted(asked, countings.slice(1))],
])("a batch of %s", (played, form: Form<Piece>, other: Form<Piece>) => {
  const pieces = played === "blocks" ? blocks : blocks.map((block) => countBlock(block, countings));
  const bytes = toBatch({ worker: "w", ms: 3, pieces });
  it("gives back every bit", () => {
    const back = fromBatch(bytes, emptyOf(form));
    if ("says" in back) throw new Error(back.says);
    expect(back.pieces.map((piece, k) => samePiece(piece, pieces[k]!))).toEqual([true, true]);
    expect(back.worker).toBe("w");
  });
  it("is refused for other runs, another recording, a flipped bit, half of it", () => {
    const flipped = Buffer.from(bytes);
    flipped[flipped.length >> 1]! ^= 1;
    for (const [batch, empty] of [
      [bytes, emptyOf(form, 256)],
      [bytes, emptyOf(other)],
      [flipped, emptyOf(form)],
      [bytes.subarray(0, 500), emptyOf(form)],
      [Buffer.alloc(0), emptyOf(form)],
    ] as const) {
      expect(fromBatch(batch, empty)).toMatchObject({ says: expect.any(String) });
    }
  });
});

it("bytes that unpack to more than was asked for are refused before they take room", () => {
  const form = asBlocks(asked);
  const sent = toBatch({ worker: "w", ms: 3, pieces: blocks });
  const headEnd = 36 + sent.readUInt32LE(32);
  const bomb = Buffer.concat([sent.subarray(32, headEnd), zstdCompressSync(Buffer.alloc(300_000_000))]);
  const batch = Buffer.concat([createHash("sha256").update(bomb).digest(), bomb]);
  const before = process.memoryUsage().arrayBuffers;
  expect(fromBatch(batch, emptyOf(form))).toEqual({ says: "it has not the size of what was asked for" });
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000);
});

it("numbers keep their bits: signed zeros, odd bits of what is no number", () => {
  const [piece] = blocksOf(0, 8).map((r) => asBlocks(asked).empty(r.first, r.count));
  const bits = new Uint32Array(piece!.series.buffer, piece!.series.byteOffset, piece!.series.length * 2);
  bits.set([0, 0x80000000, 7, 0x7ff80000, 1, 0xfff00000]);
  const back = fromBatch(toBatch({ worker: "w", ms: 1, pieces: [piece!] }), emptyOf(asBlocks(asked), 8));
  expect("says" in back ? back.says : samePiece(back.pieces[0]!, piece!)).toBe(true);
});

it("pieces differ where one bit does", () => {
  const other: Block = { ...blocks[0]!, series: blocks[0]!.series.slice() };
  other.series[5] = -other.series[5]!;
  expect(samePiece(other, blocks[0]!)).toBe(false);
});

it("a version names the code that decides bits, the same each time", () => {
  expect(playedVersion()).toMatch(/^\d+\.\d+\.\d+-[0-9a-f]{10}$/);
  expect(playedVersion()).toBe(playedVersion());
});
