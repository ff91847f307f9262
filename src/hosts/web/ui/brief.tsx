// The brief: one page for print. Question, answer, figure, three reasons with their words, what would change it, what was changed by hand,
// sources with hashes, seed, runs and versions. It stands in the page always and is shown by print alone.

import { dateOfStep } from "../../../base/dates.ts";
import { sayChange } from "../../../present/answers/what-changed.ts";
import { courseChart } from "../../../present/charts/course-chart.ts";
import { sharesChart } from "../../../present/charts/shares-chart.ts";
import { nameInWords, percent, quantity } from "../../../present/words/figures.ts";
import { toldClaims } from "../../../present/words/significance.ts";
import { commandOf } from "../state/command.ts";
import { movedOf } from "../state/doc.ts";
import { usePage } from "../state/store.ts";
import { BECAUSE_RUNS } from "./parts/because.tsx";
import { Drawing } from "./parts/figure.tsx";
import { quoteOf } from "./parts/quote.ts";
import { useReply } from "./parts/use-reply.ts";

const REASONS = 3;

export function Brief() {
  const { view, model, question, history, seed, boot, texts, tab } = usePage();
  const moved = movedOf(history.doc);
  const reply = useReply<"because">(
    model && view ? { kind: "because", question, moved, seed, runs: BECAUSE_RUNS } : undefined,
  );
  const asked = model?.questions.find((q) => q.id === question);
  if (!model || !view?.answer || !asked || view.question !== question) return null;
  const { answer } = view;
  const e = reply.value;
  const told = e ? toldClaims(e).flatMap((c) => (c.split.kind === "split" ? [{ c, split: c.split }] : [])) : [];
  const level = (x: number) => (e?.share ? percent(x) : quantity(x));
  const used = new Set(told.slice(0, REASONS).map(({ c }) => model.claims.find((m) => m.id === c.claim)?.source));
  return (
    <section className={tab === "seat" ? "brief game" : "brief"} aria-hidden="true">
      <h1>{asked.ask}</h1>
      <p className="sentence">{view.sentence || view.refused}</p>
      <p>{view.confidence}</p>
      {(answer.kind === "options" || answer.kind === "event") && <Drawing figure={sharesChart(answer, asked.ask)} />}
      {answer.kind === "quantity" && <Drawing figure={courseChart(answer, asked.ask).figure} />}
      {told.length > 0 && (
        <>
          <h2>It rests on</h2>
          <ol>
            {told.slice(0, REASONS).map(({ c, split }) => {
              const claim = model.claims.find((m) => m.id === c.claim)!;
              const source = model.sources.find((s) => s.id === claim.source);
              const quote = quoteOf(claim, source, texts);
              return (
                <li key={c.claim}>
                  {claim.says} ({claim.stance}
                  {source ? `, ${source.title}` : ""}). If true {level(split.whenTrue)}, if false{" "}
                  {level(split.whenFalse)}.{quote.kind === "found" && <q>{quote.text}</q>}
                </li>
              );
            })}
          </ol>
        </>
      )}
      {(e?.carried.indicators.length ?? 0) > 0 && (
        <>
          <h2>What would change it</h2>
          <ul>
            {e!.carried.indicators.slice(0, 3).map((s) => (
              <li key={`${s.policy} ${s.option} ${s.step}`}>
                {dateOfStep(model.clock, s.step)}, {model.policies.find((p) => p.id === s.policy)?.label ?? s.policy} at{" "}
                {nameInWords(s.option)}: {level(s.split.whenTrue)} instead of {level(s.split.whenFalse)}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>Changed by hand</h2>
      <p>{view.changes.length === 0 ? "Nothing: the model as it is." : view.changes.map(sayChange).join("; ")}</p>
      {view.difference && <p>Difference from the model as it is, same luck: {view.difference.says}.</p>}
      <h2>Sources and how to get it again</h2>
      <ul>
        {model.sources
          .filter((s) => used.has(s.id) || model.sources.length <= 3)
          .map((s) => (
            <li key={s.id}>
              {s.title}
              {s.author ? `, ${s.author}` : ""}
              {s.published ? `, ${s.published}` : ""}
              {s.sha256 ? `, SHA-256 ${s.sha256.slice(0, 16)}` : ""}
            </li>
          ))}
      </ul>
      <p className="note">
        {model.title}, model {model.hash.slice(0, 16)}, {view.runs} futures, luck {view.seed}, Standoff {boot.version}.{" "}
        {commandOf(boot.folder, "ask", [question], { moved, seed, runs: view.runs })}
      </p>
    </section>
  );
}
