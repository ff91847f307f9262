// The answer: its sentence, how sure that is, on how many futures it rests, the command that gives it again, and the shares.
// One live region speaks the sentence once when it settles; while a finger moves a lever it is silent.

import { useEffect, useRef, useState } from "react";
import { decisionTable } from "../../../present/answers/answer-tables.ts";
import { courseChart } from "../../../present/charts/course-chart.ts";
import { sharesChart } from "../../../present/charts/shares-chart.ts";
import { count } from "../../../present/words/figures.ts";
import type { StoredAnswer } from "../state/boot.ts";
import { commandOf } from "../state/command.ts";
import { countMoved, movedOf } from "../state/doc.ts";
import { stopPlaying, usePage } from "../state/store.ts";
import type { AnswerView } from "../worker/protocol.ts";
import { openDialog } from "./parts/actions.ts";
import { CommandLine } from "./parts/command-line.tsx";
import { FigureView, Table } from "./parts/figure.tsx";
import { NARROW, useNarrow } from "./parts/use-narrow.ts";

const SPOKEN_AFTER = 700;
/** So many futures are a first answer: a stored one gives way. */
const ENOUGH = 1_000;

/** The settled sentence, once, for those who listen. */
function Spoken({ view }: { view: AnswerView | undefined }) {
  const [said, say] = useState("");
  const text = view?.settled
    ? `${view.sentence} ${view.difference ? `Difference from as it is: ${view.difference.says}.` : ""}`
    : "";
  useEffect(() => {
    if (text === "") return;
    const timer = setTimeout(() => say(text), SPOKEN_AFTER);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <output className="hidden" aria-live="polite">
      {said}
    </output>
  );
}

function Command() {
  const { boot, question, history, seed, runs } = usePage();
  const text = commandOf(boot.folder, "ask", question === "" ? [] : [question], {
    moved: movedOf(history.doc),
    seed,
    runs,
  });
  const isEdited = Object.keys(history.doc.edits).length > 0;
  return <CommandLine text={text} note={isEdited ? "after saving your edits" : undefined} />;
}

function Basis({ view }: { view: AnswerView }) {
  const isPlaying = usePage((page) => page.isPlaying);
  const isStopped = usePage((page) => page.isStopped);
  return (
    <p className="basis">
      {isPlaying ? (
        <>
          {count(view.runs)} of {count(view.wanted)} futures
          <button type="button" className="quiet" onClick={stopPlaying} title="Stop and keep what is played (Esc)">
            stop
          </button>
        </>
      ) : (
        <>
          {count(view.runs)} played futures, luck {view.seed}
          {isStopped && view.runs < view.wanted ? ", stopped by you" : `, ${view.seconds.toFixed(1)} s`}
        </>
      )}
    </p>
  );
}

function Picture({ view, ask }: { view: AnswerView; ask: string }) {
  const { answer, before } = view;
  const isNarrow = useNarrow();
  if (!answer) return null;
  if (answer.kind === "comparison") {
    const part = decisionTable(answer);
    if (part.kind !== "table") return null;
    return (
      <Table
        table={{ columns: part.columns.map((c) => c.head), rows: part.rows }}
        caption={`Each option held in turn, under the same luck; ${answer.when}`}
      />
    );
  }
  if (answer.kind === "quantity") {
    return (
      <FigureView
        figure={
          courseChart(answer, ask, {
            before: before?.kind === "quantity" ? before : undefined,
            width: isNarrow ? NARROW : 640,
            height: 230,
          }).figure
        }
      />
    );
  }
  const was = before?.kind === answer.kind ? before : undefined;
  return <FigureView figure={sharesChart(answer, ask, { before: was, width: isNarrow ? NARROW : 560 })} />;
}

/** Why the answer shown is not of the text as it is now. */
function Stale() {
  const problems = usePage((page) => page.problems);
  const isStale = usePage((page) => page.revision !== page.modelRevision);
  const first = problems.find((p) => p.severity === "error");
  if (!isStale || !first) return null;
  return (
    <p className="amber" role="status">
      This is the last good answer, of the model before {first.at.file}:{first.at.line}. {first.says}.
    </p>
  );
}

/** What was played before stays until what is played now rests on as many futures, or on enough. */
function useStored(view: AnswerView | undefined): StoredAnswer | undefined {
  return usePage(({ boot, question, history, isPlaying }) => {
    if (countMoved(history.doc) > 0 || Object.keys(history.doc.edits).length > 0) return undefined;
    const stored = boot.stored.find((s) => s.question === question);
    const isBetter = view && (!isPlaying || view.runs >= Math.min(ENOUGH, stored?.runs ?? 0));
    return isBetter ? undefined : stored;
  });
}

function Stored({ stored }: { stored: StoredAnswer }) {
  return (
    <>
      <p className="sentence waiting">{stored.sentence}</p>
      <p className="basis">
        stored: {count(stored.runs)} futures, luck {stored.seed}; playing anew …
      </p>
    </>
  );
}

/** Whether the answer shown is of the levers, the text and the question as they now are. */
function useIsCurrent(): boolean {
  return usePage(
    ({ view, history, question, revision }) =>
      view !== undefined &&
      view.question === question &&
      view.revision === revision &&
      JSON.stringify(view.moved) === JSON.stringify(movedOf(history.doc)),
  );
}

export function Answer() {
  const { view, model, question, isPlaying, broke, executors } = usePage();
  const q = model?.questions.find((asked) => asked.id === question);
  const shown = view?.question === question ? view : undefined;
  const isCurrent = useIsCurrent();
  const stored = useStored(shown);
  const ref = useRef<HTMLElement>(null);
  if (model && model.questions.length === 0) {
    return (
      <section className="answer" aria-label="Answer">
        <p className="sentence">This model asks nothing yet: write at least one question under `questions`.</p>
      </section>
    );
  }
  const share = shown ? Math.min(1, shown.runs / shown.wanted) : 0;
  return (
    <section
      className={isPlaying ? "answer playing" : "answer"}
      aria-label="Answer"
      data-settled={shown?.settled === true && isCurrent}
      id="answer"
      tabIndex={-1}
      ref={ref}
    >
      <div className="bar" aria-hidden="true">
        <div style={{ transform: `scaleX(${isPlaying ? share : 1})` }} />
      </div>
      <h2 className="ask">{q?.ask ?? ""}</h2>
      {stored && <Stored stored={stored} />}
      {!stored && !shown && <p className="sentence waiting">Playing the first futures …</p>}
      {!stored && shown && (
        <>
          {shown.refused ? <p className="amber">{shown.refused}</p> : <p className="sentence">{shown.sentence}</p>}
          <div className="under">
            <p className="confidence">
              {shown.confidence}{" "}
              <button type="button" className="quiet" onClick={() => openDialog("bands")}>
                what the words mean
              </button>
            </p>
            <Basis view={shown} />
          </div>
          {shown.amber && !shown.refused && <p className="amber">{shown.amber}</p>}
          <Stale />
          <Picture view={shown} ask={q?.ask ?? ""} />
          <Command />
        </>
      )}
      {broke && <p className="amber">Playing stopped: {broke}. The model is as it was; move a lever to try again.</p>}
      {executors === 0 && (
        <p className="note">This browser starts no workers, so the page itself plays, more slowly.</p>
      )}
      <Spoken view={shown} />
    </section>
  );
}
