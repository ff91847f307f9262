// What the answer rests on: which claims and numbers carry it, what would change it, and for the claim in hand its source, its words and
// its line of the model. From any number here one click leads to the claim, from there to the text and to the model.

import type { Explained, ExplainedDecision } from "../../../../analysis/sensitivity/explain-answer.ts";
import { dateOfStep } from "../../../../base/dates.ts";
import type { CheckedModel, ClaimSource } from "../../../../language/checked-model.ts";
import { count, fixed, nameInWords, percent, quantity } from "../../../../present/words/figures.ts";
import { toldClaims, toldInputs, toldLessons } from "../../../../present/words/significance.ts";
import { movedOf } from "../../state/doc.ts";
import { showPlace, showTab, usePage } from "../../state/store.ts";
import { quoteOf } from "./quote.ts";
import { useReply } from "./use-reply.ts";

/** The runs of `standoff explain`: many enough for a claim's effect, few enough to come at once. */
export const BECAUSE_RUNS = 2_048;
const SHOWN = 6;

const points = (x: number) => `${x > 0 ? "+" : ""}${fixed(x * 100, Math.abs(x) < 0.0995 ? 1 : 0)}`;
const effect = (share: boolean, x: number) => (share ? `${points(x)} pt` : `${x > 0 ? "+" : ""}${quantity(x)}`);
const level = (share: boolean, x: number) => (share ? percent(x) : quantity(x));

function showInText(): void {
  usePage.setState({ reading: undefined });
  showTab("read");
}

const chooseClaim = (claim: string) => usePage.setState({ claim });

