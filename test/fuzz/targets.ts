// What a stranger may hand us, each with whole examples, and what must hold whatever was done to them: no exception, no words that move a
// terminal's cursor, nothing of a file outside the folder. Hangs and memory are watched from outside (watch-fuzz.ts).

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readText } from "../../src/analysis/evidence/read-text.ts";
import { sourceText } from "../../src/analysis/evidence/text/source-text.ts";
import { buildModel } from "../../src/analysis/stability/build-model.ts";
import type { Problem } from "../../src/base/problem.ts";
import { interpreter } from "../../src/engine/interpreter/engine.ts";
import { type Counting, countBlock } from "../../src/ensemble/counting.ts";
import { takeIn } from "../../src/formats/documents/intake.ts";
import { readGameCsv, writeGameCsv } from "../../src/formats/games/game-csv.ts";
import { readEfg } from "../../src/formats/games/read-efg.ts";
import { readNfg } from "../../src/formats/games/read-nfg.ts";
import { readModel as readGraph } from "../../src/formats/graph-models/read-graph-model.ts";
import { fromBatch, toBatch } from "../../src/hosts/cluster/batch.ts";
import { engineTexts, readEngine } from "../../src/hosts/cluster/engine-text.ts";
import { lotOf, lotText, readLot, sha256 } from "../../src/hosts/cluster/job.ts";
import { asBlocks, asCounted } from "../../src/hosts/cluster/piece.ts";
import { findModel, isFound } from "../../src/hosts/files/model-folder.ts";
import { readJournal } from "../../src/hosts/store/journal.ts";
import { queryRuns } from "../../src/hosts/store/query.ts";
import { linkOf, readLink } from "../../src/hosts/web/state/link.ts";
import { readModel as readLanguage } from "../../src/language/read-model.ts";
import { readRecord } from "../../src/language/record/read-record.ts";
import { sayProblem } from "../../src/present/words/say-problems.ts";
import { jobOf, modelNamed } from "../chaos/hands.ts";
import { type Dice, mutate } from "../mutations/mutate.ts";
import { madeDocx, madePdf } from "../oracles/texts/made-files.ts";
import { storedExample } from "./stored-example.ts";

/** One case, by its dice. Throws where something does not hold. */
export type Target = { name: string; share: number; attempt: (d: Dice) => void | Promise<void> };

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const SECRET = "the-word-outside-the-folder";

function hold(what: boolean, says: string): void {
  if (!what) throw new Error(says);
}

/** As it is said to a person: with its line, where there is a text. */
function checkSaid(problems: readonly Problem[], text?: string): void {
  for (const problem of problems) {
    const said = sayProblem(problem, text, (file) => file);
    hold(!/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.test(said), "a problem moves the cursor");
    hold(`${problem.says}${problem.mend ?? ""}`.length < 4000, "a problem is longer than a page");
    hold(!said.includes(SECRET), "a file outside the folder was read");
  }
}

/** Bytes as a stranger would hurt them: bits, segments cut out, doubled, overwritten, cut off. */
function hurt(bytes: Uint8Array, d: Dice): Uint8Array {
  let out = Uint8Array.from(bytes);
  for (let left = 1 + d.below(4); left > 0 && out.length > 0; left--) {
    const at = d.below(out.length);
    const length = 1 + d.below(Math.min(64, out.length - at));
    const kind = d.below(5);
    if (kind === 0) out[at]! ^= 1 << d.below(8);
    else if (kind === 1) out.fill(d.of([0, 0xff, 0x7f, 0x80, d.below(256)]), at, at + length);
    else if (kind === 2) out = Buffer.concat([out.subarray(0, at), out.subarray(at + length)]);
    else if (kind === 3) out = Buffer.concat([out.subarray(0, at + length), out.subarray(at)]);
    else if (d.below(4) === 0) out = out.slice(0, at);
  }
  return out;
}

