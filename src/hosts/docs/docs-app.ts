// The documents as pages: docs/, the models' own pages, the README; and what they link to, model files and files for clusters, as text.
// In: a request. Out: HTML with no scripts. Only what is listed here is served; a link to anything else leads nowhere.

import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Hono } from "hono";
import { escapeMarkup } from "../../base/escape-markup.ts";
import { markdownToHtml } from "./to-html.ts";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** In the order in which one would read. */
const FIRST = [
  "README.md",
  "docs/tutorial.md",
  "docs/guides/README.md",
  "docs/language.md",
  "docs/command-line.md",
  "docs/library.md",
  "models/gallery/README.md",
  "docs/limits.md",
];

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.55 system-ui,sans-serif;max-width:62rem;margin:0 auto;padding:1rem;display:grid;grid-template-columns:15rem 1fr;gap:2rem}
nav{font-size:.9rem}nav ul{list-style:none;padding:0}nav li{margin:.2rem 0}main{min-width:0}pre{overflow-x:auto;padding:.8rem;background:color-mix(in srgb,currentColor 7%,transparent)}
code{font-size:.9em}table{border-collapse:collapse;display:block;overflow-x:auto}td,th{border:1px solid color-mix(in srgb,currentColor 25%,transparent);padding:.25rem .5rem;text-align:left;vertical-align:top}
@media(max-width:700px){body{grid-template-columns:1fr}}`;

const found = (patterns: string[]) => globSync(patterns, { cwd: ROOT }).map((file) => file.replaceAll("\\", "/"));

export function pages(): string[] {
  const all = found(["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "docs/**/*.md", "models/**/*.md", "perf/*.md"]);
  const rest = all.filter((file) => !FIRST.includes(file)).sort();
  return [...FIRST.filter((file) => all.includes(file)), ...rest];
}

const titleOf = (markdown: string, file: string) => /^# (.*)$/m.exec(markdown)?.[1] ?? file;

const textOf = (file: string) => readFileSync(`${ROOT}${file}`, "utf8");

function pageOf(markdown: string, file: string, all: readonly string[]): string {
  const links = all.map(
    (to) =>
      `<li><a href="/${to}"${to === file ? ' aria-current="page"' : ""}>${escapeMarkup(titleOf(textOf(to), to))}</a></li>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeMarkup(titleOf(markdown, file))}</title><style>${STYLE}</style></head><body><nav aria-label="Pages"><ul>${links.join("")}</ul></nav><main>${markdownToHtml(markdown)}</main></body></html>`;
}

/** What stands at an address: a page, a file that pages link to, or the list of a folder's pages. */
function markdownAt(asked: string, all: readonly string[], texts: readonly string[]): string | undefined {
  const page = [asked, `${asked}/README.md`].find((path) => all.includes(path));
  if (page !== undefined) return textOf(page);
  if (texts.includes(asked)) return `# ${asked}\n\n\`\`\`\n${textOf(asked)}\n\`\`\``;
  const below = all.filter((file) => file.startsWith(`${asked}/`));
  if (below.length === 0) return undefined;
  const rows = below.map((file) => `- [${titleOf(textOf(file), file)}](/${file})`);
  return `# ${asked}\n\n${rows.join("\n")}`;
}

const HEADERS = {
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
  "x-content-type-options": "nosniff",
};

export function docsApp(): Hono {
  const app = new Hono();
  const all = pages();
  const texts = found(["models/**/*.yaml", "deploy/*"]);
  app.get("/", (c) => c.redirect(`/${all[0]}`));
  app.get("*", (c) => {
    const asked = decodeURIComponent(c.req.path.slice(1)).replace(/\/$/, "");
    const markdown = markdownAt(asked, all, texts);
    return markdown === undefined
      ? c.text("there is no such page\n", 404, HEADERS)
      : c.html(pageOf(markdown, asked, all), 200, HEADERS);
  });
  return app;
}
