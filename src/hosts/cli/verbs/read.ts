// `standoff read TEXT`: what a text claims, who says it, who denies it, and where exactly. Offline; nothing enters a model.
// Steps: the file is taken in (formats/documents), read (analysis/evidence), perhaps a language model is asked to propose more,
// earlier claims are found again, a model's facts and claims are held against it, and the result goes to stdout and into a file by its ending.

import { readText } from "../../../analysis/evidence/read-text.ts";
import { sourceText } from "../../../analysis/evidence/text/source-text.ts";
import type { Taken } from "../../../formats/documents/intake.ts";
import { type ClaimRecord, claimRecords } from "../../../formats/evidence/claim-record.ts";
import { count } from "../../../present/words/figures.ts";
import { contradictionsIn, MOST_COMPARED, toldClaims } from "../../../tasks/claims/against-model.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { mayWrite, writePieces } from "../output.ts";
import { openAgainst } from "./read/against.ts";
import { findAgain } from "./read/find-again.ts";
import { formOf, READ_ENDINGS } from "./read/forms.ts";
import { fitsMemory } from "./read/memory.ts";
import { openText, sayProblems } from "./read/open-text.ts";
import { propose } from "./read/propose.ts";
import { noteOf, type ReadResult } from "./read/result.ts";
import { sayReading } from "./read/say-reading.ts";
import { addReadSettings, type ReadSettings } from "./read/settings.ts";

export const addRead: AddVerb = (program, io) => {
  const command = program
    .command("read")
    .description("Drafts the claims of a text, with exact positions; a person accepts each.")
    .argument("<text>", "a text, web page, PDF or Word file; - for standard input");
  addReadSettings(command).action((file: string, settings: ReadSettings) => read(file, settings, io));
};

async function read(file: string, settings: ReadSettings, io: Io): Promise<void> {
  if (!mayWrite(io, settings.output, READ_ENDINGS)) return;
  const opened = await openText(file, settings.encoding, io);
  if (!opened) return;
  sayProblems(opened.problems, settings.quiet, io);
  if (!opened.taken) {
    io.code = EXIT.wrong;
    if (settings.json) io.out(`${JSON.stringify({ schema: "standoff/read/1", problems: opened.problems })}\n`);
    return;
  }
  const result = await readTaken(opened.taken, settings, io);
  if (!result) return;
  await give({ ...result, problems: opened.problems }, settings, io);
}

const LONG = 4_000_000;

async function readTaken(
  taken: Taken,
  settings: ReadSettings,
  io: Io,
): Promise<Omit<ReadResult, "problems"> | undefined> {
  if (taken.text.length > LONG && !fitsMemory(io, taken.text)) return undefined;
  if (taken.text.length > LONG && !settings.quiet)
    io.err(`a long text, ${count(taken.text.length)} characters: this takes a while\n`);
  const source = sourceText(taken.text, taken.sha256);
  const against = settings.against === undefined ? undefined : openAgainst(settings.against, taken.sha256, io);
  if (against === "failed") return undefined;
  const published = settings.published ?? taken.published ?? against?.published;
  const reading = readText(source, published === undefined ? {} : { published });
  const proposed = settings.propose ? await propose(source, io) : { claims: [], refused: [] };
  if (!proposed) return undefined;
  if (proposed.claims.length > 0)
    reading.claims = [...reading.claims, ...proposed.claims].sort((a, b) => a.start - b.start || a.end - b.end);
  const earlier = settings.take ?? settings.since;
  const again = earlier === undefined ? undefined : findAgain(earlier, source, io);
  if (again === "failed") return undefined;
  const records = settings.take !== undefined && again ? namedOnce(again.claims) : claimRecords(source, reading);
  if (settings.take !== undefined) reading.claims = records;
  const told = toldClaims(records, reading);
  const contradictions = contradictionsIn(told, reading.published, against);
  if (told.length > MOST_COMPARED && !settings.quiet)
    io.err(`${count(told.length)} claims: they were not compared with each other\n`);
  return {
    taken,
    source,
    reading,
    records,
    note: noteOf(taken, reading, settings),
    contradictions,
    refused: proposed.refused,
    again: again?.again,
  };
}

/** Names of another tool may be alike: a number tells them apart. */
function namedOnce(records: readonly ClaimRecord[]): ClaimRecord[] {
  const taken = new Set<string>();
  return records.map((record) => {
    let { id } = record;
    for (let n = 2; taken.has(id); n++) id = `${record.id}_${n}`;
    taken.add(id);
    return { ...record, id };
  });
}

async function give(result: ReadResult, settings: ReadSettings, io: Io): Promise<void> {
  const files: [string | undefined, () => Iterable<string>][] = [
    [settings.saveText, () => [result.taken.text]],
    [settings.output, () => formOf(result, settings.output!)],
  ];
  for (const [file, pieces] of files) {
    if (file === undefined) continue;
    if (!(await writePieces(io, file, pieces()))) return;
    if (!settings.quiet && !settings.json) io.err(`written to ${file}\n`);
  }
  if (settings.json) for (const piece of formOf(result, "json")) io.out(piece);
  else io.out(sayReading(result, settings));
}
