// A stock-and-flow model as YAML. Euler's method: a stock's next value is itself plus dt times what flows in, less what flows out (XMILE 1.0,
// section 3.2). Each step of our clock is one dt; `time` is theirs. Part by part: what cannot be said becomes a parameter of 0 that says so,
// and is listed.

import { sortProblems } from "../base/problem.ts";
import { Cannot } from "./equation-parts.ts";
import { constantsOf } from "./find-constants.ts";
import { figure, type Imported, keyOf, MOST_PARTS, namer, problemsOf, quoted, type Told } from "./foreign.ts";
import type { Element, StockFlow } from "./stock-flow.ts";
import { type Known, type Made, makeElement, tableText } from "./stock-flow-element.ts";
import { unrollArrays } from "./unroll-arrays.ts";

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

/** A first question for each stock: what it comes to. */
function questionsOf(elements: readonly Element[], idOf: (name: string) => string): string[] {
  const stocks = elements.filter((e) => e.kind === "stock").slice(0, 6);
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
  const all = unrollArrays(model.elements.slice(0, MOST_PARTS), model.dimensions, model.dialect);
  const elements = all.slice(0, MOST_PARTS);
  if (elements.length < Math.max(all.length, model.elements.length))
    told.left(1, `there are more than ${MOST_PARTS} variables: the rest was not taken`);
  if (elements.length === 0) {
    told.wrong(1, "there is no stock, flow or auxiliary in it");
    return { problems: told.list, taken: 0 };
  }
  const name = namer();
  const time = name("time of the model");
  const ids = new Map<string, string>();
  const tables = new Map<string, string>();
  const firsts: Element[] = [];
  for (const e of elements) {
    const key = keyOf(e.name);
    if (ids.has(key)) told.left(e.line, `\`${e.name}\` is defined twice: the first counts`);
    else {
      ids.set(key, name(e.name));
      firsts.push(e);
    }
    if (e.points) tables.set(key, tableText(e.points));
    if (e.kind === "stock" && e.nonNegative && (e.outflows ?? []).length > 0)
      told.left(e.line, `\`${e.name}\` is cut at zero; its outflows are not made smaller, as its tool would`);
  }
  const known: Known = {
    dialect: model.dialect,
    nameOf: (n) => ids.get(keyOf(n)),
    constantOf: constantsOf(firsts, model),
    tableOf: (n) => tables.get(keyOf(n)),
    time,
    start: model.start,
    stop: model.stop,
    dt: model.dt,
  };
  let remembered = 0;
  const memory = (e: Element) => {
    if (++remembered > MOST_PARTS) throw new Cannot(`more than ${MOST_PARTS} values would be remembered`);
    return name(`${e.name} remembered ${remembered}`);
  };
  const made = firsts.flatMap((e) =>
    e.kind === "table" ? [] : [makeElement(e, ids.get(keyOf(e.name))!, known, () => memory(e), told)],
  );
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
    ...questionsOf(firsts, (n) => ids.get(keyOf(n))!),
  ];
  return { yaml: `${lines.join("\n")}\n`, problems: sortProblems(told.list), taken: made.length };
}
