// The symbol tables of a model: every name that a formula may read, with its slot. Families are unrolled here, one entry a member.
// In: merged sections. Out: tables. Nothing is resolved yet, so order does not matter.

import type { Place } from "../../base/problem.ts";
import { LIMITS } from "../limits.ts";
import type { Problems } from "../problems.ts";
import { type Element, fieldOf, listField, placeOfElement, placeOfLocated } from "./elements.ts";
import type { Loaded } from "./load.ts";

export type Index = { name: string; set: string };

/** One scalar of a variable or parameter: `arsenal`, or a member `trust[KOR,JPN]`. */
export type Scalar = {
  id: string;
  name: string;
  element: Element;
  /** Index name → member, for a member of a family. */
  bindings: ReadonlyMap<string, string>;
  slot: number;
};

export type Family = {
  name: string;
  indices: Index[];
  of: "variable" | "parameter";
  element: Element;
  /** The ids of its members, in order. */
  members: string[];
};

export type PolicyName = {
  id: string;
  slot: number;
  owner: string;
  /** The set before the dot, where one owns it for all its members. */
  set?: string | undefined;
  options: { id: string; label: string; at: Place }[];
  element: Element;
};

export type Names = {
  actors: Map<string, { slot: number; element: Element }>;
  sets: Map<string, string[]>;
  variables: Map<string, Scalar>;
  parameters: Map<string, Scalar>;
  families: Map<string, Family>;
  policies: Map<string, PolicyName>;
  claims: Map<string, Element>;
};

/** Says that a model is too large; what was not declared for it is no fault of its own. */
function sayTooLarge(what: string, most: number, at: Place, problems: Problems): void {
  problems.add("model-too-large", at, { most, what });
  problems.leaveOutMuch();
}

function declareSets(loaded: Loaded, actors: Names["actors"], problems: Problems): Map<string, string[]> {
  const sets = new Map<string, string[]>([["actors", [...actors.keys()]]]);
  for (const [name, element] of loaded.sections.sets) {
    const { file, path, value } = element.layers.at(-1)!;
    const all = (value as unknown[]).map(String);
    if (all.length > LIMITS.members.most) {
      sayTooLarge("members in one set", LIMITS.members.most, placeOfElement(element), problems);
      problems.leaveOut(name);
    }
    const members = all.slice(0, LIMITS.members.most);
    if (members.length === 0) problems.add("empty-set", placeOfElement(element), { name });
    const seen = new Set<string>();
    members.forEach((member, i) => {
      const at = () => placeOfLocated({ value: member, file, path: [...path, i] });
      if (!/^[A-Za-z]\w{0,63}$/.test(member)) {
        problems.add("bad-name", at(), { name: member });
        problems.leaveOutMisspelt(member);
        return;
      }
      if (seen.has(member)) problems.add("same-key-twice", at(), { name: member });
      seen.add(member);
    });
    sets.set(name, [...seen]);
  }
  return sets;
}

/** `trust[a in actors, b in actors]` → its indices; undefined where one is wrong. */
function indicesOf(header: string, at: Place, sets: Map<string, string[]>, problems: Problems): Index[] | undefined {
  const inside = /\[([^\]]*)\]/.exec(header)?.[1];
  if (inside === undefined) return [];
  const indices: Index[] = [];
  const parts = inside.split(",");
  if (parts.length > LIMITS.indices.most) {
    const says = `has ${parts.length} indices; ${LIMITS.indices.most} are allowed`;
    problems.add("wrong-index", at, { name: header.replace(/\[.*/, ""), says });
    return undefined;
  }
  for (const part of parts) {
    const [, name, set] = /^\s*([A-Za-z]\w*)\s+in\s+([A-Za-z]\w*)\s*$/.exec(part) ?? [];
    if (name === undefined || set === undefined) {
      problems.add("wrong-index", at, {
        name: header,
        says: "has an index that is not `name in set`",
        mend: "write support[a in allies]",
      });
    } else if (!sets.has(set)) {
      problems.add("unknown-set", at, { name: set, among: sets.keys() });
    } else if (indices.some((i) => i.name === name)) {
      problems.add("wrong-index", at, { name: header, says: `uses the index \`${name}\` twice` });
    } else indices.push({ name, set });
  }
  return indices.length === parts.length ? indices : undefined;
}

function membersOf(indices: Index[], sets: Map<string, string[]>): Map<string, string>[] {
  let all: Map<string, string>[] = [new Map()];
  for (const { name, set } of indices) {
    all = all.flatMap((bindings) => (sets.get(set) ?? []).map((m) => new Map([...bindings, [name, m]])));
  }
  return all;
}

export const memberId = (name: string, members: readonly string[]) =>
  members.length === 0 ? name : `${name}[${members.join(",")}]`;

