// A model as XMILE 1.0 (OASIS, 2015), for Stella, Vensim and others: stocks with one net flow each, derived variables and parameters as
// auxiliaries, lookups as graphical functions. In: a checked model. Out: the file, and what could not be said in it, each with its line: who
// decides (a policy stands at its start, or as it is held), what may happen, what is wanted, and luck (at its median).

import { escapeMarkup } from "../base/escape-markup.ts";
import { type Problem, sortProblems } from "../base/problem.ts";
import { constantsBy } from "../engine/interpreter/draw-constants.ts";
import type { CheckedModel, Described, Policy, Stock } from "../language/checked-model.ts";
import { decides } from "../language/decides.ts";
import type { Expression } from "../language/expression.ts";
import { Cannot } from "./equation-parts.ts";
import { figure, maker } from "./foreign.ts";
import { bounded, cellsNeeded, courseOf, heldEquation, isDrawnOnce, netFlow } from "./one-future.ts";
import { draws, type Said, sayXmile } from "./say-xmile.ts";

export type WrittenXmile = { text: string; left: Problem[] };

/** Words of XMILE that name no variable. */
const WORDS =
  "and or not mod if then else time dt starttime stoptime pi inf self init abs arccos arcsin arctan cos exp int ln log10 max min sin sqrt tan exprnd lognormal normal poisson random delay delay1 delay3 delayn forcst smth1 smth3 smthn trend pulse ramp step previous size stddev sum mean lookup";

const tag = (name: string, text: string | undefined) => (text ? `<${name}>${escapeMarkup(text)}</${name}>` : "");

type Shown = Pick<Described, "id" | "label" | "unit" | "note">;

/** `what` an element is called and about; `inner` what else stands in it. */
const element = (kind: string, name: string, { id, label, unit, note }: Shown, ...inner: string[]) =>
  `      <${kind} name="${name}">${inner.join("")}${tag("units", unit)}${tag("doc", [id === name ? "" : id, label, note].filter(Boolean).join(". "))}</${kind}>`;

/** What is under way while a model is written: the names given so far, and what could not be said. */
type Writer = {
  model: CheckedModel;
  left: Problem[];
  name: (text: string) => string;
  cells: readonly string[];
  constants: Map<number, string>;
  policies: Map<number, string>;
  /** Auxiliaries that formulas needed: tables, conditions, choices. */
  helpers: string[];
  said: Said;
};

function writerOf(model: CheckedModel): Writer {
  const name = maker(WORDS);
  const cells = [...model.stocks, ...model.derived].map(({ id }) => name(id));
  const [constants, policies] = [new Map<number, string>(), new Map<number, string>()];
  const helpers: string[] = [];
  const made = new Map<string, string>();
  const helper = (named: string, equation: string, gf = "") => {
    const own = made.get(equation + gf) ?? name(named);
    if (!made.has(equation + gf)) helpers.push(element("aux", own, { id: own }, tag("eqn", equation), gf));
    made.set(equation + gf, own);
    return own;
  };
  const once = (names: Map<number, string>, slot: number, id: string) => {
    const known = names.get(slot) ?? name(id);
    names.set(slot, known);
    return known;
  };
  const said: Said = {
    constants: constantsBy(model, { seed: 0, run: 0, when: 0, given: () => 0.5 }, []),
    cell: (slot) => cells[slot]!,
    constant: (slot) => once(constants, slot, model.constants[slot]!.id),
    policy: (slot) => once(policies, slot, model.policies[slot]!.id),
    option: (policy, option) => model.policies[policy]!.options[option]!.id,
    auxiliary: helper,
    table: (x, points) => {
      const list = (of: 0 | 1) => points.map((point) => figure(point[of])).join(",");
      return helper("lookup", x, `<gf><xpts>${list(0)}</xpts><ypts>${list(1)}</ypts></gf>`);
    },
  };
  return { model, left: [], name, cells, constants, policies, helpers, said };
}

function tell({ left }: Writer, { at }: Pick<Described, "at">, says: string, mend?: string): void {
  left.push({ code: "not-exported", severity: "warning", at, says, ...(mend !== undefined && { mend }) });
}

function say(w: Writer, of: Described, e: Expression): string {
  try {
    return sayXmile(e, w.said);
  } catch (error) {
    if (!(error instanceof Cannot)) throw error;
    tell(w, of, `\`${of.id}\` could not be said: ${error.message}`, "it stands at 0");
    return "0";
  }
}

