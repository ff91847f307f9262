// The answer by date. Pointer or arrow keys read a date out; t shows the same numbers as a table.

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { type Course, courseChart, courseTable } from "../../../../present/charts/course-chart.ts";
import { mark, px } from "../../../../present/charts/element.ts";
import { linear } from "../../../../present/charts/scale.ts";
import { usePage } from "../../state/store.ts";
import { FigureView } from "../parts/figure.tsx";
import { NARROW, useNarrow } from "../parts/use-narrow.ts";

const isCourse = (answer: unknown): answer is Course =>
  typeof answer === "object" && answer !== null && (answer as { kind: string }).kind !== "comparison";

export function OverTime() {
  const { view, model, question, showTables } = usePage();
  const [step, read] = useState<number | undefined>();
  const isNarrow = useNarrow();
  const ask = model?.questions.find((q) => q.id === question)?.ask ?? "";
  if (!view?.answer) return <p className="note">After the first futures are played.</p>;
  if (!isCourse(view.answer)) {
    return (
      <p className="note">
        This question compares choices held for the whole time. Ask another one to see a course over time.
      </p>
    );
  }
  const before = isCourse(view.before) && view.before.dates[0] === view.answer.dates[0] ? view.before : undefined;
  const { figure, plot } = courseChart(view.answer, ask, {
    before,
    width: isNarrow ? NARROW : 760,
    height: isNarrow ? 240 : 300,
  });
  const table = courseTable(view.answer);
  const asked = view.answer.dates.indexOf(view.answer.kind === "event" ? view.answer.by : view.answer.date);
  const at = Math.min(step ?? asked, plot.steps - 1);
  const x = linear([0, plot.steps - 1], [plot.left, plot.right]);
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const part = ((event.clientX - box.left) / box.width) * figure.width;
    read(
      Math.max(
        0,
        Math.min(plot.steps - 1, Math.round(((part - plot.left) / (plot.right - plot.left)) * (plot.steps - 1))),
      ),
    );
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (!event.shiftKey || !/^Arrow/.test(event.key)) return;
    event.preventDefault();
    read(
      Math.max(0, Math.min(plot.steps - 1, at + (event.key === "ArrowRight" || event.key === "ArrowUp" ? 10 : -10))),
    );
  };
  const rule = mark("line", {
    x1: px(x(at)),
    x2: px(x(at)),
    y1: plot.top,
    y2: plot.bottom,
    stroke: "var(--ink)",
    "stroke-width": 1,
  });
  const percentOf = (units: number) => `${(100 * units) / figure.width}%`;
  const row = table.rows[at] ?? [];
  return (
    <div className="over-time">
      {/* The pointer only mirrors what the slider under the chart does */}
      <div onPointerMove={onPointer} onPointerLeave={() => read(undefined)}>
        <FigureView figure={showTables ? figure : { ...figure, marks: [...figure.marks, rule] }} />
      </div>
      <div className="readout">
        <label>
          <span className="hidden">Date read out</span>
          <input
            type="range"
            min={0}
            max={plot.steps - 1}
            value={at}
            style={{ marginLeft: percentOf(plot.left), width: percentOf(plot.right - plot.left) }}
            aria-valuetext={row.map((cell, k) => (k === 0 ? cell : `${table.columns[k]} ${cell}`)).join(", ")}
            onChange={(event) => read(Number(event.target.value))}
            onKeyDown={onKeyDown}
          />
        </label>
        <p>
          <strong>{row[0]}</strong>
          {row.slice(1).map((cell, k) => (
            <span key={table.columns[k + 1]}>
              {table.columns[k + 1]} {cell}
            </span>
          ))}
        </p>
      </div>
      {before && <p className="note">Grey: the model as it is. Coloured: with your changes.</p>}
    </div>
  );
}
