// Departures from a model: named scenarios, and levers set by hand (--set CHN.foresight=24, --hold CHN.korea=coerce@2026-01).
// Both lay a layer over the elements they name; nothing else of the reader knows that they exist.

import type { Problems } from "../problems.ts";
import { lineStartsOf, type SourceFile } from "../text/source-file.ts";
import { type Element, entriesOf, fieldOf, type Layer, type Located, placeOfLocated } from "./elements.ts";
import type { Loaded, Sections } from "./load.ts";
import { ACTOR_WORDS } from "./name-rules.ts";

/** What is to be changed before a model is checked, in this order. */
export type Departures = {
  scenarios?: readonly string[];
  /** Lever id → value as written: `CHN.foresight` → `24`. */
  set?: readonly (readonly [string, string])[];
  /** Policy id → option, perhaps with `@from`, `..until` and a condition: `coerce@2026-01..2027-01 while tests > 6`. */
  hold?: readonly (readonly [string, string])[];
  /** Another length of the clock, after scenarios: a record is watched until the model's own clock ends. */
  steps?: number | undefined;
  /** Questions asked beside the model's own, with the fields that one has in a file: a measure of `standoff compare`. */
  questions?: readonly { id: string; fields: Readonly<Record<string, string>>; from?: string | undefined }[];
};

type Target = { section: keyof Sections; field?: string };

/** The map fields of a scenario, and which element's which field each entry sets. */
const SETS: Record<string, Target> = {
  start: { section: "variables", field: "start" },
  credence: { section: "claims", field: "credence" },
  foresight: { section: "actors", field: "foresight" },
  parameters: { section: "parameters" },
  values: { section: "values" },
  actors: { section: "actors" },
  variables: { section: "variables" },
  policies: { section: "policies" },
  events: { section: "events" },
};

const ONE: Record<string, string> = {
  variables: "variable",
  claims: "claim",
  actors: "actor",
  parameters: "parameter",
  values: "value",
  policies: "policy",
  events: "event",
};

/** In a lens: what may be changed of an element besides a whole field above. */
const LENS_KEYS = ["credence", "parameters", "values", "foresight", "actors"];

function layerFor(field: string | undefined, located: Located): Layer {
  const { file, path, value } = located;
  return field === undefined
    ? { file, path, value }
    : { file, path, value: { [field]: value }, paths: { [field]: path } };
}

function sayLensTooWide(scenario: Element, problems: Problems): void {
  for (const key of [...Object.keys(SETS), "clock", "hold"]) {
    const field = fieldOf(scenario, key);
    if (field && !LENS_KEYS.includes(key)) problems.add("lens-too-wide", placeOfLocated(field), { name: key });
  }
  for (const [name, located] of entriesOf(scenario, "actors")) {
    const keys = Object.keys(located.value as object).filter(
      (k) => !["foresight", "note", "label", "because"].includes(k),
    );
    if (keys.length > 0) problems.add("lens-too-wide", placeOfLocated(located), { name: `${name}.${keys[0]}` });
  }
  for (const [name, located] of entriesOf(scenario, "values")) {
    const isNot = typeof located.value === "object" && "is" in (located.value as object);
    if (isNot) problems.add("lens-too-wide", placeOfLocated(located), { name });
  }
}

/** Every element that an entry names: one, or (values of a set) the set's. */
function elementNamed(loaded: Loaded, section: keyof Sections, name: string): Element | undefined {
  return loaded.sections[section].get(name);
}

/** Lays one scenario over the model; with `dry` only its names are checked. Out: what it holds. */
export function applyScenario(
  loaded: Loaded,
  scenario: Element,
  dry: boolean,
  problems: Problems,
): Map<string, Located> {
  if (fieldOf(scenario, "lens")?.value === true) sayLensTooWide(scenario, problems);
  for (const [key, { section, field }] of Object.entries(SETS)) {
    for (const [name, located] of entriesOf(scenario, key)) {
      const element = elementNamed(loaded, section, name);
      if (!element) {
        const among = loaded.sections[section].keys();
        problems.add("unknown-target", placeOfLocated(located), { what: ONE[section], name, among });
      } else if (key === "start" && !isStock(element) && !entriesOf(scenario, "variables").has(name)) {
        problems.add("set-derived", placeOfLocated(located), { name, what: "derived" });
      } else if (!dry) element.layers.push(layerFor(field, located));
    }
  }
  const draws = fieldOf(scenario, "draws");
  if (draws && !dry) loaded.draws = draws as Located<string>;
  const clock = fieldOf(scenario, "clock");
  if (clock && !dry) loaded.clock?.layers.push({ file: clock.file, path: clock.path, value: clock.value });
  return entriesOf(scenario, "hold");
}

/** A lever's text as a file of its own, so that a fault in it has a place: `--set CHN.foresight=24`. */
function leverFile(option: string, id: string, value: string): { file: SourceFile; path: [] } {
  const text = `${id}=${value}`;
  return { file: { name: option, text, lineStarts: lineStartsOf(text) }, path: [] };
}

