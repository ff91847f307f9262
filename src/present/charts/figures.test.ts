import { describe, expect, it } from "vitest";
import type { OptionsAnswer, QuantityAnswer } from "../../ensemble/answers.ts";
import { courseChart } from "./course-chart.ts";
import { label, svgText } from "./element.ts";
import { heldChart } from "./held-chart.ts";
import { influenceMap } from "./influence-map.ts";
import { partsChart } from "./parts-chart.ts";
import { linear, spread, ticks } from "./scale.ts";
import { sharesChart } from "./shares-chart.ts";
import { storyPanels } from "./story-panels.ts";

const share = (id: string, p: number) => ({ id, label: id, p, se: 0.01, low: p - 0.02, high: p + 0.02 });

const options: OptionsAnswer = {
  kind: "options",
  question: "china",
  policy: "CHN.korea",
  date: "2024-08",
  runs: 1000,
  options: [share("patience", 0.3), share("press_russia", 0.6), share("coerce", 0.1)],
  dates: ["2024-07", "2024-08"],
  byDate: [
    [1, 0, 0],
    [0.3, 0.6, 0.1],
  ],
};

describe("scales", () => {
  it.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [47, 163, 5, [50, 100, 150]],
    [-0.3, 0.4, 4, [-0.2, 0, 0.2, 0.4]],
    [3, 3, 5, [3]],
  ])("ticks of %f to %f", (low, high, many, expected) => {
    const found = ticks(low, high, many);
    expect(found.map((v) => Number(v.toFixed(6)) + 0)).toEqual(expected);
  });
  it("maps ends to ends", () => {
    const x = linear([2, 4], [10, 20]);
    expect([x(2), x(3), x(4)]).toEqual([10, 15, 20]);
  });
  it("spreads labels from the first step", () => {
    expect(spread(60, 7)).toEqual([0, 10, 20, 30, 40, 50]);
    expect(spread(3, 7)).toEqual([0, 1, 2]);
  });
});

describe("figures", () => {
  it("draws the largest share first and has every number in its table", () => {
    const figure = sharesChart(options, "What next?");
    expect(figure.table.rows.map((row) => row.slice(0, 2))).toEqual([
      ["press russia", "60 %"],
      ["patience", "30 %"],
      ["coerce", "10 %"],
    ]);
    expect(figure.says).toBe("press russia 60 %, patience 30 %, coerce 10 %.");
  });
  it("shows the share as it is beside the new one", () => {
    const figure = sharesChart(options, "What next?", {
      before: { ...options, options: [share("patience", 0.5), share("press_russia", 0.4), share("coerce", 0.1)] },
    });
    expect(figure.table.rows[1]!.at(-1)).toBe("50 %");
  });
  it("writes what a person wrote as text, never as markup", () => {
    const text = svgText({
      title: "<b>",
      says: '"&',
      width: 10,
      height: 10,
      marks: [label(0, 0, "<script>x</script>")],
      table: { columns: [], rows: [] },
    });
    expect(text).toContain("&lt;script&gt;x&lt;/script&gt;");
    expect(text).toContain("<title>&lt;b&gt;</title><desc>&quot;&amp;</desc>");
    expect(text).not.toContain("<script>");
  });
  it("keeps every course inside the plot", () => {
    const q = (m: number) => ({ q05: m - 2, q25: m - 1, q50: m, q75: m + 1, q95: m + 2 });
    const answer: QuantityAnswer = {
      kind: "quantity",
      question: "n",
      of: "n",
      date: "2024-08",
      runs: 9,
      mean: 5,
      se: 1,
      dates: ["2024-07", "2024-08"],
      byDate: [q(5), q(9)],
      ...q(9),
    };
    const { figure, plot } = courseChart(answer, "How many?");
    const numbers = figure.marks
      .flatMap((m) => String(m.at.d ?? "").match(/[\d.]+ [\d.]+/g) ?? [])
      .map((pair) => pair.split(" ").map(Number));
    expect(numbers.length).toBeGreaterThan(8);
    for (const [x, y] of numbers) {
      expect(x).toBeGreaterThanOrEqual(plot.left);
      expect(x).toBeLessThanOrEqual(plot.right);
      expect(y).toBeGreaterThanOrEqual(plot.top);
      expect(y).toBeLessThanOrEqual(plot.bottom);
    }
  });
  it("draws negative parts to the left of nought", () => {
    const figure = partsChart(
      [
        { name: "a", value: 2 },
        { name: "b", value: -1 },
      ],
      { title: "t", says: "s", unit: "u", format: String },
    );
    const [zero, ...rest] = figure.marks.filter((m) => m.tag === "line" || m.tag === "rect");
    expect(rest.map((m) => Number(m.at.x) < Number(zero!.at.x1))).toEqual([false, true]);
  });
});

