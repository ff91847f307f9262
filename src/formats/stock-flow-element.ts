// One element of a stock-and-flow model as lines of YAML, with the stocks that its smooths and delays need. What cannot be said becomes a
// parameter of 0 that says so, and is told with its line.

import type { Reading } from "./equation-parts.ts";
import { figure, quoted, type Told } from "./foreign.ts";
import type { Element, Points } from "./stock-flow.ts";
import { translateEquation } from "./translate-equation.ts";

export const tableText = (points: Points) => points.map(([x, y]) => `(${figure(x)}, ${figure(y)})`).join(", ");

export type Made = { section: "parameters" | "variables"; lines: string[] };

function described(e: Element, indent: string): string[] {
  const unit = e.unit?.trim() ?? "";
  const hasUnit = /^[A-Za-z][\w ]*([*/][A-Za-z][\w ]*)*$/.test(unit) && unit.length < 60;
  return [
    `${indent}label: ${quoted(e.name)}`,
    ...(e.note ? [`${indent}note: ${quoted(e.note)}`] : []),
    ...(hasUnit ? [`${indent}# unit: ${unit}`] : []),
  ];
}

/** One line of YAML for a formula: quoted where YAML would cut it. */
const field = (name: string, formula: string) =>
  `    ${name}: ${/^[\w(-][\w\s()+*/^.,<>=!-]*$/.test(formula) ? formula : quoted(formula)}`;

export type Known = Omit<Reading, "remember">;
type Memory = { id: string; start: string; next: string };

export function makeElement(e: Element, id: string, known: Known, memory: () => string, told: Told): Made {
  const memories: Memory[] = [];
  const reading: Reading = {
    ...known,
    remember: (start, next) => {
      const own = memory();
      memories.push({ id: own, start, next: next(own) });
      return own;
    },
  };
  let cannot = e.cannot;
  const say = (text: string): string => {
    const made = translateEquation(text, reading);
    if ("formula" in made) return made.formula;
    cannot ??= made.cannot;
    return "0";
  };
  const lines = cannot === undefined ? elementLines(e, id, reading, say) : [];
  if (cannot !== undefined) {
    told.left(e.line, `\`${e.name}\` was not taken: ${cannot}`, "it stands as a parameter of 0: write it anew");
    return {
      section: "parameters",
      lines: [`  ${id}:`, ...described({ ...e, note: "NOT IMPORTED: a placeholder" }, "    "), "    is: 0"],
    };
  }
  const made = [`  ${id}:`, ...described(e, "    "), ...lines];
  const isConstant = e.kind === "aux" && !e.points && /^ {4}is: -?[\d.]+(e-?\d+)?$/.test(lines[0]!);
  const kept = memories.flatMap((m) => [
    `  ${m.id}:`,
    `    note: ${quoted(`what ${e.name} remembers`)}`,
    field("start", m.start),
    field("next", m.next),
  ]);
  return { section: isConstant ? "parameters" : "variables", lines: [...made, ...kept] };
}

/** The formulas of an element: `say` translates an equation. */
function elementLines(e: Element, id: string, reading: Reading, say: (text: string) => string): string[] {
  const formula = say(e.equation);
  if (e.kind === "stock") {
    const flows = (names: readonly string[] | undefined) => (names ?? []).flatMap((flow) => reading.nameOf(flow) ?? []);
    const rate =
      e.rate === undefined
        ? [...flows(e.inflows), ...flows(e.outflows).map((flow) => `-${flow}`)].join(" + ").replaceAll("+ -", "- ")
        : say(e.rate);
    const next = rate === "" ? id : `${id} + ${figure(reading.dt)} * (${rate})`;
    return [field("start", formula), field("next", next), ...(e.nonNegative ? ["    min: 0"] : [])];
  }
  const through = e.points ? `lookup(${formula}, ${tableText(e.points)})` : formula;
  return [field("is", e.nonNegative && e.kind === "flow" ? `max(0, ${through})` : through)];
}
