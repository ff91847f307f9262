// The tools as an assistant has them: the real client starts `standoff mcp` and talks to it over stdin and stdout.

import { existsSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runVerb } from "./run-verb.ts";
import { TOOLS } from "./tools.ts";

const MAIN = fileURLToPath(new URL("../cli/main.ts", import.meta.url));
const client = new Client({ name: "test", version: "1" });

beforeAll(async () => {
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [MAIN, "mcp", "models/crisis"] }));
}, 30_000);
afterAll(() => client.close());

type Structured = {
  command: string;
  code: number;
  says: string;
  notes: string;
  lines: { id: string; at: string }[];
  data: Record<string, unknown>;
};
type Text = { text: string };

async function call(name: string, given: Record<string, unknown> = {}) {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: given });
  return { text: (content as Text[])[0]!.text, is: structuredContent as Structured, isError: isError === true };
}

const TWO = { model: "two-states" };

test("every tool is there with schemas, and says that it changes nothing", async () => {
  const { tools } = await client.listTools();
  expect(tools.map((t) => t.name).sort()).toEqual([...Object.keys(TOOLS), "draft_model", "list_models"].sort());
  for (const tool of tools) {
    expect(tool.annotations?.readOnlyHint).toBe(true);
    expect(tool.description!.length).toBeGreaterThan(20);
  }
  const ask = tools.find((t) => t.name === "ask")!;
  expect(ask.inputSchema.properties).toHaveProperty("runs.maximum", 20_000);
  expect(Object.keys(ask.outputSchema!.properties!)).toEqual(["command", "code", "says", "notes", "lines", "data"]);
});

test("ask: the sentence, the numbers with errors, the line of the model and the command that gives them back", async () => {
  const { text, is, isError } = await call("ask", {
    ...TWO,
    questions: ["china"],
    runs: 512,
    set: ["CHN.foresight=24"],
  });
  expect(isError).toBe(false);
  expect(is.says).toMatch(/512 futures, seed 1/);
  expect(is.command).toBe("standoff ask two-states china --runs=512 --set=CHN.foresight=24");
  expect(text).toContain(is.command);
  expect(is.lines).toEqual([
    { id: "china", at: expect.stringMatching(/^standoff\.yaml:\d+$/) },
    { id: "CHN", at: expect.stringMatching(/^standoff\.yaml:\d+$/) },
  ]);
  const { china } = is.data.answers as { china: { patience: { p: number; se: number } } };
  expect(china.patience.se).toBeGreaterThan(0);
  expect(is.data).toMatchObject({ schema: "standoff/ask/1", changed: ["CHN.foresight=24"] });
});

test("every other tool answers on a teaching model, in words and in data", async () => {
  const given: Record<string, Record<string, unknown>> = {
    check: TWO,
    explain: { ...TWO, question: "china", instead: "coerce", runs: 256 },
    compare: { ...TWO, scenarios: ["as-is", "coercion"], measure: ["utility(CHN)"], runs: 256 },
    foresight: { ...TWO, actor: "CHN", steps: [3, 24], levels: [1], runs: 256 },
    stability: { ...TWO, runs: 32 },
    game: { ...TWO, runs: 32 },
    play: { ...TWO, run: 17, seed: 4 },
    read: { text: "Officials said on Monday that North Korea had sent shells to Russia. Moscow denies it." },
  };
  for (const [name, arguments_] of Object.entries(given)) {
    const { is, isError, text } = await call(name, arguments_);
    expect([name, isError, is.code], text).toEqual([name, false, 0]);
    expect(is.says.length).toBeGreaterThan(10);
    expect(is.data).toMatchObject({ schema: `standoff/${name}/1` });
    expect(is.command).toMatch(new RegExp(`^standoff ${name} (two-states|draft)`));
  }
});