// A folder with ways out: what a model may name in `use`
const folder = mkdtempSync(join(tmpdir(), "standoff-fuzz-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, "model"));
writeFileSync(join(folder, "secret.yaml"), `parameters: { ${SECRET}: 1 }\n`);
symlinkSync(join(folder, "secret.yaml"), join(folder, "model", "link.yaml"));
symlinkSync(folder, join(folder, "model", "up"));
const WAYS_OUT = ["../secret.yaml", "link.yaml", "up/secret.yaml", join(folder, "secret.yaml"), "a/../../secret.yaml"];

const models = ["models/two-states/standoff.yaml", "models/crisis/standoff.yaml"].map(read);

function attemptModel(d: Dice): void {
  let text = mutate(d.of(models), d, d.of(models));
  if (d.below(4) === 0)
    text += `\nuse: ["${d.of(WAYS_OUT)}", "${mutate(d.of(WAYS_OUT), d, "/..%00").replaceAll('"', "")}"]\n`;
  writeFileSync(join(folder, "model", "standoff.yaml"), text);
  const found = findModel(join(folder, "model"));
  hold(isFound(found), "the model's file was not found");
  if (!isFound(found)) return;
  const result = readLanguage(found.main, found.read);
  for (const problem of result.problems) checkSaid([problem], result.texts.get(problem.at.file));
  hold(!JSON.stringify(result.model ?? {}).includes(SECRET), "a file outside the folder was read");
}

const texts = ["dev-river.txt", "dev-shoal.txt"].map((name) => read(`test/oracles/texts/${name}`));

function piece(text: string, d: Dice, length: number): string {
  const at = d.below(Math.max(1, text.length - length));
  return text.slice(at, at + length);
}

function attemptText(d: Dice): void {
  const { claims } = readText(sourceText(mutate(piece(d.of(texts), d, 1_500), d, d.of(texts))));
  hold(Array.isArray(claims), "a reading without claims");
}

const page = `<!doctype html><html><head><title>A page</title></head><body><article><h1>Head</h1><p>${texts[0]!.slice(0, 900)}</p><p>More &amp; more.</p></article></body></html>`;
const files: [string, Uint8Array][] = [
  ["a.html", Buffer.from(page)],
  ["a.pdf", madePdf([["One line.", "Two lines of text."], ["A second page."]])],
  ["a.docx", madeDocx(["A paragraph.", "Another one."])],
  ["a.txt", Buffer.from(texts[1]!.slice(0, 2_000))],
];

async function attemptFile(d: Dice): Promise<void> {
  const [name, bytes] = d.of(files);
  const { problems } = await takeIn(hurt(bytes, d), d.below(8) === 0 ? d.of(files)[0] : name);
  checkSaid(problems);
}

const link = linkOf({
  title: "T",
  model: "hash",
  version: "0",
  question: "q",
  seed: 1,
  runs: 10,
  doc: undefined as never,
  files: { "standoff.yaml": models[0]!.slice(0, 2_000) },
} as Parameters<typeof linkOf>[0]);

function attemptLink(d: Dice): void {
  const text =
    d.below(2) === 0 ? mutate(link, d, link) : `#${Buffer.from(hurt(Buffer.from(link), d)).toString("latin1")}`;
  readLink(text);
}

const graphs = ["cuban.gmcr", "elmira.gmcr", "prisoners-old-keys.gmcr", "cuban.yaml", "water.yaml", "syriairaq.json"];
const graphTexts = graphs.map((name): [string, string] => [name, read(`test/oracles/gmcr/${name}`)]);

function attemptGraph(d: Dice): void {
  const [name, text] = d.of(graphTexts);
  const edited = mutate(text, d, d.of(graphTexts)[1]);
  const { written, problems } = readGraph(name, edited);
  checkSaid(problems, edited);
  if (written) buildModel(written);
}

const games = ["prisoners.nfg", "random-3p-333.nfg", "deterrence-3.nfg", "brinkmanship.efg", "signal.efg"];
const gameTexts = games.map((name): [string, string] => [name, read(`test/oracles/games/${name}`)]);
gameTexts.push(["rivals.csv", writeGameCsv(readNfg(read("test/oracles/games/rivals.nfg"), "rivals.nfg").form!)]);

function attemptGame(d: Dice): void {
  const [name, text] = d.of(gameTexts);
  const edited = mutate(text, d, d.of(gameTexts)[1]);
  const reader = name.endsWith(".efg") ? readEfg : name.endsWith(".csv") ? readGameCsv : readNfg;
  checkSaid(reader(edited, name).problems, edited);
}

const watched = modelNamed("six-party");
const history = read("models/six-party/history.csv").slice(0, 12_000);

function attemptHistory(d: Dice): void {
  const edited = mutate(history, d, history);
  checkSaid(readRecord(watched, "history.csv", edited).problems, edited);
}

const played = modelNamed("two-states");
const job = { ...jobOf(played, 8), holds: [{ policy: 0, option: 1, from: 0, until: 12 }] };
const countings: Counting[] = [
  { kind: "options", at: 0, width: played.policies[0]!.options.length },
  { kind: "course", at: 0, before: 4 },
];
const engine = engineTexts()({ ...job, countings });
const lot = lotText(lotOf(job, engine.hash, "0", 0, 8));
const block = interpreter(played, job.recording).play({ seed: 1, first: 0, count: 8, holds: [] });
const forms = [asBlocks(job), asCounted(job, countings)];
const batches = [block, countBlock(block, countings)].map((piece) => toBatch({ worker: "w", ms: 1, pieces: [piece] }));

function attemptQueue(d: Dice): void {
  readLot(mutate(lot, d, lot));
  readEngine(engine.hash, Buffer.from(hurt(engine.packed, d)));
  const k = d.below(forms.length);
  const packed = hurt(batches[k]!.subarray(32), d);
  // With a checksum that fits, as a hostile worker would send it
  fromBatch(Buffer.concat([Buffer.from(sha256(packed), "hex"), packed]), [forms[k]!.empty(0, 8)]);
}

const stored = storedExample(played, join(folder, "stored.parquet"));

function attemptJournal(d: Dice): void {
  const path = join(folder, "journal");
  writeFileSync(path, hurt(stored.journal, d));
  readJournal(path, stored.key);
}

async function attemptParquet(d: Dice): Promise<void> {
  const path = join(folder, "hurt.parquet");
  writeFileSync(path, hurt(stored.parquet, d));
  const asked = await queryRuns(path, "select * from runs limit 50");
  if ("says" in asked) return;
  try {
    for await (const rows of asked.answer.rows) hold(rows.length <= 2048, "a chunk is larger than a chunk");
  } catch (error) {
    // Words of DuckDB are an answer; anything of ours is not
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError) throw error;
  } finally {
    asked.close();
  }
}

export const TARGETS: readonly Target[] = [
  { name: "models", share: 10, attempt: attemptModel },
  { name: "texts", share: 8, attempt: attemptText },
  { name: "files of texts", share: 5, attempt: attemptFile },
  { name: "links", share: 20, attempt: attemptLink },
  { name: "graph models (.gmcr .yaml .json)", share: 10, attempt: attemptGraph },
  { name: "games (.nfg .efg .csv)", share: 15, attempt: attemptGame },
  { name: "records (history.csv)", share: 12, attempt: attemptHistory },
  { name: "what comes out of the queue", share: 14, attempt: attemptQueue },
  { name: "journals of stores", share: 5, attempt: attemptJournal },
  { name: "Parquet files", share: 1, attempt: attemptParquet },
];
