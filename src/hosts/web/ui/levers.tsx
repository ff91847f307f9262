// The levers: scenarios and lenses, foresight, beliefs, claims, choices held, values, parameters; and what was changed, listed, so that
// nothing that was changed is hidden.

import { useState } from "react";
import { dateOfStep } from "../../../base/dates.ts";
import type { CheckedModel, Policy } from "../../../language/checked-model.ts";
import { claimsInUse } from "../../../language/formulas.ts";
import { sayChange } from "../../../present/answers/what-changed.ts";
import { nameInWords } from "../../../present/words/figures.ts";
import { countMoved, withHold, withSet } from "../state/doc.ts";
import type { Lever, LeverGroup } from "../state/levers.ts";
import { change, resetLevers, usePage } from "../state/store.ts";
import { LeverRow } from "./lever-row.tsx";
import { showLevers } from "./parts/actions.ts";

function Scenarios({ model }: { model: CheckedModel }) {
  const scenarios = usePage((page) => page.history.doc.scenarios);
  const set = (ids: readonly string[]) => change("scenario", (doc) => ({ ...doc, scenarios: ids }));
  const [first = "", ...more] = scenarios;
  const lenses = model.scenarios.filter((s) => s.lens);
  const others = model.scenarios.filter((s) => !s.lens);
  const group = (label: string, of: typeof lenses) =>
    of.length > 0 && (
      <optgroup label={label}>
        {of.map((s) => (
          <option key={s.id} value={s.id}>
            {s.label}
          </option>
        ))}
      </optgroup>
    );
  const note = model.scenarios.find((s) => s.id === first)?.note;
  return (
    <div className="scenario">
      <label htmlFor="scenario">Scenario</label>
      <select
        id="scenario"
        value={first}
        onChange={(event) => set(event.target.value === "" ? more : [event.target.value, ...more])}
      >
        <option value="">as it is</option>
        {group("Rival lenses", lenses)}
        {group("Scenarios", others)}
      </select>
      {first !== "" && (
        <select
          aria-label="Lay another over it"
          value={more[0] ?? ""}
          onChange={(event) => set(event.target.value === "" ? [first] : [first, event.target.value])}
        >
          <option value="">and nothing else</option>
          {group(
            "Rival lenses",
            lenses.filter((s) => s.id !== first),
          )}
          {group(
            "Scenarios",
            others.filter((s) => s.id !== first),
          )}
        </select>
      )}
      {note && <p className="note">{note}</p>}
    </div>
  );
}

function Hold({ model, policy }: { model: CheckedModel; policy: Policy }) {
  const held = usePage((page) => page.history.doc.hold[policy.id]) ?? "";
  const [option = "", span = ""] = held.split("@");
  const [from = "", until = ""] = span.split("..");
  const dates = Array.from({ length: model.clock.steps }, (_, t) => dateOfStep(model.clock, t));
  const set = (o: string, f: string, u: string) => {
    const dated = f !== "" || u !== "" ? `@${f === "" ? dates[0]! : f}${u === "" ? "" : `..${u}`}` : "";
    change(`hold ${policy.id}`, (doc) => withHold(doc, policy.id, o === "" ? undefined : `${o}${dated}`));
  };
  const owner = model.actors[policy.owner]!.name;
  const name = policy.label ?? `${owner}: ${nameInWords(policy.id.split(".").slice(1).join(" "))}`;
  return (
    <div className={held === "" ? "hold" : "hold moved"} data-lever={policy.id}>
      <label>
        <span>{name}</span>
        <select value={option} onChange={(event) => set(event.target.value, from, until)}>
          <option value="">free</option>
          {policy.options.map((o) => (
            <option key={o.id} value={o.id}>
              {nameInWords(o.id)}
              {o.label === o.id ? "" : `: ${o.label}`}
            </option>
          ))}
        </select>
      </label>
      {option !== "" && (
        <div className="span">
          <label>
            from
            <select value={from} onChange={(event) => set(option, event.target.value, until)}>
              <option value="">the start</option>
              {dates.slice(1).map((date) => (
                <option key={date}>{date}</option>
              ))}
            </select>
          </label>
          <label>
            until
            <select value={until} onChange={(event) => set(option, from, event.target.value)}>
              <option value="">the end</option>
              {dates
                .filter((date) => from === "" || date > from)
                .map((date) => (
                  <option key={date}>{date}</option>
                ))}
            </select>
          </label>
        </div>
      )}
    </div>
  );
}