function stockLines(w: Writer, stock: Stock, slot: number): string[] {
  const [own, flow] = [w.cells[slot]!, w.name(`${stock.id} net flow`)];
  const told = w.left.length;
  const start = say(w, stock, bounded(stock.start, stock.min, stock.max));
  const net = say(w, stock, netFlow(stock, slot));
  if (w.left.length === told && (draws(stock.start) || draws(stock.next)))
    tell(w, stock, `\`${stock.id}\` draws at random: here it takes the median`);
  return [
    element("stock", own, stock.hidden ? { id: stock.id } : stock, tag("eqn", start), tag("inflow", flow)),
    element("flow", flow, { id: flow }, tag("eqn", net)),
  ];
}

function cellLines(w: Writer): string[] {
  const { stocks, derived } = w.model;
  const needed = cellsNeeded(w.model);
  return [
    ...stocks.flatMap((stock, slot) => (needed.has(slot) ? stockLines(w, stock, slot) : [])),
    ...derived.flatMap((d, i) => {
      const slot = stocks.length + i;
      return needed.has(slot) ? [element("aux", w.cells[slot]!, d, tag("eqn", say(w, d, d.is)))] : [];
    }),
  ];
}

function parameterLines(w: Writer): string[] {
  const lines: string[] = [];
  // Constants read constants: the map grows while it is walked
  for (const [slot, own] of w.constants) {
    const c = w.model.constants[slot]!;
    const median = figure(w.said.constants[slot]!);
    const isDrawn = isDrawnOnce(c);
    if (isDrawn) tell(w, c, `\`${c.id}\` is drawn once a run: it stands at its median, ${median}`);
    lines.push(element("aux", own, c, tag("eqn", isDrawn ? median : say(w, c, bounded(c.value, c.min, c.max)))));
  }
  return lines;
}

/** Tells what XMILE has no words for. */
function tellRest(w: Writer): void {
  const { model } = w;
  model.policies.forEach((policy, slot) => {
    if (!decides(policy) || courseOf(model, slot).every(({ isHeld }) => isHeld)) return;
    const owner = model.actors[policy.owner]!.id;
    const start = policy.options[policy.start]!.id;
    const drawn = policy.startBy === undefined ? "" : ", the likeliest of the starts that are drawn";
    const says = `\`${policy.id}\` is decided by ${owner}, which XMILE cannot say: it stands at \`${start}\`${drawn}, or as it is held`;
    tell(w, policy, says, `--hold ${policy.id}=OPTION writes another`);
  });
  for (const { policy: slot } of model.holds.filter((hold) => hold.while !== undefined)) {
    const policy = model.policies[slot]!;
    tell(
      w,
      policy,
      `the hold of \`${policy.id}\` on a condition is left out`,
      `--hold ${policy.id}=OPTION holds it throughout`,
    );
  }
  for (const event of model.events) tell(w, event, `the event \`${event.id}\` is left out`);
  const [term, claim, question] = [model.terms[0], model.claims[0], model.questions[0]];
  if (term) tell(w, term, `what the actors want is left out (values: ${model.terms.length})`);
  if (claim) tell(w, claim, `the words and sources of claims are left out (${model.claims.length})`);
  if (question) tell(w, question, `questions are left out (${model.questions.length})`);
}

export function toXmile(model: CheckedModel, version: string): WrittenXmile {
  const w = writerOf(model);
  const cells = cellLines(w);
  const parameters = parameterLines(w);
  const held = [...w.policies].map(([slot, own]) =>
    element("aux", own, optionsOf(model.policies[slot]!), tag("eqn", heldEquation(model, slot))),
  );
  tellRest(w);
  const left = sortProblems(w.left);
  const { start, step, steps } = model.clock;
  const text = `<?xml version="1.0" encoding="utf-8"?>
<!-- ${inComment(model.title)}, from ${start}, a step of TIME a ${step}. Model ${model.hash.slice(0, 12)} of Standoff.
${left.map(({ at, says }) => `  Not here: ${inComment(says)} (${inComment(at.file)}:${at.line})\n`).join("")}-->
<xmile version="1.0" xmlns="http://docs.oasis-open.org/xmile/ns/XMILE/v1.0">
  <header><vendor>Standoff</vendor><product version="${version}" lang="en">Standoff</product>${tag("name", model.title)}</header>
  <sim_specs method="Euler" time_units="${step}"><start>0</start><stop>${steps - 1}</stop><dt>1</dt></sim_specs>
  <model>
    <variables>
${[...parameters, ...held, ...cells, ...w.helpers].join("\n")}
    </variables>
  </model>
</xmile>
`;
  return { text, left };
}

/** What is left out is said in the file too, for whoever gets it. A comment may hold no two dashes in a row. */
const inComment = (text: string) => escapeMarkup(text).replace(/-(?=-)/g, "- ");

const optionsOf = (policy: Policy): Shown => ({
  ...policy,
  note: policy.options.map(({ id }, at) => `${at} ${id}`).join(", "),
});
