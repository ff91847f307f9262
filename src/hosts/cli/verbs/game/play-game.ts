// `standoff game MODEL`: the finite game of commitments that a model implies, played, solved and said.
// In: a folder and the settings. Out: text, JSON, or a file: .json .md .html, .csv and .nfg (the payoffs), .svg (two players).

import { extname } from "node:path";
import { type SolvedGame, solvePlayed, type Wanted } from "../../../../analysis/games/solve-played.ts";
import { believedModel } from "../../../../ensemble/believed-model.ts";
import type { PlayedForm } from "../../../../ensemble/strategic-form.ts";
import { type Further, lookFurther } from "../../../../ensemble/value-of-foresight.ts";
import { writeGameCsv } from "../../../../formats/games/game-csv.ts";
import { writeNfg } from "../../../../formats/games/write-nfg.ts";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import { envelope } from "../../../../present/document/envelope.ts";
import type { Forms } from "../../../../present/document/forms.ts";
import { drawTable, MOST_DRAWN } from "../../../../present/games/draw-table.ts";
import { playedGameReport } from "../../../../present/games/game-report.ts";
import { playedGameJson } from "../../../../present/games/played-game-json.ts";
import { beliefsOf, whenOf } from "../../../../present/words/say-form.ts";
import { departuresOf } from "../../../../tasks/source.ts";
import { conditionsAsked, type FormSettings, formOf } from "../../form-settings.ts";
import { EXIT, type Io } from "../../io.ts";
import { openModel } from "../../open-model.ts";
import { give, mayWrite, type OutputSettings, writeText } from "../../output.ts";
import { playing } from "../../playing.ts";
import type { Settings } from "../../settings.ts";

export type GameSettings = Settings &
  OutputSettings &
  FormSettings &
  Wanted & { believed: boolean; overLenses: boolean; lookFurther: boolean };

const ENDINGS = [".json", ".md", ".html", ".csv", ".nfg", ".svg"];

/** Plays and answers; everything that is wrong is said, and sets the exit code. */
export async function gameOfModel(io: Io, named: string, settings: GameSettings): Promise<void> {
  if (!mayWrite(io, settings.output, ENDINGS)) return;
  const model = openModel(named, { ...departuresOf(settings), questions: conditionsAsked(settings.plan) }, io)?.model;
  if (!model) return;
  const played = await formOf(io, model, settings);
  if (!played) return;
  const own = settings.believed ? await ownForms(io, model, settings, played) : [];
  if (!own) return;
  const further = settings.lookFurther ? await furtherOf(io, model, settings, played) : undefined;
  if (settings.lookFurther && !further) return;
  const solved = solvePlayed(played, settings, own, further);
  const text = writtenForm(io, solved, settings.output);
  if (text === "refused") return;
  if (text !== undefined) {
    if (!writeText(io, settings.output!, text)) return;
    const { output: _written, ...rest } = settings;
    if (settings.json) give(io, rest, resultOf(model, solved));
    else if (!settings.quiet) io.out(`Written to ${settings.output}\n`);
    return;
  }
  give(io, settings, resultOf(model, solved));
}

/** Each believing player's own game; undefined after saying why it cannot be had. */
async function ownForms(
  io: Io,
  model: CheckedModel,
  settings: GameSettings,
  { players }: PlayedForm,
): Promise<(PlayedForm | undefined)[] | undefined> {
  const forms: (PlayedForm | undefined)[] = [];
  for (const { actor } of players) {
    const believed = believedModel(model, actor);
    const form = believed && (await formOf(io, believed, settings));
    if (believed && !form) return undefined;
    forms.push(form);
  }
  if (forms.every((form) => form === undefined)) io.err("Nobody among these actors believes what is not so.\n");
  return forms;
}

async function furtherOf(
  io: Io,
  model: CheckedModel,
  settings: GameSettings,
  { players, seed, runs, step }: PlayedForm,
): Promise<Further[] | undefined> {
  const actors = players.map(({ actor }) => actor);
  const found = await playing(io, settings, ({ executor, progress, stopped }) =>
    lookFurther(model, actors, executor, { seed, runs, step, onProgress: progress.at, stopped }),
  );
  if (!found) io.err("Stopped before it was played who would gain from looking further, so there is no answer.\n");
  return found;
}

/** The forms of games themselves; undefined where the report is wanted. */
function writtenForm(
  io: Io,
  { form, dominance }: SolvedGame,
  file: string | undefined,
): string | "refused" | undefined {
  const ending = file === undefined ? "" : extname(file).toLowerCase();
  if (ending === ".nfg") return writeNfg(form);
  if (ending === ".csv") return writeGameCsv(form);
  if (ending !== ".svg") return undefined;
  const cells = form.payoffs.length / 2;
  if (form.players.length === 2 && cells <= MOST_DRAWN) return drawTable(form, dominance.survivors);
  io.err(`standoff: a picture shows two players and up to ${MOST_DRAWN} profiles; write .md, .csv or .nfg\n`);
  io.code = EXIT.refused;
  return "refused";
}

function resultOf(model: CheckedModel, solved: SolvedGame): Forms {
  const json = () => ({ ...envelope("game", model, solved.played), ...playedGameJson(model, solved) });
  return {
    document: () => playedGameReport(solved, whenOf(model, solved.played), beliefsOf(model, solved.played)),
    json,
    jsonl: () => [json()],
    csv: () => writeGameCsv(solved.form),
  };
}
