// What every answer made from a played form has to own up to: options that are held although the actor could not always take them.

import { dateOfStep } from "../../base/dates.ts";
import { believedOtherwise } from "../../ensemble/believed-model.ts";
import type { PlayedForm } from "../../ensemble/strategic-form.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
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

/** By player: what it believes something else of, by id. */
export const beliefsOf = (model: CheckedModel, { players }: PlayedForm): string[][] =>
  players.map(({ actor }) => believedOtherwise(model, actor));

/** Who believes something else than is so, where its own game was not played; nothing where nobody does. */
export function sayBelievers({ players }: PlayedForm, beliefs: readonly (readonly string[])[]): string | undefined {
  const who = players.flatMap(({ label }, i) =>
    beliefs[i]!.length > 0 ? [`${label} (${beliefs[i]!.join(", ")})`] : [],
  );
  if (who.length === 0) return undefined;
  return `Not all here believe what is so: ${who.join("; ")}. With --believed their own games are played too.`;
}
