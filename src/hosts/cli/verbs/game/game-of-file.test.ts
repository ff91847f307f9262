import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { listening } from "../../../../../test/cli/run-standoff.ts";
import { METHODS } from "../../../../analysis/games/solve-game.ts";
import { type GameFileSettings, gameOfFile } from "./game-of-file.ts";

const oracles = fileURLToPath(new URL("../../../../../test/oracles/games/", import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "standoff-game-"));
const put = (name: string, text: string) => {
  writeFileSync(join(scratch, name), text);
  return join(scratch, name);
};

function run(named: string, changes: Partial<GameFileSettings> = {}) {
  const { io, ended } = listening();
  const settings: GameFileSettings = {
    solve: ["dominance", "pure", "mixed"],
    lambda: [0.5, 1],
    effort: 1,
    seed: 1,
    qre: false,
    equilibria: false,
    json: false,
    quiet: false,
    ...changes,
  };
  expect(gameOfFile(io, named, settings)).toBeDefined();
  return ended();
}

test("a folder is no game file", () => {
  const io = { out: () => {}, err: () => {}, watched: false, colour: false, code: 0 };
  expect(gameOfFile(io, "models/two-states", {} as GameFileSettings)).toBeUndefined();
});

test("the JSON has the form of the issue", () => {
  const { out, code } = run(join(oracles, "chicken.nfg"), { json: true, solve: [...METHODS] });
  expect(code).toBe(0);
  const answer = JSON.parse(out);
  expect(answer.players).toEqual(["P1", "P2"]);
  expect(answer.pure).toEqual([
    ["swerve", "dare"],
    ["dare", "swerve"],
  ]);
  expect(answer.mixed[1]).toEqual({
    profile: { P1: { swerve: 0.9, dare: 0.1 }, P2: { swerve: 0.9, dare: 0.1 } },
    exact: { P1: { swerve: "9/10", dare: "1/10" }, P2: { swerve: "9/10", dare: "1/10" } },
    payoffs: { P1: -0.1, P2: -0.1 },
    regret: 0,
  });
  expect(answer.qre.map((point: { lambda: number }) => point.lambda)).toEqual([0.5, 1]);
  expect(answer.correlated.sum).toBe(0);
  expect(answer.alpharank.ranking).toHaveLength(2);
});

test("in words: struck-out strategies, best replies, equilibria, a tree's subgames", () => {
  const prisoners = run(join(oracles, "prisoners.nfg")).out;
  expect(prisoners).toContain("~C~");
  expect(prisoners).toContain("Round 1: P1's C by D; P2's C by D.");
  expect(prisoners).toContain("1*, 1*");
  expect(prisoners).toContain("P1: D; P2: D - worth 1, 1");
  expect(run(join(oracles, "degenerate.nfg")).out).toContain("The game is degenerate");
  expect(run(join(oracles, "brinkmanship.efg")).out).toContain("challenge?: wait; resist?: resist; press?: back down");
  expect(run(join(oracles, "pennies.nfg")).out).toContain("no equilibrium in pure strategies");
});

test("every case is answered in words by every method, without a refusal", () => {
  for (const name of readdirSync(oracles).filter((file) => /\.(nfg|efg)$/.test(file) && !file.includes("6p"))) {
    const { err, code, out } = run(join(oracles, name), { solve: [...METHODS] });
    expect([name, err, code]).toEqual([name, "", 0]);
    expect(out).toContain("Mixed equilibria");
  }
});

test("written as .nfg, .efg, .csv and read again, the game is the same; pictures and reports", () => {
  const answers = ["again.nfg", "again.efg", "again.csv"].map((name) => {
    const output = join(scratch, name);
    expect(run(join(oracles, "random-6x6.nfg"), { output }).code).toBe(0);
    const { mixed } = JSON.parse(run(output, { json: true, solve: ["mixed"] }).out);
    return mixed;
  });
  expect(answers[0]).toHaveLength(5);
  expect(answers[1]).toEqual(answers[0]);
  expect(answers[2]).toEqual(answers[0]);
  const output = join(scratch, "picture.svg");
  expect(run(join(oracles, "chicken.nfg"), { output }).out).toContain("Written to");
  expect(readFileSync(output, "utf8")).toMatch(/^<svg[^>]* role="img"/);
  expect(run(join(oracles, "volunteer-3.nfg"), { output }).code).toBe(3);
});

test("who forgets its own moves is named: the absent-minded driver (Piccione and Rubinstein 1997)", () => {
  const driver = `EFG 2 R "driver" { "A" }
p "" 1 1 "exit?" { "exit" "on" } 0
t "" 1 "" { 0 }
p "" 1 1 "exit?" { "exit" "on" } 0
t "" 2 "" { 4 }
t "" 3 "" { 1 }
`;
  const { out } = run(put("driver.efg", driver));
  expect(out).toContain("A forgets its own earlier moves (imperfect recall)");
  expect(run(join(oracles, "signal.efg")).out).not.toContain("forgets");
});

