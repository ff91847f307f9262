// What an ensemble shows to be idle in a model: claims that nothing reads, parameters on which nothing depends, options that nobody
// ever took, values that events alone move, futures that stop. In: a model and its gathered futures. Out: warnings with their line,
// each with what to do. Nothing here is an error: an idle part may stand on purpose.

import type { Problem } from "../../base/problem.ts";
import type { Gathered } from "../../ensemble/gather.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { cellsOf, type Expression } from "../../language/expression.ts";
import { claimsInUse } from "./what-carries.ts";

type Warn = (code: string, at: Problem["at"], says: string, mend: string) => void;

function idleConstants(model: CheckedModel, warn: Warn): void {
  const used = claimsInUse(model);
  for (const claim of model.claims) {
    if (claim.constant === undefined || used.has(claim.constant)) continue;
    warn(
      "claim-moves-nothing",
      claim.at,
      `nothing in the model reads the claim \`${claim.id}\``,
      "tie a parameter to it with `when`, or say in its note why it has no lever",
    );
  }
  model.constants.forEach((constant, slot) => {
    if (constant.kind !== "parameter" || used.has(slot)) return;
    warn(
      "parameter-unused",
      constant.at,
      `nothing depends on the parameter \`${constant.id}\``,
      "use it in a formula, or leave it out",
    );
  });
}

function idleOptions(model: CheckedModel, g: Gathered, warn: Warn): void {
  model.policies.forEach((policy, slot) => {
    const taken = new Set<number>();
    for (const column of g.choices[slot]!) for (const option of column) taken.add(option);
    policy.options.forEach((option, k) => {
      if (taken.has(k)) return;
      warn(
        "option-never-taken",
        option.at,
        `in ${g.runs} futures nobody took \`${policy.id} is ${option.id}\``,
        "mend its `only`, or its worth to the actor; or leave it out",
      );
    });
  });
}

/** Cells that events set, and what follows from them. */
function movedByEvents(model: CheckedModel): Set<number> {
  const moved = new Set(model.events.flatMap((e) => e.outcomes.flatMap((o) => o.effects.map((f) => f.stock))));
  const formulas = [...model.stocks.map((s) => s.next), ...model.derived.map((d) => d.is)];
  let before = -1;
  while (moved.size !== before) {
    before = moved.size;
    formulas.forEach((e, slot) => {
      if ([...cellsOf(e)].some((cell) => moved.has(cell))) moved.add(slot);
    });
  }
  return moved;
}

/** Foresight sees no events: a value that only they move is invisible to it. */
function valuesOfEvents(model: CheckedModel, warn: Warn): void {
  const moved = movedByEvents(model);
  const still = (e: Expression) => [...cellsOf(e)].every((cell) => cell >= model.stocks.length || isStill(model, cell));
  for (const term of model.terms) {
    const cells = [...cellsOf(term.is)];
    if (cells.length === 0 || !cells.every((cell) => moved.has(cell)) || !still(term.is)) continue;
    warn(
      "value-moved-by-events",
      term.at,
      `only events move the value \`${term.id}\`, and foresight sees no events`,
      "write the hazard itself into the value",
    );
  }
}

/** A stock whose own next leaves it as it is: nothing but an event changes it. */
function isStill(model: CheckedModel, slot: number): boolean {
  const next = model.stocks[slot]?.next;
  return next?.kind === "cell" && next.slot === slot;
}

function stopped(model: CheckedModel, g: Gathered, warn: Warn): void {
  if (g.failed === 0) return;
  const at = { file: "standoff.yaml", line: 1, column: 1, length: 1 };
  warn(
    "futures-stopped",
    at,
    `${g.failed} of ${g.runs + g.failed} futures of \`${model.title}\` stopped at a value that is not finite`,
    "see one with `standoff play --run`; bound the variable, or guard the division",
  );
}

export function deepCheck(model: CheckedModel, g: Gathered): Problem[] {
  const found: Problem[] = [];
  const warn: Warn = (code, at, says, mend) => {
    found.push({ code, severity: "warning", at, says, mend });
  };
  idleConstants(model, warn);
  idleOptions(model, g, warn);
  valuesOfEvents(model, warn);
  stopped(model, g, warn);
  return found;
}
