// What must move what in the flagship, each row an experiment under the same luck (models/six-party/README.md, "What moves what").
// The bounds are what the literature or the text's argument asks for; each figure that the model gives stands in the comment beside it.

import { beforeAll, describe, expect, test } from "vitest";
import { changesOfCourse } from "../../src/analysis/sensitivity/how-decided.ts";
import { outcomeOf } from "../../src/ensemble/gather.ts";
import { makeEngine } from "../../src/ensemble/make-engine.ts";
import { playHere } from "../../src/ensemble/play-here.ts";
import type { Departures } from "../../src/language/names/departures.ts";
import { shippedModel } from "../read-shipped.ts";
import { type Measures, moved, type Numbers, played, share } from "./same-luck.ts";

const MEASURES: Measures = {
  material: { about: "material", at: "2029-06" },
  delivery: { about: "tech", at: "2029-06" },
  russia: { about: "RUS.korea", at: "2026-06" },
  japan: { about: "JPN.nuclear", at: "2029-06" },
};
const STAKES = ["bomb", "domino", "encircle", "taiwan", "northeast", "buffer"];
const COURTING = ["embrace", "broker"];

let base: Numbers;
const under = (departures: Departures, ...wanted: string[]) =>
  played(departures, MEASURES, wanted.length > 0 ? wanted : undefined);
const scenario = (name: string, ...wanted: string[]) => under({ scenarios: [name] }, ...wanted);
const points = (a: number, b: number) => 100 * Math.abs(a - b);

beforeAll(async () => {
  base = await under({});
});

describe("Russia", () => {
  test("moves China: sharing against aloof, towards courting", async () => {
    const aloof = await under({ hold: [["RUS.korea", "aloof"]] }, "china");
    const sharing = await under({ hold: [["RUS.korea", "share"]] }, "china", "delivery", "latent");
    expect(moved(aloof, sharing, "china")).toBeGreaterThan(6); // 7.4
    expect(share(sharing, "china", COURTING) - share(aloof, "china", COURTING)).toBeGreaterThan(0.04); // 0.060
    // and reaches the programme, and by it Seoul
    expect(sharing.delivery! / base.delivery!).toBeGreaterThan(1.1); // 1.11
    expect(sharing.latent! - base.latent!).toBeGreaterThan(0.03); // 0.034
  });

  test("its pact makes a seventh test likelier where it covers one, and rarer where it restrains one", async () => {
    const without = await scenario("no_pact", "seventh");
    const covers = await under({ set: [["treaty_umbrella", "1"]] }, "seventh");
    const restrains = await under({ set: [["treaty_umbrella", "0"]] }, "seventh");
    expect(covers.seventh!).toBeGreaterThan(without.seventh! + 0.05); // 0.27 against 0.15
    expect(restrains.seventh!).toBeLessThan(without.seventh!); // 0.14
  });

  test("answers open supply of arms to Ukraine", async () => {
    const lethal = await under({ hold: [["KOR.ukraine", "lethal"]] }, "russia");
    expect(moved(base, lethal, "russia")).toBeGreaterThan(3); // 59
  });
});

describe("Seoul and Tokyo", () => {
  test("the second tile: Japan beside an armed Seoul", async () => {
    const armed = await scenario("seoul_armed", "japan");
    const steps = (numbers: Numbers) => share(numbers, "japan", ["hedge", "arm"]);
    expect(steps(armed)).toBeGreaterThan(2 * steps(base)); // 0.15 against 0.04
  });

  test("threat is in Seoul's decision", async () => {
    const [none, many, unmoved] = [
      await scenario("no_warheads", "latent"),
      await scenario("many_warheads", "latent"),
      await under({ set: [["KOR.own", "0"]] }, "latent"),
    ];
    expect(points(many.latent!, none.latent!)).toBeGreaterThan(10); // 18
    expect(points(base.latent!, unmoved.latent!)).toBeGreaterThan(10); // 12
  });

  test("America at home against assurance doubled", async () => {
    const [home, assured] = [await scenario("retrenchment", "latent"), await scenario("doubled_assurance", "latent")];
    expect(home.latent!).toBeGreaterThan(base.latent!); // 0.35
    expect(points(home.latent!, assured.latent!)).toBeGreaterThan(8); // 18
  });
});

describe("China's stakes", () => {
  test.each(STAKES)("%s at weight nought moves its line by two points or more", async (stake) => {
    const without = await under({ set: [[`CHN.${stake}`, "0"]] }, "china");
    expect(moved(base, without, "china")).toBeGreaterThan(2);
  });

  test("all six together by fifteen", async () => {
    expect(moved(base, await scenario("no_strategic_stakes", "china"), "china")).toBeGreaterThan(15); // 17
  });

  test("the line does not stay the one that was coded for the start", async () => {
    expect(moved(base, await scenario("start_patience", "china"), "china")).toBeLessThan(10); // 3.2
  });

  test("coercion for five years takes a tenth of the material and more", async () => {
    const coerced = await scenario("coercion", "material");
    expect(coerced.material! / base.material!).toBeLessThan(0.9); // 0.89
  });

  test("a China that looks five years ahead waits less and convenes more", async () => {
    const far = await scenario("far_sighted", "china");
    expect(far["china.patience"]!).toBeLessThan(base["china.patience"]! - 0.08); // 0.13 against 0.25
    expect(far["china.broker"]!).toBeGreaterThan(base["china.broker"]! + 0.08); // 0.29 against 0.10
  });
});

describe("claims", () => {
  const OF_CHINA = [
    "buffer_state",
    "low_willingness",
    "axis_aversion",
    "no_lever_vs_us",
    "domino_from_china",
    "patience_named",
  ];
  test.each(OF_CHINA)("%s moves China's line", async (claim) => {
    const [yes, no] = [await under({ set: [[claim, "1"]] }, "china"), await under({ set: [[claim, "0"]] }, "china")];
    expect(moved(yes, no, "china")).toBeGreaterThan(5);
  });

  const OF_OTHERS: [string, string, number][] = [
    ["treaty_umbrella", "seventh", 2],
    ["test_by_election", "seventh_vote", 2],
    ["high_end_aid", "sharing", 2],
    ["rok_lethal_aid", "lethal_q", 2],
    ["japan_harder", "japan_q", 2],
    ["have_havenot", "latent", 2],
    ["rok_calls", "latent", 2],
    ["assets_not_enough", "latent", 2],
    ["russia_shift", "council_q", 2],
    ["war_thinkable", "crisis_by", 2],
  ];
  test.each(OF_OTHERS)("%s moves %s", async (claim, question, least) => {
    const [yes, no] = [await under({ set: [[claim, "1"]] }, question), await under({ set: [[claim, "0"]] }, question)];
    expect(points(yes[question]!, no[question]!)).toBeGreaterThan(least);
  });

  test("the author's own reading is another answer", async () => {
    expect(moved(base, await scenario("author", "china"), "china")).toBeGreaterThan(10); // 23
  });
});

test("three changes of course in four and more look best to who makes them", async () => {
  const model = shippedModel("six-party");
  const china = outcomeOf(model.questions.find(({ id }) => id === "china")!, 0);
  const { byPolicy } = await changesOfCourse(model, [china], playHere(makeEngine), { seed: 1, runs: 256 });
  const sum = (of: "changes" | "best") => byPolicy.reduce((n, policy) => n + policy[of], 0);
  expect(sum("changes")).toBeGreaterThan(1000);
  expect(sum("best") / sum("changes")).toBeGreaterThan(0.75); // 0.82
});