test("a tree too large for a strategic form is answered by backward induction", () => {
  const moves = Array.from({ length: 14 }, (_, k) => k + 1);
  const leaves = moves.map(
    (k) => `p "" 1 ${k} "" { "a" "b" } 0\nt "" ${2 * k} "" { ${k % 3} }\nt "" ${2 * k + 1} "" { 1 }\n`,
  );
  const chances = moves.map((k) => `"${k}" 1/14`).join(" ");
  const file = put("wide.efg", `EFG 2 R "wide" { "A" }\nc "" 1 "" { ${chances} } 0\n${leaves.join("")}`);
  const { out, err, code } = run(file);
  expect(err).toContain("too many strategies in the reduced strategic form");
  expect(code).toBe(3);
  expect(out).toContain("A 1: a; A 2: a; A 3: b;");
  const { subgamePerfect, refused } = JSON.parse(run(file, { json: true }).out);
  // Five of the moves are worth 2, the others 1
  expect(subgamePerfect[0].payoffs.A).toBeCloseTo((5 * 2 + 9) / 14, 12);
  expect(refused).toHaveLength(1);
});

test("lambda stands in the JSON as it was asked for", () => {
  const { qre } = JSON.parse(
    run(join(oracles, "volunteer-3.nfg"), { json: true, solve: ["qre"], lambda: [0.1, 0.3] }).out,
  );
  expect(qre.map((point: { lambda: number }) => point.lambda)).toEqual([0.1, 0.3]);
});

test("standard errors: each profile with its probability, and what would have to be known better", () => {
  const file = put(
    "errors.csv",
    "A,B,payoff:A,payoff:B,se:A,se:B\nx,u,1,1,.5,.5\ny,u,.8,0,.5,.1\nx,v,0,.7,.1,.5\ny,v,0,0,.1,.1\n",
  );
  const { out } = run(file);
  expect(out).toContain("1 +/- 0.5*");
  expect(out).toContain("is an equilibrium with probability");
  expect(out).toContain("To be known better: A's payoff at (");
  const { uncertainty } = JSON.parse(run(file, { json: true }).out);
  expect(uncertainty.profiles[0].profile).toEqual(["x", "u"]);
  expect(uncertainty.profiles[0].probability).toBeGreaterThan(0.2);
});

test("bad input: the place and the words, no stack, the right exit code", () => {
  const short = put("short.nfg", 'NFG 1 R "t" { "A" "B" } { 2 2 }\n1 1 2 2 3\n');
  expect(run(short)).toMatchObject({ code: 1, out: "" });
  expect(run(short).err).toContain("8 payoffs wanted, the file ends after 5");
  const huge = put("huge.nfg", 'NFG 1 R "t" { "1" "2" "3" "4" "5" "6" "7" } { 10 10 10 10 10 10 10 }\n');
  expect(run(huge)).toMatchObject({ code: 3, out: "" });
  expect(run(huge).err).toContain("1.00e+7 profiles");
  expect(run(join(scratch, "none.nfg"))).toMatchObject({ code: 4 });
  const one = put("one.nfg", 'NFG 1 R "t" { "A" "B" } { { "only" } { "x" "y" } }\n1 1 2 2\n');
  expect(run(one, { solve: [...METHODS] })).toMatchObject({ code: 0, err: "" });
  const tied = put("tied.nfg", `NFG 1 R "t" { "A" "B" "C" } { 2 2 2 }\n${"7 ".repeat(24)}\n`);
  expect(run(tied, { solve: [...METHODS] })).toMatchObject({ code: 0, err: "" });
  expect(run(tied).out).toContain("every profile, pure or mixed, is an equilibrium.");
  expect(JSON.parse(run(tied, { json: true }).out)).toMatchObject({ everyProfile: true, mixedComplete: true });
  const wide = put(
    "wide.nfg",
    `NFG 1 R "t" { "A" "B" } { 50 50 }\n${Array.from({ length: 5000 }, (_, k) => (k * k) % 101).join(" ")}\n`,
  );
  const refused = run(wide, { solve: ["correlated", "alpharank", "pure"] });
  expect(refused.code).toBe(3);
  expect(refused.err).toContain("at most");
  expect(refused.out).toContain("Pure equilibria");
  const large = put(
    "large.nfg",
    `NFG 1 R "t" { "A" "B" } { 150 150 }\n${Array.from({ length: 45_000 }, (_, k) => (k * k) % 10007).join(" ")}\n`,
  );
  expect(run(large, { solve: ["dominance"] }).out).toContain("Dominance by mixtures was not looked for everywhere");
});