/** A belief that an actor has not been given yet. */
function NewBelief({ model, levers }: { model: CheckedModel; levers: readonly Lever[] }) {
  const moved = usePage((page) => page.history.doc.set);
  const [actor, choose] = useState(model.actors[0]?.id ?? "");
  const known = levers.filter((l) => l.group === "beliefs").map((l) => l.id);
  const about = levers.filter((l) => l.group === "claims" || l.group === "parameters");
  const added = Object.keys(moved).filter((id) => id.includes(".believes.") && !known.includes(id));
  const add = (id: string) => {
    const lever = about.find((l) => l.id === id);
    if (lever)
      change("belief", (doc) =>
        withSet(doc, `${actor}.believes.${id}`, lever.group === "claims" ? "0.5" : lever.written),
      );
  };
  return (
    <>
      {added.map((id) => {
        const of = about.find((l) => l.id === id.split(".believes.")[1]);
        const who = model.actors.find((a) => a.id === id.split(".")[0])?.name;
        if (!of) return null;
        return (
          <LeverRow
            key={id}
            lever={{ ...of, id, group: "beliefs", name: `${who} takes ${of.id.replaceAll("_", " ")} to be` }}
          />
        );
      })}
      <div className="new-belief">
        <label>
          Let
          <select value={actor} onChange={(event) => choose(event.target.value)}>
            {model.actors.map((a) => (
              <option key={a.id} value={a.id}>
                {a.name}
              </option>
            ))}
          </select>
        </label>
        <label>
          believe otherwise about
          <select value="" onChange={(event) => add(event.target.value)}>
            <option value="">choose …</option>
            {about.map((l) => (
              <option key={l.id} value={l.id}>
                {nameInWords(l.id)}
              </option>
            ))}
          </select>
        </label>
      </div>
    </>
  );
}

function Group({ name, of, open, children }: { name: string; of: number; open?: boolean; children: React.ReactNode }) {
  return (
    <details className="group" open={open}>
      <summary>
        <h3 className="group-name">{name}</h3> {of > 0 && <span className="count">{of}</span>}
      </summary>
      {children}
    </details>
  );
}

function Changed() {
  const view = usePage((page) => page.view);
  const doc = usePage((page) => page.history.doc);
  const problems = usePage((page) => page.leverProblems);
  // A formula's fault does not say whose it is: of the lever that was moved last
  const last = usePage((page) => page.history.last?.of ?? "");
  const whose = problems.length === 1 && !problems[0]!.says.includes(last) ? doc.set[last] : undefined;
  const moved = countMoved(doc);
  if (moved === 0 && problems.length === 0) return null;
  const changes = view?.changes ?? [];
  return (
    <details className="changed" open={changes.length < 6 || problems.length > 0}>
      <summary>changed: {Math.max(moved, changes.length)}</summary>
      {problems.map((p) => (
        <p key={`${p.at.file}${p.says}`} className="amber">
          {whose !== undefined && `${last} = ${whose}: `}
          {p.says}
          {p.mend ? `; ${p.mend}` : ""}
        </p>
      ))}
      <ul>
        {changes.map((c) => (
          <li key={c.name}>{sayChange(c).replace("->", "→")}</li>
        ))}
      </ul>
    </details>
  );
}

const ORDER: [LeverGroup, string][] = [
  ["values", "Values"],
  ["parameters", "Parameters"],
  ["temper", "Precision and discount"],
];

export function Levers() {
  const model = usePage((page) => page.model);
  const levers = usePage((page) => page.levers);
  const moved = usePage((page) => countMoved(page.history.doc));
  const isSheetUp = usePage((page) => page.isSheetUp);
  if (!model) return <section className="levers" id="levers" aria-label="Levers" />;
  const of = (group: LeverGroup) => levers.filter((l) => l.group === group);
  const used = claimsInUse(model);
  const isUsed = (l: Lever) => used.has(model.constants.findIndex((c) => c.id === l.id));
  const claims = of("claims");
  const rows = (group: readonly Lever[]) => group.map((lever) => <LeverRow key={lever.id} lever={lever} />);
  return (
    <section className={isSheetUp ? "levers up" : "levers"} id="levers" aria-label="Levers" tabIndex={-1}>
      <div className="column-head">
        <h2>Levers</h2>
        <button type="button" className="quiet" onClick={resetLevers} disabled={moved === 0}>
          reset
        </button>
        <button type="button" className="quiet narrow-only" onClick={() => showLevers(false)}>
          close
        </button>
      </div>
      {model.scenarios.length > 0 && <Scenarios model={model} />}
      <Changed />
      <Group name="Foresight" of={0} open>
        {rows(of("foresight"))}
      </Group>
      <Group name="Beliefs" of={of("beliefs").length}>
        {rows(of("beliefs"))}
        <NewBelief model={model} levers={levers} />
      </Group>
      <Group name="Claims" of={claims.filter(isUsed).length} open={claims.length <= 4}>
        {rows(claims.filter(isUsed))}
        {claims.some((l) => !isUsed(l)) && (
          <p className="note">{claims.filter((l) => !isUsed(l)).length} further claims move nothing in this model.</p>
        )}
      </Group>
      <Group name="Choices" of={model.policies.length}>
        {model.policies.map((policy) => (
          <Hold key={policy.id} model={model} policy={policy} />
        ))}
      </Group>
      {ORDER.map(([group, name]) =>
        of(group).length === 0 ? null : (
          <Group key={group} name={name} of={of(group).length}>
            {rows(of(group))}
          </Group>
        ),
      )}
    </section>
  );
}
