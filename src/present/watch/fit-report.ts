// What a record told of a model's numbers: a table of prior and posterior, what it did not tell, which numbers it ties together, and
// whether to trust it. In: what was learnt. Out: a document, JSON, CSV rows, and the files that a scenario uses.

import type { FitResult, Learnt, Spread } from "../../analysis/watch/fit/learnt.ts";
import type { Trace } from "../../analysis/watch/fit/search.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import type { RecordRow } from "../../language/record/read-record.ts";
import { csvLine } from "../document/csv.ts";
import { type Column, type Document, heading, lines, type Part, sentence, table } from "../document/document.ts";
import type { Forms } from "../document/forms.ts";
import { percent, plural } from "../words/figures.ts";

export type FitReport = {
  model: CheckedModel;
  record: { file: string; rows: number; hash: string };
  until: string;
  method: "pmmh" | "if2";
  seed: number;
  result: FitResult;
  traces: readonly (readonly Trace[])[];
  setAside: readonly RecordRow[];
  isStopped: boolean;
};

/** Under this contraction the record is said to tell nothing. */
const NOTHING = 0.1;
const SHOWN_PAIRS = 10;

const figure = (value: number) => (Number.isFinite(value) ? String(Number(value.toPrecision(3))) : "");
const fixed = (value: number, digits: number) => (Number.isFinite(value) ? value.toFixed(digits) : "");
const range = ({ q05, q95 }: Spread) => (Number.isFinite(q05) ? `${figure(q05)} to ${figure(q95)}` : "unknown");
const right = (head: string): Column => ({ head, align: "right" });

const COLUMNS: Column[] = [
  { head: "" },
  right("prior"),
  right("5 to 95 %"),
  right("posterior"),
  right("5 to 95 %"),
  right("told"),
  right("R-hat"),
  right("ESS"),
];

const rowOf = (n: Learnt) => [
  n.id,
  figure(n.prior.mean),
  range(n.prior),
  figure(n.posterior.mean),
  range(n.posterior),
  Number.isFinite(n.contraction) ? percent(Math.max(0, n.contraction)) : "",
  fixed(n.rhat, 2),
  fixed(n.ess, 0),
];

function sayConvergence({ result, method, isStopped }: FitReport): string {
  if (method === "if2") return "A search alone: the likeliest point, no posterior.";
  if (result.converged) return `Converged; ${percent(result.acceptance)} of proposals were taken.`;
  const why = isStopped ? "it was stopped before its end" : "R-hat is above 1.01 or an effective size (ESS) below 400";
  return `Not converged: ${why}. Take the posterior as a hint; more --draws or --particles would mend it.`;
}

/** Where each start of the search came to: starts that end far apart have found several hills, or were too short. */
function traceLines(traces: FitReport["traces"]): string[] {
  return traces.map((trace, k) => {
    const logs = trace.map((t) => t.log.toFixed(1));
    const shown = logs.length > 6 ? [...logs.slice(0, 3), "...", ...logs.slice(-2)] : logs;
    return `start ${k + 1}: log likelihood ${shown.join(", ")}`;
  });
}

function silentPart(numbers: readonly Learnt[]): Part[] {
  const silent = numbers.filter((n) => n.contraction < NOTHING).map((n) => n.id);
  return silent.length === 0 ? [] : [heading("The record says nothing of these"), lines([silent.join(", ")])];
}

function pairPart({ pairs }: FitResult): Part[] {
  if (pairs.length === 0) return [];
  const shown = pairs.slice(0, SHOWN_PAIRS).map((p) => `${p.one} and ${p.other}: ${p.correlation.toFixed(2)}`);
  return [heading("The record ties these together (correlation)"), lines(shown)];
}

function setAsidePart(rows: readonly RecordRow[]): Part[] {
  if (rows.length === 0) return [];
  const named = rows.slice(0, 5).map((r) => `line ${r.line} (${r.variable})`);
  return [sentence(`${plural(rows.length, "row")} of the record that no particle could give: ${named.join(", ")}.`)];
}