describe("what is wrong is said, and nothing breaks", () => {
  test("names, arguments, limits", async () => {
    expect(await call("ask", { model: "two-stats" })).toMatchObject({
      isError: true,
      text: expect.stringContaining("did you mean `two-states`?"),
    });
    const question = await call("ask", { ...TWO, questions: ["chine"] });
    expect([question.isError, question.is.code]).toEqual([true, 2]);
    expect(question.is.notes).toContain("did you mean `china`?");
    expect((await call("ask", { ...TWO, runs: 1_000_000_000 })).isError).toBe(true);
    expect((await call("ask", { model: "../../etc" })).isError).toBe(true);
    expect((await call("ask", {})).text).toContain("say which model");
    // A word that looks like an option is a name that does not exist, and writes no file
    const sly = await call("ask", { ...TWO, questions: ["--output=/tmp/standoff-sly.json"], set: ["--json=1"] });
    expect(sly.isError).toBe(true);
  });

  test("no argument becomes an option, wherever it stands; no file is written", async () => {
    const file = join(mkdtempSync(join(tmpdir(), "standoff-sly-")), "stolen.json");
    const names = ["-o", file, `-o${file}`, `--output=${file}`, "--", "-q"];
    const word = fc.constantFrom(...names, "china", "as_is", "CHN");
    const words = fc.array(word, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(words, word, async (list, one) => {
        const calls = [
          call("ask", { ...TWO, questions: list, runs: 16 }),
          call("compare", { ...TWO, scenarios: list, measure: [one], runs: 16 }),
          call("explain", { ...TWO, question: one, at: list[0], runs: 16 }),
          call("foresight", { ...TWO, actor: one, set: list, runs: 16 }),
        ];
        for (const { text } of await Promise.all(calls)) expect(text).not.toMatch(/written/i);
        return !existsSync(file);
      }),
      { numRuns: 12, seed: 7 },
    );
  }, 60_000);

  test("an argument that a tool does not have is refused, with the nearest", async () => {
    const { isError, text } = await call("ask", { ...TWO, run: 512 });
    expect([isError, text]).toEqual([true, expect.stringContaining("did you mean `runs`?")]);
    expect((await call("check", { ...TWO, output: "/tmp/x.json" })).text).toContain("there is no argument `output`");
  });

  test("a draft: written, checked, mended by the problems it gets back, asked; nothing is left behind", async () => {
    const drafts = () => readdirSync(tmpdir()).filter((name) => name.startsWith("standoff-draft-"));
    const before = drafts();
    const { text: skeleton } = await call("draft_model", { title: "A quarrel over water" });
    const broken = skeleton.replace("0.08 * tension", "0.08 * tenson").replace("foresight: 6", "forsight: 6");
    const first = await call("check", { text: broken });
    expect([first.isError, first.is.code]).toEqual([false, 1]);
    const { problems } = first.is.data as { problems: { says: string; mend?: string; at: { line: number } }[] };
    expect(problems.map((p) => p.says).join()).toMatch(/forsight|tenson/);
    let mended = broken;
    for (const { says, mend = "" } of problems) {
      const [, wrong] = /`(\w+)`/.exec(says) ?? [];
      const [, right] = /`(\w+)`/.exec(mend) ?? [];
      if (wrong && right) mended = mended.replace(wrong, right);
    }
    expect((await call("check", { text: mended })).is).toMatchObject({ code: 0, says: "no problems\n" });
    const asked = await call("ask", { text: mended, questions: ["first"], runs: 256 });
    expect(asked.is.says).toMatch(/256 futures, seed 1/);
    expect(asked.is.command).toContain("standoff ask draft first");
    expect(drafts()).toEqual(before);
  });
});

test("what to read first, and how to begin", async () => {
  const { resources } = await client.listResources();
  expect(resources.map((r) => r.uri)).toEqual(
    expect.arrayContaining([
      "standoff://language",
      "standoff://schema",
      "standoff://model/two-states",
      "standoff://model/crisis",
    ]),
  );
  const read = async (uri: string) => ((await client.readResource({ uri })).contents[0] as Text).text;
  expect(await read("standoff://language")).toContain("# The model language");
  expect(JSON.parse(await read("standoff://schema"))).toHaveProperty("properties.actors");
  expect(await read("standoff://model/two-states")).toContain("standoff: Two states and a bomb");
  const { prompts } = await client.listPrompts();
  expect(prompts.map((p) => p.name)).toEqual(["draft_model", "explain_answer", "challenge_model"]);
  const { messages } = await client.getPrompt({ name: "draft_model", arguments: { subject: "a strait" } });
  expect((messages[0]!.content as Text).text).toContain("a strait");
});

test("watch: what a record says, on the model that has one; a model without one says so", async () => {
  const { is, isError, text } = await call("watch", { model: "six-party", as_of: "2007-01", runs: 64 });
  expect([isError, is.code], text).toEqual([false, 0]);
  expect(is.command).toBe("standoff watch six-party --runs=64 --as-of=2007-01");
  expect(is.says).toMatch(/2007-01|January 2007/);
  expect(is.data).toMatchObject({ schema: "standoff/watch/1" });
  expect(is.lines.length).toBeGreaterThan(0);
  const none = await call("watch", TWO);
  expect([none.isError, none.is.notes]).toEqual([true, expect.stringMatching(/history/)]);
}, 60_000);

test("time is limited: what was played by then is the answer, and says so; the next call is served", async () => {
  const cut = await runVerb(["ask", "models/six-party", "--runs=2000000"], undefined, 2);
  expect([cut.code, cut.notes]).toEqual([130, expect.stringMatching(/stopped/i)]);
  const gone = new AbortController();
  gone.abort();
  expect((await runVerb(["ask", "models/six-party"], gone.signal)).notes).toBe("It was called off.\n");
  expect((await runVerb(["check", "models/crisis"])).code).toBe(0);
}, 60_000);
