// What decides beside an actor's wants: costs of entering an option, when the first review is, taste, and a start that is drawn.
// In: the checker. Out: their constants, in the order in which their slots were given, and what a policy keeps of them.
// A formula that reads the state is worked out at each step (`follows`); every other is drawn once a run.

import { fnv1a } from "../../base/fnv1a.ts";
import type { Constant, ConstantKind, Policy } from "../checked-model.ts";
import { type Expression, number } from "../expression.ts";
import { LIMITS } from "../limits.ts";
import { type Element, entriesOf, fieldOf, fieldsOf, type Located, placeOfLocated } from "../names/elements.ts";
import type { PolicyName } from "../names/names.ts";
import { type Checker, drawCounter, formula, streamOf } from "./checker.ts";
import { readsState } from "./reads-state.ts";

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A formula that is drawn once a run, or follows the state. */
export function decidingFormula(
  c: Checker,
  located: Located,
  options: { stream: number; bindings?: ReadonlyMap<string, string> },
): Pick<Constant, "value" | "follows"> {
  if (!readsState(c, located)) return { value: formula(c, located, { rules: "constant", ...options }) };
  return { value: formula(c, located, { rules: "deciding", ...options }), follows: true };
}

/** The cost of entering an option, or (undefined) any that has none of its own: from the last layer that says so. */
export function switchingField(element: Element, option?: string): Located | undefined {
  for (const field of fieldsOf(element, "switching")) {
    if (!isMap(field.value)) return field;
    for (const key of option === undefined ? ["default"] : [option, "default"]) {
      const value = field.value[key];
      if (value !== undefined) return { value, file: field.file, path: [...field.path, key] };
    }
  }
  return undefined;
}

/** `review` as a map; undefined where it is a number or `never`. */
export function reviewFields(element: Element): Element | undefined {
  const field = fieldOf(element, "review");
  if (!field || !isMap(field.value)) return undefined;
  return {
    section: "review",
    name: element.name,
    layers: [{ file: field.file, path: field.path, value: field.value }],
  };
}

/** The chances of a start that is drawn, by option. */
export function startChances(element: Element): Map<string, Located> | undefined {
  const field = fieldOf(element, "start");
  if (!field || !isMap(field.value)) return undefined;
  return new Map(
    Object.entries(field.value).map(([name, value]) => [
      name,
      { value, file: field.file, path: [...field.path, name] },
    ]),
  );
}

type Field = {
  id: string;
  kind: ConstantKind;
  label: string;
  located: Located;
  least: number;
  most: number;
  wanted: string;
  whole?: boolean;
  make?: (stream: number) => Expression;
};

/** Below this a half-life is none: all is forgotten from one review to the next. */
const LEAST_HALF_LIFE = 1e-9;
const MOST = 1e9;

function tasteFields({ id, element }: PolicyName): Field[] {
  const taste = entriesOf(element, "taste");
  const [sd, halfLife] = [taste.get("sd"), taste.get("half_life")];
  const fields: Field[] = [];
  if (sd) {
    const label = `how strong the taste of ${id} is`;
    fields.push({ id: `${id}.taste.sd`, kind: "taste", label, located: sd, least: 0, most: MOST, wanted: "0 or more" });
  }
  if (halfLife && halfLife.value !== "never") {
    const wanted = "above 0 steps, or `never`";
    const rest = { label: `the half-life of the taste of ${id}`, least: LEAST_HALF_LIFE, most: MOST, wanted };
    fields.push({ id: `${id}.taste.half_life`, kind: "half_life", located: halfLife, ...rest });
  }
  return fields;
}

function startField(c: Checker, { id, element, options }: PolicyName): Field[] {
  const chances = startChances(element);
  const located = fieldOf(element, "start");
  if (!chances || !located) return [];
  const make = (stream: number): Expression => {
    const nextDraw = drawCounter(1);
    const weights = options.map((o) => {
      const chance = chances.get(o.id);
      return chance ? formula(c, chance, { rules: "constant", stream, nextDraw }) : number(0);
    });
    return { kind: "draw", distribution: "choice", arguments: weights, stream, place: 0 };
  };
  const rest = { least: 0, most: Math.max(0, options.length - 1), wanted: "chances by option", make };
  return [{ id: `${id}.start`, kind: "start", label: `the option of ${id} at the start`, located, ...rest }];
}

