// A stock-and-flow model between its file and our YAML: stocks, flows, auxiliaries and tables as text, with their lines.
// Euler's method: a stock's next value is itself plus dt times what flows in, less what flows out (XMILE 1.0, section 3.2). Each step of our
// clock is one dt; `time` is theirs. Part by part: what cannot be said becomes a parameter of 0 that says so, and is listed.

import { sortProblems } from "../base/problem.ts";
import { figure, type Imported, MOST_PARTS, namer, problemsOf, quoted, type Told } from "./foreign.ts";
import { type Dialect, type Reading, translateEquation } from "./translate-equation.ts";

export type Points = (readonly [number, number])[];

export type Element = {
  kind: "stock" | "flow" | "aux" | "table";
  name: string;
  line: number;
  /** The equation; of a stock its start. */
  equation: string;
  /** Of a stock: names of flows, or the net rate as an equation. */
  inflows?: string[];
  outflows?: string[];
  rate?: string;
  /** The equation goes through this table, or it is one that others call. */
  points?: Points;
  unit?: string;
  note?: string;
  /** Cut at zero. */
  nonNegative?: boolean;
  /** Known to be beyond us, and why. */
  cannot?: string;
};

export type StockFlow = {
  title: string;
  dialect: Dialect;
  start: number;
  stop: number;
  dt: number;
  timeUnit: string;
  elements: Element[];
};

const MOST_STEPS = 4_999;
const UNITS: Record<string, string> = {
  year: "year",
  years: "year",
  yr: "year",
  quarter: "quarter",
  quarters: "quarter",
  month: "month",
  months: "month",
  week: "week",
  weeks: "week",
  day: "day",
  days: "day",
};

/** A clock whose steps are the file's: of its own unit where a step is one of them, else days that stand for steps. */
function clockOf({ start, stop, dt, timeUnit }: StockFlow, told: Told): { start: string; step: string; steps: number } {
  const steps = Math.round((stop - start) / dt);
  if (steps > MOST_STEPS)
    told.left(1, `${steps} steps are more than ${MOST_STEPS}: the clock is cut`, "make dt larger");
  const unit = UNITS[timeUnit.trim().toLowerCase()];
  const isCalendar = unit !== undefined && dt === 1;
  const year = Number.isInteger(start) && start >= 1000 && start <= 2500 && unit === "year" ? start : 2000;
  return {
    start: isCalendar && unit === "year" ? String(year) : `${year}-01-01`,
    step: isCalendar ? unit : "day",
    steps: Math.min(steps, MOST_STEPS) + 1,
  };
}

const textOf = (points: Points) => points.map(([x, y]) => `(${figure(x)}, ${figure(y)})`).join(", ");

type Made = { section: "parameters" | "variables"; lines: string[] };

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

function makeElement(e: Element, id: string, reading: Reading, told: Told): Made {
  const say = (text: string): string | undefined => {
    const made = translateEquation(text, reading);
    if ("formula" in made) return made.formula;
    told.left(e.line, `\`${e.name}\` was not taken: ${made.cannot}`, "it stands as a parameter of 0: write it anew");
    return undefined;
  };
  const nothing: Made = {
    section: "parameters",
    lines: [`  ${id}:`, ...described({ ...e, note: "NOT IMPORTED: a placeholder" }, "    "), "    is: 0"],
  };
  if (e.cannot !== undefined) {
    told.left(e.line, `\`${e.name}\` was not taken: ${e.cannot}`, "it stands as a parameter of 0: write it anew");
    return nothing;
  }
  const formula = say(e.equation);
  if (formula === undefined) return nothing;
  const head = [`  ${id}:`, ...described(e, "    ")];
  if (e.kind === "stock") {
    const flows = (names: readonly string[] | undefined) => (names ?? []).flatMap((name) => reading.nameOf(name) ?? []);
    const rate =
      e.rate === undefined
        ? [...flows(e.inflows), ...flows(e.outflows).map((name) => `-${name}`)].join(" + ").replaceAll("+ -", "- ")
        : say(e.rate);
    if (rate === undefined) return nothing;
    const next = rate === "" ? id : `${id} + ${figure(reading.dt)} * (${rate})`;
    return {
      section: "variables",
      lines: [...head, field("start", formula), field("next", next), ...(e.nonNegative ? ["    min: 0"] : [])],
    };
  }
  const through = e.points ? `lookup(${formula}, ${textOf(e.points)})` : formula;
  const is = e.nonNegative && e.kind === "flow" ? `max(0, ${through})` : through;
  const isConstant = e.kind === "aux" && !e.points && /^-?[\d.]+(e-?\d+)?$/.test(is);
  return { section: isConstant ? "parameters" : "variables", lines: [...head, field("is", is)] };
}

