// Up to four columns in the same luck: the model as it is, what is pinned, and the levers as they stand now where a column is free.
// Which levers differ is always the first row.

import { sayChange } from "../../../../present/answers/what-changed.ts";
import { count } from "../../../../present/words/figures.ts";
import { countMoved, MOST_PINS, movedOf } from "../../state/doc.ts";
import { change, usePage } from "../../state/store.ts";
import { sayRow } from "../../worker/outcomes.ts";
import { type CompareCell, NOTHING_MOVED } from "../../worker/protocol.ts";
import { nameOfMoved, pinNow } from "../parts/actions.ts";
import { useReply } from "../parts/use-reply.ts";

const RUNS = 1_024;
const SHOWN_CHANGES = 6;

function Cell({ cell }: { cell: CompareCell }) {
  const { difference } = cell;
  const isTold = difference && (difference.low > 0 || difference.high < 0);
  return (
    <td>
      {cell.text}
      {difference && (
        <span className={isTold ? "difference-cell told" : "difference-cell"}>
          {sayRow(difference, difference.unit)}
        </span>
      )}
    </td>
  );
}

export function Compare() {
  const { model, history, seed, question } = usePage();
  const { doc } = history;
  const isNow = countMoved(doc) > 0 && doc.pins.length < MOST_PINS - 1;
  const isPinned = doc.pins.some((pin) => JSON.stringify(pin.moved) === JSON.stringify(movedOf(doc)));
  const columns = [
    { name: "as it is", moved: NOTHING_MOVED },
    ...doc.pins,
    ...(isNow && !isPinned ? [{ name: `now: ${nameOfMoved()}`, moved: movedOf(doc) }] : []),
  ];
  const reply = useReply<"compare">(model ? { kind: "compare", columns, seed, runs: RUNS, question } : undefined);
  const { value } = reply;
  const remove = (k: number) => change(`unpin ${k}`, (d) => ({ ...d, pins: d.pins.filter((_, i) => i !== k) }));
  const addScenario = (id: string) => {
    const label = model?.scenarios.find((s) => s.id === id)?.label ?? id;
    change(`pin ${id}`, (d) => ({
      ...d,
      pins: [...d.pins, { name: label, moved: { ...NOTHING_MOVED, scenarios: [id] } }],
    }));
  };
  return (
    <div className="compare">
      <p className="filter">
        <label>
          Add a scenario{" "}
          <select
            value=""
            disabled={doc.pins.length >= MOST_PINS - 1}
            onChange={(event) => event.target.value !== "" && addScenario(event.target.value)}
          >
            <option value="">choose …</option>
            {model?.scenarios.map((s) => (
              <option key={s.id} value={s.id}>
                {s.label}
              </option>
            ))}
          </select>
        </label>
        <button type="button" onClick={pinNow} disabled={countMoved(doc) === 0 || isPinned}>
          Pin the levers as they stand
        </button>
      </p>
      {columns.length === 1 && (
        <p className="note">Pin the levers (c), or add a scenario, to set it beside the model as it is.</p>
      )}
      {!value && <p className="note">{reply.says ?? "Playing each column …"}</p>}
      {value && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and a keyboard must reach it
        <section className={reply.isOld ? "table-box old" : "table-box"} tabIndex={0} aria-label="Comparison">
          <table>
            <caption>
              {count(value.runs)} futures for each column, luck {seed}; differences are from the first column, run
              against run, with 95 % intervals
            </caption>
            <thead>
              <tr>
                <td />
                {value.columns.map((c, k) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two pins may have one name
                  <th key={k} scope="col">
                    {c.name}
                    {k > 0 && k <= doc.pins.length && (
                      <button
                        type="button"
                        className="quiet"
                        onClick={() => remove(k - 1)}
                        aria-label={`Remove ${c.name}`}
                      >
                        remove
                      </button>
                    )}
                  </th>
                ))}
              </tr>
              <tr className="differ">
                <th scope="row">which levers differ</th>
                {value.columns.map((c, k) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two pins may have one name
                  <td key={k}>
                    {c.problem && <span className="amber">{c.problem}</span>}
                    {c.changes.length === 0 && !c.problem && "none"}
                    {c.changes.slice(0, SHOWN_CHANGES).map((change) => (
                      <span key={change.name}>{sayChange(change).replace("->", "→")}</span>
                    ))}
                    {c.changes.length > SHOWN_CHANGES && (
                      <details>
                        <summary>and {c.changes.length - SHOWN_CHANGES} more</summary>
                        {c.changes.slice(SHOWN_CHANGES).map((change) => (
                          <span key={change.name}>{sayChange(change).replace("->", "→")}</span>
                        ))}
                      </details>
                    )}
                  </td>
                ))}
              </tr>
            </thead>
            <tbody>
              {value.rows.map((row) => (
                <tr key={row.name}>
                  <th scope="row">{row.name}</th>
                  {row.cells.map((cell, k) => (
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns stand where they stand
                    <Cell key={k} cell={cell} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </div>
  );
}
