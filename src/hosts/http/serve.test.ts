// The server on a real port, with a real folder on the disk.

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { type IncomingHttpHeaders, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asData } from "../web/state/data.ts";
import { serverApp } from "./app.ts";
import { openings, writablePath } from "./folder.ts";
import { refusal } from "./security.ts";

const PORT = 4790 + (process.pid % 100);
const MODELS = fileURLToPath(new URL("../../../models/", import.meta.url));

describe("who is let in", () => {
  const own = { method: "GET", host: `127.0.0.1:${PORT}`, origin: undefined, site: "same-origin" };
  it.each([
    ["the page itself", own, true],
    ["localhost", { ...own, host: `localhost:${PORT}` }, true],
    ["an address typed in", { ...own, site: "none" }, true],
    ["a name made to point here", { ...own, host: `evil.example:${PORT}` }, false],
    ["another port's name", { ...own, host: "127.0.0.1:1" }, false],
    ["no name at all", { ...own, host: undefined }, false],
    ["another site's script", { ...own, origin: "https://evil.example" }, false],
    ["a sandboxed page", { ...own, origin: "null" }, false],
    ["a picture on another site", { ...own, site: "cross-site" }, false],
    ["a write without origin", { ...own, method: "POST" }, false],
    ["our own write", { ...own, method: "POST", origin: `http://127.0.0.1:${PORT}` }, true],
  ])("%s", (_, asked, isIn) => {
    expect(refusal(asked, PORT) === undefined).toBe(isIn);
  });
});

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** A request as it is, with a Host of one's choice (fetch sets its own). */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const { method = "GET", headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: "127.0.0.1", port: PORT, path, method, headers: { host: `127.0.0.1:${PORT}`, ...headers } },
      (response) => {
        let text = "";
        response.on("data", (part: Buffer) => {
          text += part.toString();
          if (path === "/api/events" && text.includes("changed")) response.destroy();
        });
        const done = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
        response.on("end", done);
        response.on("close", done);
      },
    );
    asked.on("error", reject);
    asked.end(body);
  });
}

const save = (body: unknown, origin = `http://127.0.0.1:${PORT}`) =>
  ask("/api/save", {
    method: "POST",
    headers: { origin, "content-type": "application/json" },
    body: JSON.stringify(body),
  });

