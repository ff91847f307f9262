// Description of a model → its files, the departures to read it with, and what to ask of an engine. Names are given here, and
// dates, by place: the first claim is c0. A variable's start and `is` read only what stands before it, `next` reads all,
// so that nothing goes in a circle. In: a description. Out: text that readModel takes.

import { type Clock, dateOfStep } from "../../src/base/dates.ts";
import type { Departures } from "../../src/language/names/departures.ts";
import type {
  ActorDescription,
  BoundDescription,
  ClaimDescription,
  Description,
  ParameterDescription,
  VariableDescription,
} from "./describe-model.ts";
import type { Num } from "./formulas.ts";
import { type NamedSet, type PolicyInSight, pick, type Readable, type Sight } from "./sight.ts";
import { writeEvents, writeHolds, writePolicies, writeQuestions, writeValues } from "./write-choices.ts";
import { writeNumber, writeTruth } from "./write-formula.ts";
import { type Yaml, yamlText } from "./yaml-text.ts";

export const MAIN_FILE = "standoff.yaml";
const ACTORS = ["CHN", "PRK", "KOR", "USA"];
const PLACES = ["north", "south", "east"];
const STARTS = { day: "2024-02-25", week: "2023-12-27", month: "2024-07", quarter: "2024-Q3", year: "2024" };
const INDICES = ["a", "b"];

/** All the names of a model, and what each section may see. */
export type World = {
  clock: Clock;
  actors: string[];
  sets: NamedSet[];
  claims: string[];
  origins: string[];
  parameters: Readable[];
  variables: (Readable & { stock: boolean })[];
  policies: PolicyInSight[];
  levers: string[];
  /** Actors whose utility may be read anywhere but in derived variables and starting values. */
  utilities: string[];
};

export type ModelText = { files: Record<string, string>; departures: Departures };

const plain = (name: string): Readable => ({ name, over: [], truth: false });

function clockOf(d: Description): Clock {
  const { step, steps } = d.clock;
  // A start inside a month is its month: the reader's rule, and one of five clocks tries it
  const start = step === "month" && d.clock.start % 5 === 4 ? "2024-07-19" : STARTS[step];
  return { start, step, steps };
}

function setsOf(d: Description, actors: string[]): NamedSet[] {
  const named = d.sets.map(({ of, size, from }, i): NamedSet => {
    const all = of === "actors" ? actors : PLACES;
    const count = Math.min(size, all.length);
    return { name: `set${i}`, members: Array.from({ length: count }, (_, k) => all[(from + k) % all.length]!) };
  });
  return [{ name: "actors", members: actors }, ...named];
}

const setsFor = (over: readonly number[], sets: readonly NamedSet[]) => over.map((i) => pick(sets, i)!);

export function worldOf(d: Description): World {
  const actors = ACTORS.slice(0, d.actors.length);
  const sets = setsOf(d, actors);
  const parameters = d.parameters.map(
    (p, i): Readable => ({
      name: `p${i}`,
      over: setsFor(p.over, sets),
      truth: p.coin && p.form !== "when",
    }),
  );
  const variables = d.variables.map((v, i) => ({
    name: `v${i}`,
    over: setsFor(v.over, sets),
    truth: v.kind === "derived" && v.form === "truth" && !v.perMember,
    stock: v.kind === "stock",
  }));
  const owners = [...sets.filter((s) => s.members.every((m) => actors.includes(m))), ...actors.map(single)];
  const policies = d.policies.map(
    (p, i): PolicyInSight => ({
      name: ["line", "arms", "trade"][i]!,
      owners: pick(owners, p.owner)!.members,
      options: ["hold", "push", "deal", "yield"].slice(0, p.options),
    }),
  );
  return {
    clock: clockOf(d),
    actors,
    sets,
    claims: d.claims.flatMap((c, i) => (c.question ? [] : [`c${i}`])),
    origins: d.origins.map((_, i) => `o${i}`),
    parameters,
    variables,
    policies,
    // What follows the state is read by no formula
    levers: actors.flatMap((a, i) =>
      (["foresight", "precision", "discount"] as const).flatMap((word) =>
        d.actors[i]!.state[word] === null ? [`${a}.${word}`] : [],
      ),
    ),
    utilities: actors,
  };
}

