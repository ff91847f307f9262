// Export: the pictures as SVG or PNG, the numbers as CSV or JSON, the brief as Markdown. The JSON and CSV are what `standoff ask --json` and
// `-o answer.csv` give.

import { useState } from "react";
import { answerJson } from "../../../present/answers/answer-json.ts";
import { ANSWER_COLUMNS, answerRows } from "../../../present/answers/answer-rows.ts";
import { courseChart } from "../../../present/charts/course-chart.ts";
import { type Figure, svgText } from "../../../present/charts/element.ts";
import { sharesChart } from "../../../present/charts/shares-chart.ts";
import { csvLine } from "../../../present/document/csv.ts";
import { count } from "../../../present/words/figures.ts";
import { commandOf } from "../state/command.ts";
import { Replaced } from "../state/model-worker-client.ts";
import { request, usePage } from "../state/store.ts";
import type { AnswerView } from "../worker/protocol.ts";
import { Box } from "./box.tsx";
import { download } from "./download.ts";
import { pngOf } from "./paint.ts";
import { notice } from "./parts/actions.ts";
import { CommandLine } from "./parts/command-line.tsx";

function figuresOf(view: AnswerView, ask: string): { name: string; figure: Figure }[] {
  const { answer, before } = view;
  if (!answer || answer.kind === "comparison") return [];
  const was = before && before.kind !== "comparison" && before.kind === answer.kind ? before : undefined;
  const course = { name: "over time", figure: courseChart(answer, ask, { before: was }).figure };
  if (answer.kind === "quantity") return [course];
  const shares = sharesChart(answer, ask, { before: was?.kind === "quantity" ? undefined : was });
  return [{ name: "answer", figure: shares }, course];
}

/** Beyond this a file is more than a page should hold in memory: the command line writes it as it plays. */
const MOST_FUTURES = 1_000;

function Futures({ name, view }: { name: string; view: AnswerView }) {
  const folder = usePage((page) => page.boot.folder);
  const [says, say] = useState("");
  const { seed, moved } = view;
  const save = async () => {
    say("Playing them …");
    try {
      const bytes = await request<"parquet">({ kind: "parquet", moved, seed, runs: MOST_FUTURES }, "parquet");
      download(name, new Blob([bytes], { type: "application/vnd.apache.parquet" }));
      say("");
    } catch (error) {
      say(error instanceof Replaced ? "The answer went first: try again when it has settled." : String(error));
    }
  };
  return (
    <>
      <h3>Futures, row by row</h3>
      <p>
        <button type="button" onClick={() => void save()}>
          Parquet of {count(MOST_FUTURES)} futures
        </button>{" "}
        <span role="status">{says}</span>
      </p>
      <p className="note">
        Each date of each future: choices, variables, events. More of them, or CSV (end the name in .csv):
      </p>
      <CommandLine text={commandOf(folder, "play", ["-o", "runs.parquet"], view)} />
    </>
  );
}

export function ExportDialog() {
  const { view, model, question } = usePage();
  const ask = model?.questions.find((q) => q.id === question)?.ask ?? "";
  if (!view?.answer || !model) {
    return (
      <Box title="Export">
        <p>There is no answer to export yet.</p>
      </Box>
    );
  }
  const { answer } = view;
  const stem = `${question}-${view.runs}`;
  const json = () => ({
    schema: "standoff/ask/1",
    model: { title: model.title, hash: model.hash },
    changed: view.changes,
    seed: view.seed,
    runs: view.runs,
    failed: view.failed,
    answers: { [question]: answerJson(answer) },
  });
  const csv = () => csvLine(ANSWER_COLUMNS) + answerRows(answer).map(csvLine).join("");
  const png = async (name: string, figure: Figure) => {
    const blob = await pngOf(figure);
    if (blob) download(`${stem}-${name.replaceAll(" ", "-")}.png`, blob);
    else notice("This browser makes no picture: take the SVG.");
  };
  return (
    <Box title="Export">
      <h3>Numbers</h3>
      <p>
        <button type="button" onClick={() => download(`${stem}.csv`, csv(), "text/csv")}>
          CSV
        </button>{" "}
        <button
          type="button"
          onClick={() => download(`${stem}.json`, `${JSON.stringify(json(), null, 2)}\n`, "application/json")}
        >
          JSON
        </button>
      </p>
      <Futures name={`futures-luck-${view.seed}.parquet`} view={view} />
      {figuresOf(view, ask).map(({ name, figure }) => (
        <div key={name}>
          <h3>Picture: {name}</h3>
          <p>
            <button
              type="button"
              onClick={() => download(`${stem}-${name.replaceAll(" ", "-")}.svg`, svgText(figure), "image/svg+xml")}
            >
              SVG
            </button>{" "}
            <button type="button" onClick={() => png(name, figure)}>
              PNG
            </button>
          </p>
        </div>
      ))}
      {!view.settled && (
        <p className="note">The answer is still being refined: what is exported is what stands on the screen.</p>
      )}
    </Box>
  );
}
