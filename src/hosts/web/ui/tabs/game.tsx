// The game of commitments: who commits which policy is chosen, each profile is played in the same luck; the payoffs with their errors, what
// is dominated, which profiles hold and how surely, in the words of `standoff game`. Below it the states that hold, by concept.
// It takes seconds, so it says how far it is, and can be stopped.

import { useState } from "react";
import type { CheckedModel } from "../../../../language/checked-model.ts";
import { decides } from "../../../../language/decides.ts";
import { count, nameInWords } from "../../../../present/words/figures.ts";
import { commandOf } from "../../state/command.ts";
import { movedOf } from "../../state/doc.ts";
import { endLong, usePage } from "../../state/store.ts";
import type { GameAsked, GameTable, GameView } from "../../worker/game.ts";
import { CommandLine } from "../parts/command-line.tsx";
import { DocumentView } from "../parts/document-view.tsx";
import { useReply } from "../parts/use-reply.ts";
import { Working } from "../parts/working.tsx";
import { States } from "./states.tsx";

/** Futures a profile, as on the command line. */
const RUNS = [128, 512, 2048];
const USUAL_RUNS = 512;
const MOST_ACTORS = 4;

type Seat = { actor: string; policy: string };

/** Who can commit something, and what. */
function seatsOf(model: CheckedModel): { actor: string; name: string; policies: CheckedModel["policies"][number][] }[] {
  const isHeld = (slot: number) => model.holds.some((hold) => hold.policy === slot);
  return model.actors.flatMap(({ id, name }, owner) => {
    const policies = model.policies.filter(
      (p, slot) => p.owner === owner && decides(p) && p.options.length > 1 && !isHeld(slot),
    );
    return policies.length > 0 ? [{ actor: id, name, policies }] : [];
  });
}

/** Who is asked about, and the first other who decides. */
function usualSeats(model: CheckedModel, question: string): Seat[] {
  const seats = seatsOf(model);
  const asked = model.questions.find((q) => q.id === question);
  const policy = asked && "policy" in asked ? model.policies[asked.policy] : undefined;
  const own = seats.find((seat) => seat.policies.some((p) => p.id === policy?.id));
  const others = seats
    .filter((seat) => seat !== own)
    .map(({ actor, policies }) => ({ actor, policy: policies[0]!.id }));
  return (own && policy ? [{ actor: own.actor, policy: policy.id }, ...others] : others).slice(0, 2);
}

function Who({ model, seats, choose }: { model: CheckedModel; seats: readonly Seat[]; choose: (to: Seat[]) => void }) {
  return (
    <fieldset className="who">
      <legend>Who commits, and what</legend>
      {seatsOf(model).map(({ actor, name, policies }) => {
        const seat = seats.find((s) => s.actor === actor);
        const without = seats.filter((s) => s.actor !== actor);
        return (
          <span key={actor} className="who-seat">
            <label>
              <input
                type="checkbox"
                checked={seat !== undefined}
                disabled={seat ? seats.length === 1 : seats.length >= MOST_ACTORS}
                onChange={(event) =>
                  choose(event.target.checked ? [...seats, { actor, policy: policies[0]!.id }] : without)
                }
              />{" "}
              {name}
            </label>
            {seat && policies.length > 1 && (
              <select
                aria-label={`What ${name} commits`}
                value={seat.policy}
                onChange={(event) =>
                  choose(seats.map((s) => (s.actor === actor ? { actor, policy: event.target.value } : s)))
                }
              >
                {policies.map((p) => (
                  <option key={p.id} value={p.id}>
                    {p.label ?? p.id}
                  </option>
                ))}
              </select>
            )}
          </span>
        );
      })}
    </fieldset>
  );
}

function Strategy({ of }: { of: GameTable["players"][number]["strategies"][number] }) {
  return of.out ? (
    <span title={`${of.label}; dominated`}>
      <s>{nameInWords(of.id)}</s> <span className="note">out</span>
    </span>
  ) : (
    <span title={of.label}>{nameInWords(of.id)}</span>
  );
}

