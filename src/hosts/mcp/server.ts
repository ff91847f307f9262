// The server of an assistant: the verbs of the command line as tools, with limits, and what it needs to write models itself.
// In: the models that may be asked. Out: a server, not yet connected. Writes nothing, and reads nothing but these models and our documents.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { blankModel } from "../cli/blank-model.ts";
import { ANSWER, answerOf, refusal } from "./answer.ts";
import { type Models, openSubject, type Subject } from "./models.ts";
import { addPrompts, addResources } from "./resources.ts";
import { runVerb } from "./run-verb.ts";
import { TOOLS, type Tool } from "./tools.ts";

const INSTRUCTIONS =
  "Standoff plays strategic standoffs forward and says what follows from a model that can be read. It does not forecast: say 'in this model', give the sampling error and the confidence, and the command. To write a model: read standoff://language, call draft_model, then check with the whole text until there are no problems, then ask.";

const SKELETON = z.object({ title: z.string().min(1).max(200).describe("what the standoff is about") });
const READ_ONLY = { readOnlyHint: true, idempotentHint: true, openWorldHint: false } as const;

function openText(text: string) {
  const folder = mkdtempSync(join(tmpdir(), "standoff-text-"));
  const file = join(folder, "text.txt");
  writeFileSync(file, text);
  return { folder: file, close: () => rmSync(folder, { recursive: true, force: true }) };
}

function addTool(server: McpServer, models: Models, name: string, tool: Tool): void {
  const { title, description, input, words } = tool;
  const config = { title, description, inputSchema: input, outputSchema: ANSWER, annotations: READ_ONLY };
  server.registerTool(name, config, async (given: Record<string, unknown>, ctx) => {
    const subject = given as Subject;
    const opened = name === "read" ? openText(String(given.text)) : openSubject(models, subject);
    if ("says" in opened) return refusal(opened.says);
    try {
      const line = words(opened.folder, given);
      const ran = await runVerb(line, ctx.mcpReq.signal);
      return answerOf(ran, line, opened.folder, subject.text === undefined ? (subject.model ?? ".") : "draft");
    } finally {
      opened.close();
    }
  });
}

export function mcpServer(models: Models, version: string): McpServer {
  const server = new McpServer({ name: "standoff", version }, { instructions: INSTRUCTIONS });
  server.registerTool(
    "list_models",
    { title: "Which models there are", description: "The models that may be asked, by name.", annotations: READ_ONLY },
    () => ({ content: [{ type: "text", text: [...models.keys()].join("\n") }] }),
  );
  server.registerTool(
    "draft_model",
    {
      title: "A model to begin with",
      description:
        "Twenty lines of YAML that check and play, to be changed. Nothing is written anywhere: give the changed text to check, then to ask.",
      inputSchema: SKELETON,
      annotations: READ_ONLY,
    },
    ({ title }) => ({ content: [{ type: "text", text: blankModel(title) }] }),
  );
  for (const [name, tool] of Object.entries(TOOLS)) addTool(server, models, name, tool);
  addResources(server, models);
  addPrompts(server);
  return server;
}
