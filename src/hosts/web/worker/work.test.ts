// The page's side of playing, without a page: executors on this thread stand at the ends of the lines.

import { readdirSync, readFileSync } from "node:fs";
import { parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { solvePlayed } from "../../../analysis/games/solve-played.ts";
import { ask } from "../../../ensemble/ask.ts";
import { planForm } from "../../../ensemble/form-plan.ts";
import { makeEngine } from "../../../ensemble/make-engine.ts";
import { playHere } from "../../../ensemble/play-here.ts";
import { playForm } from "../../../ensemble/strategic-form.ts";
import { readModel } from "../../../language/read-model.ts";
import { type Document, toText } from "../../../present/document/document.ts";
import { columnsOf } from "../../../present/futures/future-rows.ts";
import { futureTable } from "../../../present/futures/future-table.ts";
import { playedGameReport } from "../../../present/games/game-report.ts";
import { beliefsOf, whenOf } from "../../../present/words/say-form.ts";
import { sha256Hex } from "../../../statistics/sha256.ts";
import type { GameView, StateView } from "./game.ts";
import { longLenses } from "./long-lenses.ts";
import { modelWorker } from "./model-worker.ts";
import { playWorker } from "./play-worker.ts";
import type { AnswerView, ClaimEdit, Drafts, Edited, Files, FromModelWorker, Moved, Request } from "./protocol.ts";
import { NOTHING_MOVED } from "./protocol.ts";
import type { WatchView } from "./watch.ts";
import { type Line, workerPoolOf } from "./worker-pool.ts";

const folder = new URL("../../../../models/two-states/", import.meta.url);
const files: Files = Object.fromEntries(
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => [name, readFileSync(new URL(name, folder), "utf8")]),
);

function lineHere(): Line {
  let take: Parameters<Line["hear"]>[0] = () => undefined;
  const executor = playWorker((message) => queueMicrotask(() => take(message)));
  return { post: executor, hear: (t) => (take = t) };
}

