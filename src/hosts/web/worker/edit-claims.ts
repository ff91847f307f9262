// What the Read tab does to the model's text: the verbs of `standoff claims`, on the page's own copy of the files. In: files, an edit. Out: the
// files that change, or why not; nothing is written anywhere. It comes with the reader, which looks at every edit before it is shown.

import {
  accept,
  bringBack,
  type Editable,
  grade,
  merge,
  newError,
  type Planned,
  reject,
  setEach,
} from "../../../tasks/claims/edits.ts";
import type { ClaimEdit, Edited, Files } from "./protocol.ts";
import { readModel } from "./reader.ts";

const YAML = /\.ya?ml$/;

/** A number as a number: in quotes it would be another credence. */
const asWritten = (written: string) =>
  written.trim() !== "" && Number.isFinite(Number(written)) ? Number(written) : written;

function planned(target: Editable, edit: ClaimEdit): Planned {
  switch (edit.does) {
    case "accept": {
      const drafts = { ...target, named: "the drafts", files: new Map([["drafts.yaml", edit.drafts]]) };
      const { id, says } = edit;
      return accept<Editable>(drafts, { ids: [id], credence: asWritten(edit.credence), says, into: target });
    }
    case "reword":
      return setEach(target, [edit.id], "says", edit.says, `${edit.id} is reworded.`);
    case "believe":
      return setEach(target, [edit.id], "credence", asWritten(edit.credence), `${edit.id} has another credence.`);
    case "reject":
      return reject(target, [edit.id], edit.because === "" ? undefined : edit.because);
    case "restore":
      return bringBack(target, [edit.id]);
    case "merge":
      return merge(target, edit.keep, edit.gone);
    case "grade":
      return grade(target, edit.source, edit.grade, edit.grade);
  }
}

export function editClaims(main: string, files: Files, edit: ClaimEdit, named: string): Edited {
  const read = (over: ReadonlyMap<string, string>) => (path: string) =>
    over.get(path) ?? (Object.hasOwn(files, path) ? files[path] : undefined);
  const own = new Map(Object.entries(files).filter(([file]) => YAML.test(file) && !file.startsWith("../")));
  const errors: Editable["errors"] = (over) =>
    readModel(main, read(over)).problems.filter((p) => p.severity === "error");
  const target = { named, main, files: own, errors };
  const plan = planned(target, edit);
  if ("refused" in plan) return plan;
  const change = plan.changes.find((c) => c.target === target);
  const wrong = change && newError(target, change.files);
  if (wrong) {
    const mend = wrong.mend ? ` (${wrong.mend})` : "";
    return {
      refused: `Nothing was changed, since then ${wrong.at.file}:${wrong.at.line} would be wrong: ${wrong.says}${mend}`,
    };
  }
  return { files: Object.fromEntries(change?.files ?? []) };
}
