// Futures one by one: a dozen unlike each other, then all that pass a filter; one of them told as a chronicle, with the command that
// replays it, and forked at a date.

import { useMemo, useState } from "react";
import { dateOfStep } from "../../../../base/dates.ts";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import { count, nameInWords } from "../../../../present/words/figures.ts";
import { commandOf } from "../../state/command.ts";
import { movedOf, withHold } from "../../state/doc.ts";
import { change, showTab, usePage } from "../../state/store.ts";
import type { FuturesView } from "../../worker/protocol.ts";
import { CommandLine } from "../parts/command-line.tsx";
import { DocumentView } from "../parts/document-view.tsx";
import { useReply } from "../parts/use-reply.ts";

const RUNS = 1_000;
const ROWS = 40;
/** Turns told in one line of the list. */
const TURNS = 4;

type Filter = { policy: number; option: number; when: "ever" | "last" };

function turnsOf(model: CheckedModel, futures: FuturesView, run: number): { step: number; text: string }[] {
  const { steps, runs, options } = futures;
  const turns: { step: number; text: string }[] = [];
  model.policies.forEach((policy, k) => {
    let before = policy.start;
    for (let t = 0; t < steps; t++) {
      const now = options[(k * steps + t) * runs + run]!;
      if (now !== before)
        turns.push({ step: t, text: `${policy.id.split(".")[0]} ${nameInWords(policy.options[now]!.id)}` });
      before = now;
    }
  });
  return turns.toSorted((a, b) => a.step - b.step);
}

function passes(futures: FuturesView, run: number, filter: Filter | undefined): boolean {
  if (futures.failed[run]) return false;
  if (!filter) return true;
  const { steps, runs, options } = futures;
  const at = (t: number) => options[(filter.policy * steps + t) * runs + run] === filter.option;
  if (filter.when === "last") return at(steps - 1);
  for (let t = 0; t < steps; t++) if (at(t)) return true;
  return false;
}

