import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { within } from "../../../../../test/cli/run-standoff.ts";
import { readNfg } from "../../../../formats/games/read-nfg.ts";

const model = (name: string) => fileURLToPath(new URL(`../../../../../models/${name}`, import.meta.url));
const TWO = model("two-states");
const FAST = ["--runs", "32", "--workers", "1"];
const scratch = mkdtempSync(join(tmpdir(), "standoff-game-"));

const run = (...words: string[]) => within(["game", ...words]);

const DETERRENT = `standoff: Deterrence by a condition
clock: { start: 2024-01, step: month, steps: 12 }
actors:
  DEF: { name: Defender, foresight: 1, precision: 20 }
  ATT: { name: Attacker, foresight: 1, precision: 20 }
variables:
  taken: { start: 0, next: taken + 0.1 * (ATT.move is take), min: 0, max: 1 }
policies:
  DEF.line: { options: [hold, strike], start: hold, review: 1 }
  ATT.move: { options: [wait, take], start: wait, review: 1 }
values:
  DEF:
    land: { weight: -1, is: taken }
    cost: { weight: -0.5, is: DEF.line is strike }
  ATT:
    land: { weight: 1, is: taken }
    hurt: { weight: -3, is: DEF.line is strike }
questions:
  much: { ask: How much?, about: taken, at: 2024-12 }
`;

describe("a commitment on a condition", () => {
  const file = join(scratch, "deterrent", "standoff.yaml");
  mkdirSync(join(scratch, "deterrent"));
  writeFileSync(file, DETERRENT);
  const game = (plan: string) => run(file, ...FAST, "--policies", "DEF.line,ATT.move", "--plan", plan, "--json");

  it("deters where no option held throughout does: payoffs as summed by hand", async () => {
    const { strategies, payoffs, pure } = JSON.parse((await game("DEF.line while taken > 0.15")).out);
    expect(strategies[0]).toEqual(["hold", "strike", "hold>strike", "strike>hold"]);
    const of = (defender: number, attacker: number) =>
      payoffs
        .slice(2 * (attacker * 4 + defender))
        .slice(0, 2)
        .map((x: number) => Number(x.toFixed(3)));
    // What is taken by month: 0, 0.1, ..., 1, 1, in all 6.5; the strike is in place from the third month on
    expect(of(0, 1)).toEqual([-0.542, 0.542]);
    expect(of(2, 1)).toEqual([-0.958, -1.958]);
    expect(of(2, 0)).toEqual([0, 0]);
    expect(pure).toContainEqual(["hold>strike", "wait"]);
  });

  it("holds one option while the condition is true, and leaves the rest to its owner", async () => {
    const { strategies, payoffs } = JSON.parse((await game("DEF.line=strike while taken > 0.15")).out);
    expect(strategies[0]).toEqual(["hold", "strike", "as-is>strike"]);
    // Its owner sees no gain in a strike, so it holds by itself (logit: exp(-10) is nothing here): the same game as hold>strike
    const of = (defender: number, attacker: number) =>
      payoffs
        .slice(2 * (attacker * 3 + defender))
        .slice(0, 2)
        .map((x: number) => Number(x.toFixed(2)));
    expect(of(2, 1)).toEqual([-0.96, -1.96]);
    expect(of(2, 0)).toEqual([0, 0]);
  });

  it("is a state of its own to stability, which deters a move", async () => {
    const stability = (...words: string[]) =>
      within([
        "stability",
        file,
        ...FAST,
        "--policies",
        "DEF.line,ATT.move",
        "--plan",
        "DEF.line while taken > 0.15",
        ...words,
      ]);
    const { states, equilibria } = JSON.parse((await stability("--json")).out);
    const nash = equilibria.R.map((id: number) => states[id - 1].label);
    expect(states).toHaveLength(8);
    expect(nash).toContain("DEF.line: hold>strike, ATT.move: wait");
    expect((await stability("--state", "DEF.line=hold>strike,ATT.move=wait")).out).toContain("R yes");
  });

  it("is read with the model's names, and said where it is wrong", async () => {
    expect(await game("DEF.line while takn > 0.15")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^--plan {2}unknown name `takn`\n.*did you mean `taken`/),
    });
    expect((await game("DEF.line=strik while taken > 0.15")).err).toMatch(/no option `strik`; did you mean `strike`/);
    expect((await game("DEF.line whil taken")).err).toMatch(
      /Write it as CHN\.korea@test .*'CHN\.korea while tests > 6' or 'CHN\.korea=coerce while tests > 6'/,
    );
  });
});

