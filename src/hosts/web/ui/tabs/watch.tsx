// The record held against the model: the answers as of a date of the record and what moved them, what to look for next, and how good the
// model's forecasts would have been, in the words of `standoff watch`. It takes seconds, says how far it is, and can be stopped.

import { useState } from "react";
import { count } from "../../../../present/words/figures.ts";
import { commandOf } from "../../state/command.ts";
import { movedOf } from "../../state/doc.ts";
import { endLong, usePage } from "../../state/store.ts";
import type { WatchAsked } from "../../worker/watch.ts";
import { CommandLine } from "../parts/command-line.tsx";
import { DocumentView } from "../parts/document-view.tsx";
import { useReply } from "../parts/use-reply.ts";
import { WaySelect } from "../parts/way-select.tsx";
import { Working } from "../parts/working.tsx";

const PARTICLES = [400, 1000, 4000];
const USUAL_PARTICLES = 1000;

const WAYS: [WatchAsked["what"], string, readonly string[]][] = [
  ["answers", "The answers as of a date", []],
  ["indicators", "What to look for next", ["--indicators"]],
  ["backtest", "How good its forecasts would have been", ["--backtest", "--futures", "200"]],
];

export function WatchTab() {
  const { model, history, seed, question, boot } = usePage();
  const [what, choose] = useState<WatchAsked["what"]>("answers");
  const [asOf, chooseDate] = useState<string | undefined>();
  const [particles, chooseParticles] = useState(USUAL_PARTICLES);
  const [isHalted, halt] = useState(false);
  const moved = movedOf(history.doc);
  const isDated = what !== "backtest";
  const watch: WatchAsked = { what, question, asOf: isDated ? asOf : undefined, particles, seed };
  const reply = useReply<"watch">(isHalted ? undefined : { kind: "watch", moved, watch });
  const view = reply.value;
  const isPlaying = !isHalted && reply.isOld && reply.says === undefined;
  const dates = view?.kind === "watch" ? view.dates : [];
  const way = WAYS.find(([id]) => id === what)!;
  const names = what === "backtest" ? [] : [question];
  const dated = isDated && asOf !== undefined ? ["--as-of", asOf] : [];
  return (
    <div className="watch">
      <p className="lead">What does the record say of this model, and the model of what comes after it?</p>
      <p className="filter">
        <WaySelect ways={WAYS} way={what} choose={choose} />
        {isDated && (
          <label>
            as of{" "}
            <select
              value={asOf ?? ""}
              onChange={(event) => chooseDate(event.target.value === "" ? undefined : event.target.value)}
            >
              <option value="">the end of the record</option>
              {dates.toReversed().map((date) => (
                <option key={date}>{date}</option>
              ))}
            </select>
          </label>
        )}
        <label>
          particles{" "}
          <select value={particles} onChange={(event) => chooseParticles(Number(event.target.value))}>
            {PARTICLES.map((n) => (
              <option key={n} value={n}>
                {count(n)}
              </option>
            ))}
          </select>
        </label>
        {isHalted && (
          <button type="button" onClick={() => halt(false)}>
            Read it
          </button>
        )}
      </p>
      {isPlaying && (
        <Working
          says="Reading the record"
          stop={() => {
            halt(true);
            endLong();
          }}
        />
      )}
      {isHalted && !view && <p className="note">Stopped: there is no answer until the record is read to its end.</p>}
      {reply.says && <p className="note">{reply.says}</p>}
      {view?.kind === "refused" && <p className="amber">{view.says}</p>}
      {view?.kind === "watch" && (
        <div className={reply.isOld ? "old" : undefined}>
          <h3>{way[1]}</h3>
          <DocumentView document={view.said} />
          <CommandLine
            text={commandOf(boot.folder, "watch", [...names, ...way[2], ...dated], { moved, seed, runs: particles })}
          />
        </div>
      )}
      {!model && <p className="note">The text cannot be read.</p>}
    </div>
  );
}