function fitReport(report: FitReport): Document {
  const { result, record, until, traces, setAside, seed } = report;
  const { value, se } = result.logLikelihood;
  const parts: Part[] = [
    sentence(`${plural(result.numbers.length, "number")} learnt from ${record.file} until ${until}, seed ${seed}.`),
    sentence(`Log likelihood ${value.toFixed(2)} (standard error ${se.toFixed(2)}) at the likeliest point found.`),
    sentence(sayConvergence(report)),
    table(COLUMNS, result.numbers.map(rowOf)),
    sentence("Told: 1 - posterior variance / prior variance; 0 where the record says nothing."),
    ...setAsidePart(setAside),
    ...silentPart(result.numbers),
    ...pairPart(result),
  ];
  if (traces.length > 0) parts.push(heading("The search"), lines(traceLines(traces)));
  return { parts };
}

/** The keys of the JSON form are a promise (docs/fit.md). */
function fitJson({ model, record, until, method, seed, result }: FitReport) {
  const parameters = Object.fromEntries(
    result.numbers.map(({ id, prior, posterior, contraction, rhat, ess }) => [
      id,
      { prior, posterior, contraction, rhat, ess },
    ]),
  );
  return {
    schema: "standoff/fit/1",
    model: { title: model.title, hash: model.hash },
    record,
    until,
    method,
    seed,
    logLikelihood: result.logLikelihood,
    parameters,
    converged: result.converged,
  };
}

const FIT_COLUMNS = [
  "id",
  ...["prior", "posterior"].flatMap((which) => ["mean", "sd", "q05", "q95"].map((what) => `${which}_${what}`)),
  "contraction",
  "rhat",
  "ess",
];

const spreadCells = ({ mean, sd, q05, q95 }: Spread) => [mean, sd, q05, q95];

const fitRows = ({ result }: FitReport) =>
  result.numbers.map((n) => [n.id, ...spreadCells(n.prior), ...spreadCells(n.posterior), n.contraction, n.rhat, n.ess]);

/** The joint posterior as a table that `draws` in a scenario reads: what it was made from, then a row a draw. */
export function drawsFile({ record, until, method, seed, result }: FitReport, model: string): string {
  const head = [
    `# model ${model}`,
    `# record ${record.hash} until ${until}`,
    `# method ${method}, seed ${seed}, ${result.converged ? "converged" : "not converged"}`,
  ];
  const body = [result.numbers.map((n) => n.id), ...result.draws].map((row) => csvLine(row)).join("");
  return `${head.join("\n")}\n${body}`;
}

/** The scenario that plays the draws, with the marginal distributions as comments for people. */
export function fittedScenario(report: FitReport, id: string, drawsName: string): string {
  const { record, until, method, seed, result } = report;
  const marginals = result.numbers.map(
    (n) => `#   ${n.id}: ${range(n.posterior)} (mean ${figure(n.posterior.mean)}); before ${range(n.prior)}`,
  );
  return [
    `# Written by standoff fit. Method ${method}, seed ${seed}; ${result.converged ? "converged" : "not converged"}.`,
    "# 5 to 95 % of each number alone; the draws keep how they go together:",
    ...marginals,
    "scenarios:",
    `  ${id}:`,
    `    label: Fitted to the record until ${until}`,
    `    note: "from ${record.file}, method ${method}, seed ${seed}"`,
    `    draws: ${drawsName}`,
    "",
  ].join("\n");
}

/** What was learnt, in every form. */
export function fitForms(report: FitReport): Forms {
  const rows = fitRows(report);
  return {
    document: () => fitReport(report),
    json: () => fitJson(report),
    jsonl: () => rows.map((row) => Object.fromEntries(FIT_COLUMNS.map((name, k) => [name, row[k]]))),
    csv: () => csvLine(FIT_COLUMNS) + rows.map(csvLine).join(""),
  };
}
