// The tour: five steps in the real page, left with Esc. It never starts by itself.

import { useEffect, useState } from "react";
import { closeDialog } from "./parts/actions.ts";

const STEPS = [
  {
    at: "answer",
    says: "The answer stands first: a likelihood in words and in numbers, with its sampling error, and how sure the ground is, said apart.",
  },
  {
    at: "levers",
    says: "Levers are what you may change. Move a foresight: the sentence changes while you move it. The grey band is what the model itself takes it to be.",
  },
  {
    at: "difference",
    says: "What your change did, in the same luck: every future is played twice, with and without it.",
  },
  {
    at: "because",
    says: "What the answer rests on. A click on a number leads to the claim, from there to its source and to the line of the model.",
  },
  {
    at: "tabs",
    says: "More ways to look: over time, single futures, why they choose, the causal map, a seat at the table, the model's text, and comparisons.",
  },
] as const;

export function Tour() {
  const [step, go] = useState(0);
  const now = STEPS[step]!;
  useEffect(() => {
    const target = document.getElementById(now.at);
    target?.classList.add("toured");
    target?.scrollIntoView({ block: "nearest" });
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && closeDialog();
    addEventListener("keydown", onKey);
    return () => {
      target?.classList.remove("toured");
      removeEventListener("keydown", onKey);
    };
  }, [now.at]);
  return (
    <aside className="tour" aria-label="Tour">
      <p role="status">
        <strong>
          {step + 1} of {STEPS.length}
        </strong>{" "}
        {now.says}
      </p>
      <p>
        <button type="button" onClick={() => go(step - 1)} disabled={step === 0}>
          Back
        </button>{" "}
        {step + 1 < STEPS.length ? (
          <button type="button" onClick={() => go(step + 1)}>
            Next
          </button>
        ) : (
          <button type="button" onClick={closeDialog}>
            Done
          </button>
        )}{" "}
        <button type="button" className="quiet" onClick={closeDialog}>
          leave (Esc)
        </button>
      </p>
    </aside>
  );
}
