// `standoff mcp`: the verbs as tools for an assistant, by the Model Context Protocol over stdin and stdout. Ends when its client does.

import { readFileSync } from "node:fs";
import { modelsOf } from "../../mcp/models.ts";
import { mcpServer } from "../../mcp/server.ts";
import type { AddVerb } from "../io.ts";

const version = () =>
  (JSON.parse(readFileSync(new URL("../../../../package.json", import.meta.url), "utf8")) as { version: string })
    .version;

export const addMcp: AddVerb = (program, io) => {
  program
    .command("mcp")
    .description("Offers models to an assistant: the verbs as tools, over stdin and stdout (Model Context Protocol).")
    .argument("[folders...]", "models that it may ask, beside those that are shipped", ["."])
    .addHelpText("before", "  $ standoff mcp models/six-party\n")
    .action(async (folders: string[]) => {
      const { serveStdio } = await import("@modelcontextprotocol/server/stdio");
      const models = modelsOf(folders);
      const ended = new Promise<void>((resolve) => {
        process.stdin.once("end", resolve);
        process.stdin.once("close", resolve);
      });
      const served = serveStdio(() => mcpServer(models, version()), {
        onerror: (error) => io.err(`standoff: ${error.message}\n`),
      });
      await ended;
      await served.close();
    });
};
