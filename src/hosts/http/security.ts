// What the server lets in. It is bound to 127.0.0.1, but any page in the person's browser can send requests there, and a name that a
// stranger owns can be made to point there (DNS rebinding). So: only our own names as Host, only our own page as Origin, nothing that
// another site began, and a policy that lets the page run its own scripts and nothing else.

/** `wasm-unsafe-eval` for the compiled kernel; beyond it nothing but what comes from here. */
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

export const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": POLICY,
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};

type Asked = { method: string; host: string | undefined; origin: string | undefined; site: string | undefined };

/** Why a request is refused; undefined where it is let in. */
export function refusal(asked: Asked, port: number): string | undefined {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  if (asked.host === undefined || !names.includes(asked.host.toLowerCase()))
    return "this server answers to 127.0.0.1 alone";
  if (asked.origin !== undefined && !names.some((name) => asked.origin === `http://${name}`)) {
    return "another site may not ask this server";
  }
  if (asked.site !== undefined && asked.site !== "same-origin" && asked.site !== "none")
    return "another site began this";
  if (asked.method !== "GET" && asked.method !== "HEAD" && asked.origin === undefined)
    return "a page writes with its Origin, or not at all";
  return undefined;
}
