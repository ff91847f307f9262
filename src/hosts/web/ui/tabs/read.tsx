// Read: a text untouched at the left, at the right the claims made of it and, where it was taken in here, what the reader drafts from it. A
// claim whose words are not where it says is listed as lost, never dropped. Besides: what all claims do, as `standoff claims` says it.

import { useState } from "react";
import { asideIn } from "../../../../analysis/evidence/editing/set-aside.ts";
import { sourceIdFrom } from "../../../../formats/evidence/claim-record.ts";
import type { CheckedModel, ClaimSource } from "../../../../language/checked-model.ts";
import { nameInWords } from "../../../../present/words/figures.ts";
import { withEdit } from "../../state/doc.ts";
import { change, filesNow, showPlace, usePage } from "../../state/store.ts";
import type { Draft } from "../../worker/protocol.ts";
import { notice } from "../parts/actions.ts";
import { quoteOf, textOf } from "../parts/quote.ts";
import { TakeText } from "../parts/take-text-box.tsx";
import { useReply } from "../parts/use-reply.ts";
import { WaySelect } from "../parts/way-select.tsx";
import { ClaimCard, useEdit } from "./claim-card.tsx";
import { DraftList } from "./drafts.tsx";
import { type Selected, SourceText } from "./source-text.tsx";
import { type Way, Weigh } from "./weigh.tsx";
import { addClaim, addSource } from "./write-model.ts";

const WAYS: [Way | "text", string][] = [
  ["text", "A text and its claims"],
  ["matrix", "Claims against rival answers"],
  ["effects", "What each claim does to the answer"],
  ["assumptions", "What rests on no claim"],
];

type Subject = { id: string; title: string; text: string | undefined; sha256?: string | undefined };

/** The sources of the model, and texts taken in here that are none of them. */
function useSubjects(model: CheckedModel): Subject[] {
  const { texts, taken } = usePage();
  const sources = model.sources.map((s) => ({ id: s.id, title: s.title, text: textOf(s, texts), sha256: s.sha256 }));
  const others = taken.filter((t) => !sources.some((s) => s.sha256 === t.sha256));
  return [
    ...sources,
    ...others.map((t) => ({ id: t.sha256, title: t.title ?? t.name, text: t.text, sha256: t.sha256 })),
  ];
}

/** The selected words as a claim, to be worded; with their source, where the model does not know the text yet. */
function addSelected({ title, sha256 = "", ...subject }: Subject, isSource: boolean, { start, end }: Selected): void {
  const files = filesNow();
  const source = isSource ? undefined : addSource(files, { id: sourceIdFrom(title), title, sha256 });
  const known = source ? { ...files, [source.file]: source.text } : files;
  const written = addClaim(known, { source: source?.id ?? subject.id, start, end });
  if (!written) {
    notice("No file of the model has a place for claims.");
    return;
  }
  const onDisk = usePage.getState().files;
  const edits = [source, written].filter((edit) => edit !== undefined);
  change("claim", (doc) => edits.reduce((laid, { file, text }) => withEdit(laid, file, text, onDisk[file]), doc));
  notice(`Added as ${written.id}: say in your own words what it claims.`);
  showPlace({ file: written.file, line: written.line, column: 1, length: 1 });
}

function ClaimList({ model, subject }: { model: CheckedModel; subject: Subject }) {
  const { texts, claim: chosen } = usePage();
  const source = model.sources.find((s) => s.id === subject.id);
  const claims = model.claims.filter((c) => c.source === subject.id);
  const isLost = (c: ClaimSource) => quoteOf(c, source, texts).kind === "lost";
  const choose = (claim: string | undefined) => usePage.setState({ claim });
  return (
    <>
      <h3>{claims.length === 0 ? "No claim of the model is of this text" : "Claims of the model"}</h3>
      <ul className="source-claims">
        {claims
          .toSorted((a, b) => (a.range?.start ?? 0) - (b.range?.start ?? 0))
          .map((c) => (
            <li key={c.id}>
              <button
                type="button"
                className="pick"
                aria-pressed={c.id === chosen}
                onClick={() => choose(c.id === chosen ? undefined : c.id)}
              >
                <strong>{nameInWords(c.id)}</strong> <span>{c.says}</span>
                {isLost(c) && <span className="amber">lost: its words are not there</span>}
              </button>
              {c.id === chosen && <ClaimCard key={`${c.id} ${c.says}`} model={model} claim={c} />}
            </li>
          ))}
      </ul>
    </>
  );
}

