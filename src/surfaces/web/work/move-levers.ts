// Levers moved, the short way: a lever set to a plain number changes one constant of the checked model, so the text need not be read again.
// Where it is anything else (a range, a scenario, a hold, a family), the reader does it: undefined. Rule: it means what the reader
// would have made of it, which a test holds (move-levers.test.ts).

import type { CheckedModel, Constant, ConstantKind } from "../../../language/checked-model.ts";
import { type Expression, number } from "../../../language/expression.ts";

const PLAIN = /^[-+]?(\d+\.?\d*|\.\d+)$/;

/** What a constant may be set to without a complaint of the reader. */
const RANGES: Partial<Record<ConstantKind, readonly [number, number]>> = {
  claim: [0, 1],
  foresight: [0, 600],
  precision: [0, 1000],
  discount: [0, 1],
};

const KINDS: readonly ConstantKind[] = ["claim", "parameter", "foresight", "precision", "discount", "weight"];

function slotOf(model: CheckedModel, id: string): number {
  const at = model.constants.findIndex((c) => c.id === id && KINDS.includes(c.kind));
  return at >= 0 ? at : model.constants.findIndex((c) => c.kind === "weight" && c.id === `weight of ${id}`);
}

/** A claim of an origin has two credences: the reader knows which one is meant. */
function credence(value: Expression, to: number): Expression | undefined {
  if (value.kind !== "draw" || value.arguments[0]?.kind !== "number") return undefined;
  return { ...value, arguments: [number(to)] };
}

function moved(constant: Constant, to: number): Constant | undefined {
  const [least, most] = RANGES[constant.kind] ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (to < least || to > most) return undefined;
  const value = constant.kind === "claim" ? credence(constant.value, to) : number(to);
  return value && { ...constant, value };
}

function moveBelief(model: CheckedModel, actor: string, about: string, to: number): CheckedModel | undefined {
  const at = model.actors.findIndex((a) => a.id === actor);
  const slot = slotOf(model, about);
  const kind = model.constants[slot]?.kind;
  const beliefs = model.actors[at]?.beliefs ?? [];
  if (kind !== "parameter" || !beliefs.some((b) => b.constant === slot)) return undefined;
  const own = beliefs.map((b) => (b.constant === slot ? { ...b, value: number(to) } : b));
  return { ...model, actors: model.actors.map((a, i) => (i === at ? { ...a, beliefs: own } : a)) };
}

function moveOne(model: CheckedModel, id: string, to: number): CheckedModel | undefined {
  const [actor = "", word, ...about] = id.split(".");
  if (word === "believes") return moveBelief(model, actor, about.join("."), to);
  const slot = slotOf(model, id);
  const constant = model.constants[slot] && moved(model.constants[slot], to);
  return constant && { ...model, constants: model.constants.map((c, i) => (i === slot ? constant : c)) };
}

/** The model with levers at plain numbers; undefined where the reader is needed. */
export function moveLevers(base: CheckedModel, set: Readonly<Record<string, string>>): CheckedModel | undefined {
  let model: CheckedModel | undefined = base;
  for (const [id, value] of Object.entries(set)) {
    if (!PLAIN.test(value.trim())) return undefined;
    model = model && moveOne(model, id, Number(value));
  }
  return (
    model && { ...model, applied: [...base.applied, ...Object.entries(set).map(([id, value]) => `${id}=${value}`)] }
  );
}
