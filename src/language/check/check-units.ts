// Units: where both sides of + - and comparisons have one, they must fit; so must a formula and the unit of what it defines.
// A plain number fits anything (it may carry a unit that nobody wrote), so only what is surely wrong is said.
// The next value of a stock may add a flow per step: arsenal (warheads) + build (warheads/month) fits a monthly clock.

import type { Step } from "../../base/dates.ts";
import type { Place } from "../../base/problem.ts";
import type { Syntax } from "../formula/syntax-tree.ts";
import { LIMITS } from "../limits.ts";
import { type Element, fieldOf, formulaText, type Located, placeOfLocated, textField } from "../names/elements.ts";
import { type Checker, parseAt } from "./checker.ts";

/** Base unit → exponent; no entries: a pure number. */
export type Unit = ReadonlyMap<string, number>;

/** Reads `warheads/month`, `1/year`, `USD^2`; undefined where it is none. */
export function parseUnit(text: string): Unit | undefined {
  if (text.length > LIMITS.unit.most) return undefined;
  const unit = new Map<string, number>();
  const parts = text.split(/([*/])/);
  for (let i = 0; i < parts.length; i += 2) {
    const sign = i > 0 && parts[i - 1] === "/" ? -1 : 1;
    const match = /^(1|[\p{L}%€$][\p{L}\d_ %]*?)(?:\^(-?\d))?$/u.exec(parts[i]!.trim());
    if (!match) return undefined;
    if (match[1] === "1") continue;
    const exponent = (unit.get(match[1]!) ?? 0) + sign * Number(match[2] ?? 1);
    if (exponent === 0) unit.delete(match[1]!);
    else unit.set(match[1]!, exponent);
  }
  return unit;
}

const same = (a: Unit, b: Unit) => a.size === b.size && [...a].every(([base, n]) => b.get(base) === n);

function product(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const unit = new Map(a);
  for (const [base, n] of b) {
    const exponent = (unit.get(base) ?? 0) + sign * n;
    if (exponent === 0) unit.delete(base);
    else unit.set(base, exponent);
  }
  return unit;
}

export function showUnit(unit: Unit): string {
  const part = ([base, n]: readonly [string, number]) => (Math.abs(n) === 1 ? base : `${base}^${Math.abs(n)}`);
  const above = [...unit].filter(([, n]) => n > 0).map(part);
  const below = [...unit].filter(([, n]) => n < 0).map(part);
  if (above.length + below.length === 0) return "a pure number";
  return [above.join("*") || "1", ...below].join("/");
}

type Walk = { c: Checker; element: Element; place: (from: number, to: number) => Place; flowing: boolean; step: Step };

function unitOfName(w: Walk, name: string): Unit | undefined {
  const { names } = w.c;
  const element =
    names.variables.get(name)?.element ?? names.parameters.get(name)?.element ?? names.families.get(name)?.element;
  const text = element && textField(element, "unit");
  return text === undefined ? undefined : parseUnit(text);
}

/** A stock of units plus a flow of units a step. */
function flowFits(w: Walk, a: Unit, b: Unit): boolean {
  if (!w.flowing) return false;
  return same(product(a, new Map([[w.step, 1]]), -1), b) || same(product(b, new Map([[w.step, 1]]), -1), a);
}

function join(w: Walk, syntax: Extract<Syntax, { kind: "binary" }>): Unit | undefined {
  const left = unitOf(w, syntax.left);
  const right = unitOf(w, syntax.right);
  if (!left || !right) return left && !right ? left : right;
  if (same(left, right)) return left;
  if ((syntax.operator === "+" || syntax.operator === "-") && flowFits(w, left, right))
    return left.size <= right.size ? left : right;
  const facts = {
    left: `\`${showUnit(left)}\``,
    right: `\`${showUnit(right)}\``,
    how: `they are ${JOINED[syntax.operator] ?? "compared"} here`,
  };
  w.c.problems.add("unit-clash", w.place(syntax.from, syntax.to), facts);
  return undefined;
}

