// One claim of the model, to be worded, believed, graded, merged or set aside: each is an edit of the text that undo takes back, and no file
// is written before it is saved.

import { useState } from "react";
import { CREDIBILITY, RELIABILITY, readGrade, sayGrade } from "../../../../analysis/evidence/weighing/admiralty.ts";
import type { CheckedModel, ClaimSource } from "../../../../language/checked-model.ts";
import { nameInWords } from "../../../../present/words/figures.ts";
import { editClaim, showPlace, usePage } from "../../state/store.ts";
import type { ClaimEdit } from "../../worker/protocol.ts";
import { notice } from "../parts/actions.ts";

const GRADES = Object.keys(RELIABILITY).flatMap((letter) => Object.keys(CREDIBILITY).map((digit) => letter + digit));

/** Edits, and says what came of it. */
export function useEdit(): { says: string; edit: (edit: ClaimEdit, done: string) => Promise<boolean> } {
  const [says, say] = useState("");
  const edit = async (asked: ClaimEdit, done: string) => {
    const refused = await editClaim(asked);
    say(refused ?? "");
    if (refused === undefined) notice(done);
    return refused === undefined;
  };
  return { says, edit };
}

function Grade({ model, claim, edit }: { model: CheckedModel; claim: ClaimSource; edit: (grade: string) => void }) {
  const source = model.sources.find((s) => s.id === claim.source);
  if (!source) return null;
  const grade = source.grade === undefined ? undefined : readGrade(source.grade);
  return (
    <label>
      Grade of {source.title}
      <select value={grade ? grade.letter + grade.digit : ""} onChange={(event) => edit(event.target.value)}>
        {!grade && <option value="">none yet</option>}
        {GRADES.map((written) => (
          <option key={written} value={written}>
            {sayGrade(readGrade(written)!)}
          </option>
        ))}
      </select>
    </label>
  );
}

export function ClaimCard({ model, claim }: { model: CheckedModel; claim: ClaimSource }) {
  const written = usePage((page) => page.levers.find((l) => l.id === claim.id)?.written) ?? "";
  const [words, word] = useState(claim.says);
  const [credence, believe] = useState(written);
  const [other, choose] = useState("");
  const [because, explain] = useState("");
  const { says, edit } = useEdit();
  const { id } = claim;
  const name = nameInWords(id);
  return (
    <section className="claim-card" aria-label={`Claim ${name}`}>
      <h3>
        {name}{" "}
        <button type="button" className="quiet place" onClick={() => showPlace(claim.at)}>
          {claim.at.file}:{claim.at.line}
        </button>
      </h3>
      <p className="note">
        {claim.stance}, by {claim.speaker}
        {claim.deniedBy.length > 0 && `; denied by ${claim.deniedBy.join(", ")}`}
        {claim.origin !== undefined && `; of the origin ${claim.origin}`}
      </p>
      <label>
        In your own words
        <textarea rows={3} value={words} onChange={(event) => word(event.target.value)} />
      </label>
      <button
        type="button"
        disabled={words.trim() === "" || words === claim.says}
        onClick={() => void edit({ does: "reword", id, says: words.trim() }, `${name} is reworded.`)}
      >
        Reword
      </button>
      {claim.constant !== undefined && (
        <>
          <label>
            Credence, 0 to 1: how far you believe it
            <input type="text" inputMode="decimal" value={credence} onChange={(event) => believe(event.target.value)} />
          </label>
          <button
            type="button"
            disabled={credence.trim() === "" || credence === written}
            onClick={() => void edit({ does: "believe", id, credence }, `${name} has the credence ${credence}.`)}
          >
            Write it into the model
          </button>
        </>
      )}
      <Grade
        model={model}
        claim={claim}
        edit={(grade) => void edit({ does: "grade", source: claim.source!, grade }, `The source is graded ${grade}.`)}
      />
      <label>
        It says the same as
        <select value={other} onChange={(event) => choose(event.target.value)}>
          <option value="">choose a claim …</option>
          {model.claims
            .filter((c) => c.id !== id)
            .map((c) => (
              <option key={c.id} value={c.id}>
                {nameInWords(c.id)}
              </option>
            ))}
        </select>
      </label>
      <button
        type="button"
        disabled={other === ""}
        onClick={() => void edit({ does: "merge", keep: other, gone: id }, `${name} is ${nameInWords(other)} now.`)}
      >
        Merge into that one
      </button>
      <label>
        Set it aside because
        <input type="text" value={because} onChange={(event) => explain(event.target.value)} />
      </label>
      <button
        type="button"
        onClick={() => void edit({ does: "reject", id, because }, `${name} is set aside as a comment.`)}
      >
        Set aside
      </button>
      {says && (
        <p className="amber" role="status">
          {says}
        </p>
      )}
    </section>
  );
}
