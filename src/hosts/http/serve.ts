// Serves a folder on 127.0.0.1 until it is told to stop. In: what the person named and wished. Out: the address, or why there is none.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { ensureWeb } from "../web/build.ts";
import type { Boot, StoredAnswer } from "../web/state/boot.ts";
import { serverApp } from "./app.ts";
import { openFolder, placeOf } from "./folder.ts";
import { playStored } from "./stored-answers.ts";

export const PORT = 4747;
/** Where nobody asked for a port, the next ones are tried. */
const TRIED = 10;
const HOST = "127.0.0.1";
const MODELS = new URL("../../../models/", import.meta.url);

export type ServeOptions = {
  /** As the person named it; it stands in the commands that the page shows. */
  named: string;
  /** Where it is, if not where `named` says from here. */
  folder?: string | undefined;
  /** Asked for by the person; else the first free one from PORT on. */
  port?: number | undefined;
  stored?: StoredAnswer[] | undefined;
  /** Whether to play the answers that the page opens on, once it is served. */
  plays?: boolean | undefined;
  say: (text: string) => void;
};

export type Serving = { url: string; close: () => Promise<void> };

const isFree = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, HOST, () => probe.close(() => resolve(true)));
  });

async function freePort(wanted: number | undefined): Promise<number | undefined> {
  if (wanted !== undefined) return (await isFree(wanted)) ? wanted : undefined;
  for (let port = PORT; port < PORT + TRIED; port++) if (await isFree(port)) return port;
  return undefined;
}

/** The bundled standoffs, for an empty folder to begin with. */
function starts(): Boot["starts"] {
  if (!existsSync(MODELS)) return [];
  return ["", "gallery/"].flatMap((group) =>
    readdirSync(new URL(group, MODELS), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && existsSync(new URL(`${group}${entry.name}/standoff.yaml`, MODELS)))
      .map(({ name }) => {
        const { files } = openFolder(fileURLToPath(new URL(`${group}${name}/`, MODELS)), "standoff.yaml");
        const title = /^standoff:\s*(.*)$/m.exec(files["standoff.yaml"] ?? "")?.[1] ?? name;
        return { id: name, title, files };
      }),
  );
}

const versionOf = () =>
  (JSON.parse(readFileSync(new URL("../../../package.json", import.meta.url), "utf8")) as { version: string }).version;

export async function serveFolder(options: ServeOptions): Promise<Serving | { says: string }> {
  const place = placeOf(options.folder ?? options.named);
  if ("says" in place) return place;
  if (!ensureWeb(options.say)) return { says: "the page is not built, and there is nothing here to build it from" };
  const port = await freePort(options.port);
  if (port === undefined) {
    return {
      says:
        options.port === undefined
          ? `the ports ${PORT} to ${PORT + TRIED - 1} are all taken`
          : `port ${options.port} is taken; name another with --port`,
    };
  }
  const { named, stored = [] } = options;
  const served = { named, ...place, port, version: versionOf(), starts: starts(), stored };
  const { app, open, close } = serverApp(served);
  const server = serve({ fetch: app.fetch, hostname: HOST, port });
  await new Promise<void>((resolve) => server.once("listening", () => resolve()));
  const ended = new AbortController();
  const play = async () => {
    const model = open().read?.model;
    if (model) served.stored = await playStored(model, ended.signal);
  };
  if (options.plays) setTimeout(() => void play());
  return {
    url: `http://${HOST}:${port}/`,
    close: () => {
      ended.abort();
      close();
      return new Promise((resolve) => {
        server.close(() => resolve());
        if ("closeAllConnections" in server) server.closeAllConnections();
      });
    },
  };
}
