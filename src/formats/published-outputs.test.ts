// Models of the kind that the SDXorg test suite has (github.com/SDXorg/test-models: smooth, delays, input_functions, SIR), written anew, played,
// and held to the outputs which that suite publishes, as far as they are printed (six digits of Vensim's single precision), and to the
// defining equations of Vensim's and XMILE's manuals worked out here, to 1e-9.

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { play, read } from "../index.ts";
import { readForeign } from "./read-foreign.ts";

/** Half a digit of the sixth, and what single precision loses over some hundred steps. */
const PRINTED = 2e-5;

function played(name: string) {
  const { yaml, problems } = readForeign(readFileSync(`test/oracles/formats/${name}`, "utf8"), name);
  const course = play(read(yaml!).model!)[0]!.course;
  return { problems, of: (id: string) => course[id] as number[] };
}

const near = (value: number, wanted: number, error: number) =>
  expect(Math.abs(value - wanted), `${value} for ${wanted}`).toBeLessThanOrEqual(error * Math.max(1, Math.abs(wanted)));

test("smooths: published values, while the time to smooth over changes", () => {
  const { problems, of } = played("smooths.mdl");
  expect(problems).toEqual([]);
  const published: [number, number, number, number, number, number][] = [
    [1, -1, 2.51709, -1, 4.09033, 5],
    [3, -1, 0.208503, -1, -0.318732, -0.766033],
    [7, 2.28196, 2.42464, 2.15132, 2.1531, 2.25684],
    [10.25, 3.67558, 3.70253, 3.97164, 3.97165, 3.99952],
    [14, 3.87678, 3.88702, 3.99797, 3.99797, 4],
    [20, 3.97382, 3.97599, 3.99998, 3.99998, 4],
  ];
  const names = ["by_smooth", "by_smoothi", "by_smooth3", "by_smooth3i", "by_smooth_n"];
  for (const [time, ...values] of published)
    for (const [i, value] of values.entries()) near(of(names[i]!)[time * 4]!, value, PRINTED);
  let s = 5;
  for (let n = 0; n <= 80; n++) {
    near(of("by_smoothi")[n]!, s, 1e-9);
    s += (0.25 * ((n < 20 ? -1 : 4) - s)) / (n < 40 ? 2 : 4);
  }
});

test("delays: published values; what a changing time of delay holds back; a pipeline, samples, a trend", () => {
  const { problems, of } = played("delays.mdl");
  expect(problems.map((p) => [p.at.line, p.says])).toEqual([
    [19, "`order that changes` was not taken: its order must be a whole number from 1 to 12, and not change"],
    [22, "`swing` was not taken: the function SIN is not supported"],
  ]);
  const published: [number, number, number, number, number, number][] = [
    [6, 0, 1.06288, 0, 2.23293, 9.53344],
    [12, 0.95, 1.51486, 0, 0.758446, 3.16843],
    [20, 3.25661, 3.49976, 3.08609, 3.19254, 9.67778],
    [30, 4.39212, 4.4769, 4.82258, 4.82892, 9.99948],
    [50, 4.9261, 4.9364, 4.99949, 4.9995, 10],
  ];
  const names = ["by_delay1", "by_delay1i", "by_delay3", "by_delay3i", "by_delay_n"];
  for (const [time, ...values] of published)
    for (const [i, value] of values.entries()) near(of(names[i]!)[time]!, value, PRINTED);
  let held = 0;
  let average = 1 / (1 + 0.05 * 4);
  for (let t = 0; t <= 50; t++) {
    const x = Math.exp(0.05 * t);
    near(of("trend")[t]!, (x - average) / (4 * Math.abs(average)), 1e-9);
    average += (x - average) / 4;
    const time = t < 20 ? 10 : 20;
    near(of("by_turns")[t]!, held / time, 1e-9);
    held += (t < 10 ? 0 : 5) - held / time;
    expect(of("piped")[t]).toBe(t < 5 ? 6 : t < 10 ? -1 : 4);
    expect(of("sampled")[t]).toBe(t < 2 ? 100 : 60 * (t - ((t + 1) % 3)));
    expect(of("kept")[t]).toBe(10);
    expect(of("odd_stock")[t]).toBe(3 * t);
  }
  expect(of("whole")[0]).toBe(-2 + 6);
});

