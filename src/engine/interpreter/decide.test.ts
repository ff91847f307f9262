import { describe, expect, test } from "vitest";
import { writtenModel } from "../../../test/read-shipped.ts";
import type { Departures } from "../../language/names/departures.ts";
import { exp } from "../../statistics/elementary.ts";
import { playRun } from "./play-run.ts";

// Each expected number below is reckoned by hand from docs/meaning.md, "Deciding".

const model = (text: string, departures: Departures = {}, steps = 4) =>
  writtenModel(`standoff: Decided\nclock: { start: 2024-01, step: month, steps: ${steps} }\n${text}`, departures);

/** The scores of one policy at one step of a run. */
function scores(text: string, options: { policy?: string; step?: number; run?: number } & Departures = {}) {
  const { policy = "A.do", step = 0, run = 0, ...departures } = options;
  const m = model(text, departures);
  const { decisions, fault } = playRun(m, 1, run, { chronicle: true });
  expect(fault).toBeUndefined();
  const found = decisions.find((d) => d.step === step && m.policies[d.policy]!.id === policy);
  if (!found) throw new Error("no such decision");
  return found.scores;
}

const utilities = (...given: Parameters<typeof scores>) => scores(...given).map((s) => s.utility);

// The stock grows by 1 a step while A goes; A likes the stock, and pays for going.
const ONE = `
actors: { A: { foresight: 0, precision: 2, discount: 1 } }
variables:
  x: { start: 10, next: "x + (A.do is go)" }
policies:
  A.do: { options: [be, go], start: be }
values:
  A:
    stock: { weight: 0.5, is: x }
    price: { weight: -2, is: A.do is go }
`;

describe("level 1", () => {
  test("without foresight it sees the present alone, with the option in place", () =>
    expect(utilities(ONE)).toEqual([5, 5 - 2]));

  test("with foresight it sees the next h steps, not the present", () => {
    // s = 1, 2, 3: x is 11, 12, 13 for go and 10 for be; the price is paid each step
    expect(utilities(ONE, { set: [["A.foresight", "3"]] })).toEqual([5, 0.5 * 12 - 2]);
    expect(utilities(ONE, { set: [["A.foresight", "1"]] })).toEqual([5, 0.5 * 11 - 2]);
  });

  test("discounts each step by d^s, and divides by what the weights sum to", () => {
    const [be, go] = utilities(ONE, {
      set: [
        ["A.foresight", "3"],
        ["A.discount", "0.5"],
      ],
    });
    const sum = 0.5 + 0.25 + 0.125;
    expect(be).toBeCloseTo(5, 14);
    expect(go).toBeCloseTo((0.5 * (0.5 * 11 + 0.25 * 12 + 0.125 * 13)) / sum - 2, 14);
  });

  test("at a discount of 0 the next step alone counts, however far it looks", () => {
    const [be, go] = utilities(ONE, {
      set: [
        ["A.foresight", "3"],
        ["A.discount", "0"],
      ],
    });
    expect([be, go]).toEqual([5, 0.5 * 11 - 2]);
  });

  test("takes the switching cost off every option but the present one", () => {
    const given = scores(ONE.replace("start: be }", "start: be, switching: 0.25 }"));
    expect(given.map((s) => [s.utility, s.switching])).toEqual([
      [5, 0],
      [3 - 0.25, 0.25],
    ]);
  });

  test("utility is the sum of its terms in order, less the cost of changing, to the bit", () => {
    const text = ONE.replace("start: be }", "start: be, switching: 0.1 to 0.3 }").replace(
      "weight: 0.5",
      "weight: 0.3 to 0.9",
    );
    for (let run = 0; run < 20; run++) {
      for (const { terms, switching, utility } of scores(text, {
        run,
        set: [
          ["A.foresight", "5"],
          ["A.discount", "0.97"],
        ],
      })) {
        let sum = 0;
        for (const term of terms) sum += term;
        expect(utility).toBe(sum - switching);
        expect(terms).toHaveLength(2);
      }
    }
  });

  test("chances are the softmax of precision times utility", () => {
    const [be, go] = scores(ONE).map((s) => s.chance);
    expect(be).toBe(1 / (1 + exp(2 * 3 - 2 * 5)));
    expect(be! + go!).toBeCloseTo(1, 15);
    expect(scores(ONE, { set: [["A.precision", "0"]] }).map((s) => s.chance)).toEqual([0.5, 0.5]);
    // so sharp that exp would overflow, were it not for the best being taken off first
    expect(scores(ONE, { set: [["A.precision", "1000"]] }).map((s) => s.chance)).toEqual([1, 0]);
  });

  test("a closed option has no chance and no worth; the rest share", () => {
    const text = ONE.replace("options: [be, go]", "options: [be, go, run]").replace(
      "start: be }",
      "start: be, only: { go: x < 0 } }",
    );
    const [, go, run] = scores(text);
    expect(go).toEqual({ open: false, terms: [0, 0], switching: 0, utility: 0, chance: 0 });
    expect(run).toMatchObject({ open: true, chance: 0.5 });
  });

  test("a projection has no events, and every draw at its median", () => {
    const text = `
actors: { A: { foresight: 2 } }
variables:
  x: { start: 0, next: "x + noise(5) + draw(uniform(0, 4)) + draw(1 to 1)" }
policies: { A.do: { options: [be, go], start: be } }
values: { A: { v: { weight: 1, is: x } } }
events: { e: { chance: 1, set: { x: x + 1000 }, repeats: true } }
`;
    // 0 + 2 + 1 a step: 3, then 6
    expect(utilities(text)[0]).toBeCloseTo(4.5, 12);
  });

  test("in a projection stocks are cut at their bounds, lags move, and time goes on", () => {
    const text = `
actors: { A: { foresight: 3 } }
variables:
  x: { start: 8, next: x + 1, max: 10 }
  ago:
    is: x[t-1]
policies: { A.do: { options: [be, go], start: be } }
values:
  A:
    x: { weight: 1, is: x }
    ago: { weight: 1, is: ago }
    time: { weight: 1, is: t }
    date: { weight: 1, is: date >= 2024-03 }
`;
    // x: 9 10 10; ago: 8 9 10; t: 1 2 3; from the third month on: 0 1 1
    expect(scores(text)[0]!.terms).toEqual([29 / 3, 9, 2, 2 / 3]);
  });

  test("an option under review stays in place throughout, whatever its condition does later", () => {
    const text = ONE.replace("start: be }", "start: be, only: { go: t = 0 } }");
    expect(utilities(text, { set: [["A.foresight", "3"]] })).toEqual([5, 0.5 * 12 - 2]);
  });

  test("the other policies of the same actor stay as they are", () => {
    const text = ONE.replace("policies:", "policies:\n  A.too: { options: [off, on], start: off }").replace(
      "is: x }",
      "is: x + 100 * (A.too is on) }",
    );
    expect(utilities(text)).toEqual([5, 3]);
  });

  test("all who are due see the same picture: nobody's new choice is in another's", () => {
    const text = `
actors: { A: { precision: 1000 }, B: { precision: 1000 } }
policies:
  A.do: { options: [be, go], start: be }
  B.do: { options: [be, go], start: be }
values:
  A: { v: { weight: 1, is: A.do is go } }
  B: { v: { weight: 1, is: (B.do is go) * (A.do is go) } }
`;
    expect(utilities(text, { policy: "B.do", step: 0 })).toEqual([0, 0]);
    expect(utilities(text, { policy: "B.do", step: 1 })).toEqual([0, 1]);
  });
});

