// What an assistant may read before it writes: the language's reference, what a model means, the JSON Schema, and the files of each model;
// and the prompts that begin the usual work. Texts come from the package's own documents, so they are those of this version.

import { readFileSync } from "node:fs";
import { type McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
import { z } from "zod";
import { jsonSchema } from "../../language/shape/sections.ts";
import { openFolder } from "../http/folder.ts";
import type { Models } from "./models.ts";

const page = (name: string) => readFileSync(new URL(`../../../docs/${name}.md`, import.meta.url), "utf8");

const PAGES: Readonly<Record<string, { title: string; mimeType: string; text: () => string }>> = {
  language: { title: "The model language", mimeType: "text/markdown", text: () => page("language") },
  meaning: { title: "What a model means", mimeType: "text/markdown", text: () => page("meaning") },
  "command-line": { title: "The command line", mimeType: "text/markdown", text: () => page("command-line") },
  schema: {
    title: "JSON Schema of a model file",
    mimeType: "application/json",
    text: () => JSON.stringify(jsonSchema()),
  },
};

export function addResources(server: McpServer, models: Models): void {
  for (const [name, { title, mimeType, text }] of Object.entries(PAGES)) {
    server.registerResource(name, `standoff://${name}`, { title, mimeType }, (uri) => ({
      contents: [{ uri: uri.href, mimeType, text: text() }],
    }));
  }
  const list = () => ({ resources: [...models.keys()].map((name) => ({ name, uri: `standoff://model/${name}` })) });
  const template = new ResourceTemplate("standoff://model/{name}", { list });
  server.registerResource(
    "model",
    template,
    { title: "A model, all its files", mimeType: "text/yaml" },
    (uri, { name }) => {
      const folder = models.get(String(name));
      const files = folder === undefined ? {} : openFolder(folder, "standoff.yaml").files;
      const text = Object.entries(files).map(([file, yaml]) => `# ${file}\n${yaml}`);
      return { contents: [{ uri: uri.href, mimeType: "text/yaml", text: text.join("\n") }] };
    },
  );
}

const said = (text: string) => ({ messages: [{ role: "user" as const, content: { type: "text" as const, text } }] });

export function addPrompts(server: McpServer): void {
  server.registerPrompt(
    "draft_model",
    {
      title: "Draft a model of a standoff",
      description: "From a subject, or a text, to a model that checks and plays.",
      argsSchema: z.object({
        subject: z.string(),
        text: z.string().optional().describe("a text that it should rest on"),
      }),
    },
    ({ subject, text }) =>
      said(
        `Draft a Standoff model of: ${subject}.\nRead standoff://language first. Call draft_model for a skeleton, change it, and call check with its whole text until there are no problems; then ask.\nRules: who decides and what each wants are separate things; ability goes into \`only\`, willingness into weights; every number without a source is a range and a judgement, and says so in \`note\`; what the text says is a claim with its own credence, in your own words. Show the person the model, its weakest assumptions and the answer with its error.${
          text === undefined ? "" : `\nCall read with this text and offer its claims, one by one:\n\n${text}`
        }`,
      ),
  );
  server.registerPrompt(
    "explain_answer",
    {
      title: "Explain an answer to a sceptic",
      argsSchema: z.object({ model: z.string(), question: z.string() }),
    },
    ({ model, question }) =>
      said(
        `Ask the model ${model} its question ${question}, then explain it, and compare it under its lenses. Say the answer with error and confidence, the two reasons that carry it, the claim that would change it most, and one scenario under which it turns. Give the commands.`,
      ),
  );
  server.registerPrompt(
    "challenge_model",
    { title: "Argue against a model", argsSchema: z.object({ model: z.string() }) },
    ({ model }) =>
      said(
        `Read standoff://model/${model}. Argue against it: which actor is missing, which weight has no source, which claim is one person's opinion, what it cannot say by its form. For the three strongest objections name the lever (set, hold, scenario) that tests them, run it, and say whether the answer survives.`,
      ),
  );
}
