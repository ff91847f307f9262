// The line at the foot: what the moved levers did, in the same luck. Always in view.

import { countMoved } from "../state/doc.ts";
import { usePage } from "../state/store.ts";
import { showLevers } from "./parts/actions.ts";

export function DifferenceBar() {
  const view = usePage((page) => page.view);
  const question = usePage((page) => page.question);
  const moved = usePage((page) => countMoved(page.history.doc));
  const note = usePage((page) => page.notice);
  const keeps = usePage((page) => page.keeps);
  const isSheetUp = usePage((page) => page.isSheetUp);
  const isOwn = view?.question === question;
  const says = isOwn && view.difference ? view.difference.says : "playing …";
  return (
    <footer className="difference" id="difference">
      {moved === 0 ? (
        <p>
          The model as it is.{" "}
          <span className="invite">Move a lever: the difference appears here, in the same luck.</span>
        </p>
      ) : (
        <p>
          <span className="label">Difference from as it is, same luck:</span> <strong>{says}</strong>
        </p>
      )}
      <button
        type="button"
        className="narrow-only"
        aria-expanded={isSheetUp}
        aria-controls="levers"
        onClick={() => showLevers(!isSheetUp)}
      >
        Levers
      </button>
      <p className={note === undefined ? "keys" : "notice"} role="status">
        {note ?? (keeps ? "? keys   / find   c pin   z undo" : "This browser keeps nothing: a reload begins anew.")}
      </p>
    </footer>
  );
}
