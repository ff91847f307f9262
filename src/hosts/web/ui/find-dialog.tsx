// Find anything by its name: a lever, a claim, a question, a thing of the model; Enter goes there.

import { useMemo, useState } from "react";
import { flushSync } from "react-dom";
import type { CheckedModel } from "../../../language/checked-model.ts";
import type { Lever } from "../state/levers.ts";
import { chooseQuestion, showPlace, usePage } from "../state/store.ts";
import { Box } from "./box.tsx";
import { closeDialog, showLevers } from "./parts/actions.ts";

type Found = { key: string; kind: string; name: string; detail: string; go: () => void };

const SHOWN = 12;

function toLever(id: string): void {
  flushSync(() => showLevers(true));
  const row = document.querySelector<HTMLElement>(`[data-lever="${CSS.escape(id)}"]`);
  for (let box = row?.closest("details"); box; box = box.parentElement?.closest("details")) box.open = true;
  row?.querySelector<HTMLElement>("input[type=range], select")?.focus();
  row?.scrollIntoView({ block: "center" });
}

function everything(model: CheckedModel, levers: readonly Lever[]): Found[] {
  const wordy = (id: string) => id.replaceAll("_", " ");
  return [
    ...model.questions.map((q) => ({
      key: `q ${q.id}`,
      kind: "question",
      name: q.ask,
      detail: q.id,
      go: () => chooseQuestion(q.id),
    })),
    ...levers.map((l) => ({
      key: `l ${l.id}`,
      kind: "lever",
      name: l.name,
      detail: `${l.id} ${l.written}`,
      go: () => toLever(l.id),
    })),
    ...model.policies.map((p) => ({
      key: `p ${p.id}`,
      kind: "choice",
      name: p.label ?? wordy(p.id),
      detail: p.id,
      go: () => toLever(p.id),
    })),
    ...model.claims.map((c) => ({
      key: `c ${c.id}`,
      kind: "claim",
      name: wordy(c.id),
      detail: c.says,
      go: () => usePage.setState({ claim: c.id }),
    })),
    ...[...model.stocks.filter((s) => !s.hidden), ...model.derived, ...model.events].map((x) => ({
      key: `x ${x.id}`,
      kind: "in the model",
      name: x.label ?? wordy(x.id),
      detail: `${x.id}, ${x.at.file}:${x.at.line}`,
      go: () => showPlace(x.at),
    })),
  ];
}

/** Every word of the query begins a word of what is found; names that begin with it come first. */
function matches(all: readonly Found[], query: string): Found[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((w) => w !== "");
  if (words.length === 0) return [];
  const text = (f: Found) => ` ${f.name} ${f.detail}`.toLowerCase();
  const found = all.filter((f) => words.every((w) => text(f).includes(w)));
  const rank = (f: Found) => (f.name.toLowerCase().startsWith(words[0]!) ? 0 : 1);
  return found.toSorted((a, b) => rank(a) - rank(b)).slice(0, SHOWN);
}

export function FindDialog() {
  const { model, levers } = usePage();
  const [query, ask] = useState("");
  const [at, move] = useState(0);
  const all = useMemo(() => (model ? everything(model, levers) : []), [model, levers]);
  const found = matches(all, query);
  const go = (f: Found | undefined) => {
    if (!f) return;
    flushSync(closeDialog);
    f.go();
  };
  return (
    <Box title="Find">
      <input
        type="search"
        data-first
        aria-label="Name of a lever, claim, question or thing of the model"
        value={query}
        onChange={(event) => {
          ask(event.target.value);
          move(0);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown") move(Math.min(found.length - 1, at + 1));
          else if (event.key === "ArrowUp") move(Math.max(0, at - 1));
          else if (event.key === "Enter") go(found[at]);
          else return;
          event.preventDefault();
        }}
      />
      <ul className="found">
        {found.map((f, i) => (
          <li key={f.key}>
            <button type="button" className={i === at ? "at" : undefined} onClick={() => go(f)}>
              <span className="kind">{f.kind}</span> <strong>{f.name}</strong> <span className="note">{f.detail}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="note" role="status">
        {query === "" ? "" : `${found.length === SHOWN ? "the first " : ""}${found.length} found`}
      </p>
    </Box>
  );
}
