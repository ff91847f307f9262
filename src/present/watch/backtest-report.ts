// A backtest in words and tables: for each horizon how the model fared beside the baselines, whether its probabilities meant what they
// said, and where there is too little to tell. In: results of analysis/watch. Out: a document, JSON, CSV rows.

import type { Backtest, Scored } from "../../analysis/watch/backtest.ts";
import { reliabilityOf, type SkillRow, skillOf } from "../../analysis/watch/skill.ts";
import type { CheckedModel } from "../../language/checked-model.ts";
import { type Column, type Document, heading, type Part, sentence, table } from "../document/document.ts";
import { count, percent, plural, points } from "../words/figures.ts";

export type BacktestReport = {
  model: CheckedModel;
  backtest: Backtest;
  /** A date that parts the record in two, each half scored by itself. */
  split?: string | undefined;
};

const LOSS: Record<Scored["kind"], string> = {
  option: "Brier (0 to 2)",
  event: "Brier (0 to 1)",
  count: "ranked probability",
  quantity: "ranked probability",
};

const WHAT: Record<Scored["kind"], string> = {
  option: "which option",
  event: "whether it happens within",
  count: "how many within",
  quantity: "its value",
};

const signed = (x: number) => `${x > 0 ? "+" : ""}${x.toFixed(2)}`;

function skillCell(row: SkillRow, baseline: string): string {
  const found = row.against.find((a) => a.baseline === baseline);
  if (!found) return "none";
  if (found.verdict === "too few to tell") return `${signed(found.skill)}, too few`;
  return `${signed(found.skill)} (${signed(found.interval.low)} to ${signed(found.interval.high)})`;
}

const COLUMNS: Column[] = [
  { head: "what" },
  { head: "cases", align: "right" },
  { head: "loss", align: "right" },
  { head: "against uniform", align: "right" },
  { head: "climatology", align: "right" },
  { head: "persistence", align: "right" },
  { head: "sharpness", align: "right" },
];

const cells = (row: SkillRow): string[] => [
  row.variable,
  row.hits === undefined ? count(row.cases) : `${count(row.cases)} (${row.hits} yes)`,
  row.loss.toFixed(3),
  skillCell(row, "uniform"),
  skillCell(row, "climatology"),
  skillCell(row, "persistence"),
  Number.isFinite(row.sharpness) ? `${points(row.sharpness)} %` : "",
];

function horizonParts(report: BacktestReport, horizon: number, scored: readonly Scored[], title: string): Part[] {
  const rows = skillOf(
    scored.filter((s) => s.horizon === horizon),
    report.backtest.seed,
  );
  if (rows.length === 0) return [];
  return [heading(`${plural(horizon, report.model.clock.step)} ahead${title}`), table(COLUMNS, rows.map(cells))];
}

function verdicts(report: BacktestReport, scored: readonly Scored[]): Part[] {
  const rows = skillOf(scored, report.backtest.seed);
  const step = report.model.clock.step;
  const name = (row: SkillRow) => `${row.variable} at ${plural(row.horizon, step)}`;
  const list = (verdict: string, baseline: string) =>
    rows.filter((r) => r.against.some((a) => a.baseline === baseline && a.verdict === verdict)).map(name);
  const both = (verdict: string) => {
    const other = new Set(list(verdict, "uniform"));
    return list(verdict, "climatology").filter((n) => other.has(n));
  };
  const say = (head: string, found: readonly string[]) =>
    sentence(`${head}: ${found.length === 0 ? "none" : found.join(", ")}.`);
  return [
    heading("What it comes to"),
    say("Better than uniform and climatology both", both("better")),
    say("Better than persistence", list("better", "persistence")),
    say("Worse than climatology", list("worse", "climatology")),
    say("Worse than persistence", list("worse", "persistence")),
    say("Too few cases to tell", list("too few to tell", "climatology")),
  ];
}

function reliability(report: BacktestReport): Part[] {
  const { horizons, scored } = report.backtest;
  return horizons.flatMap((horizon): Part[] => {
    const bins = reliabilityOf(scored.filter((s) => s.horizon === horizon));
    if (bins.length === 0) return [];
    const rows = bins.map((b) => [
      `${points(b.low)} to ${points(b.high)} %`.replace("under 1 to", "0 to"),
      count(b.count),
      percent(b.mean),
      percent(b.share),
      `${percent(b.interval.low)} to ${percent(b.interval.high)}`,
    ]);
    const columns: Column[] = [
      { head: "said" },
      { head: "cases", align: "right" },
      { head: "mean said", align: "right" },
      { head: "came about", align: "right" },
      { head: "95 % interval", align: "right" },
    ];
    return [heading(`Reliability, ${plural(horizon, report.model.clock.step)} ahead`), table(columns, rows)];
  });
}

/** The record in one, or parted at a date. */
export function halvesOf({ backtest, split }: BacktestReport): { title: string; scored: Scored[] }[] {
  const { scored } = backtest;
  if (split === undefined) return [{ title: "", scored }];
  return [
    { title: `, before ${split}`, scored: scored.filter((s) => s.date < split) },
    { title: `, from ${split} on`, scored: scored.filter((s) => s.date >= split) },
  ];
}

export function backtestReport(report: BacktestReport): Document {
  const { backtest, model } = report;
  const halves = halvesOf(report);
  const used = [...new Set(backtest.scored.map((s) => s.kind))];
  const parts: Part[] = [
    sentence(
      `${count(backtest.scored.length)} forecasts, each made before its outcome was read: ${count(backtest.particles)} particles, ${count(backtest.futures)} futures from each ${model.clock.step}, seed ${backtest.seed}.`,
    ),
    sentence(
      "Skill is 1 less the model's loss over the baseline's: above 0 is better than the baseline, 1 is perfect. In brackets: 95 % intervals, by moving blocks as long as the horizon.",
    ),
    ...halves.flatMap(({ title, scored }) => backtest.horizons.flatMap((h) => horizonParts(report, h, scored, title))),
    ...halves.flatMap(({ scored, title }) => {
      const found = verdicts(report, scored);
      return title === "" ? found : [heading(`What it comes to${title}`), ...found.slice(1)];
    }),
    ...reliability(report),
    sentence(`Losses: ${used.map((kind) => `${WHAT[kind]}, ${LOSS[kind]}`).join("; ")}. Lower is better.`),
  ];
  return { parts };
}

export const backtestJson = (report: BacktestReport) => {
  const { scored, ...rest } = report.backtest;
  return {
    ...rest,
    ...(report.split !== undefined && { split: report.split }),
    skill: halvesOf(report).map(({ title, scored: own }) => ({
      part: title === "" ? "all" : title.slice(2),
      rows: skillOf(own, report.backtest.seed),
    })),
    reliability: rest.horizons.map((horizon) => ({
      horizon,
      bins: reliabilityOf(scored.filter((s) => s.horizon === horizon)),
    })),
    forecasts: scored,
  };
};

export const BACKTEST_COLUMNS = [
  "variable",
  "kind",
  "horizon",
  "date",
  "outcome",
  "model",
  "uniform",
  "climatology",
  "persistence",
  "model_log",
] as const;

export const backtestRows = ({ backtest }: BacktestReport): (string | number | undefined)[][] =>
  backtest.scored.map((s) => [
    s.variable,
    s.kind,
    s.horizon,
    s.date,
    s.outcome,
    s.losses.model?.main,
    s.losses.uniform?.main,
    s.losses.climatology?.main,
    s.losses.persistence?.main,
    s.losses.model?.log,
  ]);
