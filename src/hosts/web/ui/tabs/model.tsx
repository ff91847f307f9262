// The text of the model: its files, an editor with completion and problems at their lines, a diff against the files as they were opened,
// and saving, only when asked. Levers that were moved can be written down as a scenario.

import { useEffect, useMemo, useRef, useState } from "react";
import type { Problem } from "../../../../base/problem.ts";
import { countMoved, movedOf, NEW_DOC, withEdit } from "../../state/doc.ts";
import { change, filesNow, showPlace, takeFiles, usePage } from "../../state/store.ts";
import { nameOfMoved, notice } from "../parts/actions.ts";
import { saveFiles } from "../parts/folder.ts";
import { type Editor, openEditor } from "./model-editor.ts";
import { namesFor } from "./model-names.ts";
import { addScenario } from "./write-model.ts";

const SHOWN = 40;

function Problems({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return <p className="note">No problems.</p>;
  const errors = problems.filter((p) => p.severity === "error").length;
  return (
    <>
      <p className={errors > 0 ? "amber" : "note"} role="status">
        {errors} {errors === 1 ? "error" : "errors"}, {problems.length - errors}{" "}
        {problems.length - errors === 1 ? "warning" : "warnings"}
      </p>
      <ul className="problems">
        {problems.slice(0, SHOWN).map((p) => (
          <li key={`${p.at.file}:${p.at.line}:${p.at.column}:${p.says}`} className={p.severity}>
            <button type="button" onClick={() => showPlace(p.at)}>
              <span className="where">
                {p.at.file}:{p.at.line}
              </span>{" "}
              {p.severity === "warning" && "warning: "}
              {p.says}
              {p.mend && <span className="note"> {p.mend}</span>}
            </button>
          </li>
        ))}
      </ul>
      {problems.length > SHOWN && <p className="note">and {problems.length - SHOWN} more</p>}
    </>
  );
}

async function save(): Promise<void> {
  const page = usePage.getState();
  const { edits } = page.history.doc;
  const saved = await saveFiles(edits, page.files);
  if ("says" in saved) {
    notice(saved.says);
    return;
  }
  takeFiles(saved.files, saved.texts, NEW_DOC.edits);
  notice(`Saved ${Object.keys(edits).join(", ")}.`);
}

function writeDown(): void {
  const { model, history } = usePage.getState();
  if (!model) return;
  const written = addScenario(filesNow(), model, movedOf(history.doc), nameOfMoved());
  if (!written) {
    notice("No file of the model has a place for scenarios.");
    return;
  }
  change("scenario text", (doc) => withEdit(doc, written.file, written.text, usePage.getState().files[written.file]));
  showPlace({ file: written.file, line: written.line, column: 3, length: written.id.length });
}

export function ModelTab() {
  const { files, history, problems, model, place, boot } = usePage();
  const { edits } = history.doc;
  const names = Object.keys({ ...files, ...edits }).filter((name) => /\.ya?ml$/.test(name));
  const [picked, pick] = useState<string | undefined>();
  const [isDiff, diff] = useState(false);
  const file =
    picked !== undefined && names.includes(picked) ? picked : names.includes(boot.main) ? boot.main : names[0];
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | undefined>(undefined);
  const text = file === undefined ? "" : (edits[file] ?? files[file] ?? "");
  const known = useMemo(() => namesFor(model), [model]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the place is gone to once each time that it is asked for
  useEffect(() => {
    if (place && names.includes(place.file)) pick(place.file);
  }, [place?.times]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one editor a file; its text is set below
  useEffect(() => {
    if (!host.current || file === undefined) return;
    const opened = openEditor(host.current, {
      text,
      isWritable: true,
      onEdit: (now) => change(`edit ${file}`, (doc) => withEdit(doc, file, now, usePage.getState().files[file])),
      onSave: () =>
        void (boot.canSave ? save() : notice("This page has no folder to save to: share it as a file instead.")),
    });
    editor.current = opened;
    return () => {
      opened.close();
      editor.current = undefined;
    };
  }, [file]);
  useEffect(() => editor.current?.setText(text), [text]);
  useEffect(() => {
    editor.current?.setProblems(problems.filter((p) => p.at.file === file));
    editor.current?.setNames(known);
  }, [problems, file, known]);
  useEffect(
    () => editor.current?.setOriginal(isDiff && file !== undefined ? (files[file] ?? "") : undefined),
    [isDiff, file, files],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: gone to once each time, after its file stands in the editor
  useEffect(() => {
    if (place && place.file === file) editor.current?.goTo(place);
  }, [place?.times, file]);

  const edited = Object.keys(edits);
  return (
    <div className="model">
      <p className="filter">
        <label>
          File{" "}
          <select value={file ?? ""} onChange={(event) => pick(event.target.value)}>
            {names.map((name) => {
              const errors = problems.filter((p) => p.at.file === name && p.severity === "error").length;
              return (
                <option key={name} value={name}>
                  {edited.includes(name) ? "• " : ""}
                  {name}
                  {errors > 0 ? ` (${errors} errors)` : ""}
                </option>
              );
            })}
          </select>
        </label>
        <label>
          <input
            type="checkbox"
            checked={isDiff}
            onChange={(event) => diff(event.target.checked)}
            disabled={edited.length === 0}
          />{" "}
          show what changed
        </label>
        <button type="button" onClick={writeDown} disabled={countMoved(history.doc) === 0}>
          Write the levers down as a scenario
        </button>
        {boot.canSave && (
          <button type="button" onClick={() => void save()} disabled={edited.length === 0}>
            Save {edited.length > 0 ? `${edited.length} ${edited.length === 1 ? "file" : "files"}` : ""}
          </button>
        )}
        {edited.length > 0 && (
          <button type="button" onClick={() => change("revert", (doc) => ({ ...doc, edits: {} }))}>
            Back to the files
          </button>
        )}
      </p>
      <div className="editor" ref={host} />
      <p className="note">
        Tab indents; Esc, then Tab, leaves the editor. Ctrl-Space completes. Edits are kept in this browser until you
        save them.
      </p>
      <Problems problems={problems} />
    </div>
  );
}