test("a step, a pulse, a train of pulses, a ramp, and their sum: published values", () => {
  const { problems, of } = played("inputs.mdl");
  expect(problems).toEqual([]);
  for (const [time, pulse, train, ramp, sum] of [
    [2.9375, 0, 0, 0, 1.9375],
    [3, 1, 0, 0, 2],
    [4.9375, 1, 0, 0, 5.875],
    [5, 0, 0, 0, 6],
    [7.9375, 0, 1, 0, 9.875],
    [8, 0, 0, 0, 10],
    [11.9375, 0, 1, 0, 15.875],
    [13, 0, 0, 0, 17],
    [14.5, 0, 0, 0.5, 18.609375],
    [25, 0, 0, 3, 57.40625],
  ] as const) {
    const at = time * 16;
    expect([of("a_pulse")[at], of("a_train")[at], of("a_ramp")[at], of("summed")[at]]).toEqual([
      pulse,
      train,
      ramp,
      sum,
    ]);
  }
});

test("SIR in XMILE: published values; a table by LOOKUP, pulses of an amount, what was a step ago", () => {
  const { problems, of } = played("sir.xmile");
  expect(problems).toEqual([]);
  for (const [time, susceptible, infectious, recovered] of [
    [1, 998.426, 5.52376, 1.04991],
    [5, 990.358, 8.18311, 6.45919],
    [7, 985.017, 9.91918, 10.0641],
  ] as const) {
    near(of("susceptible")[time * 32]!, susceptible, PRINTED);
    near(of("infectious")[time * 32]!, infectious, PRINTED);
    near(of("recovered")[time * 32]!, recovered, PRINTED);
  }
  let [s, i, r] = [1000, 5, 0];
  for (let n = 0; n <= 3200; n++) {
    for (const [id, value] of [
      ["susceptible", s],
      ["infectious", i],
      ["recovered", r],
    ] as const)
      near(of(id)[n]!, value, 1e-9);
    if (n > 0) near(of("before")[n]!, of("infectious")[n - 1]!, 0);
    const [gone, well] = [((s * i) / 1000) * 0.3, i / 5];
    [s, i, r] = [s - gone / 32, i + (gone - well) / 32, r + well / 32];
  }
  expect([of("before")[0], of("rest")[0], of("late")[0], of("late")[96]]).toEqual([-1, 103, 0, 3 - 2 / 32]);
  near(of("looked_up")[25 * 32]!, 1, 1e-12);
  // Twenty at 12, 17, 22 and so on: each is in the stock a step later, whole
  expect([12, 13, 17, 18, 99].map((time) => Math.round(of("harvest")[time * 32]! * 1e6) / 1e6)).toEqual([
    0, 20, 20, 40, 360,
  ]);
});

test("arrays in Vensim: members, ranges, sums over one dimension and two, tables, a delay each", () => {
  const { problems, of } = played("regions.mdl");
  expect(problems.map((p) => [p.at.line, p.says])).toEqual([
    ...["north", "south", "far east"].map((r) => [
      23,
      `\`wrong[${r}]\` was not taken: there is no variable \`people[county]\``,
    ]),
    [24, "`wrong too` was not taken: there is no subscript `county`"],
  ]);
  let people = [100, 200, 300];
  const rate = [0.03, 0.02, 0.01];
  for (let n = 0; n <= 40; n++) {
    const all = people[0]! + people[1]! + people[2]!;
    near(of("people_north")[n]!, people[0]!, 1e-12);
    near(of("people_far_east")[n]!, people[2]!, 1e-12);
    near(of("everybody")[n]!, all, 1e-12);
    near(of("by_weight_a2")[n]!, 2 * people[0]! + 5 * people[1]! + 8 * people[2]!, 1e-12);
    near(of("largest")[n]!, Math.max(...people) - Math.min(...people), 1e-12);
    near(of("on_the_coast_south")[n]!, 2 * people[1]!, 1e-12);
    near(of("looked_up_north")[n]!, people[0]! < 100 ? people[0]! / 100 : 1 + (people[0]! - 100) / 900, 1e-12);
    people = people.map((x, i) => {
      const moving = [2, -people[1]! / 100, 0][i]!;
      return x + 0.5 * (x * rate[i]! - x * 0.01 * (1 + (x > 150 ? 0.1 : 0)) + moving);
    });
  }
  expect(of("all_weight")[0]).toBe(45);
});

test("arrays in XMILE: an equation for all or for each, names without brackets, sums over `*`", () => {
  const { problems, of } = played("regions.xmile");
  expect(problems).toEqual([]);
  let people = [100, 200, 300];
  for (let n = 0; n <= 40; n++) {
    for (const [i, id] of ["people_north", "people_south", "people_far_east"].entries())
      near(of(id)[n]!, people[i]!, 1e-12);
    near(of("mean_people")[n]!, (people[0]! + people[1]! + people[2]!) / 3, 1e-12);
    near(of("largest")[n]!, Math.max(...people) + 2 + people[1]!, 1e-12);
    people = people.map((x, i) => x + 0.5 * (x * [0.03, 0.02, 0.01][i]! - x * 0.01));
  }
});
