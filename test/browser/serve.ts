// A tiny server on 127.0.0.1 for one page and its modules. Its policy lets scripts come from itself alone and Wasm be compiled,
// and no string become code, so that whatever runs here runs on a strict site too.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Bundle } from "./bundle.ts";

const POLICY = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'none'";

export type Served = { url: string; close: () => Promise<void> };

const page = (script: string) => `<!doctype html><meta charset="utf-8"><title>Same meaning</title>
<script type="module" src="${script}"></script>`;

function answer(server: Server, files: Bundle, script: string): void {
  server.on("request", (request, response) => {
    const path = request.url ?? "/";
    const code = path === "/" ? page(script) : files.get(path);
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Content-Type", path === "/" ? "text/html; charset=utf-8" : "text/javascript; charset=utf-8");
    response.statusCode = code === undefined ? 404 : 200;
    response.end(code ?? "");
  });
}

export async function serve(files: Bundle, script: string): Promise<Served> {
  const server = createServer();
  answer(server, files, script);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/`, close };
}
