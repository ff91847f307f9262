// Why an actor chooses: the utility of an option against another, split into its named value terms, each with its claims. The actor, the
// date and the contrast may be chosen: "why not coerce?".

import { useState } from "react";
import { dateOfStep } from "../../../../base/dates.ts";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import { decides } from "../../../../language/decides.ts";
import { partsChart } from "../../../../present/charts/parts-chart.ts";
import { fixed, nameInWords, percent } from "../../../../present/words/figures.ts";
import { movedOf } from "../../state/doc.ts";
import { showPlace, usePage } from "../../state/store.ts";
import { BECAUSE_RUNS } from "../parts/because.tsx";
import { FigureView } from "../parts/figure.tsx";
import { NARROW, useNarrow } from "../parts/use-narrow.ts";
import { useReply } from "../parts/use-reply.ts";

const signed = (x: number) => `${x > 0 ? "+" : ""}${fixed(x, 2)}`;
const SMALL = 0.005;

function labelOf(model: CheckedModel, term: string, id: string | undefined): string {
  if (term === "change") return "cost of changing course";
  if (term === "taste") return "for reasons outside the model";
  return model.terms.find((t) => t.id === id)?.label ?? nameInWords(term);
}

export function Why() {
  const { model, question, history, seed } = usePage();
  const isNarrow = useNarrow();
  const asked = model?.questions.find((q) => q.id === question);
  const own = asked && "policy" in asked ? model?.policies[asked.policy]?.id : undefined;
  const [policyId, choosePolicy] = useState<string | undefined>();
  const [date, chooseDate] = useState<string | undefined>();
  const [choice, chooseChoice] = useState<string | undefined>();
  const [against, chooseAgainst] = useState<string | undefined>();
  const reviewed = model?.policies.filter(decides) ?? [];
  const policy = reviewed.find((p) => p.id === (policyId ?? own)) ?? reviewed[0];
  const reply = useReply<"because">(
    model && policy
      ? {
          kind: "because",
          question,
          moved: movedOf(history.doc),
          seed,
          runs: BECAUSE_RUNS,
          policy: policy.id,
          date,
          choice,
        }
      : undefined,
    { channel: "why" },
  );
  if (!model || !policy) return <p className="note">In this model nobody decides.</p>;
  const reviews = Array.from({ length: Math.ceil(model.clock.steps / policy.review) }, (_, i) =>
    dateOfStep(model.clock, i * policy.review),
  );
  const e = reply.value;
  const reason = e?.reasons.find((r) => r.against === against) ?? e?.reasons[0];
  const parts = (reason?.parts ?? [])
    .filter((p) => Math.abs(p.difference) >= SMALL)
    .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const owner = model.actors[policy.owner]!.name;
  return (
    <div className="why">
      <p className="filter">
        <label>
          Whose choice{" "}
          <select
            value={policy.id}
            onChange={(event) => {
              choosePolicy(event.target.value);
              chooseChoice(undefined);
              chooseAgainst(undefined);
            }}
          >
            {reviewed.map((p) => (
              <option key={p.id} value={p.id}>
                {p.label ?? p.id}
              </option>
            ))}
          </select>
        </label>
        <label>
          when{" "}
          <select
            value={date ?? ""}
            onChange={(event) => chooseDate(event.target.value === "" ? undefined : event.target.value)}
          >
            <option value="">at the asked date</option>
            {reviews.map((d) => (
              <option key={d}>{d}</option>
            ))}
          </select>
        </label>
        <label>
          why{" "}
          <select value={choice ?? reason?.option ?? ""} onChange={(event) => chooseChoice(event.target.value)}>
            {policy.options.map((o) => (
              <option key={o.id} value={o.id}>
                {nameInWords(o.id)}
              </option>
            ))}
          </select>
        </label>
        <label>
          and not{" "}
          <select value={reason?.against ?? ""} onChange={(event) => chooseAgainst(event.target.value)}>
            {(e?.reasons ?? []).map((r) => (
              <option key={r.against} value={r.against}>
                {nameInWords(r.against)}
              </option>
            ))}
          </select>
        </label>
      </p>
      {!reason && (
        <p className="note">
          {reply.says ?? (e ? "No other option was open at that review." : "After the answer has settled.")}
        </p>
      )}
      {reason && (
        <div className={reply.isOld ? "old" : undefined}>
          <p className="lead">
            In {dateOfStep(model.clock, reason.step)}, as {owner} reckons ahead, {nameInWords(reason.option)} is worth{" "}
            <strong>{signed(reason.difference)}</strong> {reason.difference < 0 ? "less" : "more"} than{" "}
            {nameInWords(reason.against)}, on average over {reason.runs} futures in which both were open.
          </p>
          {parts.length === 0 ? (
            <p className="note">Nothing that it values tells the two apart.</p>
          ) : (
            <FigureView
              figure={partsChart(
                parts.map((p) => ({ name: labelOf(model, p.term, p.id), value: p.difference })),
                {
                  title: `Why ${nameInWords(reason.option)} and not ${nameInWords(reason.against)}`,
                  says: "Each bar is one thing that it values; to the right speaks for the choice, to the left against it. The bars sum to the difference.",
                  unit: "utility",
                  format: signed,
                },
                isNarrow ? NARROW : 660,
              )}
            />
          )}
          <ul className="grounds">
            {parts.flatMap((p) => {
              const term = model.terms.find((t) => t.id === p.id);
              if (!term) return [];
              return [
                <li key={p.term}>
                  <span>{labelOf(model, p.term, p.id)}</span>{" "}
                  {p.because.length === 0
                    ? "no claim supports it"
                    : p.because.map((c) => (
                        <button key={c} type="button" className="quiet" onClick={() => usePage.setState({ claim: c })}>
                          {nameInWords(c)}
                        </button>
                      ))}{" "}
                  <button type="button" className="quiet place" onClick={() => showPlace(term.at)}>
                    {term.at.file.replace(/^.*\//, "")}:{term.at.line}
                  </button>
                </li>,
              ];
            })}
          </ul>
        </div>
      )}
      {e && e.scores.length > 0 && (
        <section className="table-box" aria-label="All options">
          <table className={reply.isOld ? "old" : undefined}>
            <caption>All options at that review</caption>
            <thead>
              <tr>
                <th scope="col">option</th>
                <th scope="col" className="number">
                  open in
                </th>
                <th scope="col" className="number">
                  utility where open
                </th>
                <th scope="col" className="number">
                  chance
                </th>
              </tr>
            </thead>
            <tbody>
              {e.scores
                .toSorted((a, b) => b.chance - a.chance)
                .map((s) => (
                  <tr key={s.option}>
                    <th scope="row">{nameInWords(s.option)}</th>
                    <td className="number">{percent(s.open)}</td>
                    <td className="number">{s.open > 0 ? fixed(s.utility, 2) : ""}</td>
                    <td className="number">{percent(s.chance)}</td>
                  </tr>
                ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