function newModelWorker(own: Files = files) {
  const heard: FromModelWorker[] = [];
  let wake = () => {};
  const post = (message: FromModelWorker) => {
    heard.push(message);
    wake();
  };
  const workerPools = { answer: workerPoolOf([lineHere(), lineHere()]), tabs: workerPoolOf([lineHere()]) };
  const think = modelWorker(workerPools, post, () => performance.now(), longLenses());
  const until = async <T>(find: () => T | undefined): Promise<T> => {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  think({ kind: "open", main: "standoff.yaml", files: own, revision: 1 });
  let id = 0;
  const settled = (question: string, moved: Moved, runs = 1000) => {
    const mine = ++id;
    think({ kind: "ask", id: mine, question, moved, seed: 1, runs });
    return until(
      () =>
        heard.find(
          (m): m is Extract<FromModelWorker, { kind: "answer" }> =>
            m.kind === "answer" && m.id === mine && m.view.settled,
        )?.view,
    );
  };
  const request = (request: Request) => {
    const mine = ++id;
    think({ kind: "request", id: mine, channel: request.kind, request });
    return until(() => heard.find((m) => (m.kind === "reply" || m.kind === "failed") && m.id === mine));
  };
  const unasked = async (of: number) =>
    (
      await until(() =>
        heard.find((m): m is Extract<FromModelWorker, { kind: "unasked" }> => m.kind === "unasked" && m.id === of),
      )
    ).problems;
  return { think, heard, settled, unasked, request };
}

const far: Moved = { ...NOTHING_MOVED, set: { "CHN.foresight": "36" } };
const model = readModel("standoff.yaml", (path) => files[path]).model!;

describe("the model worker", () => {
  it("gives the answers of the command line, to the last bit", async () => {
    const { settled } = newModelWorker();
    const asked = await ask(model, model.questions, playHere(makeEngine), {
      seed: 1,
      runs: 1000,
      comparisonRuns: 1000,
    });
    for (const answer of asked.answers) {
      const view = await settled(answer.question, NOTHING_MOVED);
      expect(view.answer).toEqual(answer);
    }
  });
  it("says what a lever did, in the same luck, and gives the old answer back when it is undone", async () => {
    const { settled } = newModelWorker();
    const first = await settled("china", NOTHING_MOVED);
    const moved = await settled("china", far);
    const undone = await settled("china", NOTHING_MOVED);
    expect(first.difference).toBeUndefined();
    expect(moved.difference).toMatchObject({ kind: "paired", runs: 1000 });
    expect(moved.changes.map((c) => c.name)).toEqual(["CHN.foresight"]);
    expect(moved.before).toEqual(first.answer);
    expect(moved.sentence).not.toBe(first.sentence);
    expect(undone.answer).toEqual(first.answer);
    expect(undone.sentence).toBe(first.sentence);
    const gap = moved.difference?.kind === "paired" ? moved.difference.rows : [];
    const share = (view: AnswerView, id: string) =>
      view.answer?.kind === "options" ? view.answer.options.find((o) => o.id === id)!.p : Number.NaN;
    for (const row of gap) expect(row.difference).toBeCloseTo(share(moved, row.name) - share(first, row.name), 12);
  });
  it("shows a glimpse before the first block when a lever moves", async () => {
    const { settled, heard } = newModelWorker();
    await settled("china", NOTHING_MOVED);
    const before = heard.length;
    await settled("china", far);
    const views = heard.slice(before).flatMap((m) => (m.kind === "answer" ? [m.view] : []));
    expect(views[0]).toMatchObject({ runs: 64, settled: false, wanted: 1000 });
    expect(views[0]!.difference?.kind).toBe("paired");
  });
  it("drops a question when another is asked", async () => {
    const { think, heard, settled } = newModelWorker();
    think({ kind: "ask", id: 900, question: "china", moved: NOTHING_MOVED, seed: 1, runs: 100_000 });
    await settled("china", far);
    expect(heard.some((m) => m.kind === "answer" && m.id === 900 && m.view.settled)).toBe(false);
  });
  it("lists all problems of a lever that cannot be", async () => {
    const { think, unasked } = newModelWorker();
    think({
      kind: "ask",
      id: 7,
      question: "china",
      moved: { ...NOTHING_MOVED, set: { "CHN.foresigt": "3" }, hold: { "CHN.korea": "cuddle" } },
      seed: 1,
      runs: 256,
    });
    expect((await unasked(7)).map((p) => p.at.file)).toEqual(["--hold", "--set"]);
  });
  it("answers every tab", async () => {
    const { request } = newModelWorker();
    const because = await request({ kind: "because", question: "china", moved: NOTHING_MOVED, seed: 1, runs: 256 });
    expect(because).toMatchObject({ of: "because", value: { share: true, runs: 256 } });
    const futures = await request({ kind: "futures", moved: NOTHING_MOVED, seed: 1, runs: 300 });
    expect(
      futures.kind === "reply" &&
        futures.of === "futures" &&
        new Set((futures.value as { unlike: number[] }).unlike).size,
    ).toBe(12);
    const map = await request({ kind: "map" });
    const { arrows } = (map as { value: { arrows: { from: string; to: string; sign: string }[] } }).value;
    expect(arrows).toContainEqual(expect.objectContaining({ from: "arsenal", to: "alarm", sign: "+", delayed: false }));
    expect(arrows).toContainEqual(
      expect.objectContaining({ from: "alarm", to: "CHN.korea", sign: "-", weighed: true }),
    );
    const compare = await request({
      kind: "compare",
      question: "china",
      seed: 1,
      runs: 256,
      columns: [
        { name: "as it is", moved: NOTHING_MOVED },
        { name: "far", moved: far },
      ],
    });
    expect(compare).toMatchObject({
      value: { runs: 256, columns: [{ changes: [] }, { changes: [{ name: "CHN.foresight" }] }] },
    });
  });
  it("drafts the claims of a text, and edits the claims of the model as the command line does", async () => {
    const { request } = newModelWorker();
    const note = readFileSync(new URL("texts/note.txt", folder), "utf8");
    const taken = { name: "note.txt", text: note, sha256: sha256Hex(note), drawnOut: false };
    const { value: drafts } = (await request({ kind: "draft", taken })) as { value: Drafts };
    const draft = drafts.claims.find((d) => d.says.includes("missile technology"))!;
    expect([...note].slice(draft.start, draft.end).join("")).toBe(draft.says);
    const edited = async (edit: ClaimEdit) =>
      ((await request({ kind: "edit", files, edit, named: "m" })) as { value: Edited }).value;
    const accepted = await edited({ does: "accept", drafts: drafts.yaml, id: draft.id, credence: "0.7", says: "Mine" });
    expect(accepted).toEqual({ files: { "standoff.yaml": expect.any(String) } });
    const text = "files" in accepted ? accepted.files["standoff.yaml"]! : "";
    const model = readModel("standoff.yaml", (path) => (path === "standoff.yaml" ? text : undefined)).model!;
    // The model knows this text by its hash, under its own name
    expect(model.claims.find((c) => c.id === draft.id)).toMatchObject({ says: "Mine", source: "note" });
    const refusals = [
      await edited({ does: "believe", id: "tech_transfer", credence: "1.5" }),
      await edited({ does: "reword", id: "tech_transfr", says: "x" }),
    ];
    expect(refusals.map((r) => "refused" in r && r.refused)).toEqual([
      expect.stringContaining("standoff.yaml:"),
      expect.stringContaining("did you mean `tech_transfer`?"),
    ]);
    const graded = await edited({ does: "grade", source: "note", grade: "B2" });
    expect("files" in graded && graded.files["standoff.yaml"]).toContain("grade: B2");
    const aside = await edited({ does: "reject", id: "tech_transfer", because: "hearsay" });
    // Formulas name it, so without it the model would be wrong
    expect("refused" in aside && aside.refused).toContain("tech_transfer");
  });
  it.each(["matrix", "effects", "assumptions"] as const)("weighs the claims: %s", async (what) => {
    const { request } = newModelWorker();
    const asked = { kind: "weigh" as const, what, question: "china", moved: NOTHING_MOVED, seed: 1, runs: 1024 };
    const { value } = (await request(asked)) as { value: Document };
    const page = toText(value);
    if (what === "matrix") expect(page).toMatch(/inconsistency +\d/);
    else expect(page).toMatch(what === "effects" ? /claims? of \d+ can move this answer/ : /Rest on no claim/);
  });
  it("writes every future into a Parquet file, the table that the command line writes", async () => {
    const { request } = newModelWorker();
    const { value } = (await request({ kind: "parquet", moved: NOTHING_MOVED, seed: 1, runs: 300 })) as {
      value: Uint8Array<ArrayBuffer>;
    };
    const rows = (await parquetReadObjects({ file: value.buffer })) as Record<string, unknown>[];
    const steps = Array.from({ length: model.clock.steps }, (_, t) => t);
    const table = futureTable(model, columnsOf(model), steps, true);
    const block = makeEngine(model, table.recording).play({ seed: 1, first: 256, count: 44, holds: [] });
    const wanted = table.columnsOf(block);
    expect(rows).toHaveLength(300 * model.clock.steps);
    for (const { name, data } of wanted.filter((c) => c.name !== "date"))
      expect(rows.slice(256 * model.clock.steps).map((row) => row[name])).toEqual([...data]);
  });
  it("plays the game that the command line plays, and says of each state who would leave", async () => {
    const { request } = newModelWorker();
    const game = { actors: ["CHN", "PRK"], policies: [], seed: 1, runs: 64, believed: false };
    const played = (await request({ kind: "game", moved: NOTHING_MOVED, game })) as { value: GameView };
    const plan = planForm(model, { actors: game.actors, policies: [], runs: 64 });
    if ("refused" in plan) throw new Error(plan.refused);
    const { form } = await playForm(model, plan, playHere(makeEngine), { seed: 1, runs: 64 });
    const solved = solvePlayed(form!, { equilibria: true, qre: false });
    const view = played.value as Extract<GameView, { kind: "game" }>;
    expect(toText(view.said)).toBe(toText(playedGameReport(solved, whenOf(model, form!), beliefsOf(model, form!))));
    const states = view.states as Exclude<typeof view.states, string>;
    expect(states.rows).toHaveLength(6);
    for (const row of states.rows) {
      const { value } = (await request({ kind: "state", moved: NOTHING_MOVED, game, state: row.state })) as {
        value: StateView;
      };
      const seq = states.concepts.findIndex((c) => c.id === "SEQ");
      const leave = value.why.filter(([verdict]) => verdict!.includes("would leave")).length;
      expect(leave).toBe(row.leave[seq]!.length);
    }
    const refused = { ...game, runs: 2 };
    expect(await request({ kind: "game", moved: NOTHING_MOVED, game: refused })).toMatchObject({
      value: { kind: "refused", says: expect.stringContaining("at least") },
    });
  });
  it("holds a record against the model, and says what stands in the way where it cannot", async () => {
    const record =
      "date,variable,value,sd,source\n2024-07,CHN.korea,patience,0.1,us\n2024-10,CHN.korea,embrace,0.1,us\n2025-01,PRK.bomb,build,0.1,us\n";
    const text = `${files["standoff.yaml"]}\nhistory: history.csv\n`;
    const ask = async (more: Files, asOf?: string) => {
      const { request } = newModelWorker({ ...files, "standoff.yaml": text, ...more });
      const watch = { what: "answers" as const, question: "china", asOf, particles: 64, seed: 1 };
      return (await request({ kind: "watch", moved: NOTHING_MOVED, watch })) as { value: WatchView };
    };
    const { value } = await ask({ "history.csv": record });
    const view = value as Extract<WatchView, { kind: "watch" }>;
    expect(view.dates).toHaveLength(7);
    expect(toText(view.said)).toContain("As of January 2025: 3 observations");
    const earlier = (await ask({ "history.csv": record }, "2024-10")).value as typeof view;
    expect(toText(earlier.said)).toContain("As of October 2024: 2 observations");
    expect((await ask({})).value).toMatchObject({ kind: "refused", says: "The record of this model is not at hand." });
    const wrong = await ask({ "history.csv": "date,variable,value,sd,source\n2024-07,CHN.korea,cuddle,0.1,us\n" });
    expect(wrong.value).toMatchObject({ kind: "refused", says: expect.stringContaining("history.csv:2: ") });
  });
  it("lets a person sit in an actor's place, and leaves the model's own choices where it does the same", async () => {
    const { request } = newModelWorker();
    const seat = async (moves: { step: number; policy: string; option: string }[]) => {
      const reply = await request({ kind: "seat", moved: NOTHING_MOVED, seed: 1, run: 5, actors: ["CHN"], moves });
      return (reply as { value: import("./seat.ts").SeatView }).value;
    };
    let view = await seat([]);
    const moves: { step: number; policy: string; option: string }[] = [];
    while (view.due) {
      for (const due of view.due) moves.push({ step: view.step, policy: due.policy, option: "patience" });
      view = await seat(moves);
    }
    expect(moves.length).toBe(20);
    expect(view.end!.judged).toHaveLength(20);
    expect(view.end!.judged.every((j) => j.took === "patience" && j.regret >= 0)).toBe(true);
    // doing what the model would have done gives the model's own future
    const own = view.end!.judged.map((j, i) => ({ ...moves[i]!, option: j.model }));
    const first = await seat(own.slice(0, 1));
    expect(first.step).toBe(3);
  });
});
