// `score`: books of forecasts, a model's or a person's, against what came about, beside uniform and each other. In: texts. Out: scores.

import type { BookForecast } from "../analysis/forecasts/book.ts";
import { type BookScore, scoreBooks } from "../analysis/forecasts/score-book.ts";
import { readBook, readResolutions } from "../formats/forecast-book.ts";
import { countProblems, sayProblem } from "../present/words/say-problems.ts";
import { SEED } from "./defaults.ts";
import { done, type Outcome, refuse } from "./task.ts";

export type TextFile = { file: string; text: string };

export type ScoreRequest = { books: readonly TextFile[]; resolutions: TextFile };

/** Why no forecast was scored. */
function whyNone({ unlisted }: BookScore, forecasts: readonly BookForecast[]): string {
  const why = unlisted.map(({ forecaster, question, outcome }) => {
    const own = forecasts.find((f) => f.forecaster === forecaster && f.question === question)!;
    const wanted = own.kind === "quantity" ? "a number" : [...own.p.keys()].join(", ");
    return `\`${question}\` came out as \`${outcome}\`, and ${forecaster} forecast ${wanted}`;
  });
  const open = "nothing in the books is resolved yet; the `question` of a resolution is that of a forecast";
  return `No answer: ${why.length > 0 ? why.join("; ") : open}.`;
}

/** Plays nothing. The bootstrap of the scores has a luck of its own, always the same. */
export function score({ books, resolutions }: ScoreRequest): Outcome<BookScore> {
  const read = books.map(({ file, text }) => readBook(file, text));
  const came = readResolutions(resolutions.file, resolutions.text);
  const problems = [...read.flatMap((r) => r.problems), ...came.problems];
  if (problems.length > 0) {
    const texts = new Map([...books, resolutions].map(({ file, text }) => [file, text]));
    const said = problems.map((p) => sayProblem(p, texts.get(p.at.file), (f) => f)).join("\n");
    return refuse("model", `${said}\n${countProblems(problems)}`, { problems });
  }
  const forecasts = read.flatMap((r) => r.forecasts);
  const found = scoreBooks(forecasts, came.resolutions, SEED);
  return found.questions.length > 0 ? done(found) : refuse("none", whyNone(found, forecasts));
}
