// The server of the workbench as a function of requests: the page with its data, its scripts, the folder's files as they change, saving.
// In: a folder. Out: a hono app and what ends it. Security is security.ts; which files may be written is folder.ts.

import { existsSync, readFileSync } from "node:fs";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { streamSSE } from "hono/streaming";
import { MOST_BYTES, takeIn } from "../../formats/documents/intake.ts";
import { PAGE_FOLDER } from "../web/build.ts";
import type { Boot, StoredAnswer } from "../web/state/boot.ts";
import { asData } from "../web/state/data.ts";
import type { Files } from "../web/worker/protocol.ts";
import { type Opened, openings, type Save, save } from "./folder.ts";
import { HEADERS, refusal } from "./security.ts";
import { watchFolder } from "./watch.ts";

export type Served = {
  /** As the person named it. */
  named: string;
  root: string;
  main: string;
  port: number;
  version: string;
  starts: Boot["starts"];
  /** Answers of the files as they were when the first page was asked for. */
  stored: StoredAnswer[];
};

const MOST_BODY = 4_000_000;
const KINDS: Record<string, string> = { js: "text/javascript", css: "text/css", html: "text/html; charset=utf-8" };

const isTexts = (value: unknown): value is Files =>
  typeof value === "object" && value !== null && Object.values(value).every((text) => typeof text === "string");

const DATA = /(<script id="standoff-data" type="application\/json">)[\s\S]*?(<\/script>)/;

function pageWith(boot: Boot): string {
  const html = readFileSync(`${PAGE_FOLDER}index.html`, "utf8");
  return html.replace(DATA, (_, open: string, close: string) => `${open}${asData(boot)}${close}`);
}

/** Whether it comes out of JSON as it went in: an infinite number in a model would not. */
const isPlain = (value: unknown): boolean =>
  !JSON.stringify(value, (_, v) => (typeof v === "number" && !Number.isFinite(v) ? "not plain" : v)).includes(
    '"not plain"',
  );

function bootOf(served: Served, { files, texts, read }: Opened): Boot {
  const { named, main, version, starts, stored } = served;
  const isEmpty = Object.keys(files).length === 0;
  return {
    folder: named,
    main,
    files,
    texts,
    read: read && isPlain(read) ? read : undefined,
    starts: isEmpty ? starts : [],
    canSave: true,
    version,
    stored,
  };
}

export function serverApp(served: Served): { app: Hono; open: () => Opened; close: () => void } {
  const app = new Hono();
  const open = openings(served.root, served.main);
  let first: Opened | undefined;
  const boot = () => {
    const opened = open();
    first ??= opened;
    return bootOf({ ...served, stored: opened === first ? served.stored : [] }, opened);
  };
  const listeners = new Set<() => void>();
  const unwatch = watchFolder(served.root, () => {
    for (const tell of listeners) tell();
  });

  app.use(async (c, next) => {
    const { method } = c.req;
    const asked = {
      method,
      host: c.req.header("host"),
      origin: c.req.header("origin"),
      site: c.req.header("sec-fetch-site"),
    };
    const refused = refusal(asked, served.port);
    if (refused !== undefined) return c.json({ says: refused }, 403, HEADERS);
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value);
  });
  app.get("/", (c) => c.html(pageWith(boot()), 200, { "cache-control": "no-store" }));
  app.get("/standoff-page.html", (c) => c.text(readFileSync(`${PAGE_FOLDER}standoff-page.html`, "utf8")));
  app.get("/assets/:name", (c) => {
    const name = c.req.param("name");
    const path = `${PAGE_FOLDER}assets/${name}`;
    if (!/^[\w-]+\.(js|css)$/.test(name) || !existsSync(path)) return c.notFound();
    const kind = KINDS[name.split(".").at(-1)!]!;
    return c.body(readFileSync(path), 200, { "content-type": kind, "cache-control": "max-age=31536000, immutable" });
  });
  app.get("/api/model", (c) => {
    const { files, texts } = open();
    return c.json({ files, texts }, 200, { "cache-control": "no-store" });
  });
  app.get("/api/events", (c) =>
    streamSSE(c, async (stream) => {
      let ended = () => {};
      const done = new Promise<void>((resolve) => {
        ended = resolve;
      });
      const tell = () => void stream.writeSSE({ event: "changed", data: "" });
      listeners.add(tell);
      stream.onAbort(() => {
        listeners.delete(tell);
        ended();
      });
      await stream.writeSSE({ event: "here", data: "" });
      await done;
    }),
  );
  app.post("/api/save", bodyLimit({ maxSize: MOST_BODY }), async (c) => {
    if (!c.req.header("content-type")?.startsWith("application/json"))
      return c.json({ says: "only JSON is taken" }, 415);
    const body: unknown = await c.req.json().catch(() => undefined);
    const { edits, was } = (body ?? {}) as Partial<Save>;
    if (!isTexts(edits) || !isTexts(was)) return c.json({ says: "what was sent is not files" }, 400);
    const { says } = save(served.root, served.main, { edits, was });
    if (says !== undefined) return c.json({ says }, 409);
    const { files, texts } = open();
    return c.json({ files, texts });
  });
  // A page, PDF or Word file is drawn out here, by the intake of `standoff read`: nothing of it is kept, fetched or run
  app.post("/api/intake", bodyLimit({ maxSize: MOST_BYTES }), async (c) => {
    if (!c.req.header("content-type")?.startsWith("application/octet-stream"))
      return c.json({ says: "only bytes are taken" }, 415);
    const name = c.req.query("name") ?? "a text";
    const { taken, problems } = await takeIn(new Uint8Array(await c.req.arrayBuffer()), name);
    const said = problems.map((p) => (p.mend ? `${p.says}: ${p.mend}` : p.says));
    return taken ? c.json({ taken, says: said }) : c.json({ says: said.join("; ") }, 422);
  });
  app.notFound((c) => c.json({ says: "there is nothing here" }, 404));
  return { app, open, close: unwatch };
}