describe("maps and panels", () => {
  it("an influence map keeps its boxes inside, draws what lowers dashed, and has every edge in its table", () => {
    const nodes = [
      { id: "a", name: "a claim with a very long name that would not fit into its column", column: 0 },
      { id: "b", name: "value", column: 1 },
      { id: "c", name: "choice", column: 2 },
    ];
    const edges = [
      { from: "a", to: "b", size: 0, says: "rests on it" },
      { from: "b", to: "c", size: -0.4, says: "-0.4" },
    ];
    const figure = influenceMap(["claims", "values", "choice"], nodes, edges, { title: "t", says: "s" });
    for (const { at } of figure.marks.filter((m) => m.tag === "rect")) {
      expect(Number(at.x)).toBeGreaterThanOrEqual(0);
      expect(Number(at.x) + Number(at.width)).toBeLessThanOrEqual(figure.width);
    }
    const [reason, against] = figure.marks.filter((m) => m.tag === "path");
    expect([reason!.at["stroke-dasharray"], against!.at["stroke-dasharray"]]).toEqual([undefined, "6 3"]);
    expect(figure.table.rows.map((row) => row.slice(1))).toEqual([
      ["value", "rests on it"],
      ["choice", "-0.4"],
    ]);
  });
  it("storylines stand in the same rows, and their bars inside their scale", () => {
    const rows = (value: number) => [{ name: "test", value, all: 0.5, says: `${value}` }];
    const panels = [
      { name: "One", rows: rows(0), byDate: [] },
      { name: "Two", rows: rows(1), byDate: [] },
      { name: "Three", rows: rows(0.5), byDate: [] },
    ];
    const figure = storyPanels(panels, [], { title: "t", says: "s" });
    expect(figure.table).toEqual({ columns: ["", "One", "Two", "Three"], rows: [["test", "0", "1", "0.5"]] });
    const bars = figure.marks.filter((m) => m.tag === "rect" && m.at.fill === "var(--c1)");
    const frames = figure.marks.filter((m) => m.tag === "rect" && m.at.fill === "var(--rule)");
    bars.forEach((bar, i) => {
      const [mine, whole] = [bar.at, frames[i]!.at];
      expect([mine.x, mine.y]).toEqual([whole.x, whole.y]);
      expect(Number(mine.width)).toBeLessThanOrEqual(Number(whole.width));
    });
  });
  it("a decision's better end lies to the right, whichever it is", () => {
    const row = (hold: string, difference: number) => ({
      ...{ hold, label: hold, mean: 1, se: 0, difference, low: difference - 0.1, high: difference + 0.1 },
      ...{ best: 0.5, regret: 0 },
    });
    const answer = {
      ...{ kind: "comparison" as const, question: "q", policy: "A.do", baseline: "stay", measure: "cost", runs: 9 },
      ...{ when: "mean over the clock", rows: [row("stay", 0), row("save", -1)] },
    };
    const xs = (better: "higher" | "lower") =>
      heldChart({ ...answer, better }, "q")
        .marks.filter((m) => m.tag === "circle")
        .map((m) => Number(m.at.cx));
    // Rows stand best first
    expect(xs("lower")[0]).toBeGreaterThan(xs("lower")[1]!);
    expect(xs("higher")[0]).toBeGreaterThan(xs("higher")[1]!);
  });
});