function declareScalars(of: "variable" | "parameter", loaded: Loaded, names: Names, problems: Problems): void {
  const elements = loaded.sections[of === "variable" ? "variables" : "parameters"];
  const into = of === "variable" ? names.variables : names.parameters;
  for (const [name, element] of elements) {
    const at = placeOfElement(element);
    const indices = indicesOf(element.name, at, names.sets, problems);
    if (!indices) {
      problems.leaveOut(name);
      continue;
    }
    const count = indices.reduce((n, i) => n * (names.sets.get(i.set)?.length ?? 0), 1);
    if (into.size + count > LIMITS[`${of}s`].most) {
      sayTooLarge(`${of}s`, LIMITS[`${of}s`].most, at, problems);
      return;
    }
    const members: string[] = [];
    for (const bindings of membersOf(indices, names.sets)) {
      const id = memberId(name, [...bindings.values()]);
      into.set(id, { id, name, element, bindings, slot: into.size });
      members.push(id);
    }
    if (indices.length > 0) names.families.set(name, { name, indices, of, element, members });
  }
}

function optionsOf(element: Element): PolicyName["options"] {
  const field = fieldOf(element, "options");
  if (!field) return [];
  if (Array.isArray(field.value)) {
    return listField(element, "options").map((o) => ({ id: o.value, label: o.value, at: placeOfLocated(o) }));
  }
  return Object.entries(field.value as Record<string, unknown>).map(([id, label]) => ({
    id,
    label: String(label),
    at: placeOfLocated({ value: label, file: field.file, path: [...field.path, id] }),
  }));
}

function declarePolicies(loaded: Loaded, names: Names, problems: Problems): void {
  for (const [name, element] of loaded.sections.policies) {
    const at = placeOfElement(element);
    if (names.policies.size > LIMITS.policies.most) {
      sayTooLarge("policies", LIMITS.policies.most, at, problems);
      return;
    }
    const [owner, rest] = [name.slice(0, name.indexOf(".")), name.slice(name.indexOf(".") + 1)];
    const set = names.actors.has(owner) ? undefined : names.sets.get(owner);
    if (!names.actors.has(owner) && !set) {
      const near = problems.nearest(owner, [...names.actors.keys(), ...names.sets.keys()]);
      problems.add("ownerless-policy", at, { name, owner, near: near && `${near}.${rest}` });
      problems.leaveOut(name);
      continue;
    }
    const options = optionsOf(element);
    checkOptionNames(options, problems);
    if (options.length < 2) problems.add("no-option", at, { name, count: options.length });
    if (options.length > LIMITS.options.most) sayTooLarge("options of one policy", LIMITS.options.most, at, problems);
    for (const member of set ?? [owner]) {
      const id = `${member}.${rest}`;
      const first = names.policies.get(id);
      if (!names.actors.has(member)) {
        problems.add("unknown-actor", at, { name: member, among: names.actors.keys() });
      } else if (first) {
        problems.add("name-twice", at, { name: id }, [
          { at: placeOfElement(first.element), says: "the first definition" },
        ]);
      } else {
        names.policies.set(id, { id, slot: names.policies.size, owner: member, set: set && owner, options, element });
      }
    }
  }
}

function checkOptionNames(options: PolicyName["options"], problems: Problems): void {
  const seen = new Set<string>();
  for (const option of options) {
    if (!/^[A-Za-z]\w{0,63}$/.test(option.id)) problems.add("bad-name", option.at, { name: option.id });
    if (option.id === "not") problems.add("reserved-name", option.at, { name: option.id });
    if (seen.has(option.id)) problems.add("same-key-twice", option.at, { name: option.id });
    seen.add(option.id);
  }
}

/** Names that formulas read share one space: a claim and a parameter may not have one name. */
function sayShared(loaded: Loaded, problems: Problems): void {
  const seen = new Map<string, Element>();
  for (const section of ["actors", "sets", "origins", "claims", "parameters", "variables", "events"] as const) {
    for (const [name, element] of loaded.sections[section]) {
      const first = seen.get(name);
      if (first) {
        const also = [{ at: placeOfElement(first), says: `the first, under \`${first.section}\`` }];
        problems.add("name-twice", placeOfElement(element), { name }, also);
      } else seen.set(name, element);
    }
  }
}

export function declareNames(loaded: Loaded, problems: Problems): Names {
  const actors: Names["actors"] = new Map();
  for (const [name, element] of loaded.sections.actors) {
    if (actors.size === LIMITS.actors.most)
      sayTooLarge("actors", LIMITS.actors.most, placeOfElement(element), problems);
    if (actors.size >= LIMITS.actors.most) break;
    actors.set(name, { slot: actors.size, element });
  }
  const names: Names = {
    actors,
    sets: declareSets(loaded, actors, problems),
    variables: new Map(),
    parameters: new Map(),
    families: new Map(),
    policies: new Map(),
    claims: loaded.sections.claims,
  };
  sayShared(loaded, problems);
  declareScalars("parameter", loaded, names, problems);
  declareScalars("variable", loaded, names, problems);
  declarePolicies(loaded, names, problems);
  return names;
}