const single = (name: string): NamedSet => ({ name, members: [name] });

/** What a formula sees that is drawn once a run: claims and origins, and the parameters given. */
function onceSight(w: World, parameters: readonly Readable[], claims: readonly string[] = w.claims): Sight {
  return {
    clock: w.clock,
    reads: [...parameters, ...w.origins.map(plain)],
    lagged: [],
    claims: [...claims],
    policies: [],
    utilities: [],
    sets: w.sets,
    bindings: [],
    own: undefined,
    draws: "once",
    constant: true,
  };
}

/** What a formula of a step sees: everything, or the first `variables` alone. */
export function stepSight(w: World, draws: Sight["draws"], variables: readonly Readable[] = w.variables): Sight {
  return {
    ...onceSight(w, w.parameters),
    reads: [...variables, ...variables, ...w.parameters, ...w.levers.map(plain), ...w.origins.map(plain)],
    lagged: [...variables],
    policies: w.policies,
    utilities: variables === w.variables ? w.utilities : [],
    draws,
    constant: false,
  };
}

/** What decides and follows the state sees all but utilities, which weights make. */
export const stateSight = (w: World): Sight => ({ ...stepSight(w, "never"), utilities: [] });

/** A formula that reads the state, whatever else it reads. */
export const following = (f: Num, s: Sight): string => `${writeNumber(f, s)} + 0 * t`;

/** The same sight from inside a family: its indices are bound, its plain name is its own member. */
export function inside(s: Sight, family: Readable): Sight {
  const bindings = family.over.map((set, i) => ({ index: INDICES[i]!, members: set.members }));
  return { ...s, bindings: [...bindings, ...s.bindings], own: family.name };
}

const keyOf = (r: Readable) =>
  r.over.length === 0 ? r.name : `${r.name}[${r.over.map((set, i) => `${INDICES[i]} in ${set.name}`).join(", ")}]`;

function writeClaim(c: ClaimDescription, i: number, w: World): Yaml {
  const before = w.claims.filter((name) => Number(name.slice(1)) < i);
  const says = `Claim ${i}`;
  if (c.question) return { says, stance: "question" };
  const credence: Record<ClaimDescription["form"], Yaml> = {
    plain: c.credence,
    uniform: `uniform(${c.credence / 2}, ${0.5 + c.credence / 2})`,
    beta: `beta(${0.5 + 3 * c.credence}, 2)`,
    conditional: before.length > 0 ? `if ${pick(before, i)} then ${c.credence} else ${c.otherwise}` : c.credence,
  };
  const origin = c.origin === null ? undefined : pick(w.origins, c.origin);
  return { says, credence: credence[c.form], ...(origin && { origin, else: c.otherwise }) };
}

function foresightOf(f: ActorDescription["foresight"], most: number): Yaml {
  if (f.form === "plain") return Math.min(f.v, most);
  if (f.form === "interval") return `${f.low} to ${f.low + f.width}`;
  return f.form === "choice" ? `choice(${f.weights.slice(0, most + 1).join(", ")})` : 0;
}

/** Level 2 multiplies options by replies, so its foresight is kept short. */
function writeActor(a: ActorDescription, id: string, w: World): Yaml {
  const targets = [...w.claims, ...scalars(w.parameters), ...w.levers];
  const changing = {
    state: [...scalars(w.parameters.slice(-1)), ...w.levers],
    stock: scalars(w.variables.filter((v) => v.stock)),
  };
  const believes: Record<string, Yaml> = {};
  for (const b of a.believes) {
    if (b.form === "state" || b.form === "stock") {
      const target = pick(changing[b.form], b.about);
      if (target) believes[target] = `clamp(${following(b.is, { ...stateSight(w), reads: w.variables })}, 0, 9)`;
    } else {
      const target = pick(targets, b.about);
      if (target) believes[target] = beliefOf(b, target, w);
    }
  }
  const follows = (f: Num | null, least: number, most: number) =>
    f === null ? undefined : `clamp(${following(f, stateSight(w))}, ${least}, ${most})`;
  const { foresight, precision, discount } = a.state;
  const [far, sharp, patient] = [
    follows(foresight, 0, a.level === 2 ? 3 : 8),
    follows(precision, 0, 20),
    follows(discount, 0.5, 1),
  ];
  return {
    name: `Actor ${id}`,
    ...(a.foresight.form !== "none" && { foresight: foresightOf(a.foresight, a.level === 2 ? 3 : 8) }),
    ...(a.precision !== undefined && { precision: a.precision }),
    ...(a.discount !== undefined && { discount: a.discount }),
    ...(far && { foresight: far }),
    ...(sharp && { precision: sharp }),
    ...(patient && { discount: patient }),
    ...(a.level === 2 && { level: 2 }),
    ...(Object.keys(believes).length > 0 && { believes }),
  };
}

