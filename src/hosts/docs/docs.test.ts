// The documents as a site: every page is served, and every link between pages leads to one that is.

import { posix } from "node:path";
import { expect, test } from "vitest";
import { docsApp, pages } from "./docs-app.ts";
import { markdownToHtml } from "./to-html.ts";

const app = docsApp();
const get = async (path: string) => {
  const answer = await app.request(path);
  return { status: answer.status, html: await answer.text() };
};

test("every page is there, with a title, and its links lead to a page, a file or a heading that is there", async () => {
  const lost: string[] = [];
  for (const page of pages()) {
    const { status, html } = await get(`/${page}`);
    expect([page, status]).toEqual([page, 200]);
    expect(html).toMatch(/<h1 id=/);
    const main = html.slice(html.indexOf("<main>"));
    for (const [, to = "", heading] of main.matchAll(/<a href="([^"#:]*)(?:#([^"]*))?"/g)) {
      const target = to === "" ? page : posix.normalize(posix.join(posix.dirname(page), to));
      const there = await get(`/${target}`);
      if (there.status !== 200 || (heading && !there.html.includes(`id="${heading}"`)))
        lost.push(`${page} -> ${to}#${heading ?? ""}`);
    }
  }
  expect(lost).toEqual([]);
}, 60_000);

test("a folder is the list of its pages, a model its text", async () => {
  expect((await get("/docs/decisions")).html).toContain('<a href="/docs/decisions/wasm-emitter.md">');
  expect((await get("/models/two-states/standoff.yaml")).html).toContain("standoff: Two states and a bomb");
});

test("nothing else is served", async () => {
  for (const path of ["/package.json", "/docs/../package.json", "/%2e%2e/etc/passwd", "/docs/nothing.md"])
    expect((await get(path)).status).toBe(404);
});

test("Markdown: what we write, and nothing that runs", () => {
  const html = markdownToHtml(
    "# A b\n\ntext `x<y` **bold** [to](a.md) [bad](javascript:alert(1)) <script>\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | `2` |\n\n```\n<pre>\n```\n",
  );
  expect(html).toContain('<h1 id="a-b">A b</h1>');
  expect(html).toContain('<code>x&lt;y</code> <strong>bold</strong> <a href="a.md">to</a>');
  expect(html).not.toMatch(/<script|href="javascript/);
  const joined = html.replaceAll("\n", "");
  expect(joined).toContain("<ul><li>one</li><li>two</li></ul>");
  expect(joined).toContain("<table><thead><tr><th>a</th>");
  expect(html).toContain("<pre><code>&lt;pre&gt;\n</code></pre>");
});

test("Markdown of a stranger: no markup, no foreign link, no image, no comment", () => {
  const html = markdownToHtml(
    '<!-- note -->\n\n<b onclick="x">a</b> ![p](https://x.example/p.png) <https://x.example> [j][1] [d](data:text/html,x)\n\n[1]: javascript:alert(1)\n',
  );
  expect(html).not.toMatch(/<b|<img|note|href="(?!https:)/);
  expect(html).toContain("&lt;b onclick=&quot;x&quot;&gt;a&lt;/b&gt;");
  expect(html).toContain("![p](https://x.example/p.png)");
});

test("a list within a list, a code block by indent and an escaped star are what CommonMark says", () => {
  const html = markdownToHtml("- one\n  - two\n\ntext \\* star\n\n    code\n");
  expect(html).toMatch(/<ul>\n<li>one<ul>\n<li>two<\/li>/);
  expect(html).toContain("text * star");
  expect(html).toContain("<pre><code>code");
});
