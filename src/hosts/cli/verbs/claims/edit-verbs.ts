// `standoff claims accept|reject|restore|merge|reword|credence|grade|origin`: each shows what it changes, line by line, and writes only that.
// An edit that would break the model is refused with the first thing that would be wrong, and nothing is written.

import { type Command, InvalidArgumentError } from "commander";
import type { Value } from "../../../../analysis/evidence/editing/set-field.ts";
import { readGrade, sayGrade } from "../../../../analysis/evidence/weighing/admiralty.ts";
import { type DiffLine, lineDiff, sayDiff } from "../../../../present/document/line-diff.ts";
import { plainText } from "../../../../present/document/plain-text.ts";
import {
  accept,
  bringBack,
  type Change as ChangeOf,
  grade,
  merge,
  newError,
  type Planned as PlannedOf,
  reject,
  setEach,
  share,
} from "../../../../tasks/claims/edits.ts";
import { EXIT, type Io } from "../../io.ts";
import { addVoice } from "../../settings.ts";
import { openTarget, type Target, writeFiles } from "./edit-target.ts";

type Change = ChangeOf<Target>;
type Planned = PlannedOf<Target>;
type EditSettings = { json: boolean; quiet: boolean; dryRun: boolean };

/** A probability, or a formula of the language. */
function credenceOf(text: string): Value {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number)) return text;
  if (number < 0 || number > 1) throw new InvalidArgumentError("A probability, 0 to 1, is wanted.");
  return number;
}

function refuse(io: Io, says: string, settings: EditSettings): void {
  io.err(`standoff: ${says}\n`);
  if (settings.json) io.out(`${JSON.stringify({ schema: "standoff/claims-edit/1", written: false, refused: says })}\n`);
  io.code = EXIT.wrong;
}

type Shown = { file: string; lines: DiffLine[] };

const shownOf = ({ target, files }: Change): Shown[] =>
  [...files].map(([file, text]) => ({ file: target.show(file), lines: lineDiff(target.files.get(file) ?? "", text) }));

/** Why a plan is not carried out; undefined where it may be. */
function refusalOf(planned: Planned): string | undefined {
  if ("refused" in planned) return planned.refused;
  for (const { target, files } of planned.changes) {
    const wrong = newError(target, files);
    if (!wrong) continue;
    const mend = wrong.mend ? ` (${wrong.mend})` : "";
    const place = `${target.show(wrong.at.file)}:${wrong.at.line}`;
    return `nothing was written, since then ${place} would be wrong: ${wrong.says}${mend}`;
  }
  return undefined;
}

function run(io: Io, settings: EditSettings, named: string, plan: (target: Target) => Planned | undefined): void {
  const target = openTarget(named, io);
  const planned = target && plan(target);
  if (!planned) return;
  const refused = refusalOf(planned);
  if (refused !== undefined) refuse(io, refused, settings);
  else if ("changes" in planned) carryOut(io, settings, planned.changes, planned.says);
}

function carryOut(io: Io, settings: EditSettings, changes: readonly Change[], done: string): void {
  const shown = changes.flatMap(shownOf);
  const write = !settings.dryRun && shown.length > 0;
  if (write && !changes.every(({ target, files }) => writeFiles(target, files, io))) return;
  const says = shown.length === 0 ? "It was so already: nothing to change." : done;
  if (settings.json) {
    io.out(`${JSON.stringify({ schema: "standoff/claims-edit/1", written: write, says, changed: shown })}\n`);
    return;
  }
  if (!settings.quiet)
    for (const { file, lines } of shown) io.out(plainText(`${file}\n${sayDiff(lines).join("\n")}\n`));
  io.out(`${says}${settings.dryRun ? " Nothing was written (--dry-run)." : ""}\n`);
}

const FILE = "a file of claims, or the folder of a model";

function verb(claims: Command, usage: string, description: string): Command {
  const command = claims.command(usage).description(description);
  return addVoice(command).option("--dry-run", "show what would change, and write nothing", false);
}

type AcceptSettings = EditSettings & { into?: string; credence?: Value; says?: string };