describe("beliefs", () => {
  const text = `
claims: { c: { says: a, credence: 0 } }
actors:
  A: { foresight: 1, believes: { growth: 5, B.foresight: 3 } }
  B: { foresight: 1 }
  C: { foresight: 1, believes: { c: 1 } }
parameters: { growth: 1, bonus: { when: c, then: 7, else: 0 } }
variables:
  x: { start: 0, next: x + growth + bonus }
policies:
  A.do: { options: [be, go], start: be }
  B.do: { options: [be, go], start: be }
  C.do: { options: [be, go], start: be }
values:
  A: { v: { weight: 1, is: x } }
  B: { v: { weight: 1, is: x } }
  C: { v: { weight: 1, is: x } }
`;

  test("stand in the actor's own projections", () => {
    expect(utilities(text, { policy: "A.do" })).toEqual([5, 5]);
    expect(utilities(text, { policy: "B.do" })).toEqual([1, 1]);
    expect(utilities(text, { policy: "C.do" })).toEqual([8, 8]);
  });

  test("and nowhere else: what happens is as it is", () => {
    const m = model(text);
    const believed: number[] = [];
    playRun(m, 1, 0, { see: (p) => believed.push(p.cells[0]!) });
    expect(believed).toEqual([0, 1, 2, 3]);
    expect(playRun(m, 1, 0).constants[m.constants.findIndex((c) => c.id === "growth")]).toBe(1);
  });

  test("whether an option is open is a fact, not a belief", () => {
    const closed = text.replace(
      "A.do: { options: [be, go], start: be }",
      "A.do: { options: [be, go], start: be, only: { go: growth > 3 } }",
    );
    expect(scores(closed, { policy: "A.do" })[1]!.open).toBe(false);
  });

  test("how sharply it picks is its own, not what it believes of itself", () => {
    const sharp = text
      .replace("believes: { growth: 5,", "believes: { growth: 5, A.precision: 0,")
      .replace("A: { v: { weight: 1, is: x } }", "A: { v: { weight: 1, is: A.do is go } }");
    const [be, go] = scores(sharp, { policy: "A.do" }).map((s) => s.chance);
    expect(go! / be!).toBeCloseTo(exp(4), 10);
  });
});

