// `standoff serve`: the workbench on 127.0.0.1. Prints the address and serves until Ctrl-C; opens a browser only when asked.

import { spawn } from "node:child_process";
import { type ServeOptions, serveFolder } from "../../http/serve.ts";
import { type AddVerb, EXIT, type Io } from "../io.ts";
import { wholeNumber } from "../settings.ts";

type ServeSettings = { port?: number; open: boolean };

/** The system's own way to open an address. */
const OPENERS: Partial<Record<NodeJS.Platform, [string, string[]]>> = {
  darwin: ["open", []],
  win32: ["cmd", ["/c", "start", ""]],
};

function openInBrowser(url: string): void {
  const [command, words] = OPENERS[process.platform] ?? ["xdg-open", []];
  const opener = spawn(command, [...words, url], { stdio: "ignore", detached: true });
  opener.on("error", () => undefined);
  opener.unref();
}

const interrupted = () =>
  new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });

/** Serves until Ctrl-C. `sayAddress` says where; the exit code is set where it cannot. */
export async function servePage(
  io: Io,
  options: Omit<ServeOptions, "say"> & {
    open?: boolean | undefined;
    sayAddress?: ((url: string) => string) | undefined;
  },
): Promise<void> {
  const serving = await serveFolder({ ...options, say: io.err });
  if ("says" in serving) {
    io.err(`standoff: ${serving.says}\n`);
    io.code = EXIT.outside;
    return;
  }
  io.out(options.sayAddress?.(serving.url) ?? `${serving.url}\n`);
  if (options.open) openInBrowser(serving.url);
  await interrupted();
  await serving.close();
}

export const addServe: AddVerb = (program, io) => {
  program
    .command("serve")
    .description("Opens the workbench for a folder, on 127.0.0.1, and follows its files.")
    .argument("[folder]", "a model, or an empty folder to begin one", ".")
    .addHelpText("before", "  $ standoff serve models/six-party --open\n")
    .option("--port <n>", "the port (4747, or the next free one)", wholeNumber(1, 65535))
    .option("--open", "open it in the browser", false)
    .action(async (named: string, { port, open }: ServeSettings) => {
      await servePage(io, { named, port, open, plays: true });
    });
};