function FilterRow({
  model,
  filter,
  set,
}: {
  model: CheckedModel;
  filter: Filter | undefined;
  set: (f: Filter | undefined) => void;
}) {
  return (
    <p className="filter">
      <label>
        where{" "}
        <select
          value={filter ? `${filter.policy} ${filter.option}` : ""}
          onChange={(event) => {
            const [policy, option] = event.target.value.split(" ").map(Number);
            set(
              event.target.value === ""
                ? undefined
                : { policy: policy!, option: option!, when: filter?.when ?? "ever" },
            );
          }}
        >
          <option value="">anything happens</option>
          {model.policies.map((policy, p) => (
            <optgroup key={policy.id} label={policy.label ?? policy.id}>
              {policy.options.map((option, o) => (
                <option key={option.id} value={`${p} ${o}`}>
                  {policy.id.split(".")[0]} {nameInWords(option.id)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      {filter && (
        <label>
          <span className="hidden">when</span>
          <select
            value={filter.when}
            onChange={(event) => set({ ...filter, when: event.target.value === "last" ? "last" : "ever" })}
          >
            <option value="ever">at any time</option>
            <option value="last">at the end</option>
          </select>
        </label>
      )}
    </p>
  );
}

function FutureRow({
  model,
  futures,
  run,
  chosen,
}: {
  model: CheckedModel;
  futures: FuturesView;
  run: number;
  chosen: boolean;
}) {
  const turns = turnsOf(model, futures, run);
  const said = turns.slice(0, TURNS).map((t) => `${dateOfStep(model.clock, t.step)} ${t.text}`);
  return (
    <li>
      <button type="button" aria-pressed={chosen} onClick={() => usePage.setState({ run })}>
        <span className="run">{run}</span>
        <span>
          {said.length === 0 ? "nobody changes course" : said.join(" · ")}
          {turns.length > TURNS && <span className="note"> … {turns.length - TURNS} more turns</span>}
        </span>
      </button>
    </li>
  );
}

function Fork({ model, run }: { model: CheckedModel; run: number }) {
  const [policy, choosePolicy] = useState(0);
  const [option, chooseOption] = useState("");
  const [from, chooseFrom] = useState("");
  const of = model.policies[policy];
  if (!of) return null;
  const dates = Array.from({ length: model.clock.steps }, (_, t) => dateOfStep(model.clock, t));
  const fork = () => {
    const o = option === "" ? of.options[0]!.id : option;
    change(`hold ${of.id}`, (doc) => withHold(doc, of.id, `${o}${from === "" ? "" : `@${from}`}`));
  };
  return (
    <fieldset className="fork">
      <legend>Fork future {run}</legend>
      <label>
        from
        <select value={from} onChange={(event) => chooseFrom(event.target.value)}>
          <option value="">the start</option>
          {dates.slice(1).map((date) => (
            <option key={date}>{date}</option>
          ))}
        </select>
      </label>
      <label>
        let
        <select
          value={policy}
          onChange={(event) => {
            choosePolicy(Number(event.target.value));
            chooseOption("");
          }}
        >
          {model.policies.map((p, k) => (
            <option key={p.id} value={k}>
              {p.label ?? p.id}
            </option>
          ))}
        </select>
      </label>
      <label>
        be
        <select value={option} onChange={(event) => chooseOption(event.target.value)}>
          {of.options.map((o) => (
            <option key={o.id} value={o.id}>
              {nameInWords(o.id)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={fork}>
        Play it on
      </button>
      <p className="note">
        The same luck up to that date and after it. The choice is held in all futures, so the answer moves too; undo
        takes it back.
      </p>
    </fieldset>
  );
}

function Chronicle({ model, run }: { model: CheckedModel; run: number }) {
  const { history, seed, boot, runs } = usePage();
  const moved = movedOf(history.doc);
  const told = useReply<"chronicle">({ kind: "chronicle", moved, seed, run });
  return (
    <article className={told.isOld ? "chronicle old" : "chronicle"} aria-label={`Future ${run}`}>
      <h3>Future {run}</h3>
      <CommandLine text={commandOf(boot.folder, "play", [], { moved, seed, runs, run })} />
      {told.value ? <DocumentView document={told.value.document} /> : <p className="note">{told.says ?? "…"}</p>}
      <Fork model={model} run={run} />
      <p>
        <button type="button" onClick={() => showTab("seat")}>
          Take a seat in this future
        </button>
      </p>
    </article>
  );
}

export function Futures() {
  const { model, history, seed, run } = usePage();
  const [filter, set] = useState<Filter | undefined>();
  const reply = useReply<"futures">(
    model ? { kind: "futures", moved: movedOf(history.doc), seed, runs: RUNS } : undefined,
  );
  const futures = reply.value;
  const found = useMemo(() => {
    if (!futures) return [];
    if (!filter) return futures.unlike;
    return Array.from({ length: futures.runs }, (_, i) => i).filter((i) => passes(futures, i, filter));
  }, [futures, filter]);
  if (!model || !futures) return <p className="note">{reply.says ?? "Playing futures to tell apart …"}</p>;
  const chosen = run ?? found[0];
  return (
    <div className="futures">
      <div className={reply.isOld ? "old" : undefined}>
        <FilterRow model={model} filter={filter} set={set} />
        <p className="note">
          {filter
            ? `${count(found.length)} of ${count(futures.runs)} futures`
            : `${found.length} futures unlike each other, of ${count(futures.runs)}; the most usual first`}
        </p>
        <ol className="runs">
          {found.slice(0, ROWS).map((i) => (
            <FutureRow key={i} model={model} futures={futures} run={i} chosen={i === chosen} />
          ))}
        </ol>
      </div>
      {chosen !== undefined && <Chronicle model={model} run={chosen} />}
    </div>
  );
}