function fieldsOfPolicy(c: Checker, policy: PolicyName): Field[] {
  const { id, element, options } = policy;
  const plain = switchingField(element);
  const entering = options.flatMap((o): Field[] => {
    const located = switchingField(element, o.id);
    if (!located || (located.file === plain?.file && located.path.join() === plain.path.join())) return [];
    const rest = { label: `cost of entering ${o.id} in ${id}`, least: 0, most: MOST, wanted: "0 or more" };
    return [{ id: `${id}.switching.${o.id}`, kind: "switching", located, ...rest }];
  });
  const review = reviewFields(element);
  const first = review && fieldOf(review, "first");
  const rest = { least: 0, most: LIMITS.review.most, wanted: `0 to ${LIMITS.review.most} steps`, whole: true };
  const firsts: Field[] = first
    ? [{ id: `${id}.first`, kind: "first", label: `first review of ${id}`, located: first, ...rest }]
    : [];
  return [...entering, ...firsts, ...startField(c, policy), ...tasteFields(policy)];
}

const allFields = (c: Checker): Field[] => [...c.names.policies.values()].flatMap((p) => fieldsOfPolicy(c, p));

export const decidingNames = (c: Checker): string[] => allFields(c).map(({ id }) => id);

function sayOutOfRange(c: Checker, { located, label, least, most, wanted }: Field): void {
  const { value } = located;
  if (typeof value !== "number" || (value >= least && value <= most)) return;
  c.problems.add("out-of-range", placeOfLocated(located), { what: label, value, wanted });
}

/** A start and a first review are drawn once: a formula of theirs may not follow the state. */
const mayFollow = (kind: ConstantKind) => kind === "switching" || kind === "taste";

function constantOf(c: Checker, field: Field): Constant {
  const { id, kind, label, located, least, most, whole = false, make } = field;
  const at = placeOfLocated(located);
  const stream = streamOf(c, id, at);
  sayOutOfRange(c, field);
  const made = make
    ? { value: make(stream) }
    : mayFollow(kind)
      ? decidingFormula(c, located, { stream })
      : { value: formula(c, located, { rules: "constant", stream }) };
  return { id, kind, label, because: [], at, whole, ...made, min: number(least), max: number(most) };
}

export const decidingConstants = (c: Checker): Constant[] => allFields(c).map((field) => constantOf(c, field));

/** Names in the map of switching costs that are no option. */
function sayStrangers(c: Checker, { id, options, element }: PolicyName): void {
  const known = options.map((o) => o.id);
  for (const [name, located] of entriesOf(element, "switching")) {
    if (name === "default" || known.includes(name)) continue;
    const facts = { policy: id, name, among: known, known: known.join(", ") };
    c.problems.add("unknown-option", placeOfLocated(located), facts);
  }
}

/** What a policy keeps of them: slots of constants. */
export function decidingOf(c: Checker, policy: PolicyName): Partial<Policy> {
  const { id, options, element } = policy;
  sayStrangers(c, policy);
  const slot = (name: string) => c.constantSlots.get(`${id}.${name}`);
  const own = options.map((o) => slot(`switching.${o.id}`));
  const plain = slot("switching")!;
  const sd = slot("taste.sd");
  if (sd === undefined && fieldOf(element, "taste")) {
    const facts = { where: `the taste of \`${id}\``, name: "sd" };
    c.problems.add("missing-key", placeOfLocated(fieldOf(element, "taste")!), facts);
  }
  return {
    ...(own.some((s) => s !== undefined) && { entering: own.map((s) => s ?? plain) }),
    ...(slot("first") !== undefined && { first: slot("first") }),
    ...(slot("start") !== undefined && { startBy: slot("start") }),
    ...(sd !== undefined && { taste: { sd, halfLife: slot("taste.half_life"), stream: fnv1a(`${id}/taste`) } }),
  };
}