const JOINED: Record<string, string> = { "+": "added", "-": "subtracted" };

function unitOfBinary(w: Walk, syntax: Extract<Syntax, { kind: "binary" }>): Unit | undefined {
  if (syntax.operator === "*" || syntax.operator === "/") {
    const inner = { ...w, flowing: false };
    const [left, right] = [unitOf(inner, syntax.left), unitOf(inner, syntax.right)];
    return left && right ? product(left, right, syntax.operator === "*" ? 1 : -1) : undefined;
  }
  if (syntax.operator === "^") {
    unitOf(w, syntax.left);
    return undefined;
  }
  if (syntax.operator === "+" || syntax.operator === "-") return join(w, syntax);
  if (syntax.operator === "and" || syntax.operator === "or") {
    unitOf(w, syntax.left);
    unitOf(w, syntax.right);
  } else join({ ...w, flowing: false }, syntax);
  return undefined;
}

function unitOf(w: Walk, syntax: Syntax): Unit | undefined {
  switch (syntax.kind) {
    case "name":
      return unitOfName(w, syntax.name);
    case "index":
      return unitOf(w, syntax.of);
    case "negate":
      return unitOf(w, syntax.of);
    case "binary":
      return unitOfBinary(w, syntax);
    case "if": {
      unitOf({ ...w, flowing: false }, syntax.test);
      const [yes, no] = [unitOf(w, syntax.yes), unitOf(w, syntax.no)];
      return yes ?? no;
    }
    case "call": {
      const parts = syntax.arguments.flatMap((a) => (a.kind === "pair" ? [] : [unitOf({ ...w, flowing: false }, a)]));
      return ["min", "max", "abs", "clamp", "smooth", "delay"].includes(syntax.name) ? parts.find((p) => p) : undefined;
    }
    case "not":
      unitOf(w, syntax.of);
      return undefined;
    case "each": {
      const body = unitOf({ ...w, flowing: false }, syntax.body);
      return ["sum", "mean", "min", "max"].includes(syntax.name) ? body : undefined;
    }
    default:
      return undefined;
  }
}

function checkFormula(
  c: Checker,
  element: Element,
  located: Located,
  declared: Unit | undefined,
  flowing: boolean,
): void {
  if (typeof located.value !== "string") return;
  const text = formulaText(located);
  const syntax = parseAt(c, text);
  if (!syntax) return;
  const walk: Walk = { c, element, place: text.place, flowing, step: c.clock.step };
  const found = unitOf(walk, syntax);
  if (!declared || !found || same(declared, found) || (flowing && flowFits(walk, declared, found))) return;
  const facts = {
    left: `the unit of this formula, \`${showUnit(found)}\`,`,
    right: `\`${showUnit(declared)}\``,
    how: `\`${element.name}\` is declared so`,
  };
  c.problems.add("unit-clash", placeOfLocated(located), facts);
}

/** A field's formula, or those of its members. */
function formulasOf(field: Located | undefined): Located[] {
  if (!field || typeof field.value !== "object" || field.value === null) return field ? [field] : [];
  return Object.entries(field.value).map(([name, value]) => ({ ...field, value, path: [...field.path, name] }));
}

/** Checks the units of all variables and parameters. */
export function checkUnits(c: Checker): void {
  for (const section of ["variables", "parameters"] as const) {
    for (const element of c.loaded.sections[section].values()) {
      const field = fieldOf(element, "unit");
      const declared = field && parseUnit(String(field.value));
      if (field && !declared) c.problems.add("bad-unit", placeOfLocated(field), { unit: String(field.value) });
      for (const key of ["is", "then", "else", "start", "next", "min", "max"]) {
        for (const located of formulasOf(fieldOf(element, key))) {
          checkFormula(c, element, located, declared, key === "next");
        }
      }
    }
  }
}
