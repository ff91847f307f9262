// What every answer made from a played form has to own up to: options that are held although the actor could not always take them.

import { dateOfStep } from "../base/dates.ts";
import type { PlayedForm } from "../ensemble/strategic-form.ts";
import type { CheckedModel } from "../language/checked-model.ts";
import { percent } from "./figures.ts";

/** Closed in more of the clock than this, it is said. */
const MOSTLY_OPEN = 0.95;

/** One sentence, or nothing where all options are open nearly always. */
export function sayPartlyOpen({ players, open }: PlayedForm): string | undefined {
  const partly = players.flatMap(({ id, strategies }, i) =>
    strategies.flatMap((strategy, s) =>
      open[i]![s]! < MOSTLY_OPEN ? [`${id} ${strategy.id} (${percent(open[i]![s]!)})`] : [],
    ),
  );
  if (partly.length === 0) return undefined;
  const share = "share of the clock in which it is, held alone";
  return `Held here though not always open to the actor in play (${share}): ${partly.join(", ")}.`;
}

/** What the utilities are: `mean over the clock`, or the date. */
export const whenOf = ({ clock }: Pick<CheckedModel, "clock">, form: PlayedForm) =>
  form.step === undefined ? "mean over the clock" : dateOfStep(clock, form.step);
