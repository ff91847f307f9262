// Levers: everything of a model that a person may move, with where it stands, what it rests on, and between which ends it makes sense
// to move it. In: the model as it is. Out: plain rows; ids are those of `--set` and `--hold`.

import type { Place } from "../../../base/problem.ts";
import type { CheckedModel, Constant } from "../../../language/checked-model.ts";
import type { Expression } from "../../../language/expression.ts";
import { sayExpression } from "../../../present/words/say-expression.ts";

export type LeverGroup = "foresight" | "beliefs" | "claims" | "values" | "parameters" | "temper";

export type Lever = {
  id: string;
  group: LeverGroup;
  name: string;
  /** What it is, in a sentence. */
  says: string;
  /** As the model has it. */
  written: string;
  low: number;
  high: number;
  least: number;
  most: number;
  step: number;
  because: readonly string[];
  at: Place;
  actor?: string | undefined;
};

/** Ends of what an expression may come to; undefined where it reads other things. */
function spanOf(e: Expression): [number, number] | undefined {
  if (e.kind === "number") return [e.value, e.value];
  if (e.kind === "negate") {
    const of = spanOf(e.of);
    return of && [-of[1], -of[0]];
  }
  if (e.kind === "if") {
    const [yes, no] = [spanOf(e.yes), spanOf(e.no)];
    return yes && no && [Math.min(yes[0], no[0]), Math.max(yes[1], no[1])];
  }
  if (e.kind !== "draw") return undefined;
  const ends = e.arguments.map(spanOf);
  if (ends.some((end) => end === undefined)) return undefined;
  const [a, b] = ends as [number, number][];
  switch (e.distribution) {
    case "interval":
    case "uniform":
      return a && b && [a[0], b[1]];
    case "bernoulli":
      return a;
    case "normal":
      return a && b && [a[0] - 1.645 * b[1], a[1] + 1.645 * b[1]];
    case "triangular":
      return a && [a[0], ends[2]![1]];
    case "beta":
      return [0, 1];
    default:
      return undefined;
  }
}

/** A step of 1, 2 or 5 times a power of ten: about a hundred of them over a range. */
function stepFor(range: number): number {
  const rough = range / 100;
  const power = 10 ** Math.floor(Math.log10(rough || 0.01));
  return [1, 2, 5, 10].map((m) => m * power).find((s) => s >= rough * 0.999) ?? power;
}

const rounded = (x: number, step: number, way: (x: number) => number) =>
  Number((way(x / step + (way === Math.floor ? 1e-9 : -1e-9)) * step).toPrecision(10));

type Ends = Pick<Lever, "low" | "high" | "least" | "most" | "step">;

function endsOf(constant: Constant, span: [number, number], steps: number): Ends {
  const [low, high] = span;
  if (constant.kind === "claim") return { low, high, least: 0, most: 1, step: 0.01 };
  if (constant.kind === "discount") return { low, high, least: 0.5, most: 1, step: 0.005 };
  if (constant.kind === "foresight") {
    return {
      low: Math.round(low),
      high: Math.round(high),
      least: 0,
      most: Math.max(Math.min(steps, 120), Math.ceil(high * 1.2)),
      step: 1,
    };
  }
  const size = high > low ? high - low : Math.abs(high) || 1;
  const bound = (e: Expression | undefined) => (e?.kind === "number" ? e.value : undefined);
  const step = stepFor(3 * size);
  const below = bound(constant.min) ?? (low >= 0 ? Math.max(0, low - size) : low - size);
  const above = bound(constant.max) ?? (high <= 0 ? Math.min(0, high + size) : high + size);
  return {
    low,
    high,
    least: rounded(below, step, Math.floor),
    most: rounded(Math.min(above, high + 3 * size), step, Math.ceil),
    step,
  };
}

const GROUPS: Partial<Record<Constant["kind"], LeverGroup>> = {
  claim: "claims",
  parameter: "parameters",
  weight: "values",
  foresight: "foresight",
  precision: "temper",
  discount: "temper",
  switching: "temper",
  taste: "temper",
  half_life: "temper",
};

const WORDS: Partial<Record<Constant["kind"], string>> = {
  foresight: "steps ahead",
  precision: "how sharply it picks",
  discount: "weight of a step later",
  switching: "cost in utility of changing course",
  taste: "its standard deviation in utility: what it likes for reasons outside the model",
  half_life: "steps until half of a leaning is forgotten",
};

function leverOf(model: CheckedModel, constant: Constant): Lever | undefined {
  const group = GROUPS[constant.kind];
  // A member of a family has no name of its own in `--set`
  if (!group || constant.id.includes("[") || isFree(constant)) return undefined;
  const span = spanOf(constant.value) ?? spanOf({ kind: "number", value: Number.NaN })!;
  if (!Number.isFinite(span[0])) return undefined;
  const id = constant.id.replace(/^weight of /, "");
  const actor = model.actors.find(
    (a) => constant.kind !== "claim" && constant.kind !== "parameter" && id.startsWith(`${a.id}.`),
  );
  const term = model.terms.find((t) => t.id === id);
  const value =
    constant.kind === "claim" && constant.value.kind === "draw" ? constant.value.arguments[0]! : constant.value;
  return {
    id,
    group,
    name: nameOf(constant, id, actor?.name, term?.label),
    says: model.claims.find((c) => c.id === id)?.says ?? constant.note ?? WORDS[constant.kind] ?? "",
    written: sayExpression(model, value),
    ...endsOf(constant, span, model.clock.steps),
    because: term?.because ?? constant.because,
    at: constant.at,
    actor: actor?.id,
  };
}

/** A change of course that costs nothing, since nobody wrote a cost. */
const isFree = ({ kind, value }: Constant) => kind === "switching" && value.kind === "number" && value.value === 0;

function nameOf(constant: Constant, id: string, actor: string | undefined, term: string | undefined): string {
  if (constant.kind === "foresight") return actor ?? id;
  if (constant.kind === "precision" || constant.kind === "discount") return `${actor}, ${constant.kind}`;
  if (constant.kind === "weight")
    return `${id.split(".")[0]}: ${term ?? id.split(".").slice(1).join(" ").replaceAll("_", " ")}`;
  if (constant.kind === "switching") return constant.label ?? `cost of changing ${id.replace(/\.switching$/, "")}`;
  return constant.label ?? id.replaceAll("_", " ");
}

function beliefLevers(model: CheckedModel): Lever[] {
  return model.actors.flatMap((actor) =>
    actor.beliefs.flatMap(({ constant, value }): Lever[] => {
      const about = model.constants[constant]!;
      const inner =
        about.kind === "claim" && value.kind === "draw" && value.distribution === "bernoulli"
          ? value.arguments[0]!
          : value;
      const span = spanOf(inner);
      if (!span || about.id.includes("[")) return [];
      const name = `${actor.name} takes ${about.id.replaceAll("_", " ")} to be`;
      const id = `${actor.id}.believes.${about.id}`;
      return [
        {
          id,
          group: "beliefs",
          name,
          says: "in its own reckoning alone",
          written: sayExpression(model, inner),
          ...endsOf(about, span, model.clock.steps),
          because: about.because,
          at: actor.at,
          actor: actor.id,
        },
      ];
    }),
  );
}

export function leversOf(model: CheckedModel): Lever[] {
  return [...model.constants.flatMap((c) => leverOf(model, c) ?? []), ...beliefLevers(model)];
}

/** A number as a lever shows it. */
export const leverFigure = (x: number, step: number) => {
  const decimals = Math.max(0, Math.min(6, -Math.floor(Math.log10(step) + 1e-9)));
  return x.toFixed(decimals);
};
