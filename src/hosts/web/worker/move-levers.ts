// Levers moved, the short way: a lever set to a plain number changes one constant of the checked model, a hold adds to its holds, so the
// text need not be read again; and where engines take it as a setting, the engine of the model as it is plays on without compiling.
// Where it is anything else (a range, a scenario, a family), the reader does it: undefined. Rule: it means what the reader would have made
// of it, which a test holds (move-levers.test.ts).

import { stepOfDate } from "../../../base/dates.ts";
import { maySet, plainCredence, type Setting, withSettings } from "../../../engine/interpreter/settings.ts";
import type { CheckedModel, Constant, ConstantKind, Hold } from "../../../language/checked-model.ts";
import { number } from "../../../language/expression.ts";
import type { Moved } from "./protocol.ts";

const PLAIN = /^[-+]?(\d+\.?\d*|\.\d+)$/;

/** What a constant may be set to without a complaint of the reader. */
const RANGES: Partial<Record<ConstantKind, readonly [number, number]>> = {
  claim: [0, 1],
  foresight: [0, 600],
  precision: [0, 1000],
  discount: [0, 1],
};

const KINDS: readonly ConstantKind[] = ["claim", "parameter", "foresight", "precision", "discount", "weight"];

export type ShortWay = {
  model: CheckedModel;
  /** What plays it: the model as it is, with these settings and holds; undefined where the moved model must be compiled. */
  on?: { model: CheckedModel; set: Setting[]; holds: Hold[] } | undefined;
};

function slotOf(model: CheckedModel, id: string): number {
  const at = model.constants.findIndex((c) => c.id === id && KINDS.includes(c.kind));
  return at >= 0 ? at : model.constants.findIndex((c) => c.kind === "weight" && c.id === `weight of ${id}`);
}

function takes(constant: Constant, to: number): boolean {
  const [least, most] = RANGES[constant.kind] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (to < least || to > most) return false;
  // A claim of an origin has two credences: the reader knows which one is meant
  return constant.kind !== "claim" || plainCredence(constant) !== undefined;
}

function moveBelief(model: CheckedModel, actor: string, about: string, to: number): CheckedModel | undefined {
  const at = model.actors.findIndex((a) => a.id === actor);
  const slot = slotOf(model, about);
  const beliefs = model.actors[at]?.beliefs ?? [];
  if (model.constants[slot]?.kind !== "parameter" || !beliefs.some((b) => b.constant === slot)) return undefined;
  const own = beliefs.map((b) => (b.constant === slot ? { constant: slot, value: number(to) } : b));
  return { ...model, actors: model.actors.map((a, i) => (i === at ? { ...a, beliefs: own } : a)) };
}

/** `coerce@2026-01..2027-01`; undefined where the reader would have something to say. */
function holdOf(model: CheckedModel, id: string, value: string): Hold | undefined {
  const policy = model.policies.findIndex((p) => p.id === id);
  const [name = "", span] = value.split("@");
  const [from, until] = span?.split("..") ?? [];
  const option = model.policies[policy]?.options.findIndex((o) => o.id === name) ?? -1;
  if (option < 0) return undefined;
  const { steps } = model.clock;
  const first = from ? stepOfDate(model.clock, from) : 0;
  const last = until ? stepOfDate(model.clock, until) : steps;
  if (first === undefined || last === undefined || first < 0 || last > steps || first >= last) return undefined;
  return { policy, option, from: first, until: last };
}

function holdsOf(model: CheckedModel, hold: Moved["hold"]): Hold[] | undefined {
  const holds = Object.entries(hold).map(([id, value]) => holdOf(model, id, value));
  return holds.every((h) => h !== undefined) ? holds : undefined;
}

/** The model with levers moved; undefined where the reader is needed. */
export function moveLevers(base: CheckedModel, moved: Pick<Moved, "set" | "hold">): ShortWay | undefined {
  const holds = base.holds.length === 0 ? holdsOf(base, moved.hold) : undefined;
  if (!holds) return undefined;
  let model = base;
  const set: Setting[] = [];
  for (const [id, value] of Object.entries(moved.set)) {
    if (!PLAIN.test(value.trim())) return undefined;
    const [actor = "", word, ...about] = id.split(".");
    if (word === "believes") {
      const believing = moveBelief(model, actor, about.join("."), Number(value));
      if (!believing) return undefined;
      model = believing;
      continue;
    }
    const constant = slotOf(base, id);
    if (constant < 0 || !takes(base.constants[constant]!, Number(value))) return undefined;
    set.push({ constant, value: Number(value) });
  }
  const isEasy = model === base && set.every((s) => maySet(base.constants[s.constant]!));
  const applied = [
    ...base.applied,
    ...Object.entries(moved.set).map(([id, value]) => `${id}=${value}`),
    ...Object.entries(moved.hold).map(([id, value]) => `hold ${id}=${value}`),
  ];
  return {
    model: { ...withSettings(model, set), holds, applied },
    on: isEasy ? { model: base, set, holds } : undefined,
  };
}
