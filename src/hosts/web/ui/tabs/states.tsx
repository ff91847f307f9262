// The states of a game of commitments: which hold and by what, how surely, who would leave the others; for one that is chosen, who would
// leave and who would answer, and what would have to be liked otherwise for it to hold.

import { useState } from "react";
import { percent } from "../../../../present/words/figures.ts";
import type { GameAsked, StateRow, StatesView } from "../../worker/game.ts";
import type { Moved } from "../../worker/protocol.ts";
import { useReply } from "../parts/use-reply.ts";

const SURE = 0.995;
const MOST_ROWS = 300;

type Choose = { chosen: number | undefined; choose: (state: number) => void };

function verdict(row: StateRow, k: number): string {
  const leave = row.leave[k]!;
  const share = row.sure[k]!;
  if (leave.length > 0) return leave.join(", ");
  return share >= SURE ? "holds" : `holds (${percent(share)})`;
}

function Rows({
  rows,
  concepts,
  chosen,
  choose,
}: Choose & { rows: readonly StateRow[]; concepts: StatesView["concepts"] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and a keyboard must reach it
    <section className="table-box" tabIndex={0} aria-label="States">
      <table className="states">
        <thead>
          <tr>
            <th scope="col">state</th>
            {concepts.map((c) => (
              <th key={c.id} scope="col" title={`${c.name}: ${c.asks}`}>
                {c.id}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.state} className={row.state === chosen ? "chosen-state" : undefined}>
              <th scope="row" className="state-name">
                <button
                  type="button"
                  className="quiet"
                  aria-pressed={row.state === chosen}
                  onClick={() => choose(row.state)}
                >
                  {row.state + 1}
                </button>{" "}
                {row.takes}
                {row.isNow && <span className="note"> now</span>}
              </th>
              {concepts.map((c, k) => (
                <td key={c.id} className={row.leave[k]!.length === 0 ? "state-holds" : undefined}>
                  {verdict(row, k)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** Lines; those that begin with blanks stand under the one before. */
function Under({ lines }: { lines: readonly string[] }) {
  return (
    <ul className="reasons">
      {lines.map((line) => (
        <li key={line} className={line.startsWith(" ") ? "under" : undefined}>
          {line.trim()}
        </li>
      ))}
    </ul>
  );
}

function OneState({ row, game, moved, isOld }: { row: StateRow; game: GameAsked; moved: Moved; isOld: boolean }) {
  const [isAsked, ask] = useState(false);
  const reply = useReply<"state">(isOld ? undefined : { kind: "state", moved, game, state: row.state });
  const { value } = reply;
  return (
    <article className="one-state" aria-label={`State ${row.state + 1}`}>
      <h4>
        State {row.state + 1}: {row.takes}
      </h4>
      {!value && <p className="note">{reply.says ?? "Looking at every move …"}</p>}
      {value && !reply.isOld && (
        <>
          {value.why.map((lines) => (
            <div key={lines[0]}>
              <p>{lines[0]}</p>
              <Under lines={lines.slice(1)} />
            </div>
          ))}
          <button type="button" aria-expanded={isAsked} onClick={() => ask(!isAsked)}>
            Make this state hold
          </button>
          {isAsked && <Under lines={value.stable} />}
        </>
      )}
    </article>
  );
}

export function States(props: { view: StatesView | string; game: GameAsked; moved: Moved; isOld: boolean }) {
  const { view, game, moved, isOld } = props;
  const [chosen, choose] = useState<number | undefined>();
  if (typeof view === "string") return <p className="note">{view}</p>;
  const { concepts, rows, says } = view;
  const holds = (row: StateRow) => row.isNow || row.leave.some((leave) => leave.length === 0);
  const [first, rest] = [rows.filter(holds), rows.filter((row) => !holds(row))];
  const row = rows.find((r) => r.state === chosen);
  return (
    <>
      <h3>Which states hold</h3>
      <p className="note">
        A name in the table: who would leave. {says} Choose a number to see who would leave and who would answer.
      </p>
      <Rows rows={first} concepts={concepts} chosen={chosen} choose={choose} />
      {row && <OneState key={row.state} row={row} game={game} moved={moved} isOld={isOld} />}
      {rest.length > 0 && (
        <details>
          <summary>{rest.length} more that hold by nothing</summary>
          <Rows rows={rest.slice(0, MOST_ROWS)} concepts={concepts} chosen={chosen} choose={choose} />
        </details>
      )}
      <details>
        <summary>What R, GMR, SMR, SEQ and SSEQ ask</summary>
        <dl className="concepts">
          {concepts.map((c) => (
            <div key={c.id}>
              <dt className="concept-name">
                {c.id}, {c.name}
              </dt>
              <dd className="concept-asks">{c.asks}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
