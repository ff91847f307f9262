import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { within } from "../../../../test/cli/run-standoff.ts";

const oracle = (name: string) => fileURLToPath(new URL(`../../../../test/oracles/gmcr/${name}`, import.meta.url));
const scratch = mkdtempSync(join(tmpdir(), "standoff-stability-"));

const run = (...words: string[]) => within(["stability", ...words]);

const json = async (...words: string[]) => JSON.parse((await run(...words, "--json")).out);

describe("standoff stability", () => {
  it("answers as the known cases do, in the form of the issue", async () => {
    const known = JSON.parse(readFileSync(oracle("cuban.json"), "utf8"));
    for (const name of ["cuban.json", "cuban.gmcr"]) {
      const answer = await json(oracle(name), "--concepts", "R,GMR,SMR,SEQ,SSEQ,SIM");
      expect(answer.states[6]).toEqual({ id: 7, options: "NYYN", label: "Blockade, Withdraw" });
      for (const [concept, { stableFor, equilibria }] of Object.entries<{ stableFor: object; equilibria: number[] }>(
        known.expected,
      )) {
        expect(answer.stable[concept]).toEqual(stableFor);
        expect(answer.equilibria[concept]).toEqual(equilibria);
      }
    }
  });

  it("prints a table and, for one state, why", async () => {
    const table = await run(oracle("cuban.yaml"));
    expect(table.code).toBe(0);
    expect(table.err).toBe("");
    expect(table.out).toContain("SEQ   sequential: 5 6 7\n");
    expect(table.out).toMatch(/ 5 {2}NNYN +USSR +holds +holds +holds +holds +Withdraw\n/);
    const why = await run(oracle("cuban.yaml"), "--state", "withdraw, not air_strike, not blockade");
    expect(why.out).toContain(
      "state 5  R no  GMR yes  SMR yes  SEQ yes  SSEQ yes  reached from the status quo in 1 move\n",
    );
    expect(why.out.replace(/\s+/g, " ")).toContain(
      "USSR drops Withdraw: state 1 (nothing), which it likes better; but then US takes Blockade (state 3), which USSR likes less than now.",
    );
  });

  it("says how the status quo becomes an equilibrium, and by whom", async () => {
    const { from } = await json(oracle("elmira.yaml"), "--from", "1");
    const way = from.any.ways.find((one: { to: number }) => one.to === 8);
    expect(way.path.map((step: { actor: string }) => step.actor)).toEqual(["moe", "uniroyal", "local_government"]);
    expect(from.improvements.never).toEqual([8, 9]);
  });

  it("refuses what does nothing, and a form that it cannot write, before anything is done", async () => {
    const played = await run(oracle("cuban.yaml"), "--actors", "US", "--runs", "100");
    expect(played).toMatchObject({ code: 2, out: "" });
    expect(played.err).toContain("--actors, --runs do nothing here: a written graph model is answered without play");
    expect((await run(oracle("cuban.yaml"), "-o", "states.pdf")).err).toContain("`.pdf` is not a form");
    const game = (...words: string[]) => within(["game", ...words]);
    const chicken = fileURLToPath(new URL("../../../../test/oracles/games/chicken.nfg", import.meta.url));
    expect((await game(chicken, "--plan", "A.x@y")).err).toContain("--plan does nothing here");
    expect((await game("models/two-states", "--solve", "qre")).err).toContain("of a model say --equilibria or --qre");
  });

  it("says what would make a state hold", async () => {
    const { out } = await run(oracle("cuban.yaml"), "--state", "1", "--make-stable");
    expect(out).toContain("For US to stay at state 1 (nothing) by SEQ:");
    expect(out).toContain("Or by one edit of the statements:");
    const { makeStable } = await json(oracle("cuban.yaml"), "--state", "1", "--make-stable");
    for (const { ways } of makeStable.ways) for (const way of ways) expect(way.comparisons).toBeGreaterThan(0);
    expect((await run(oracle("cuban.yaml"), "--make-stable")).code).toBe(2);
  });

  it("analyses coalitions, horizons and rankings", async () => {
    const answer = await json(
      oracle("elmira.yaml"),
      "--coalitions",
      "--horizon",
      "1",
      "--non-myopic",
      "--over-rankings",
      "2",
    );
    // The literature's coalition: MoE and Uniroyal leave 5 together for 8 (Kilgour, Hipel, Fang & Peng 2001).
    expect(answer.coalitional.equilibria.R).toEqual([8, 9]);
    expect(answer.limited.equilibria).toEqual(answer.equilibria.R);
    expect(answer.nonMyopic.period).toBeGreaterThan(0);
    expect(answer.overRankings.rankings).toBe(8);
    const pair = (await json(oracle("elmira.yaml"), "--coalitions", "moe+uniroyal")).coalitional.coalitions[0];
    expect(pair.stable.R).not.toContain(5);
    expect((await run(oracle("elmira.yaml"), "--coalitions", "moe+nobody")).code).toBe(3);
  });

  it("plays each actor's own game", async () => {
    const { hypergame, equilibria } = await json(oracle("water.yaml"));
    // States 1 NN, 2 YN, 3 NY, 4 YY. Upstream would close the gates (1), but fears the strike that Downstream would not make.
    expect(equilibria.SEQ).toEqual([1]);
    expect(hypergame.stable.SEQ.up).toContain(2);
    expect(hypergame.leftOut).toEqual({ up: [], down: [3] });
    expect(hypergame.onlyByMisperception.SEQ).toEqual([2]);
  });

  it("writes .gmcr, .svg and .json", async () => {
    const gmcr = join(scratch, "cuban.gmcr");
    expect((await run(oracle("cuban.yaml"), "-o", gmcr)).err).toContain("written");
    expect((await json(gmcr)).equilibria).toEqual((await json(oracle("cuban.yaml"))).equilibria);
    const map = join(scratch, "map.svg");
    await run(oracle("elmira.yaml"), "-o", map);
    const tree = join(scratch, "tree.svg");
    await run(oracle("cuban.yaml"), "--state", "7", "-o", tree);
    for (const file of [map, tree]) expect(wellFormed(readFileSync(file, "utf8"))).toBe(true);
    expect(readFileSync(tree, "utf8")).toContain("worse for US");
    expect((await run(oracle("cuban.yaml"), "-o", join(scratch, "x.pdf"))).code).toBe(2);
    expect((await run(oracle("cuban.yaml"), "-o", "/nowhere/at/all.json")).code).toBe(4);
    expect((await run(oracle("elmira.yaml"), "-o", gmcr)).err).toContain("a .gmcr cannot hold coalesced states");
  });

  it("holds options still, and refuses too many states with their price", async () => {
    const held = await json(oracle("cuban.yaml"), "--hold", "USA.air_strike=no");
    expect(held.states).toHaveLength(6);
    const big = join(scratch, "big.yaml");
    const options = Array.from({ length: 40 }, (_, k) => `  a.o${k}: o${k}\n`).join("");
    writeFileSync(big, `actors: { a: { preferences: [o0] } }\noptions:\n${options}`);
    const refused = await run(big);
    expect(refused.code).toBe(3);
    expect(refused.err).toContain("40 options make 1,099,511,627,776 combinations");
    expect((await run(oracle("cuban.yaml"), "--hold", "nobody=no")).code).toBe(2);
  });

  it("never throws for what a person got wrong", async () => {
    const file = (name: string, text: string) => {
      writeFileSync(join(scratch, name), text);
      return join(scratch, name);
    };
    expect(await run(join(scratch, "missing.yaml"))).toMatchObject({ code: 4, out: "" });
    expect((await run(scratch)).code).toBe(4);
    expect((await run(file("broken.gmcr", "{"))).code).toBe(1);
    expect((await run(file("broken.yaml", "options: ["))).code).toBe(1);
    expect((await run(file("foreign.json", '{"nodes": []}'))).code).toBe(1);
    expect((await run(oracle("cuban.yaml"), "--state", "99")).code).toBe(2);
    expect((await run(oracle("cuban.yaml"), "--from", "withdraw")).err).toContain("fits more than one state");
    expect((await run(oracle("cuban.yaml"), "--concepts", "XYZ")).code).toBe(2);
    const { err } = await run(
      file("cycle.yaml", "actors: { a: { comparisons: [1 > 2, 2 > 1] } }\noptions: { a.x: X }\n"),
    );
    expect(err).toContain("cycle.yaml:1:30  these preferences run in a circle: 1 > 2, 2 > 1");
  });
});

/** Every tag closed in order: enough to see a picture that a browser would refuse. */
function wellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, close, name, self] of svg.matchAll(/<(\/?)([a-zA-Z]+)(?:[^<>"]|"[^"]*")*?(\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return false;
    } else if (!self) open.push(name!);
  }
  return open.length === 0 && !/&(?!amp;|lt;|gt;|quot;)/.test(svg);
}
