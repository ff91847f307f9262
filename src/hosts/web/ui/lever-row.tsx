// One lever: a slider over the range that makes sense, the model's own range marked on it, a number field, and a way back.
// Home brings the model's value back, Shift with an arrow makes ten steps.

import type { KeyboardEvent } from "react";
import { withSet } from "../state/doc.ts";
import { type Lever, leverFigure } from "../state/levers.ts";
import { change, showPlace, usePage } from "../state/store.ts";

const BIG = 10;
const THUMB = 14;

const middleOf = ({ low, high, step }: Lever) => {
  const middle = low > 0 && high > low ? Math.sqrt(low * high) : (low + high) / 2;
  return Math.round(middle / step) * step;
};

function move(lever: Lever, value: number | undefined): void {
  if (value !== undefined && !Number.isFinite(value)) return;
  const text = value === undefined ? undefined : leverFigure(value, lever.step);
  // Giving it back is a step of its own, however soon it follows
  change(text === undefined ? `${lever.id} back` : lever.id, (doc) => withSet(doc, lever.id, text));
}

/** What there is to say of a lever: its own value where it was moved, else what it claims, or that nothing supports it. */
function Foot({ lever, isMoved }: { lever: Lever; isMoved: boolean }) {
  if (isMoved) {
    return (
      <p className="lever-foot">
        model: {lever.written}{" "}
        <button
          type="button"
          className="quiet"
          onClick={() => move(lever, undefined)}
          aria-label={`give back ${lever.name}`}
        >
          give back
        </button>
      </p>
    );
  }
  if (lever.group === "claims") return <p className="lever-foot">{lever.says}</p>;
  const isBare = lever.because.length === 0 && (lever.group === "parameters" || lever.group === "values");
  return isBare ? <p className="lever-foot">No claim supports this lever</p> : null;
}

export function LeverRow({ lever }: { lever: Lever }) {
  const value = usePage((page) => page.history.doc.set[lever.id]);
  const { least, most, step, low, high } = lever;
  const number = value === undefined ? middleOf(lever) : Number(value);
  const isMoved = value !== undefined;
  const isPlain = Number.isFinite(number);
  // Where the middle of a thumb would stand: the track is a thumb shorter than its box
  const part = (x: number) => {
    const share = Math.max(0, Math.min(1, (x - least) / (most - least || 1)));
    return `${THUMB / 2}px + (100% - ${THUMB}px) * ${share.toFixed(4)}`;
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Home") {
      event.preventDefault();
      move(lever, undefined);
    } else if (event.shiftKey && /^Arrow/.test(event.key)) {
      event.preventDefault();
      const up = event.key === "ArrowUp" || event.key === "ArrowRight";
      move(lever, Math.max(least, Math.min(most, number + (up ? BIG : -BIG) * step)));
    }
  };
  return (
    <div className={isMoved ? "lever moved" : "lever"} data-lever={lever.id}>
      <div className="lever-head">
        <span>
          <label className="lever-name" htmlFor={`lever ${lever.id}`}>
            {lever.name}
          </label>{" "}
          <button
            type="button"
            className="quiet place"
            onClick={() => showPlace(lever.at)}
            title={`${lever.at.file}:${lever.at.line}`}
            aria-label={`${lever.name} in the model, ${lever.at.file} line ${lever.at.line}`}
          >
            §
          </button>
        </span>
        <input
          type="text"
          inputMode="decimal"
          className="lever-number"
          aria-label={`${lever.name}: value`}
          value={value ?? lever.written}
          title={lever.written}
          onChange={(event) => change(lever.id, (doc) => withSet(doc, lever.id, event.target.value))}
          onBlur={(event) => event.target.value.trim() === "" && move(lever, undefined)}
        />
      </div>
      <div className="lever-track">
        <span
          className="lever-range"
          style={{ left: `calc(${part(low)} - 1px)`, right: `calc(100% - (${part(high)}) - 1px)` }}
          aria-hidden="true"
        />
        <input
          id={`lever ${lever.id}`}
          type="range"
          min={least}
          max={most}
          step={step}
          value={isPlain ? number : middleOf(lever)}
          aria-valuetext={
            isMoved ? `${value}, the model has ${lever.written}` : `${lever.written}, as the model has it`
          }
          onChange={(event) => move(lever, Number(event.target.value))}
          onKeyDown={onKeyDown}
        />
      </div>
      <Foot lever={lever} isMoved={isMoved} />
    </div>
  );
}
