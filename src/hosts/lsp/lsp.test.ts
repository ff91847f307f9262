// The language server as an editor has it: a real client starts `standoff lsp` and talks to it over stdin and stdout.

import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";
import { SECTIONS } from "../../language/shape/sections.ts";
import { blankModel } from "../cli/blank-model.ts";
import { placesOf } from "./words.ts";

const MAIN = fileURLToPath(new URL("../cli/main.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "standoff-lsp-"));
const uri = pathToFileURL(join(folder, "standoff.yaml")).href;
const text = blankModel("A quarrel")
  .replace("  tension:\n", "  tension:\n    label: How high the tension is\n    unit: points\n    because: [seen]\n")
  .replace("actors:\n", "claims:\n  seen: { says: They quarrel over water, credence: 0.7 }\nactors:\n");
const child = spawn(process.execPath, [MAIN, "lsp"], { stdio: ["pipe", "pipe", "inherit"] });
const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));

type Diagnostics = {
  uri: string;
  diagnostics: { message: string; range: { start: { line: number } }; severity: number }[];
};
let heard: (told: Diagnostics) => void = () => undefined;
const nextDiagnostics = () =>
  new Promise<Diagnostics>((resolve) => {
    heard = resolve;
  });

const lineOf = (part: string) => text.split("\n").findIndex((line) => line.includes(part));
const at = (part: string, word: string) => {
  const line = lineOf(part);
  return { textDocument: { uri }, position: { line, character: text.split("\n")[line]!.indexOf(word) + 1 } };
};
let version = 1;
const change = (to: string) =>
  client.sendNotification("textDocument/didChange", {
    textDocument: { uri, version: ++version },
    contentChanges: [{ text: to }],
  });

beforeAll(async () => {
  writeFileSync(join(folder, "standoff.yaml"), text);
  client.onNotification("textDocument/publishDiagnostics", (told: Diagnostics) => heard(told));
  client.listen();
  const { capabilities } = await client.sendRequest<{ capabilities: object }>("initialize", {
    processId: null,
    rootUri: null,
    capabilities: {},
  });
  expect(capabilities).toMatchObject({ hoverProvider: true, renameProvider: true, definitionProvider: true });
  await client.sendNotification("initialized", {});
  await client.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version, text } });
}, 30_000);
afterAll(() => {
  client.dispose();
  child.kill();
});

test("completion knows the model's names and the functions; hover says what a name is", async () => {
  const items = await client.sendRequest<{ label: string }[]>(
    "textDocument/completion",
    at("next: tension", "tension"),
  );
  const labels = items.map((i) => i.label);
  const known = ["tension", "AAA.line", "press", "clamp", "foresight", "seen", ...Object.keys(SECTIONS)];
  expect(known.filter((label) => !labels.includes(label))).toEqual([]);
  const hover = await client.sendRequest<{ contents: { value: string } }>(
    "textDocument/hover",
    at("next: tension", "tension"),
  );
  expect(hover.contents.value).toMatch(
    /\*\*tension\*\* stock \[points\][\s\S]*How high the tension is[\s\S]*rests on\n- seen: They quarrel over water/,
  );
  expect(await client.sendRequest("textDocument/hover", at("standoff:", "quarrel"))).toBeNull();
});

test("definition: from a formula to the line that defines a name", async () => {
  const found = await client.sendRequest<{ uri: string; range: { start: { line: number } } }>(
    "textDocument/definition",
    at("is: tension }, result", "tension"),
  );
  expect([found.uri, found.range.start.line]).toEqual([uri, lineOf("  tension:")]);
});

test("rename changes formulas, keys and lists, and no prose; one that breaks the model is refused", async () => {
  const { changes } = await client.sendRequest<{
    changes: Record<string, { newText: string; range: { start: { line: number } } }[]>;
  }>("textDocument/rename", { ...at("next: tension", "tension"), newName: "strain" });
  const edits = changes[uri]!;
  expect(edits.length).toBe(placesOf("tension", text, "standoff.yaml").length);
  expect(edits.every((e) => e.newText === "strain" && e.range.start.line !== lineOf("label: How high"))).toBe(true);
  const refused = (newName: string) =>
    client.sendRequest("textDocument/rename", { ...at("next: tension", "tension"), newName });
  await expect(refused("AAA")).rejects.toThrow(/not renamed/);
  await expect(refused("a b")).rejects.toThrow(/is no name/);
});

test("problems as one types, of the unsaved text, and gone when mended", async () => {
  const broken = nextDiagnostics();
  await change(text.replace("0.08 * tension", "0.08 * tenson"));
  const { diagnostics } = await broken;
  expect(diagnostics).toMatchObject([
    {
      message: "unknown name `tenson`; did you mean `tension`?",
      severity: 1,
      range: { start: { line: lineOf("next: tension") } },
    },
  ]);
  const mended = nextDiagnostics();
  await change(text);
  expect((await mended).diagnostics).toEqual([]);
});
