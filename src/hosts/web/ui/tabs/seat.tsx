// Take a seat: one to six people play actors through one future, hot-seat at one machine; everyone else decides by the model. At each
// review: the open options, what the actor has at stake, and, only if asked for, what it projects. At the end, against the same luck:
// what the model's actors would have taken, what each choice cost by their own reckoning, and the brief of that game.

import { useState } from "react";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import { decides } from "../../../../language/decides.ts";
import { fixed, nameInWords } from "../../../../present/words/figures.ts";
import { movedOf } from "../../state/doc.ts";
import { usePage } from "../../state/store.ts";
import type { SeatDue, SeatMove, SeatView } from "../../worker/seat.ts";
import { useReply } from "../parts/use-reply.ts";

const MOST_SEATS = 6;

type Game = { actors: string[]; run: number; moves: SeatMove[] };

function Begin({ model, begin }: { model: CheckedModel; begin: (game: Game) => void }) {
  const chosenRun = usePage((page) => page.run);
  const [actors, choose] = useState<string[]>([]);
  const [run, draw] = useState(chosenRun ?? 17);
  const able = model.actors.filter((_, i) => model.policies.some((p) => p.owner === i && decides(p)));
  return (
    <form
      className="begin"
      onSubmit={(event) => {
        event.preventDefault();
        if (actors.length > 0) begin({ actors, run, moves: [] });
      }}
    >
      <p className="lead">Who do you play? One of you or up to six, at one machine; the others decide by the model.</p>
      <fieldset>
        <legend>Seats</legend>
        {able.map((a) => (
          <label key={a.id}>
            <input
              type="checkbox"
              checked={actors.includes(a.id)}
              disabled={!actors.includes(a.id) && actors.length >= MOST_SEATS}
              onChange={(event) =>
                choose(event.target.checked ? [...actors, a.id] : actors.filter((id) => id !== a.id))
              }
            />{" "}
            {a.name}
          </label>
        ))}
      </fieldset>
      <label>
        Future{" "}
        <input
          type="number"
          min={0}
          max={4294967295}
          value={run}
          onChange={(event) => draw(Math.max(0, Math.floor(Number(event.target.value))))}
        />
      </label>{" "}
      <button type="submit" disabled={actors.length === 0}>
        Sit down
      </button>
    </form>
  );
}

