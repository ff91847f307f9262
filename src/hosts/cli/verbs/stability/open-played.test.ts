import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { within } from "../../../../../test/cli/run-standoff.ts";

const model = (name: string) => fileURLToPath(new URL(`../../../../../models/${name}`, import.meta.url));
const TWO = model("two-states");
const FAST = ["--runs", "32", "--workers", "1"];

const run = (...words: string[]) => within(["stability", ...words]);

describe("standoff stability of a played model", () => {
  it("names states by the options of policies, and knows the status quo", async () => {
    const { out } = await run(TWO, ...FAST, "--json");
    const answer = JSON.parse(out);
    expect(answer).toMatchObject({ schema: "standoff/stability/1", runs: 32, failed: 0, seed: 1 });
    expect(answer.states).toHaveLength(6);
    expect(answer.states.map((s: { label: string }) => s.label)).toContain("PRK.bomb: build, CHN.korea: patience");
    // Holding the bomb costs nothing in this model, so building is dominant and nothing with a freeze holds
    for (const id of answer.equilibria.R) expect(answer.states[id - 1].label).toContain("PRK.bomb: build");
    expect(answer.equilibria.R).toContain(1);
    expect(answer.played.robust.byResample.R).toHaveLength(6);
    expect(answer.played.robust.byResample.R[0]).toBeGreaterThan(0.9);
  });

  it("says of one state how it holds, how it is reached and what would make it hold", async () => {
    const frozen = "CHN.korea=patience,PRK.bomb=freeze";
    const { out, code } = await run(TWO, ...FAST, "--state", frozen, "--from", "status-quo", "--make-stable");
    expect(code).toBe(0);
    expect(out).toMatch(/R no .*reached from the status quo in 1 move/);
    expect(out).toMatch(/North Korea would leave by SEQ/);
    expect(out).toMatch(/turns PRK.bomb from build to freeze/);
    expect(out).toMatch(/North Korea likes state 1 .* no better than state 2/);
  });

  it("leaves a held policy out, takes scenarios, draws a map", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "standoff-played-")), "map.svg");
    const words = [TWO, ...FAST, "--hold", "PRK.bomb=freeze", "--scenario", "doubter", "-o", file, "--json"];
    const answer = JSON.parse((await run(...words)).out);
    expect(answer.states).toHaveLength(3);
    expect(answer.changed).toEqual(["doubter", "hold PRK.bomb=freeze"]);
    expect(readFileSync(file, "utf8")).toContain("<svg");
  });

  it("makes a state of everything that two policies of one actor may be", async () => {
    const { out } = await run(model("crisis"), "--policies", "ORL.forces,ORL.island", ...FAST, "--json");
    const answer = JSON.parse(out);
    expect(answer.states).toHaveLength(6);
    expect(answer.played.players).toHaveLength(1);
  });

  it("joins what actors believe: a state that only the doubter leaves, and lenses side by side", async () => {
    const words = [model("crisis"), "--policies", "VSK.forces,ORL.island", ...FAST, "--believed", "--json"];
    const { hypergame, equilibria } = JSON.parse((await run(...words)).out);
    expect(hypergame.equilibria.R.length).toBeGreaterThan(0);
    for (const id of hypergame.missed.R) expect(equilibria.R).toContain(id);
    for (const id of hypergame.onlyByMisperception.R) expect(equilibria.R).not.toContain(id);
    const { out } = await run(TWO, ...FAST, "--over-lenses");
    expect(out).toMatch(/by SEQ \(sequential\), by lens/);
    expect(out).toContain("In every reading: PRK.bomb: build, CHN.korea: patience.");
  });

  it("refuses what it does not know, and what costs too much, before anything is played", async () => {
    const cases: [string[], number, RegExp][] = [
      [["--actors", "CHM"], 2, /no actor `CHM`; did you mean `CHN`\?/],
      [["--policies", "CHN.korae"], 2, /no policy `CHN.korae`; did you mean `CHN.korea`\?/],
      [["--actors", "PRK", "--policies", "CHN.korea"], 2, /CHN.korea belongs to CHN/],
      [["--runs", "9000000"], 3, /3 x 2|2 x 3 = 6 profiles of 9,000,000 runs would take 108,000,000 futures/],
      [["--runs", "5"], 2, /at least 16 runs/],
      [["--at", "1999-01"], 2, /no date between 2024-07 and 2029-06/],
      [["--hold", "CHN.korea=nonsense"], 2, /nonsense/],
    ];
    for (const [words, code, says] of cases) {
      const said = await run(TWO, "--workers", "1", ...words);
      expect(said.err).toMatch(says);
      expect(said.code).toBe(code);
      expect(said.out).toBe("");
    }
  });
});