const plainOf = (value: string): unknown =>
  /^[-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?$/i.test(value.trim()) ? Number(value) : value;

/** What `CHN.foresight`, a claim, a parameter, a value or a stock means as a lever. */
function targetOf(loaded: Loaded, written: string): LeverTarget | undefined {
  const { sections } = loaded;
  // `support[KOR]`: one member of a family with one index
  const [, id = written, member] = /^(\w+)\s*\[\s*(\w+)\s*\]$/.exec(written) ?? [];
  const [first = "", word = "", ...rest] = id.split(".");
  const actor = sections.actors.get(first);
  if (actor && word === "believes" && rest.length > 0)
    return { element: actor, field: "believes", entry: written.slice(first.length + word.length + 2) };
  if (actor && LEVER_WORDS.includes(word) && rest.length === 0) return { element: actor, field: word };
  const ofPolicy = policyTarget(sections, first, word, rest);
  if (ofPolicy) return ofPolicy;
  const claim = sections.claims.get(id);
  if (claim && member === undefined) return { element: claim, field: "credence" };
  const parameter = sections.parameters.get(id);
  if (parameter) return { element: parameter, field: "is", entry: member };
  const value = sections.values.get(id);
  if (value) return { element: value, field: "weight" };
  const variable = sections.variables.get(id);
  return variable && isStock(variable) ? { element: variable, field: "start", entry: member } : undefined;
}

/** `CHN.korea.switching`, `CHN.korea.switching.coerce`, `CHN.korea.taste.sd`: what decides beside wants. */
function policyTarget(
  { policies }: Sections,
  owner: string,
  name: string,
  [field, entry, ...more]: string[],
): LeverTarget | undefined {
  const element = policies.get(`${owner}.${name}`);
  if (!element || more.length > 0) return undefined;
  if (field === "switching") return { element, field, entry };
  if (field === "taste" && entry !== undefined && TASTE_WORDS.includes(entry)) return { element, field, entry };
  return undefined;
}

const TASTE_WORDS = ["sd", "half_life"];

/** Levers of a policy: the cost of changing course, and the taste where it has one. */
function policyLevers([name, element]: [string, Element]): string[] {
  const taste = entriesOf(element, "taste");
  return [`${name}.switching`, ...TASTE_WORDS.filter((w) => taste.has(w)).map((w) => `${name}.taste.${w}`)];
}

type LeverTarget = { element: Element; field: string; entry?: string | undefined };

const LEVER_WORDS = ACTOR_WORDS.filter((word) => word !== "believes");

const isStock = (element: Element) => fieldOf(element, "next") !== undefined;

/** Every id that `--set` takes. */
export function leverIds(loaded: Loaded): string[] {
  const { sections } = loaded;
  const ofActors = [...sections.actors.keys()].flatMap((a) => LEVER_WORDS.map((w) => `${a}.${w}`));
  return [
    ...sections.claims.keys(),
    ...sections.parameters.keys(),
    ...sections.values.keys(),
    ...[...sections.variables].flatMap(([name, element]) => (isStock(element) ? [name] : [])),
    ...ofActors,
    ...[...sections.policies].flatMap(policyLevers),
  ];
}

function applyLever(loaded: Loaded, id: string, value: string, problems: Problems): void {
  const { file, path } = leverFile("--set", id, value);
  const target = targetOf(loaded, id);
  if (!target) {
    const at = { file: file.name, line: 1, column: 1, length: id.length };
    problems.add("unknown-target", at, { what: "lever", name: id, among: leverIds(loaded) });
    return;
  }
  const plain = plainOf(value);
  const inner = target.entry === undefined ? plain : { [target.entry]: plain };
  target.element.layers.push({ file, path, value: { [target.field]: inner }, paths: { [target.field]: path } });
}

/** `coerce@2026-01..2027-01`, `coerce while tests > 6` → the form of a scenario's hold. */
function heldOf(id: string, value: string): Located {
  const [, plain = value, condition] = /^(.*?)\s+while\s+(.*)$/s.exec(value) ?? [];
  const [option = "", span] = plain.split("@");
  const [from, until] = span?.split("..") ?? [];
  const parts = { ...(from && { from }), ...(until && { until }), ...(condition && { while: condition }) };
  const held = span === undefined && !condition ? option : { option, ...parts };
  return { value: held, ...leverFile("--hold", id, value) };
}

/** A question asked from outside: a fault in it has the place of the option that asked, `--measure` where nothing is said. */
function addQuestion(
  loaded: Loaded,
  { id, fields, from = "--measure" }: NonNullable<Departures["questions"]>[number],
): void {
  const text = fields.about ?? fields.event ?? fields.measure ?? "";
  const file = { name: from, text, lineStarts: lineStartsOf(text) };
  loaded.sections.questions.set(id, { section: "questions", name: id, layers: [{ file, path: [], value: fields }] });
}

/** Lays all departures over a loaded model. Out: what they hold, later ones over earlier. */
export function applyDepartures(loaded: Loaded, departures: Departures, problems: Problems): Map<string, Located> {
  const held = new Map<string, Located>();
  const known = loaded.sections.scenarios;
  for (const scenario of known.values()) applyScenario(loaded, scenario, true, problems);
  for (const name of departures.scenarios ?? []) {
    const scenario = known.get(name);
    if (!scenario) {
      const at = { file: "--scenario", line: 1, column: 1, length: name.length };
      problems.add("unknown-scenario", at, { name, among: known.keys() });
      continue;
    }
    for (const [policy, located] of applyScenario(loaded, scenario, false, problems)) held.set(policy, located);
  }
  if (departures.steps !== undefined) {
    const { file, path } = leverFile("--steps", "steps", String(departures.steps));
    loaded.clock?.layers.push({ file, path, value: { steps: departures.steps } });
  }
  for (const [id, value] of departures.set ?? []) applyLever(loaded, id, value, problems);
  for (const [id, value] of departures.hold ?? []) held.set(id, heldOf(id, value));
  for (const question of departures.questions ?? []) addQuestion(loaded, question);
  return held;
}