describe("the server", () => {
  let root = "";
  let close = () => {};
  beforeAll(async () => {
    root = realpathSync(mkdtempSync(join(tmpdir(), "standoff-serve-")));
    cpSync(join(MODELS, "two-states"), join(root, "model"), { recursive: true });
    writeFileSync(join(root, "secret.yaml"), "secret");
    const served = {
      named: "m</script>",
      root: join(root, "model"),
      main: "standoff.yaml",
      port: PORT,
      version: "0",
      starts: [],
      stored: [],
    };
    const { app, close: unwatch } = serverApp(served);
    const server = serve({ fetch: app.fetch, hostname: "127.0.0.1", port: PORT });
    await new Promise<void>((resolve) => server.once("listening", () => resolve()));
    close = () => {
      unwatch();
      server.close();
    };
  });
  afterAll(() => {
    close();
    rmSync(root, { recursive: true, force: true });
  });

  it("refuses a stranger's name with the policy still on it", async () => {
    const { status, headers } = await ask("/api/model", { headers: { host: "evil.example" } });
    expect(status).toBe(403);
    expect(headers["content-security-policy"]).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(headers["content-security-policy"]).not.toMatch(/unsafe-inline|'unsafe-eval'|\*/);
  });
  it("gives the model's files and the texts of its sources apart", async () => {
    const { files, texts } = JSON.parse((await ask("/api/model")).body) as { files: object; texts: object };
    expect(Object.keys(files)).toEqual(["standoff.yaml"]);
    expect(Object.keys(texts)).toEqual(["texts/note.txt"]);
  });
  it.each([
    "/api/../secret.yaml",
    "/assets/..%2f..%2fpackage.json",
    "/assets/../index.html",
    "/secret.yaml",
    "/assets/x.map",
  ])("has nothing at %s", async (path) => {
    expect((await ask(path)).status).toBe(404);
  });
  it("saves what was asked for, and nothing that changed meanwhile", async () => {
    const path = join(root, "model/standoff.yaml");
    const was = readFileSync(path, "utf8");
    const edit = `${was}\n# a line more\n`;
    expect((await save({ edits: { "standoff.yaml": edit }, was: { "standoff.yaml": was } })).status).toBe(200);
    expect(readFileSync(path, "utf8")).toBe(edit);
    const late = await save({ edits: { "standoff.yaml": "gone" }, was: { "standoff.yaml": was } });
    expect(late.status).toBe(409);
    expect(readFileSync(path, "utf8")).toBe(edit);
  });
  it("reads the model once for many, and again when a file changed, came or went", () => {
    const open = openings(join(root, "model"), "standoff.yaml");
    const first = open();
    expect(open()).toBe(first);
    const path = join(root, "model/standoff.yaml");
    const was = readFileSync(path, "utf8");
    writeFileSync(path, `${was}\n# another\n`);
    expect(open().files["standoff.yaml"]).toContain("# another");
    writeFileSync(path, was);
    writeFileSync(join(root, "model/beside.yaml"), "claims: {}\n");
    expect(Object.keys(open().files)).toContain("beside.yaml");
    rmSync(join(root, "model/beside.yaml"));
    expect(open().files).toEqual(first.files);
  });
  it("makes a new file beside the others, and all files or none", async () => {
    const both = await save({ edits: { "new.yaml": "claims: {}\n", "../secret.yaml": "taken" }, was: {} });
    expect(both.status).toBe(409);
    expect(() => readFileSync(join(root, "model/new.yaml"))).toThrow();
    expect((await save({ edits: { "new.yaml": "claims: {}\n" }, was: {} })).status).toBe(200);
    expect(readFileSync(join(root, "model/new.yaml"), "utf8")).toBe("claims: {}\n");
    expect(readFileSync(join(root, "secret.yaml"), "utf8")).toBe("secret");
  });
  it.each([
    ["another site", () => save({ edits: {}, was: {} }, "https://evil.example"), 403],
    [
      "what is no JSON",
      () =>
        ask("/api/save", {
          method: "POST",
          headers: { origin: `http://127.0.0.1:${PORT}`, "content-type": "application/json" },
          body: "{",
        }),
      400,
    ],
    [
      "a form",
      () =>
        ask("/api/save", {
          method: "POST",
          headers: { origin: `http://127.0.0.1:${PORT}`, "content-type": "text/plain" },
          body: "{}",
        }),
      415,
    ],
    ["numbers for texts", () => save({ edits: { "a.yaml": 3 }, was: {} }), 400],
    ["too much", () => save({ edits: { "a.yaml": "x".repeat(5_000_000) }, was: {} }), 413],
  ])("does not save for %s", async (_, send, status) => {
    expect((await send()).status).toBe(status);
  });
  it("draws the text out of a page, and says what it cannot", async () => {
    const take = (name: string, body: string, type = "application/octet-stream") =>
      ask(`/api/intake?name=${encodeURIComponent(name)}`, {
        method: "POST",
        headers: { origin: `http://127.0.0.1:${PORT}`, "content-type": type },
        body,
      });
    const page = await take("a.html", "<html><body><script>x()</script><p>Talks &amp; tests.</p></body></html>");
    const { taken } = JSON.parse(page.body) as { taken: { text: string; format: string } };
    expect([page.status, taken.format, taken.text]).toEqual([200, "html", "Talks & tests.\n"]);
    const scan = await take("a.gif", "GIF89a");
    expect([scan.status, JSON.parse(scan.body)]).toEqual([422, { says: expect.any(String) }]);
    expect((await take("a.txt", "words", "text/plain")).status).toBe(415);
  });
  it("tells when a file changes on the disk", async () => {
    const told = ask("/api/events");
    await new Promise((resolve) => setTimeout(resolve, 300));
    writeFileSync(join(root, "model/later.yaml"), "claims: {}\n");
    expect((await told).body).toContain("event: changed");
  });
  it("writes data that cannot end its own element", () => {
    expect(asData({ a: "</script><script>alert(1)</script>\u2028" })).not.toMatch(/<|\u2028/);
    expect(JSON.parse(asData({ a: "</script>" }))).toEqual({ a: "</script>" });
  });
  it.each([
    "../out.yaml",
    "/etc/x.yaml",
    "a/../../out.yaml",
    "notes.txt",
    ".git/config.yaml",
    ".hidden.yaml",
    "no-such-folder/x.yaml",
    "x.yaml\0",
    "link/x.yaml",
    "file-link.yaml",
  ])("writes nothing to %j", (file) => {
    const model = join(root, "model");
    const outside = join(root, "outside");
    mkdirSync(outside, { recursive: true });
    writeFileSync(join(outside, "target.yaml"), "");
    for (const [at, to] of [
      ["link", outside],
      ["file-link.yaml", join(outside, "target.yaml")],
    ] as const) {
      rmSync(join(model, at), { force: true });
      symlinkSync(to, join(model, at));
    }
    expect(writablePath(model, file)).toBeUndefined();
  });
});