function addAccepting(claims: Command, io: Io): void {
  verb(claims, "accept", "gives drafts a credence, and moves them into a model")
    .argument("<file>", FILE)
    .argument("<ids...>", "the claims")
    .option("--into <model>", "the model that they go into, with their source")
    .option<Value>("--credence <p>", "the probability that they are true", credenceOf)
    .option("--says <words>", "what it says, in your own words")
    .action((file: string, ids: string[], settings: AcceptSettings) =>
      run(io, settings, file, (target) => {
        const into = settings.into === undefined ? undefined : openTarget(settings.into, io);
        if (settings.into !== undefined && !into) return undefined;
        const { credence, says } = settings;
        return accept(target, { ids, credence, says, into });
      }),
    );
  verb(claims, "reject", "sets claims aside as comments, with the reason")
    .argument("<file>", FILE)
    .argument("<ids...>", "the claims")
    .option("--because <reason>", "why")
    .action((file: string, ids: string[], settings: EditSettings & { because?: string }) =>
      run(io, settings, file, (target) => reject(target, ids, settings.because)),
    );
  verb(claims, "restore", "brings back claims that were set aside")
    .argument("<file>", FILE)
    .argument("<ids...>", "the claims")
    .action((file: string, ids: string[], settings: EditSettings) =>
      run(io, settings, file, (target) => bringBack(target, ids)),
    );
}

function addWording(claims: Command, io: Io): void {
  verb(claims, "merge", "two claims that say the same become the first; all that names the second names it")
    .argument("<file>", FILE)
    .argument("<keep>", "the claim that stays")
    .argument("<gone>", "the claim that goes")
    .action((file: string, keep: string, gone: string, settings: EditSettings) =>
      run(io, settings, file, (target) => merge(target, keep, gone)),
    );
  verb(claims, "reword", "says a claim in your own words")
    .argument("<file>", FILE)
    .argument("<id>", "the claim")
    .argument("<words>", "the words, in quotes")
    .action((file: string, id: string, words: string, settings: EditSettings) =>
      run(io, settings, file, (target) => setEach(target, [id], "says", words, `\`${id}\` is reworded.`)),
    );
  verb(claims, "credence", "how far a claim is believed: a probability, or a formula")
    .argument("<file>", FILE)
    .argument("<id>", "the claim")
    .argument("<p>", "0 to 1", credenceOf)
    .action((file: string, id: string, p: Value, settings: EditSettings) =>
      run(io, settings, file, (target) => setEach(target, [id], "credence", p, `\`${id}\` has the credence ${p}.`)),
    );
}

type OriginSettings = EditSettings & { else: Value; reliable?: Value };

function addGrading(claims: Command, io: Io): void {
  verb(claims, "grade", "the Admiralty grade of a source or origin: A1 to F6")
    .argument("<file>", FILE)
    .argument("<source>", "the source or origin")
    .argument("<grade>", "A to F, reliable to unknown, and 1 to 6, confirmed to unknown", (text: string) => {
      const read = readGrade(text);
      if (!read) throw new InvalidArgumentError("A letter A to F and a digit 1 to 6 are wanted: B2.");
      return read;
    })
    .action((file: string, id: string, given: NonNullable<ReturnType<typeof readGrade>>, settings: EditSettings) =>
      run(io, settings, file, (target) => grade(target, id, `${given.letter}${given.digit}`, sayGrade(given))),
    );
  verb(claims, "origin", "says that claims share an origin: they stand or fall together")
    .argument("<file>", FILE)
    .argument("<origin>", "its name")
    .argument("<ids...>", "the claims")
    .requiredOption("--else <p>", "how far they are believed where the origin is unreliable", credenceOf)
    .option<Value>("--reliable <p>", "the probability that the origin is reliable", credenceOf)
    .action((file: string, origin: string, ids: string[], settings: OriginSettings) =>
      run(io, settings, file, (target) =>
        share(target, { ids, origin, otherwise: settings.else, reliable: settings.reliable }),
      ),
    );
}

export function addEditVerbs(claims: Command, io: Io): void {
  addAccepting(claims, io);
  addWording(claims, io);
  addGrading(claims, io);
}