/** A belief may not rest on what it is about: it reads only parameters written before that one. */
const before = (target: string, parameters: readonly Readable[]) =>
  parameters.slice(
    0,
    parameters.findIndex(({ name }) => name === target.split("[", 1)[0]),
  );

function beliefOf(b: ActorDescription["believes"][number], target: string, w: World): Yaml {
  if (target.endsWith(".foresight")) return b.form === "interval" ? "1 to 3" : Math.floor(b.v * 4);
  if (target.endsWith(".discount") || w.claims.includes(target)) return b.v;
  if (target.endsWith(".precision")) return b.form === "interval" ? "1 to 3" : 4 * b.v;
  if (b.form === "formula") return writeNumber(b.is, onceSight(w, before(target, w.parameters)));
  return b.form === "interval" ? `${b.v} to ${b.v + 1}` : b.v;
}

/** Members of all: `p0`, `p1[KOR]`. */
export function scalars(all: readonly Readable[]): string[] {
  return all.flatMap((r) =>
    r.over
      .reduce<string[][]>((lists, set) => lists.flatMap((l) => set.members.map((m) => [...l, m])), [[]])
      .map((members) => (members.length === 0 ? r.name : `${r.name}[${members.join(",")}]`)),
  );
}

/** One formula, or one for each member of a family over one set. */
function perMember(text: string, family: Readable, each: boolean): Yaml {
  if (!each || family.over.length !== 1) return text;
  return Object.fromEntries(family.over[0]!.members.map((m, i) => [m, i === 0 ? text : `${text} + ${i / 8}`]));
}

function writeBound(b: BoundDescription | null, sign: number, s: Sight): Yaml | undefined {
  if (b === null) return undefined;
  return b.form === "plain" ? sign * b.v : writeNumber(b.is, { ...s, draws: "never" });
}

const without = (fields: Record<string, Yaml | undefined>): Yaml =>
  Object.fromEntries(Object.entries(fields).filter(([, v]) => v !== undefined)) as Yaml;

function writeParameter(p: ParameterDescription, i: number, w: World): Yaml {
  const self = w.parameters[i]!;
  const s = { ...inside(onceSight(w, w.parameters.slice(0, i)), self), own: undefined };
  const formula = (f: Num) => perMember(writeNumber(f, s), self, p.perMember);
  const bounds = { min: writeBound(p.min, -1, s), max: writeBound(p.max, 1, s) };
  if (p.form === "when") {
    // biome-ignore lint/suspicious/noThenProperty: `then` is a word of the language, and no promise is made here
    return without({ when: writeTruth(p.when, s), then: formula(p.yes), else: formula(p.is), ...bounds });
  }
  if (p.coin) return p.form === "bare" ? "bernoulli(0.4)" : without({ is: "bernoulli(0.4)", because: w.claims });
  const [low, width] = p.interval ?? [];
  const is = low === undefined ? formula(p.is) : `${low / 4} to ${(low + width!) / 4}`;
  return p.form === "bare" && typeof is === "string" ? is : without({ is, ...bounds });
}

const MISHAPS = {
  none: "",
  nan: " + 0.01 * log(draw(uniform(-0.02, 1)))",
  infinite: " + (9 * draw(poisson(0.01))) ^ 900",
};