/** Rows of the first player, columns of the second; in a cell the first one's figure stands above. */
function Payoffs({ table, caption }: { table: GameTable; caption: string }) {
  const [rows, columns] = table.players as [GameTable["players"][number], GameTable["players"][number]];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and a keyboard must reach it
    <section className="table-box" tabIndex={0} aria-label="Payoffs">
      <table className="payoffs">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">
              {rows.label}, above \ {columns.label}, below
            </th>
            {columns.strategies.map((s) => (
              <th key={s.id} scope="col" className="number">
                <Strategy of={s} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.strategies.map((row, r) => (
            <tr key={row.id}>
              <th scope="row">
                <Strategy of={row} />
              </th>
              {columns.strategies.map((column, c) => {
                const cell = table.cells[r + rows.strategies.length * c]!;
                const holds = cell.every((payoff) => payoff.best);
                const isOut = row.out || column.out;
                return (
                  <td key={column.id} className={`number payoff-cell${holds ? " holds" : isOut ? " out" : ""}`}>
                    {cell.map(({ says, best }, i) => (
                      <span key={table.players[i]!.id} className={best ? "payoff best" : "payoff"}>
                        {says}
                        {best ? " *" : ""}
                      </span>
                    ))}
                    {holds && <span className="note payoff">nobody leaves</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** What is said beside the table; the table itself stands above, where two commit. */
function saidOf({ said, table }: Extract<GameView, { kind: "game" }>) {
  if (table.players.length !== 2) return said;
  const at = said.parts.findIndex((part) => part.kind === "table");
  return { ...said, parts: said.parts.slice(at + 1) };
}

export function GameTab() {
  const { model, history, seed, question, boot } = usePage();
  const [chosen, choose] = useState<Seat[] | undefined>();
  const [runs, chooseRuns] = useState(USUAL_RUNS);
  const [believed, believe] = useState(false);
  const [isHalted, halt] = useState(false);
  const able = model ? seatsOf(model) : [];
  const known = (chosen ?? []).filter((s) =>
    able.some((seat) => seat.actor === s.actor && seat.policies.some((p) => p.id === s.policy)),
  );
  const seats = known.length > 0 ? known : model ? usualSeats(model, question) : [];
  const moved = movedOf(history.doc);
  const game: GameAsked = {
    actors: seats.map((s) => s.actor),
    policies: seats.map((s) => s.policy),
    seed,
    runs,
    believed,
  };
  const reply = useReply<"game">(seats.length > 0 && !isHalted ? { kind: "game", moved, game } : undefined);
  if (!model || seats.length === 0) return <p className="note">In this model nobody has a choice that is free.</p>;
  const view = reply.value;
  const isPlaying = !isHalted && reply.isOld && reply.says === undefined;
  const isBelieving = model.actors.some((a) => seats.some((s) => s.actor === a.id) && a.beliefs.length > 0);
  const words = ["--actors", game.actors.join(","), "--policies", game.policies.join(",")];
  const asked = { moved, seed, runs };
  return (
    <div className="game">
      <p className="lead">What would each have if all held what they say, and who would then rather not?</p>
      <Who model={model} seats={seats} choose={choose} />
      <p className="filter">
        <label>
          futures a profile{" "}
          <select value={runs} onChange={(event) => chooseRuns(Number(event.target.value))}>
            {RUNS.map((n) => (
              <option key={n} value={n}>
                {count(n)}
              </option>
            ))}
          </select>
        </label>
        {isBelieving && (
          <label>
            <input type="checkbox" checked={believed} onChange={(event) => believe(event.target.checked)} /> also as
            each believes it to be
          </label>
        )}
        {isHalted && (
          <button type="button" onClick={() => halt(false)}>
            Play it
          </button>
        )}
      </p>
      {isPlaying && (
        <Working
          says="Playing every profile"
          stop={() => {
            halt(true);
            endLong();
          }}
        />
      )}
      {isHalted && !view && <p className="note">Stopped: there is no table until every profile is played.</p>}
      {reply.says && <p className="note">{reply.says}</p>}
      {view?.kind === "refused" && <p className="amber">{view.says}</p>}
      {view?.kind === "game" && (
        <div className={reply.isOld ? "old" : undefined}>
          <h3>What each has, and what holds</h3>
          {view.table.players.length === 2 && (
            <Payoffs
              table={view.table}
              caption={`Utilities, ${view.when}, ${count(view.runs)} futures a profile, luck ${seed}`}
            />
          )}
          <DocumentView document={saidOf(view)} />
          <States view={view.states} game={game} moved={moved} isOld={reply.isOld} />
          <CommandLine text={commandOf(boot.folder, "game", [...words, "--equilibria"], asked)} />
          <CommandLine text={commandOf(boot.folder, "stability", words, asked)} />
        </div>
      )}
    </div>
  );
}
