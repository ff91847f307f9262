// How long an assistant and an editor wait: each tool of `standoff mcp` on a teaching model as a real client asks for it, with the futures that
// the tool takes where nothing is said, and each request to `standoff lsp` on the flagship. Prints the middle of several goes.
// Run: node perf/assistants.ts. Numbers are of this machine at that moment; run it when nothing else runs.

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from "vscode-languageserver/node";

const MAIN = fileURLToPath(new URL("../src/hosts/cli/main.ts", import.meta.url));
const GOES = 5;

const TWO = { model: "two-states" };
const TOOLS: Record<string, Record<string, unknown>> = {
  check: TWO,
  ask: TWO,
  explain: { ...TWO, question: "china", instead: "coerce" },
  compare: TWO,
  foresight: { ...TWO, actor: "CHN" },
  stability: TWO,
  game: TWO,
  play: { ...TWO, run: 17 },
  read: { text: readFileSync("models/two-states/standoff.yaml", "utf8") },
  draft_model: { title: "A quarrel" },
};

async function middle(ask: () => Promise<unknown>): Promise<string> {
  const times: number[] = [];
  for (let go = 0; go < GOES; go++) {
    const began = performance.now();
    await ask();
    times.push(performance.now() - began);
  }
  return `${(times.sort((a, b) => a - b)[Math.floor(GOES / 2)]! / 1000).toFixed(2)} s`;
}

const row = (what: string, time: string) => process.stdout.write(`${what.padEnd(40)}${time.padStart(8)}\n`);

async function assistant(): Promise<void> {
  const client = new Client({ name: "perf", version: "1" });
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [MAIN, "mcp"] }));
  for (const [name, given] of Object.entries(TOOLS))
    row(`mcp ${name}`, await middle(() => client.callTool({ name, arguments: given })));
  await client.close();
}

async function editor(): Promise<void> {
  const file = resolve("models/six-party/standoff.yaml");
  const uri = pathToFileURL(file).href;
  const text = readFileSync(file, "utf8");
  const child = spawn(process.execPath, [MAIN, "lsp"], { stdio: ["pipe", "pipe", "inherit"] });
  const client = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  client.listen();
  await client.sendRequest("initialize", { processId: null, rootUri: null, capabilities: {} });
  const document = { textDocument: { uri, languageId: "yaml", version: 1, text } };
  await client.sendNotification("textDocument/didOpen", document);
  const line = text.split("\n").findIndex((l) => l.includes("start:"));
  const at = { textDocument: { uri }, position: { line, character: 4 } };
  for (const request of ["completion", "hover", "definition"])
    row(`lsp ${request}, six-party`, await middle(() => client.sendRequest(`textDocument/${request}`, at)));
  client.dispose();
  child.kill();
}

await assistant();
await editor();