function nextOf(v: Extract<VariableDescription, { kind: "stock" }>, own: string, s: Sight): string {
  const f = writeNumber(v.next, s);
  const noise = (v.noise === null ? "" : ` + noise(${v.noise})`) + MISHAPS[v.mishap];
  if (v.form === "pull") return `${own} + 0.2 * (clamp(${f}, -20, 20) - ${own})${noise}`;
  if (v.form === "drift") return `0.9 * ${own} + clamp(${f}, -3, 3)${noise}`;
  return v.form === "grow" ? `1.1 * ${own} + ${f}${noise}` : `${f}${noise}`;
}

/** The reader sees that a variable holds a truth by the form of its formula; the name of another one does not tell. */
const truthText = (text: string) => (/^\w+$/.test(text) ? `(${text} and true)` : text);

function writeVariable(v: VariableDescription, i: number, w: World): Yaml {
  const self = w.variables[i]!;
  const before = w.variables.slice(0, i);
  if (v.kind === "derived") {
    const s = { ...inside(stepSight(w, "never", before), self), own: undefined };
    const text = v.form === "truth" ? truthText(writeTruth(v.truth, s)) : writeNumber(v.is, s);
    return without({ is: perMember(text, self, v.perMember), label: `Variable ${i}` });
  }
  const starting: Sight = { ...inside(stepSight(w, "once", before), self), own: undefined, lagged: [] };
  const bounding: Sight = { ...inside(onceSight(w, w.parameters), self), own: undefined };
  // Half of the free ones are bounded all the same: a bare formula of itself soon leaves what doubles hold
  const wide: BoundDescription | null = v.form === "bare" || v.form === "grow" ? { form: "plain", v: 50 } : null;
  return without({
    start: perMember(writeNumber(v.start, starting), self, v.perMember),
    next: perMember(nextOf(v, self.name, inside(stepSight(w, "step"), self)), self, v.perMember && i % 2 === 0),
    min: writeBound(v.min ?? wide, -1, bounding),
    max: writeBound(v.max ?? wide, 1, bounding),
  });
}

const entries = <T>(list: readonly T[], write: (item: T, i: number) => [string, Yaml]) =>
  Object.fromEntries(list.map(write));

function sectionsOf(d: Description, w: World): Record<string, Yaml> {
  return {
    standoff: "A generated model",
    clock: { start: w.clock.start, step: w.clock.step, steps: w.clock.steps },
    origins: entries(d.origins, (o, i) => [`o${i}`, { reliable: o.reliable }]),
    claims: entries(d.claims, (c, i) => [`c${i}`, writeClaim(c, i, w)]),
    actors: entries(d.actors, (a, i) => [w.actors[i]!, writeActor(a, w.actors[i]!, w)]),
    sets: entries(w.sets.slice(1), (s) => [s.name, s.members]),
    parameters: entries(d.parameters, (p, i) => [keyOf(w.parameters[i]!), writeParameter(p, i, w)]),
    variables: entries(d.variables, (v, i) => [keyOf(w.variables[i]!), writeVariable(v, i, w)]),
    policies: writePolicies(d, w),
    values: writeValues(d, w),
    events: writeEvents(d, w),
    questions: writeQuestions(d, w),
    scenarios: writeHolds(d, w),
  };
}

const isEmpty = (v: Yaml) => typeof v === "object" && Object.keys(v).length === 0;
const SECOND_FILE = ["values", "events", "questions", "scenarios", "policies"];

export function writeModel(d: Description): ModelText {
  const w = worldOf(d);
  const sections = Object.entries(sectionsOf(d, w)).filter(([, v]) => !isEmpty(v));
  const scenarios = d.scenarios.map((_, i) => `s${i}`);
  if (!d.split) return { files: { [MAIN_FILE]: yamlText(Object.fromEntries(sections)) }, departures: { scenarios } };
  const second = sections.filter(([name]) => SECOND_FILE.includes(name));
  const first = sections.filter(([name]) => !SECOND_FILE.includes(name));
  const use: [string, Yaml][] = second.length > 0 ? [["use", ["parts/more.yaml"]]] : [];
  const files = { [MAIN_FILE]: yamlText(Object.fromEntries([...first.slice(0, 2), ...use, ...first.slice(2)])) };
  if (second.length > 0) Object.assign(files, { "parts/more.yaml": yamlText(Object.fromEntries(second)) });
  return { files, departures: { scenarios } };
}

export const dateAt = (w: World, step: number) => dateOfStep(w.clock, step);
