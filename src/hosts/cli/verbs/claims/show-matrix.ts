// `standoff claims MODEL QUESTION --matrix`: claims against the answers of a question, or against the model's rival lenses, with what speaks against each
// hypothesis beside the model's own answer. Marks come from the futures, or from a file that a person filled in.

import {
  type Hypothesis,
  type Matrix,
  markOf,
  matrixOf,
  type Weighed,
} from "../../../../analysis/evidence/weighing/matrix.ts";
import { nearestName } from "../../../../base/nearest-name.ts";
import type { CheckedModel, Question } from "../../../../language/checked-model.ts";
import { csvLine } from "../../../../present/document/csv.ts";
import type { Forms } from "../../../../present/document/forms.ts";
import { type MatrixPage, matrixReport, sayMatrix } from "../../../../present/evidence/claims-report.ts";
import { nameInWords, percent, quantity } from "../../../../present/words/figures.ts";
import {
  candidates,
  hypothesesOf,
  isWeighable,
  type Played,
  plainOf,
  playAnswers,
  weighFutures,
} from "../../../../tasks/claims/matrix-over-futures.ts";
import { EXIT, type Io } from "../../io.ts";
import { lensModels } from "../../lens-models.ts";
import { playing } from "../../playing.ts";
import { type ClaimsSettings, luckOf } from "./luck.ts";
import { marksIn } from "./marks-file.ts";

function wrong(io: Io, says: string, code: number = EXIT.usage): undefined {
  io.err(`standoff: ${says}\n`);
  io.code = code;
  return undefined;
}

function questionOf(io: Io, model: CheckedModel, name: string | undefined): Question | undefined {
  const all = model.questions.filter(isWeighable);
  const ids = all.map((q) => q.id);
  if (all.length === 0) return wrong(io, "this model has no question with answers to weigh claims against");
  const found = name === undefined ? all[0] : all.find((q) => q.id === name);
  if (found) return found;
  if (model.questions.some((q) => q.id === name))
    return wrong(
      io,
      `\`${name}\` compares held options, which are no hypotheses; these have answers: ${ids.join(", ")}`,
    );
  const near = nearestName(name ?? "", ids);
  return wrong(
    io,
    `this model has no question \`${name}\`; ${near ? `did you mean \`${near}\`?` : `it has ${ids.join(", ")}`}`,
  );
}

/** Plays once; undefined, with the reason said, where no future could be played whole. */
async function playedOf(
  io: Io,
  model: CheckedModel,
  question: Question,
  settings: ClaimsSettings,
): Promise<Played | undefined> {
  const { seed, runs, ...luck } = luckOf(settings);
  const played = await playing(io, luck, ({ executor, progress, stopped }) =>
    playAnswers(model, question, executor, { seed, runs, onProgress: progress.at, stopped }),
  );
  return played ?? wrong(io, "no matrix: no future was played whole", EXIT.refused);
}

type Found = { page: MatrixPage; hypotheses: readonly Hypothesis[] };

async function overFutures(
  io: Io,
  model: CheckedModel,
  question: Question,
  settings: ClaimsSettings,
): Promise<Found | undefined> {
  const played = await playedOf(io, model, question, settings);
  if (!played) return undefined;
  const all = hypothesesOf(model, question, played.columns);
  // A person may mark what no future shows
  const happened = settings.marks === undefined ? all.filter((t) => (t.hypothesis.share ?? 0) > 0) : all;
  if (happened.length < 2)
    return wrong(
      io,
      `no matrix: in all ${played.runs} futures the answer is \`${happened[0]?.hypothesis.id}\`, so there is no rival`,
      EXIT.refused,
    );
  return weighFutures(model, question, { played, happened, isAll: settings.all });
}

function answerText(model: CheckedModel, question: Question, played: Played): string {
  const happened = hypothesesOf(model, question, played.columns);
  if (question.kind === "quantity")
    return quantity([...played.columns[0]!].sort((a, b) => a - b)[Math.floor(played.runs / 2)]!);
  const [first] = happened.map((t) => t.hypothesis).sort((a, b) => b.share! - a.share!);
  return question.kind === "event"
    ? percent(happened[0]!.hypothesis.share!)
    : `${nameInWords(first!.id)} ${percent(first!.share!)}`;
}

