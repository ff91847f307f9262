// What an answer and an engine cost on their way through the queue, by encoding: node perf/encodings.ts
// In: models of models/. Out: for each encoding its bytes, and processor milliseconds to pack and unpack, a block of 256
// runs or a whole engine. The cluster's own encoding carries a checksum; the others get the same one, so that all compare.

import { createHash } from "node:crypto";
import { deserialize, serialize } from "node:v8";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { isPlain, talliesOf } from "../src/ensemble/ask.ts";
import { countBlock } from "../src/ensemble/counting.ts";
import { makeEngine } from "../src/ensemble/make-engine.ts";
import { fromBatch, toBatch } from "../src/hosts/cluster/batch.ts";
import { engineTexts, readEngine } from "../src/hosts/cluster/engine-text.ts";
import { playedPartOf } from "../src/hosts/cluster/model-shape.ts";
import { asBlocks, asCounted, type Form, type Piece } from "../src/hosts/cluster/piece.ts";
import { fromExactJson, toExactJson } from "../src/hosts/exact-json.ts";
import { modelNamed } from "../test/chaos/hands.ts";

const BLOCKS = 8;
const WARM = 5;
const TIMES = 15;

type Encoding<T> = { name: string; pack: (value: T) => Buffer; unpack: (bytes: Buffer) => unknown };

/** Processor milliseconds of one call, warm: the median of some. */
function spent(what: () => unknown): number {
  for (let k = 0; k < WARM; k++) what();
  const times = Array.from({ length: TIMES }, () => {
    const before = process.cpuUsage();
    what();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return times.sort((a, b) => a - b)[Math.floor(TIMES / 2)]!;
}

function measure<T>(title: string, value: T, per: number, encodings: readonly Encoding<T>[]): void {
  console.log(title);
  for (const { name, pack, unpack } of encodings) {
    const bytes = pack(value);
    const [packed, unpacked] = [spent(() => pack(value)), spent(() => unpack(bytes))].map((ms) =>
      (ms / per).toFixed(3),
    );
    console.log(
      `  ${name.padEnd(28)} ${String(Math.round(bytes.length / per)).padStart(9)} bytes  ${packed} ms  ${unpacked} ms`,
    );
  }
}

const squeezed = (bytes: Uint8Array | string, level: number) =>
  zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: level } });

const summed = (bytes: Buffer) => Buffer.concat([createHash("sha256").update(bytes).digest(), bytes]);
const judged = (bytes: Buffer) => {
  const rest = bytes.subarray(32);
  if (!createHash("sha256").update(rest).digest().equals(bytes.subarray(0, 32))) throw new Error("checksum");
  return rest;
};

const ofBatch = (form: Form<Piece>, pieces: readonly Piece[]): Encoding<readonly Piece[]>[] => {
  const empty = () => pieces.map(({ first, count }) => form.empty(first, count));
  const own = (all: readonly Piece[]) => toBatch({ worker: "w", ms: 1, pieces: [...all] });
  return [
    { name: "own (arrays, zstd 1)", pack: own, unpack: (bytes) => fromBatch(bytes, empty()) },
    { name: "v8", pack: (all) => summed(serialize(all)), unpack: (bytes) => deserialize(judged(bytes)) },
    ...[1, 3, 6].flatMap((level): Encoding<readonly Piece[]>[] => [
      {
        name: `v8, zstd ${level}`,
        pack: (all) => summed(squeezed(serialize(all), level)),
        unpack: (bytes) => deserialize(zstdDecompressSync(judged(bytes))),
      },
    ]),
  ];
};

for (const name of ["six-party", "crisis", "two-states"]) {
  const model = modelNamed(name);
  const { recording, tallies } = talliesOf(model, model.questions.filter(isPlain));
  const countings = tallies.flatMap((tally) => tally.countings);
  const engine = makeEngine(model, recording);
  const blocks = Array.from({ length: BLOCKS }, (_, k) =>
    engine.play({ seed: 3, first: 256 * k, count: 256, holds: [] }),
  );
  measure(`${name}: a block of 256 runs as it is`, blocks, BLOCKS, ofBatch(asBlocks({ model, recording }), blocks));
  const later = countings.filter(({ kind }) => kind !== "course");
  for (const [which, of] of [
    ["the first runs, with courses", countings],
    ["later runs", later],
  ] as const) {
    const counted = blocks.map((block) => countBlock(block, of));
    measure(
      `${name}: a block, counted, ${which}`,
      counted,
      BLOCKS,
      ofBatch(asCounted({ model, recording }, of), counted),
    );
  }

  const part = { model: playedPartOf(model), recording, countings };
  measure(`${name}: the engine`, part, 1, [
    {
      name: "own (exact JSON, zstd 6)",
      pack: () => engineTexts()({ model, recording, countings }).packed,
      unpack: (bytes) => readEngine(createHash("sha256").update(zstdDecompressSync(bytes)).digest("hex"), bytes),
    },
    {
      name: "exact JSON, unchecked",
      pack: (p) => squeezed(toExactJson(p), 6),
      unpack: (bytes) => fromExactJson(zstdDecompressSync(bytes).toString()),
    },
    { name: "v8, unchecked", pack: (p) => serialize(p), unpack: (bytes) => deserialize(bytes) },
    {
      name: "v8, zstd 6, unchecked",
      pack: (p) => squeezed(serialize(p), 6),
      unpack: (bytes) => deserialize(zstdDecompressSync(bytes)),
    },
  ]);
}
