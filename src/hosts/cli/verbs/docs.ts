// `standoff docs`: the documents as a small site on 127.0.0.1, from the Markdown that comes with the package. Serves until Ctrl-C.

import { serve } from "@hono/node-server";
import { docsApp } from "../../docs/docs-app.ts";
import { type AddVerb, EXIT } from "../io.ts";
import { wholeNumber } from "../settings.ts";

const PORT = 4748;

export const addDocs: AddVerb = (program, io) => {
  program
    .command("docs")
    .description("Serves these documents as a small site, on 127.0.0.1.")
    .addHelpText("before", "  $ standoff docs\n")
    .option("--port <n>", `the port (${PORT})`, wholeNumber(1, 65535), PORT)
    .action(async ({ port }: { port: number }) => {
      const server = serve({ fetch: docsApp().fetch, hostname: "127.0.0.1", port });
      const failed = await new Promise<Error | undefined>((resolve) => {
        server.once("listening", () => resolve(undefined));
        server.once("error", resolve);
      });
      if (failed) {
        io.err(`standoff: port ${port} is taken; name another with --port\n`);
        io.code = EXIT.outside;
        return;
      }
      io.out(`http://127.0.0.1:${port}/\n`);
      await new Promise<void>((resolve) => {
        process.once("SIGINT", resolve);
        process.once("SIGTERM", resolve);
      });
      server.close();
      if ("closeAllConnections" in server) server.closeAllConnections();
    });
};