function Aside() {
  const page = usePage();
  const { says, edit } = useEdit();
  const aside = Object.values(filesNow(page)).flatMap(asideIn);
  if (aside.length === 0) return null;
  return (
    <details>
      <summary>set aside: {aside.length}</summary>
      <ul>
        {aside.map(({ id, why }) => (
          <li key={id}>
            {nameInWords(id)} ({why}){" "}
            <button
              type="button"
              className="quiet"
              onClick={() => void edit({ does: "restore", id }, `${nameInWords(id)} is back.`)}
            >
              bring back
            </button>
          </li>
        ))}
      </ul>
      {says && <p className="amber">{says}</p>}
    </details>
  );
}

/** What the reader drafts from a text that was taken in here, less what the model has of it by now. */
function useDrafts(model: CheckedModel, sha256: string | undefined) {
  const taken = usePage((page) => page.taken.find((t) => t.sha256 === sha256));
  const reply = useReply<"draft">(taken ? { kind: "draft", taken } : undefined, { waits: false });
  const own = new Set(model.sources.filter((s) => s.sha256 === sha256).map((s) => s.id));
  const has = ({ start, end }: Draft) =>
    model.claims.some((c) => own.has(c.source ?? "") && c.range?.start === start && c.range.end === end);
  const known = ({ start, end }: Draft) =>
    model.claims
      .filter((c) => own.has(c.source ?? "") && c.range && c.range.start < end && c.range.end > start)
      .map((c) => nameInWords(c.id));
  const drafts = taken ? reply.value : undefined;
  return { drafts, left: drafts?.claims.filter((d) => !has(d)) ?? [], known, says: reply.says };
}

function TextAndClaims({ model, subject }: { model: CheckedModel; subject: Subject }) {
  const claim = usePage((page) => page.claim);
  const [selected, select] = useState<Selected>();
  const [draft, chooseDraft] = useState<string>();
  const { drafts, left, known, says } = useDrafts(model, subject.sha256);
  const isSource = model.sources.some((s) => s.id === subject.id);
  const claims = model.claims.filter((c) => c.source === subject.id);
  const marks = [
    ...claims.flatMap((c) => (c.range ? [{ id: c.id, ...c.range }] : [])),
    ...left.map(({ id, start, end }) => ({ id: `draft ${id}`, start, end })),
  ];
  return (
    <div className="read-columns">
      <div>
        {subject.text === undefined ? (
          <p className="note">
            The text of this source is not here: drop it, and its claims are shown where they stand. It is known by its
            hash.
          </p>
        ) : (
          <>
            <SourceText
              text={subject.text}
              marks={marks}
              chosen={draft === undefined ? claim : `draft ${draft}`}
              select={select}
            />
            <button
              type="button"
              disabled={!selected}
              onClick={() => selected && addSelected(subject, isSource, selected)}
            >
              Make a claim of the selected words
            </button>
          </>
        )}
        <TakeText />
      </div>
      <div>
        {says && <p className="amber">{says}</p>}
        {drafts && <DraftList drafts={drafts} left={left} known={known} chosen={draft} choose={chooseDraft} />}
        {isSource && <ClaimList model={model} subject={subject} />}
        <Aside />
      </div>
    </div>
  );
}

function Texts({ model }: { model: CheckedModel }) {
  const { claim, reading } = usePage();
  const subjects = useSubjects(model);
  const of = model.claims.find((c) => c.id === claim)?.source;
  const subject =
    subjects.find((s) => reading !== undefined && (s.id === reading || s.sha256 === reading)) ??
    subjects.find((s) => s.id === of) ??
    subjects.find((s) => s.text !== undefined) ??
    subjects[0];
  if (!subject) return <TakeText />;
  return (
    <>
      <p className="filter">
        <label>
          Source{" "}
          <select value={subject.id} onChange={(event) => usePage.setState({ reading: event.target.value })}>
            {subjects.map((s) => (
              <option key={s.id} value={s.id}>
                {s.title}
                {s.text === undefined ? " (its text is not here)" : ""}
              </option>
            ))}
          </select>
        </label>
      </p>
      <TextAndClaims key={subject.sha256 ?? subject.id} model={model} subject={subject} />
    </>
  );
}

export function Read() {
  const model = usePage((page) => page.model);
  const [way, go] = useState<Way | "text">("text");
  if (!model) return <p className="note">The model's own text cannot be read.</p>;
  return (
    <div className="read">
      <p className="filter">
        <WaySelect ways={WAYS} way={way} choose={go} />
      </p>
      {way === "text" ? <Texts model={model} /> : <Weigh what={way} title={WAYS.find(([id]) => id === way)![1]} />}
    </div>
  );
}
