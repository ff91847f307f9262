// A model under each of its rival lenses, for verbs that set their answers side by side. First the model as it was asked for.

import type { CheckedModel } from "../../language/checked-model.ts";
import type { Departures } from "../../language/names/departures.ts";
import { AS_IS, departuresOf } from "../../tasks/source.ts";
import { EXIT, type Io } from "./io.ts";
import { openModel } from "./open-model.ts";
import type { Settings } from "./settings.ts";

export type LensModel = { id: string; label: string; model: CheckedModel };

/** Undefined after saying what is wrong: with the model, or that it has no lens. */
export function lensModels(
  io: Io,
  named: string,
  settings: Pick<Settings, "set" | "hold" | "scenario">,
  questions: Departures["questions"] = [],
): LensModel[] | undefined {
  const base = openModel(named, { ...departuresOf(settings), questions }, io)?.model;
  if (!base) return undefined;
  const lenses = base.scenarios.filter(({ id, lens }) => lens && !settings.scenario.includes(id));
  if (lenses.length === 0) {
    io.err("standoff: --over-lenses: this model has no lens (a scenario with `lens: true`)\n");
    io.code = EXIT.usage;
    return undefined;
  }
  const found: LensModel[] = [{ id: settings.scenario.join("+") || AS_IS, label: "as it is", model: base }];
  for (const { id, label } of lenses) {
    const departures = departuresOf({ ...settings, scenario: [...settings.scenario, id] });
    const model = openModel(named, { ...departures, questions }, io)?.model;
    if (!model) return undefined;
    found.push({ id, label, model });
  }
  return found;
}