function Carriers({ e }: { e: Explained }) {
  const levers = usePage((page) => page.levers);
  const told = toldClaims(e).flatMap((c) => (c.split.kind === "split" ? [{ c, split: c.split }] : []));
  const inputs = toldInputs(e);
  if (e.carried.constant) return <p>The answer is the same in every future: nothing carries it.</p>;
  if (told.length === 0 && inputs.length === 0)
    return <p>No single claim or number moves it by more than luck would.</p>;
  return (
    <>
      {told.length === 0 && (
        <p className="note">No claim moves it by more than luck would, with {count(e.runs)} futures.</p>
      )}
      <ul className="carriers">
        {told.slice(0, SHOWN).map(({ c, split }) => (
          <li key={c.claim}>
            <button type="button" onClick={() => chooseClaim(c.claim)} title={c.says}>
              <span className="name">{nameInWords(c.claim)}</span>
              <span className="effect">{effect(e.share, split.difference)}</span>
              <span className="detail">
                if true {level(e.share, split.whenTrue)}, if false {level(e.share, split.whenFalse)} (
                {effect(e.share, split.low)} to {effect(e.share, split.high)})
              </span>
            </button>
          </li>
        ))}
        {inputs.slice(0, told.length > 3 ? 3 : SHOWN).map((i) => (
          <li key={i.input}>
            <button type="button" onClick={() => showPlace(i.at)} title={`${i.kind}, ${i.at.file}:${i.at.line}`}>
              <span className="name">
                {i.kind === "start"
                  ? `start of ${nameInWords(i.input)}`
                  : (levers.find((l) => l.id === i.input)?.name ?? nameInWords(i.input))}
              </span>
              <span className="effect">{percent(i.first.value)}</span>
              <span className="detail">of the spread between futures ({i.kind})</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** Before a decision: what it would be worth to know, and what would then be best. */
function Lessons({ d }: { d: ExplainedDecision }) {
  const levers = usePage((page) => page.levers);
  const told = toldLessons(d).slice(0, SHOWN);
  if (told.length === 0) return null;
  return (
    <>
      <h3>Worth knowing first</h3>
      <ul className="carriers">
        {told.map((l) => (
          <li key={l.about}>
            <button type="button" onClick={() => (l.kind === "claim" ? chooseClaim(l.about) : showPlace(l.at))}>
              <span className="name">{levers.find((lever) => lever.id === l.about)?.name ?? nameInWords(l.about)}</span>
              <span className="effect">{quantity(l.knowing.value)}</span>
              <span className="detail">
                {l.kind === "claim" ? "if false, if true" : "from low to high"}: best is{" "}
                {l.options.map((option) => nameInWords(option)).join(", ")}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <p className="note">Of {quantity(d.regret)}, what knowing everything would be worth, luck included.</p>
    </>
  );
}

function Signs({ e, model }: { e: Explained; model: CheckedModel }) {
  const signs = e.carried.indicators.slice(0, 3);
  if (signs.length === 0) return null;
  return (
    <>
      <h3>What to look for</h3>
      <ul className="signs">
        {signs.map((s) => {
          const policy = model.policies.find((p) => p.id === s.policy);
          return (
            <li key={`${s.policy} ${s.option} ${s.step}`}>
              {dateOfStep(model.clock, s.step)}, {policy?.label ?? s.policy} at {nameInWords(s.option)}:{" "}
              {level(e.share, s.split.whenTrue)} instead of {level(e.share, s.split.whenFalse)}
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Claim({ claim, model }: { claim: ClaimSource; model: CheckedModel }) {
  const texts = usePage((page) => page.texts);
  const levers = usePage((page) => page.levers);
  const nameOf = ({ id, label }: { id: string; label?: string | undefined }) =>
    levers.find((l) => l.id === id.replace(/^weight of /, ""))?.name ?? label ?? nameInWords(id);
  const source = model.sources.find((s) => s.id === claim.source);
  const quote = quoteOf(claim, source, texts);
  const because = [...model.constants, ...model.stocks, ...model.derived, ...model.terms].filter((x) =>
    x.because.includes(claim.id),
  );
  return (
    <article className="claim" aria-label={`Claim ${claim.id}`}>
      <h3>{nameInWords(claim.id)}</h3>
      <p className="says">{claim.says}</p>
      <p className="stance">
        {claim.stance} by {claim.speaker}
        {claim.deniedBy.length > 0 && `, denied by ${claim.deniedBy.join(", ")}`}
      </p>
      {quote.kind === "found" && <blockquote>{quote.text}</blockquote>}
      {quote.kind === "lost" && <p className="amber">Lost: the text at hand is not the one that was quoted.</p>}
      <p className="from">
        {source ? (
          <>
            {source.title}
            {source.author ? `, ${source.author}` : ""}
            {source.published ? `, ${source.published}` : ""}
            {claim.range ? `, characters ${claim.range.start} to ${claim.range.end}` : ""}
          </>
        ) : (
          "no source named"
        )}
      </p>
      <p className="ways">
        {quote.kind === "found" && (
          <button type="button" onClick={showInText}>
            in the text
          </button>
        )}
        <button type="button" onClick={() => showPlace(claim.at)}>
          {claim.at.file}:{claim.at.line}
        </button>
      </p>
      {because.length > 0 && (
        <p className="rests">
          Rests on it:{" "}
          {because.slice(0, 8).map((x, i) => (
            <span key={x.id}>
              {i > 0 && ", "}
              <button type="button" className="quiet" onClick={() => showPlace(x.at)}>
                {nameOf(x)}
              </button>
            </span>
          ))}
        </p>
      )}
    </article>
  );
}

export function Because() {
  const { model, question, history, seed, claim, view, problems, revision, modelRevision } = usePage();
  const q = model?.questions.find((asked) => asked.id === question);
  const reply = useReply<"because">(
    model && view && revision === modelRevision
      ? { kind: "because", question, moved: movedOf(history.doc), seed, runs: BECAUSE_RUNS }
      : undefined,
  );
  const own = [...(q?.because ?? []), ...(q && "policy" in q ? (model?.policies[q.policy]?.because ?? []) : [])];
  const id = claim ?? (reply.value && toldClaims(reply.value)[0]?.claim) ?? own[0];
  const found = model?.claims.find((c) => c.id === id);
  const warnings = problems.filter((p) => p.severity === "warning").length;
  return (
    <section className="because" id="because" aria-label="Because" tabIndex={-1}>
      <div className="column-head">
        <h2>Because</h2>
      </div>
      <h3>What carries it</h3>
      <div className={reply.isOld && reply.value ? "old" : undefined}>
        {reply.value ? (
          <>
            <p className="subject">{reply.value.subject}</p>
            <Carriers e={reply.value} />
            {reply.value.decision && <Lessons d={reply.value.decision} />}
            {model && <Signs e={reply.value} model={model} />}
          </>
        ) : (
          <p className="note">{reply.says ?? "After the answer has settled."}</p>
        )}
      </div>
      {found && model && <Claim claim={found} model={model} />}
      {warnings > 0 && (
        <p className="note">
          <button type="button" className="quiet" onClick={() => showTab("model")}>
            {warnings} {warnings === 1 ? "warning" : "warnings"} in the model
          </button>
        </p>
      )}
    </section>
  );
}