describe("standoff game of a model", () => {
  it("solves two states, in the form of the issue", async () => {
    const answer = JSON.parse((await run(TWO, ...FAST, "--actors", "CHN,PRK", "--equilibria", "--qre", "--json")).out);
    expect(answer).toMatchObject({
      schema: "standoff/game/1",
      players: ["CHN", "PRK"],
      strategies: [
        ["patience", "coerce", "embrace"],
        ["build", "freeze"],
      ],
      pure: [["patience", "build"]],
      runs: 32,
      complete: true,
    });
    expect(answer.payoffs).toHaveLength(12);
    // Freezing costs the deterrent and brings nothing here, in every future
    expect(answer.dominated[0]).toContainEqual(
      expect.objectContaining({ player: "PRK", strategy: "freeze", by: ["build"] }),
    );
    expect(answer.confidence.profiles[0]).toMatchObject({ profile: ["patience", "build"], regret: 0 });
    expect(answer.confidence.profiles[0].probability).toBeGreaterThan(0.9);
    const { CHN } = answer.qre.at(-1).profile;
    expect(CHN.patience + CHN.coerce + CHN.embrace).toBeCloseTo(1, 9);
    const { PRK } = answer.ownPlay.players;
    expect(PRK.shares.build + PRK.shares.freeze).toBeCloseTo(1, 9);
    expect(PRK.alone.build.difference).toBeGreaterThan(0);
    expect(PRK.alone.build.low).toBeLessThan(PRK.alone.build.difference);
  });

  it("says it in sentences, three players in a list", async () => {
    const { out, code } = await run(model("crisis"), "--policies", "VSK.forces,ORL.island,MAR.line", ...FAST);
    expect(code).toBe(0);
    expect(out).toMatch(/VSK +ORL +MAR +to VSK +to ORL +to MAR/);
    expect(out).toMatch(/an equilibrium with probability/);
    expect(out).toMatch(/Vesk, the challenger plays .* of the time/);
    expect(out).toContain("18 profiles");
  });

  it("writes a game that its reader reads, and a picture", async () => {
    const file = (name: string) => join(scratch, name);
    const written = async (name: string) => {
      expect((await run(TWO, ...FAST, "-o", file(name))).code).toBe(0);
      return readFileSync(file(name), "utf8");
    };
    const nfg = readNfg(await written("g.nfg"), "g.nfg");
    expect(nfg.form!.players.map((p) => p.strategies.length)).toEqual([2, 3]);
    expect(await written("g.svg")).toMatch(/^<svg[\s\S]*line-through[\s\S]*<\/svg>\n$/);
  });

  it("refuses a form that it cannot write, and a picture of three players", async () => {
    const wrong = await run(TWO, "-o", "x.doc");
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain(".nfg");
    const words = ["--policies", "VSK.forces,ORL.island,MAR.line", ...FAST, "-o", join(scratch, "three.svg")];
    const picture = await run(model("crisis"), ...words);
    expect(picture.code).toBe(3);
    expect(picture.err).toContain("two players");
  });

  it("plays under a scenario, at a date, with a policy held", async () => {
    const words = [TWO, ...FAST, "--scenario", "doubter", "--hold", "PRK.bomb=freeze", "--at", "2026-07", "--json"];
    const answer = JSON.parse((await run(...words)).out);
    expect(answer).toMatchObject({ players: ["CHN"], when: "2026-07", changed: ["doubter", "hold PRK.bomb=freeze"] });
    expect(answer.pure).toHaveLength(1);
  });

  it("sets rival lenses side by side", async () => {
    const { out, code } = await run(TWO, ...FAST, "--over-lenses");
    expect(code).toBe(0);
    expect(out).toMatch(/what is held +as-is +doubter/);
    expect(out).toContain("In every reading: North Korea holds build and China holds patience.");
    const answer = JSON.parse((await run(TWO, ...FAST, "--over-lenses", "--json")).out);
    expect(Object.keys(answer.lenses)).toEqual(["as-is", "doubter"]);
    expect(answer.lenses.doubter.pure).toEqual([["build", "patience"]]);
    const none = await run(model("crisis"), "--over-lenses");
    expect(none).toMatchObject({ code: 2, out: "" });
    expect(none.err).toContain("no lens");
  });

  it("plays each actor's own game", async () => {
    const words = [model("crisis"), "--policies", "VSK.forces,ORL.island", ...FAST];
    const { asSeen } = JSON.parse((await run(...words, "--believed", "--json")).out);
    expect(asSeen.players.VSK.believes).toEqual(["guarantee_firm"]);
    expect(Object.keys(asSeen.players)).toEqual(["VSK"]);
    expect((await run(...words)).out.replace(/\s+/g, " ")).toContain("With --believed their own games are played too.");
    expect((await run(TWO, ...FAST, "--believed")).err).toContain("Nobody among these actors");
  });

  it("goes on from rows that it kept, to the same bytes", async () => {
    const rows = join(scratch, "kept.rows");
    const words = [TWO, ...FAST, "--json"];
    const plain = (await run(...words)).out;
    expect((await run(...words, "--resume", rows)).out).toBe(plain);
    const lines = readFileSync(rows, "utf8").split("\n");
    writeFileSync(rows, `${lines.slice(0, 5).join("\n")}\n${lines[5]!.slice(0, 50)}`);
    const again = await run(...words, "--resume", rows);
    expect(again.err).toBe(`4 rows taken from ${rows}\n`);
    expect(again.out).toBe(plain);
    expect((await run(...words, "--resume", join(TWO, "standoff.yaml"))).code).toBe(2);
    expect((await run(...words, "--resume", "/nowhere/at/all.rows")).code).toBe(4);
  });

  it("makes a strategy of a plan that answers an event", async () => {
    const words = ["--policies", "MAR.line", "--plan", "ORL.forces@deadline", "--among", "ORL.forces=hold,mobilise"];
    const answer = JSON.parse((await run(model("crisis"), ...words, ...FAST, "--json")).out);
    expect(answer.strategies[1]).toEqual(["hold", "mobilise", "hold>mobilise", "mobilise>hold"]);
    expect(answer.payoffs).toHaveLength(3 * 4 * 2);
    const wrong = await run(model("crisis"), "--plan", "ORL.forces@deadlin", ...FAST);
    expect(wrong).toMatchObject({ code: 2, out: "" });
    expect(wrong.err).toContain("did you mean `deadline`?");
  });

  it("plays until regrets are known, and says so", async () => {
    const { out } = await run(TWO, "--workers", "1", "--seed", "1", "--regret", "0.05", "--runs", "256");
    expect(out).toContain("How it was sampled");
    expect(out).toMatch(/rounds?, the last of \d+ futures a profile/);
  });
});