function Due({ due, take, name }: { due: SeatDue; take: (option: string) => void; name: string }) {
  const [isShown, show] = useState(false);
  const best = Math.max(...due.options.filter((o) => o.open).map((o) => o.utility));
  return (
    <fieldset className="due">
      <legend>
        {name}: {due.label}
      </legend>
      <ul className="options">
        {due.options.map((o) => (
          <li key={o.id}>
            <button type="button" disabled={!o.open} onClick={() => take(o.id)}>
              <strong>{nameInWords(o.id)}</strong>
              <span>{o.label === o.id ? "" : o.label}</span>
              {o.present && <span className="note">as now</span>}
              {!o.open && <span className="note">not open</span>}
              {isShown && o.open && (
                <span className="projected">{o.utility === best ? "best" : `${fixed(o.utility - best, 2)}`}</span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <label className="projects">
        <input type="checkbox" checked={isShown} onChange={(event) => show(event.target.checked)} /> show what it
        projects
      </label>
      {isShown && (
        <section className="table-box" aria-label="What it projects">
          <table>
            <caption>What {name} projects of each option: its value terms, over its foresight</caption>
            <thead>
              <tr>
                <td />
                {due.options.flatMap((o) =>
                  o.open
                    ? [
                        <th key={o.id} scope="col" className="number">
                          {nameInWords(o.id)}
                        </th>,
                      ]
                    : [],
                )}
              </tr>
            </thead>
            <tbody>
              {(due.options[0]?.terms ?? []).map((term, k) => (
                <tr key={term.name}>
                  <th scope="row">{nameInWords(term.name)}</th>
                  {due.options.flatMap((o) =>
                    o.open
                      ? [
                          <td key={o.id} className="number">
                            {fixed(o.terms[k]!.value, 2)}
                          </td>,
                        ]
                      : [],
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </fieldset>
  );
}

function Table({ view, nameOf }: { view: SeatView; nameOf: (id: string) => string }) {
  return (
    <div className="table-now">
      <h3>The table now</h3>
      <ul>
        {view.table.map((row) => (
          <li key={row.policy}>
            <span>{row.label}</span> <strong>{nameInWords(row.option)}</strong>
          </li>
        ))}
      </ul>
      {view.sees.map((s) => (
        <details key={s.actor} open>
          <summary>What {nameOf(s.actor)} has at stake</summary>
          <ul>
            {s.terms
              .toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))
              .slice(0, 8)
              .map((t) => (
                <li key={t.name}>
                  <span>{t.label}</span> <strong>{fixed(t.value, 2)}</strong>
                </li>
              ))}
          </ul>
        </details>
      ))}
    </div>
  );
}

type Ended = NonNullable<SeatView["end"]>;

/** More choices than this are folded away, below those that cost something. */
const FEW = 24;
const DEAREST = 10;

function Choices({ judged, caption }: { judged: Ended["judged"]; caption: string }) {
  return (
    <section className="table-box" aria-label={caption}>
      <table>
        <caption>{caption}; regret is what the best option promised beyond yours, as the actor reckoned then</caption>
        <thead>
          <tr>
            <th scope="col">date</th>
            <th scope="col">whose</th>
            <th scope="col">you took</th>
            <th scope="col">the model would have taken</th>
            <th scope="col" className="number">
              regret
            </th>
          </tr>
        </thead>
        <tbody>
          {judged.map((j) => (
            <tr key={`${j.date} ${j.policy}`}>
              <th scope="row">{j.date}</th>
              <td>{j.policy}</td>
              <td>{nameInWords(j.took)}</td>
              <td>{nameInWords(j.model)}</td>
              <td className="number">{fixed(j.regret, 2)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Judged({ judged }: { judged: Ended["judged"] }) {
  if (judged.length <= FEW) return <Choices judged={judged} caption="Your choices" />;
  const dear = judged.filter((j) => fixed(j.regret, 2) !== "0.00").toSorted((a, b) => b.regret - a.regret);
  return (
    <>
      {dear.length > 0 ? (
        <Choices
          judged={dear.slice(0, DEAREST)}
          caption={`The choices that cost most, of ${dear.length} that cost anything`}
        />
      ) : (
        <p className="note">None fell short of the best option, as its actor reckoned then.</p>
      )}
      <details>
        <summary>All {judged.length} choices</summary>
        <Choices judged={judged} caption="All choices" />
      </details>
    </>
  );
}

function End({ end, nameOf }: { end: Ended; nameOf: (id: string) => string }) {
  const same = end.judged.filter((j) => j.took === j.model).length;
  return (
    <div className="end">
      <h3>The game is over</h3>
      {end.utilities.map((u) => (
        <p key={u.actor} className="lead">
          {nameOf(u.actor)} came to <strong>{fixed(u.played, 2)}</strong> a step in what it values; left to the model,
          in the same luck, to <strong>{fixed(u.model, 2)}</strong>.
        </p>
      ))}
      <p>
        You chose as the model would have in {same} of {end.judged.length} decisions.
      </p>
      <Judged judged={end.judged} />
      <p>
        <button type="button" onClick={() => window.print()}>
          Print the brief of this game
        </button>
      </p>
    </div>
  );
}

export function Seat() {
  const { model, history, seed } = usePage();
  const [game, play] = useState<Game | undefined>();
  const moved = movedOf(history.doc);
  const reply = useReply<"seat">(
    model && game ? { kind: "seat", moved, seed, run: game.run, actors: game.actors, moves: game.moves } : undefined,
    { waits: false },
  );
  if (!model) return null;
  if (!game) return <Begin model={model} begin={play} />;
  const view = reply.value;
  if (!view) return <p className="note">{reply.says ?? "The table is laid …"}</p>;
  const nameOf = (id: string) => model.actors.find((a) => a.id === id)?.name ?? id;
  const chosen = (due: SeatDue) => game.moves.some((m) => m.step === view.step && m.policy === due.policy);
  // One seat after the other, so that at one machine nobody chooses on what another has chosen in the same move
  const due = view.due?.find((d) => !chosen(d));
  const take = (policy: string, option: string) =>
    play({ ...game, moves: [...game.moves, { step: view.step, policy, option }] });
  return (
    <div className={reply.isOld ? "seat old" : "seat"}>
      <p className="filter">
        <strong>{view.date}</strong>
        <span>
          {game.actors.map(nameOf).join(", ")}; future {game.run}
        </span>
        <progress max={view.steps - 1} value={view.end ? view.steps - 1 : view.step} aria-label="How far the game is" />
        <button
          type="button"
          disabled={game.moves.length === 0}
          onClick={() => play({ ...game, moves: game.moves.slice(0, -1) })}
        >
          Take back
        </button>
        <button type="button" onClick={() => play(undefined)}>
          Leave the table
        </button>
      </p>
      <div className="seat-columns">
        <div>
          {due && (
            <Due
              key={`${view.step} ${due.policy}`}
              due={due}
              name={nameOf(due.actor)}
              take={(option) => take(due.policy, option)}
            />
          )}
          {view.end && <End end={view.end} nameOf={nameOf} />}
          <h3>So far</h3>
          <ol className="story">
            {view.story.toReversed().map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
          {view.story.length === 0 && <p className="note">Nothing yet.</p>}
        </div>
        <Table view={view} nameOf={nameOf} />
      </div>
    </div>
  );
}
