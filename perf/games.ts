// How long the solvers of the games lens take, medians of five, beside lrsnash (Debian's lrslib) and gambit-enummixed where
// they are found on PATH. Run: node perf/games.ts [--write] [--quick]: also writes perf/games.md; once
// instead of five times. Random games are drawn by seed
// (random-games.ts), so that the table can be had again.

import { execFileSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { correlatedEquilibrium } from "../src/analysis/games/correlated.ts";
import { manyPlayerEquilibria } from "../src/analysis/games/many-player-equilibria.ts";
import { pureEquilibria } from "../src/analysis/games/pure-equilibria.ts";
import { randomGame } from "../src/analysis/games/random-games.ts";
import { rationalText } from "../src/analysis/games/rational.ts";
import type { StrategicForm } from "../src/analysis/games/strategic-form.ts";
import { traceQre } from "../src/analysis/games/trace-qre.ts";
import { twoPlayerEquilibria } from "../src/analysis/games/two-player-equilibria.ts";
import { planForm, rowsBeside } from "../src/ensemble/form-plan.ts";
import { playForm } from "../src/ensemble/strategic-form.ts";
import { writeNfg } from "../src/formats/games/write-nfg.ts";
import { findModel, isFound } from "../src/hosts/files/model-folder.ts";
import { workerPool } from "../src/hosts/pool/pool.ts";
import { readModel } from "../src/language/read-model.ts";

const TIMES = process.argv.includes("--quick") ? 1 : 5;
const scratch = mkdtempSync(join(tmpdir(), "standoff-games-"));

function median(work: () => unknown): number {
  const taken = Array.from({ length: TIMES }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return taken.sort((a, b) => a - b)[Math.floor(TIMES / 2)]!;
}

/** The median time of another program on a file, or undefined where it is not found. */
function beside(program: string, args: readonly string[]): number | undefined {
  try {
    const once = () => execFileSync(program, args, { stdio: ["ignore", "pipe", "ignore"], timeout: 60_000 });
    once();
    return median(once);
  } catch {
    return undefined;
  }
}

function lrsText(form: StrategicForm, m: number, n: number): string {
  const block = (player: number) =>
    Array.from({ length: m }, (_, r) =>
      Array.from({ length: n }, (_, c) => rationalText(form.payoffs[(r + c * m) * 2 + player]!)).join(" "),
    ).join("\n");
  return `${m} ${n}\n\n${block(0)}\n\n${block(1)}\n`;
}

const show = (ms: number | undefined) =>
  ms === undefined ? "left out" : ms < 1000 ? `${ms.toPrecision(3)} ms` : `${(ms / 1000).toFixed(2)} s`;

function twoPlayerRow(size: number, game: number): string[] {
  const form = randomGame(1, game, [size, size], 9);
  const lrs = join(scratch, `${size}-${game}.lrs`);
  const nfg = join(scratch, `${size}-${game}.nfg`);
  writeFileSync(lrs, lrsText(form, size, size));
  writeFileSync(nfg, writeNfg(form));
  const found = twoPlayerEquilibria(form).extreme.length;
  // Gambit takes some fifteen seconds on 10 x 10: only the small ones are worth the wait.
  const gambit = size <= 8 ? beside("gambit-enummixed", ["-q", nfg]) : undefined;
  return [
    `extreme equilibria, ${size} x ${size}, seed 1 game ${game}: ${found}`,
    show(median(() => twoPlayerEquilibria(form))),
    show(beside("lrsnash", [lrs])),
    show(gambit),
  ];
}

function ownRow(what: string, work: () => unknown): string[] {
  return [what, show(median(work)), "", ""];
}

const six = randomGame(1, 0, [3, 3, 3, 3, 3, 3], 9);
const rows = [
  ...[6, 8].map((size) => twoPlayerRow(size, 1)),
  ...[1, 2, 3].map((game) => twoPlayerRow(10, game)),
  ...[1, 2].map((game) => twoPlayerRow(12, game)),
  ownRow("100 games 2 x 2 x 2, all equilibria of each", () => {
    for (let game = 0; game < 100; game++) manyPlayerEquilibria(randomGame(2, game, [2, 2, 2], 1000));
  }),
  ownRow("3 x 3 x 3, all equilibria", () => manyPlayerEquilibria(randomGame(3, 1, [3, 3, 3], 1000))),
  ownRow("six players x 3 (729 profiles), pure", () => pureEquilibria(six)),
  ownRow("six players x 3, logit path to lambda 5", () => traceQre(six, { lambdas: [0.1, 0.5, 1, 2, 5] })),
  ownRow("six players x 3, equilibria within the usual effort", () => manyPlayerEquilibria(six)),
  ownRow("six players x 3, best correlated equilibrium", () => correlatedEquilibrium(six)),
];

/** A strategic form from play, by worker threads: by the clock, and processor time, which other work on the machine does not lengthen. */
async function playedRow(name: string, policies: string[], runs: number): Promise<string[]> {
  const found = findModel(fileURLToPath(new URL(`../models/${name}`, import.meta.url)));
  if (!isFound(found)) throw new Error(found.says);
  const model = readModel(found.main, found.read, {}).model!;
  const plan = planForm(model, { actors: [], policies, runs });
  if ("refused" in plan) throw new Error(plan.refused);
  const player = workerPool({ workers: cpus().length });
  const [start, used] = [performance.now(), process.cpuUsage()];
  const { form } = await playForm(model, plan, player, { seed: 1, runs });
  const [clock, { user, system }] = [performance.now() - start, process.cpuUsage(used)];
  await player.close();
  const rows = plan.profiles + rowsBeside(plan.players);
  const what = `${name}, ${policies.join(" x ")}: ${plan.profiles} profiles of ${form!.runs} runs (${rows} rows)`;
  return [what, `${show(clock)}, ${show((user + system) / 1000)} of processor time`, "", ""];
}

rows.push(await playedRow("six-party", ["CHN.korea", "PRK.bomb"], 1000));
rows.push(await playedRow("six-party", ["CHN.korea", "RUS.korea"], 1000));

const head = ["what", "ours", "lrsnash", "gambit-enummixed"];
const table = [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
const machine = `${cpus().length} x ${cpus()[0]?.model ?? "unknown"}, Node ${process.versions.node}, medians of ${TIMES}; other programs with their start, ours warm within one process`;
process.stdout.write(`${machine}\n\n${table}\n`);
if (process.argv.includes("--write")) {
  writeFileSync(
    new URL("games.md", import.meta.url),
    `# The games lens, measured\n\n\`node perf/games.ts --write\`: ${machine}.\n\n${table}\n`,
  );
}