/** A first question for each stock: what it comes to. */
function questionsOf(model: StockFlow, idOf: (name: string) => string): string[] {
  const stocks = model.elements.filter((e) => e.kind === "stock").slice(0, 6);
  if (stocks.length === 0) return [];
  return [
    "questions:",
    ...stocks.flatMap((e) => [
      `  ask_${idOf(e.name)}:`,
      `    ask: ${quoted(`What does ${e.name} come to?`)}`,
      `    about: ${idOf(e.name)}`,
    ]),
  ];
}

export function stockFlowYaml(model: StockFlow, file: string, told = problemsOf(file)): Imported {
  if (!(model.dt > 0) || !(model.stop > model.start)) {
    told.wrong(1, "its start, stop and step of time are no clock");
    return { problems: told.list, taken: 0 };
  }
  const elements = model.elements.slice(0, MOST_PARTS);
  if (elements.length < model.elements.length)
    told.left(1, `${model.elements.length} variables are more than ${MOST_PARTS}`);
  if (elements.length === 0) {
    told.wrong(1, "there is no stock, flow or auxiliary in it");
    return { problems: told.list, taken: 0 };
  }
  const name = namer();
  const time = name("time of the model");
  const keyOf = (text: string) =>
    text
      .toLowerCase()
      .replace(/[\s_]+/g, " ")
      .trim();
  const ids = new Map<string, string>();
  const tables = new Map<string, string>();
  for (const e of elements) {
    const key = keyOf(e.name);
    if (ids.has(key)) told.left(e.line, `\`${e.name}\` is defined twice: the first counts`);
    else ids.set(key, name(e.name));
    if (e.kind === "table" && e.points) tables.set(key, textOf(e.points));
  }
  const reading: Reading = {
    dialect: model.dialect,
    nameOf: (n) => ids.get(keyOf(n)),
    tableOf: (n) => tables.get(keyOf(n)),
    time,
    dt: model.dt,
  };
  const seen = new Set<string>();
  const made = elements.flatMap((e) => {
    const id = ids.get(keyOf(e.name))!;
    if (seen.has(id) || e.kind === "table") return [];
    seen.add(id);
    return [makeElement(e, id, reading, told)];
  });
  const section = (wanted: Made["section"]) => made.filter((m) => m.section === wanted).flatMap((m) => m.lines);
  const { start, step, steps } = clockOf(model, told);
  const parameters = section("parameters");
  const lines = [
    `# Imported from ${file}. A step of the clock is ${figure(model.dt)} ${model.timeUnit || "of its time"}; ${time} is the time that the file means.`,
    `standoff: ${quoted(model.title || file)}`,
    `clock: { start: ${start}, step: ${step}, steps: ${steps} }`,
    ...(parameters.length > 0 ? ["parameters:", ...parameters] : []),
    "variables:",
    `  ${time}:`,
    `    is: ${figure(model.start)} + t * ${figure(model.dt)}`,
    ...section("variables"),
    ...questionsOf(model, (n) => ids.get(keyOf(n))!),
  ];
  return { yaml: `${lines.join("\n")}\n`, problems: sortProblems(told.list), taken: made.length };
}
