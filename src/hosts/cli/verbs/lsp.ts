// `standoff lsp`: the language server, over stdin and stdout, until its editor ends it.

import type { AddVerb } from "../io.ts";

export const addLsp: AddVerb = (program) => {
  program
    .command("lsp")
    .description(
      "The language server for editors: completion, hover, problems, definition and rename, over stdin and stdout.",
    )
    .addHelpText("before", "  $ standoff lsp\n")
    .option("--stdio", "what some editors add; it is the only way there is", true)
    .action(async () => {
      const { createConnection, ProposedFeatures } = await import("vscode-languageserver/node");
      const { serve } = await import("../../lsp/server.ts");
      const ended = new Promise<void>((resolve) => {
        process.stdin.once("end", resolve);
        process.stdin.once("close", resolve);
      });
      serve(createConnection(ProposedFeatures.all, process.stdin, process.stdout));
      await ended;
    });
};