// A and B both gain where both go; alone, going costs. B's best reply to A's going is to go.
const TWO = `
actors:
  A: { foresight: 0, precision: 1, level: LEVEL }
  B: { foresight: 0, precision: 1 }
policies:
  A.do: { options: [be, go], start: be }
  B.do: { options: [be, go], start: be }
  B.idle: { options: [off, on], start: off, review: never }
values:
  A:
    both: { weight: 4, is: (A.do is go) * (B.do is go) }
    price: { weight: -1, is: A.do is go }
    on: { weight: 9, is: B.idle is on }
  B:
    both: { weight: 2, is: (A.do is go) * (B.do is go) }
    price: { weight: -1, is: B.do is go }
    on: { weight: 1, is: B.idle is on }
`;
const at = (level: number) => TWO.replace("LEVEL", `${level}`);

describe("level 2", () => {
  test("each option is met by the others' best level-1 reply; a level-1 actor leaves them as they are", () => {
    expect(utilities(at(1))).toEqual([0, -1]);
    // if A stays, B stays (going would cost it 1); if A goes, B goes (2 - 1 > 0)
    expect(utilities(at(2))).toEqual([0, 3]);
  });

  test("a scripted policy and a held one do not reply", () => {
    expect(utilities(at(2))[1]).toBe(3);
    expect(utilities(at(2), { hold: [["B.do", "be"]] })).toEqual([0, -1]);
  });

  test("the reply counts its owner's cost of changing, and is one that is open", () => {
    const dear = at(2).replace(
      "B.do: { options: [be, go], start: be }",
      "B.do: { options: [be, go], start: be, switching: 1.5 }",
    );
    expect(utilities(dear)).toEqual([0, -1]);
    const closed = at(2).replace(
      "B.do: { options: [be, go], start: be }",
      "B.do: { options: [be, go], start: be, only: { go: t > 5 } }",
    );
    expect(utilities(closed)).toEqual([0, -1]);
  });

  test("of replies that are equally good the first is taken", () => {
    const tie = at(2).replace("both: { weight: 2, is", "both: { weight: 1, is");
    expect(utilities(tie)).toEqual([0, -1]);
  });

  test("the reply is the owner's as the one who reckons believes it to be: its foresight and its wants", () => {
    // B gains by x, which grows from the next step on while both go: only a B that looks ahead goes
    const text = `
actors:
  A: { foresight: 0, level: 2 BELIEVES }
  B: { foresight: 0 }
variables:
  x: { start: 0, next: "x + (A.do is go) * (B.do is go)" }
policies:
  A.do: { options: [be, go], start: be }
  B.do: { options: [be, go], start: be }
values:
  A: { both: { weight: 4, is: (A.do is go) * (B.do is go) }, price: { weight: -1, is: A.do is go } }
  B: { x: { weight: 1, is: x }, price: { weight: -0.1, is: B.do is go } }
`;
    expect(utilities(text.replace("BELIEVES", ""))).toEqual([0, -1]);
    expect(utilities(text.replace("BELIEVES", ", believes: { B.foresight: 2 }"))).toEqual([0, 3]);
  });

  test("replies are all on one picture: the option in place, the other replies not", () => {
    const text = `
actors: { A: { level: 2 }, B: {}, C: {} }
policies:
  A.do: { options: [be, go], start: be }
  B.do: { options: [be, go], start: be }
  C.do: { options: [be, go], start: be }
values:
  A: { count: { weight: 1, is: (B.do is go) + 10 * (C.do is go) } }
  B: { follow: { weight: 1, is: (A.do is go) * (B.do is go) } }
  C: { second: { weight: 1, is: (B.do is go) * (C.do is go) } }
`;
    // B follows A; C would follow B, but sees B as it is now
    expect(utilities(text)).toEqual([0, 1]);
  });

  test("the other policies of the same owner do not reply", () => {
    const text = at(2)
      .replace("policies:", "policies:\n  A.too: { options: [off, on], start: off }")
      .replace("weight: 4, is: (A.do is go)", "weight: 4, is: (1 + 5 * (A.too is on)) * (A.do is go)");
    expect(utilities(text)).toEqual([0, 3]);
  });
});

describe("picking", () => {
  test("goes by one uniform of the policy's own stream through the chances in their order", () => {
    const m = model(
      ONE.replace("precision: 2", "precision: 0.1").replace("options: [be, go]", "options: [be, go, run]"),
    );
    const runs = Array.from({ length: 3000 }, (_, run) => playRun(m, 1, run, { chronicle: true }).decisions[0]!);
    const shares = [0, 1, 2].map((option) => runs.filter((d) => d.chosen === option).length / runs.length);
    const { scores: given } = runs[0]!;
    for (const [option, share] of shares.entries()) {
      const chance = given[option]!.chance;
      // four standard errors of a share of 3000
      expect(Math.abs(share - chance)).toBeLessThan(4 * Math.sqrt((chance * (1 - chance)) / runs.length));
    }
  });
});
