// Drafts of claims that the reader's rules found in a text: each is accepted, in a person's own words and with his credence, or left out.

import { useState } from "react";
import { count, plural } from "../../../../present/words/figures.ts";
import type { Draft, Drafts } from "../../worker/protocol.ts";
import { useEdit } from "./claim-card.tsx";

const SHOWN = 200;

function Accept({ draft, yaml }: { draft: Draft; yaml: string }) {
  const [words, word] = useState(draft.says);
  const [credence, believe] = useState("");
  const { says, edit } = useEdit();
  const isAsked = draft.stance !== "question";
  const accept = () =>
    void edit(
      { does: "accept", drafts: yaml, id: draft.id, credence, says: words.trim() },
      "Accepted: now tie it to the model.",
    );
  return (
    <div className="claim-card">
      <label>
        In your own words
        <textarea rows={3} value={words} onChange={(event) => word(event.target.value)} />
      </label>
      {isAsked && (
        <label>
          Credence, 0 to 1: how far you believe it
          <input type="text" inputMode="decimal" value={credence} onChange={(event) => believe(event.target.value)} />
        </label>
      )}
      <button type="button" disabled={words.trim() === "" || (isAsked && credence.trim() === "")} onClick={accept}>
        Accept into the model
      </button>
      {says && (
        <p className="amber" role="status">
          {says}
        </p>
      )}
    </div>
  );
}

export function DraftList({
  drafts,
  left,
  known,
  chosen,
  choose,
}: {
  drafts: Drafts;
  /** Not in the model yet. */
  left: readonly Draft[];
  /** The model's claims of the same words, by name. */
  known: (draft: Draft) => readonly string[];
  chosen: string | undefined;
  choose: (id: string | undefined) => void;
}) {
  const { damaged, boilerplate } = drafts;
  return (
    <>
      <h3>
        {left.length === 0 ? "No draft is left" : `${plural(left.length, "draft")} by rules, none of it in the model`}
      </h3>
      <p className="note">
        {plural(boilerplate, "line")} of the page set aside as boilerplate
        {damaged.length > 0 && `; the text is damaged in line ${damaged.join(", ")}: look it up before you rest on it`}.
      </p>
      <ul className="source-claims">
        {left.slice(0, SHOWN).map((draft) => (
          <li key={draft.id}>
            <button
              type="button"
              className="pick"
              aria-pressed={draft.id === chosen}
              onClick={() => choose(draft.id === chosen ? undefined : draft.id)}
            >
              <strong>
                {draft.stance}, {draft.speaker}
              </strong>{" "}
              <span>{draft.says}</span>{" "}
              <span className="note">
                line {draft.line}
                {draft.deniedBy.length > 0 && `; denied by ${draft.deniedBy.join(", ")}`}
                {draft.isGarbled && "; the text is damaged here"}
                {known(draft).length > 0 && `; the model has of these words: ${known(draft).join(", ")}`}
              </span>
              {draft.doubts.map((doubt) => (
                <span key={doubt} className="amber">
                  {doubt}
                </span>
              ))}
            </button>
            {draft.id === chosen && <Accept draft={draft} yaml={drafts.yaml} />}
          </li>
        ))}
      </ul>
      {left.length > SHOWN && (
        <p className="note">
          and {count(left.length - SHOWN)} more, for which `standoff read` and an editor are the better place
        </p>
      )}
    </>
  );
}
