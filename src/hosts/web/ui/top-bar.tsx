// The bar on top: which model, which question, and what applies to all of it.

import { chooseQuestion, redo, undo, usePage } from "../state/store.ts";
import { openDialog, pinNow } from "./parts/actions.ts";

function Questions() {
  const model = usePage((page) => page.model);
  const question = usePage((page) => page.question);
  if (!model || model.questions.length === 0) return null;
  return (
    <label className="question">
      <span className="hidden">Question</span>
      <select value={question} onChange={(event) => chooseQuestion(event.target.value)}>
        {model.questions.map((q) => (
          <option key={q.id} value={q.id}>
            {q.ask}
          </option>
        ))}
      </select>
    </label>
  );
}

export function TopBar() {
  const title = usePage((page) => page.model?.title ?? "Standoff");
  const past = usePage((page) => page.history.past.length);
  const future = usePage((page) => page.history.future.length);
  return (
    <header className="top">
      <h1>{title}</h1>
      <Questions />
      <nav className="tools" aria-label="Whole page">
        <button type="button" onClick={undo} disabled={past === 0} title="Undo (z)">
          Undo
        </button>
        <button type="button" onClick={redo} disabled={future === 0} title="Redo (Shift Z)">
          Redo
        </button>
        <button type="button" onClick={pinNow} title="Pin these levers as a column of Compare (c)">
          Pin
        </button>
        <button type="button" onClick={() => openDialog("share")}>
          Share
        </button>
        <button type="button" onClick={() => openDialog("export")} title="Export (e)">
          Export
        </button>
        <button type="button" onClick={() => window.print()}>
          Brief
        </button>
        <button type="button" onClick={() => openDialog("help")} title="Keys and the tour (?)" aria-label="Help">
          ?
        </button>
      </nav>
    </header>
  );
}