async function overLenses(
  io: Io,
  named: string,
  base: CheckedModel,
  question: Question,
  settings: ClaimsSettings,
): Promise<Found | undefined> {
  const lenses = lensModels(io, named, settings);
  if (!lenses) return undefined;
  const hypotheses: Hypothesis[] = [];
  const columns: Float64Array[][] = [];
  let luck: { runs: number; seed: number } | undefined;
  for (const { id, label, model } of lenses) {
    const asked = model.questions.find((q) => q.id === question.id)!;
    const played = await playedOf(io, model, asked, settings);
    if (!played) return undefined;
    hypotheses.push({ id, label, answer: answerText(model, asked, played) });
    columns.push(played.constants);
    luck = { runs: played.runs, seed: played.seed };
  }
  const { used, left } = candidates(base, question, settings.all);
  const weighed = used.map((claim): Weighed => {
    const chances = columns.map((c) => meanOf(c[claim.constant!]!));
    return { ...plainOf(base, claim), chances, marks: chances.map(markOf) };
  });
  return {
    hypotheses,
    page: { ask: question.ask, matrix: matrixOf(hypotheses, weighed), by: "lenses", left, played: luck },
  };
}

const meanOf = (column: Float64Array) => column.reduce((s, x) => s + x, 0) / column.length;

/** The same hypotheses under a person's own marks. */
function withMarks(
  io: Io,
  model: CheckedModel,
  found: Found,
  question: Question,
  settings: ClaimsSettings,
): Found | undefined {
  if (settings.marks === undefined) return found;
  const { all } = candidates(model, question, settings.all);
  const ids = found.hypotheses.map((h) => h.id);
  const marked = marksIn(
    settings.marks,
    ids,
    all.map((c) => c.id),
    io,
  );
  if (!marked) return undefined;
  const weighed = marked.map(({ claim, marks, credibility, relevance }): Weighed => {
    const own = plainOf(model, all.find((c) => c.id === claim)!);
    return { ...own, marks, ...(credibility && { credibility }), ...(relevance && { relevance }) };
  });
  const page = { ...found.page, matrix: matrixOf(found.hypotheses, weighed), by: "marks" as const, left: 0 };
  return { ...found, page };
}

export async function matrixResult(
  io: Io,
  named: string,
  model: CheckedModel,
  name: string | undefined,
  settings: ClaimsSettings,
): Promise<Forms | undefined> {
  const question = questionOf(io, model, name);
  if (!question) return undefined;
  const made = settings.overLenses
    ? await overLenses(io, named, model, question, settings)
    : await overFutures(io, model, question, settings);
  const found = made && withMarks(io, model, made, question, settings);
  if (!found) return undefined;
  const { page } = found;
  const json = () => ({
    schema: "standoff/matrix/1",
    model: { title: model.title, hash: model.hash },
    ...(model.applied.length > 0 && { changed: model.applied }),
    question: { id: question.id, ask: question.ask },
    by: page.by,
    ...page.played,
    ...page.matrix,
    left: page.left,
    says: sayMatrix(page),
  });
  return { document: () => matrixReport(page), json, jsonl: () => [json()], csv: () => csvOf(page.matrix) };
}

/** A row a claim, as `--marks` reads it back; then the scores, as notes. */
function csvOf({ hypotheses, claims, least }: Matrix): string {
  const head = ["claim", ...hypotheses.map((h) => h.id), "credibility", "relevance", "tells_apart", "says"];
  const rows = claims.map((c) => [c.id, ...c.marks, c.credibility, c.relevance ?? "medium", c.diagnosticity, c.says]);
  const notes = hypotheses.map(
    (h) => `# ${h.id}: inconsistency ${h.inconsistency}${h.share === undefined ? "" : `; the model ${h.share}`}\n`,
  );
  return [csvLine(head), ...rows.map(csvLine), ...notes, `# least: ${least.join(" ")}\n`].join("");
}
