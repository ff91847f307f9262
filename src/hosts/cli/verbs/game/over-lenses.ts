// `standoff game MODEL --over-lenses`: the same game under each rival lens of the model, equilibria side by side.

import { type SolvedGame, solvePlayed } from "../../../../analysis/games/solve-played.ts";
import { writeGameCsv } from "../../../../formats/games/game-csv.ts";
import { envelope } from "../../../../present/document/envelope.ts";
import { gamesOverLenses } from "../../../../present/games/lenses-report.ts";
import { playedGameJson } from "../../../../present/games/played-game-json.ts";
import { conditionsAsked, formOf } from "../../form-settings.ts";
import type { Io } from "../../io.ts";
import { type LensModel, lensModels } from "../../lens-models.ts";
import { give, mayWrite } from "../../output.ts";
import type { GameSettings } from "./play-game.ts";

const ENDINGS = [".json", ".md", ".html"];

type Answer = LensModel & { solved: SolvedGame };

export async function gameOverLenses(io: Io, named: string, settings: GameSettings): Promise<void> {
  if (!mayWrite(io, settings.output, ENDINGS)) return;
  const models = lensModels(io, named, settings, conditionsAsked(settings.plan));
  if (!models) return;
  const answers: Answer[] = [];
  for (const lens of models) {
    const played = await formOf(io, lens.model, settings);
    if (!played) return;
    answers.push({ ...lens, solved: solvePlayed(played, settings) });
  }
  const [first] = answers as [Answer, ...Answer[]];
  const json = () => ({
    ...envelope("game", first.model, first.solved.played),
    lenses: Object.fromEntries(answers.map(({ id, model, solved }) => [id, playedGameJson(model, solved)])),
  });
  give(io, settings, {
    document: () => gamesOverLenses(answers),
    json,
    jsonl: () => answers.map(({ id, model, solved }) => ({ lens: id, ...playedGameJson(model, solved) })),
    csv: () => writeGameCsv(first.solved.form),
  });
}
